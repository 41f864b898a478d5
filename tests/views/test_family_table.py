"""The other metrics of a family, each with its count, its light in words and its change."""

from __future__ import annotations

from datetime import date

from metrics.catalogue import metrics
from views import family_table
from views.places import Period, Place
from views.results import Reading, Standing

TOP = Place("S", "岭街道", "subdistrict")
WEEK = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)


def standing(key, above, below, state="no_target"):
    return Standing(Reading(metrics()[key], TOP, WEEK, above, below, above / below, state))


WHOLE = [
    standing("grid_leader_coverage", 100, 102, "amber"),
    standing("grid_event_satisfaction", 53, 57),
    standing("grid_event_rated_share", 57, 108),
    standing("petition_satisfaction", 10, 10),
]


def test_what_the_page_treats_and_other_families_are_left_out():
    drawn = family_table.draw(WHOLE, "grid", ["grid_leader_coverage"], {}, "zh")
    assert "网格长覆盖率" not in drawn
    assert "信访" not in drawn
    assert "93.0%" in drawn
    assert "53 / 57" in drawn


def test_a_satisfaction_stands_right_above_the_share_that_answered():
    drawn = family_table.draw(WHOLE, "grid", (), {}, "zh")
    between = drawn[drawn.index("网格事件满意率") : drawn.index("网格事件评价率")]
    assert between.count("</tr>") == 1


def test_a_page_that_treats_all_has_no_such_table():
    assert family_table.draw(WHOLE[:1], "grid", ["grid_leader_coverage"], {}, "en") == ""
    assert family_table.keys(WHOLE, "three_zero") == ("petition_satisfaction",)
