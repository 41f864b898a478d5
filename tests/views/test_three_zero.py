"""The three-zero page in words and symbols: the first line, the matrix, sparse counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from metrics.catalogue import metrics
from metrics.rating import Target
from metrics.signal import sparse_chart
from metrics.three_zero.attainment import allowance, tally
from metrics.three_zero.events import KINDS, read_events
from metrics.three_zero.matrix import Week, lines
from metrics.three_zero.reconcile import checks
from metrics.three_zero.units import Unit, unit_lines
from views import matrix, numbers
from views.charts import sparse
from views.places import Period, Place
from views.results import Reading, Standing
from views.three_zero import lists, sentences, units
from views.three_zero.found import Sparse, ThreeZero, Units
from wording import Text

MONDAY = date(2026, 10, 26)
WEEKS = tuple(
    Week(f"2026-W{44 + i}", MONDAY + timedelta(days=7 * i), MONDAY + timedelta(days=7 * i + 6))
    for i in range(4)
)
PERIOD = Period("2026-W47", "week", WEEKS[-1].start_on, WEEKS[-1].end_on, True)
LIGHTS = {"z": "green", "e": "red", "p": "amber", ".": "not_reported"}


def found(events=(), **drawings) -> ThreeZero:
    """One drawing of four weeks per community: zero, events, pending, not reported."""
    measures = [
        {"metric": "three_zero_attainment", "place_id": name, "period_id": week.period_id,
         "state": LIGHTS[letter.lower()], "flags": "provisional" if letter.isupper() else ""}
        for name, drawing in drawings.items()
        for letter, week in zip(drawing, WEEKS, strict=True)
    ]  # fmt: skip
    communities = {name: Place(name, f"{name}社区", "community") for name in drawings}
    states = {name: LIGHTS[drawing[-1].lower()] for name, drawing in drawings.items()}
    events = read_events(petitions=events)
    return ThreeZero(
        place=Place("S", "岭街道", "subdistrict"), period=PERIOD, communities=communities,
        standings=(), target=Target(0.8, set_by="office"), allowance=allowance(states, 0.8),
        lines=lines(measures, events, WEEKS, communities),
        tallies={kind: tally(events, kind, PERIOD.start_on, PERIOD.end_on) for kind in KINDS},
        events=tuple(e for e in events if e.mark != "excluded"),
        excluded=tuple(e for e in events if e.mark == "excluded"),
        checks=checks(events, (), WEEKS), sparse=(), totals_only=(), files={7: "信访.xlsx"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drawings", "said"),
    [
        (
            {"A": "zzzz", "B": "zzzz"},
            "本周 2 个社区中 2 个三零达标，达到目标 80%，不能再有",
        ),
        (
            {"A": "zzze", "B": "zzzz"},
            "目标 80%，还差 1 个，即使其余全部达标也达不到目标。有计入事件：A社区。",
        ),
        ({"A": "zzz.", "B": "zzzz"}, "目标 80%，还差 1 个。未报零报告：A社区。"),
        ({"A": "zzzp", "B": "zzzz"}, "有待定事件：A社区。"),
    ],
)
def test_the_first_line_answers_for_the_subdistrict(drawings, said):
    assert said in sentences.headline(found(**drawings)).zh


def test_spare_communities_are_told():
    drawings = dict.fromkeys("ABCDEFGHIJ", "zzzz")
    words = sentences.headline(found(**drawings))
    assert "10 个三零达标（100.0%），" in words.zh
    assert "最多还可有 2 个不达标" in words.zh
    assert "at most 2 more may fail" in words.en


def test_an_office_without_communities_says_so():
    assert sentences.headline(found()).zh == "还没有社区可以说明。"


def test_an_office_in_which_nobody_reported_is_not_called_zero_per_cent():
    words = sentences.headline(found(A="zzz.", B="zzz."))
    assert words.zh == "本周 2 个社区都未报零报告，三零是否达标还不能说。"
    assert "0.0%" not in words.en


def test_a_kind_without_a_ledger_has_no_count_rather_than_zero():
    reading = Reading(metrics()["zero_petition"], Place("S", "岭街道", "subdistrict"), PERIOD,
                      None, None, None, "not_reported", frozenset(), None)  # fmt: skip
    it = replace(found(A="zzz."), standings=(Standing(reading),), tallies={})
    assert lists.components(it, {}, "zh").count(numbers.NONE) >= 4


def test_every_state_has_its_own_shape_and_provisional_ones_are_hollow():
    it = found(A="zep.", B="ZEP.")
    drawn = matrix.matrix(it.lines, it.communities, {}, "zh")
    for shape in "●■▲◇○□△":
        assert f">{shape}<" in drawn
    assert "第45周：有计入事件，暂定" in drawn
    assert "第47周：未报" in drawn


def test_exclusions_show_as_zero_after_exclusions_and_on_the_list():
    row = {"petition_id": "X1", "registered_on": WEEKS[3].start_on, "community_id": "A",
           "counts_toward_zero": "no", "exclusion_reason": "<b>涉法</b>", "import_id": 7,
           "source_row": 12}  # fmt: skip
    it = found([row], A="zzzz")
    assert ">◉<" in matrix.matrix(it.lines, it.communities, {}, "zh")
    listed = lists.exclusions(it, {}, "zh")
    assert "&lt;b&gt;涉法" in listed
    assert "未填" in listed
    assert "信访.xlsx" in listed
    assert "剔除未填认定单位" in lists.to_check(it, {}, "zh")


def test_a_name_with_markup_stays_text():
    it = found(A="zzzz")
    named = {"A": replace(it.communities["A"], name="<i>A</i>")}
    assert "<i>A" not in matrix.matrix(it.lines, named, {}, "en")


def weeks(count):
    start = MONDAY - timedelta(days=7 * (count - 1))
    found = []
    for i in range(count):
        day = start + timedelta(days=7 * i)
        year, week, _ = day.isocalendar()
        found.append(Week(f"{year}-W{week:02d}", day, day + timedelta(days=6)))
    return tuple(found)


@pytest.mark.parametrize(
    ("last", "said", "colour"),
    [(1, "在通常范围内", "#52606D"), (20, "多于通常范围", "#C65D09")],
)
def test_a_sparse_count_is_judged_against_what_was_to_be_expected(last, said, colour):
    counts = np.array([1.0, 0, 0, 0] * 8 + [last, 0, 0, 0])
    it = Sparse("case", weeks(36), sparse_chart(counts, direction="down"), 1)
    assert said in sentences.signal(it).zh
    figure = sparse.draw(it.chart, [w.period_id for w in it.weeks], "zh")
    assert figure.data[0].marker.color[-1] == colour
    assert "岭街道，每 4 周" in sentences.basis(it, found(A="zzzz"), "zh")
    assert "有台账的 1 个社区" in sentences.basis(it, found(A="zzzz", B="zzzz"), "zh")


def test_a_silent_month_is_not_zero():
    counts = np.array([1.0, 0, 0, 0] * 8 + [np.nan] * 4)
    it = Sparse("case", weeks(36), sparse_chart(counts, direction="down"), 1)
    assert sentences.signal(it).zh == "案件：近 4 周没有数据"
    assert sparse.draw(it.chart, [w.period_id for w in it.weeks], "en").data[0].y[-1] is None


def with_units(found_, lights):
    register = {key: Unit(key, f"{key}公司", "企业", "A") for key in lights}
    drawn = unit_lines(register, [{"unit_id": "U1", "week": "2026-W47"}], (), WEEKS)
    target = Target(0.75, set_by="office")
    held = Units(register, target, allowance(lights, target.value), drawn)
    return replace(found_, units=held)


def test_units_are_told_with_their_own_target_and_how_many_more_may_fail():
    lights = {"U1": "green", "U2": "green", "U3": "green", "U4": "not_reported", "U5": "green"}
    found_ = with_units(found(A="zzzz"), lights)
    assert units.said(found_.units, "week") == Text(
        "本周名录上 5 个单位中 4 个三零达标，达到目标 75%，不能再有单位不达标。未按周报送 1 个。",
        "This week: 4 of the 5 units on the register at three-zero, which reaches the "
        "target of 75%; none may fail any more. 1 did not file every week.",
    )
    drawn = units.draw(found_, {}, "zh")
    assert drawn.index("U2公司") < drawn.index("末周为零的其余 1 个单位") < drawn.index("U1公司")


def test_without_a_published_share_nothing_is_said_of_units():
    assert units.draw(found(A="zzzz"), {}, "zh") == ""
