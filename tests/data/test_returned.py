"""The workbook that goes back to the clerk, and the message that goes with it."""

import csv
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from commands.demo import INBOX
from data import returned
from data.home import Home
from data.issues import Issue
from data.report import FileReport, SheetReport
from data.returned import file_name_of, has_marked_cells, message, returned_workbook
from data.returning import books
from data.returning.words import SIGN
from tests.data.books import COMMUNITIES, GRIDS, book, taken_in
from tests.data.test_importing import STAFF

RED, AMBER = "FFF4C7C3", "FFFCE8B2"


def report_of(sheet, *issues, file_name="a.xlsx"):
    told = SheetReport(sheet, "grid_staff", "read", rows_read=3, issues=list(issues))
    return FileReport(file_name, "0" * 64, [told])


def refused(cell, sheet="s", code="blank", **more):
    row = int("".join(filter(str.isdigit, cell)) or 0)
    return Issue("refused", code, sheet, cell, row, **more)


def opened(content, tmp_path):
    path = tmp_path / "back.xlsx"
    path.write_bytes(content)
    return load_workbook(path)


@pytest.fixture
def roster(tmp_path):
    """The report of a roster with bad cells, and the roster."""
    home = Home(tmp_path / "home")
    registers = (
        book(tmp_path / "a.xlsx", {"Sheet1": COMMUNITIES}),
        book(tmp_path / "b.xlsx", {"Sheet1": GRIDS}),
    )
    path = book(tmp_path / "名单.xlsx", {"车辆台账": STAFF, "附页": "| 说明 |"}, merged=["A1:G1"])
    return path, taken_in(home, *registers, path).files[2]


def test_bad_cells_are_coloured_and_say_why_and_all_else_stands(roster, tmp_path):
    path, report = roster
    back = opened(returned_workbook(path, report, "zh"), tmp_path)
    assert back.sheetnames == ["退回单", "车辆台账", "附页"]
    sheet, original = back["车辆台账"], load_workbook(path)["车辆台账"]
    for row in original.iter_rows():
        for cell in row:
            assert sheet[cell.coordinate].value == cell.value
    assert sheet["B8"].fill.fgColor.rgb == RED
    assert sheet["B8"].comment.text == "拒收：占位姓名，不是真实人员。"
    assert {sheet[cell].fill.fgColor.rgb for cell in ("F7", "D9")} == {AMBER}
    assert "第九十九网格" in sheet["D9"].comment.text
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:G1"]
    coloured = [c.coordinate for row in sheet.iter_rows() for c in row if c.fill.fill_type]
    assert coloured == ["F7", "B8", "D9"]


def test_the_first_sheet_lists_every_place_with_a_link(roster, tmp_path):
    path, report = roster
    back = opened(returned_workbook(path, report, "en"), tmp_path)
    listed = back[back.sheetnames[0]]
    assert back.active is listed
    assert listed["A1"].value == SIGN.en
    rows = list(listed.iter_rows(min_row=6, max_col=7))
    assert [(r[1].value, r[2].value, r[3].value) for r in rows] == [
        ("车辆台账", "B8", "Refused"),
        ("车辆台账", "F7", "Asked"),
        ("车辆台账", "D9", "Asked"),
    ]
    assert rows[2][5].value == "第九十九网格"
    assert rows[2][6].value == "a name of the register"
    assert rows[0][2].hyperlink.location == "'车辆台账'!B8"
    assert [s.title for s in back.worksheets if s.sheet_view.tabSelected] == [listed.title]


def test_a_telephone_beside_a_bad_cell_is_not_quoted(roster, tmp_path):
    path, report = roster
    back = opened(returned_workbook(path, report, "zh"), tmp_path)
    listed = str([[c.value for c in row] for row in back["退回单"].iter_rows()])
    assert "1390000" not in listed + message(report).zh
    assert "990101199001010011" not in listed


def test_nothing_refused_and_nothing_asked_needs_no_return(roster):
    path, report = roster
    clean = FileReport("a.xlsx", "0" * 64, [SheetReport("s", "grids", "read")])
    assert returned_workbook(path, clean, "zh") is None
    assert (has_marked_cells(clean), has_marked_cells(report)) == (False, True)


def test_rows_that_wait_for_one_answer_are_all_coloured(tmp_path):
    path = book(tmp_path / "a.xlsx", {"s": [["网格"], ["甲"], ["乙"], ["甲"]]})
    asked = Issue("asked", "unknown_place", "s", "A2", 2, rows=2, other_rows=(4,), spelling="甲")
    back = opened(returned_workbook(path, report_of("s", asked), "zh"), tmp_path)
    assert [bool(back["s"][c].comment) for c in ("A2", "A3", "A4")] == [True, False, True]
    assert back["退回单"]["C6"].value == "A2 +1"


def test_refused_is_stronger_than_asked_and_earlier_notes_stay(tmp_path):
    made = Workbook()
    made.active.title = "s"
    made.active["B2"] = "甲"
    made.active["B2"].comment = Comment("问过", "某")
    made.save(tmp_path / "a.xlsx")
    both = report_of("s", refused("B2"), Issue("asked", "dash", "s", "B2", 2))
    cell = opened(returned_workbook(tmp_path / "a.xlsx", both, "zh"), tmp_path)["s"]["B2"]
    assert cell.fill.fgColor.rgb == RED
    assert cell.comment.text.splitlines()[0] == "问过"
    assert "待答：" in cell.comment.text and "拒收：" in cell.comment.text


def test_a_bad_cell_inside_merged_cells_marks_the_first_of_them(tmp_path):
    path = book(tmp_path / "a.xlsx", {"s": [["甲", None], ["乙", 1]]}, merged=["A1:B1"])
    back = opened(returned_workbook(path, report_of("s", refused("B1")), "zh"), tmp_path)
    assert back["s"]["A1"].fill.fgColor.rgb == RED


FORMULAS = ["=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=2", "#REF!"]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    if suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([["甲", "乙"], *([text, "x"] for text in FORMULAS)])
        name = None
    else:
        made = Workbook()
        made.active.title = name = "s"
        for number, text in enumerate(FORMULAS, start=2):
            made.active.cell(number, 1).value = text
            made.active.cell(number, 1).data_type = "s"
        made.save(path)
    issue = refused("A2", name, found='=HYPERLINK("http://x")', expected_zh="=1", expected_en="=1")
    back = opened(
        returned_workbook(path, report_of(name, issue, file_name=path.name), "zh"), tmp_path
    )
    with zipfile.ZipFile(tmp_path / "back.xlsx") as archive:
        for part in archive.namelist():
            assert b"<f>" not in archive.read(part), part
    kept = [back.worksheets[1].cell(row, 1).value for row in range(2, 2 + len(FORMULAS))]
    assert [str(text).strip() for text in kept] == [text.strip() for text in FORMULAS]


def test_formulas_macros_names_and_outside_links_stay_behind(tmp_path):
    made = Workbook()
    made.active.title = "s"
    made.active["A1"] = '=WEBSERVICE("http://x")'
    made.active["A2"] = "看这里"
    made.active["A2"].hyperlink = "file://server/share"
    made.defined_names["甲"] = DefinedName("甲", attr_text="s!$A$1")
    made.save(tmp_path / "a.xlsx")
    returned_path = tmp_path / "back.xlsx"
    opened(returned_workbook(tmp_path / "a.xlsx", report_of("s", refused("A2")), "zh"), tmp_path)
    with zipfile.ZipFile(returned_path) as archive:
        content = b"".join(archive.read(part) for part in archive.namelist())
    assert not [
        w for w in (b"WEBSERVICE", b"file://", b"definedName ", b"vbaProject") if w in content
    ]


def test_a_text_file_comes_back_as_a_workbook_with_the_same_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,电话\n\n甲,140000123450000\n".encode("gb18030"))
    report = report_of(None, refused("A3", None), file_name="a.csv")
    back = opened(returned_workbook(path, report, "zh"), tmp_path)
    sheet = back.worksheets[1]
    assert (sheet["A3"].value, sheet["B3"].value) == ("甲", "140000123450000")
    assert sheet["A3"].fill.fgColor.rgb == RED
    assert file_name_of(report) == "退回单-a.xlsx"


def test_an_old_workbook_comes_back_as_a_new_one(tmp_path):
    path = INBOX / "10安全事故台账.xls"
    name = CalamineWorkbook.from_path(path).sheet_names[0]
    report = report_of(name, refused("B9", name), file_name=path.name)
    back = opened(returned_workbook(path, report, "zh"), tmp_path)
    before = (
        CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)
    )
    kept = [v for row in back[name].iter_rows(values_only=True) for v in row if v not in (None, "")]
    assert len(kept) == len([v for row in before for v in row if v not in (None, "")])
    assert back[name]["B9"].comment is not None


def test_a_map_file_comes_back_as_a_list(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    report = report_of(None, refused("features[3]", None), file_name=path.name)
    back = opened(returned_workbook(path, report, "zh"), tmp_path)
    assert back.sheetnames == ["退回单"]
    assert back["退回单"]["C6"].value == "features[3]"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"\x00" * 4000])
def test_a_damaged_upload_still_gets_its_list(tmp_path, content):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    back = opened(returned_workbook(path, report_of("s", refused("A2")), "zh"), tmp_path)
    assert back.sheetnames == ["退回单"]


def test_an_upload_that_breaks_the_limits_gets_its_list(tmp_path, monkeypatch):
    path = book(tmp_path / "a.xlsx", {"s": [["甲"]]})
    run = returned._run
    monkeypatch.setattr(returned, "_run", lambda r: r["is_list_only"] and run(r))
    back = opened(returned_workbook(path, report_of("s", refused("A1")), "zh"), tmp_path)
    assert back.sheetnames == ["退回单"]


def test_of_a_large_sheet_the_head_and_the_bad_rows_come_back_in_their_places(monkeypatch):
    from data.reading.raw import RawSheet

    rows = [["序号", "姓名"], *([n, f"甲{n}"] for n in range(1, 200))]
    raw = RawSheet("s", rows, list(range(1, 201)))
    monkeypatch.setattr(books, "MOST_CELLS", 100)
    made, names, is_excerpt = books.copied([raw], {"s": {150}})
    assert is_excerpt
    assert names == {"s": "s"}
    assert made["s"]["B150"].value == "甲149"
    assert made["s"]["B20"].value == "甲19"
    assert made["s"]["B21"].value is made["s"]["B149"].value is None


def test_values_no_workbook_can_hold_are_written_as_text(tmp_path):
    from data.reading.raw import RawSheet

    odd = ["a\x00b", float("nan"), float("inf"), date(1899, 1, 1), "x" * 40_000, True, 10**30]
    made, _, _ = books.copied([RawSheet("坏[名]/?", [odd], [1], is_hidden=True)], {})
    made.create_sheet("y")
    made.save(tmp_path / "odd.xlsx")
    back = load_workbook(tmp_path / "odd.xlsx").worksheets[0]
    assert [back.cell(1, n).value for n in (1, 2, 3, 4)] == ["ab", "nan", "inf", "1899-01-01"]
    assert back.sheet_state == "hidden"


def test_the_message_names_the_file_the_counts_and_the_first_cells():
    issues = [refused(f"B{n}") for n in range(2, 10)]
    report = report_of("花名册", *issues)
    report.sheets[0].rows_accepted = 40
    said = message(report)
    assert said.zh.splitlines()[0] == "《a.xlsx》：采用 40 行，退回 8 行，待答 0 行。"
    assert said.zh.count("花名册!B") == said.en.count("花名册!B") == 5
    assert "8 处" in said.zh
    assert (
        message(FileReport("a.xlsx", "0" * 64, [SheetReport("s", "grids", "read")])).zh.count("\n")
        == 0
    )


def test_a_returned_workbook_put_right_is_read_like_the_original(roster, tmp_path):
    path, report = roster
    back = tmp_path / "退回单-名单.xlsx"
    back.write_bytes(returned_workbook(path, report, "zh"))
    workbook = load_workbook(back)
    workbook["车辆台账"]["F7"] = "在岗"
    workbook["车辆台账"]["D9"] = "第十网格"
    workbook["车辆台账"]["B8"] = "戊五"
    workbook.save(back)
    home = Home(tmp_path / "other")
    again = taken_in(home, tmp_path / "a.xlsx", tmp_path / "b.xlsx", back)
    listed, sheet, _ = again.files[2].sheets
    assert (listed.status, listed.of("asked")) == ("skipped", [])
    assert sheet.rows_accepted == 5
    assert not sheet.of("refused") and not sheet.of("asked")


def test_what_only_the_clerk_can_answer_does_not_go_back():
    assert not has_marked_cells(report_of(None, Issue("asked", "datum_unknown", None, "", 0)))


def test_a_copy_shows_its_dates_and_the_list_all_its_text(tmp_path):
    from data.reading.raw import RawSheet

    rows = [["时间", "地点"], [datetime(2026, 11, 3), "槐澜街道望舒社区听松街一百号"]]
    made, _, _ = books.copied([RawSheet("s", rows, [1, 2])], {})
    made.save(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["s"]
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert [sheet.column_dimensions[c].width >= w for c, w in (("A", 12), ("B", 30))] == [True] * 2
    report = report_of(
        "s", refused("A2"), Issue("refused", "below_minimum", "s", "B2", 2, found="长" * 80)
    )
    listed = opened(returned_workbook(tmp_path / "a.xlsx", report, "zh"), tmp_path)["退回单"]
    assert listed.row_dimensions[7].height > listed.row_dimensions[6].height
