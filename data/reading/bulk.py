"""Large sheets: rows about which nothing is to be said are read in columns, the others one by one.

The result is that of reading every row one by one. A row is odd, and read so, where any of its
cells is odd, where it may be a total, a footer or a repeated header, where it is merged, hidden,
marked or answered, and where it breaks a rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.cells.dates import Calendar
from data.contract import ARROW_TYPES, Contract
from data.reading.blocks import blocks_of
from data.reading.formats.large import LargeSheet
from data.reading.formats.xlsx_rows import NotPlain
from data.reading.layout import Candidate, Table, lay_out
from data.reading.plain import PlainColumn, TooOdd, read_plain
from data.reading.raw import RawSheet, column_letters
from data.reading.rows import Draft, read_rows

Mask = NDArray[np.bool_]

# Wider than what the layout looks for: a row with any of these is looked at closely.
_SUMMARY = r"合\s*计|总\s*计|小\s*计|累\s*计|共\s*计|平\s*均|占\s*比"
_STRANGE = (
    r"[\x{0000}-\x{0008}\x{000b}\x{000c}\x{000e}-\x{001f}\x{007f}\x{00ad}\x{200b}-\x{200f}"
    r"\x{202a}-\x{202e}\x{2060}-\x{206f}\x{2e80}-\x{2fdf}\x{f900}-\x{faff}\x{feff}]"
)
_ASIDE = r"[0-9][Ee]\+?[0-9]{2}$|#|[0-9]{16}"
_SHORTEST_PERSONAL = 19
_LARGEST_ODD_SHARE = 0.3
_FEW_ROWS = 100
_FEWEST_FILLED = 4
_LONGEST_EXACT = 1e15


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
    ):
        return None
    try:
        # The day usually stands above the table; should it stand below, rules are checked again.
        day = lay_out(head, candidate, as_of).as_of or date.max
        plain, is_odd, is_plain = _sorted_rows(head, candidate, as_of, answers)
        for _ in range(2):
            values = _table_of_plain(contract, plain, np.flatnonzero(is_plain), first)
            is_broken = _broken(contract, values, day, set(plain))
            broken = np.flatnonzero(is_plain)[is_broken]
            is_odd[broken], is_plain[broken] = True, False
            if is_odd.sum() > max(_FEW_ROWS, _LARGEST_ODD_SHARE * len(is_odd)):
                return None
            table = _odd_table(head, candidate, as_of, is_odd, int(is_plain.sum()))
            if table is None or table.as_of is None:
                return None if table is None else (table, None)
            if table.as_of == day:
                if len(broken):
                    values = values.filter(pa.array(~is_broken))
                values = _with_origin(values, table)
                return table, _joined(read_rows(table, answers, secret), values)
            day = table.as_of
    except (TooOdd, NotPlain):
        pass
    return None


def _sorted_rows(
    head: RawSheet,
    candidate: Candidate,
    as_of: date | None,
    answers: list[Mapping[str, str | None]],
) -> tuple[dict[str, PlainColumn], Mask, Mask]:
    """The columns, which rows below the header are odd, and which are plain; the rest is empty."""
    large, first = head.large, candidate.start + candidate.depth
    large.start_scan()
    cells = large.columns(first)
    if not cells or not len(cells[0]):
        raise TooOdd
    calendar = Calendar(as_of, as_of, is_1904=head.is_1904)
    plain, is_odd = _plain_columns(large, candidate, cells, calendar, first)
    may_be_other, is_blank = _other_rows(candidate, cells, head, first)
    is_odd = (is_odd | may_be_other) & ~is_blank
    is_odd |= _special_rows(large, first, len(is_odd), answers)
    return plain, is_odd, ~(is_odd | is_blank)


def _plain_columns(
    large: LargeSheet, candidate: Candidate, cells: list[pa.Array], calendar: Calendar, first: int
) -> tuple[dict[str, PlainColumn], Mask]:
    plain: dict[str, PlainColumn] = {}
    is_odd = np.zeros(len(cells[0]) if cells else 0, bool)
    unsure: dict[str, Mask] = {}
    for index, column in candidate.match.columns.items():
        if index >= len(cells):
            raise TooOdd
        read = plain[column.name] = read_plain(column, cells[index], calendar)
        is_odd |= read.is_odd
        if read.may_be_numbers.any():
            unsure[column_letters(index)] = read.may_be_numbers
    for index in candidate.match.left:
        if index < len(cells):
            odd, numbers = _aside(cells[index])
            is_odd |= odd
            if numbers.any():
                unsure[column_letters(index)] = numbers
    if unsure:
        places = large.numbers_in(unsure) - first - 1
        is_number = np.zeros(len(is_odd), bool)
        is_number[places[(places >= 0) & (places < len(is_odd))]] = True
        is_odd |= is_number & reduce(np.logical_or, unsure.values())
    return plain, is_odd


def _matches(cells: pa.Array, pattern: str) -> Mask:
    found = pc.fill_null(pc.match_substring_regex(cells, pattern), False)
    return np.asarray(found.to_numpy(zero_copy_only=False), bool)


def _is_text(cells: pa.Array) -> bool:
    return bool(pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type))


def _spread(encoded: Any, mask: Mask) -> Mask:
    """A mask over the different cells as one over all cells."""
    places = pc.fill_null(encoded.indices, len(mask)).to_numpy(zero_copy_only=False)
    spread: Mask = np.append(mask, False)[places]
    return spread


def _aside(cells: pa.Array) -> tuple[Mask, Mask]:
    """Cells that are not stored but may deserve a remark, and those that may be ruined numbers."""
    none = np.zeros(len(cells), bool)
    if pa.types.is_floating(cells.type):
        raw = pc.fill_null(cells, 0.0).to_numpy(zero_copy_only=False)
        return ~(np.abs(raw) < _LONGEST_EXACT), none
    if not _is_text(cells):
        return none, none
    encoded = cells.dictionary_encode()
    words = encoded.dictionary
    numbers = _matches(words, r"^-?[0-9]{16,}$")
    long = pc.greater_equal(pc.utf8_length(words), _SHORTEST_PERSONAL)
    personal = np.asarray(long.to_numpy(zero_copy_only=False), bool) & _matches(words, "[0-9]{7}")
    odd = (_matches(words, _ASIDE) | personal) & ~numbers
    return _spread(encoded, odd), _spread(encoded, numbers)


def _other_rows(
    candidate: Candidate, cells: list[pa.Array], head: RawSheet, first: int
) -> tuple[Mask, Mask]:
    """Rows that may be totals, footers, hints or headers or have few cells; and empty rows."""
    filled = np.zeros(len(cells[0]), np.int32)
    is_odd = np.zeros(len(cells[0]), bool)
    is_odd[:2] = True
    for index, column in enumerate(cells):
        if not _is_text(column):
            filled += column.is_valid().to_numpy(zero_copy_only=False)
            continue
        encoded = column.dictionary_encode()
        words = encoded.dictionary
        is_blank = _matches(words, r"^\s*$")
        filled += _spread(encoded, ~is_blank)
        heads = [row[index] for row in head.rows[candidate.start : first] if index < len(row)]
        headers = "|".join(_spaced(str(h)) for h in heads if str(h).strip())
        pattern = f"{_SUMMARY}|{_STRANGE}" + (f"|^\\s*(?:{headers})\\s*$" if headers else "")
        is_odd |= _spread(encoded, _matches(words, pattern))
    return is_odd | (filled < _FEWEST_FILLED), filled == 0


def _spaced(text: str) -> str:
    """A pattern for the text with any spaces between its characters."""
    return r"\s*".join(re.escape(character) for character in "".join(text.split()))


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


def _table_of_plain(
    contract: Contract, plain: Mapping[str, PlainColumn], keep: NDArray[np.int64], first: int
) -> pa.Table:
    places = pa.array(keep)
    rows = len(keep)
    arrays: dict[str, pa.Array] = {}
    for column in contract.columns:
        kind = pa.type_for_alias(ARROW_TYPES[column.type])
        if column.name in plain:
            arrays[column.name] = plain[column.name].values.take(places)
        else:
            arrays[column.name] = pa.nulls(rows, kind)
    for name in _person_columns(contract):
        arrays[name] = pa.nulls(rows, pa.string())
    arrays["source_row"] = pa.array((keep + first + 1).astype(np.int32))
    return pa.table(arrays)


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


def _person_columns(contract: Contract) -> list[str]:
    person = contract.person
    if person is None:
        return []
    keyed, named = ["person_key"] * person.is_keyed, ["person_name"] * person.keeps_name
    return [*keyed, *named]


def _broken(contract: Contract, rows: pa.Table, as_of: date, found: set[str]) -> Mask:
    broken = np.zeros(rows.num_rows, bool)
    for rule in contract.rules:
        if rule.column in found:
            says = pc.fill_null(rule.broken(rows, as_of), False)
            broken |= np.asarray(says.to_numpy(), bool)
    return broken


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
