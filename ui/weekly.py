"""A weekly measure with its XmR limits: one series for the chart and for every sentence."""

from __future__ import annotations

from datetime import date

from metrics.definition import breaks
from metrics.signal import choose_method, xmr
from ui import answers, ledgers
from ui.kept import per_version
from views.charts import marks
from views.charts.marks import Mark
from views.places import Period, Place
from views.volunteers.page import Weekly

WEEKS = 52


@per_version(256)
def _weekly(at: ledgers.At, key: str, place: Place, period: Period) -> Weekly | None:
    known = [
        each for each in answers.periods().all
        if each.kind == "week" and each.end_on <= period.end_on and each.is_complete
    ]  # fmt: skip
    span = tuple(reversed(known[:WEEKS]))
    if not span or key not in answers.metrics():
        return None
    rows = ledgers.measures([key], place.level, [each.period_id for each in span])
    values = {row["period_id"]: row["value"] for row in rows if row["place_id"] == place.place_id}
    series = [values.get(each.period_id) for each in span]
    first = next((index for index, value in enumerate(series) if value is not None), None)
    if first is None:
        return None
    measured = [float("nan") if value is None else value for value in series[first:]]
    if choose_method(measured) != "xmr":
        return None
    metric, shown = answers.metrics()[key], span[first:]
    ends = [each.end_on for each in shown]
    fresh = fresh_starts(key, place, shown)
    starts = {*breaks(metric.changes, ends), *(mark.at for mark in fresh)}
    return Weekly(
        shown,
        xmr(measured, direction=metric.better, rebase=starts),
        (*marks.of_definition(metric.changes, ends), *fresh),
    )


def fresh_starts(key: str, place: Place, span: tuple[Period, ...]) -> tuple[Mark, ...]:
    """Where somebody decided that limits start afresh: the first whole week from that day on."""
    source = answers.published()
    found = []
    for line in source.rebasings if source else ():
        if line.metric != key or line.place_id not in (None, place.place_id):
            continue
        day = line.from_on or date.max
        at = next((i for i, each in enumerate(span) if each.start_on >= day), None)
        if at:
            found.append(marks.of_start(at, day, line.reason))
    return tuple(found)


def weekly(key: str, place: Place, period: Period) -> Weekly | None:
    """Up to 52 complete weeks that end with the period.

    None where nothing is known, and where the counts are too sparse for XmR.
    """
    return _weekly(ledgers.at(), key, place, period)
