"""The workbook of a pack: every number with its definition, its state and what stands behind it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.workbook import Workbook

from metrics.metric import FAMILIES, Metric
from reports import tables_of_work
from reports.filling import LONGEST_PROPERTY
from reports.result import Figure, Result
from reports.sheets import Share, Sheet, Styles, Value, high, printed, put, write
from reports.story import Story
from reports.words import HIDDEN, INTERNAL, clean, joined, moment, state_words
from views import numbers
from views.cards import departments
from views.flags import FLAGS
from views.follow_ups.effect import reason, verdict
from views.follow_ups.matter import IMPORTED, Matter
from views.follow_ups.page import department
from views.places import LEVEL_NAMES, period_name
from wording import Text

ABOUT_WIDTH = 110

ABOUT, FIGURES = Text("说明", "About"), Text("数据", "Figures")
DEFINITIONS, FOLLOW_UPS = Text("口径", "Definitions"), Text("督办", "Follow-ups")
HISTORY = Text("走势", "History")
SHEETS = Text(
    "“数据”：{figures} 个数；“口径”：{definitions} 项指标；“督办”：{follow_ups} 项；"
    "“走势”：{history} 个数。",
    "“Figures”: {figures}; “Definitions”: {definitions}; “Follow-ups”: {follow_ups}; "
    "“History”: {history}.",
)
CODES = Text(
    "“编号”可在“下钻分析”页输入，查到这个数的指标、地点、时段、版本和数据依据。",
    "A “Number” can be typed on the page “Explore”; it leads to metric, place, period, version "
    "and the rows behind it.",
)
METRIC, FAMILY, KEY = Text("指标", "Metric"), Text("类别", "Family"), Text("指标键", "Key")
LEVEL, PLACE, CODE = Text("层级", "Level"), Text("地点", "Place"), Text("代码", "Code")
PERIOD, UPPER = Text("时段", "Period"), Text("分子", "Numerator")
LOWER, VALUE = Text("分母", "Denominator"), Text("数值", "Value")
UNIT, TARGET, STATE = Text("单位", "Unit"), Text("目标", "Target"), Text("状态", "State")
NOTE, ROWS = Text("标记", "Flags"), Text("依据行数", "Rows behind it")
NUMBER, DAY = Text("编号", "Number"), Text("数据日期", "Day of data")
MEANING, RULE = Text("口径", "Meaning"), Text("亮灯规则", "Rule of the lights")
CLAUSE, SOURCE = Text("条", "Article"), Text("依据", "Source")
DEPARTMENT, BETTER = Text("责任部门", "Departments"), Text("方向", "Better")
WHAT, POST, DUE = Text("事项", "What"), Text("责任岗位", "Post in charge"), Text("期限", "Due")
EXPECTED = Text("预期效果", "Expected effect")
DONE, EFFECT = Text("办结日", "Done on"), Text("效果", "Did it work")
ORIGIN, OF_MEETING = Text("来源", "From"), Text("研判会", "review meeting")
DIRECTIONS = {
    "up": Text("越高越好", "higher"),
    "down": Text("越低越好", "lower"),
    "neutral": Text("不评高低", "neither"),
}


def workbook(result: Result, story: Story, language: str) -> bytes:
    """The workbook as a file."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({
        "title": story.title[:LONGEST_PROPERTY], "subject": story.period,
        "author": clean(result.place.name)[:LONGEST_PROPERTY], "comments": _mark(result, language),
    })  # fmt: skip
    book.set_size(2400, 1500)
    style = Styles(book, language)
    sheets = [
        _figures(result, language), _definitions(result, language),
        _follow_ups(result, language), _history(result, language),
    ]  # fmt: skip
    _about(book, style, result, story, sheets)
    for sheet in sheets:
        write(book, style, sheet, _mark(result, language))
    book.close()
    return held.getvalue()


def _about(
    book: Workbook, style: Styles, result: Result, story: Story, sheets: Sequence[Sheet]
) -> None:
    """The first sheet: what this is, from when, and who took it."""
    language = style.language
    at = book.add_worksheet(ABOUT.in_(language))
    at.set_column(0, 0, ABOUT_WIDTH)
    figures, definitions, follow_ups, history = (len(sheet.rows) for sheet in sheets)
    counted = SHEETS.format(
        figures=numbers.plain(figures), definitions=numbers.plain(definitions),
        follow_ups=numbers.plain(follow_ups), history=numbers.plain(history),
    )  # fmt: skip
    at.set_row(0, 28)
    at.write_string(0, 0, story.title, style.title)
    said = (
        story.period, INTERNAL.in_(language), *story.overall, story.basis,
        counted.in_(language), CODES.in_(language), _mark(result, language),
    )  # fmt: skip
    for row, words in enumerate(said, start=1):
        high(at, row, (words,), (ABOUT_WIDTH,))
        put(at, style, (row, 0), words)
    printed(at, _mark(result, language))


def _mark(result: Result, language: str) -> str:
    """The line that says that it is internal, who made it and when."""
    return f"{INTERNAL.in_(language)} · {clean(result.made_by)} · {moment(result.made_at)}"


def _figures(result: Result, language: str) -> Sheet:
    header = (
        (METRIC, 46), (FAMILY, 14), (LEVEL, 12), (PLACE, 24), (CODE, 18), (PERIOD, 11),
        (UPPER, 12), (LOWER, 12), (VALUE, 14), (UNIT, 24), (TARGET, 9), (STATE, 10), (NOTE, 14),
        (ROWS, 10), (NUMBER, 15), (DAY, 12), (KEY, 36),
    )  # fmt: skip
    rows = [_figure(each, language) for each in result.figures]
    return Sheet(FIGURES, header, rows, (KEY,))


def _figure(figure: Figure, language: str) -> tuple[Value, ...]:
    it, withheld = figure.reading, HIDDEN.in_(language)
    target = it.metric.target_on(it.period.end_on)
    flags = joined((FLAGS[f][0].in_(language) for f in FLAGS if f in it.flags), language)
    hides_base = figure.is_hidden and it.denominator is None
    return (
        it.metric.name.in_(language), FAMILIES[it.metric.family].in_(language),
        LEVEL_NAMES[it.place.level].in_(language), it.place.name, it.place.place_id,
        it.period.period_id,
        withheld if figure.is_hidden else it.numerator,
        withheld if hides_base else it.denominator,
        withheld if figure.is_hidden else _scaled(it.metric, it.value),
        it.metric.unit.in_(language), _scaled(it.metric, target.value if target else None),
        state_words(it, language), flags,
        withheld if figure.rows is None else float(figure.rows),
        figure.code, numbers.short_day(it.through_on), it.metric.key,
    )  # fmt: skip


def _scaled(metric: Metric, value: float | None) -> float | None:
    return Share(value) if value is not None and metric.kind == "ratio" else value


def _definitions(result: Result, language: str) -> Sheet:
    shown = {figure.reading.metric.key: figure.reading.metric for figure in result.figures}
    header = (
        (METRIC, 26), (FAMILY, 11), (MEANING, 60), (UNIT, 24), (BETTER, 10), (TARGET, 9),
        (RULE, 36), (CLAUSE, 7), (DEPARTMENT, 26), (SOURCE, 40), (KEY, 36),
    )  # fmt: skip
    rows = [_definition(metric, result, language) for metric in shown.values()]
    return Sheet(DEFINITIONS, header, rows, (KEY,))


def _definition(metric: Metric, result: Result, language: str) -> tuple[Value, ...]:
    target = metric.target_on(result.period.end_on)
    return (
        metric.name.in_(language), FAMILIES[metric.family].in_(language),
        metric.meaning.in_(language), metric.unit.in_(language),
        DIRECTIONS[metric.better].in_(language), _scaled(metric, target.value if target else None),
        metric.rating.words.in_(language) if target else numbers.NONE, metric.clause,
        departments(metric, language),
        metric.source.in_(language), metric.key,
    )  # fmt: skip


def _follow_ups(result: Result, language: str) -> Sheet:
    header = (
        (NUMBER, 11), (WHAT, 50), (DEPARTMENT, 18), (POST, 18), (DUE, 12), (STATE, 16),
        (METRIC, 26), (PLACE, 20), (EXPECTED, 40), (DONE, 12), (EFFECT, 40), (ORIGIN, 14),
    )  # fmt: skip
    return Sheet(FOLLOW_UPS, header, [_follow_up(m, language) for m in result.follow_ups])


def _follow_up(matter: Matter, language: str) -> tuple[Value, ...]:
    metric, place, told = matter.metric, matter.place, matter.effect
    worked = f"{verdict(told).in_(language)} · {reason(told, metric).in_(language)}" if told else ""
    return (
        matter.code, matter.outside(language), department(matter, language),
        matter.post or None,
        numbers.short_day(matter.due), tables_of_work.matter_state(matter, language),
        metric.name.in_(language) if metric else None, place.name if place else None,
        matter.expected or None, numbers.short_day(matter.done_on), worked or None,
        matter.origin or (IMPORTED if matter.is_imported else OF_MEETING).in_(language),
    )  # fmt: skip


def _history(result: Result, language: str) -> Sheet:
    """The values of the place itself, period by period, as the charts draw them."""
    header = ((METRIC, 46), (PERIOD, 14), (VALUE, 14), (UNIT, 24), (NOTE, 16), (KEY, 36))
    return Sheet(HISTORY, header, list(_past(result, language)), (KEY,))


def _past(result: Result, language: str) -> Iterable[tuple[Value, ...]]:
    for standing in result.standings:
        metric = standing.metric
        carried = FLAGS["back_carried"][0].in_(language)
        for period, value, is_carried in zip(
            standing.periods, standing.history, standing.carried, strict=True
        ):
            yield (
                metric.name.in_(language), period_name(period).in_(language),
                _scaled(metric, value), metric.unit.in_(language),
                carried if is_carried else "", metric.key,
            )  # fmt: skip
