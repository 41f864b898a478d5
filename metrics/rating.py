"""How a value is judged against its target: small declarations, one meaning for every reader.

Green at the target; where amber begins is what the rules differ in; red beyond. A neutral metric
and one without a target are not judged. Values are compared to six decimals, so that 40.00 m² per
100 households attains 40 whatever the order of the sums.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wording import Text

Better = Literal["up", "down", "neutral"]
State = Literal["green", "amber", "red", "not_reported", "no_target"]

STATES: dict[State, Text] = {
    "green": Text("达标", "on target"),
    "amber": Text("接近", "close to target"),
    "red": Text("未达标", "off target"),
    "not_reported": Text("未报", "not reported"),
    "no_target": Text("未设目标", "no target"),
}

SAME = 1e-6
"""Values closer than this are the same value."""


@dataclass(frozen=True)
class Rating:
    """Green at the target, red beyond amber; ``words`` is the rule for the handbook.

    ``amber`` is a share of the target, a number of points (0 to 1) away from it, or a value in the
    unit of the metric, as ``counted_as`` says.
    """

    amber: float
    counted_as: Literal["share", "points", "value"]
    words: Text

    def amber_from(self, target: float, better: Better) -> float:
        """The last value that is still amber; infinite where nothing is red."""
        if self.counted_as == "value":
            return self.amber
        away = self.amber if self.counted_as == "points" else target * (1 - self.amber)
        return target - away if better == "up" else target + away


def amber_share(share: float = 0.9) -> Rating:
    """Amber from a share of the target, mirrored where less is better; the default is 90 %."""
    return Rating(
        share,
        "share",
        Text(
            f"达到目标为绿，达到目标的 {share:.0%} 为黄，其余为红",
            f"green at the target, amber from {share:.0%} of it, red beyond",
        ),
    )


def amber_points(points: float) -> Rating:
    """Amber within some points of the target; 0.1 is ten percentage points."""
    return Rating(
        points,
        "points",
        Text(
            f"达到目标为绿，相差 {100 * points:g} 个百分点以内为黄，其余为红",
            f"green at the target, amber within {100 * points:g} points of it, red beyond",
        ),
    )


def amber_from(value: float, *, is_share: bool = False) -> Rating:
    """Amber from a fixed value, in the unit of the metric; a share is said in per cent."""
    said = f"{value:.0%}" if is_share else f"{value:g}"
    return Rating(
        value,
        "value",
        Text(
            f"达到目标为绿，到 {said} 为黄，其余为红",
            f"green at the target, amber up to {said}, red beyond",
        ),
    )


def never_red(better: Better) -> Rating:
    """Amber wherever the target is missed: what is red is said by the parts."""
    return Rating(
        math.inf if better == "down" else -math.inf,
        "value",
        Text(
            "达到目标为绿，未达到为黄，红灯由下级单位各自显示",
            "green at the target, amber otherwise; red is shown by the parts",
        ),
    )


@dataclass(frozen=True)
class Target:
    """A target, who set it, and from when until when it holds (both days included).

    A target that somebody decided on during the work says why, who and when.
    """

    value: float
    set_by: Literal["plan", "office"]
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this target is the one of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True)
class Limits:
    """What a value is judged by: ``sign * value`` is compared, so that higher is always better."""

    sign: int
    green_from: float
    amber_from: float


def limits(target: Target | None, rating: Rating, better: Better) -> Limits | None:
    """Where green and amber begin, with the slack of ``SAME``; None where nothing is judged."""
    if target is None or better == "neutral":
        return None
    sign = 1 if better == "up" else -1
    amber = rating.amber_from(target.value, better)
    return Limits(sign, sign * target.value - SAME, sign * amber - SAME)


def state_of(value: float | None, target: Target | None, rating: Rating, better: Better) -> State:
    """The light of one value."""
    judged_by = limits(target, rating, better)
    if value is None or judged_by is None:
        return "no_target"
    if judged_by.sign * value >= judged_by.green_from:
        return "green"
    return "amber" if judged_by.sign * value >= judged_by.amber_from else "red"
