"""Enterprises and institutions: the state of each unit of the register, by week and by period.

The same reading as the published ``unit_three_zero_attainment``: a unit attains if it filed every
weekly report of the period and nothing counted or pending is attributed to it, by community and
name. The register that holds at the period's end says which units there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.rating import State as Light
from metrics.three_zero.events import Event, Row
from metrics.three_zero.matrix import (
    ATTAINED,
    Cell,
    Line,
    State,
    Week,
    attention_first,
    corrected_until,
    line_of,
)


@dataclass(frozen=True)
class Unit:
    """A unit on the register: its number, name, kind as written, and community."""

    unit_id: str
    name: str
    kind: str
    community_id: str


def register(rows: Iterable[Row]) -> dict[str, Unit]:
    """The open units by their number; a unit that has closed is not asked for anything."""
    return {
        str(row["unit_id"]): Unit(
            str(row["unit_id"]),
            str(row["unit_name"]),
            str(row.get("unit_kind") or ""),
            str(row["community_id"]),
        )
        for row in rows
        if (row.get("status") or "active") == "active"
    }


def unit_lines(
    units: Mapping[str, Unit],
    reports: Iterable[Row],
    events: Iterable[Event],
    weeks: Sequence[Week],
    *,
    provisional: Collection[tuple[str, str]] = (),
    shown: int = 26,
    through_on: date | None = None,
) -> tuple[Line, ...]:
    """The matrix of units, what needs attention first; ``community_id`` of a line is the unit's.

    weeks: all that are known, oldest first. provisional: community and week whose zero may still
    be corrected; a unit's rests on the same ledgers. through_on: the day of the data.
    """
    filed, attributed = _filed(reports), _attributed(units, events)
    found = []
    for key, unit in units.items():
        its = attributed.get(key, ())
        cells = [
            _cell(
                week,
                _within(its, week.start_on, week.end_on),
                (key, week.period_id) in filed,
                (unit.community_id, week.period_id) in provisional,
                through_on,
            )
            for week in weeks
        ]
        found.append(line_of(key, cells, its, shown))
    return attention_first(found) if weeks else ()


def unit_lights(
    units: Mapping[str, Unit],
    reports: Iterable[Row],
    events: Iterable[Event],
    due: Sequence[Week],
    period: tuple[date, date],
) -> dict[str, Light]:
    """The light of every unit in a period; ``due`` are the weeks whose reports it asks for."""
    filed, attributed = _filed(reports), _attributed(units, events)
    lights: Mapping[State, Light] = {
        "zero": "green", "events_excluded": "green", "pending": "amber", "events": "red",
        "not_reported": "not_reported",
    }  # fmt: skip
    return {
        key: lights[
            _state(
                _within(attributed.get(key, ()), *period),
                all((key, week.period_id) in filed for week in due),
            )
        ]
        for key in units
    }


def _cell(
    week: Week, events: tuple[Event, ...], is_filed: bool, is_told: bool, through_on: date | None
) -> Cell:
    state = _state(events, is_filed)
    is_open = state in ATTAINED and corrected_until(week.end_on, through_on) is not None
    return Cell(week, state, is_open or is_told, events)


def _state(events: Sequence[Event], is_filed: bool) -> State:
    """Counted before pending before silence: what is known outweighs what is missing."""
    marks = {event.mark for event in events}
    if "counted" in marks:
        return "events"
    if "pending" in marks:
        return "pending"
    if not is_filed:
        return "not_reported"
    return "events_excluded" if "excluded" in marks else "zero"


def _within(events: Sequence[Event], start_on: date, end_on: date) -> tuple[Event, ...]:
    return tuple(event for event in events if start_on <= event.day <= end_on)


def _filed(reports: Iterable[Row]) -> set[tuple[str, str]]:
    return {(str(row["unit_id"]), str(row["week"])) for row in reports}


def _attributed(units: Mapping[str, Unit], events: Iterable[Event]) -> dict[str, tuple[Event, ...]]:
    """Unit -> its events, by community and name; units of one name in a community share them."""
    by_name: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        if event.unit_name:
            by_name.setdefault((event.community_id, event.unit_name), []).append(event)
    return {key: tuple(by_name.get((u.community_id, u.name), ())) for key, u in units.items()}
