"""Rounding so that what is shown adds up to what is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def apportion(values: Sequence[Fraction], decimals: int) -> tuple[Fraction, ...]:
    """Each value rounded up or down, so that together they are the rounded sum.

    The largest remainders are rounded up (Hamilton); a value that is 0 stays 0 where others can
    take what is left.
    """
    unit = Fraction(1, 10**decimals)
    floors = [math.floor(value / unit) for value in values]
    left = math.floor(sum(values, Fraction(0)) / unit + Fraction(1, 2)) - sum(floors)
    order = sorted(range(len(values)), key=lambda i: floors[i] - values[i] / unit)
    for place in order[: max(0, left)]:
        floors[place] += 1
    return tuple(floor * unit for floor in floors)
