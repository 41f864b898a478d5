"""How the commitments of the plan stand for a place at a period's end, kept per version."""

from __future__ import annotations

from datetime import date

from metrics.commitments.state import Board, Standing, board
from ui import answers, ledgers
from ui.kept import per_version
from views.commitments.found import Commitments
from views.places import Period, Place


@per_version(128)
def _found(at: ledgers.At, place: Place, period: Period) -> Commitments:
    day = _day(period)
    measured = [
        row
        for row in ledgers.measures(tuple(answers.metrics()), place.level, [period.period_id])
        if row["place_id"] == place.place_id
    ]
    is_whole = answers.places().top == place and not at[2]
    rows = ledgers.rows("commitments", period.period_id) if is_whole else ()
    held = {key: metric.target_on(day) for key, metric in answers.metrics().items()}
    targets = {key: target for key, target in held.items() if target is not None}
    whole = board(day=day, measures=measured, ledger=rows, targets=targets)
    standings = whole.standings if is_whole else _measured_here(whole)
    return Commitments(
        place, period, day, Board(standings, whole.unmatched), is_whole,
        {metric.key: metric.name for metric in answers.metrics().values()},
    )  # fmt: skip


def _measured_here(whole: Board) -> tuple[Standing, ...]:
    """A community has no ledger: what no indicator speaks for is left out."""
    return tuple(s for s in whole.standings if s.decided_by == "metric")


def _day(period: Period) -> date:
    """The last day of the period, or of the data if they end before it."""
    origin = answers.origin()
    through = origin.through_on if origin else None
    return min(period.end_on, through) if through else period.end_on


def found(place: Place, period: Period) -> Commitments:
    """The commitments of a place; a grid is shown by its community."""
    container = answers.places().container(place.place_id) or place
    return _found(ledgers.at(), container, period)
