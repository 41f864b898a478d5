"""The card of a grid: who leads it, what it carries, what is open, how it stands, whether it
reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from views import numbers, tables
from views.cards import line
from views.flags import flag_words
from views.html import Markup, join, link, tag
from views.lights import chip
from views.places import Period
from views.results import GridCard, Reading, Standing
from wording import Text

LEADER = Text("网格长", "Grid leader")
WORKERS = Text("网格员", "Grid workers")
PARTY = Text("网格党组织", "Party organisation")
HOUSEHOLDS = Text("常住户", "Resident households")
POPULATION = Text("常住人口", "Resident population")
LOAD = Text("户均负荷", "Load")
KIND = Text("类型", "Kind")
KINDS = {
    "residential": Text("居民网格", "Residential"),
    "dedicated": Text("专属网格", "Dedicated"),
}
NOBODY = Text("未配备", "None")
NO_STAFF = Text("未报（没有网格人员名册）", "Not reported (no register of staff)")
LED = "grid_leader_coverage"
"""The metric that is grey where no register of staff speaks of a grid."""
AS_OF = Text("登记表日期 {day}", "Register of {day}")
EVENTS = Text("网格事件", "Grid events")
EVENTS_SAID = Text(
    "本期 {events} 件，期末未办结 {open} 件",
    "{events} in the period, {open} open at its end",
)
NO_LEDGER = Text("本期没有台账数据", "The ledger does not reach this period")
TASKS = Text("督办事项", "Follow-ups")
NO_TASKS = Text("无未办结事项", "None open")
TASK = Text("{what}（{who}，{due} 前）", "{what} ({who}, by {due})")
OVERDUE = Text("逾期", "Overdue")
ZERO = Text("三零（所在社区）", "Three-zero (its community)")
REPORT = Text("最近零报告（所在社区）", "Last zero report (its community)")
REPORTED = Text("{week}，{day} 报送", "{week}, filed {day}")
NO_REPORT = Text("尚无", "None yet")
TREND = Text("{metric}走势", "Trend: {metric}")
MOST_TASKS = 4


@dataclass(frozen=True)
class OpenTask:
    """Something open about the grid or its community."""

    what: str
    who: str
    due_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class Around:
    """What is known of a grid beyond its register.

    ``events`` and ``open_events`` are None where the ledger does not reach the period; ``zero`` is
    the three-zero reading of its community; ``reported`` the week and moment of its last report.
    """

    events: int | None
    open_events: int | None
    tasks: Sequence[OpenTask]
    zero: Reading | None
    reported: tuple[str, datetime | None] | None
    standing: Standing | None


def card(
    grid: GridCard, around: Around, period: Period, query: Mapping[str, str], language: str
) -> Markup:
    """Everything that is known of a grid at the period's end."""
    place = grid.place
    facts: dict[Text, object] = {
        LEADER: _people(grid, grid.leaders, language),
        WORKERS: _workers(grid, language),
        HOUSEHOLDS: numbers.plain(grid.households),
    }
    if grid.population:
        facts[POPULATION] = numbers.plain(grid.population)
    load = next((r for r in grid.readings if r.metric.key == "households_per_grid_worker"), None)
    if load is not None:
        value = numbers.with_unit(load.metric, load.value, language)
        facts[LOAD] = join([tag("span", value, " "), chip(load.state, language)])
    facts[PARTY] = grid.party_organisation or numbers.NONE
    if place.kind in KINDS:
        facts[KIND] = KINDS[place.kind].in_(language)
    facts[EVENTS] = _events(around, language)
    facts[TASKS] = _tasks(around, language)
    if around.zero is not None:
        facts[ZERO] = chip(around.zero.state, language)
    facts[REPORT] = _report(around, language)
    day = AS_OF.format(day=numbers.short_day(grid.as_of_on)).in_(language)
    return tag(
        "article", tag("h2", place.short_path, id="grid-card"), _facts(facts, language),
        _trend(around, language), _readings(grid, query, language), tag("p", day, class_="lt-day"),
        class_="lt-grid-card", aria_labelledby="grid-card",
    )  # fmt: skip


def _facts(facts: Mapping[Text, object], language: str) -> Markup:
    pairs = (join([tag("dt", k.in_(language)), tag("dd", v)]) for k, v in facts.items())
    return tag("dl", *pairs, class_="lt-facts")


def _people(grid: GridCard, names: Sequence[str], language: str) -> str:
    """Names; none is said where the register of staff speaks of the grid, else it is not known."""
    if not names:
        led = next((r for r in grid.readings if r.metric.key == LED), None)
        is_known = led is None or led.state != "not_reported"
        return (NOBODY if is_known else NO_STAFF).in_(language)
    return ("、" if language == "zh" else ", ").join(names)


def _workers(grid: GridCard, language: str) -> str:
    count = f"{len(grid.workers)} 人：" if language == "zh" else f"{len(grid.workers)}: "
    return (count if grid.workers else "") + _people(grid, grid.workers, language)


def _events(around: Around, language: str) -> str:
    if around.events is None:
        return NO_LEDGER.in_(language)
    still_open = numbers.plain(around.open_events)
    return EVENTS_SAID.format(events=around.events, open=still_open).in_(language)


def _tasks(around: Around, language: str) -> object:
    if not around.tasks:
        return NO_TASKS.in_(language)
    said = []
    for task in around.tasks[:MOST_TASKS]:
        due = numbers.short_day(task.due_on)
        words = TASK.format(what=task.what, who=task.who, due=due).in_(language)
        late = tag("span", " ", OVERDUE.in_(language), class_="lt-overdue")
        said.append(tag("div", words, late if task.is_overdue else ""))
    rest = len(around.tasks) - len(said)
    return join([*said, tag("div", f"+{rest}")] if rest > 0 else said)


def _report(around: Around, language: str) -> str:
    if around.reported is None:
        return NO_REPORT.in_(language)
    week, at = around.reported
    return REPORTED.format(week=week, day=numbers.short_day(at)).in_(language)


def _trend(around: Around, language: str) -> Markup:
    if around.standing is None or around.standing.metric is None:
        return Markup("")
    heading = TREND.format(metric=around.standing.metric.name).in_(language)
    return tag("section", tag("p", heading, class_="lt-second"), line(around.standing, language))


def _readings(grid: GridCard, query: Mapping[str, str], language: str) -> Markup:
    rows = [
        [
            link(r.metric.name.in_(language), "grid_map",
                 {**query, "metric": r.metric.key, "place": grid.place.place_id}),
            join([chip(r.state, language), flag_words(r, language)]),
            numbers.with_unit(r.metric, r.value, language),
        ]
        for r in grid.readings
        if r.value is not None or r.state == "not_reported"
    ]  # fmt: skip
    columns = [
        tables.Column(tables.METRIC.in_(language)), tables.Column(tables.LIGHT.in_(language)),
        tables.Column(tables.VALUE.in_(language), True),
    ]  # fmt: skip
    return tables.table(columns, rows) if rows else Markup("")
