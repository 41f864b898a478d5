"""The ten-minute circle: households inside and outside, straight and with detours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metrics.kpis.ten_minute_coverage import TEN_MINUTES_M
from metrics.planning import words
from wording import Text

Floats = NDArray[np.float64]

DETOUR = 1.3
"""The way on foot over the straight line: medians of 1.32 to 1.34 were found on real streets."""


@dataclass(frozen=True)
class Circle:
    """Households by whether the nearest facility lies within ``radius_m`` on the way taken.

    unknown: households of places whose distance is not known; ``share`` leaves them out.
    """

    radius_m: float
    detour: float
    inside: int
    outside: int
    unknown: int

    @property
    def share(self) -> float | None:
        """The part inside, from 0 to 1; None where there are no households."""
        known = self.inside + self.outside
        return self.inside / known if known else None


@dataclass(frozen=True)
class Bounds:
    """The circle in a straight line (at most so many) and with detours (at least so many)."""

    label: ClassVar[Text] = words.PROPOSAL

    upper: Circle
    lower: Circle

    def assumes(self) -> Text:
        """What the two bounds take for granted."""
        return circle_assumes(self.upper.radius_m, self.lower.detour)


def circle_assumes(radius_m: float, detour: float) -> Text:
    """How distances are measured, in words."""
    return words.CIRCLE_ASSUMES.format(radius=round(radius_m), detour=f"{detour:g}")


def circle(
    households: ArrayLike,
    nearest_m: ArrayLike,
    *,
    radius_m: float = TEN_MINUTES_M,
    detour: float = 1.0,
) -> Circle:
    """Households inside and outside; exactly on the circle is inside.

    nearest_m: per place the straight line to the nearest facility; infinite where there is no
    facility, NaN where it is not known. Households that are NaN do not count anywhere.
    """
    count, metres = places(households, nearest_m)
    known = ~np.isnan(metres)
    inside = within(metres, radius_m, detour)
    return Circle(
        radius_m=radius_m,
        detour=detour,
        inside=int(count[inside].sum()),
        outside=int(count[known & ~inside].sum()),
        unknown=int(count[~known].sum()),
    )


def circle_bounds(
    households: ArrayLike,
    nearest_m: ArrayLike,
    *,
    radius_m: float = TEN_MINUTES_M,
    detour: float = DETOUR,
) -> Bounds:
    """The circle in a straight line, and with a detour factor: both bounds."""
    return Bounds(
        upper=circle(households, nearest_m, radius_m=radius_m),
        lower=circle(households, nearest_m, radius_m=radius_m, detour=detour),
    )


def within(metres: Floats, radius_m: float, detour: float) -> NDArray[np.bool_]:
    """Which straight lines, with the detour, are no longer than the radius; NaN is not.

    Raises ValueError for a radius that is negative or a detour under 1.
    """
    if not radius_m >= 0 or not detour >= 1:
        raise ValueError(f"no circle: radius {radius_m}, detour {detour}")
    found: NDArray[np.bool_] = metres * detour <= radius_m
    return found


def places(households: ArrayLike, nearest_m: ArrayLike) -> tuple[Floats, Floats]:
    """Households (unknown ones 0) and metres per place.

    Raises ValueError where the two do not fit or households are no counts.
    """
    count = np.nan_to_num(np.asarray(households, dtype=np.float64), nan=0.0)
    metres = np.asarray(nearest_m, dtype=np.float64)
    if count.ndim != 1 or count.shape != metres.shape or (count < 0).any() or (count % 1).any():
        raise ValueError("households are whole counts, one per place, as are the metres")
    return count, metres
