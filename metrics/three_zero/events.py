"""The events that bear on three-zero, from the rows of the three ledgers.

Counted, pending and excluded events only: what never could have counted (a petition settled here,
an accident without casualties, a minor public-order case) is not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wording import Text

Kind = Literal["petition", "accident", "case"]
Mark = Literal["counted", "pending", "excluded"]
Row = Mapping[str, object]

KINDS: Mapping[Kind, Text] = {
    "petition": Text("信访", "Petitions"),
    "accident": Text("事故", "Accidents"),
    "case": Text("案件", "Cases"),
}

COMPONENTS: Mapping[Kind, str] = {
    "petition": "zero_petition",
    "accident": "zero_accident",
    "case": "zero_case",
}
"""Kind of event -> the indicator that it breaks."""


@dataclass(frozen=True)
class Event:
    """One row of a ledger that counts, is pending, or was excluded.

    ``approver`` and ``decided_on`` are those of the exclusion; the ledgers of accidents and cases
    have no such columns. ``sheet`` and ``row`` say where it stands in its file.
    """

    kind: Kind
    event_id: str
    community_id: str
    unit_name: str
    day: date
    mark: Mark
    reason: str = ""
    approver: str = ""
    decided_on: date | None = None
    import_id: int | None = None
    sheet: str = ""
    row: int | None = None

    @property
    def lacks(self) -> tuple[Literal["reason", "approver", "day"], ...]:
        """What an exclusion does not say of itself; nothing for other events."""
        if self.mark != "excluded":
            return ()
        found: list[Literal["reason", "approver", "day"]] = []
        if not self.reason:
            found.append("reason")
        if not self.approver:
            found.append("approver")
        if self.decided_on is None:
            found.append("day")
        return tuple(found)


def read_events(
    *, petitions: Iterable[Row] = (), accidents: Iterable[Row] = (), cases: Iterable[Row] = ()
) -> tuple[Event, ...]:
    """The events of the three ledgers, oldest first; rows without community or day are left out.

    A mark that is not known is pending. A petition with the mark "no" is excluded only if a reason
    stands beside it; an accident with casualties and a case of weight always are.
    """
    found = [
        *_read("petition", petitions, "petition_id", "registered_on"),
        *_read("accident", accidents, "accident_id", "occurred_at"),
        *_read("case", cases, "case_id", "occurred_at"),
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.kind, event.event_id)))


def _read(kind: Kind, rows: Iterable[Row], key: str, day: str) -> Iterable[Event]:
    for row in rows:
        happened, community = as_day(row.get(day)), _words(row.get("community_id"))
        mark = _mark(kind, row)
        if happened is None or not community or mark is None:
            continue
        yield Event(
            kind, _words(row.get(key)), community, _words(row.get("unit_name")), happened, mark,
            _words(row.get("exclusion_reason")), _words(row.get("exclusion_approver")),
            as_day(row.get("exclusion_decided_on")), _whole(row.get("import_id")),
            _words(row.get("source_sheet")), _whole(row.get("source_row")),
        )  # fmt: skip


def _mark(kind: Kind, row: Row) -> Mark | None:
    """Whether a row counts; None where it never could."""
    if not _has_weight(kind, row):
        return None
    said = row.get("counts_toward_zero")
    if said == "yes":
        return "counted"
    if said == "no":
        has_reason = bool(_words(row.get("exclusion_reason")))
        return "excluded" if kind != "petition" or has_reason else None
    return "pending"


def _has_weight(kind: Kind, row: Row) -> bool:
    if kind == "accident":
        hurt = ("deaths", "seriously_injured", "slightly_injured")
        return any((_whole(row.get(name)) or 0) > 0 for name in hurt)
    if kind == "case":
        is_major = row.get("case_class") == "public_order" and row.get("is_major_impact") is True
        return row.get("case_class") == "criminal" or is_major
    return True


def as_day(value: object) -> date | None:
    """The day of a date or of an instant; a missing instant of pandas is none."""
    if not isinstance(value, date) or value != value:  # noqa: PLR0124 - NaT differs from itself
        return None
    return value.date() if isinstance(value, datetime) else value


def _words(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124
        return None
    return int(value)
