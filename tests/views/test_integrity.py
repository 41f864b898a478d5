"""The page of the integrity checks in words: neutral, with counts, and plain where data lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics.catalogue import metrics
from metrics.integrity import Check, Distribution, Figure, Finding, Outcome, RestatedNumber, Seen
from views.integrity import charts, page
from views.integrity.page import Shown
from wording import Text

NAME = Text("突然没有记录", "Sudden silence")
SAID = Text("连续 3 周没有", "none for 3 weeks")
ROW = Seen("台账.xlsx", "表一", 7, "C1", date(2026, 11, 2))
FOUND = Finding("petitions", "C1", date(2026, 11, 2), date(2026, 11, 22), 3, 29, SAID, (ROW,))
QUIET, LACKING = Outcome((), 12), Outcome((), 0, (Text("没有表。", "No sheet."),))


def check(key: str, name: Text = NAME) -> Check:
    return Check(key, 1, name, name, name, name, Text("行", "rows"), (), lambda _: QUIET)


def shown(**outcomes: Outcome) -> Shown:
    return Shown(
        {key: check(key, Text(f"检查{key}", f"Check {key}")) for key in outcomes}, outcomes,
        {"petitions": Text("信访登记台账", "Petition ledger")}, {"C1": "甲社区"}, metrics(),
    )  # fmt: skip


def test_the_first_line_names_what_to_look_at_and_counts_what_lacks_data():
    some = page.headline(shown(a=Outcome((FOUND,), 30), b=QUIET, c=LACKING))
    assert some.zh == "3 项检查中，1 项有可看之处：检查a。1 项数据不足。"
    assert some.en == "1 of 3 checks noticed something to look at: check a. 1 lack data."
    assert page.headline(shown(a=QUIET, b=QUIET)).zh == "2 项检查都未见需看的。"
    assert page.headline(shown(a=QUIET, b=LACKING)).zh == "1 项检查都未见需看的。1 项数据不足。"
    assert page.headline(shown(a=LACKING)).zh == "还没有数据可查：1 项检查都缺数据。"


def test_a_finding_stands_with_place_counts_and_a_door_to_its_rows():
    drawn = page.findings(shown(a=Outcome((FOUND,), 30)), "a", {"lang": "zh"}, "zh")
    for words in ("甲社区", "信访登记台账", "连续 3 周没有", "3 / 29", "2026-11-02 至 2026-11-22"):
        assert words in drawn
    assert "rows=1" in drawn and "check=a" in drawn
    assert "lt-red" not in drawn and "lt-amber" not in drawn
    listed = page.rows(shown(a=QUIET), FOUND, "zh")
    assert "台账.xlsx · 表一 第 7 行" in listed


def test_a_name_from_a_cell_stays_text():
    file = replace(ROW, file="<script>alert(1)</script>.xlsx")
    drawn = page.rows(shown(a=QUIET), replace(FOUND, rows=(file,)), "zh")
    assert "<script>" not in drawn


def test_restated_numbers_say_before_and_after_in_their_unit():
    moved = RestatedNumber("zero_case", 4, 90, 2, "C1", "2026-W46", Figure(1.0, 16, 16),
                           Figure(0.875, 14, 16))  # fmt: skip
    few = replace(moved, before=Figure(1.0, 8, 8), after=Figure(0.875, 7, 8))
    gone = replace(moved, metric="volunteer_hours", before=Figure(120.0), after=Figure(None))
    outcome = Outcome((), 90, restated=(moved, few, gone))
    assert outcome.state == "look"
    drawn = page.findings(shown(a=outcome), "a", {}, "zh")
    assert "甲社区，2026-W46：100.0% → 87.5%" in drawn
    assert "甲社区，2026-W46：8 / 8 → 7 / 8" in drawn
    assert "120 小时 → —" in drawn
    assert "4 / 90" in drawn


def test_a_community_is_shown_its_own_and_what_concerns_the_whole_office():
    whole, other = replace(FOUND, place_id=""), replace(FOUND, place_id="C2")
    all_of_it = shown(a=Outcome((FOUND, whole, other), 30))
    assert all_of_it.within("C1").outcomes["a"].findings == (FOUND, whole)
    assert all_of_it.within("") is all_of_it


def test_classes_that_matter_are_told_apart_without_colour():
    spread = Distribution(
        "petitions", Text("发生到上报", "from event to report"),
        ((Text("当天", "same day"), 8), (Text("8 天以上", "8 days or more"), 2)),
        frozenset({1}), Text("超过 7 天", "more than 7 days"),
    )  # fmt: skip
    words, figure, _ = charts.draw(spread, Text("信访", "Petitions"), "zh", "a")
    assert "信访：10 个中 2 个超过 7 天（斜线）" in words
    assert list(figure.data[0].marker.pattern.shape) == ["", "/"]
    assert list(figure.data[0].text) == ["8", "2"]


def test_the_file_holds_every_row_with_its_origin():
    header, rows = page.listed(shown(a=Outcome((FOUND,), 30), b=QUIET), "zh")
    assert len(header) == len(rows[0]) == 10
    assert rows[0][-4:] == ["台账.xlsx", "表一", 7, "2026-11-02"]
