"""Commitments judged from drawn tables."""

from datetime import date

import pytest

from metrics.commitments.state import board
from tests.metrics.drawn import draw, rows_of

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def ledger_rows():
    """The rows of a drawn ledger as the published version holds them."""

    def rows(drawing, period="2026-W47"):
        with draw(commitments=drawing) as con:
            found = con.execute("SELECT * FROM commitments_at WHERE period_id = ?", [period])
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return rows


def measures_of(drawing):
    """Measures of one place and period from a drawing: metric, value, state, flags."""
    header, cells = rows_of(drawing)
    rows = [dict(zip(header, row, strict=True)) for row in cells]
    return [row | {"value": float(row["value"]) if row["value"] else None} for row in rows]


@pytest.fixture
def standing(ledger_rows):
    """How commitments stand by a drawn ledger and drawn measures: number -> standing."""

    def standings(ledger="", measures="", day=SUNDAY, **more):
        asked = board(
            day=day,
            measures=measures_of(measures) if measures else (),
            ledger=ledger_rows(ledger) if ledger else (),
            **more,
        )
        return {one.commitment.id: one for one in asked.standings}

    return standings
