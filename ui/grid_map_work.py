"""What is still to be done about a place: decisions of meetings, and matters under supervision."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from office.follow_ups import follow_ups
from office.permissions import Action, concerns, may_open
from ui import answers, ledgers, settings
from ui.viewer import allowed, viewer
from views.places import Period, Place

_BRACKETED = re.compile(r"[（(]([^（()）]+)[)）]")


@dataclass(frozen=True)
class Task:
    """Something open: what, who, by when; ``place_id`` is a grid, a community or the top."""

    code: str
    place_id: str
    what: str
    who: str
    due_on: date | None
    is_overdue: bool


def place_named(text: str, communities: Iterable[Place]) -> str:
    """The community that a text names, in full or in brackets without its last word; empty where
    it names none or several."""
    listed = list(communities)
    exact = {place.name: place.place_id for place in listed}
    exact |= {place.name.removesuffix("社区"): place.place_id for place in listed}
    named = {exact[word] for word in _BRACKETED.findall(text) if word in exact}
    if not named:
        names = sorted((p for p in listed if p.name in text), key=lambda p: -len(p.name))
        named = {p.place_id for p in names if not any(p.name in o.name for o in names if o != p)}
    return next(iter(named)) if len(named) == 1 else ""


@lru_cache(maxsize=64)
def _supervised(at: ledgers.At, period: Period) -> tuple[Task, ...]:
    communities = [place for place in answers.places().all if place.level == "community"]
    found = []
    for row in ledgers.rows("supervision", period.period_id):
        if row["is_struck_off"] is True or row["reported_progress"] == "done":
            continue
        if row["problem"] is None or row["is_back_carried"]:
            continue
        place_id = place_named(row["problem"], communities)
        due = row["due_on"]
        day: date | None = due.date() if hasattr(due, "date") else due
        found.append(
            Task(
                str(row["matter_id"] or ""), place_id, row["problem"],
                row["responsible_unit"] or "", day,
                day is not None and day < period.end_on,
            )
        )  # fmt: skip
    return tuple(found)


def open_tasks(period: Period) -> tuple[Task, ...]:
    """Everything open at a period's end that whoever looks may see, nothing twice; a matter that
    names no place has an empty place."""
    if not may_open(viewer(), "follow_ups"):
        return ()
    decided = follow_ups(settings.home().path, on=period.end_on)
    known = {found.code for found in decided}
    tasks = [
        Task(
            found.code, found.place_id or "", found.what, found.department, found.due_on,
            found.state == "overdue",
        )
        for found in decided if not found.is_finished
    ]  # fmt: skip
    tasks += [task for task in _supervised(ledgers.at(), period) if task.code not in known]
    return tuple(task for task in tasks if _may_see(task))


def _may_see(task: Task) -> bool:
    community = task.place_id[:12] or None
    return concerns(viewer(), departments=(task.who,), community_id=community) or allowed(
        Action.HOLD_MEETING
    )


def stamp(period: Period) -> str:
    """Changes when anything open changes that whoever looks may see, although the version does
    not."""
    return hashlib.sha256(repr(open_tasks(period)).encode()).hexdigest()[:12]


def about(place: Place, period: Period) -> tuple[Task, ...]:
    """What is open about a place, or about the community that a grid lies in."""
    own = {place.place_id, place.parent_id or ""} - {""}
    return tuple(task for task in open_tasks(period) if task.place_id in own)
