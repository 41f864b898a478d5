"""Sums: those that a formula left empty, and the totals that a sheet prints."""

from __future__ import annotations

import math
from typing import Any

from data.cells.outcome import Outcome
from data.cells.spelling import tight
from data.reading.state import Reading


def sum_parts(reading: Reading, outcomes: dict[str, dict[int, Outcome]]) -> None:
    """Fills a sum that a formula left empty from its parts; asks where a part is unknown too."""
    for index, column in reading.table.columns.items():
        if not column.sum_of:
            continue
        for row, outcome in outcomes[column.name].items():
            if outcome.flag != "recomputed" or not reading.kept[row]:
                continue
            parts = [outcomes[p][row].value for p in column.sum_of if p in outcomes]
            if parts and all(part is not None for part in parts):
                outcomes[column.name][row] = Outcome(sum(parts), "recomputed")
            elif column.blank == "asked":
                reading.say("asked", "blank", row, index, name=column.name, outcome=Outcome())


def _is_figure(raw: Any) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw)


def printed_totals(
    reading: Reading, outcomes: dict[str, dict[int, Outcome]]
) -> list[dict[str, Any]]:
    """The sheet's own totals, with what set-aside rows would add and the sum of all rows.

    Columns with an unknown or approximate value are left out: their total cannot be checked.
    """
    table = reading.table
    if len(table.totals) != 1:
        return []
    row = table.totals[0]
    if any(tight(str(v)).startswith(("平均", "占比")) for v in table.sheet.rows[row][:3]):
        return []
    printed = []
    for index, column in table.columns.items():
        raw = table.sheet.rows[row][index]
        read = outcomes[column.name]
        # What stands there may be anything: a date, "yes", a number that is none.
        if column.type not in {"integer", "number"} or not _is_figure(raw):
            continue
        if any(o.value is None or o.flag == "approximate" for o in read.values()):
            continue
        printed.append(
            {
                "column": column.name,
                "cell": table.sheet.address(row, index),
                "printed": float(raw) * table.factors.get(index, 1.0),
                "aside": float(sum(o.value for r, o in read.items() if not reading.kept[r])),
                "all": float(sum(o.value for o in read.values())),
            }
        )
    return printed
