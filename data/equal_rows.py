"""Which rows of a table are equal in some columns, found for all rows at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Codes = NDArray[np.int64]


def codes_of(table: pa.Table, names: Iterable[str]) -> Codes:
    """A number for each row; rows have the same number where all the columns are equal."""
    codes = np.zeros(table.num_rows, np.int64)
    different = 1
    for name in names:
        column = table[name].combine_chunks()
        encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
        if isinstance(encoded, pa.ChunkedArray):
            encoded = encoded.combine_chunks()
        size = len(encoded.dictionary) + 1
        places = encoded.indices.fill_null(size - 1).to_numpy(zero_copy_only=False)
        if different * size >= 2**62:
            codes = _places(codes)
            different = int(codes.max(initial=0)) + 1
        codes, different = codes * size + places, different * size
    return codes


def groups_of(codes: Codes) -> tuple[Codes, Codes]:
    """The first row of each group, and the group of each row, in the order of the first rows."""
    group = _places(codes)
    is_new = np.diff(np.maximum.accumulate(group), prepend=-1) > 0
    return np.flatnonzero(is_new), group


def repeated(codes: Codes) -> NDArray[np.bool_]:
    """The rows whose number another row has too."""
    # Numbers that are few for so many rows can be counted as they are.
    group = codes if codes.max(initial=0) < 4 * len(codes) else _places(codes)
    again: NDArray[np.bool_] = (np.bincount(group) > 1)[group]
    return again


def _places(codes: Codes) -> Codes:
    """The codes numbered anew from 0 in the order in which they first come; no sorting."""
    encoded: Any = pa.array(codes).dictionary_encode()
    places: Codes = encoded.indices.to_numpy().astype(np.int64)
    return places


def kept(table: pa.Table, keep: NDArray[np.bool_]) -> pa.Table:
    """The rows that are kept; the table itself, without a copy, where that is every row."""
    return table if keep.all() else table.filter(pa.array(keep, pa.bool_()))


def any_null(table: pa.Table, names: Iterable[str]) -> NDArray[np.bool_]:
    """The rows with a missing value in one of the columns."""
    missing = np.zeros(table.num_rows, bool)
    for name in names:
        missing |= np.asarray(table[name].is_null().to_numpy(), bool)
    return missing
