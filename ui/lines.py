"""One sentence per metric of a place, kept per version."""

from __future__ import annotations

from collections.abc import Iterable

from ui import answers, ledgers
from ui.kept import per_version
from ui.usual import variation
from views import sentences_metric
from views.places import Period, Place
from views.results import Reading, Standing
from wording import Text


def _beside(standing: Standing, place: Place, period: Period) -> Reading | None:
    """The metric that must stand beside this one, at the same place and period."""
    key = standing.metric.read_with
    found = answers.standing(place, period, key) if key else None
    return found.now if found else None


@per_version(256)
def _said(at: ledgers.At, place: Place, period: Period, keys: tuple[str, ...]) -> tuple[Text, ...]:
    return said_of(answers.standings(place, period, keys), place, period)


def said_of(standings: Iterable[Standing], place: Place, period: Period) -> tuple[Text, ...]:
    """A sentence for each of some standings of a place."""
    earlier = answers.periods().before(period)
    before = answers.below(place, earlier) if earlier else ()
    return tuple(
        sentences_metric.line(
            standing,
            before=[r for r in before if r.metric.key == standing.metric.key],
            variation=variation(standing, place, period),
            beside=_beside(standing, place, period),
        )
        for standing in standings
    )


def said(place: Place, period: Period, *keys: str) -> tuple[Text, ...]:
    """The sentences of some metrics, in the order of the catalogue."""
    return _said(ledgers.at(), place, period, keys)
