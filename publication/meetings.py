"""Freezing a meeting on a published version, reopening it, and what has been restated since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from data.home import Home
from metrics.definition import fingerprint
from metrics.metric import LEVELS, Metric
from office import meetings as kept
from office.follow_ups import FollowUp
from office.meetings import Meeting, MeetingError
from publication.evidence_counts import evidence_counts
from publication.meeting_record import (
    Definition,
    KeptChange,
    KeptImport,
    KeptNumber,
    KeptPeriod,
    KeptPlace,
    KeptStart,
    KeptTarget,
    MeetingRecord,
    as_bytes,
    from_bytes,
)
from publication.reading import Published, open_published
from wording import Text

HISTORY = {"week": 52, "month": 24, "quarter": 8, "year": 2}
"""How many periods before it, and itself, a record keeps above the grid."""

SAME = 1e-9
"""Figures closer than this are the same figure."""

COMPUTED = frozenset({"fingerprint", "rating"})
"""What of a declaration decides a figure or its light, besides the target."""

MOVED_ON = Text(
    "会上看的是第 {shown} 版数据，现在生效的是第 {current} 版。请重新看过数字再定稿。",
    "The meeting looked at version {shown}; version {current} is in force now. Look at the numbers "
    "again before freezing.",
)
NO_PERIOD = Text(
    "第 {version} 版数据里没有 {period}，会议无法定稿。",
    "Version {version} has no period {period}; the meeting cannot be frozen.",
)

Cause = Literal["data", "definition", "target", "gone"]


@dataclass(frozen=True)
class Restated:
    """A frozen number that reads otherwise today.

    ``now`` is None where it is no longer measured. ``cause``: "definition" where the way of
    computing or judging it has changed, so that the two are not compared; else "data" where figures
    differ, "target" where only the light does, "gone" where there is no number any more. ``what``
    says how the definition has changed, where that is known.
    """

    then: KeptNumber
    now: KeptNumber | None
    cause: Cause
    what: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Redefined:
    """A metric whose declaration differs from the frozen one; None where there was or is none."""

    key: str
    then: Definition | None
    now: Definition | None
    changed: tuple[str, ...]


def freeze_meeting(home: Home, number: int, *, version: int, at: datetime, by: str) -> Meeting:
    """Freeze an open meeting on the version that it looked at, which must be the one in force."""
    meeting = kept.meeting(home.path, number)
    published = open_published(home)
    if published is None or published.version != version:
        current = 0 if published is None else published.version
        raise MeetingError(MOVED_ON.format(shown=version, current=current))
    complete = _recorder(published, meeting.period_id)
    return kept.freeze(
        home.path, number, version=version, at=at, by=by,
        keep=lambda frozen, follow_ups: as_bytes(complete(frozen, follow_ups)),
    )  # fmt: skip


def reopen(home: Home, number: int) -> MeetingRecord:
    """A frozen meeting exactly as it was; MeetingError where it is not frozen."""
    return _read(kept.record_of(home.path, number))


def last_frozen(home: Home, before: date | None = None) -> MeetingRecord | None:
    """The latest frozen meeting, about a period that ended before a day."""
    for meeting in kept.meetings(home.path):
        if meeting.is_frozen:
            record = reopen(home, meeting.number)
            if before is None or record.period.end_on < before:
                return record
    return None


def restated(record: MeetingRecord, published: Published) -> tuple[Restated, ...]:
    """The frozen numbers of a meeting's period that differ in a version; from the top down."""
    wanted = record.period.period_id
    now = {(n.metric, n.place_id): n for n in _numbers(published.measures(periods=[wanted]))}
    redefined = {
        each.key: _what_changed(each)
        for each in redefinitions(record, published)
        if COMPUTED & set(each.changed)
    }
    found = []
    for key, then in record.of_period.items():
        cause = _cause(then, now.get(key))
        if cause in ("data", "target") and then.metric in redefined:
            found.append(Restated(then, now.get(key), "definition", redefined[then.metric]))
        elif cause is not None:
            found.append(Restated(then, now.get(key), cause))
    order = {str(level): position for position, level in enumerate(LEVELS)}
    found.sort(key=lambda r: (order[r.then.level], r.then.metric, r.then.place_id))
    return tuple(found)


def redefinitions(record: MeetingRecord, published: Published) -> tuple[Redefined, ...]:
    """The metrics whose meaning, computation or target differs from what was frozen."""
    then = {each.key: each for each in record.definitions}
    now = {each.key: each for each in definitions(published, record.period.end_on)}
    found = []
    for key in {**then, **now}:
        before, after = then.get(key), now.get(key)
        changed = _changed_fields(before, after)
        if changed or before is None or after is None:
            found.append(Redefined(key, before, after, changed))
    return tuple(found)


def definitions(published: Published, on: date) -> tuple[Definition, ...]:
    """Every metric as a version declares it, with the target that holds on a day."""
    return tuple(_definition(metric, on) for metric in published.metrics.values())


def _what_changed(one: Redefined) -> tuple[Text, ...]:
    """What the days of change since the meeting say of a definition."""
    known = {change.on for change in one.then.changes} if one.then else set()
    return tuple(c.what for c in (one.now.changes if one.now else ()) if c.on not in known)


def _cause(then: KeptNumber, now: KeptNumber | None) -> Cause | None:
    if now is None:
        return "gone"
    *before, light_before = then.shown
    *after, light_after = now.shown
    if any(_differs(a, b) for a, b in zip(before, after, strict=True)):
        return "data"
    if "not_reported" in (light_before, light_after) and light_before != light_after:
        return "data"
    return "target" if light_before != light_after else None


def _differs(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is not b
    return bool(abs(a - b) > SAME)


def _changed_fields(then: Definition | None, now: Definition | None) -> tuple[str, ...]:
    if then is None or now is None:
        return ()
    return tuple(
        field.name for field in fields(Definition)
        if getattr(then, field.name) != getattr(now, field.name)
    )  # fmt: skip


def _definition(metric: Metric, on: date) -> Definition:
    target = metric.target_on(on)
    return Definition(
        key=metric.key, name=metric.name, meaning=metric.meaning, unit=metric.unit,
        family=metric.family, kind=metric.kind, scale=metric.scale, better=metric.better,
        timing=metric.timing, grain=metric.grain, levels=metric.levels, clause=metric.clause,
        departments=metric.departments, source=metric.source, rating=metric.rating.words,
        reads=metric.reads,
        target=None if target is None else KeptTarget(target.value, target.set_by, target.reason),
        changes=tuple(KeptChange(c.on, c.what, c.is_recomputed) for c in metric.changes),
        fingerprint=fingerprint(metric),
    )  # fmt: skip


def _recorder(
    published: Published, period_id: str
) -> Callable[[Meeting, tuple[FollowUp, ...]], MeetingRecord]:
    """Read all that is to be kept; what is returned only adds the meeting and its follow-ups."""
    periods = {p.period_id: p for p in _periods(published.periods())}
    period = periods.get(period_id)
    if period is None:
        raise MeetingError(NO_PERIOD.format(version=published.version, period=period_id))
    same = [p for p in periods.values() if p.kind == period.kind and p.end_on <= period.end_on]
    span = sorted(same, key=lambda p: p.start_on)[-HISTORY[period.kind] :]
    earlier = [p.period_id for p in span if p != period]
    frames = [published.measures(periods=[period_id])]
    for level in ("subdistrict", "community"):
        frames.append(published.measures(level=level, periods=earlier))
    numbers = tuple(number for frame in frames for number in _numbers(frame))
    evidence = evidence_counts(published, period_id)
    places = tuple(KeptPlace(**row) for row in _rows(published.places(), KeptPlace))
    imports = tuple(_import(row) for row in _rows(published.imports(), KeptImport))
    declared = definitions(published, period.end_on)
    starts = tuple(
        KeptStart(line.metric, line.place_id, line.from_on, line.reason)
        for line in published.rebasings if line.from_on is not None
    )  # fmt: skip

    def complete(meeting: Meeting, follow_ups: tuple[FollowUp, ...]) -> MeetingRecord:
        return MeetingRecord(
            meeting, period, published.through_on, published.published_at, tuple(span), places,
            declared, numbers, evidence, imports, starts, follow_ups,
        )  # fmt: skip

    return complete


def _periods(frame: pd.DataFrame) -> Iterable[KeptPeriod]:
    for row in _rows(frame, KeptPeriod):
        days = {name: _as_date(row[name]) for name in ("start_on", "end_on")}
        yield KeptPeriod(**{**row, **days, "is_complete": bool(row["is_complete"])})


def _import(row: Mapping[str, Any]) -> KeptImport:
    instant = row["imported_at"]
    at = instant.to_pydatetime() if hasattr(instant, "to_pydatetime") else instant
    return KeptImport(**{**row, "import_id": int(row["import_id"]), "imported_at": at})


def _numbers(frame: pd.DataFrame) -> Iterable[KeptNumber]:
    for row in _rows(frame, KeptNumber):
        yield KeptNumber(
            **{**row, "state": row["state"] or "no_target", "flags": row["flags"] or ""}
        )


def _rows(frame: pd.DataFrame, form: type) -> Iterable[dict[str, Any]]:
    """The rows of a table, of the columns that a dataclass has, None where a cell is empty."""
    names = [field.name for field in fields(form)]
    table = frame[names].astype(object).where(frame[names].notna(), None)
    return table.to_dict("records")  # type: ignore[no-any-return]


def _as_date(value: Any) -> date:
    day: date = value.date() if hasattr(value, "date") else value
    return day


@lru_cache(maxsize=16)
def _read(content: bytes) -> MeetingRecord:
    return from_bytes(content)
