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

from data.cells.numbers import is_number
from data.cells.spelling import bracketed, header_key, plain, says_nothing, tight
from data.contract import Column, Contract
from data.reading.date_line import FILING_UNIT, header_factors, labelled_day, period_day
from data.reading.headers import Match, ends_of, match_headers, words_of
from data.reading.raw import RawSheet

_LAST_HEADER_ROW = 40
_DEEPEST_HEADER = 5
_LONGEST_HEADER = 200
_TOTAL_WORD = r"总?合计|总计|小计|累计|年度累计|共计|平均|平均值|占比"
_TOTAL = re.compile(rf"^(本页|本月|全街道|街道)?({_TOTAL_WORD})[:：]?$")
# 柳荫社区小计, 合计(8个社区): a total where all else on the row is numbers.
_NAMED_TOTAL = re.compile(rf"^(.{{0,12}}({_TOTAL_WORD})([:：(].{{0,12}})?|全街道|全镇|全乡)$")
_FOOTER = re.compile(
    r"^([填制]表|填报|审[核批]|复核|经办|报送|上报|统计|主管|分管|主要|单位|社区|部门)?(人|人员|员|领导|负责人|单位|时间|日期"
    r"|领导签[字名章]|负责人签[字名章])[:：(]"
    r"|^(填表人|填报人|审核人|制表人?|制表单位|负责人|单位负责人|注|注意|说明|备注|联系电话|联系人|联系方式|电话|盖章|第\d+页"
    r"|此表|填表说明|报送|数据来源)([:：(、.。]|$)|^此表|^[附备]?注\d?[:：]|[(]?(盖章|公章|签[字名章])[)]?[:：]?$"
)
_HINT = re.compile(
    r"必填|选填|格式|^如[:：]?|例如|示例|下拉|请填|请选择|YYYY|yyyy|真实|填写|不超过|可为空|单选|文本格式"
)
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
    ``aside`` holds the columns that are not stored, with their headers; ``factors`` those whose
    header is in another unit, with what brings their numbers into the column's own. ``said`` holds
    what the office said of every row of a column that the sheet lacks.
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
    factors: dict[int, float] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

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
    return next(iter(candidates_of(sheet, contracts, renamed)), None)


def candidates_of(
    sheet: RawSheet, contracts: Iterable[Contract], renamed: Mapping[str, str] | None = None
) -> list[Candidate]:
    """The best header for each contract that fits at all, the most likely first."""
    contracts = tuple(contracts)
    best: dict[str, tuple[tuple[int, ...], Candidate]] = {}
    complete: int | None = None
    for start in range(min(_LAST_HEADER_ROW, len(sheet.rows))):
        if sum(not is_blank(value) for value in sheet.rows[start]) < 2:
            continue
        for depth in range(1, min(_DEEPEST_HEADER, len(sheet.rows) - start) + 1):
            headers = _flatten(sheet, start, depth)
            ends = ends_of(headers, renamed)
            # Most rows below a header are data, of which no contract knows a word.
            for contract in (one for one in contracts if words_of(one).know_any(ends)):
                match = match_headers(contract, headers, renamed)
                if match.is_foreign or len(match.columns) < 2:
                    continue
                rank = (int(not match.missing), *match.score, -len(match.missing), -depth)
                if contract.name not in best or rank > best[contract.name][0]:
                    best[contract.name] = rank, Candidate(match, start, depth, headers)
                    complete = start if rank[0] and complete is None else complete
        if complete is not None and start > complete + _DEEPEST_HEADER:
            break
    return [found for _, found in sorted(best.values(), key=lambda one: one[0], reverse=True)]


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
        if any(_TOTAL.match(text) for text in lead) or _is_named_total(filled):
            totals.append(row)
        elif len(filled) <= 3 and isinstance(filled[0][1], str) and _FOOTER.search(lead[0]):
            notes.append(row)
        elif (
            _repeats_header(filled, header_rows)
            or (row <= first + 1 and _is_hint(values))
            or (candidate.match.contract.may_be_empty and says_nothing(v for _, v in filled))
        ):
            continue
        else:
            body.append(row)
    match = candidate.match
    above = [_line(row) for row in sheet.rows[: candidate.start]]
    stated, cell, unit = _date_line(sheet, notes, as_of, match.contract)
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
        said=match.said,
        factors=header_factors(sheet.rows[candidate.start : first], above, match.columns),
    )


def _is_named_total(filled: list[tuple[int, Any]]) -> bool:
    """Whether a row says in its first cells that it is a total, beside nothing but numbers."""
    leads = [tight(v) for _, v in filled[:3] if isinstance(v, str)]
    if not any(_NAMED_TOTAL.match(text) for text in leads):
        return False
    rest = [v for _, v in filled if not (isinstance(v, str) and _NAMED_TOTAL.match(tight(v)))]
    return bool(rest) and all(map(is_number, rest))


def _line(row: list[Any]) -> str:
    return " ".join(dict.fromkeys(_text(v) for v in row if not is_blank(v)))


def _date_line(
    sheet: RawSheet, rows: list[int], given: date | None, contract: Contract
) -> tuple[date | None, str | None, str | None]:
    """The day of the data with its cell, and the filing unit, from the lines around the table.

    The week or month of a title is the day of a state, where no line names a day.
    """
    lines = {row: _line(sheet.rows[row]) for row in rows}
    units = (found[1] for line in lines.values() if (found := FILING_UNIT.search(line)))
    unit = next(units, None)
    readers = [labelled_day]
    if contract.kind in {"snapshot", "cumulative_ledger"}:
        readers.append(period_day)
    for read in readers:
        for row, line in lines.items():
            if (day := read(line, given)) is not None:
                column = next(i for i, v in enumerate(sheet.rows[row]) if not is_blank(v))
                return day, sheet.address(row, column), unit
    return None, None, unit
