"""The volunteers page, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.signals.funnel import FunnelLabel, FunnelPlot
from metrics.signals.words import Label
from metrics.signals.xmr import XmrResult
from views import numbers, sentences, weeks
from views.cards import data_day
from views.changes import LAST, change, is_small
from views.charts import control, funnel, style
from views.charts.marks import Mark
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.places import Period, Place
from views.results import Reading, Standing
from views.tables import Column, table
from wording import Text

SHARE, ACTIVE = "registered_volunteer_share", "active_volunteer_rate"
HOURS, ATTENDANCES = "volunteer_hours", "volunteer_attendances"
KEYS = (SHARE, ACTIVE, HOURS, ATTENDANCES)

REGISTERED = Text("在册志愿者 {count} 人，占常住人口 {share}", "{count} registered volunteers, "
                  "{share} of the residents")  # fmt: skip
ACTIVE_WORDS = Text("；一年内参加过服务的 {share}", "; {share} served within the last year")
HOURS_WORDS = Text("；{this}服务 {hours} 小时", "; {hours} hours {this}")
CHANGED = Text("，较{last} {change}", ", {change} against {last}")
SAME = Text("，与{last}持平", ", the same as {last}")
WITHIN = Text("，在通常波动范围内", ", within the usual variation")
STOP = Text("。", ".")
NO_FIGURES = Text("这里还没有志愿服务的数据。", "There are no data on volunteers here yet.")

USUAL = Text(
    "每周服务时长：最近一周 {value} 小时，在通常波动范围内",
    "Hours a week: {value} in the last week, within the usual variation",
)
HIGH = Text(
    "每周服务时长：最近一周 {value} 小时，高于通常水平",
    "Hours a week: {value} in the last week, higher than usual",
)
LOW = Text(
    "每周服务时长：最近一周 {value} 小时，低于通常水平",
    "Hours a week: {value} in the last week, lower than usual",
)
UNSAID = Text("每周服务时长：最近一周没有数据", "Hours a week: no data for the last week")
WEEKLY = Text(
    "志愿服务时长（小时），{place}，{span}；浅带是按 {count} 周算出的通常范围（基线），"
    "带外、连续 7 周同侧或 3 周中 2 周近界才算变化（◆）{provisional}；时长没有目标，不评好坏",
    "Volunteer hours, {place}, {span}; the light band is the usual range from {count} weeks "
    "(baseline), and only a point outside it, seven in a row on one side of the mean, or two "
    "of three near a limit are a change (◆){provisional}; hours have no target and no good or bad",
)
PROVISIONAL = Text("；不足 13 周，暂定", "; fewer than 13 weeks, provisional")

ACTIVE_NAME = Text("志愿者活跃率", "Active volunteers")
NO_DIFFERENCE = Text(
    "{metric}：{count} {unit}之间没有显著差异",
    "{metric}: no significant difference between {count} {unit}",
)
DIFFERENT = Text(
    "{metric}：{names}；其余 {count} {unit}没有显著差异",
    "{metric}: {names}; no significant difference between the other {count}",
)
ABOVE = Text("{names}高于总体", "{names} above the whole")
BELOW = Text("{names}低于总体", "{names} below the whole")
FUNNEL = Text(
    "一年内参加过服务的占在册志愿者（%），{place}各社区，{day}；横轴是在册人数，"
    "浅带是 95% 和 99.8% 范围，带内的不排名、不标名",
    "Share of the registered who served within a year, communities of {place}, {day}; across: the "
    "number registered; bands of 95% and 99.8%; those inside are "
    "neither ranked nor named",
)
COMMUNITIES = Text("各社区（按编号，不排名）", "Communities, by code and not ranked")
COMMUNITY = Text("社区", "Community")
DIFFERENCE = Text("活跃率与总体相比", "Compared with the whole")
DEFINITIONS = Text("口径", "What is counted")
LABELS: Mapping[str, Text] = {
    FunnelLabel.FAR_ABOVE: Text("显著高于总体", "clearly above"),
    FunnelLabel.ABOVE: Text("高于总体", "above"),
    FunnelLabel.NO_SIGNIFICANT_DIFFERENCE: Text("没有显著差异", "no significant difference"),
    FunnelLabel.BELOW: Text("低于总体", "below"),
    FunnelLabel.FAR_BELOW: Text("显著低于总体", "clearly below"),
    FunnelLabel.NOT_MEASURED: Text("未报", "not reported"),
}


@dataclass(frozen=True)
class Weekly:
    """Hours week by week, oldest first, with their limits, and the days that break them."""

    periods: tuple[Period, ...]
    result: XmrResult
    marks: tuple[Mark, ...] = ()


def _standing(standings: Sequence[Standing], key: str) -> Standing | None:
    return next((s for s in standings if s.metric.key == key and s.now.numerator is not None), None)


def headline(standings: Sequence[Standing], weekly: Weekly | None = None) -> Text:
    """Registered, active, hours with their change and whether that is usual."""
    share, active, hours = (_standing(standings, key) for key in (SHARE, ACTIVE, HOURS))
    parts = []
    if share:
        parts.append(REGISTERED.format(count=numbers.plain(share.now.numerator),
                                       share=numbers.percent(share.now.value)))  # fmt: skip
    if active:
        now = active.now
        counted = numbers.fraction(now.numerator, now.denominator)
        few = counted if is_small(now) else numbers.percent(now.value)
        parts.append(ACTIVE_WORDS.format(share=few))
    if hours:
        this = sentences.THIS[hours.now.period.kind]
        parts.append(HOURS_WORDS.format(hours=numbers.plain(hours.now.value), this=this))
        parts += _change(hours, weekly)
    if not parts:
        return NO_FIGURES
    parts.append(STOP)
    return Text(
        "".join(p.zh for p in parts).lstrip("；"), "".join(p.en for p in parts).lstrip("; ")
    )


def _change(hours: Standing, weekly: Weekly | None) -> list[Text]:
    """Nothing where two periods cannot be compared."""
    it, last = change(hours), LAST[hours.now.period.kind]
    if it.tone == "none":
        return []
    if not it.arrow:
        return [SAME.format(last=last)]
    words = Text(f"{it.arrow} {it.words.zh}", f"{it.arrow} {it.words.en}")
    said = [CHANGED.format(change=words, last=last)]
    is_week = weekly is not None and weekly.periods[-1] == hours.now.period
    if weekly and is_week and weekly.result.variation == Label.COMMON_CAUSE:
        said.append(WITHIN)
    return said


def hours_chart(it: Weekly | None, place: Place, language: str) -> tuple[Markup, Any, str] | None:
    """Hours week by week: head, figure, key."""
    if it is None or not it.result.measured.any():
        return None
    value = numbers.plain(float(it.result.values[-1]))
    words = UNSAID
    if it.result.variation is not None:
        words = {Label.NEUTRAL_HIGH: HIGH, Label.IMPROVEMENT: HIGH, Label.NEUTRAL_LOW: LOW,
                 Label.CONCERN: LOW}.get(it.result.variation, USUAL)  # fmt: skip
    subtitle = WEEKLY.format(
        place=place.name, count=int(it.result.measured.sum()),
        span=weeks.span(it.periods[0].period_id, it.periods[-1].period_id, language),
        provisional=PROVISIONAL if it.result.provisional[-1] else "",
    )  # fmt: skip
    return (
        style.head(words.format(value=value).in_(language), subtitle.in_(language)),
        control.draw(it.result, it.periods, language, it.marks),
        "hours",
    )


def funnel_chart(
    readings: Sequence[Reading], plot: FunnelPlot | None, place: Place, day: str, language: str
) -> tuple[Markup, Any, str] | None:
    """Active rates in a funnel; None for fewer than two communities."""
    known = [r for r in readings if r.value is not None]
    if plot is None or plot.places < 2:
        return None
    subtitle = FUNNEL.format(place=place.name, day=day).in_(language)
    figure = funnel.draw(known, plot, language)
    return style.head(difference(known, plot).in_(language), subtitle), figure, "active"


def difference(known: Sequence[Reading], plot: FunnelPlot, metric: Text = ACTIVE_NAME) -> Text:
    """Which places lie outside, by what the metric is called; never a ranking."""
    unit = sentences.UNITS[known[0].place.level]
    labels = [str(label) for label in plot.label]
    pairs = list(zip(known, labels, strict=True))
    high = [r.place for r, label in pairs if label in (FunnelLabel.ABOVE, FunnelLabel.FAR_ABOVE)]
    low = [r.place for r, label in pairs if label in (FunnelLabel.BELOW, FunnelLabel.FAR_BELOW)]
    said = [words.format(names=sentences.names(places))
            for places, words in ((high, ABOVE), (low, BELOW)) if places]  # fmt: skip
    if not said:
        return NO_DIFFERENCE.format(metric=metric, count=len(known), unit=unit)
    names = Text("，".join(s.zh for s in said), ", ".join(s.en for s in said))
    others = len(known) - len(high) - len(low)
    return DIFFERENT.format(metric=metric, names=names, count=others, unit=unit)


def communities(
    by_metric: Mapping[str, Sequence[Reading]], plot: FunnelPlot | None,
    query: Mapping[str, str], language: str,
) -> Markup:  # fmt: skip
    """All figures of the communities side by side, by code."""
    shown = [key for key in KEYS if by_metric.get(key)]
    if not shown:
        return Markup("")
    by_place: dict[str, dict[str, Reading]] = {}
    for key in shown:
        for reading in by_metric[key]:
            by_place.setdefault(reading.place.place_id, {})[key] = reading
    known = [r for r in by_metric.get(ACTIVE, ()) if r.value is not None]
    labels = {} if plot is None or plot.places < 2 else {
        r.place.place_id: str(label) for r, label in zip(known, plot.label, strict=True)
    }  # fmt: skip
    columns = [Column(COMMUNITY.in_(language))]
    columns += [Column(_heading(by_metric[key][0], language), True) for key in shown]
    if labels:
        columns.append(Column(DIFFERENCE.in_(language)))
    rows = []
    for place_id, readings in sorted(by_place.items()):
        place = next(iter(readings.values())).place
        cells = [_cell(readings.get(key), language) for key in shown]
        if labels:
            label = labels.get(place_id, FunnelLabel.NOT_MEASURED)
            cells.append(tag("span", LABELS[label].in_(language)))
        rows.append([link(place.name, "volunteers", {**query, "place": place_id}), *cells])
    drawn = tag("div", table(columns, rows), class_="lt-heads")
    return join([tag("h2", COMMUNITIES.in_(language)), drawn])


def _heading(reading: Reading, language: str) -> str:
    unit = numbers.unit(reading.metric, language)
    name = reading.metric.name.in_(language)
    if not unit:
        return name
    return f"{name}（{unit}）" if language == "zh" else f"{name} ({unit})"


def _cell(reading: Reading | None, language: str) -> Markup:
    if reading is None:
        return tag("span", numbers.NONE)
    if reading.state == "not_reported":
        return tag("span", "◇ ", LABELS[FunnelLabel.NOT_MEASURED].in_(language),
                   class_="lt-not_reported")  # fmt: skip
    figure = numbers.figure(reading.metric, reading.value, language)
    counted = numbers.fraction(reading.numerator, reading.denominator)
    return tag("span", figure, flag_words(reading, language), title=counted)


def definitions(standings: Sequence[Standing], language: str) -> Markup:
    """What each figure means, and the day of its data."""
    said = [
        tag("div", tag("dt", s.metric.name.in_(language), " · ", data_day(s.now, language)),
            tag("dd", s.metric.meaning.in_(language)))
        for s in standings
    ]  # fmt: skip
    if not said:
        return Markup("")
    return join([tag("h2", DEFINITIONS.in_(language)), tag("dl", *said)])
