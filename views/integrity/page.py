"""The page of the integrity checks: every check with its state, then one of them in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from metrics.integrity import INNOCENT, Check, Figure, Finding, Outcome, RestatedNumber, Seen, State
from metrics.metric import Metric
from views import numbers
from views.changes import has_few
from views.evidence import origin
from views.html import Markup, join, link, tag
from views.tables import Column, table
from wording import Text, joined

PAGE, CHECK, ROWS = "integrity", "check", "rows"
"""The address: the page, the check that is opened, the finding whose rows are listed."""

STATES: Mapping[State, tuple[str, Text]] = {
    "look": ("▶", Text("有可看之处", "To look at")),
    "quiet": ("○", Text("未见需看的", "Nothing noticed")),
    "too_little": ("◇", Text("数据不足", "Not enough data")),
}
SOME = Text(
    "{total} 项检查中，{look} 项有可看之处：{names}。",
    "{look} of {total} checks noticed something to look at: {names}.",
)
NOTHING = Text("{total} 项检查都未见需看的。", "None of the {total} checks noticed anything.")
UNFED = Text(
    "还没有数据可查：{total} 项检查都缺数据。",
    "There are no data to check yet: all {total} checks lack them.",
)
LACKING = Text("{count} 项数据不足。", "{count} lack data.")
ONE, STATE = Text("检查", "Check"), Text("结果", "Result")
NOTICED, LOOKED_AT = Text("提示", "Notes"), Text("看了多少", "Looked at")
AMOUNT = Text("{count} {unit}", "{count} {unit}")
PLACE, DATASET, WHEN = Text("地点", "Place"), Text("数据", "Dataset"), Text("时间", "Time")
SAID, COUNTED = Text("看到的", "What was noticed"), Text("多少 / 共", "Of how many")
OPEN = Text("原表 {count} 行", "rows: {count}")
WHOLE = Text("全街道", "Whole office")
SPAN = Text("{start} 至 {end}", "{start} to {end}")
LOOKS = Text("看什么", "What it looks at")
CANNOT = Text("说明不了什么", "What it cannot say")
NEEDS = Text("需要什么数据", "What it needs")
LIMITS = Text("按什么判断", "What decides")
MISSED = Text("没有查到的部分", "What was not looked at")
LIMIT = Text("{name} {value}（{source}）", "{name}: {value} ({source})")
METRIC, CHANGED = Text("指标", "Metric"), Text("改动的数", "Numbers changed")
TIMES, LARGEST = Text("发布次数", "Publications"), Text("改动最大的", "The largest change")
MOVED = Text("{place}，{period}：{before} → {after}", "{place}, {period}: {before} → {after}")
FROM, DAY = Text("出处", "From"), Text("日期", "Day")
FILE, SHEET, ROW = Text("文件", "File"), Text("工作表", "Sheet"), Text("行", "Row")
LISTED = Text("{said}。以下是其中 {count} 行在原表的位置。", "{said}. Listed here: {count}.")


@dataclass(frozen=True)
class Shown:
    """The checks with what they found, and the names that the page needs."""

    checks: Mapping[str, Check]
    outcomes: Mapping[str, Outcome]
    datasets: Mapping[str, Text]
    places: Mapping[str, str]
    metrics: Mapping[str, Metric]

    def within(self, community: str) -> Shown:
        """What concerns one community, and the whole office; everything where none is named."""
        if not community:
            return self
        return replace(self, outcomes={
            key: replace(outcome, findings=tuple(
                f for f in outcome.findings if f.place_id in {"", community}
            ))
            for key, outcome in self.outcomes.items()
        })  # fmt: skip

    def first(self) -> str:
        """The check to open where none is asked for: the first with something to look at."""
        keys = list(self.outcomes)
        return next((key for key in keys if self.outcomes[key].state == "look"), keys[0])


def headline(shown: Shown) -> Text:
    """What should be looked at?"""
    states = [outcome.state for outcome in shown.outcomes.values()]
    look = [shown.checks[key].name for key, o in shown.outcomes.items() if o.state == "look"]
    total, lacking = len(states), states.count("too_little")
    if lacking == total:
        return UNFED.format(total=total)
    said = NOTHING.format(total=total)
    if look:
        names = joined(name.inside() for name in look)
        said = SOME.format(total=total, look=len(look), names=names)
    elif lacking:
        said = NOTHING.format(total=total - lacking)
    if not lacking:
        return said
    return joined([said, LACKING.format(count=lacking)], "", " ")


def overview(shown: Shown, chosen: str, query: Mapping[str, str], language: str) -> Markup:
    """Every check and its state; each opens in full below."""
    columns = [
        Column(ONE.in_(language)), Column(STATE.in_(language)),
        Column(NOTICED.in_(language), True), Column(LOOKED_AT.in_(language), True),
    ]  # fmt: skip
    rows = []
    for key, check in shown.checks.items():
        outcome = shown.outcomes[key]
        is_here = key == chosen
        name = link(
            check.name.in_(language), PAGE, {**query, CHECK: key},
            class_="lt-here" if is_here else None, aria_current="true" if is_here else None,
        )  # fmt: skip
        noticed = len(outcome.findings) + len(outcome.restated)
        amount = AMOUNT.format(count=numbers.plain(outcome.looked_at), unit=check.unit)
        rows.append([
            name, state(outcome.state, language), numbers.plain(noticed) if noticed else "",
            amount.in_(language) if outcome.looked_at else numbers.NONE,
        ])  # fmt: skip
    innocent = tag("p", INNOCENT.in_(language), class_="lt-remark")
    return join([table(columns, rows), innocent])


def state(which: State, language: str) -> Markup:
    """Shape and word, in ink: a check is no light."""
    shape, word = STATES[which]
    sign = tag("span", shape, class_="lt-shape", aria_hidden="true")
    return tag("span", sign, word.in_(language), class_="lt-light")


def findings(shown: Shown, key: str, query: Mapping[str, str], language: str) -> Markup:
    """One check: its name, and what it noticed, each with a door to its rows."""
    check, outcome = shown.checks[key], shown.outcomes[key]
    parts = [tag("h2", check.name.in_(language))]
    if not outcome.findings and not outcome.restated:
        parts.append(tag("p", state(outcome.state, language)))
    if outcome.findings:
        columns = [Column(PLACE.in_(language)), Column(DATASET.in_(language)),
                   Column(SAID.in_(language)), Column(WHEN.in_(language)),
                   Column(COUNTED.in_(language), True), Column(FROM.in_(language))]  # fmt: skip
        rows = [
            [place_of(shown, each, language), dataset_of(shown, each.dataset, language),
             in_words(each).in_(language), when(each, language),
             f"{numbers.plain(each.count)} / {numbers.plain(each.of)}",
             _door(each, {**query, CHECK: key, ROWS: str(number)}, language)]
            for number, each in enumerate(outcome.findings, 1)
        ]  # fmt: skip
        parts.append(table(columns, rows))
    if outcome.restated:
        parts.append(_restated(shown, outcome.restated, language))
    return join(parts)


def about(shown: Shown, key: str, language: str) -> Markup:
    """What the check looks at, what it cannot say, what decides and what it could not look at."""
    check, outcome = shown.checks[key], shown.outcomes[key]
    limits = [
        LIMIT.format(name=c.name, value=f"{c.value:,.10g}", source=c.source).in_(language)
        for c in check.constants
    ]
    told = [
        (LOOKS, [check.looks_at.in_(language)]), (CANNOT, [check.cannot_say.in_(language)]),
        (LIMITS, limits), (NEEDS, [check.needs.in_(language)]),
        (MISSED, [text.in_(language) for text in outcome.lacking]),
    ]  # fmt: skip
    rows = [
        [tag("strong", title.in_(language)), join([tag("div", line) for line in lines])]
        for title, lines in told
        if lines
    ]
    return tag("div", table([Column(""), Column("")], rows), class_="lt-about")


def _door(finding: Finding, query: Mapping[str, str], language: str) -> Markup | str:
    if not finding.rows:
        return ""
    return link(OPEN.format(count=len(finding.rows)).in_(language), PAGE, query)


def _restated(shown: Shown, restated: Sequence[RestatedNumber], language: str) -> Markup:
    columns = [Column(METRIC.in_(language)), Column(CHANGED.in_(language), True),
               Column(TIMES.in_(language), True), Column(LARGEST.in_(language))]  # fmt: skip
    rows = []
    for each in restated:
        metric = shown.metrics.get(each.metric)
        if metric is None:
            continue
        moved = MOVED.format(
            place=shown.places.get(each.place_id, each.place_id), period=each.period_id,
            before=_figure(metric, each.before, language),
            after=_figure(metric, each.after, language),
        )  # fmt: skip
        rows.append([
            metric.name.in_(language),
            f"{numbers.plain(each.changed)} / {numbers.plain(each.of)}",
            numbers.plain(each.publications), moved.in_(language),
        ])  # fmt: skip
    return table(columns, rows)


def _figure(metric: Metric, figure: Figure, language: str) -> str:
    """With its unit; a share of fewer than ten as the count that it is."""
    if has_few(metric, figure.denominator):
        return numbers.fraction(figure.numerator, figure.denominator)
    return numbers.with_unit(metric, figure.value, language)


def place_of(shown: Shown, finding: Finding, language: str) -> str:
    """The community, or the whole office."""
    if not finding.place_id:
        return WHOLE.in_(language)
    return shown.places.get(finding.place_id, finding.place_id)


def dataset_of(shown: Shown, dataset: str, language: str) -> str:
    """What a dataset is called."""
    title = shown.datasets.get(dataset)
    return dataset if title is None else title.in_(language)


def when(finding: Finding, language: str) -> str:
    """From when to when; empty for a state."""
    start, end = finding.start_on, finding.end_on
    if start is None or end is None:
        return numbers.NONE
    if start == end:
        return start.isoformat()
    return SPAN.format(start=start.isoformat(), end=end.isoformat()).in_(language)


def summary(finding: Finding) -> Text:
    """What was noticed, above its rows."""
    return LISTED.format(said=in_words(finding), count=len(finding.rows))


def in_words(finding: Finding) -> Text:
    """What was noticed, as a sentence begins."""
    return finding.said.begun()


def rows(shown: Shown, finding: Finding, language: str) -> Markup:
    """Where the rows of a finding stand: file, sheet and row; nothing else of them."""
    columns = [Column(FROM.in_(language)), Column(PLACE.in_(language)), Column(DAY.in_(language))]
    cells = [
        [origin(seen.file, seen.sheet, seen.row, language),
         shown.places.get(seen.place_id or "", ""), _day(seen.day)]
        for seen in finding.rows
    ]  # fmt: skip
    if not any(seen.place_id or seen.day for seen in finding.rows):
        columns, cells = columns[:1], [row[:1] for row in cells]
    return table(columns, cells)


def _day(day: date | None) -> str:
    return numbers.NONE if day is None else day.isoformat()


def listed(shown: Shown, language: str) -> tuple[list[str], list[list[object]]]:
    """Everything that was noticed, row by row, for a file."""
    header = [
        each.in_(language)
        for each in (ONE, PLACE, DATASET, SAID, WHEN, COUNTED, FILE, SHEET, ROW, DAY)
    ]
    found: list[list[object]] = []
    for key, outcome in shown.outcomes.items():
        for each in outcome.findings:
            about_it = [
                shown.checks[key].name.in_(language), place_of(shown, each, language),
                dataset_of(shown, each.dataset, language), in_words(each).in_(language),
                when(each, language), f"{each.count} / {each.of}",
            ]  # fmt: skip
            for seen in each.rows or (Seen("", "", 0, None),):
                row = seen.row or ""
                found.append([*about_it, seen.file, seen.sheet, row, _day(seen.day)])
    return header, found
