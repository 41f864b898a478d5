"""Households inside and outside the circles, in a sentence."""

from __future__ import annotations

from metrics.planning.circle import Circle
from views import numbers
from views.html import Markup, join, tag
from wording import Text

INSIDE = Text(
    "{what} {radius} 米内有 {inside} 户，圈外 {outside} 户（圈内 {share}）。",
    "{what} within {radius} m: {inside} households inside, {outside} outside ({share} inside).",
)
WITH_DETOUR = Text("按绕行系数 {detour} 折算，", "Allowing for detours of {detour}, ")
UNKNOWN = Text("另有 {count} 户位置不明。", "For {count} more the distance is not known.")
FACILITIES = Text("在用且计入口径的设施", "Facilities that count and are in use")
NOT_KNOWN = Text(
    "没有网格边界或户数，算不出圈内户数。",
    "Without boundaries or households of the grids, households inside are not known.",
)
HOW = Text(
    "从网格代表点量起，整个网格视为在这一点上；不限本社区的设施。",
    "Measured from the representative point of a grid; facilities of any community count.",
)
HOW_CONFINED = Text(
    "从网格代表点量起，整个网格视为在这一点上；这里只看得到本社区的设施，"
    "邻近社区的设施可能更近，以街道发布的覆盖率为准。",
    "Measured from the representative point of a grid. Only the facilities of your own community "
    "are seen here; one next door may be nearer, and the published coverage counts it.",
)


def sentence(
    found: Circle | None, function: str, language: str, *, is_confined: bool = False
) -> Markup:
    """How many households the circles hold, and how that is measured; ``is_confined`` for whoever
    sees the facilities of one community only."""
    if found is None:
        return tag("p", NOT_KNOWN.in_(language), class_="lt-remark")
    what = function or FACILITIES.in_(language)
    said = INSIDE.format(
        what=what, radius=round(found.radius_m), inside=numbers.plain(found.inside),
        outside=numbers.plain(found.outside), share=numbers.percent(found.share),
    ).in_(language)  # fmt: skip
    if found.detour > 1:
        said = WITH_DETOUR.format(detour=f"{found.detour:g}").in_(language) + said
    if found.unknown:
        said += " " + UNKNOWN.format(count=numbers.plain(found.unknown)).in_(language)
    measured = HOW_CONFINED if is_confined else HOW
    how = tag("p", measured.in_(language), class_="lt-caption")
    return tag("section", join([tag("p", said), how]))
