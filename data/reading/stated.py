"""What a sheet says of all its rows without a column for it: the week or month of a title or of the
sheet's name; and the column of communities under a header that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from data.cells.dates import Calendar, in_digits, read_instant, read_month, read_week
from data.cells.spelling import plain, tight
from data.contract import Column
from data.issues import Issue
from data.reading.layout import Candidate, Table, is_blank, is_summary
from data.reading.raw import RawSheet

PERIODS = frozenset({"week", "month"})
"""Types of columns that a title can stand for."""

_WEEK = re.compile(r"(?:\d{4}年?)?第\d{1,2}周|\d{4}年?-?W\d{1,2}|(?<![\d第])\d{1,2}周")
_AFTER_A_MONTH = re.compile(r"月(?:份)?$")
_FROM, _TO = r"(?:\d{4}[年./-])?\d{1,2}[月./-]\d{1,2}日?", r"(?:至|到|~|—+|–|-)"
_DAYS = re.compile(
    rf"(?<![\d.])({_FROM}){_TO}((?:\d{{4}}[年./-])?(?:\d{{1,2}}[月./-])?\d{{1,2}})日?"
)
_MONTH = re.compile(r"(?<![\d\-—–~至到])(?:\d{4}年)?\d{1,2}月份?(?![\d\-—–~至到第])")
_OTHER_PERIODS = frozenset(
    {"本周", "上周", "本月", "上月", "本期", "上期", "同期", "累计", "年度累计"}
)
_NAME_IS_A_MONTH = re.compile(r"^(?:\d{4}[年.-]?)?\d{1,2}月份?$|^\d{4}[.-]\d{1,2}$")
_COMMUNITY = re.compile(
    r"^[\u4e00-\u9fff\d]{1,12}(?:(?:社区|村)(?:居民委员会|居委会|村民委员会|村委会|党群服务中心)?"
    r"|居民委员会|居委会|村委会)$"
)


def state_periods(sheet: RawSheet, candidate: Candidate, given: date | None) -> list[Issue]:
    """Fills a week or month that has no column from the one that title and sheet name agree on.

    ``given`` is the day of the data, which gives a missing year. What was taken is flagged.
    """
    if _has_other_periods(sheet, candidate):
        return []
    calendar, flags = Calendar(given, given), []
    for column in candidate.match.missing:
        if column.type not in PERIODS:
            continue
        found = list(_periods(sheet, candidate.start, column, calendar))
        if len({value for value, _, _ in found}) == 1:
            value, text, cell = found[0]
            candidate.match.said[column.name] = value
            flags.append(
                Issue("flagged", "period_of_title", sheet.name, cell, 0, column.name, text)
            )
    return flags


def _has_other_periods(sheet: RawSheet, candidate: Candidate) -> bool:
    """Whether the header, or the line below it, tells this week from the last: a summary."""
    rows = sheet.rows[candidate.start : candidate.start + candidate.depth + 1]
    return is_summary(sheet) or any(
        isinstance(value, str) and tight(value) in _OTHER_PERIODS for row in rows for value in row
    )


def _periods(
    sheet: RawSheet, header: int, column: Column, calendar: Calendar
) -> Iterator[tuple[str, str, str]]:
    """Each week or month around the table, as it is stored and as it is written, and its cell."""
    lines = [
        (tight(in_digits(plain(value))), sheet.address(row, place))
        for row, values in enumerate(sheet.rows[:header])
        for place, value in enumerate(values)
        if isinstance(value, str) and not is_blank(value)
    ]
    for text, cell in [*lines, (tight(in_digits(plain(sheet.name or ""))), "")]:
        weeks = _weeks_in(text, calendar)
        for written, value in weeks if column.type == "week" else _months_in(text, calendar):
            yield value, written, cell


def _weeks_in(text: str, calendar: Calendar) -> Iterator[tuple[str, str]]:
    for found in _WEEK.finditer(text):
        # 11月第3周 is no week of the year.
        if not _AFTER_A_MONTH.search(text[: found.start()]):
            value = read_week(found[0], calendar).value
            if value is not None:
                yield found[0], str(value)
    for days in _DAYS.finditer(text):
        first = read_instant(days[1], calendar).value
        end = re.split(r"\D+", days[2])
        if not isinstance(first, date):
            continue
        month, day = int(end[-2]) if len(end) > 1 else first.month, int(end[-1])
        # The week of New Year ends in the next year, written or not.
        year = int(end[-3]) if len(end) > 2 else first.year + (month < first.month)
        try:
            last = first.replace(year=year, month=month, day=day)
        except ValueError:
            continue
        if first <= last and first.isocalendar()[:2] == last.isocalendar()[:2]:
            yield days[0], str(read_week(first, calendar).value)


def _months_in(text: str, calendar: Calendar) -> Iterator[tuple[str, str]]:
    written = _MONTH.findall(text)
    if _NAME_IS_A_MONTH.match(text):
        written = [text]
    for word in written:
        value = read_month(word, calendar, is_number_lossy="." in word).value
        if value is not None:
            yield word, str(value)


def find_communities(table: Table) -> list[Issue]:
    """Takes the one unknown column whose every cell is called like a community as that of them.

    Without it, rows of many communities would all be asked as if they were of one. Flagged.
    """
    contract = table.contract
    there = {column.name for column in table.columns.values()} | set(table.said)
    own = next((c for c in contract.columns if c.type == "community"), None)
    is_of_itself = any(column.name == "community_name" for column in contract.columns)
    if own is None or own.name in there or is_of_itself:
        return []
    unknown = [
        index
        for index, path in enumerate(table.headers)
        if path in table.unmapped and _are_communities(table, index)
    ]
    if len(unknown) != 1:
        return []
    (index,) = unknown
    table.columns[index] = own
    table.unmapped = [path for path in table.unmapped if path != table.headers[index]]
    cell = table.sheet.address(table.body[0], index)
    number = table.sheet.row_numbers[table.body[0]]
    header = table.headers[index]
    return [Issue("flagged", "column_by_content", table.sheet.name, cell, number, own.name, header)]


def _are_communities(table: Table, index: int) -> bool:
    cells: list[Any] = [table.sheet.rows[row][index] for row in table.body]
    texts = [tight(value) for value in cells if isinstance(value, str) and not is_blank(value)]
    return len(texts) == len(cells) > 0 and all(map(_COMMUNITY.match, texts))
