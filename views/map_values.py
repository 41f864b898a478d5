"""What the browser is told of each area: its class, and the words of its tip.

One character per area in the order of the geometry, and each different text once: thirty thousand
grids are some tens of kilobytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from metrics.metric import Metric
from views import numbers
from views.classes import NO_VALUE, NOT_REPORTED
from views.lights import light_of

MARKS = {NOT_REPORTED: "h", NO_VALUE: "n"}


class Scale(Protocol):
    """Classes of a map, whether of values or of differences."""

    def index(self, value: float | None) -> int:
        """The class of a value."""

    def colour(self, index: int) -> str:
        """The colour of a class."""

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


def colours(scale: Scale) -> list[str]:
    """The colours of the classes, lowest first."""
    return [scale.colour(index) for index in range(scale.count)]


def tip(metric: Metric, known: Known, language: str) -> tuple[str, ...]:
    """The value with its unit, and its light with shape and word."""
    light = light_of(known.state)
    word = f"{light.shape} {light.word.in_(language)}".strip()
    return (numbers.with_unit(metric, known.value, language), word)


def encode(
    place_ids: Sequence[str],
    metric: Metric,
    scale: Scale,
    field: Mapping[str, Known],
    language: str,
) -> bytes:
    """Class and tip of each place; one without a measure has no value and no words."""

    def rows() -> Iterable[tuple[int, tuple[str, ...]]]:
        made: dict[tuple[float | None, str], tuple[int, tuple[str, ...]]] = {}
        for place_id in place_ids:
            known = field.get(place_id)
            if known is None:
                yield NO_VALUE, ()
                continue
            same = (known.value, known.state)
            if same not in made:
                grey = known.state == "not_reported"
                index = NOT_REPORTED if grey else scale.index(known.value)
                made[same] = (index, tip(metric, known, language))
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
