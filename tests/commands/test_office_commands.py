"""import, imports, undo and values, on a small office."""

from __future__ import annotations

import json
import shutil
import tomllib

import pytest

from commands.demo import INBOX
from commands.import_files import NOTHING
from commands.values import KEYS
from tests.commands.conftest import ANSWERS, REGISTERS, STAFF
from wording import ShownError

STAFF_OF_ONE = INBOX / STAFF


def test_the_ledger_lists_every_file_with_its_state(office, call):
    found = call("imports", "--home", office, "--json").json
    assert [(one["import_id"], one["file_name"], one["state"]) for one in found] == [
        (1, REGISTERS[0], "in_force"),
        (2, REGISTERS[1], "in_force"),
        (3, STAFF, "in_force"),
    ]
    (staff,) = found[2]["datasets"]
    assert staff["dataset"] == "grid_staff"
    assert staff["as_of_on"] == "2026-11-20"
    assert staff["rows"] == 60
    assert len(staff["communities"]) == 1


def test_the_ledger_reads_as_a_table(office, call):
    assert "生效" in call("imports", "--home", office).out
    assert "in force" in call("imports", "--home", office, "--lang", "en").out


def test_a_value_has_exactly_the_documented_keys(office, call):
    found = call("values", "--home", office, "--period", "2026-W47", "--json").json
    assert found
    assert all(tuple(value) == KEYS for value in found)


def test_a_path_is_the_names_from_the_top(office, call):
    found = call("values", "--home", office, "--level", "grid", "--period", "2026-W47", "--json")
    assert "槐澜街道/松岫社区/第一网格" in {value["path"] for value in found.json}


def test_filters_of_one_kind_add_and_of_two_kinds_narrow(office, call):
    def asked(*arguments):
        found = call("values", "--home", office, "--json", *arguments).json
        return {(value["level"], value["period"]) for value in found}

    assert asked("--level", "community", "--period", "2026-W46", "--period", "2026-W47") == {
        ("community", "2026-W46"),
        ("community", "2026-W47"),
    }
    assert asked("--level", "community", "--level", "subdistrict", "--period", "2026-10") == {
        ("community", "2026-10"),
        ("subdistrict", "2026-10"),
    }


def test_no_value_is_null_and_never_zero(office, call):
    asked = ("values", "--home", office, "--metric", "volunteer_hours", "--period", "2026-W47")
    found = call(*asked, "--level", "subdistrict", "--json").json
    assert [(value["value"], value["state"]) for value in found] == [(None, "not_reported")]


@pytest.mark.parametrize("option", [("--metric", "volunteer_ours"), ("--period", "2026-W99")])
def test_a_question_that_cannot_be_asked_is_a_sentence(office, call, option):
    with pytest.raises(ShownError, match=option[1]):
        call("values", "--home", office, *option)


def test_undoing_an_import_takes_its_numbers_back_and_the_old_version_keeps_them(office, call):
    def workers(*version):
        found = call(
            "values", "--home", office, "--metric", "grid_leader_coverage", "--level", "community",
            "--period", "2026-W47", "--json", *version,
        ).json  # fmt: skip
        return {value["path"]: value["numerator"] for value in found}

    before = workers()
    assert any(before.values())
    done = call("undo", 3, "--home", office)
    assert done.code == 0
    assert STAFF in done.out
    assert not any(workers().values())
    assert workers("--version", 2) == before
    states = [one["state"] for one in call("imports", "--home", office, "--json").json]
    assert states == ["in_force", "in_force", "undone"]


def test_what_is_undone_can_be_imported_again(office, call):
    call("undo", 3, "--home", office)
    done = call("import", STAFF_OF_ONE, "--home", office, "--answers", ANSWERS, "--json")
    assert done.code == 0
    assert done.json["files"][0]["import_id"] == 4
    states = [one["state"] for one in call("imports", "--home", office, "--json").json]
    assert states == ["in_force", "in_force", "undone", "in_force"]


def test_only_what_is_in_force_can_be_undone(office, call):
    call("undo", 3, "--home", office)
    for number in (3, 99):
        with pytest.raises(ShownError, match=str(number)):
            call("undo", number, "--home", office)


def test_a_dry_run_stores_and_publishes_nothing(tmp_path, call):
    home = tmp_path / "home"
    done = call("import", INBOX / REGISTERS[0], "--home", home, "--dry-run", "--json")
    assert done.json["version"] is None
    assert done.json["dry_run"] is True
    assert done.json["files"][0]["import_id"] is None
    assert done.json["files"][0]["sheets"][0]["rows"]["accepted"] == 8
    assert call("imports", "--home", home, "--json").json == []


def test_an_open_question_is_printed_as_an_answer_to_fill_in(tmp_path, call, office):
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(INBOX / "23例会签到表.xlsx", folder)
    done = call("import", folder, "--home", office, "--as-of", "2026-11-22")
    assert done.code == NOTHING
    block = "[[answer]]" + done.out.split("[[answer]]")[1].split("\n\n")[0]
    assert tomllib.loads(block)["answer"][0]["question"] == "sheet"
    filled = block.replace("# value = ", "value = ")
    assert tomllib.loads(filled)["answer"][0]["value"] == ""


def test_a_file_that_is_not_there_imports_nothing(tmp_path, call):
    done = call("import", tmp_path / "none.xlsx", "--home", tmp_path / "home")
    assert done.code == NOTHING
    assert "none.xlsx" in done.err


def test_a_home_without_data_says_what_to_do(tmp_path, call):
    assert call("imports", "--home", tmp_path / "home", "--json").json == []
    with pytest.raises(ShownError, match="demo"):
        call("values", "--home", tmp_path / "home")
    assert not (tmp_path / "home").exists()


def test_the_demonstration_keeps_out_of_an_office_with_data_of_its_own(office, call):
    with pytest.raises(ShownError, match="--home DIR"):
        call("demo", "--home", office)


def test_a_version_that_is_not_there_is_a_sentence(office, call):
    with pytest.raises(ShownError, match="version 77"):
        call("values", "--home", office, "--version", 77)


def test_the_readme_walk_works_on_a_small_office(office, call):
    """The cheap commands of the first ten minutes; the golden week runs the long ones."""
    from tests.test_docs import calls

    for arguments in calls("README.md"):
        here = {"demo-home": str(office), "11": "3"}
        words = [here.get(word, word) for word in arguments]
        if words[0] in {"values", "imports", "undo"}:
            assert call(*words).code == 0


def shape(content):
    """The keys of a JSON document, all the way down; of a list, those of its first entry."""
    if isinstance(content, dict):
        return {key: shape(value) for key, value in content.items()}
    return [shape(content[0])] if isinstance(content, list) and content else None


def example(command, number=0):
    """An example from the documentation of a command."""
    from tests.test_docs import SECTIONS, blocks

    return json.loads(blocks(SECTIONS[command], "json")[number])


def test_the_documented_forms_are_the_real_ones(office, call):
    value = call("values", "--home", office, "--period", "2026-W47", "--json").json[0]
    assert list(value) == list(example("values"))
    assert shape(call("imports", "--home", office, "--json").json[0]) == shape(example("imports"))


def test_the_documented_report_is_the_real_one(tmp_path, call):
    """The facilities without answers: rows are refused, and places and the datum are asked."""
    done = call(
        "import", INBOX / "05社区综合服务设施台账.xlsx", "--home", tmp_path / "home", "--json"
    )
    report, shown = done.json, example("import")
    assert list(report) == list(shown)
    (file,), (file_shown,) = report["files"], shown["files"]
    assert list(file) == list(file_shown)
    sheet_shown = file_shown["sheets"][0]
    asked = []
    for sheet in file["sheets"]:
        assert list(sheet) == list(sheet_shown)
        assert list(sheet["rows"]) == list(sheet_shown["rows"])
        for kind in ("refused", "dropped", "flagged"):
            assert all(list(one) == list(sheet_shown["refused"][0]) for one in sheet[kind])
        asked += sheet["asked"]
    assert asked
    optional = {"spelling", "sheet", "cell"}
    for one in asked:
        assert set(one) - optional == set(sheet_shown["asked"][0]) - optional


def test_an_answer_is_remembered_and_a_marked_workbook_is_returned(office, call, tmp_path):
    roster = INBOX / "03网格员花名册（汇总）.xlsx"
    common = ("import", roster, "--home", office, "--json", "--returns", tmp_path / "back")
    first = call(*common, "--dry-run").json
    assert sum(len(sheet["asked"]) for sheet in first["files"][0]["sheets"]) == 3
    assert [path.name for path in (tmp_path / "back").iterdir()] == [
        "退回单-03网格员花名册（汇总）.xlsx"
    ]
    answers = tmp_path / "answers.toml"
    answers.write_text(
        '[[answer]]\nquestion = "place"\nspelling = "第九十九网格"\nvalue = "leave out"\n'
    )
    call(*common, "--answers", answers)
    again = call(*common, "--dry-run").json
    asked = [issue["code"] for sheet in again["files"][0]["sheets"] for issue in sheet["asked"]]
    assert "unknown_place" not in asked
