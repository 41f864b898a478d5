"""What a reader asks on the explore page, as it stands in the address.

Everything that can be chosen is a parameter of the address, and what stands there is checked: what
does not exist falls back to something that does, with a sentence that says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from metrics.metric import Metric
from views.map_rates import FIGURES
from views.places import LEVEL_NAMES, LEVELS, Period, Periods, Place, Places
from wording import Text

METRICS, LEVEL, PLACES, SINCE, AGAINST, BY, VIEW = "m", "level", "at", "from", "vs", "by", "view"
RATE = "rate"
ARGUMENTS = (METRICS, LEVEL, PLACES, SINCE, AGAINST, BY, VIEW, RATE)
MOST_METRICS = 4
MOST_PLACES = 8
LONGEST_SHOWN = 32

VIEWS: Mapping[str, Text] = {
    "line": Text("走势", "Over time"),
    "table": Text("表格", "Table"),
    "map": Text("地图", "Map"),
    "distribution": Text("分布", "Distribution"),
    "control": Text("控制图", "Control chart"),
    "funnel": Text("漏斗图", "Funnel"),
    "scatter": Text("两项对照", "Two metrics"),
}
COMPARISONS: Mapping[str, Text] = {
    "previous": Text("比上期", "against the period before"),
    "last_year": Text("比去年同期", "against the same period last year"),
    "target": Text("比目标", "against the target"),
    "peers": Text("比同级", "against its peers"),
}
BY_PLACE = "place"
RATES: Mapping[str, Text] = {
    "": Text("通常的数", "the usual figure"),
    **{str(key): words for key, words in FIGURES.items()},
}
HISTORY = {"week": 26, "month": 24, "quarter": 8, "year": 2}

NO_METRIC = Text(
    "地址中的指标“{value}”不存在，已略去。",
    "The metric “{value}” in the address does not exist; it is left out.",
)
TOO_MANY_METRICS = Text(
    "一次最多看 {most} 项指标，其余已略去。",
    "At most {most} metrics at once; the others are left out.",
)
NO_LEVEL = Text(
    "“{name}”没有“{value}”一级的数值，已改为{level}。",
    "“{name}” has no values at the level “{value}”; {level} is shown instead.",
)
NO_PLACE = Text(
    "地址中的地点“{value}”不在所选范围内，已略去。",
    "The place “{value}” in the address is not among those chosen; it is left out.",
)
TOO_MANY_PLACES = Text(
    "一次最多比较 {most} 个地点，其余已略去。",
    "At most {most} places at once; the others are left out.",
)
NO_START = Text(
    "地址中的起始时段“{value}”没有数据，已改为{name}。",
    "There are no data for the first period “{value}” in the address; {name} is shown instead.",
)
NO_CHOICE = Text(
    "地址中的“{value}”不能选，已改为“{name}”。",
    "“{value}” in the address cannot be chosen; “{name}” is shown instead.",
)
NO_DIMENSION = Text(
    "“{name}”不能按“{value}”细分，已改为按地点。",
    "“{name}” cannot be broken down by “{value}”; it is broken down by place.",
)


@dataclass(frozen=True)
class Asked:
    """A question: metrics of a place and period, at a level, over a span, compared and divided.

    ``span`` is oldest first and ends with ``period``; ``places`` are those picked to be drawn
    beside each other, none for the place itself. ``by`` is ``place`` or the key of a dimension;
    ``rate`` which figure of a smoothed metric the map shows, empty for the usual one.
    """

    place: Place
    period: Period
    metrics: tuple[Metric, ...]
    level: str
    places: tuple[Place, ...]
    span: tuple[Period, ...]
    against: str
    by: str
    view: str
    rate: str = ""
    remarks: tuple[Text, ...] = ()

    @property
    def metric(self) -> Metric:
        """The metric that is asked for first."""
        return self.metrics[0]

    @property
    def query(self) -> dict[str, str]:
        """The question as parameters of an address, without place, period and language."""
        usual = HISTORY[self.period.kind]
        since = self.span[0].period_id if len(self.span) != usual else ""
        return {
            METRICS: ",".join(metric.key for metric in self.metrics),
            LEVEL: self.level,
            PLACES: ",".join(place.place_id for place in self.places),
            SINCE: since,
            AGAINST: self.against,
            BY: self.by,
            VIEW: self.view,
            RATE: self.rate,
        }


@dataclass(frozen=True)
class Known:
    """What can be asked for: metrics, places, periods, and the dimensions of each metric."""

    metrics: Mapping[str, Metric]
    places: Places
    periods: Periods
    dimensions: Mapping[str, Collection[str]]
    usual: str


def read(query: Mapping[str, str], place: Place, period: Period, known: Known) -> Asked:
    """The question that an address asks; what is wrong in it is replaced, with a remark."""
    remarks: list[Text] = []
    metrics = _metrics(query.get(METRICS, ""), known, remarks)
    level = _level(query.get(LEVEL, ""), metrics[0], place, known.places, remarks)
    asked = Asked(
        place=place,
        period=period,
        metrics=metrics,
        level=level,
        places=_places(query.get(PLACES, ""), metrics[0], place, known.places, remarks),
        span=_span(query.get(SINCE, ""), period, known.periods, remarks),
        against=_one_of(query.get(AGAINST, ""), COMPARISONS, remarks),
        by=_by(query.get(BY, ""), metrics[0], known, remarks),
        view=_one_of(query.get(VIEW, ""), VIEWS, remarks),
        rate=_one_of(query.get(RATE, ""), RATES, remarks),
    )
    return replace(asked, remarks=tuple(remarks))


def _short(value: str) -> str:
    return value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"


def _listed(value: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))


def _metrics(value: str, known: Known, remarks: list[Text]) -> tuple[Metric, ...]:
    asked = _listed(value)
    found = [known.metrics[key] for key in asked if key in known.metrics]
    remarks += [NO_METRIC.format(value=_short(key)) for key in asked if key not in known.metrics][
        :3
    ]
    if len(found) > MOST_METRICS:
        remarks.append(TOO_MANY_METRICS.format(most=MOST_METRICS))
    return tuple(found[:MOST_METRICS]) or (known.metrics[known.usual],)


def levels_of(metric: Metric, place: Place, places: Places) -> tuple[str, ...]:
    """The levels at which the places inside a place have values of a metric."""
    container = places.container(place.place_id) or place
    below = LEVELS[LEVELS.index(container.level) if container.level in LEVELS else 0 :]
    return tuple(level for level in below if level in metric.levels) or (container.level,)


def _level(value: str, metric: Metric, place: Place, places: Places, remarks: list[Text]) -> str:
    offered = levels_of(metric, place, places)
    wanted = places.level_below(place.place_id)
    usual = wanted if wanted in offered else offered[-1]
    if value in ("", *offered):
        return value or usual
    name = LEVEL_NAMES.get(value, Text(_short(value), _short(value)))
    remarks.append(NO_LEVEL.format(name=metric.name, value=name, level=LEVEL_NAMES[usual]))
    return usual


def _places(
    value: str, metric: Metric, place: Place, places: Places, remarks: list[Text]
) -> tuple[Place, ...]:
    found = []
    for place_id in _listed(value):
        one = places.by_id.get(place_id)
        if one is None or one.level not in metric.levels:
            remarks.append(NO_PLACE.format(value=_short(one.name if one else place_id)))
        else:
            found.append(one)
    if len(found) > MOST_PLACES:
        remarks.append(TOO_MANY_PLACES.format(most=MOST_PLACES))
    return tuple(found[:MOST_PLACES])


def _span(value: str, period: Period, periods: Periods, remarks: list[Text]) -> tuple[Period, ...]:
    usual = periods.up_to(period, HISTORY[period.kind])
    if not value:
        return usual
    start = periods.find(value)
    if start is None or start.kind != period.kind or start.start_on > period.start_on:
        remarks.append(NO_START.format(value=_short(value), name=usual[0].period_id))
        return usual
    whole = periods.up_to(period, len(periods.all))
    return tuple(each for each in whole if each.start_on >= start.start_on)


def _one_of(value: str, offered: Mapping[str, Text], remarks: list[Text]) -> str:
    usual = next(iter(offered))
    if value in ("", *offered):
        return value or usual
    remarks.append(NO_CHOICE.format(value=_short(value), name=offered[usual]))
    return usual


def _by(value: str, metric: Metric, known: Known, remarks: list[Text]) -> str:
    if value in ("", BY_PLACE) or value in known.dimensions.get(metric.key, ()):
        return value or BY_PLACE
    remarks.append(NO_DIMENSION.format(name=metric.name, value=_short(value)))
    return BY_PLACE


def start_offered(asked: Asked, periods: Periods) -> Sequence[Period]:
    """The periods that a span may start with, the latest first."""
    return tuple(reversed(periods.up_to(asked.period, len(periods.all))))
