"""The small line of a card: the last periods and the target, as a picture that prints."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from views.html import Markup, tag

WIDTH, HEIGHT, MARGIN = 264, 52, 5
LINE, TARGET, LAST, CARRIED = "#52606D", "#9AA5B1", "#1F2933", "#9FB3C8"


def _scale(values: Sequence[float], target: float | None) -> tuple[float, float]:
    seen = [*values, *([target] if target is not None else [])]
    low, high = min(seen), max(seen)
    room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


FIXED = 'vector-effect="non-scaling-stroke"'
"""Lines keep their width when the picture is stretched to that of its card."""


def _dot(x: float, y: float, size: float, colour: str) -> str:
    """A round dot that stays round when the picture is stretched."""
    return (
        f'<path d="M{x:.1f},{y:.1f} h0.01" stroke="{colour}" stroke-width="{size}" '
        f'stroke-linecap="round" {FIXED}/>'
    )


def _lines(points: Sequence[tuple[float, float] | None], colour: str, dashes: str) -> list[str]:
    drawn = []
    for run in _runs(points):
        if len(run) == 1:
            x, y = run[0]
            drawn.append(_dot(x, y, 3.2, colour))
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6" '
            f'stroke-linejoin="round" stroke-linecap="round" {FIXED}{dashes}/>'
        )
    return drawn


def svg(
    values: Sequence[float | None],
    target: float | None,
    carried: Sequence[bool] = (),
    changed: Sequence[int] = (),
) -> str:
    """The line as SVG, oldest left; gaps where there is no value; empty without any value.

    What is only carried back from later is drawn pale and dotted; a vertical line stands before
    each position in ``changed``, where the definition changed.
    """
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, high = _scale(known, target)
    step = (WIDTH - 2 * MARGIN) / max(1, len(values) - 1)

    def height(value: float) -> float:
        return MARGIN + (high - value) / (high - low) * (HEIGHT - 2 * MARGIN)

    points = [
        None if value is None else (MARGIN + i * step, height(value))
        for i, value in enumerate(values)
    ]
    marks = []
    if target is not None:
        marks.append(
            f'<line x1="0" x2="{WIDTH}" y1="{height(target):.1f}" y2="{height(target):.1f}" '
            f'stroke="{TARGET}" stroke-width="1" stroke-dasharray="4 3" {FIXED}/>'
        )
    marks += [
        f'<line x1="{MARGIN + (at - 0.5) * step:.1f}" x2="{MARGIN + (at - 0.5) * step:.1f}" y1="0" '
        f'y2="{HEIGHT}" stroke="{LINE}" stroke-width="1" stroke-dasharray="3 2" {FIXED}/>'
        for at in changed
    ]
    pale = [*carried, *[False] * (len(values) - len(carried))]
    # The pale part runs up to the first point that is not carried, so that the line is whole.
    until = next((i for i, is_pale in enumerate(pale) if not is_pale), len(pale))
    marks += _lines(points[: until + 1], CARRIED, ' stroke-dasharray="1.5 3"')
    marks += _lines(points[until:], LINE, "")
    if points[-1] is not None:
        x, y = points[-1]
        marks.append(_dot(x, y, 6, LAST))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none">{"".join(marks)}</svg>'
    )


def picture(
    values: Sequence[float | None],
    target: float | None,
    words: str,
    carried: Sequence[bool] = (),
    changed: Sequence[int] = (),
) -> Markup:
    """The line as an image with ``words`` for those who do not see it."""
    drawn = svg(values, target, carried, changed)
    if not drawn:
        return tag("span", class_="lt-spark lt-spark-none")
    data = base64.b64encode(drawn.encode()).decode()
    return tag("img", src=f"data:image/svg+xml;base64,{data}", alt=words, class_="lt-spark")
