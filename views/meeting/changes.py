"""Then and now: numbers of a frozen meeting that read otherwise today, and what changed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.metric import Metric
from views import numbers
from views.html import Markup, join, link, tag
from views.lights import chip, light_of
from views.tables import Column, table
from wording import Text

NOTHING = Text(
    "第 {number} 次会议定稿的数值至今没有变化。",
    "Nothing that meeting {number} froze reads otherwise today.",
)
SUMMARY = Text(
    "第 {number} 次会议定稿的数值有 {count} 个与现在不同，"
    "其中街道级 {top} 个、亮灯改变 {lights} 个。",
    "{count} numbers that meeting {number} froze read otherwise today, {top} of them of the whole "
    "subdistrict; {lights} lights changed.",
)
METRIC, PLACE = Text("指标", "Metric"), Text("地点", "Place")
THEN, NOW = Text("会上", "Then"), Text("现在", "Now")
THEN_LIGHT, NOW_LIGHT = Text("会上亮灯", "Light then"), Text("现在亮灯", "Light now")
CAUSE = Text("原因", "Why")
ROWS = Text("变动的行", "Rows")
SHOW = Text("查看", "Show")
CAUSES = {
    "data": Text("台账更正或补报", "sheets corrected or handed in late"),
    "definition": Text(
        "口径或算法有变，前后不作比较", "definition changed; the two are not compared"
    ),
    "target": Text("目标调整", "target changed"),
    "gone": Text("不再测算", "no longer measured"),
}
SHOWN_OF = Text(
    "共 {count} 个，列出 {shown} 个（街道、社区在前）；下载的文件列出全部。",
    "{shown} of {count} shown, the subdistrict and communities first; the file lists them all.",
)
ROWS_SHOWN_OF = Text(
    "共变动 {count} 行，列出 {shown} 行；下载的文件列出全部。",
    "{shown} of {count} rows shown; the file lists them all.",
)
LISTED = 60
KIND = Text("变动", "Change")
KINDS = {
    "new": ("＋", Text("新计入", "now counted")),
    "changed": ("△", Text("变更", "changed")),
    "gone": ("－", Text("不再计入", "no longer counted")),
}
SHEET = Text("台账", "Sheet")
WHERE = Text("文件、工作表、行", "File, sheet, row")
IMPORT = Text("导入", "Import")
FIELDS = Text("内容", "What changed")
NO_ROWS = Text(
    "计入的行没有变化：变的是谁已报送、目标或算法。",
    "The same rows are counted: what changed is who reported, the target or the calculation.",
)
ROWS_OF = Text(
    "{metric} · {place}：变动的 {count} 行", "{metric} · {place}: rows that changed: {count}"
)
ROW = Text("第 {row} 行", "row {row}")
STEP = Text("{name}：{then} → {now}", "{name}: {then} → {now}")


@dataclass(frozen=True)
class Change:
    """A number then and now; states as published. ``now_state`` is None where it is gone."""

    metric: Metric
    place_id: str
    place: str
    level: str
    then: float | None
    then_state: str
    now: float | None
    now_state: str | None
    cause: Literal["data", "definition", "target", "gone"]
    what: tuple[Text, ...] = ()

    @property
    def why(self) -> Text:
        """Why it reads otherwise, in words; of a definition how it changed, where that is known."""
        words = CAUSES[self.cause]
        if not self.what:
            return words
        return Text(f"{words.zh}：{'；'.join(w.zh for w in self.what)}",
                    f"{words.en}: {'; '.join(w.en for w in self.what)}")  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row that is new, changed or gone; ``fields`` are (name, then, now) in words."""

    kind: Literal["new", "changed", "gone"]
    sheet: Text
    file: str
    tab: str
    row: int
    import_id: int
    fields: tuple[tuple[Text, Text, Text], ...]


def summary(number: int, changes: Sequence[Change]) -> Text:
    """Then and now in one sentence."""
    if not changes:
        return NOTHING.format(number=number)
    return SUMMARY.format(
        number=number, count=len(changes),
        top=sum(change.level == "subdistrict" for change in changes),
        lights=sum(change.then_state != change.now_state for change in changes),
    )  # fmt: skip


def listed(changes: Sequence[Change], query: Mapping[str, str], language: str) -> Markup:
    """Then beside now, from the top down, each with the way to the rows that changed it."""
    if not changes:
        return Markup("")
    columns = [
        Column(METRIC.in_(language)), Column(PLACE.in_(language)),
        Column(THEN.in_(language), True), Column(NOW.in_(language), True),
        Column(CAUSE.in_(language)), Column(ROWS.in_(language)),
    ]  # fmt: skip
    drawn = table(columns, [_line(each, query, language) for each in changes[:LISTED]])
    return _with_rest(drawn, len(changes), SHOWN_OF, language)


def _with_rest(drawn: Markup, count: int, words: Text, language: str) -> Markup:
    """A table, and where it does not hold everything, how much of it it holds."""
    if count <= LISTED:
        return drawn
    said = words.format(count=numbers.plain(count), shown=numbers.plain(LISTED)).in_(language)
    return join([tag("p", said, class_="lt-remark"), drawn])


def _line(change: Change, query: Mapping[str, str], language: str) -> Sequence[object]:
    asked = {**query, "view": "changes", "rows": f"{change.metric.key}~{change.place_id}"}
    is_traced = change.cause in ("data", "definition")
    rows = link(SHOW.in_(language), "weekly_review", asked) if is_traced else ""
    return (
        change.metric.name.in_(language), change.place,
        _value(change.metric, change.then, change.then_state, language),
        _value(change.metric, change.now, change.now_state, language),
        change.why.in_(language), rows,
    )  # fmt: skip


def _value(metric: Metric, value: float | None, state: str | None, language: str) -> Markup:
    written = numbers.with_unit(metric, value, language)
    if state is None:
        return tag("span", numbers.NONE)
    light = chip(state, language) if state != "no_target" else ""
    return tag("span", written, " ", light)


def cells(
    changes: Sequence[Change], language: str
) -> tuple[list[str], list[tuple[object, ...]]]:  # fmt: skip
    """Then and now for a spreadsheet program: header and rows, with unrounded values."""
    header = (METRIC, PLACE, THEN, THEN_LIGHT, NOW, NOW_LIGHT, CAUSE)
    return [words.in_(language) for words in header], [
        (
            each.metric.name.in_(language), each.place, each.then,
            light_of(each.then_state).word.in_(language), each.now,
            "" if each.now_state is None else light_of(each.now_state).word.in_(language),
            each.why.in_(language),
        )
        for each in changes
    ]  # fmt: skip


def rows_heading(change: Change, rows: Sequence[Row]) -> Text:
    """What the rows below are about."""
    return ROWS_OF.format(metric=change.metric.name, place=change.place, count=len(rows))


def rows_table(rows: Sequence[Row], language: str) -> Markup:
    """The rows that changed a number, each with file, sheet and row."""
    if not rows:
        return tag("p", NO_ROWS.in_(language), class_="lt-remark")
    columns = [
        Column(KIND.in_(language)), Column(SHEET.in_(language)), Column(WHERE.in_(language)),
        Column(IMPORT.in_(language), True), Column(FIELDS.in_(language)),
    ]  # fmt: skip
    drawn = table(columns, [_row(row, language) for row in rows[:LISTED]])
    return _with_rest(drawn, len(rows), ROWS_SHOWN_OF, language)


def row_cells(rows: Sequence[Row], language: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """All rows that changed a number, for a spreadsheet program: header and rows."""
    header = (KIND, SHEET, WHERE, IMPORT, FIELDS)
    return [words.in_(language) for words in header], [_row(row, language) for row in rows]


def _row(row: Row, language: str) -> tuple[object, ...]:
    shape, word = KINDS[row.kind]
    between = "；" if language == "zh" else "; "
    fields = between.join(
        STEP.format(name=name, then=then, now=now).in_(language) for name, then, now in row.fields
    )
    where = " · ".join(filter(None, (row.file, row.tab, ROW.format(row=row.row).in_(language))))
    return (
        f"{shape} {word.in_(language)}", row.sheet.in_(language), where, str(row.import_id), fields
    )  # fmt: skip
