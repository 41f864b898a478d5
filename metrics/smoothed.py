"""The smoothed figures of a metric: what a map is coloured by where single events decide.

Which metrics are smoothed, and what a map shows of them, is in decision 0015.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.metric import Metric
from metrics.signals.smoothing import empirical_bayes, empirical_bayes_shares

Figure = Literal["", "raw", "smoothed"]
"""What a map is coloured by; empty for a metric that is not smoothed, of which there is one."""


@dataclass(frozen=True)
class Smoothed:
    """The smoothed values of some places, in the order asked and the scale of the metric.

    None where nothing is reported or divided by. ``is_chance``: the places differ by no more than
    chance, so that all have the mean.
    """

    values: tuple[float | None, ...]
    is_chance: bool


def smoothed(
    metric: Metric, numerators: Sequence[float | None], denominators: Sequence[float | None]
) -> Smoothed:
    """The smoothed values of the places of one level and period, from the counts of all of them."""
    of = empirical_bayes_shares if metric.kind == "ratio" else empirical_bayes
    nothing = float("nan")
    counts, sizes = (
        [nothing if each is None else each for each in given]
        for given in (numerators, denominators)
    )
    found = of(counts, sizes)
    values = (float(rate) for rate in found.smoothed)
    return Smoothed(
        tuple(metric.scale * v if v == v else None for v in values),  # noqa: PLR0124 - NaN
        found.is_chance,
    )


def usual_figure(metric: Metric, is_judged: bool) -> Figure:
    """What a map shows unless asked for the other: smoothed, or raw where there is a light.

    ``is_judged``: a target is in force, and the light is that of the raw figure.
    """
    if not metric.is_smoothed:
        return ""
    return "raw" if is_judged else "smoothed"
