"""The whole pack: all of it or nothing, for every office and every kind of period."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest

from office.follow_ups import FollowUp
from reports import nothing, pack, tables, tables_of_work
from reports.errors import ReportError
from reports.pack import PackFile
from reports.story import story
from tests.demonstration import demonstration, empty, one_community
from tests.reports.packs import MONDAY, after, at_home, before, made, with_meeting
from ui import packing

FILES = (PackFile("a.docx", b"a"), PackFile("督办单/b.docx", b"b"))


def held(folder) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_files_of_a_pack_bear_its_period():
    names = [file.name for file in before("zh").files]
    assert names == [
        "1 周报-2026-W47.docx", "2 汇报演示-2026-W47.pptx", "3 数据与口径-2026-W47.xlsx",
        "4 网页版-2026-W47.html", "5 会议纪要（草稿）-2026-W47.docx",
    ]  # fmt: skip
    assert [file.name for file in after("zh").files][5:] == [
        f"督办单/D001-{number}.docx" for number in (1, 2, 3)
    ]
    assert not re.search(r"[\u3400-\u9fff]", "".join(f.name for f in after("en").files))


def test_a_pack_is_written_whole_and_replaces_an_older_one(tmp_path):
    folder = pack.write(FILES, tmp_path / "new" / "out", "材料")
    assert held(folder) == {"a.docx", "督办单/b.docx"}
    pack.write((PackFile("c.docx", b"c"),), tmp_path / "new" / "out", "材料")
    assert held(folder) == {"c.docx"}
    assert [each.name for each in folder.parent.iterdir()] == ["材料"]


def test_a_pack_that_cannot_be_finished_leaves_nothing_and_the_old_one_as_it_was(tmp_path):
    pack.write(FILES, tmp_path, "材料")
    endless = PackFile("x" * 400, b"")
    with pytest.raises(ReportError, match="cannot be written"):
        pack.write((*FILES, endless), tmp_path, "材料")
    with pytest.raises(ReportError):
        pack.write((*FILES, endless), tmp_path, "另一份")
    assert held(tmp_path) == {"材料/a.docx", "材料/督办单/b.docx"}


def test_a_folder_that_refuses_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ReportError) as refused:
        pack.write(FILES, tmp_path / "file" / "out", "材料")
    assert "--out" in refused.value.text.zh and "file" in refused.value.text.zh


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ReportError):
        pack.write(FILES, tmp_path, "材料")
    tmp_path.chmod(0o700)


def test_an_archive_holds_the_same_files():
    with zipfile.ZipFile(io.BytesIO(pack.archive(FILES))) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            "a.docx": b"a", "督办单/b.docx": b"b"
        }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "said"), [("2026-W99", "2026-W47"), ("x", "“x”"), ("2031", "2026-W47")]
)
def test_a_period_that_is_not_there_is_refused_with_the_latest(asked, said):
    with at_home(demonstration()), pytest.raises(ReportError, match=said):
        packing.place_and_period(asked)


def test_an_empty_office_has_nothing_to_report():
    with at_home(empty()), pytest.raises(ReportError, match="Import the sheets"):
        packing.place_and_period("2026-W47")


@pytest.mark.parametrize(
    ("period_id", "language", "said"),
    [("2026-Q3", "en", "quarterly"), ("2026", "zh", "年报")],
)
def test_other_periods_have_packs_too(period_id, language, said):
    found = made(demonstration(), language, period_id)
    assert said in found.page


def test_one_community_without_a_map_a_meeting_or_a_report_has_a_whole_pack():
    found = made(one_community(), "en")
    assert len(found.files) == 5
    assert "image/png" not in found.page
    for name, words in found.words.items():
        assert not {"None", "nan", "NaN"} & set(re.findall(r"\b\w+\b", words)), name


def test_a_communitys_own_pack_speaks_of_its_grids_only():
    with at_home(demonstration()):
        top, period = packing.place_and_period("2026-W47")
        place = before("zh").result.places["990102013001"]
        result = packing.collect(place, period, made_by="x", at=MONDAY, language="zh")
    assert {f.reading.place.place_id[:12] for f in result.figures} == {place.place_id}
    assert {f.reading.place.level for f in result.figures} == {"community", "grid"}
    whole = before("zh").result.hidden
    assert result.hidden == {key for key in whole if key[1].startswith(place.place_id)}
    assert tables.places(result, "zh").rows and not top.parent_id
    for standing in result.standings:
        if (standing.metric.key, place.place_id) in result.hidden:
            assert standing.now.value is None and not any(standing.history)
    assert [f.name for f in pack.files(result, "zh")] == [f.name for f in before("zh").files]


def test_an_office_with_figures_of_one_family_only_has_a_whole_pack():
    result = before("zh").result
    few = replace(
        result, said=result.said[:1], picture=None, pictured=None,
        standings=tuple(s for s in result.standings if s.metric.family == "grid"),
        figures=tuple(f for f in result.figures if f.reading.metric.family == "grid"),
    )  # fmt: skip
    assert len(pack.files(few, "zh")) == 5


def test_before_the_meeting_the_departments_are_asked_to_explain():
    words = before("zh").words
    assert "研判会还没有议定事项" in words["1 周报-2026-W47.docx"]
    assert "会议尚未召开" in words["5 会议纪要（草稿）-2026-W47.docx"]


def test_after_the_meeting_every_decision_has_an_order_and_stands_in_all_files():
    found = after("zh")
    orders = [words for name, words in found.words.items() if name.startswith("督办单")]
    for decision, order in zip(found.result.decisions, orders, strict=True):
        assert_is_order_of(decision, order)
    assert "议定 3 项" in found.words["1 周报-2026-W47.docx"]
    overdue = {m.code for m in found.result.follow_ups if m.state == "overdue"}
    assert "D001-1" in overdue and f"逾期 {len(overdue)} 项" in found.page


def test_what_the_offices_own_ledger_holds_is_followed_up_too():
    codes = [m.code for m in before("zh").result.follow_ups]
    assert len(codes) == 46 and codes[0].startswith("DB")
    sheet = before("zh").workbook["督办"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == codes


def assert_is_order_of(decision: FollowUp, order: str) -> None:
    assert decision.code in order
    assert "社会治理办" in order
    assert f"{decision.due_on.year}年{decision.due_on.month}月{decision.due_on.day}日" in order
    assert "网格员配备达标率，松岫社区" in order and "（编号 " in order


def test_a_follow_up_of_an_earlier_meeting_goes_on_being_reported():
    """For another week nothing is decided, and the three decisions are followed up."""
    with at_home(with_meeting()):
        place, period = packing.place_and_period("2026-W46")
        later = datetime(2027, 1, 4, 9)
        result = packing.collect(place, period, made_by="x", at=later, language="zh")
    assert not result.decisions
    rows = tables_of_work.follow_ups(result, "zh").rows
    assert [row[-1] for row in rows if row[0].startswith("D0")] == ["■ 逾期"] * 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_nobody_reported_is_never_said_to_be_none(language):
    found = made(one_community(), language)
    said = story(found.result, language)
    claims = (nothing.NO_ALERTS, nothing.ALL_REPORTED, nothing.NOTHING_TO_CHECK, nothing.NO_TASKS,
              nothing.NO_FOLLOW_UPS)  # fmt: skip
    assert not {claim.in_(language) for claim in claims} & set(vars(said).values())
    for name, words in found.words.items():
        assert not [claim for claim in claims if claim.in_(language) in words], name
    whole = tables_of_work.unreported(found.result, language).rows
    assert [row[0] for row in whole] == ["松岫社区", found.result.place.name]  # its own team, too


def test_what_is_to_be_checked_is_listed_as_often_as_the_briefing_counts_it():
    """Three-zero's one, and the four of the ledger of commitments that the sentence counts."""
    result = before("zh").result
    rows = tables_of_work.checks(result, "zh").rows
    assert "待核 4 处" in "".join(story(result, "zh").overall)
    assert [row[2] for row in rows if row[2].startswith("任务")] == [
        "任务 1a，CN01：台账填“已完成”，但当前值 95.8% 未达到目标值 100%",
        "任务 6a，CN03：台账未填“已完成”，但当前值 32 已达到目标值 32",
        "任务 11c，CN06：台账当前值 36，业务表算得 33，口径待核",
        "任务 19a，CN14：台账填“已完成”，按业务表计算尚未达标",
    ]
    assert len(rows) == 5 and "待核清单（5 处）" in before("zh").page
    hidden = next(f for f in result.figures if f.reading.metric.key == "emergency_team_size")
    withheld = replace(result, figures=(replace(hidden, is_hidden=True),))
    assert not [row for row in tables_of_work.checks(withheld, "zh").rows if "33" in row[2]]
