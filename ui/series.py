"""One metric of some places over several periods, and what its parts give: kept per version."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from metrics.contribution import Share
from ui import answers, ledgers
from views.places import Period, Place
from views.results import Reading


@lru_cache(maxsize=1024)
def _rows(
    at: ledgers.At, key: str, place_ids: tuple[str, ...], period_ids: tuple[str, ...]
) -> tuple[ledgers.Row, ...]:
    source = answers.published()
    if source is None:
        return ()
    return ledgers.plain(source.measures(metrics=[key], places=place_ids, periods=period_ids))


def line(key: str, place: Place, span: Sequence[Period]) -> tuple[Reading | None, ...]:
    """The readings of a place, one for each period; None where a period has no row.

    What was not reported has a reading without a figure: grey is never zero.
    """
    ids = tuple(period.period_id for period in span)
    rows = {row["period_id"]: row for row in _rows(ledgers.at(), key, (place.place_id,), ids)}
    return tuple(
        None if (row := rows.get(period.period_id)) is None else _read(place, period, row)
        for period in span
    )


def _read(place: Place, period: Period, row: ledgers.Row) -> Reading:
    is_grey = row["state"] == "not_reported"
    return Reading(
        answers.metrics()[row["metric"]],
        place,
        period,
        None if is_grey else row["numerator"],
        row["denominator"],
        None if is_grey else row["value"],
        row["state"] or "no_target",
        frozenset(flag for flag in (row["flags"] or "").split(",") if flag),
    )


def shares(key: str, places: Sequence[Place], period: Period) -> dict[str, Share]:
    """What each place gives to the number of the whole; those that gave nothing are left out.

    A place that is grey because it did not attain by reporting still counts in the denominator.
    """
    ids = tuple(place.place_id for place in places)
    return {
        row["place_id"]: Share(row["numerator"], row["denominator"])
        for row in _rows(ledgers.at(), key, ids, (period.period_id,))
        if row["numerator"] is not None
    }
