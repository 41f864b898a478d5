"""Labelled vertical lines in a chart: a definition that changed, limits that start afresh."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from metrics.definition import DefinitionChange
from views.charts import style
from wording import Text

FRESH = Text("重新起算：{reason}", "fresh start: {reason}")
LONGEST = 14
"""Characters of a reason beside its line; the whole reason is in the tip."""


@dataclass(frozen=True)
class Mark:
    """A line before the point ``at`` (0-based), with its words; the tip says more."""

    at: int
    words: Text
    tip: Text


def of_definition(changes: Iterable[DefinitionChange], ends: Sequence[date]) -> tuple[Mark, ...]:
    """Where a definition changed within a series of periods, given by their last days."""
    found = []
    for change in changes:
        at = _first(ends, change.on)
        if at is not None and at > 0:
            tip = Text(
                f"{change.on:%Y-%m-%d} {change.label.zh}：{change.what.zh}",
                f"{change.on:%Y-%m-%d} {change.label.en}: {change.what.en}",
            )
            found.append(Mark(at, change.label, tip))
    return tuple(found)


def of_start(at: int, day: date, reason: str) -> Mark:
    """Limits that start afresh."""
    short = reason if len(reason) <= LONGEST else reason[: LONGEST - 1] + "…"
    said = FRESH.format(reason=reason)
    return Mark(
        at,
        FRESH.format(reason=short),
        Text(f"{day:%Y-%m-%d} {said.zh}", f"{day:%Y-%m-%d} {said.en}"),
    )


def draw(drawn: Any, marks: Iterable[Mark], language: str) -> None:
    """Add the lines to a figure whose points stand at 0, 1, 2, ..."""
    for number, mark in enumerate(sorted(marks, key=lambda each: each.at)):
        drawn.add_vline(x=mark.at - 0.5, line={"color": style.SECOND, "width": 1.5, "dash": "dash"})
        style.label(
            drawn, mark.at - 0.4, 1 - 0.09 * (number % 3), style.named(mark.words.in_(language)),
            colour=style.SECOND, rise="top", yref="paper",
            hovertext=style.named(mark.tip.in_(language)),
        )  # fmt: skip


def _first(ends: Sequence[date], day: date) -> int | None:
    return next((at for at, end in enumerate(ends) if end >= day), None)
