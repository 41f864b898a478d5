"""Who owes which file this week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from views import numbers
from views.html import Markup, join, tag
from views.tables import Column, table
from wording import Text

TITLE = Text("本周应报", "Due this week")
ALL_IN = Text("本周应报的表都已报送。", "Every file that is due this week was handed in.")
OWED = Text(
    "{overdue} 类表逾期，{due} 类表本周到期。",
    "{overdue} kinds of files overdue, {due} due this week.",
)
DATASET = Text("台账", "Dataset")
RHYTHM = Text("报送周期", "Due")
STATE = Text("状态", "State")
WHO = Text("谁未报", "Who owes it")
LAST = Text("最近数据", "Latest data")
UNTIL = Text("截止", "Until")
EVERYBODY = Text("全部", "everybody")
OFFICE = Text("街道", "the subdistrict")
NEVER = Text("从未导入：{names}。", "Never imported: {names}.")
HANDED_IN = Text("已报：{names}。", "Handed in: {names}.")
LATER = Text("本期内稍后到期：{names}。", "Due later in their period: {names}.")
STATES = {
    "overdue": ("red", "■", Text("逾期", "Overdue")),
    "due": ("amber", "▲", Text("本周到期", "Due this week")),
}


@dataclass(frozen=True)
class Row:
    """One kind of file, and those who stand alike with it; see publication.calendar.Due."""

    title: Text
    rhythm: Text
    state: str
    communities: tuple[str, ...]
    is_everybody: bool
    last_on: date | None
    due_on: date


def summary(rows: Sequence[Row]) -> Text:
    """The week in one sentence."""
    count = {state: len({r.title for r in rows if r.state == state}) for state in STATES}
    return OWED.format(**count) if any(count.values()) else ALL_IN


def draw(rows: Sequence[Row], language: str) -> Markup:
    """What is owed as a table, and the rest in a sentence each."""
    owed = [row for row in rows if row.state in STATES]
    still_owed = {row.title for row in owed}
    parts = []
    if owed:
        columns = [Column(t.in_(language)) for t in (DATASET, RHYTHM, STATE, WHO, LAST, UNTIL)]
        parts.append(table(columns, [_cells(row, language) for row in owed]))
    for state, words in (("later", LATER), ("handed_in", HANDED_IN), ("never", NEVER)):
        # What some still owe stands in the table: it is not handed in as long as they do.
        others = (row.title for row in rows if row.state == state and row.title not in still_owed)
        titles = list(dict.fromkeys(title.in_(language) for title in others))
        if titles:
            between = "、" if language == "zh" else ", "
            said = words.format(names=between.join(titles)).in_(language)
            parts.append(tag("p", said, class_="lt-faint"))
    return join(parts)


def _cells(row: Row, language: str) -> Sequence[object]:
    light, shape, word = STATES[row.state]
    mark = tag(
        "span", tag("span", shape, class_="lt-shape", aria_hidden="true"), word.in_(language),
        class_=f"lt-light lt-{light}",
    )  # fmt: skip
    between = "、" if language == "zh" else ", "
    who = between.join(row.communities) or OFFICE.in_(language)
    if row.is_everybody and len(row.communities) > 3:
        who = EVERYBODY.in_(language)
    return (
        row.title.in_(language), row.rhythm.in_(language), mark, who,
        numbers.short_day(row.last_on), numbers.short_day(row.due_on),
    )  # fmt: skip


def rows_of(
    found: Sequence[object], titles: Mapping[str, Text], rhythms: Mapping[str, Text]
) -> list[Row]:
    """The calendar in the words of the page."""
    rows = []
    for due in found:
        fields = dict(vars(due))
        dataset, rhythm = fields.pop("dataset"), fields.pop("rhythm")
        title = titles.get(dataset, Text(dataset, dataset))
        rows.append(Row(title=title, rhythm=rhythms[rhythm], **fields))
    return rows
