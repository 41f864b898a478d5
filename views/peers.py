"""A community's numbers beside the average of the others, which have no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.metric import Metric
from views import numbers
from views.html import Markup, join, tag
from views.tables import Column, table
from wording import Text

TITLE = Text("与其他社区的平均水平对照", "Beside the average of the other communities")
METRIC = Text("指标", "Metric")
HERE = Text("本社区", "Here")
OTHERS = Text("其他社区平均", "Average of the others")
UNIT = Text("单位", "Unit")
EXPLAINED = Text(
    "先加总再相除，只算已报的社区；不足两个时不显示。",
    "Summed first, divided once, of communities that reported; not shown for fewer than two.",
)


@dataclass(frozen=True)
class Beside:
    """One metric: the community's value and the others' average, None where there is none."""

    metric: Metric
    here: float | None
    others: float | None


def draw(listed: Sequence[Beside], language: str) -> Markup:
    """The table; nothing where nothing can be set beside anything."""
    if not listed:
        return Markup("")
    columns = [
        Column(METRIC.in_(language)),
        Column(HERE.in_(language), is_number=True),
        Column(OTHERS.in_(language), is_number=True),
        Column(UNIT.in_(language)),
    ]
    rows = [
        (
            each.metric.name.in_(language),
            numbers.figure(each.metric, each.here, language),
            _average(each, language),
            numbers.unit(each.metric, language),
        )
        for each in listed
    ]
    return join(
        [
            tag("h2", TITLE.in_(language)),
            table(columns, rows),
            tag("p", EXPLAINED.in_(language), class_="lt-remark"),
        ]
    )


def _average(each: Beside, language: str) -> str:
    """An average of counts has a decimal, whatever the count has."""
    if each.metric.kind == "count" and each.others is not None:
        return numbers.plain(each.others, max(1, numbers.decimals(each.metric)))
    return numbers.figure(each.metric, each.others, language)
