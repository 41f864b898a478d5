"""Which remarks of an import are put as questions, and what an answer says."""

from data.answers import Answer
from ui.import_questions import answer_of, options_of, questions


def report(*issues):
    files = dict.fromkeys(issue["file"] for issue in issues)
    sheets = {name: [one for one in issues if one["file"] == name] for name in files}
    return {"files": [{"file": n, "sheets": [{"asked": found}]} for n, found in sheets.items()]}


def asked(file, question, spelling, **more):
    return {
        "file": file,
        "question": question,
        "spelling": spelling,
        "code": "x",
        "rows": 2,
        **more,
    }


def test_each_map_is_asked_about_by_itself():
    found = questions(report(asked("a", "datum", "WGS-84"), asked("b", "datum", "WGS-84")))
    assert [answer_of(one, "GCJ-02") for one in found] == [
        Answer("datum", "GCJ-02", "WGS-84", file=file) for file in ("a", "b")
    ]


def test_files_that_claim_the_same_are_one_question():
    both = "a.xlsx ↔ b.xlsx"
    (found,) = questions(
        report(asked("a.xlsx", "duplicate", both), asked("b.xlsx", "duplicate", both))
    )
    assert found["rows"] == 4
    answer = answer_of(found, "b.xlsx")
    assert (answer.question, answer.value, answer.spelling) == ("duplicate", "b.xlsx", both)


def test_the_rest_of_very_many_is_no_question():
    rest = {"cell": "A9", "code": "blank", "rows": 70, "message": {}}
    shown = report(asked("a", "place", "样本"))
    shown["files"][0]["sheets"][0]["asked"].append(rest)
    assert [one["spelling"] for one in questions(shown)] == ["样本"]


def test_a_column_that_several_sheets_lack_is_asked_of_each():
    found = questions(report(asked("a", "column", "状态"), asked("b", "column", "状态")))
    assert [answer_of(one, "=在岗") for one in found] == [
        Answer("column", "=在岗", "状态", file=file) for file in ("a", "b")
    ]


def test_every_answer_is_offered_once_and_the_likely_one_first():
    dash = asked("a", "value", None, candidates=["0", ""])
    assert options_of(dash, []) == ["0", "", "leave out"]
    notes = asked("a", "sheet", None, candidates=["grids", "leave out"])
    assert options_of(notes, []) == ["leave out", "grids"]
    homeless = asked("a", "place", None)
    assert options_of(homeless, ["云津社区", "柳荫社区"]) == ["云津社区", "柳荫社区", "leave out"]
