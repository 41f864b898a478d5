"""The agenda: what the meeting must look at, exceptions first, one item per indicator."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.definition import breaks
from metrics.signal import (
    Label,
    XmrResult,
    choose_method,
    is_sparse,
    sparse_chart,
    xmr,
)
from views.changes import change
from views.charts.marks import Mark, of_definition
from views.results import Reading, Standing
from wording import Text

Reason = Literal["red", "worse", "not_reported", "parts_red"]

REASONS: dict[Reason, Text] = {
    "red": Text("预警", "On alert"),
    "worse": Text("变差，超出通常波动", "Worse, beyond the usual variation"),
    "not_reported": Text("未报", "Not reported"),
    "parts_red": Text("下级预警", "On alert below"),
}
"""Why something is on the agenda, in the order in which the meeting takes it."""

START, END = "start", "end"
"""The keys of the first screen, what became of earlier decisions, and of the last one: what was
decided, and what was skipped."""


@dataclass(frozen=True)
class Signal:
    """Whether a line changes: its last label, and limits where XmR is the method.

    ``marks`` are the days on which the definition changed or limits started afresh.
    """

    label: Label | None = None
    chart: XmrResult | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Item:
    """One screen of the meeting."""

    standing: Standing
    reason: Reason
    signal: Signal

    @property
    def key(self) -> str:
        """How the address names it."""
        return self.standing.metric.key

    @property
    def missing(self) -> tuple[Reading, ...]:
        """The parts that did not report."""
        return tuple(part for part in self.standing.parts if part.state == "not_reported")


def signal_of(standing: Standing, fresh: Sequence[Mark] = ()) -> Signal:
    """The signal of a line of complete weeks; nothing where no method fits it.

    ``fresh`` are the points from which somebody decided that limits start afresh.

    Counts under three a week are judged in four-week blocks and have no limits; so few misses of a
    share are not judged. A state, which is carried from sheet to sheet, has no signal.
    """
    metric = standing.metric
    is_week = standing.now.period.kind == "week" and standing.now.period.is_complete
    ends = [period.end_on for period in standing.periods]
    marks = (*of_definition(metric.changes, ends), *fresh)
    nothing = Signal(marks=marks)
    if metric.timing != "flow" or not is_week:
        return nothing
    values = [math.nan if value is None else value for value in standing.history]
    first = next((i for i, value in enumerate(values) if not math.isnan(value)), None)
    if first is None or math.isnan(values[-1]):
        return nothing
    if metric.kind == "count" and choose_method(values) == "sparse":
        chart = sparse_chart(values[first:], direction=metric.better)
        return Signal(chart.variation, marks=marks)
    if metric.kind != "count" and is_sparse(_events(standing, values[first:])):
        return nothing
    starts = {*breaks(metric.changes, ends), *(mark.at for mark in fresh)}
    limits = xmr(values, direction=metric.better, rebase=starts, target=standing.target_value)
    return Signal(limits.variation, limits, marks)


def _events(standing: Standing, values: Sequence[float]) -> list[float]:
    """About how many cases were missed (of a share) or counted (of a rate) in each week."""
    size = standing.now.denominator or 0.0
    metric = standing.metric
    if metric.kind == "rate":
        return [max(value, 0.0) * size / metric.scale for value in values]
    share = [1 - value if metric.better == "up" else value for value in values]
    return [max(each, 0.0) * size for each in share]


def agenda(
    standings: Iterable[Standing], fresh: Mapping[str, Sequence[Mark]] | None = None
) -> tuple[Item, ...]:
    """The items of a meeting: on alert, worse than usual, not reported, on alert below.

    Among those on alert, what got worse since the last period comes first. ``fresh`` holds the
    fresh starts of limits by metric.
    """
    found = []
    for standing in standings:
        signal = signal_of(standing, (fresh or {}).get(standing.metric.key, ()))
        reason = _reason(standing, signal)
        if reason is not None:
            found.append(Item(standing, reason, signal))
    order = list(REASONS)
    return tuple(sorted(found, key=lambda i: (order.index(i.reason), _worsened(i.standing))))


def _reason(standing: Standing, signal: Signal) -> Reason | None:
    if standing.now.state == "red":
        return "red"
    if signal.label is Label.CONCERN:
        return "worse"
    parts = {part.state for part in standing.parts}
    if standing.now.state == "not_reported" or "not_reported" in parts:
        return "not_reported"
    return "parts_red" if "red" in parts else None


def _worsened(standing: Standing) -> int:
    return 0 if change(standing).tone == "bad" else 1
