"""Who owes which file: from the days that the imports in force reach, and how often files are due.

A file is due by the end of each week, month, quarter or year. What a community handed in last is
the latest as-of day of the imports that name it; of weekly and monthly reports, the latest week or
month that it reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data.catalogue import contracts
from data.contract import Contract
from data.home import Home
from data.ledger import Ledger
from metrics.periods import Period, before, month_of, period, quarter_of, week_of, year_of
from office.rhythms import Rhythm, chosen_rhythms
from publication.reading import Published, open_published

DueState = Literal["overdue", "due", "later", "handed_in", "never"]

STATES: tuple[DueState, ...] = ("overdue", "due", "later", "handed_in", "never")
"""What needs attention first."""

_PERIOD_OF = {"weekly": week_of, "monthly": month_of, "quarterly": quarter_of, "yearly": year_of}


@dataclass(frozen=True)
class Due:
    """One kind of file and the communities that stand alike with it.

    ``state``: overdue (the period before was missed too), due (by the end of this week), later (in
    this period, after this week), handed_in, never (nothing of this kind was ever imported).
    ``communities`` are names; empty for a file of the subdistrict as a whole. ``last_on`` is the
    day that the last file reaches, ``due_on`` the last day of the period that it is due for.
    """

    dataset: str
    rhythm: Rhythm
    state: DueState
    communities: tuple[str, ...]
    is_everybody: bool
    last_on: date | None
    due_on: date


def usual_rhythm(contract: Contract) -> Rhythm:
    """How often such files are due unless the office says otherwise."""
    if any(column.type == "geometry" for column in contract.columns):
        return "never"
    if contract.event_on and contract.column(contract.event_on).type == "week":
        return "weekly"
    return "weekly" if contract.kind == "cumulative_ledger" else "monthly"


def rhythms(home: Home) -> dict[str, Rhythm]:
    """Dataset -> how often its file is due in this office."""
    chosen = chosen_rhythms(home.path)
    return {name: chosen.get(name, usual_rhythm(one)) for name, one in contracts().items()}


def calendar(home: Home, on: date) -> tuple[Due, ...]:
    """Every kind of file that is due now and then, as it stands in the week of ``on``."""
    published = open_published(home)
    names = _communities(published)
    last = _last_days(home, published)
    week = week_of(on)
    found: list[Due] = []
    for dataset, rhythm in rhythms(home).items():
        if rhythm == "never":
            continue
        contract = contracts()[dataset]
        due = _PERIOD_OF[rhythm](on)
        days = last.get(dataset, {})
        if not days:
            found.append(Due(dataset, rhythm, "never", (), True, None, due.end_on))
            continue
        if contract.has_community and usual_rhythm(contract) == "weekly":
            days = {**dict.fromkeys(names), **days}
        found += _standing(dataset, rhythm, (due, week), days, names)
    return tuple(sorted(found, key=lambda one: (STATES.index(one.state), one.dataset)))


def _standing(
    dataset: str,
    rhythm: Rhythm,
    now: tuple[Period, Period],
    days: Mapping[str, date | None],
    names: Mapping[str, str],
) -> list[Due]:
    due, week = now
    groups: dict[DueState, list[str]] = defaultdict(list)
    for community, day in days.items():
        groups[_state(day, due, week)].append(community)
    standing = []
    for state, members in groups.items():
        known = [days[member] for member in members if days[member] is not None]
        standing.append(
            Due(
                dataset=dataset,
                rhythm=rhythm,
                state=state,
                communities=tuple(names.get(m, m) for m in sorted(members) if m),
                is_everybody=len(members) == len(days),
                last_on=min((day for day in known if day), default=None),
                due_on=due.end_on,
            )
        )
    return standing


def _state(day: date | None, due: Period, week: Period) -> DueState:
    if day is not None and day >= due.start_on:
        return "handed_in"
    if day is None or day < before(due).start_on:
        return "overdue"
    return "due" if due.end_on <= week.end_on else "later"


def _communities(published: Published | None) -> dict[str, str]:
    """Code -> name of the communities of the register."""
    if published is None:
        return {}
    places = published.places()
    active = places[(places["level"] == "community") & places["is_active"]]
    return dict(zip(active["place_id"], active["name"], strict=True))


def _last_days(home: Home, published: Published | None) -> dict[str, dict[str, date | None]]:
    """Dataset -> community ('' for the whole) -> the day that its last file reaches."""
    last: dict[str, dict[str, date | None]] = defaultdict(dict)
    for record in Ledger(home).imports():
        if record.state != "in_force":
            continue
        for held in record.datasets:
            for community in held.communities or ("",):
                earlier = last[held.dataset].get(community)
                days = [day for day in (earlier, held.as_of_on) if day is not None]
                last[held.dataset][community] = max(days, default=None)
    for name, contract in contracts().items():
        if published is None or name not in last or contract.event_on is None:
            continue
        if contract.column(contract.event_on).type in {"week", "month"} and contract.has_community:
            last[name] = _last_reported(published, contract, contract.event_on)
    return last


def _last_reported(
    published: Published, contract: Contract, event_on: str
) -> dict[str, date | None]:
    """Community -> the end of the latest week or month that it reported."""
    rows = published.rows(contract.name)
    latest: dict[str, date | None] = {}
    for community, name in zip(rows["community_id"], rows[event_on], strict=True):
        if isinstance(name, str) and isinstance(community, str):
            reached, end = latest.get(community), period(name).end_on
            latest[community] = end if reached is None else max(reached, end)
    return latest
