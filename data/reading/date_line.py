"""The lines around a table: the day of its data, its filing unit, the unit of its numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from data.cells.dates import Calendar, in_digits, read_instant
from data.cells.numbers import factor_of
from data.cells.spelling import bracketed, plain
from data.contract import Column

_LABEL = (
    r"(?:(?:填报|填表|制表|统计|数据|截止|截至|报送|上报|更新|编制|报告)(?:截止|截至)?(?:日期|时间|日)?"
    r"|日期|时间)[:：]?\s*(?:到|至)?\s*"
)
_DAY = re.compile(_LABEL + r"((?:\d{4}|\d{2})\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?)")
_DAY_WITHOUT_YEAR = re.compile(_LABEL + r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_WEEK = re.compile(r"(\d{4})\s*年?\s*(?:第|W)\s*(\d{1,2})\s*周?")
_MONTH = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月(?:份|底|末)?(?!\s*\d|\s*[-—–~至到])")
_RANGE = re.compile(r"[-—–~至到]\s*\d{4}\s*[年./]")
FILING_UNIT = re.compile(r"填报单位[:：]\s*(?:\(盖章\))?\s*(\S+)")
_UNIT_OF_NUMBERS = re.compile(r"(?<![填制报办])(?:面积|金额|人口|时长)?单位[:：]\s*([^\s)）]+)")
_UNIT_AFTER = re.compile(r"[/:：,，]\s*([^/:：,，]{1,4})$")


def labelled_day(text: str, given: date | None) -> date | None:
    """The day that a line names as that of its data; a missing year is that of ``given``."""
    text = in_digits(text)
    if found := _DAY.search(text):
        outcome = read_instant(found[1].replace(" ", ""), Calendar(None, None))
        if isinstance(outcome.value, date):
            return outcome.value
    if given is not None and (found := _DAY_WITHOUT_YEAR.search(text)):
        for year in (given.year, given.year - 1):
            outcome = read_instant(f"{year}-{found[1]}-{found[2]}", Calendar(None, None))
            if isinstance(outcome.value, date) and outcome.value <= given:
                return outcome.value
    return None


def period_day(text: str, given: date | None) -> date | None:
    """The last day of the one week or month that a title names, not after ``given``."""
    text = in_digits(text)
    last: date | None = None
    if found := _WEEK.search(text):
        try:
            last = date.fromisocalendar(int(found[1]), int(found[2]), 7)
        except ValueError:
            return None
        first = last - timedelta(days=6)
    elif (found := _MONTH.search(text)) and not _RANGE.search(text):
        year, month = int(found[1]), int(found[2])
        if not (1900 <= year <= 2200 and 1 <= month <= 12):
            return None
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if last is None:
        return None
    if given is not None and given < last:
        return given if given >= first else None
    return last


def header_factors(
    header_rows: Iterable[list[Any]], lines: Iterable[str], columns: dict[int, Column]
) -> dict[int, float]:
    """Column -> factor into its own unit, where the header or a line above says another unit."""
    levels = [[plain(v) if isinstance(v, str) else "" for v in row] for row in header_rows]
    stated = [word for line in lines for word in _UNIT_OF_NUMBERS.findall(line)]
    factors = {}
    for index, column in columns.items():
        if column.unit is None or column.unit_in is not None:
            continue
        written = [level[index] for level in reversed(levels) if index < len(level)]
        words = [word for text in written for word in _units_in(text)]
        known = [factor_of(word, column.unit) for word in (*words, *stated)]
        factor = next((f for f in known if f is not None), 1.0)
        if factor != 1.0:
            factors[index] = factor
    return factors


def _units_in(header: str) -> list[str]:
    hint = re.sub(r"^单位[:：]?", "", bracketed(header))
    after = _UNIT_AFTER.search(header)
    return [*re.split(r"[,，;；、:：]", hint), *([after[1]] if after else [])]
