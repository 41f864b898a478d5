"""Everything that the map page draws, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from metrics.metric import Metric
from views.classes import Classes
from views.legend import Key
from views.map_difference import Change, Differences
from views.map_listing import Listed
from views.map_rates import Rates
from views.places import Period, Place
from views.results import GridCard, Reading, Standing
from wording import Text

Mode = Literal["", "audit", "proposals"]


@dataclass(frozen=True)
class Tiles:
    """A base map: where the browser finds it on this machine, and who is to be named."""

    url: str
    attribution: str | Text
    least_zoom: int
    most_zoom: int


@dataclass(frozen=True)
class Addresses:
    """Where the browser fetches what it draws; ``{period}`` stands for a period's id.

    ``values`` is empty where areas have no colour.
    """

    areas: str
    values: str = ""
    layers: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapView:
    """A metric over the places of a level inside a container, or what is shown in its stead.

    ``chosen`` is the place that is marked; ``scale`` gives classes, ``keys`` the legend;
    ``periods`` are those that can be stepped through, oldest first; with ``against``, ``changes``
    are drawn unless ``refusal`` says why not. ``focus`` is what the map turns to: west, south,
    east, north. ``notes`` stand below the legend. ``listed`` are the layers in words, ``page`` the
    part of the table that is asked for (0: the one that holds the chosen place). ``rates`` say
    which figure is shown, and hold the smoothed ones of all places of the level. ``query`` is the
    address of the page, ``data_day`` the day of what is shown in stead of a metric, ``heading``
    what that is called where its name in the switch is not enough.
    """

    mode: Mode
    metric: Metric
    place: Place
    container: Place
    level: str
    period: Period
    readings: tuple[Reading, ...]
    scale: Classes | Differences
    keys: tuple[Key, ...]
    addresses: Addresses
    standing: Standing | None = None
    grid: GridCard | None = None
    chosen: str = ""
    periods: tuple[Period, ...] = ()
    against: Period | None = None
    changes: tuple[Change, ...] = ()
    refusal: Text | None = None
    tiles: Tiles | None = None
    focus: tuple[float, float, float, float] | None = None
    notes: tuple[Text, ...] = ()
    listed: tuple[Listed, ...] = ()
    page: int = 0
    rates: Rates = field(default_factory=Rates)
    data_day: date | None = None
    heading: Text | None = None
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def target(self) -> float | None:
        """The target in force at the period's end."""
        found = self.metric.target_on(self.period.end_on)
        return None if found is None else found.value

    @property
    def is_difference(self) -> bool:
        """Whether two periods are compared."""
        return self.against is not None and self.refusal is None
