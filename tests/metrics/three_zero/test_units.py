"""Enterprises and institutions: who attains, week by week and in a period."""

from __future__ import annotations

from datetime import date, timedelta

from metrics.three_zero.attainment import allowance
from metrics.three_zero.events import read_events
from metrics.three_zero.matrix import Week
from metrics.three_zero.units import register, unit_lights, unit_lines

MONDAY = date(2026, 10, 26)
WEEKS = tuple(
    Week(f"2026-W{44 + i}", MONDAY + timedelta(days=7 * i), MONDAY + timedelta(days=7 * i + 6))
    for i in range(4)
)
UNITS = register(
    {"unit_id": key, "unit_name": name, "unit_kind": "企业", "community_id": "C1", "status": status}
    for key, name, status in (
        ("U1", "澜桥甲公司", "active"), ("U2", "澜桥乙公司", None), ("U3", "澜桥丙公司", "active"),
        ("U4", "澜桥丁公司", "active"), ("U9", "关停公司", "closed"),
    )
)  # fmt: skip


def accident(unit, day, mark, community="C1"):
    return {"accident_id": f"{unit}{day}", "community_id": community, "unit_name": unit,
            "occurred_at": day, "deaths": 0, "slightly_injured": 1,
            "counts_toward_zero": mark}  # fmt: skip


EVENTS = read_events(
    accidents=[
        accident("澜桥甲公司", date(2026, 11, 10), "yes"),
        accident("澜桥乙公司", date(2026, 11, 18), None),
        accident("澜桥丙公司", date(2026, 11, 19), "no"),
        accident("澜桥丁公司", date(2026, 11, 19), "yes", community="C2"),
    ]
)
REPORTS = [
    {"unit_id": unit, "week": week.period_id}
    for unit in ("U1", "U2", "U3", "U4")
    for week in WEEKS
    if (unit, week.period_id) != ("U4", "2026-W46")
]


def test_a_closed_unit_is_asked_for_nothing():
    assert set(UNITS) == {"U1", "U2", "U3", "U4"}


def test_the_states_of_the_weeks_and_what_needs_attention_first():
    drawn = unit_lines(UNITS, REPORTS, EVENTS, WEEKS, provisional={("C1", "2026-W47")})
    states = {line.community_id: [cell.state for cell in line.cells] for line in drawn}
    assert states == {
        "U1": ["zero", "zero", "events", "zero"],
        "U2": ["zero", "zero", "zero", "pending"],
        "U3": ["zero", "zero", "zero", "events_excluded"],
        "U4": ["zero", "zero", "not_reported", "zero"],
    }
    assert drawn[0].community_id == "U2"
    assert all(line.latest.is_provisional for line in drawn)
    streaks = {line.community_id: line.attained_weeks for line in drawn}
    assert streaks == {"U1": 1, "U2": 0, "U3": 4, "U4": 1}
    assert {line.community_id: line.days_since for line in drawn}["U1"] == 12


def test_an_event_of_the_same_name_elsewhere_is_not_this_unit():
    lights = unit_lights(UNITS, REPORTS, EVENTS, WEEKS[-1:], (WEEKS[-1].start_on, WEEKS[-1].end_on))
    assert lights == {"U1": "green", "U2": "amber", "U3": "green", "U4": "green"}


def test_a_month_asks_for_every_week_and_how_many_more_may_fail():
    lights = unit_lights(UNITS, REPORTS, EVENTS, WEEKS, (WEEKS[0].start_on, WEEKS[-1].end_on))
    assert lights == {"U1": "red", "U2": "amber", "U3": "green", "U4": "not_reported"}
    left = allowance(lights, 0.75)
    assert (left.attained, left.missing, left.may_still_fail) == (1, 2, 0)


def test_no_register_and_no_week_are_no_lines():
    assert unit_lines({}, REPORTS, EVENTS, WEEKS) == ()
    assert unit_lines(UNITS, REPORTS, EVENTS, ()) == ()
