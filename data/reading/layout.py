"""Where the table stands on a sheet: header, body, totals, footers, date line; whose table it is.

A sheet is known by its headers, never by its name. Titles, notes, hints, repeated headers, totals
and signatures are told apart from data by what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.cells.dates import Calendar, read_instant
from data.cells.spelling import bracketed, header_key, plain, tight
from data.contract import Column, Contract
from data.reading.headers import Match, match_headers
from data.reading.raw import RawSheet

_LAST_HEADER_ROW = 40
_DEEPEST_HEADER = 5
_LONGEST_HEADER = 200
_TOTAL = re.compile(
    r"^(本页|本月|全街道|街道)?(总?合计|总计|小计|累计|年度累计|共计|平均|平均值|占比)[:：]?$"
)
_FOOTER = re.compile(
    r"^(填表人|填报人|审核人|制表人?|制表单位|负责人|单位负责人|注|注意|说明|备注|联系电话|联系人|盖章|第\d+页|此表|填表说明|报送)"
    r"([:：(、.。]|$)|^此表|^注[:：]|[（(]?盖章[)）]?$"
)
_HINT = re.compile(
    r"必填|选填|格式|^如[:：]?|例如|示例|下拉|请填|请选择|YYYY|yyyy|真实|填写|不超过|可为空|单选|文本格式"
)
_DATE_LABEL = re.compile(
    r"(?:填报|填表|制表|统计|数据|截止|截至|报送|上报|更新)(?:日期|时间)?[:：]?\s*(?:到|至)?"
    r"\s*((?:\d{4}|\d{2})\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)"
)
_UNIT_LABEL = re.compile(r"填报单位[:：]\s*(?:\(盖章\))?\s*(\S+)")
_SUMMARY_WORDS = (
    "本周",
    "上周",
    "本月",
    "上月",
    "累计",
    "小计",
    "同期",
    "排查数",
    "调处数",
    "本期",
    "上期",
)


@dataclass
class Table:
    """A table found on a sheet.

    ``columns`` maps a zero-based column of the sheet to the contract's column; ``body`` and
    ``totals`` hold zero-based rows. ``headers`` are the flattened headers, parent before child.
    ``aside`` holds the columns that are not stored, with their headers.
    """

    sheet: RawSheet
    contract: Contract
    headers: list[str]
    columns: dict[int, Column]
    special: dict[str, int]
    body: list[int]
    totals: list[int]
    as_of: date | None
    as_of_cell: str | None
    filing_unit: str | None
    title: str
    unmapped: list[str] = field(default_factory=list)
    aside: dict[int, str] = field(default_factory=dict)

    @property
    def left_at_the_door(self) -> list[str]:
        """The headers of columns that are not stored."""
        return list(self.aside.values())


def is_blank(value: Any) -> bool:
    """Whether a cell holds nothing that can be seen."""
    if not isinstance(value, str):
        return value is None
    return not value or not (value[0].isalnum() or plain(value))


def _text(value: Any) -> str:
    return "" if is_blank(value) or isinstance(value, bytes) else plain(str(value))


def _head(value: Any) -> str:
    """The text of a cell that may be a header; whatever is long is none."""
    text = _text(value)
    return text if len(text) <= _LONGEST_HEADER else ""


def fill_merged(sheet: RawSheet, first_body_row: int) -> None:
    """Repeats the value of a merged range in each of its cells; horizontally only in the header."""
    for top, left, bottom, right in sheet.merged:
        if top >= len(sheet.rows) or left >= len(sheet.rows[top]):
            continue
        value = sheet.rows[top][left]
        in_header = bottom < first_body_row
        for row in range(top, min(bottom + 1, len(sheet.rows))):
            last = right if in_header else left
            for column in range(left, min(last + 1, len(sheet.rows[row]))):
                sheet.rows[row][column] = value


def _flatten(sheet: RawSheet, start: int, depth: int) -> list[str]:
    """Header paths "parent/child" of the rows start .. start + depth - 1."""
    levels = [list(map(_head, sheet.rows[start + level])) for level in range(depth)]
    for top, left, bottom, right in sheet.merged:
        if start <= top < start + depth and top < len(sheet.rows):
            for row in range(top, min(bottom, start + depth - 1) + 1):
                for column in range(left, min(right + 1, len(levels[row - start]))):
                    levels[row - start][column] = _head(sheet.rows[top][left])
    paths = []
    for column in range(len(levels[0])):
        parts: list[str] = []
        for level in levels:
            key = header_key(level[column]) if level[column] else ""
            if key and (not parts or parts[-1] != key):
                parts.append(key)
        paths.append("/".join(parts))
    # Headers that differ only in their brackets keep them: 事件类型(大类), 事件类型(子类).
    times = Counter(paths)
    return [
        path if not path or times[path] == 1 else _with_hint(path, levels, column)
        for column, path in enumerate(paths)
    ]


def _with_hint(path: str, levels: list[list[str]], column: int) -> str:
    hint = next((bracketed(level[column]) for level in reversed(levels) if level[column]), "")
    return f"{path}({hint})" if hint and hint not in path else path


@dataclass(frozen=True)
class Candidate:
    """A header that nearly fits: the contract, what is missing, and where the header stands."""

    match: Match
    start: int
    depth: int
    headers: list[str]


def find_header(
    sheet: RawSheet, contracts: Iterable[Contract], renamed: Mapping[str, str] | None = None
) -> Candidate | None:
    """The best header on the sheet over all contracts; complete ones before incomplete ones."""
    contracts = tuple(contracts)
    best: tuple[tuple[int, int, int, int], Candidate] | None = None
    for start in range(min(_LAST_HEADER_ROW, len(sheet.rows))):
        filled = sum(not is_blank(value) for value in sheet.rows[start])
        if filled < 2:
            continue
        for depth in range(1, min(_DEEPEST_HEADER, len(sheet.rows) - start) + 1):
            headers = _flatten(sheet, start, depth)
            for contract in contracts:
                match = match_headers(contract, headers, renamed)
                if match.is_foreign or len(match.columns) < 2:
                    continue
                rank = (int(not match.missing), *match.score, -depth)
                if best is None or rank > best[0]:
                    best = rank, Candidate(match, start, depth, headers)
        if best is not None and best[0][0] and start > best[1].start + _DEEPEST_HEADER:
            break
    return best[1] if best else None


def is_summary(sheet: RawSheet) -> bool:
    """Whether a header repeats itself as pivoted summaries do: 本周 | 上周 | 累计 | 本周 | ..."""
    for row in sheet.rows[:_LAST_HEADER_ROW]:
        texts = [tight(value) for value in row if isinstance(value, str)]
        if any(texts.count(word) > 1 for word in _SUMMARY_WORDS):
            return True
    return False


def _repeats_header(filled: list[tuple[int, Any]], header_rows: list[list[str]]) -> bool:
    """Whether four fifths of the cells say what the header says above them."""
    # One cell more than may differ: where none of them is a header's word, the rest need no look.
    few = filled[: len(filled) // 5 + 1]
    if len(filled) < 2 or not any(tight(str(v)) in row for _, v in few for row in header_rows):
        return False
    texts = [(i, tight(str(value))) for i, value in filled]
    return any(
        sum(row[i] == text for i, text in texts if i < len(row)) >= 0.8 * len(texts)
        for row in header_rows
    )


def _is_hint(values: list[Any]) -> bool:
    texts = [_text(v) for v in values if not is_blank(v)]
    if texts and [t.removesuffix(".0") for t in texts] == [str(i + 1) for i in range(len(texts))]:
        return len(texts) > 3
    return bool(texts) and sum(bool(_HINT.search(t)) for t in texts) >= 0.6 * len(texts)


def lay_out(sheet: RawSheet, candidate: Candidate, as_of: date | None) -> Table:
    """The table under the header: its rows sorted into data, totals and what is neither."""
    first = candidate.start + candidate.depth
    header_rows = [[tight(_text(v)) for v in row] for row in sheet.rows[candidate.start : first]]
    fill_merged(sheet, first)
    body, totals, notes = [], [], list(range(candidate.start))
    for row in range(first, len(sheet.rows)):
        values = sheet.rows[row]
        filled = [(i, v) for i, v in enumerate(values) if not is_blank(v)]
        if not filled:
            continue
        lead = [tight(str(v)) for _, v in filled[:3]]
        if any(_TOTAL.match(text) for text in lead):
            totals.append(row)
        elif len(filled) <= 3 and isinstance(filled[0][1], str) and _FOOTER.search(lead[0]):
            notes.append(row)
        elif _repeats_header(filled, header_rows) or (row <= first + 1 and _is_hint(values)):
            continue
        else:
            body.append(row)
    stated, cell, unit = _date_line(sheet, notes)
    match = candidate.match
    return Table(
        sheet=sheet,
        contract=match.contract,
        headers=candidate.headers,
        columns=match.columns,
        special=match.special,
        body=body,
        totals=totals,
        as_of=stated or as_of,
        as_of_cell=cell,
        filing_unit=unit,
        title=" ".join(_text(v) for row in sheet.rows[: candidate.start] for v in row[:3]).strip(),
        unmapped=match.unmapped,
        aside=match.left,
    )


def _date_line(sheet: RawSheet, rows: list[int]) -> tuple[date | None, str | None, str | None]:
    """The filing day with its cell, and the filing unit, from the lines around the table."""
    day, cell, unit = None, None, None
    for row in rows:
        joined = " ".join(dict.fromkeys(_text(v) for v in sheet.rows[row] if not is_blank(v)))
        if day is None and (found := _DATE_LABEL.search(joined)):
            outcome = read_instant(found[1].replace(" ", ""), Calendar(None, None))
            if isinstance(outcome.value, date):
                day = outcome.value
                column = next(i for i, v in enumerate(sheet.rows[row]) if not is_blank(v))
                cell = sheet.address(row, column)
        if unit is None and (found := _UNIT_LABEL.search(joined)):
            unit = found[1]
    return day, cell, unit
