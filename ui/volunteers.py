"""Volunteer hours week by week with their limits, and active rates in a funnel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from metrics.signal import FunnelPlot, funnel_proportions, xmr
from ui import answers, ledgers
from views.places import Period, Place
from views.results import Reading
from views.volunteers.page import HOURS, Weekly

WEEKS = 52


@lru_cache(maxsize=128)
def _weekly(at: ledgers.At, place: Place, period: Period) -> Weekly | None:
    known = [
        each for each in answers.periods().all
        if each.kind == "week" and each.end_on <= period.end_on and each.is_complete
    ]  # fmt: skip
    span = tuple(reversed(known[:WEEKS]))
    if not span or HOURS not in answers.metrics():
        return None
    rows = ledgers.measures([HOURS], place.level, [each.period_id for each in span])
    values = {row["period_id"]: row["value"] for row in rows if row["place_id"] == place.place_id}
    series = [values.get(each.period_id) for each in span]
    first = next((index for index, value in enumerate(series) if value is not None), None)
    if first is None:
        return None
    measured = [float("nan") if value is None else value for value in series[first:]]
    direction = answers.metrics()[HOURS].better
    return Weekly(span[first:], xmr(measured, direction=direction))


def weekly(place: Place, period: Period) -> Weekly | None:
    """Up to 52 complete weeks that end with the period; None where no hours are known."""
    return _weekly(ledgers.at(), place, period)


def funnel(readings: Sequence[Reading]) -> FunnelPlot | None:
    """The measured places in a funnel, in their order; None without any."""
    known = [reading for reading in readings if reading.value is not None]
    if not known:
        return None
    return funnel_proportions(
        [r.numerator or 0.0 for r in known], [r.denominator or 0.0 for r in known]
    )
