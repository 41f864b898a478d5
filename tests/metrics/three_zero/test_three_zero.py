"""Three-zero unit by unit: what counts, which state a week has, streaks, allowance, checks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from metrics.three_zero.attainment import allowance, tally, weekly_counts
from metrics.three_zero.events import read_events
from metrics.three_zero.matrix import Week, lines
from metrics.three_zero.reconcile import checks

MONDAY = date(2026, 9, 28)
WEEKS = tuple(
    Week(f"2026-W{40 + i}", MONDAY + timedelta(days=7 * i), MONDAY + timedelta(days=7 * i + 6))
    for i in range(8)
)


def petition(day, mark="yes", community="A", **more):
    return {"petition_id": f"{community}{day}", "registered_on": day, "community_id": community,
            "counts_toward_zero": mark, **more}  # fmt: skip


def measures(community, drawing):
    """One letter a week: z zero, e events, p pending, . not reported; capitals are provisional."""
    lights = {"z": "green", "e": "red", "p": "amber", ".": "not_reported"}
    return [
        {"metric": "three_zero_attainment", "place_id": community, "period_id": week.period_id,
         "state": lights[letter.lower()], "flags": "provisional" if letter.isupper() else ""}
        for letter, week in zip(drawing, WEEKS, strict=True)
    ]  # fmt: skip


def line(drawing, events=()):
    (found,) = lines(measures("A", drawing), events, WEEKS, ["A"])
    return found


@pytest.mark.parametrize(
    ("row", "mark"),
    [
        ({"counts_toward_zero": "yes"}, "counted"),
        ({"counts_toward_zero": "pending"}, "pending"),
        ({"counts_toward_zero": None}, "pending"),
        ({"counts_toward_zero": "no", "exclusion_reason": "涉法涉诉"}, "excluded"),
        ({"counts_toward_zero": "no", "exclusion_reason": None}, None),
        ({"counts_toward_zero": "no", "exclusion_reason": float("nan")}, None),
    ],
)
def test_a_petition_counts_waits_or_is_excluded_with_a_reason(row, mark):
    found = read_events(petitions=[petition(date(2026, 10, 1)) | row])
    assert [event.mark for event in found] == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("row", "mark"),
    [
        ({"deaths": 0, "slightly_injured": 1, "counts_toward_zero": "yes"}, "counted"),
        ({"deaths": 1, "counts_toward_zero": "no"}, "excluded"),
        ({"deaths": 0, "slightly_injured": None, "counts_toward_zero": "yes"}, None),
    ],
)
def test_only_accidents_with_casualties_bear_on_zero(row, mark):
    given = {"accident_id": "1", "community_id": "A", "occurred_at": datetime(2026, 10, 1, 9)}
    assert [e.mark for e in read_events(accidents=[given | row])] == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("row", "mark"),
    [
        ({"case_class": "criminal", "counts_toward_zero": "yes"}, "counted"),
        ({"case_class": "public_order", "is_major_impact": True, "counts_toward_zero": "yes"},
         "counted"),
        ({"case_class": "public_order", "is_major_impact": False, "counts_toward_zero": "yes"},
         None),
    ],
)  # fmt: skip
def test_only_cases_of_weight_bear_on_zero(row, mark):
    given = {"case_id": "1", "community_id": "A", "occurred_at": datetime(2026, 10, 1, 9)}
    assert [e.mark for e in read_events(cases=[given | row])] == ([mark] if mark else [])


def test_a_week_without_community_or_day_is_no_event():
    assert read_events(petitions=[petition(None), petition(date(2026, 10, 1), community="")]) == ()


def test_the_five_states():
    excluded = read_events(
        petitions=[petition(WEEKS[1].start_on, "no", exclusion_reason="重复登记")]
    )
    found = line("zzep.zzz", excluded)
    assert [cell.state for cell in found.cells] == [
        "zero", "events_excluded", "events", "pending", "not_reported", "zero", "zero", "zero",
    ]  # fmt: skip


def test_a_week_that_nothing_is_published_of_is_not_reported():
    (found,) = lines([], (), WEEKS, ["A"])
    assert {cell.state for cell in found.cells} == {"not_reported"}
    assert (found.attained_weeks, found.days_since, found.upper_rate) == (0, None, None)


def test_a_streak_ends_at_a_silent_week_but_the_quiet_goes_on():
    found = line("zzezz.zz")
    assert found.attained_weeks == 2
    assert found.quiet_weeks == 4
    assert found.upper_rate == pytest.approx(-np.log(0.05) / 4)
    assert found.weeks_per_event is None  # four weeks are no long zero
    assert line("zzzzzzzz").weeks_per_event == pytest.approx(8 / -np.log(0.05))
    assert not found.is_from_the_start


def test_a_streak_over_all_that_is_known_says_so():
    assert line("..zzzzzz").is_from_the_start
    assert not line("..ezzzzz").is_from_the_start


def test_days_since_run_from_the_event_or_from_the_end_of_the_week():
    on = WEEKS[2].start_on
    assert line("zzezzzzz", read_events(petitions=[petition(on)])).days_since == 41
    assert line("zzezzzzz").days_since == 35
    assert line("zzzzzzzz").days_since is None


def test_what_needs_attention_stands_first():
    given = [*measures("A", "zzzzzzzz"), *measures("B", "zzzzzzz."), *measures("C", "zzzzzzze"),
             *measures("D", "zezzzzzz"), *measures("E", "zzzzzzzp")]  # fmt: skip
    assert [f.community_id for f in lines(given, (), WEEKS, "ABCDE")] == list("CBEDA")


def test_provisional_weeks_are_marked_and_only_the_latest_are_shown():
    (found,) = lines(measures("A", "zzzzzzzZ"), (), WEEKS, ["A"], shown=3)
    assert [cell.is_provisional for cell in found.cells] == [False, False, True]
    assert found.attained_weeks == 8


@pytest.mark.parametrize(
    ("lights", "needed", "may_still_fail", "missing"),
    [
        ("ggggggrr", 7, -1, 1),
        ("gggggggr", 7, 0, 0),
        ("gggggggg", 7, 1, 0),
        ("gggggggn", 7, 1, 0),
        ("ggggnnna", 7, 1, 3),
    ],
)
def test_how_many_more_may_fail(lights, needed, may_still_fail, missing):
    words = {"g": "green", "r": "red", "a": "amber", "n": "not_reported"}
    found = allowance({str(i): words[one] for i, one in enumerate(lights)}, 0.8)
    assert (found.needed, found.may_still_fail, found.missing) == (needed, may_still_fail, missing)


def test_exactly_the_target_is_enough():
    assert allowance({str(i): "green" for i in range(5)}, 0.8).needed == 4


def test_without_a_target_nothing_is_needed():
    found = allowance({"A": "red"}, None)
    assert (found.may_fail, found.may_still_fail, found.missing) == (None, None, 0)


def test_raw_stands_beside_counted():
    events = read_events(petitions=[
        petition(WEEKS[0].start_on), petition(WEEKS[0].end_on, "pending"),
        petition(WEEKS[0].end_on, "no", community="B", exclusion_reason="重复"),
        petition(WEEKS[1].start_on),
    ])  # fmt: skip
    found = tally(events, "petition", WEEKS[0].start_on, WEEKS[0].end_on)
    assert (found.raw, found.counted, found.pending, found.excluded) == (3, 1, 1, 1)


def test_weeks_beyond_the_ledger_are_unknown_and_never_zero():
    events = read_events(petitions=[petition(WEEKS[1].start_on)])
    counts = weekly_counts(events, "petition", WEEKS[:4], (WEEKS[1].start_on, WEEKS[2].end_on))
    assert np.array_equal(counts, [np.nan, 1, 0, np.nan], equal_nan=True)
    assert np.isnan(weekly_counts(events, "petition", WEEKS, None)).all()


def report(week, petitions=0, accidents=0, cases=0):
    return {"community_id": "A", "week": week.period_id, "petitions": petitions,
            "accidents": accidents, "cases": cases}  # fmt: skip


def test_sources_that_do_not_agree_are_listed():
    events = read_events(petitions=[petition(WEEKS[1].start_on)])
    given = [report(WEEKS[0], accidents=1), report(WEEKS[1]), report(WEEKS[2])]
    found = checks(events, given, WEEKS)
    assert [(c.key, c.kind, c.period_id, c.ledger, c.reported) for c in found] == [
        ("ledger_only", "petition", "2026-W41", 1, 0),
        ("report_only", "accident", "2026-W40", 0, 1),
    ]


def test_pending_and_excluded_events_contradict_no_report():
    events = read_events(petitions=[
        petition(WEEKS[1].start_on, "pending"),
        petition(WEEKS[2].start_on, "no", exclusion_reason="x", exclusion_approver="y",
                 exclusion_decided_on=WEEKS[2].end_on),
    ])  # fmt: skip
    given = [report(WEEKS[1]), report(WEEKS[2], petitions=1), report(WEEKS[0], petitions=None)]
    assert checks(events, given, WEEKS) == ()


def test_monthly_totals_are_compared_with_all_weeks_that_touch_the_month():
    totals = [{"community_id": "A", "month": "2026-10", "criminal_cases": 1,
               "major_public_order_cases": None}]  # fmt: skip
    given = [report(week) for week in WEEKS]
    (found,) = checks((), given, WEEKS, case_totals=totals, totals_only=["A"])
    assert (found.key, found.ledger, found.period_id) == ("totals_only", 1, "2026-10")
    given[0] = report(WEEKS[0], cases=1)
    assert checks((), given, WEEKS, case_totals=totals, totals_only=["A"]) == ()


def test_an_exclusion_without_approver_is_to_be_checked():
    events = read_events(petitions=[petition(WEEKS[0].start_on, "no", exclusion_reason="x")])
    (found,) = checks(events, (), WEEKS)
    assert found.key == "no_approver"


def test_a_zero_is_provisional_as_long_as_casualties_may_be_corrected():
    """Thirty days by the regulations: the week that ended thirty days ago is final."""
    drawn = measures("A", "zzzzzzez")
    (found,) = lines(drawn, (), WEEKS, ["A"], through_on=WEEKS[2].end_on + timedelta(days=30))
    assert [cell.is_provisional for cell in found.cells] == [False] * 3 + [True] * 3 + [False, True]
