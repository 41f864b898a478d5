"""What the browser is told of each area: its class, and the words of its tip.

One character per area in the order of the geometry, and each different text once: thirty thousand
grids are some tens of kilobytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from metrics.metric import Metric
from metrics.signals.smoothing import empirical_bayes
from views import numbers
from views.classes import NO_VALUE, NOT_REPORTED
from views.lights import light_of
from views.results import Reading
from wording import Text

SMOOTHED = Text("平滑后 {figure}（原值 {raw}）", "smoothed {figure} (as counted {raw})")
SMOOTHED_NOTE = Text(
    "颜色是原值；小地方偶然波动大，提示中另给平滑值（向全体平均靠拢）。",
    "Colours are the rates as counted; small places vary by chance, so the tip also gives the "
    "smoothed rate, drawn towards the mean of all.",
)
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


def smoothed(metric: Metric, readings: Sequence[Reading]) -> dict[str, float]:
    """Place -> its empirical-Bayes rate, in the scale of the metric; empty for other metrics."""
    if not metric.is_smoothed or not readings:
        return {}
    nothing = float("nan")
    rates = empirical_bayes(
        [nothing if r.numerator is None else r.numerator for r in readings],
        [nothing if r.denominator is None else r.denominator for r in readings],
    )
    return {
        reading.place.place_id: metric.scale * float(rate)
        for reading, rate in zip(readings, rates.smoothed, strict=True)
        if rate == rate  # noqa: PLR0124 - NaN where nothing was reported
    }


def encode(  # noqa: PLR0917
    place_ids: Sequence[str],
    metric: Metric,
    scale: Scale,
    field: Mapping[str, Known],
    language: str,
    beside: Mapping[str, float] | None = None,
) -> bytes:
    """Class and tip of each place; one without a measure has no value and no words.

    ``beside`` are smoothed rates, which the tip shows after the raw one.
    """
    smooth = beside or {}

    def rows() -> Iterable[tuple[int, tuple[str, ...]]]:
        made: dict[tuple[float | None, str, float | None], tuple[int, tuple[str, ...]]] = {}
        for place_id in place_ids:
            known = field.get(place_id)
            if known is None:
                yield NO_VALUE, ()
                continue
            same = (known.value, known.state, smooth.get(place_id))
            if same not in made:
                grey = known.state == "not_reported"
                index = NOT_REPORTED if grey else scale.index(known.value)
                said = tip(metric, known, language)
                if same[2] is not None:  # two decimals: the difference is often in the second
                    figures = (numbers.plain(each, 2) for each in (same[2], known.value))
                    words = SMOOTHED.format(**dict(zip(("figure", "raw"), figures, strict=True)))
                    said = (said[0], words.in_(language), *said[1:])
                made[same] = (index, said)
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
