"""Text files: .csv, .tsv, .txt in every usual encoding and with every usual separator."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

from data.errors import RUNAWAY_LINE, UNREADABLE, ContractError
from data.reading.raw import RawSheet, even
from data.reading.recognise import decode
from wording import Text

_SEPARATORS = ",\t;|，"
_LINES_LOOKED_AT = 30
_LARGEST_CELL = 1_000_000
_MOST_COLUMNS = 16_384
_LARGEST_SHARE_OF_RUBBISH = 0.02


def read(path: Path) -> RawSheet:
    """The one sheet of a text file; rows are named by the line on which they start."""
    text = decode(path.read_bytes())
    sample = text[:_LARGEST_CELL]
    rubbish = sum(n for c, n in Counter(sample).items() if ord(c) < 32 and c not in "\t\r\n\x0c")
    if rubbish > _LARGEST_SHARE_OF_RUBBISH * len(sample):
        raise ContractError(UNREADABLE)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    rows: list[list[Any]] = []
    numbers: list[int] = []
    line = 1
    try:
        for row in reader:
            if len(row) > _MOST_COLUMNS:
                raise ContractError(_runaway())
            if row:
                rows.append(row)
                numbers.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise ContractError(_runaway()) from error
    return RawSheet(None, even(rows), numbers, is_text=True)


def _runaway() -> Text:
    return RUNAWAY_LINE.format(columns=f"{_MOST_COLUMNS:,}", characters=f"{_LARGEST_CELL:,}")


def _separator(text: str) -> str:
    """The separator that most lines of the beginning have, and have most often."""
    lines = [line for line in text[:_LARGEST_CELL].split("\n", _LINES_LOOKED_AT) if line.strip()]
    lines = lines[:_LINES_LOOKED_AT]
    with_it = {mark: sum(mark in line for line in lines) for mark in _SEPARATORS}
    count = {mark: sum(line.count(mark) for line in lines) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: (with_it[mark], count[mark]))
