"""Counts as they come out of tables: whole, not negative, or unknown."""

from __future__ import annotations

import math


def whole(value: float | None) -> int | None:
    """A count as an integer; None and NaN are unknown.

    Raises ValueError for anything else that is not a whole number of at least 0.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    count = int(value)
    if count != value or count < 0:
        raise ValueError(f"a count is whole and not negative: {value!r}")
    return count
