"""A number against another: by how much, in words; and when nothing may be compared."""

from __future__ import annotations

from metrics.definition import why_not_comparable
from metrics.metric import Metric
from views.changes import Change, difference, is_small
from views.places import Period, period_name
from views.results import Reading
from wording import Text

NOT_OVER = Text(
    "{name}未满，不与整期比较。", "{name} is not over, and is not compared with a whole period."
)
NO_SUCH = Text("没有可比的时段。", "There is no period to compare with.")
NOT_REPORTED = Text("{name}未报，不作比较。", "Not reported for {name}; nothing is compared.")
NO_VALUE = Text("{name}没有数值，不作比较。", "There is no value for {name}; nothing is compared.")
CARRIED = Text(
    "{name}的数是回溯值，不作比较。", "The figure of {name} is carried back; nothing is compared."
)
NO_TARGET = Text("这项指标没有目标。", "This metric has no target.")
NO_PEERS = Text("没有同级的地点可比。", "There are no peers to compare with.")
WAS = Text("当时 {figure}", "was {figure}")


def refusal(metric: Metric, now: Reading | None, period: Period, other: Period,
            then: Reading | None) -> Text | None:  # fmt: skip
    """Why a number is not compared with that of another period; None where it may be."""
    for each in (period, other):
        if not each.is_complete:
            return NOT_OVER.format(name=period_name(each))
    changed = why_not_comparable(metric.name, metric.changes, other.end_on, period.end_on)
    if changed is not None:
        return changed
    for each, reading in ((period, now), (other, then)):
        if reading is None or reading.state == "not_reported":
            return NOT_REPORTED.format(name=period_name(each))
        if reading.value is None:
            return NO_VALUE.format(name=period_name(each))
    if then is not None and "back_carried" in then.flags:
        return CARRIED.format(name=period_name(other))
    return None


def step(now: Reading, then: Reading) -> Change:
    """The change between two readings of one metric that may be compared."""
    assert now.value is not None and then.value is not None, "only what may be compared comes here"
    said = now.value - then.value
    return difference(now.metric, said, then, was=WAS, is_few=is_small(now))


def between(metric: Metric, step: float, base: Reading) -> Change:
    """A difference in words, absolute where the base is small."""
    return difference(metric, step, base, was=WAS)
