"""Active rates of volunteers in a funnel."""

from __future__ import annotations

from collections.abc import Sequence

from metrics.signal import FunnelPlot, funnel_proportions
from views.results import Reading


def funnel(readings: Sequence[Reading]) -> FunnelPlot | None:
    """The measured places in a funnel, in their order; None without any."""
    known = [reading for reading in readings if reading.value is not None]
    if not known:
        return None
    return funnel_proportions(
        [r.numerator or 0.0 for r in known], [r.denominator or 0.0 for r in known]
    )
