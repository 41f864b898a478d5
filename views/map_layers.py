"""What lies over the areas, as the browser fetches it once: lists of marks with their words.

Every text is data; the browser writes it as text. Counts stand on places, never on people.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import from_wkb

from views.geometry import SCALE, Outline, packed, stepped

At = tuple[float, float]
"""East and north in degrees (WGS-84)."""


@dataclass(frozen=True)
class Dot:
    """A point with its words; ``fill`` and ``edge`` are colours; crossed out if it is closed."""

    at: At
    fill: str
    edge: str
    title: str
    lines: tuple[str, ...] = ()
    is_crossed: bool = False


@dataclass(frozen=True)
class Count:
    """A number on a place."""

    at: At
    count: int
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrow:
    """Something that would move from one place to another, and how many."""

    start: At
    end: At
    count: int
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Patch:
    """A finding of the audit: where it is (WKB), its number, its colour and its words."""

    number: int
    geometry_wkb: bytes
    colour: str
    title: str
    lines: tuple[str, ...] = ()


def _whole(at: At) -> list[int]:
    return [round(at[0] * SCALE), round(at[1] * SCALE)]


def _json(kind: str, **said: Any) -> bytes:
    found = {"kind": kind, "k": SCALE, **said}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def dots(listed: Iterable[Dot]) -> bytes:
    """Points, drawn above everything else."""
    return _json(
        "dots",
        items=[
            [*_whole(d.at), d.fill, d.edge, d.title, list(d.lines), int(d.is_crossed)]
            for d in listed
        ],
    )


def circles(geometry_wkb: bytes | None, *, fill: str, edge: str) -> bytes:
    """What lies within the circles, as one area: where several overlap the map below stays as
    readable as under one. None: there are no circles."""
    drawn = [] if geometry_wkb is None else [Outline("circles", "", geometry_wkb)]
    return _json("circles", **stepped(drawn), fill=fill, edge=edge)


def counts(
    listed: Iterable[Count], *, sign: str, edge: str, is_pooled: bool = False
) -> bytes:  # fmt: skip
    """Numbers above the names of places, each after a sign that says of what; pooled, they are of
    places larger than those drawn, and may stand anywhere in them."""
    return _json(
        "counts",
        sign=sign,
        edge=edge,
        pooled=is_pooled,
        items=[[*_whole(c.at), c.count, c.title, list(c.lines)] for c in listed],
    )


def arrows(listed: Iterable[Arrow], colour: str) -> bytes:
    """Moves between places."""
    return _json(
        "arrows", colour=colour,
        items=[
            [*_whole(a.start), *_whole(a.end), a.count, a.title, list(a.lines)] for a in listed
        ],
    )  # fmt: skip


def outlines(listed: Iterable[Outline]) -> bytes:
    """Borders without a filling."""
    return _json("outlines", **packed(listed, is_full=True))


def patches(listed: Sequence[Patch], *, is_linked: bool = True) -> bytes:
    """Findings as areas; linked, a click on one opens it in the list."""
    found = stepped(Outline(str(p.number), p.title, p.geometry_wkb) for p in listed)
    by_number = {str(patch.number): patch for patch in listed}
    kept = [by_number[number] for number in found["ids"]]
    return _json(
        "findings",
        linked=is_linked,
        **found,
        looks=[p.colour for p in kept],
        lines=[list(p.lines) for p in kept],
    )


def middle(geometry_wkb: bytes) -> At:
    """Where a mark stands on an area: its middle if that lies inside, else a point that does."""
    shape = from_wkb(geometry_wkb)
    point = shape.centroid if shape.centroid.within(shape) else shape.representative_point()
    return (point.x, point.y)


def bounds(geometry_wkb: bytes) -> tuple[float, float, float, float]:
    """West, south, east and north of a shape in degrees."""
    west, south, east, north = from_wkb(geometry_wkb).bounds
    return (float(west), float(south), float(east), float(north))
