"""The sentences of a pack, section by section: those of the pages, put in order."""

from __future__ import annotations

from dataclasses import dataclass

from reports import nothing, tables, tables_of_work
from reports.result import Result
from reports.words import BASIS, HIDDEN_WHY, REPORT, TITLE, clean, cleaned, joined, value_words
from views import numbers, overview
from views.commitments import page as commitments
from views.families import family_name
from views.follow_ups.matter import STATES
from views.places import period_name
from views.results import Standing
from views.three_zero import sentences as three_zero
from wording import Text

ALERTS = Text("共 {count} 项指标预警：", "{count} metrics are on alert:")
ALERT = Text("{figures}。{parts}", "{figures}. {parts}")
FIGURES = Text("{metric} {value}，目标 {target}", "{metric}: {value}, target {target}")
FIGURE = Text("{metric} {value}", "{metric}: {value}")
FOLLOW_UPS = Text(
    "督办事项 {count} 项未销号：{parts}。", "{count} follow-ups are not verified: {parts}."
)
COUNTED = Text("{state} {count} 项", "{count} {state}")
DECIDED = Text(
    "第 {number} 次研判会议定 {count} 项，请责任部门按期办结并回复：",
    "Meeting {number} decided on {count} matters; the departments are asked to finish in time:",
)
DECIDED_NOTHING = Text("第 {number} 次研判会没有议定事项。", "Meeting {number} took no decisions.")
NOT_MET = Text(
    "本期研判会还没有议定事项。上述 {count} 项预警指标供会议研究，由责任部门说明情况。",
    "The review meeting has not decided yet. The {count} metrics on alert above are for its "
    "discussion; the departments are asked to explain.",
)
ASK_REPORTS = Text(
    "本期没有预警指标，也没有议定事项；未报的 {count} 个地方请先补报。",
    "No metric is on alert and nothing was decided; the {count} places that have not reported are "
    "asked to do so first.",
)
NOTHING_TO_DO = Text(
    "本期没有预警指标，也没有议定事项，按日常安排办理。",
    "No metric is on alert and nothing was decided; work goes on as planned.",
)
FROZEN_ON = Text(
    "第 {number} 次研判会于{day}定稿，本材料为会上所见的数值、口径、目标和议定事项，"
    "不随以后的更正改变。",
    "Meeting {number} was frozen on {day}; these are the figures, definitions, targets and "
    "decisions that it saw, whatever was corrected since.",
)
NOT_OVER = Text(
    "本期尚未结束，数值为暂定。", "The period is not over; its figures are provisional."
)


@dataclass(frozen=True)
class Section:
    """A family's sentence: its heading, what it says, and the passport of its figure."""

    name: str
    said: str
    code: str


@dataclass(frozen=True)
class Story:
    """All sentences of a pack in one language, finished."""

    title: str
    period: str
    overall: tuple[str, ...]
    families: tuple[Section, ...]
    alerts_head: str
    alerts: tuple[str, ...]
    alerts_short: tuple[str, ...]
    unreported: str
    checks: str
    tasks: str
    follow_ups: str
    next_steps: str
    basis: str


def story(result: Result, language: str) -> Story:
    """Everything that is said, from the results; nothing is worked out here."""

    def said(words: Text) -> str:
        return cleaned(words).in_(language)

    overall = [
        overview.headline(result.standings, result.unreported),
        three_zero.headline(result.three_zero),
        commitments.headline(result.commitments),
        _follow_ups(result),
    ]
    red, work = result.in_state("red"), tables_of_work
    return Story(
        title=title(result, language),
        period=period_name(result.period).in_(language),
        overall=tuple(said(words) for words in overall),
        families=_families(result, language),
        alerts_head=said(ALERTS.format(count=len(red)) if red else nothing.alerts(result)),
        alerts=tuple(said(alert(result, standing)) for standing in red),
        alerts_short=tuple(said(_figures(result, standing)) for standing in red),
        unreported="" if work.silent(result) else said(nothing.unreported(result)),
        checks="" if work.checks(result, language).rows else said(nothing.checks(result)),
        tasks="" if work.tasks(result, language).rows else said(nothing.tasks(result)),
        follow_ups=said(_follow_ups(result)),
        next_steps=said(_next_steps(result)),
        basis=" ".join(said(words) for words in _basis(result)),
    )


def title(result: Result, language: str) -> str:
    """The name of the report: the place and what kind of report it is."""
    words = TITLE.format(place=clean(result.place.name), report=REPORT[result.period.kind])
    return words.in_(language)


def alert(result: Result, standing: Standing) -> Text:
    """One metric on alert: value, target, and who below it is on alert or silent."""
    parts = tables_of_work.where(result, standing) if standing.parts else None
    stop = Text("。", ".")
    tail = Text(parts.zh + stop.zh, parts.en + stop.en) if parts else Text(" ", " ")
    return ALERT.format(figures=_figures(result, standing), parts=tail)


def _figures(result: Result, standing: Standing) -> Text:
    """One metric on alert in half a line: its value and target."""
    hidden = (standing.metric.key, result.place.place_id) in result.hidden
    words = FIGURES if standing.target is not None else FIGURE
    return words.format(
        metric=standing.metric.name,
        value=Text(*(value_words(standing.now, hidden, each) for each in ("zh", "en"))),
        target=Text(
            *(numbers.figure(standing.metric, standing.target_value, each) for each in ("zh", "en"))
        ),
    )


def _families(result: Result, language: str) -> tuple[Section, ...]:
    """The sentence of the metric that speaks for each family."""
    found = []
    for standing, words in zip(tables.spoken(result), result.said, strict=False):
        metric = standing.metric
        if (metric.key, result.place.place_id) in result.hidden:
            words = alert(result, standing)  # noqa: PLW2901 - it tells no figure
        name, said = family_name(metric.family).in_(language), cleaned(words).in_(language)
        found.append(Section(name, said, result.code(standing.now)))
    return tuple(found)


def _follow_ups(result: Result) -> Text:
    open_ones = result.open_matters
    if not open_ones:
        return nothing.follow_ups(result)
    counts = [
        COUNTED.format(state=_inside(word), count=count)
        for state, (_, word) in STATES.items()
        if (count := len([f for f in open_ones if f.state == state]))
    ]
    parts = Text(joined((c.zh for c in counts), "zh"), joined((c.en for c in counts), "en"))
    return FOLLOW_UPS.format(count=len(open_ones), parts=parts)


def _inside(word: Text) -> Text:
    """A state in a row of others: a comma of its own would part it in two."""
    return Text(word.zh.replace("，", ""), word.en.lower().replace(",", " but"))


def _next_steps(result: Result) -> Text:
    if result.meeting is not None and result.decisions:
        return DECIDED.format(number=result.meeting.number, count=len(result.decisions))
    if result.meeting is not None and result.meeting.is_frozen:
        return DECIDED_NOTHING.format(number=result.meeting.number)
    red = len(result.in_state("red"))
    silent = len(tables_of_work.silent(result))
    if red:
        return NOT_MET.format(count=red)
    return ASK_REPORTS.format(count=silent) if silent else NOTHING_TO_DO


def _basis(result: Result) -> list[Text]:
    day = Text(*(numbers.day(result.through_on, each) for each in ("zh", "en")))
    said = [BASIS.format(day=day, files=result.files, version=result.version)]
    if not result.period.is_complete:
        said.append(NOT_OVER)
    held = result.meeting
    if held is not None and held.frozen_at is not None:
        on = Text(*(numbers.day(held.frozen_at.date(), each) for each in ("zh", "en")))
        said.append(FROZEN_ON.format(number=held.number, day=on))
    if result.hidden:
        said.append(HIDDEN_WHY)
    return said
