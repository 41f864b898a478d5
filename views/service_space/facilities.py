"""The list of facilities: which count, which do not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from views import numbers
from views.html import Markup, join, tag
from views.places import Place
from views.service_space import page
from views.tables import Column, table
from wording import Text

Row = Mapping[str, Any]

COUNTED = Text("计入的设施", "Facilities that count")
NOT_COUNTED = Text("不计入的设施", "Facilities that do not count")


def counts(row: Row) -> bool:
    """Whether a facility counts today: let count by the office, and in use."""
    return row.get("is_counted") is True and row.get("status") == "in_use"


def lists(
    rows: Sequence[Row], area: float | None, communities: Mapping[str, Place], language: str
) -> Markup:
    """What does not count, with the reason; what counts behind a door. ``area`` is its sum."""
    largest = sorted(rows, key=lambda r: (str(r["community_id"]), -(r.get("floor_area_m2") or 0)))
    others = [row for row in largest if not counts(row)]
    counted = [row for row in largest if counts(row)]
    none = page.NONE if rows else page.NO_REGISTER
    count = len(others) if rows else numbers.NONE
    head = tag("h2", page.NOT_COUNTED.format(count=count).in_(language))
    drawn = [head, _table(others, communities, language, with_reason=True) if others
             else tag("p", none.in_(language), class_="lt-remark")]  # fmt: skip
    if counted:
        words = page.COUNTED.format(count=len(counted), area=numbers.plain(area))
        drawn.append(tag(
            "details", tag("summary", words.in_(language)),
            _table(counted, communities, language, with_reason=False), class_="lt-more",
        ))  # fmt: skip
    return join(drawn)


def tables(
    rows: Sequence[Row], communities: Mapping[str, Place], language: str
) -> list[tuple[Text, Markup]]:
    """The register that the page lets people take away: what counts and what does not."""
    counted = [row for row in rows if counts(row)]
    others = [row for row in rows if not counts(row)]
    return [
        (COUNTED, _table(counted, communities, language, with_reason=False)),
        (NOT_COUNTED, _table(others, communities, language, with_reason=True)),
    ]


def _table(
    rows: Sequence[Row], communities: Mapping[str, Place], language: str, *, with_reason: bool
) -> Markup:
    last = page.WHY if with_reason else page.TENURE
    columns = [
        Column(page.COMMUNITY.in_(language)), Column(page.NAME.in_(language)),
        Column(page.FUNCTION.in_(language)), Column(page.FLOOR_AREA.in_(language), True),
        Column(last.in_(language)), Column(page.OPENED.in_(language)),
    ]  # fmt: skip
    listed = []
    for row in rows:
        place = communities.get(str(row["community_id"]))
        listed.append([
            place.name if place else "", row.get("facility_name") or numbers.NONE,
            row.get("facility_function") or numbers.NONE, numbers.plain(row.get("floor_area_m2")),
            why(row, language) if with_reason else _tenure(row, language), _opened(row),
        ])  # fmt: skip
    return table(columns, listed)


def why(row: Row, language: str) -> str:
    """Why a facility does not count."""
    status = page.STATUS.get(str(row.get("status")))
    reason = row.get("not_counted_reason")
    if status:
        return status.in_(language)
    return str(reason) if reason else page.UNSAID.in_(language)


def _tenure(row: Row, language: str) -> str:
    words = page.TENURES.get(str(row.get("tenure")))
    return words.in_(language) if words else numbers.NONE


def _opened(row: Row) -> str:
    day = row.get("opened_on")
    return numbers.short_day(day) if isinstance(day, date) else numbers.NONE
