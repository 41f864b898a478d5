"""The grid coverage page: leaders, gaps and load in words, a proposal under its label."""

from __future__ import annotations

from datetime import date

from metrics.catalogue import metrics
from metrics.planning.staffing import Grid, staffing_plan
from views import planning
from views.grid_coverage import page
from views.places import Period, Place
from views.results import Reading, Standing

WEEK = Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True)
TOP = Place("S", "岭街道", "subdistrict")
COMMUNITIES = [Place(c, f"{c}社区", "community", "S", f"岭街道/{c}社区") for c in "AB"]
GRIDS = {
    f"{c}{i}": Place(f"{c}{i}", f"第{i}网格", "grid", c, f"岭街道/{c}社区/第{i}网格")
    for c in "AB" for i in (1, 2)
}  # fmt: skip


def reading(key, place, above, below, state="green"):
    metric = metrics()[key]
    value = above if metric.kind == "count" else (above / below if below else None)
    return Reading(metric, place, WEEK, above, below, value, state)


def standings():
    return [
        Standing(reading("grid_leader_coverage", TOP, 3, 4, "red"), periods=(WEEK,)),
        Standing(reading("grid_staffing_attainment", TOP, 2, 4, "red"), periods=(WEEK,)),
        Standing(reading("grid_worker_gap", TOP, 3, None, "no_target"), periods=(WEEK,)),
    ]


LEADERS = [reading("grid_leader_coverage", g, 0 if g.place_id == "A2" else 1, 1) for g in
           GRIDS.values()]  # fmt: skip


def test_the_first_line_names_the_grids_without_a_leader():
    alone = page.leaderless(LEADERS)
    assert page.headline(standings(), alone).zh == (
        "4 个网格中 3 个有在岗网格长；4 个居民网格中 2 个网格员配足，共缺 3 人。"
        "没有网格长：第2网格。"
    )


def test_a_grid_that_was_not_reported_has_not_lost_its_leader():
    leaders = metrics()["grid_leader_coverage"]
    silent = Reading(leaders, GRIDS["A1"], WEEK, None, None, None, "not_reported")
    assert page.leaderless([silent]) == []


def test_the_largest_gap_stands_first_and_the_unknown_before_it():
    key = "grid_worker_gap"
    given = [
        reading(key, COMMUNITIES[0], 1, None),
        Reading(metrics()[key], TOP, WEEK, None, None, None, "not_reported"),
        reading(key, COMMUNITIES[1], 5, None),
    ]
    assert [r.place.place_id for r in page.attention_by_gap(given)] == ["S", "B", "A"]


def test_an_empty_office_draws_nothing():
    assert page.headline([], []) == page.NO_FIGURES
    assert page.communities({}, {}, "zh") == ""
    assert page.load_chart([], None, TOP, "zh", communities=[], day="") is None


def test_load_over_the_target_is_counted_in_the_title():
    key = "households_per_grid_worker"
    loads = [
        reading(key, GRIDS["A1"], 300, 1, "red"), reading(key, GRIDS["A2"], 100, 1),
        reading(key, GRIDS["B1"], 200, 0, "red"),
    ]  # fmt: skip
    standing = Standing(reading(key, TOP, 600, 2), target=metrics()[key].targets[0])
    head, figure, _ = page.load_chart(
        loads, standing, TOP, "zh", communities=COMMUNITIES, day="2026-11-22"
    )
    assert "3 个居民网格中 1 个每名网格员超过 150 户，1 个没有网格员" in head
    assert [list(trace.x) for trace in figure.data] == [[300.0], [100.0]]


def test_a_proposal_stands_under_its_label_with_its_moves():
    plan = staffing_plan([Grid("A1", "A", 100, 3), Grid("A2", "A", 300, 1)], [("A1", "A2")])
    drawn = planning.staffing(plan, GRIDS, "zh")
    assert "测算建议" in drawn
    assert "A社区 / 第1网格" in drawn
    assert planning.staffing(staffing_plan([], []), {}, "zh") == ""


def test_what_nobody_reported_is_no_list_of_none():
    silent = [
        Reading(metrics()[key], GRIDS["A1"], WEEK, None, None, None, "not_reported")
        for key in (page.LEADERS, page.GAP)
    ]
    drawn = page.lists(silent[:1], silent[1:], [], {}, "zh")
    assert drawn.count("1 个网格未报。") == 2
    assert "0 个" not in drawn and "没有。" not in drawn
