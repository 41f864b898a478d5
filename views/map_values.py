"""What the browser is told of each area: its class, and the words of its tip.

One character per area in the order of the geometry, and each different text once: thirty thousand
grids are some tens of kilobytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from metrics.metric import Metric
from metrics.smoothed import Figure
from views import map_rates, numbers
from views.classes import NO_VALUE, NOT_REPORTED
from views.lights import light_of
from views.map_rates import Rates

MARKS = {NOT_REPORTED: "h", NO_VALUE: "n"}
NO_RATES = Rates()


class Scale(Protocol):
    """Classes of a map, whether of values or of differences."""

    def index(self, value: float | None) -> int:
        """The class of a value."""

    def colour(self, index: int) -> str:
        """The colour of a class."""

    def sign(self, index: int) -> str:
        """What is written over the areas of a class, if anything."""

    @property
    def count(self) -> int:
        """How many classes there are."""


class Known(Protocol):
    """A value with its state."""

    @property
    def value(self) -> float | None:
        """The value, None where nothing can be said."""

    @property
    def state(self) -> str:
        """Its state."""

    @property
    def numerator(self) -> float | None:
        """What was counted."""

    @property
    def denominator(self) -> float | None:
        """What it is divided by, if anything."""


def colours(scale: Scale) -> list[str]:
    """The colours of the classes, lowest first."""
    return [scale.colour(index) for index in range(scale.count)]


def signs(scale: Scale) -> list[str]:
    """What is written over the areas of each class, lowest first."""
    return [scale.sign(index) for index in range(scale.count)]


def tip(
    metric: Metric, known: Known, language: str, figure: Figure, smoothed: float | None
) -> tuple[str, ...]:
    """The value with its unit, and its light with shape and word; of a smoothed metric both."""
    light = light_of(known.state)
    word = f"{light.shape} {light.word.in_(language)}".strip()
    if not figure:
        return (numbers.with_unit(metric, known.value, language), word)
    counts = (known.numerator, known.denominator)
    return (*map_rates.tip(metric, figure, known.value, smoothed, counts, language), word)


def encode(  # noqa: PLR0917
    place_ids: Sequence[str],
    metric: Metric,
    scale: Scale,
    field: Mapping[str, Known],
    language: str,
    rates: Rates = NO_RATES,
) -> bytes:
    """Class and tip of each place; one without a measure has no value and no words.

    ``rates`` say whether the class is that of the raw or of the smoothed figure; the tip has both.
    """

    def rows() -> Iterable[tuple[int, tuple[str, ...]]]:
        made: dict[tuple[object, ...], tuple[int, tuple[str, ...]]] = {}
        for place_id in place_ids:
            known = field.get(place_id)
            if known is None:
                yield NO_VALUE, ()
                continue
            smoothed = rates.smoothed.get(place_id)
            same = (known.value, known.state, smoothed, known.numerator, known.denominator)
            if same not in made:
                grey = known.state == "not_reported"
                shown = smoothed if rates.figure == "smoothed" else known.value
                index = NOT_REPORTED if grey else scale.index(shown)
                made[same] = (index, tip(metric, known, language, rates.figure, smoothed))
            yield made[same]

    return written(rows())


def written(rows: Iterable[tuple[int, tuple[str, ...]]]) -> bytes:
    """Classes and texts as JSON, each different text once."""
    classes: list[str] = []
    texts: dict[tuple[str, ...], int] = {}
    places: list[int] = []
    for index, words in rows:
        classes.append(MARKS.get(index) or str(index))
        places.append(texts.setdefault(words, len(texts)))
    found = {"classes": "".join(classes), "said": list(texts), "text": places}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
