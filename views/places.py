"""Places as a tree and periods as a list: what a reader can choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from wording import Text

Level = Literal["subdistrict", "community", "grid"]

LEVELS: tuple[Level, ...] = ("subdistrict", "community", "grid")

LEVEL_NAMES: dict[str, Text] = {
    "subdistrict": Text("街道", "Subdistrict"),
    "community": Text("社区", "Community"),
    "grid": Text("网格", "Grid"),
}


@dataclass(frozen=True)
class Place:
    """One place of the register; ``households`` and ``population`` are resident counts or None."""

    place_id: str
    name: str
    level: str
    parent_id: str | None = None
    path: str = ""
    kind: str | None = None
    is_active: bool = True
    households: int | None = None
    population: int | None = None

    @property
    def short_path(self) -> str:
        """Where the place lies, without the top: 松岫社区 / 第一网格."""
        names = self.path.split("/")
        return " / ".join(names[1:]) if len(names) > 1 else self.name


@dataclass(frozen=True)
class Places:
    """The tree of active places, from the top, within a level in the order of their codes."""

    all: tuple[Place, ...] = ()
    by_id: dict[str, Place] = field(default_factory=dict)
    below: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Places:
        """Build the tree; withdrawn places are left out."""
        order: dict[str, int] = {level: number for number, level in enumerate(LEVELS)}
        active = [place for place in places if place.is_active]
        listed = tuple(sorted(active, key=lambda p: (order.get(p.level, len(order)), p.place_id)))
        by_id = {place.place_id: place for place in listed}
        below: dict[str, list[Place]] = {}
        for place in listed:
            if place.parent_id:
                below.setdefault(place.parent_id, []).append(place)
        return cls(listed, by_id, {key: tuple(value) for key, value in below.items()})

    @property
    def top(self) -> Place | None:
        """The place everything else lies in; a single community may be its own top."""
        for level in LEVELS:
            found = [p for p in self.all if p.level == level]
            if found:
                return found[0]
        return None

    def children(self, place_id: str) -> tuple[Place, ...]:
        """The places directly below."""
        return self.below.get(place_id, ())

    def lineage(self, place_id: str) -> tuple[Place, ...]:
        """From the top down to the place itself."""
        line: list[Place] = []
        place = self.by_id.get(place_id)
        while place is not None and place not in line:
            line.insert(0, place)
            place = self.by_id.get(place.parent_id or "")
        return tuple(line)

    def container(self, place_id: str) -> Place | None:
        """The place whose parts are shown for ``place_id``: itself, or the parent of a grid."""
        place = self.by_id.get(place_id)
        if place is not None and place.level == "grid":
            return self.by_id.get(place.parent_id or "") or place
        return place

    def level_below(self, place_id: str) -> str:
        """The level of a place's parts; ``grid`` for a grid's own level."""
        place = self.by_id.get(place_id)
        if place is None or place.level == "subdistrict":
            return "community"
        return "grid"


@dataclass(frozen=True)
class Period:
    """A week, month, quarter or year; complete when the data reach its last day."""

    period_id: str
    kind: str
    start_on: date
    end_on: date
    is_complete: bool


KIND_NAMES: dict[str, Text] = {
    "week": Text("周", "week"),
    "month": Text("月", "month"),
    "quarter": Text("季度", "quarter"),
    "year": Text("年", "year"),
}


def period_name(period: Period) -> Text:
    """2026年第47周 / Week 47 of 2026."""
    year, _, part = period.period_id.partition("-")
    if period.kind == "week":
        return Text(f"{year}年第{int(part[1:])}周", f"Week {int(part[1:])}, {year}")
    if period.kind == "month":
        return Text(f"{year}年{int(part)}月", f"{period.start_on:%B} {year}")
    if period.kind == "quarter":
        return Text(f"{year}年第{part[1:]}季度", f"Quarter {part[1:]}, {year}")
    return Text(f"{year}年", year)


def period_span(period: Period) -> Text:
    """The days of a period: 11月16日至22日 / 16 to 22 November."""
    start, end = period.start_on, period.end_on
    same = start.month == end.month
    zh_end = f"{end.day}日" if same else f"{end.month}月{end.day}日"
    en_start = f"{start.day}" if same else f"{start.day} {start:%B}"
    return Text(f"{start.month}月{start.day}日至{zh_end}", f"{en_start} to {end.day} {end:%B}")


@dataclass(frozen=True)
class Periods:
    """The published periods, latest first within each kind."""

    all: tuple[Period, ...] = ()

    @classmethod
    def of(cls, periods: Iterable[Period]) -> Periods:
        """Sort the periods, weeks before months before quarters before years, latest first."""
        kinds = list(KIND_NAMES)
        ordered = sorted(periods, key=lambda p: p.start_on, reverse=True)
        return cls(tuple(sorted(ordered, key=lambda p: kinds.index(p.kind))))

    def find(self, period_id: str) -> Period | None:
        """The period of that name, if it is published."""
        return next((p for p in self.all if p.period_id == period_id), None)

    @property
    def default(self) -> Period | None:
        """The latest complete week; without one, the latest week."""
        weeks = [p for p in self.all if p.kind == "week"]
        return next((p for p in weeks if p.is_complete), weeks[0] if weeks else None)

    def up_to(self, period: Period, count: int) -> tuple[Period, ...]:
        """``period`` and those of its kind before it, oldest first, at most ``count``."""
        same = [p for p in self.all if p.kind == period.kind and p.start_on <= period.start_on]
        return tuple(reversed(same[:count]))

    def before(self, period: Period) -> Period | None:
        """The period of the same kind that came before."""
        earlier = self.up_to(period, 2)
        return earlier[0] if len(earlier) == 2 else None
