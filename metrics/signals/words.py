"""The vocabulary of signals: the words are the reference's own, so that results compare as text."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Direction(StrEnum):
    """Which way is better for a measure."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


# The reference's own words for the same three, accepted so that its arguments can be passed on.
_REFERENCE_DIRECTIONS = {"increase": Direction.UP, "decrease": Direction.DOWN}


class Label(StrEnum):
    """What one point is, as NHSRplotthedots calls it (column ``point_type``)."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class Rule(StrEnum):
    """Which rule made a point special, as NHSRplotthedots calls it (``special_cause_type``)."""

    NONE = "Common Cause"
    ABOVE_LIMIT = "Above UCL"
    BELOW_LIMIT = "Below LCL"
    TREND_UP = "7 Point Trend (Increasing)"
    TREND_DOWN = "7 Point Trend (Decreasing)"
    TWO_OF_THREE_ABOVE = "2 in 3 Above CL"
    TWO_OF_THREE_BELOW = "2 in 3 Below CL"
    SHIFT_ABOVE = "7 Points Above CL"
    SHIFT_BELOW = "7 Points Below CL"


class Assurance(StrEnum):
    """Will the target be met, if nothing changes (``assurance_type``)."""

    PASS = "consistent_pass"
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


def as_direction(direction: str) -> Direction:
    """``direction`` as one of the three: up/increase, down/decrease, neutral; else ValueError."""
    return _REFERENCE_DIRECTIONS.get(direction) or Direction(direction)


def labels_of(side: NDArray[np.int64], direction: Direction) -> NDArray[np.str_]:
    """Labels of points by their side: 1 special and high, -1 special and low, 0 common cause."""
    high, low = {
        Direction.UP: (Label.IMPROVEMENT, Label.CONCERN),
        Direction.DOWN: (Label.CONCERN, Label.IMPROVEMENT),
        Direction.NEUTRAL: (Label.NEUTRAL_HIGH, Label.NEUTRAL_LOW),
    }[direction]
    return np.array([low.value, Label.COMMON_CAUSE.value, high.value])[side + 1]
