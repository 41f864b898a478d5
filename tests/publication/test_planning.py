"""The proposals for the demonstration office, from its published version."""

import pytest

from data.home import Home
from publication import planning
from publication.reading import open_published
from tests.demonstration import demonstration, one_community

WEEK = "2026-W47"


@pytest.fixture(scope="module")
def published():
    return open_published(Home(demonstration()))


def test_eight_moves_between_neighbours_save_six_of_twenty_four_hires(published):
    plan = planning.staffing(published, WEEK)
    assert (plan.need, plan.need_if_pooled, plan.workers) == (265, 216, 248)
    assert (plan.hires_if_nobody_moves, plan.hires_after_moves) == (24, 18)
    assert sum(move.workers for move in plan.moves) == 8


def test_across_communities_one_more_hire_is_saved(published):
    plan = planning.staffing(published, WEEK, across_communities=True)
    assert (plan.hires_after_moves, plan.moved_workers) == (17, 10)


def test_one_community_lacks_space_and_what_it_builds_would_fill_it(published):
    plan = planning.service_space(published, WEEK)
    assert [c.community_id for c in plan.lacking] == ["990102013002"]
    assert plan.missing_m2 == pytest.approx(85.9)
    assert plan.still_missing_m2 == 0


def test_the_next_centre_by_both_ways_of_measuring(published):
    plan = planning.next_centre(published, WEEK, centres=2)
    assert plan.today_upper.inside == 26_631
    assert plan.today_lower.inside == 19_524
    assert [p.gains for p in plan.straight] == [1403, 2794]
    assert [p.gains for p in plan.with_detour] == [2135, 3633]


def test_an_office_without_boundaries_gets_no_next_centre():
    published = open_published(Home(one_community()))
    assert planning.next_centre(published, WEEK) is None
    assert planning.staffing(published, WEEK).moves == ()
