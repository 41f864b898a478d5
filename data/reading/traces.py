"""Traces of columns that are never stored: a keyed hash of a text, and whether two cells agree."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.cells.spelling import (
    SAME_AS_ABOVE,
    UNKNOWN_WORDS,
    VACANCIES,
    header_key,
    plain,
    tight,
)
from data.contract import Column, Contract, Trace
from data.reading.plain import Texts

SHORTEST_TEXT = 12
"""Letters. What is shorter is a stock phrase (“井盖缺失”), which many rows share rightly."""

_NO_LETTERS = re.compile(r"[\W\d_]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NOBODY = SAME_AS_ABOVE | UNKNOWN_WORDS | VACANCIES


def text_key(raw: Any, secret: bytes) -> str | None:
    """HMAC-SHA256 of a text under the secret of the home; None for what is no text or too short.

    Texts that differ in figures, spaces and punctuation alone have the same key.
    """
    if not isinstance(raw, str):
        return None
    letters = _NO_LETTERS.sub("", plain(raw)).casefold()
    if len(letters) < SHORTEST_TEXT:
        return None
    return hmac.digest(secret, f"\0text|{letters}".encode(), "sha256").hex()[:24]


def named(raw: Any) -> str | None:
    """A name or an office as it is compared; None where a cell names nobody."""
    words = tight(raw) if isinstance(raw, str) else ""
    return words if _CHINESE.search(words) and words not in _NOBODY else None


def agree(one: Any, other: Any) -> bool | None:
    """Whether two cells name the same; None where one of them names nobody."""
    first, second = named(one), named(other)
    return None if first is None or second is None else first == second


def places_of(
    contract: Contract, columns: Mapping[int, Column], left: Mapping[int, str]
) -> dict[Trace, tuple[int, ...]]:
    """The sheet columns that each trace is made of; a trace whose columns are not there is out."""
    asides = {path.rsplit("/", 1)[-1]: index for index, path in reversed(list(left.items()))}
    stored = {column.name: index for index, column in columns.items()}
    found: dict[Trace, tuple[int, ...]] = {}
    for trace in contract.traces:
        own = next((asides[h] for h in map(header_key, trace.headers) if h in asides), None)
        if own is None or (trace.same_as is not None and trace.same_as not in stored):
            continue
        found[trace] = (own,) if trace.same_as is None else (own, stored[trace.same_as])
    return found


def trace_of(trace: Trace, cells: list[Any], secret: bytes) -> str | bool | None:
    """The trace of one row, from the cells of the columns that it is made of."""
    return text_key(cells[0], secret) if trace.same_as is None else agree(*cells)


def traces_of(trace: Trace, cells: list[pa.Array], secret: bytes) -> pa.Array:
    """The same for all rows of a part at once; each different cell is looked at once."""
    if trace.same_as is None:
        return _each(cells[0], lambda raw: text_key(raw, secret))
    return pc.equal(_each(cells[0], named), _each(cells[1], named))


def _each(cells: pa.Array, read: Callable[[str], str | None]) -> pa.Array:
    if not (pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type)):
        return pa.nulls(len(cells), pa.string())
    texts = Texts(cells)
    values = [*map(read, texts.words.to_pylist()), None]
    return pa.array(values, pa.string()).take(pa.array(texts.places))
