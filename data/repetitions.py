"""Rows that one file gives twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.answers import LEAVE_OUT
from data.contract import Contract
from data.equal_rows import any_null, codes_of, kept, repeated
from data.resolving import Sheet


def drop_repetitions(sheets: list[Sheet]) -> None:
    """Drops rows that one file gives twice; different rows of one key are asked.

    Rows are compared in what is stored, so that another spelling of a date makes no difference.
    With ``latest_by`` the later row of a key wins without a question.
    """
    seen: dict[tuple[Any, ...], tuple[Sheet, int]] = {}
    again, start = _may_repeat(sheets), 0
    for sheet in sheets:
        contract = sheet.contract
        content = contract.content
        suspects = np.flatnonzero(again[start : start + sheet.rows.num_rows])
        start += sheet.rows.num_rows
        if not len(suspects):
            continue
        rows = sheet.rows.select([*content, "source_row"]).take(pa.array(suspects)).to_pylist()
        order: Iterable[int] = range(len(rows))
        if contract.latest_by:
            order = _latest_first(rows, contract.latest_by)
        keep = np.ones(sheet.rows.num_rows, bool)
        exact: set[tuple[Any, ...]] = set()
        for position in order:
            row = rows[position]
            values = tuple(row[name] for name in content)
            key = tuple(row[name] for name in contract.key)
            is_keyed = bool(key) and all(row[name] is not None for name in contract.filled_in_key)
            if values in exact and (is_keyed or not key):
                keep[suspects[position]] = False
                sheet.say("dropped", "duplicate_row", row["source_row"], None)
            elif is_keyed and key in seen:
                keep[suspects[position]] = False
                _conflict(sheet, row["source_row"], contract)
            else:
                exact.add(values)
                if is_keyed:
                    seen[key] = (sheet, position)
        sheet.rows = kept(sheet.rows, keep)


def _may_repeat(sheets: list[Sheet]) -> NDArray[np.bool_]:
    """The rows of all the sheets whose key recurs, or their content where there is no key."""
    contract = sheets[0].contract
    content = contract.content
    names = list(contract.key) or content
    together = pa.concat_tables([sheet.rows.select(names) for sheet in sheets])
    again = repeated(codes_of(together, names))
    return again & ~any_null(together, list(contract.filled_in_key)) if contract.key else again


def _latest_first(rows: list[dict[str, Any]], by: str) -> list[int]:
    """Positions of the rows, the latest first, rows without a time last."""
    return sorted(
        range(len(rows)), key=lambda i: (rows[i][by] is not None, rows[i][by] or 0), reverse=True
    )


def _conflict(sheet: Sheet, row: int, contract: Contract) -> None:
    if contract.latest_by:
        sheet.say("dropped", "later_filing_wins", row, None)
    else:
        sheet.say(
            "asked", "conflicting_row", row, contract.key[-1], question="duplicate",
            candidates=(LEAVE_OUT,), expected_zh="每个编号一行", expected_en="one row per key",
        )  # fmt: skip
