"""What a frozen meeting keeps of its numbers, and the form in which it is kept.

A record is compressed JSON, written once. It holds what was shown and what it meant, so that the
meeting can be reopened without the version that it was held on: the periods, places, definitions
with their targets, every measure of the meeting's period at every level, the history of the levels
above the grid, the number of rows behind each figure, the imports, and all follow-ups as they
stood.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any

from office.follow_ups import FollowUp, FollowUpEvent
from office.meetings import Meeting, MeetingError
from wording import Text

FORMAT = 1
"""Rises when the form changes; every earlier form stays readable."""


NEWER = Text(
    "这次会议的存档由较新的版本写成（格式 {found}，本版本到 {known}），请先升级程序。",
    "What this meeting kept was written by a newer version (form {found}, this one knows {known}); "
    "update the programme first.",
)


@dataclass(frozen=True)
class KeptPeriod:
    """A period as the version knew it."""

    period_id: str
    kind: str
    start_on: date
    end_on: date
    is_complete: bool


@dataclass(frozen=True)
class KeptPlace:
    """A place as the register had it; ``path`` is the names from the top, joined by ``/``."""

    place_id: str
    name: str
    level: str
    parent_id: str | None
    path: str


@dataclass(frozen=True)
class KeptTarget:
    """The target that held, in the unit of the value, and who had set it and why."""

    value: float
    set_by: str
    reason: str = ""


@dataclass(frozen=True)
class KeptChange:
    """A day on which a definition changed, and how; whether earlier periods were recomputed."""

    on: date
    what: Text
    is_recomputed: bool


@dataclass(frozen=True)
class KeptStart:
    """A day from which the limits of a metric start afresh; of every place without ``place_id``."""

    metric: str
    place_id: str | None
    from_on: date
    reason: str


@dataclass(frozen=True)
class Definition:
    """What a metric meant when the meeting was frozen; ``rating`` is its rule in words.

    ``fingerprint`` is a checksum of how it was computed: it changes with the SQL.
    """

    key: str
    name: Text
    meaning: Text
    unit: Text
    family: str
    kind: str
    scale: float
    better: str
    timing: str
    grain: str
    levels: tuple[str, ...]
    clause: str
    departments: tuple[str, ...]
    source: Text
    rating: Text
    reads: tuple[str, ...]
    target: KeptTarget | None
    changes: tuple[KeptChange, ...]
    fingerprint: str


@dataclass(frozen=True)
class KeptNumber:
    """One measure: metric, period and place; ``value`` is None where nothing can be said."""

    metric: str
    period_id: str
    place_id: str
    level: str
    numerator: float | None
    denominator: float | None
    value: float | None
    state: str
    flags: str

    @property
    def shown(self) -> tuple[float | None, float | None, float | None, str]:
        """What a reader saw of it: what is not reported has no figures."""
        if self.state == "not_reported":
            return None, None, None, self.state
        return self.numerator, self.denominator, self.value, self.state


@dataclass(frozen=True)
class KeptImport:
    """A file that the version was made of."""

    import_id: int
    file_name: str
    imported_at: datetime
    imported_by: str
    sha256: str


@dataclass(frozen=True)
class MeetingRecord:
    """All that a frozen meeting showed.

    ``numbers`` holds the meeting's period at every level and the earlier ones above the grid;
    ``evidence`` how many rows stood behind the figures of the period; ``follow_ups`` all of them,
    those that this meeting decided and the earlier ones, as they stood when it was frozen.
    """

    meeting: Meeting
    period: KeptPeriod
    through_on: date | None
    published_at: datetime
    periods: tuple[KeptPeriod, ...]
    places: tuple[KeptPlace, ...]
    definitions: tuple[Definition, ...]
    numbers: tuple[KeptNumber, ...]
    evidence: Mapping[tuple[str, str], int]
    imports: tuple[KeptImport, ...]
    starts: tuple[KeptStart, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def decisions(self) -> tuple[FollowUp, ...]:
        """What this meeting decided."""
        return tuple(f for f in self.follow_ups if f.meeting_number == self.meeting.number)

    @cached_property
    def of_period(self) -> dict[tuple[str, str], KeptNumber]:
        """(metric, place) -> the number of the meeting's period."""
        return {
            (number.metric, number.place_id): number
            for number in self.numbers
            if number.period_id == self.period.period_id
        }


def as_bytes(record: MeetingRecord) -> bytes:
    """The record in the form that is kept; the same record gives the same bytes."""
    columns = [field.name for field in fields(KeptNumber)]
    plain = {
        "format": FORMAT,
        "meeting": _plain(record.meeting),
        "period": _plain(record.period),
        "through_on": _plain(record.through_on),
        "published_at": _plain(record.published_at),
        "periods": _plain(record.periods),
        "places": _plain(record.places),
        "definitions": _plain(record.definitions),
        "numbers": {name: [getattr(n, name) for n in record.numbers] for name in columns},
        "evidence": sorted([metric, place, n] for (metric, place), n in record.evidence.items()),
        "imports": _plain(record.imports),
        "starts": _plain(record.starts),
        "follow_ups": _plain(record.follow_ups),
    }
    written = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(written.encode(), 9)


def from_bytes(content: bytes) -> MeetingRecord:
    """The record that was kept; MeetingError for one that a newer version wrote."""
    held = json.loads(zlib.decompress(content))
    if held["format"] > FORMAT:
        raise MeetingError(NEWER.format(found=held["format"], known=FORMAT))
    return MeetingRecord(
        meeting=Meeting(**_days(held["meeting"], "opened_at", "frozen_at")),
        period=_period(held["period"]),
        through_on=_day(held["through_on"]),
        published_at=datetime.fromisoformat(held["published_at"]),
        periods=tuple(_period(each) for each in held["periods"]),
        places=tuple(KeptPlace(**each) for each in held["places"]),
        definitions=tuple(_definition(each) for each in held["definitions"]),
        numbers=tuple(_numbers(held["numbers"])),
        evidence={(metric, place): rows for metric, place, rows in held["evidence"]},
        imports=tuple(KeptImport(**_days(each, "imported_at")) for each in held["imports"]),
        starts=tuple(KeptStart(**_days(each, "from_on")) for each in held["starts"]),
        follow_ups=tuple(_follow_up(each) for each in held["follow_ups"]),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return [value.zh, value.en]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _days(held: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A mapping whose named entries become days, or instants where the name ends in ``_at``."""
    read = dict(held)
    for name in names:
        if read.get(name) is not None:
            kind = datetime if name == "at" or name.endswith("_at") else date
            read[name] = kind.fromisoformat(read[name])
    return read


def _period(held: Mapping[str, Any]) -> KeptPeriod:
    return KeptPeriod(**_days(held, "start_on", "end_on"))


def _definition(held: Mapping[str, Any]) -> Definition:
    texts = {name: Text(*held[name]) for name in ("name", "meaning", "unit", "source", "rating")}
    lists = {name: tuple(held[name]) for name in ("levels", "departments", "reads")}
    target = None if held["target"] is None else KeptTarget(**held["target"])
    changes = tuple(
        KeptChange(date.fromisoformat(each["on"]), Text(*each["what"]), each["is_recomputed"])
        for each in held["changes"]
    )
    return Definition(**{**held, **texts, **lists, "target": target, "changes": changes})


def _numbers(held: Mapping[str, list[Any]]) -> Iterable[KeptNumber]:
    names = [field.name for field in fields(KeptNumber)]
    for values in zip(*(held[name] for name in names), strict=True):
        yield KeptNumber(*values)


def _follow_up(held: Mapping[str, Any]) -> FollowUp:
    events = tuple(FollowUpEvent(**_days(each, "at", "due_on")) for each in held["events"])
    read = _days(held, "due_on", "decided_at", "done_on", "verified_on")
    return FollowUp(**{**read, "events": events})
