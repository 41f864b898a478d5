"""What the address of the map page asks for; anything it cannot mean falls back to the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from metrics.kpis.ten_minute_coverage import TEN_MINUTES_M
from metrics.smoothed import Figure
from ui import session
from views import map_words as words
from views.map_rates import FIGURES
from views.map_view import Mode

LAYERS = tuple(words.LAYER_NAMES)
RADII = (100, 1500)
DETOURS = (1.0, 2.0)


@dataclass(frozen=True)
class Asked:
    """The query parameters of the page beside place, period and language.

    ``radius_m`` is a walking distance; the circle on the map is that divided by ``detour``.
    ``page`` is the part of the table, ``compare`` the import of boundaries that is compared with
    the one before it. ``rate`` says which figure of a smoothed metric is shown.
    """

    mode: Mode
    metric: str
    level: str
    layers: tuple[str, ...]
    function: str
    radius_m: int
    detour: float
    against: str
    finding: str
    with_base: bool
    page: int = 0
    compare: str = ""
    rate: Figure = ""

    @property
    def circle_m(self) -> int:
        """The radius of a circle on the map: metres in a straight line."""
        return round(self.radius_m / self.detour)

    @property
    def query(self) -> dict[str, str]:
        """As query parameters, defaults left out."""
        usual_radius = self.radius_m == TEN_MINUTES_M
        return {
            "view": self.mode, "metric": self.metric, "level": self.level,
            "layer": ",".join(self.layers), "function": self.function,
            "radius": "" if usual_radius else str(self.radius_m),
            "detour": "" if self.detour == 1 else f"{self.detour:g}",
            "against": self.against, "base": "1" if self.with_base else "", "rate": self.rate,
        }  # fmt: skip


def asked() -> Asked:
    """What this run's address asks for."""
    return read({name: session.argument(name) for name in (
        "view", "metric", "level", "layer", "function", "radius", "detour", "against", "finding",
        "base", "page", "compare", "rate",
    )})  # fmt: skip


def read(given: Mapping[str, str]) -> Asked:
    """What some query parameters ask for."""
    mode = given.get("view", "")
    wanted = given.get("layer", "").split(",")
    return Asked(
        mode=cast(Mode, mode if mode in words.MODES else ""),
        metric=given.get("metric", ""),
        level="grid" if given.get("level") == "grid" else "",
        layers=tuple(name for name in LAYERS if name in wanted),
        function=given.get("function", ""),
        radius_m=round(_between(given.get("radius", ""), TEN_MINUTES_M, RADII)),
        detour=round(_between(given.get("detour", ""), 1.0, DETOURS), 2),
        against=given.get("against", ""),
        finding=number(given, "finding"),
        with_base=given.get("base") == "1",
        page=min(int(given["page"]), 9999) if number(given, "page") else 0,
        compare=number(given, "compare"),
        rate=figure(given),
    )


def figure(given: Mapping[str, str]) -> Figure:
    """Which of raw and smoothed figure the address asks for; empty for neither."""
    return cast(Figure, given.get("rate", "")) if given.get("rate") in FIGURES else ""


def number(given: Mapping[str, str], name: str) -> str:
    """A number as it stands in the address; empty for anything else."""
    written = given.get(name, "")
    return written if written.isascii() and written.isdigit() and len(written) < 10 else ""


def _between(written: str, usual: float, ends: tuple[float, float]) -> float:
    try:
        number = float(written)
    except ValueError:
        return usual
    return min(max(number, ends[0]), ends[1]) if number == number else usual  # noqa: PLR0124 - NaN
