"""How every commitment stands at the end of a period, and how many stand how.

Plain rows in, plain results out: the measures of one place and period, the rows of the office's
ledger that hold on that day, and the day. An indicator decides where one is measured; else the
ledger does; else there is no evidence, which is grey and never green.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from metrics import catalogue
from metrics.commitments.catalogue import commitments
from metrics.commitments.contradictions import Contradiction, contradictions
from metrics.commitments.judging import (
    REASONS,
    Reason,
    Verdict,
    asked_by_plan,
    ends_on,
    judged_by_ledger,
    judged_by_metric,
)
from metrics.commitments.ledger import (
    Entry,
    Row,
    department_names,
    is_assigned_by_office,
    matched,
    read,
)
from metrics.commitments.model import DEPARTMENTS, Commitment, Evidence, SetBy
from metrics.commitments.units import SHARE
from metrics.rating import STATES, State, Target
from wording import Text

Name = TypeVar("Name", int, str)

_WORST_FIRST: tuple[State, ...] = ("red", "amber", "not_reported", "no_target", "green")


@dataclass(frozen=True)
class Standing:
    """One commitment at the end of a period.

    ``decided_by`` is what the light rests on. ``value`` and ``target`` are shares from 0 to 1 where
    ``is_share``, else in ``unit``. ``due_on`` is the day of the ledger, else the end of the period
    of a periodic commitment. ``known_on`` is the day of the ledger's figures.
    """

    commitment: Commitment
    state: State
    reason: Reason
    decided_by: Evidence
    value: float | None
    target: float | None
    unit: Text
    is_share: bool
    target_set_by: SetBy
    flags: tuple[str, ...]
    departments: tuple[str, ...]
    is_assigned_by_office: bool
    due_on: date | None
    is_overdue: bool
    contradictions: tuple[Contradiction, ...]
    ledger_ids: tuple[str, ...]
    reported_statuses: tuple[str, ...]
    known_on: date | None

    @property
    def words(self) -> Text:
        """The word that stands beside the light."""
        return REASONS[self.reason]


@dataclass(frozen=True)
class Board:
    """All commitments in the order of the plan, and the ledger rows that nobody could place."""

    standings: tuple[Standing, ...]
    unmatched: tuple[Row, ...]

    def by_article(self) -> dict[int, tuple[Standing, ...]]:
        """Article -> its commitments; 0 are the goals of the whole plan."""
        return _grouped((one.commitment.article, one) for one in self.standings)

    def by_department(self) -> dict[str, tuple[Standing, ...]]:
        """Department -> what it answers for, in the plan's order; a shared one stands under each.

        The last but for names that only the ledger knows is the heading for no department.
        """
        found = _grouped((name, one) for one in self.standings for name in one.departments)
        order = [*DEPARTMENTS, *(name for name in found if name not in DEPARTMENTS)]
        return {name: found[name] for name in order if name in found}

    def by_due_day(self) -> tuple[Standing, ...]:
        """The earliest due first; those without a day last, in the order of the plan."""
        judged = [one for one in self.standings if one.commitment.is_judged]
        return tuple(sorted(judged, key=lambda one: one.due_on or date.max))

    def counts(self) -> dict[State, int]:
        """Light -> number of commitments; what cannot be judged is not counted."""
        return _counted(self.standings)

    def counts_by_department(self) -> dict[str, dict[State, int]]:
        """Department -> light -> number; a shared commitment counts under each."""
        return {name: _counted(ones) for name, ones in self.by_department().items()}


def targets_on(day: date) -> dict[str, Target]:
    """Indicator -> the declared target that holds on a day."""
    found = {key: metric.target_on(day) for key, metric in catalogue.metrics().items()}
    return {key: target for key, target in found.items() if target is not None}


def board(
    *,
    day: date,
    measures: Iterable[Row] = (),
    ledger: Iterable[Row] = (),
    targets: Mapping[str, Target] | None = None,
    also: Mapping[str, str] | None = None,
) -> Board:
    """How everything stands on ``day``, the last day of a period.

    ``measures`` are the measures of one place in that period (columns of the table ``measures``);
    ``ledger`` the rows of ``commitments_at`` of it. ``targets`` are those in force by indicator,
    the declared ones if not given. ``also`` are the office's own words for commitments: words ->
    number.
    """
    known = commitments()
    measured: dict[str, Row] = {}
    for row in measures:
        key = str(row["metric"])
        if key in measured:
            raise ValueError(f"two measures of {key}: one place and one period at a time")
        measured[key] = row
    entries: dict[str, list[Entry]] = {number: [] for number in known}
    unmatched: list[Row] = []
    for row in ledger:
        numbers = matched(row, known, also or {})
        for number in numbers:
            entries[number].append(read(row, is_joint=len(numbers) > 1))
        if not numbers:
            unmatched.append(row)
    in_force = targets_on(day) if targets is None else targets
    return Board(
        tuple(_standing(one, measured, entries[one.id], in_force, day) for one in known.values()),
        tuple(unmatched),
    )


def _standing(
    commitment: Commitment,
    measured: Mapping[str, Row],
    entries: list[Entry],
    targets: Mapping[str, Target],
    day: date,
) -> Standing:
    measure = measured.get(commitment.metric or "")
    value = _value(measure)
    names = department_names(commitment, entries)
    entry: Entry | None = None
    decided_by: Evidence = "none"
    if measure is not None and value is not None and commitment.metric:
        light = _state(measure)
        verdict = judged_by_metric(commitment, value, light, targets.get(commitment.metric), day)
        decided_by = "metric"
    elif entries and commitment.is_judged:
        verdict, entry = _worst(commitment, entries, day)
        decided_by = "ledger"
    else:
        verdict = _without(commitment, measure)
    is_share, unit = _scale(commitment, entry)
    due_on = min((e.due_on for e in entries if e.due_on), default=ends_on(commitment, day))
    is_open = verdict.state in ("red", "amber", "not_reported")
    green = verdict.state == "green" if decided_by == "metric" else None
    return Standing(
        commitment=commitment,
        state=verdict.state,
        reason=verdict.reason,
        decided_by=decided_by,
        value=verdict.value,
        target=verdict.target,
        unit=unit,
        is_share=is_share,
        target_set_by=verdict.set_by,
        flags=_flags(measure) if decided_by == "metric" else (),
        departments=names,
        is_assigned_by_office=is_assigned_by_office(commitment, names),
        due_on=due_on,
        is_overdue=bool(due_on and due_on < day and is_open),
        contradictions=tuple(
            found for e in entries for found in _contradicted(commitment, e, green, measured)
        ),
        ledger_ids=tuple(e.ledger_id for e in entries),
        reported_statuses=tuple(e.reported_status for e in entries if e.reported_status),
        known_on=max((e.known_on for e in entries if e.known_on), default=None),
    )


def _worst(commitment: Commitment, entries: list[Entry], day: date) -> tuple[Verdict, Entry]:
    """Of several rows about one commitment the worst stands."""
    judged = [(judged_by_ledger(commitment, entry, day), entry) for entry in entries]
    return min(judged, key=lambda pair: _WORST_FIRST.index(pair[0].state))


def _without(commitment: Commitment, measure: Row | None) -> Verdict:
    """The grey of what nothing speaks for."""
    if commitment.is_missing_in_source:
        return Verdict("no_target", "missing")
    if not commitment.is_judged:
        return Verdict("no_target", "unjudged")
    return Verdict(
        "not_reported",
        "no_evidence" if measure is None else "not_reported",
        target=commitment.target,
        set_by=commitment.set_by,
    )


def _contradicted(
    commitment: Commitment, entry: Entry, green: bool | None, measured: Mapping[str, Row]
) -> tuple[Contradiction, ...]:
    key = commitment.compared_jointly if entry.is_joint else commitment.compared_with
    compared = _value(measured.get(key or ""))
    if key is None or entry.current is None or entry.current.is_share != _is_ratio(key, commitment):
        compared = None
    return contradictions(
        commitment,
        entry,
        is_measured_green=green,
        compared=compared,
        asked=None if commitment.per else asked_by_plan(commitment, entry.target),
    )


def _is_ratio(key: str, commitment: Commitment) -> bool:
    metric = catalogue.metrics().get(key)
    return metric.kind == "ratio" if metric else commitment.target_in == "share"


def _scale(commitment: Commitment, entry: Entry | None) -> tuple[bool, Text]:
    """Whether the value is a share, and its unit."""
    if entry is not None and entry.current is not None:
        return entry.current.is_share, entry.current.unit
    if commitment.metric and (metric := catalogue.metrics().get(commitment.metric)):
        return metric.kind == "ratio", metric.unit
    is_share = commitment.target_in == "share" and bool(commitment.metric or commitment.target)
    return is_share, SHARE if is_share else commitment.unit


def _value(measure: Row | None) -> float | None:
    """The measured value; a table of floats says NaN where there is none."""
    if measure is None or measure.get("state") == "not_reported":
        return None
    value = measure.get("value")
    if not isinstance(value, int | float) or math.isnan(value):
        return None
    return float(value)


def _state(measure: Row) -> State:
    found = next((state for state in STATES if state == measure.get("state")), None)
    return found or "no_target"


def _flags(measure: Row | None) -> tuple[str, ...]:
    words = str((measure or {}).get("flags") or "")
    return tuple(flag for flag in words.split(",") if flag)


def _counted(standings: Iterable[Standing]) -> dict[State, int]:
    counts: dict[State, int] = dict.fromkeys(STATES, 0)
    for one in standings:
        if one.commitment.is_judged:
            counts[one.state] += 1
    return counts


def _grouped(pairs: Iterable[tuple[Name, Standing]]) -> dict[Name, tuple[Standing, ...]]:
    found: dict[Name, list[Standing]] = {}
    for name, one in pairs:
        found.setdefault(name, []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}
