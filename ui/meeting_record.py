"""A frozen meeting as it was: standings made of what it kept, without any published version."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from metrics.definition import DefinitionChange
from metrics.metric import DEPARTMENTS, Metric
from metrics.rating import Target, amber_share
from publication.meeting_record import Definition, KeptNumber, KeptPeriod, MeetingRecord
from publication.meetings import reopen
from reports.discretion import Rule, hidden_by_rule, masked, tells_a_count
from ui import answers, disclosure, follow_ups, ledgers, settings
from ui.kept import per_version
from views.charts.marks import Mark, of_start
from views.follow_ups.matter import Matter
from views.meeting import record as views
from views.meeting.record import Kept
from views.places import Period, Place
from views.results import Reading, Standing, comparable

SHOWN = 26


@lru_cache(maxsize=8)
def _kept(home: str, number: int) -> Kept:
    record = reopen(settings.home(), number)
    places = {p.place_id: Place(p.place_id, p.name, p.level, p.parent_id, p.path)
              for p in record.places}  # fmt: skip
    top = next((p for p in places.values() if p.level == "subdistrict"), None)
    return Kept(
        number=number, period=_period(record.period), version=record.meeting.version or 0,
        frozen_at=record.meeting.frozen_at, through_on=record.through_on,
        top=top or next(iter(places.values()), None),
        places=tuple(p for p in places.values() if p.level != "grid"),
        standings={place.place_id: _standings(record, place, places)
                   for place in places.values() if place.level != "grid"},
        starts={place.place_id: _starts(record, place)
                for place in places.values() if place.level != "grid"},
        readings=_readings(record, places),
        rows=record.evidence,
    )  # fmt: skip


def kept(number: int) -> Kept:
    """What a frozen meeting kept, in the form in which it is drawn."""
    return _kept(str(settings.home().path), number)


def decisions(number: int) -> tuple[Matter, ...]:
    """What a frozen meeting decided, as it stood then."""
    found = reopen(settings.home(), number).decisions
    return tuple(replace(follow_ups.as_matter(each), effect=None) for each in found)


def for_export(number: int, language: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """What was frozen above the grid, as it may leave the system: header and rows."""
    held = kept(number)
    hidden = hidden_then_and_now(number)
    readings = [masked(r, hidden) for r in held.readings if r.place.level != "grid"]
    rows: dict[tuple[str, str], int | None] = dict(held.rows)
    rows |= {(r.metric.key, r.place.place_id): None for r in readings if tells_a_count(r)}
    return views.cells(readings, rows, language)


def hidden_then_and_now(number: int) -> frozenset[tuple[str, str]]:
    """(metric, place) of the figures that would tell of single persons or events, then or now."""
    return _hidden(ledgers.at(), number, Rule(*disclosure.thresholds()))


@per_version(64)
def _hidden(at: ledgers.At, number: int, rule: Rule) -> frozenset[tuple[str, str]]:
    held = kept(number)
    now = answers.field(None, level=None, period=held.period)
    return hidden_by_rule(held.readings, rule) | hidden_by_rule(now, rule)


def _starts(record: MeetingRecord, place: Place) -> dict[str, tuple[Mark, ...]]:
    """The fresh starts of limits within the weeks shown, metric by metric."""
    span = record.periods[-SHOWN:]
    found: dict[str, tuple[Mark, ...]] = {}
    for start in record.starts:
        at = next((i for i, each in enumerate(span) if each.start_on >= start.from_on), None)
        if at and start.place_id in (None, place.place_id):
            mark = of_start(at, start.from_on, start.reason)
            found[start.metric] = (*found.get(start.metric, ()), mark)
    return found


def _readings(record: MeetingRecord, places: dict[str, Place]) -> tuple[Reading, ...]:
    declared = {each.key: _metric(each) for each in record.definitions}
    period = _period(record.period)
    return tuple(
        _reading(declared[number.metric], places[number.place_id], period, number)
        for number in record.of_period.values()
        if number.place_id in places and number.metric in declared
    )


def _standings(
    record: MeetingRecord, place: Place, places: dict[str, Place]
) -> tuple[Standing, ...]:
    span = [_period(p) for p in record.periods][-SHOWN:]
    period = _period(record.period)
    own: dict[tuple[str, str], KeptNumber] = {
        (n.metric, n.period_id): n for n in record.numbers if n.place_id == place.place_id
    }
    found = []
    for definition in record.definitions:
        now = own.get((definition.key, period.period_id))
        if now is None:
            continue
        metric = _metric(definition)
        line = [own.get((definition.key, each.period_id)) for each in span]
        shown = _reading(metric, place, period, now)
        before = line[-2] if len(line) > 1 else None
        previous = _reading(metric, place, span[-2], before) if before else None
        found.append(Standing(
            now=shown,
            previous=previous if previous and comparable(previous, shown) else None,
            history=tuple(None if each is None else each.shown[2] for each in line),
            carried=tuple(bool(each and "back_carried" in each.flags) for each in line),
            periods=tuple(span),
            target=metric.targets[0] if metric.targets else None,
            parts=tuple(
                _reading(metric, places[each.place_id], period, each)
                for each in record.of_period.values()
                if each.metric == metric.key
                and each.place_id in places
                and places[each.place_id].parent_id == place.place_id
            ),
        ))  # fmt: skip
    return tuple(found)


def _reading(metric: Metric, place: Place, period: Period, number: KeptNumber) -> Reading:
    numerator, _, value, state = number.shown
    flags = frozenset(flag for flag in number.flags.split(",") if flag)
    return Reading(metric, place, period, numerator, number.denominator, value, state, flags)


def _period(kept_period: KeptPeriod) -> Period:
    return Period(**vars(kept_period))


def _metric(definition: Definition) -> Metric:
    """The metric as it was declared then; it cannot be computed any more, only shown."""
    target = definition.target
    return Metric(
        key=definition.key, name=definition.name, meaning=definition.meaning,
        family=definition.family,  # type: ignore[arg-type]
        kind=definition.kind,  # type: ignore[arg-type]
        unit=definition.unit, better=definition.better,  # type: ignore[arg-type]
        timing=definition.timing,  # type: ignore[arg-type]
        grain=definition.grain,  # type: ignore[arg-type]
        levels=definition.levels,  # type: ignore[arg-type]
        clause=definition.clause, source=definition.source, reads=definition.reads, rows="",
        departments=tuple(name for name in definition.departments if name in DEPARTMENTS),
        scale=definition.scale,
        targets=(
            Target(target.value, target.set_by, reason=target.reason),  # type: ignore[arg-type]
        ) if target else (),
        rating=replace(amber_share(), words=definition.rating),
        changes=tuple(DefinitionChange(c.on, c.what, c.is_recomputed) for c in definition.changes),
    )  # fmt: skip
