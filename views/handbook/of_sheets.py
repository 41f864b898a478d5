"""The chapter of the sheets: which columns each has, and what an empty cell means."""

from __future__ import annotations

from collections.abc import Sequence

from views.handbook.content import Chapter, Entry, Listing, Section, Sheet, SheetColumn, plain
from wording import Text

NAME = Text("表格", "Sheets")
INTRO = Text(
    "能导入的 {count} 种表。按表头识别，与文件名、工作表名和列的顺序无关；下面列出每列可用的表头。",
    "{count} kinds of sheets can be imported. They are known by their headers, whatever the file, "
    "the sheet or the order of the columns is called; the headers that each column may wear are "
    "listed.",
)
GRAIN = Text("一行", "One row")
FILES = Text("文件之间", "From file to file")
NOT_STORED = Text("从不保存", "Never stored")
COLUMNS = (
    Text("表头", "Headers"),
    Text("含义", "Meaning"),
    Text("类型", "Type"),
    Text("空白表示", "A blank means"),
    Text("列名", "Name"),
)
REQUIRED = Text("{words}（必有此列）", "{words} (the column is required)")
FOLLOW = {
    "snapshot": Text(
        "某日的状态，替代同一社区以前的状态",
        "the state on a day; replaces the earlier state of the same communities",
    ),
    "events": Text("逐条记录，后来的文件补充或更正", "rows with a key; later files add or correct"),
    "cumulative_ledger": Text(
        "滚动台账，后来的文件整份替代", "a growing ledger; the later file replaces the earlier one"
    ),
    "totals": Text(
        "按地点和月份的合计，后来的文件更正所列月份",
        "counts by place and month; a later file corrects the months that it names",
    ),
}
TYPES = {
    "text": Text("文字", "text"),
    "code": Text("编号", "code"),
    "integer": Text("整数", "whole number"),
    "number": Text("数", "number"),
    "date": Text("日期", "date"),
    "instant": Text("日期和时刻", "date and time"),
    "clock": Text("时刻", "time of day"),
    "month": Text("月份", "month"),
    "week": Text("周", "week"),
    "yes_no": Text("是否", "yes or no"),
    "choice": Text("选项", "one of a list"),
    "community": Text("社区", "community"),
    "grid": Text("网格", "grid"),
    "grids": Text("几个网格", "several grids"),
    "geometry": Text("图形", "shape"),
}
BLANKS = {
    "unknown": Text("不明", "not known"),
    "none": Text("没有", "none"),
    "refused": Text("退回该行", "the row is refused"),
    "asked": Text("询问", "a question to the clerk"),
}


def _column(one: SheetColumn) -> tuple[Text, ...]:
    meaning = REQUIRED.format(words=one.meaning) if one.is_required else one.meaning
    headers = plain("、".join(one.headers))
    return (headers, meaning, TYPES[one.kind], BLANKS[one.blank], plain(one.name))


def _entry(sheet: Sheet) -> Entry:
    facts = [(GRAIN, sheet.grain), (FILES, FOLLOW[sheet.kind])]
    if sheet.never_stored:
        facts.append((NOT_STORED, plain("、".join(sheet.never_stored))))
    listing = Listing(COLUMNS, tuple(_column(one) for one in sheet.columns))
    return Entry(sheet.name, sheet.title, tuple(facts), listing)


def chapter(sheets: Sequence[Sheet]) -> Chapter:
    """Every kind of sheet with its columns."""
    entries = tuple(_entry(one) for one in sheets)
    return Chapter("sheets", NAME, INTRO.format(count=len(sheets)), (Section(NAME, entries),))
