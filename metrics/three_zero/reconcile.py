"""Independent sources beside each other: what does not agree is listed, as "to be checked"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.three_zero.events import Event, Kind, Row
from metrics.three_zero.matrix import Week

Key = Literal["ledger_only", "report_only", "totals_only", "no_approver", "no_day", "no_reason"]

_REPORTED: Mapping[Kind, str] = {"petition": "petitions", "accident": "accidents", "case": "cases"}
_LACKS: Mapping[str, Key] = {"reason": "no_reason", "approver": "no_approver", "day": "no_day"}


@dataclass(frozen=True)
class Check:
    """Something that two sources say differently, or that an exclusion leaves out.

    ``ledger`` and ``reported`` are numbers of events; ``events`` those of the ledger that it is
    about. ``period_id`` is a week, or a month for monthly totals.
    """

    key: Key
    kind: Kind
    community_id: str
    period_id: str
    ledger: int
    reported: int
    events: tuple[Event, ...] = ()


def checks(
    events: Sequence[Event],
    zero_reports: Iterable[Row],
    weeks: Sequence[Week],
    *,
    case_totals: Iterable[Row] = (),
    totals_only: Iterable[str] = (),
) -> tuple[Check, ...]:
    """The list to be checked for some weeks, the latest first.

    A zero report that says none where the ledger counts an event, and the other way round. Pending
    and excluded events contradict nothing. totals_only are communities of which the police send
    monthly totals, not single cases: their months are compared with all weeks that touch them.
    """
    reports = {(str(r["community_id"]), str(r["week"])): r for r in zero_reports}
    silent = set(totals_only)
    found = [
        check
        for (community, week_id), report in reports.items()
        for week in weeks
        if week.period_id == week_id
        for check in _of_week(community, week, report, events, silent)
    ]
    found += _of_months(case_totals, reports, weeks, silent)
    found += _of_exclusions(events, weeks)
    return tuple(sorted(found, key=_latest_first))


def _latest_first(check: Check) -> tuple[int, str, str]:
    return -int("".join(c for c in check.period_id if c.isdigit())), check.community_id, check.kind


def _of_week(
    community: str, week: Week, report: Row, events: Sequence[Event], silent: set[str]
) -> Iterable[Check]:
    for kind, column in _REPORTED.items():
        if kind == "case" and community in silent:
            continue
        here = tuple(
            e for e in events
            if e.kind == kind and e.community_id == community
            and week.start_on <= e.day <= week.end_on
        )  # fmt: skip
        counted = tuple(event for event in here if event.mark == "counted")
        reported = _count(report.get(column))
        if reported is None:
            continue
        if counted and reported == 0:
            yield Check("ledger_only", kind, community, week.period_id, len(counted), 0, counted)
        elif reported > 0 and not here:
            yield Check("report_only", kind, community, week.period_id, 0, reported)


def _of_months(
    totals: Iterable[Row],
    reports: Mapping[tuple[str, str], Row],
    weeks: Sequence[Week],
    silent: set[str],
) -> Iterable[Check]:
    for row in totals:
        community, month = str(row["community_id"]), str(row["month"])
        known = (_count(row.get("criminal_cases")), _count(row.get("major_public_order_cases")))
        counted = sum(number or 0 for number in known)
        touching = [w for w in weeks if month in (f"{w.start_on:%Y-%m}", f"{w.end_on:%Y-%m}")]
        said = [
            _count(reports[community, w.period_id].get("cases"))
            for w in touching
            if (community, w.period_id) in reports
        ]
        if community in silent and counted and said and not any(said):
            yield Check("totals_only", "case", community, month, counted, 0)


def _of_exclusions(events: Sequence[Event], weeks: Sequence[Week]) -> Iterable[Check]:
    """Only the ledger of petitions has columns for who approved an exclusion and when."""
    for event in events:
        week = next((w for w in weeks if w.start_on <= event.day <= w.end_on), None)
        lacking = [name for name in event.lacks if event.kind == "petition" or name == "reason"]
        if week is not None and lacking:
            key = _LACKS[lacking[0]]
            yield Check(key, event.kind, event.community_id, week.period_id, 1, 0, (event,))


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124
        return None
    return int(value)
