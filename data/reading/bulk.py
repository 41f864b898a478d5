"""Large sheets: rows about which nothing is to be said are read in columns, the others one by one.

The result is that of reading every row one by one. A row is odd, and read so, where any of its
cells is odd, where it may be a total, a footer or a repeated header, where it is merged, hidden,
marked or answered, and where it breaks a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.cells.dates import Calendar
from data.reading.blocks import blocks_of
from data.reading.bulk_parts import PartReader, broken
from data.reading.formats.large import LARGEST_ODD_SHARE, LargeSheet
from data.reading.formats.xlsx_rows import NotPlain
from data.reading.formats.zips import DAMAGED
from data.reading.layout import Candidate, Table, lay_out
from data.reading.plain import TooOdd
from data.reading.raw import RawSheet, column_letters
from data.reading.rows import Draft, read_rows

Mask = NDArray[np.bool_]

_FEW_ROWS = 100


def read_large(
    head: RawSheet,
    candidate: Candidate,
    as_of: date | None,
    answers: list[Mapping[str, str | None]],
    secret: bytes,
) -> tuple[Table, Draft | None] | None:
    """The table and its draft (none where its day is unknown); None where it must be read whole."""
    match, first = candidate.match, candidate.start + candidate.depth
    contract = match.contract
    if (
        "name" in match.special
        or contract.hand_made is not None
        or any(column.unit_in for column in match.columns.values())
        or match.said
        or lay_out(head, candidate, as_of).factors
    ):
        return None
    try:
        # The day usually stands above the table; should it stand below, rules are checked again.
        day = lay_out(head, candidate, as_of).as_of or date.max
        calendar = Calendar(as_of, as_of, is_1904=head.is_1904)
        reader = PartReader(head, candidate, calendar, day, secret)
        plain, is_odd = _sorted_rows(head, first, reader, answers)
        for _ in range(2):
            if is_odd.sum() > max(_FEW_ROWS, LARGEST_ODD_SHARE * len(is_odd)):
                return None
            table = _odd_table(head, candidate, as_of, is_odd, plain.num_rows)
            if table is None or table.as_of is None:
                return None if table is None else (table, None)
            if table.as_of == day:
                return table, _joined(read_rows(table, answers, secret), _with_origin(plain, table))
            day = table.as_of
            found = [column.name for column in match.columns.values()]
            is_broken = broken(contract, plain, day, found)
            is_odd[plain["source_row"].to_numpy()[is_broken] - first - 1] = True
            plain = plain.filter(pa.array(~is_broken))
    except (TooOdd, NotPlain, *DAMAGED):
        pass
    return None


def _sorted_rows(
    head: RawSheet, first: int, reader: PartReader, answers: list[Mapping[str, str | None]]
) -> tuple[pa.Table, Mask]:
    """The plain rows, and which rows below the header are odd; the rest is empty."""
    large = head.large
    parts = [part for part in large.each_part(first, reader.read) if len(part.is_odd)]
    if not parts:
        raise TooOdd
    plain = pa.concat_tables([part.plain for part in parts])
    is_odd = np.concatenate([part.is_odd for part in parts])
    more = _special_rows(large, first, len(is_odd), answers)
    if unsure := sorted({index for part in parts for index in part.unsure}):
        places = large.numbers_in(map(column_letters, unsure)) - first - 1
        is_number = np.zeros(len(is_odd), bool)
        is_number[places[(places >= 0) & (places < len(is_odd))]] = True
        is_unsure = [reduce(np.logical_or, p.unsure.values(), ~p.is_odd & False) for p in parts]
        more |= is_number & np.concatenate(is_unsure)
    if more.any():
        plain = plain.filter(pa.array(~more[plain["source_row"].to_numpy() - first - 1]))
        is_odd |= more
    return plain, is_odd


def _special_rows(
    large: LargeSheet, first: int, rows: int, answers: list[Mapping[str, str | None]]
) -> Mask:
    scan = large.scan()
    is_odd = np.zeros(rows + 1, bool)
    numbers = set(scan.special)
    numbers |= {
        int("".join(c for c in str(a["cell"]) if c.isdigit()) or 0) for a in answers if a["cell"]
    }
    for number in numbers:
        if first < number <= first + rows:
            is_odd[number - first - 1] = True
    for _, top, _, bottom in scan.merged:
        if bottom > first:
            is_odd[max(0, top - first - 1) : bottom - first] = True
    return is_odd[:rows]


def _odd_table(
    head: RawSheet, candidate: Candidate, as_of: date | None, is_odd: Mask, plain_rows: int
) -> Table | None:
    """The table with the odd rows only; None where they make more than one table."""
    first = candidate.start + candidate.depth
    odd = head.large.some(first, (np.flatnonzero(is_odd) + first + 1).tolist())
    odd = replace(
        odd, is_hidden=head.is_hidden, is_1904=head.is_1904, cut_cells=head.cut_cells,
        plain_rows=plain_rows,
    )  # fmt: skip
    if len(blocks_of(odd)) > 1:
        return None
    return lay_out(odd, candidate, as_of)


def _with_origin(rows: pa.Table, table: Table) -> pa.Table:
    """The rows with where they come from, in the order of a draft."""
    count = rows.num_rows
    if "subdistrict_name" in rows.column_names and table.filing_unit:
        place = rows.schema.get_field_index("subdistrict_name")
        if rows["subdistrict_name"].null_count == count:
            unit = pa.repeat(pa.scalar(table.filing_unit, pa.string()), count)
            rows = rows.set_column(place, "subdistrict_name", unit)
    numbers = rows["source_row"]
    rows = rows.drop_columns(["source_row"])
    rows = rows.append_column(
        "source_sheet", pa.repeat(pa.scalar(table.sheet.name, pa.string()), count)
    )
    rows = rows.append_column("source_row", numbers)
    rows = rows.append_column("as_of_on", pa.repeat(pa.scalar(table.as_of, pa.date32()), count))
    return rows.append_column("row_flags", pa.nulls(count, pa.string()))


def _joined(odd: Draft, rows: pa.Table) -> Draft:
    """Both kinds of rows in the order of the sheet; printed totals over both."""
    totals = []
    for total in odd.totals:
        values = rows[total["column"]]
        if not values.null_count:
            totals.append(total | {"all": total["all"] + float(pc.sum(values).as_py() or 0)})
    both = rows
    if odd.rows.num_rows:
        both = pa.concat_tables([rows, odd.rows.cast(rows.schema)])
        both = both.take(pc.sort_indices(both, [("source_row", "ascending")]))
    return replace(odd, rows=both, rows_read=odd.rows_read + rows.num_rows, totals=totals)
