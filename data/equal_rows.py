"""Which rows of a table are equal in some columns, found for all rows at once."""

from __future__ import annotations

from collections.abc import Iterable

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
            _, codes = np.unique(codes, return_inverse=True)
            different = int(codes.max(initial=0)) + 1
        codes, different = codes * size + places, different * size
    return codes


def groups_of(codes: Codes) -> tuple[Codes, Codes]:
    """The first row of each group, and the group of each row."""
    _, first, group = np.unique(codes, return_index=True, return_inverse=True)
    return first.astype(np.int64), group.astype(np.int64)


def repeated(codes: Codes) -> NDArray[np.bool_]:
    """The rows whose number another row has too."""
    _, group, times = np.unique(codes, return_inverse=True, return_counts=True)
    again: NDArray[np.bool_] = (times > 1)[group]
    return again


def any_null(table: pa.Table, names: Iterable[str]) -> NDArray[np.bool_]:
    """The rows with a missing value in one of the columns."""
    missing = np.zeros(table.num_rows, bool)
    for name in names:
        missing |= np.asarray(table[name].is_null().to_numpy(), bool)
    return missing
