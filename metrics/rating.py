"""How a value is judged against its target: small declarations, one meaning in Python and in SQL.

Green at the target; where amber begins is what the rules differ in; red beyond. A neutral metric
and one without a target are not judged. Values are compared to six decimals, so that 40.00 m2 per
100 households attains 40 whatever the order of the sums.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
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


def amber_from(value: float) -> Rating:
    """Amber from a fixed value, in the unit of the metric."""
    return Rating(
        value,
        "value",
        Text(
            f"达到目标为绿，到 {value:g} 为黄，其余为红",
            f"green at the target, amber up to {value:g}, red beyond",
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
    """A target, who set it, and from when until when it holds (both days included)."""

    value: float
    set_by: Literal["plan", "office"]
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this target is the one of that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def state_of(value: float | None, target: Target | None, rating: Rating, better: Better) -> State:
    """The light of one value."""
    if value is None or target is None or better == "neutral":
        return "no_target"
    sign = 1 if better == "up" else -1
    if sign * (value - target.value) >= -SAME:
        return "green"
    if sign * (value - rating.amber_from(target.value, better)) >= -SAME:
        return "amber"
    return "red"


def state_sql(
    value: str, day: str, targets: tuple[Target, ...], rating: Rating, better: Better
) -> str:
    """``state_of`` as a SQL expression over a column of values and one of days."""
    if better == "neutral" or not targets:
        return "'no_target'"
    compare, slack = (">=", -SAME) if better == "up" else ("<=", SAME)
    cases = [f"WHEN {value} IS NULL THEN 'no_target'"]
    for target in targets:
        holds = [f"{day} >= DATE '{target.valid_from}'"] if target.valid_from else []
        holds += [f"{day} <= DATE '{target.valid_to}'"] if target.valid_to else []
        amber = rating.amber_from(target.value, better)
        if math.isinf(amber):
            otherwise = "'amber'"
        else:
            otherwise = f"CASE WHEN {value} {compare} {amber + slack!r} THEN 'amber' ELSE 'red' END"
        green = f"{value} {compare} {target.value + slack!r}"
        cases.append(
            f"WHEN {' AND '.join(holds) or 'TRUE'}"
            f" THEN CASE WHEN {green} THEN 'green' ELSE {otherwise} END"
        )
    return f"CASE {' '.join(cases)} ELSE 'no_target' END"
