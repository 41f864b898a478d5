"""Service facilities as points: where they are joined to what they are."""

from __future__ import annotations

from typing import Any

from publication.reading import Published
from views.geometry import Spot


def _filled(value: Any) -> str:
    return value if isinstance(value, str) else ""


def spots(source: Published, period_id: str, within: str) -> list[Spot]:
    """The facilities at the period's end inside a place, with their function as written."""
    register: dict[tuple[str, str], tuple[str, bool]] = {}
    known = source.rows("facilities", period_id=period_id)
    if "facility_name" in known.columns:
        for community, name, kind, counted in zip(
            known["community_id"].tolist(), known["facility_name"].tolist(),
            known["facility_function"].tolist(), known["is_counted"].tolist(), strict=True,
        ):  # fmt: skip
            register[_filled(community), _filled(name)] = (_filled(kind), counted is True)
    found = []
    points = source.rows("facility_points", period_id=period_id)
    for community, name, geometry in zip(
        points["community_id"].tolist(), points["facility_name"].tolist(),
        points["geometry"].tolist(), strict=True,
    ):  # fmt: skip
        if geometry is None or not _filled(community).startswith(within[:12]):
            continue
        kind, counted = register.get((_filled(community), _filled(name)), ("", False))
        found.append(Spot(_filled(name), kind, counted, bytes(geometry)))
    return found
