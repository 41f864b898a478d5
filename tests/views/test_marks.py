"""A change of definition is a labelled line; figures on its two sides may not be compared."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from metrics.catalogue import metric
from metrics.definition import DefinitionChange, breaks, fingerprint, why_not_comparable
from metrics.signal import xmr
from views import sparkline
from views.changes import change
from views.charts import control, marks
from views.places import Period, Place
from views.results import Reading, Standing, comparable
from wording import Text

MONDAY = date(2026, 6, 1)
WHAT = Text("改按当日办结计", "closed on the day counts now")
HOURS = metric("volunteer_hours")
PLACE = Place("S", "槐澜街道", "subdistrict")


def weeks(count):
    starts = [MONDAY + timedelta(weeks=i) for i in range(count)]
    return [
        Period(f"{day.isocalendar().year}-W{day.isocalendar().week:02d}", "week", day,
               day + timedelta(days=6), True)
        for day in starts
    ]  # fmt: skip


def changed(week, **fields):
    return DefinitionChange(MONDAY + timedelta(weeks=week), WHAT, **fields)


def readings(*changes):
    measured = replace(HOURS, changes=changes)
    return [
        Reading(measured, PLACE, period, 10.0 * i + 20, None, 10.0 * i + 20, "no_target")
        for i, period in enumerate(weeks(2))
    ]


def drawn_words(figure):
    return [note.text for note in figure.layout.annotations]


def test_a_change_that_was_recomputed_draws_a_line_and_forbids_nothing():
    before, now = readings(changed(1))
    assert comparable(before, now)
    ends = [period.end_on for period in weeks(5)]
    (mark,) = marks.of_definition([changed(1)], ends)
    assert (mark.at, mark.words.zh) == (1, "口径调整，已重算")
    assert breaks([changed(1)], ends) == ()


def test_figures_that_cannot_be_recomputed_are_not_compared_and_a_sentence_says_why():
    before, now = readings(changed(1, is_recomputed=False))
    assert not comparable(before, now)
    said = change(Standing(now=now, previous=None, periods=tuple(weeks(2))))
    assert "2026-06-08" in said.words.zh and "不作比较" in said.words.zh
    assert "not compared" in said.words.en
    assert said.tone == "none"


def test_two_figures_on_the_same_side_are_compared():
    change_of_june = changed(1, is_recomputed=False)
    first, second = weeks(4)[1].end_on, weeks(4)[3].end_on
    assert why_not_comparable(HOURS.name, [change_of_june], first, second) is None
    assert why_not_comparable(HOURS.name, [change_of_june], weeks(1)[0].end_on, second)


def test_limits_start_afresh_where_figures_cannot_be_compared():
    ends = [period.end_on for period in weeks(6)]
    assert breaks([changed(2, is_recomputed=False), changed(4)], ends) == (2,)
    assert breaks([changed(-5, is_recomputed=False)], ends) == ()
    assert breaks([changed(50, is_recomputed=False)], ends) == ()


def test_the_limits_before_a_fresh_start_stay_visible():
    values = np.array([10, 12, 11, 13, 10, 12] * 3 + [30, 32, 31, 33] * 4, dtype=float)
    shown = weeks(len(values))
    result = xmr(values, direction="neutral", rebase=[18])
    fresh = marks.of_start(18, shown[18].start_on, "新的服务站 <b>开放</b>，志愿者增加很多")
    figure = control.draw(result, shown, "zh", [fresh])
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [(band.x0, band.x1) for band in bands] == [(-0.5, 17.5), (17.5, len(values) - 0.5)]
    words = [text for text in drawn_words(figure) if "重新起算" in text]
    assert words and "<b>" not in words[0] and "…" in words[0]
    assert sum("均值" in text for text in drawn_words(figure)) == 1


def test_the_small_line_of_a_card_shows_where_a_definition_changed():
    plain = sparkline.svg([1, 2, 3], None)
    marked = sparkline.svg([1, 2, 3], None, changed=[2])
    assert marked.count("<line") == plain.count("<line") + 1


@pytest.mark.parametrize(
    ("field", "value", "is_same"),
    [("name", Text("另名", "Other"), True), ("targets", (), True), ("rows", "SELECT 1", False),
     ("looks_back_days", 3, False), ("scale", 2.0, False), ("rows", f"\n{HOURS.rows}  ", True)],
)  # fmt: skip
def test_a_fingerprint_changes_with_what_is_counted_and_not_with_words(field, value, is_same):
    other = replace(HOURS, **({"kind": "rate"} if field == "scale" else {}), **{field: value})
    assert (fingerprint(other) == fingerprint(HOURS)) == is_same
