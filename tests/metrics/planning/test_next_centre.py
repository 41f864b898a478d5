"""Where the next centres should be: the best places together, not one after the other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.planning import coverage
from metrics.planning.nearby import Nearby
from metrics.planning.next_centre import NextCentres, next_centres

INF, NAN = float("inf"), float("nan")


def street(sites: str, homes: str, facilities: str = "", **options) -> NextCentres:
    """A street: "A@0 B@600" are candidates at metres along it, "300@450" are households there."""
    where = [site.split("@") for site in sites.split()]
    at = np.array([float(metre) for _, metre in where])
    rows = [tuple(map(float, home.split("@"))) for home in homes.split()]
    places = np.array([metre for _, metre in rows])
    existing = np.array([float(metre) for metre in facilities.split()])
    nearest = [min(abs(existing - place), default=INF) for place in places]
    metres = np.abs(at[:, None] - places[None, :])
    candidate, place = np.nonzero(metres <= 2000)
    nearby = Nearby(candidate, place, metres[candidate, place])
    households = [count for count, _ in rows]
    return next_centres([site for site, _ in where], households, nearest, nearby, **options)


def sites(plan) -> list[tuple[str, int]]:
    return [(site.candidate_id, site.gains) for site in plan.sites]


def test_the_next_centre_goes_where_most_households_wait():
    found = street("A@0 B@2000", "300@100 200@1900 200@2100", centres=1)
    assert sites(found.straight[0]) == [("B", 400)]


def test_households_that_are_covered_already_draw_no_centre():
    found = street("A@0 B@2000", "900@100 200@2000", facilities="0", centres=1)
    assert sites(found.straight[0]) == [("B", 200)]
    assert (found.today_upper.inside, found.straight[0].upper.inside) == (900, 1100)


def test_the_best_two_places_need_not_include_the_best_single_one():
    """In the middle one centre reaches 400 of 600; two at the ends reach all."""
    found = street(
        "Middle@1000 North@1400 South@600", "100@200 200@800 200@1200 100@1800", centres=2
    )
    assert sites(found.straight[0]) == [("Middle", 400)]
    assert sites(found.straight[1]) == [("North", 300), ("South", 300)]
    assert (found.straight[1].gains, found.straight[1].greedy_gains) == (600, 500)


def test_with_detours_the_circle_is_smaller_and_another_place_may_be_best():
    found = street("A@0 B@2000", "300@450 200@2100", centres=1)
    assert sites(found.straight[0]) == [("A", 300)]
    assert sites(found.with_detour[0]) == [("B", 200)]
    assert (found.straight[0].upper.inside, found.straight[0].lower.inside) == (300, 0)
    assert (found.with_detour[0].upper.inside, found.with_detour[0].lower.inside) == (200, 200)


def test_exactly_five_hundred_metres_are_near_enough():
    assert street("A@0", "300@500 70@501", centres=1).straight[0].gains == 300
    assert street("A@0", "300@500", centres=1, radius_m=499).straight[0].gains == 0
    with_detour = street("A@0", "300@400", centres=1, detour=1.25).with_detour
    assert with_detour[0].gains == 300


def test_a_household_near_two_new_centres_counts_once():
    found = street("A@0 B@600", "200@300 100@-200 50@800", centres=2)
    assert sites(found.straight[1]) == [("A", 300), ("B", 50)]


def test_among_equally_good_places_the_first_by_id_and_no_more_than_needed():
    found = street("B@10 A@0 D@20", "300@0", centres=3)
    assert [sites(plan) for plan in found.straight] == [[("A", 300)]] * 3
    assert [plan.centres for plan in found.straight] == [1, 2, 3]


def test_ties_between_pairs_go_to_the_earlier_ids():
    found = street("D@0 A@50 B@2000 E@2050", "300@0 300@2050", centres=2)
    assert sites(found.straight[1]) == [("A", 300), ("B", 300)]


def test_a_place_that_is_not_on_the_map_takes_no_part_and_is_told_apart():
    nearby = Nearby(np.array([0, 0]), np.array([0, 1]), np.array([10.0, 10.0]))
    found = next_centres(["A"], [100, 200], [INF, NAN], nearby, centres=1)
    plan = found.straight[0]
    assert (plan.gains, plan.upper.inside, plan.upper.unknown) == (100, 100, 200)


def test_nobody_waits_no_centre_is_proposed():
    found = street("A@0", "300@0", facilities="0", centres=2)
    assert [sites(plan) for plan in found.straight] == [[], []]
    assert street("", "300@0", centres=1).straight[0].gains == 0
    assert street("A@0", "", centres=1).straight[0].gains == 0


def test_every_number_of_centres_has_a_sentence_with_both_bounds():
    found = street("A@0 B@2000", "300@450 200@2100", centres=2)
    first, second = found.sentences()
    assert "300" in first.zh and "200" in first.zh and "500" in second.en
    assert found.label.en == "Proposal"
    assert "1.3" in found.assumes().en


def test_questions_without_an_answer_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        street("A@0", "300@0", centres=0)
    with pytest.raises(ValueError, match="once"):
        street("A@0 A@1", "300@0")
    with pytest.raises(ValueError, match="together"):
        Nearby(np.array([0]), np.array([0, 1]), np.array([1.0]))


def test_of_too_many_candidates_some_are_left_out_and_that_is_said(monkeypatch):
    drawing = "Middle@1000 North@1400 South@600", "100@200 200@800 200@1200 100@1800"
    assert street(*drawing, centres=2).straight[1].is_exact
    monkeypatch.setattr(coverage, "MOST_CANDIDATES", 1)
    short = street(*drawing, centres=2).straight[1]
    assert not short.is_exact
    assert short.gains >= short.greedy_gains == 500


@st.composite
def towns(draw):
    """Candidates and homes on a square of 2 km, and the facilities that are there."""
    spot = st.tuples(st.integers(0, 20), st.integers(0, 20))
    candidates = draw(st.lists(spot, min_size=1, max_size=7))
    homes = draw(st.lists(st.tuples(spot, st.integers(0, 500)), min_size=1, max_size=12))
    facilities = draw(st.lists(spot, max_size=2))

    def metres(some, others):
        left, right = (
            np.array(spots, dtype=float).reshape(-1, 2) * 100 for spots in (some, others)
        )
        return np.hypot(*(left[:, None, :] - right[None, :, :]).transpose(2, 0, 1))

    spots = [place for place, _ in homes]
    nearest = metres(spots, facilities).min(axis=1, initial=INF)
    return metres(candidates, spots), [count for _, count in homes], nearest


def ask(town, **options) -> NextCentres:
    metres, households, nearest = town
    candidate, place = np.nonzero(metres <= 1000)
    ids = [f"P{i}" for i in range(len(metres))]
    nearby = Nearby(candidate, place, metres[candidate, place])
    return next_centres(ids, households, nearest, nearby, **options)


@settings(max_examples=60, deadline=None)
@given(towns())
def test_no_other_places_bring_more_households(town):
    metres, households, nearest = town
    found = ask(town, centres=3)
    for plan in (*found.straight, *found.with_detour):
        near = metres * plan.detour <= 500
        waiting = np.where(nearest * plan.detour <= 500, 0, households)
        options = [
            (
                -waiting[near[list(chosen)].any(axis=0)].sum() if chosen else 0,
                len(chosen),
                sum(chosen),
            )
            for count in range(plan.centres + 1)
            for chosen in itertools.combinations(range(len(metres)), count)
        ]
        chosen = [int(site.candidate_id[1:]) for site in plan.sites]
        assert (-plan.gains, len(chosen), sum(chosen)) == min(options)


@settings(max_examples=60, deadline=None)
@given(towns())
def test_the_laws_of_coverage(town):
    found = ask(town, centres=3)
    assert ask(town, centres=3) == found
    for plans in (found.straight, found.with_detour):
        for plan in plans:
            now, then = (
                (found.today_upper, plan.upper)
                if plan.detour == 1
                else (found.today_lower, plan.lower)
            )
            assert then.inside == now.inside + plan.gains
            assert plan.gains >= plan.greedy_gains >= (1 - 1 / np.e) * plan.gains
            assert plan.lower.inside <= plan.upper.inside
            assert len(plan.sites) <= plan.centres
            assert [s.gains for s in plan.sites] == sorted(
                (s.gains for s in plan.sites), reverse=True
            )
        gains = [plan.gains for plan in plans]
        assert gains == sorted(gains)
    for straight, detour in zip(found.straight, found.with_detour, strict=True):
        assert detour.lower.inside <= straight.upper.inside
