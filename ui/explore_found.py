"""Answers the questions of the explore page from the measures of the version in force."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from metrics.contribution import (
    Explanation,
    Share,
    explain_count,
    explain_numerators,
    explain_ratio,
)
from metrics.dimension import dimension
from metrics.metric import Metric
from metrics.parts import Adds, Breakdown
from office.permissions import Role
from publication.breakdown import breakdown
from publication.errors import PublicationError
from ui import answers, ledgers, passports
from ui.kept import per_version
from ui.viewer import viewer
from views.explore import compared as words
from views.explore.choice import BY_PLACE, Asked
from views.explore.found import Compared, Divided, Found, Line
from views.places import Period, Place
from views.results import Reading
from wording import Text

NOT_ADDITIVE = Text(
    "这项指标按人去重，下级合计大于上级，因此不算各地点的贡献。",
    "Persons are counted once in this metric and the parts add up to more than the whole, so no "
    "contributions are worked out.",
)
PARTS_DIFFER = Text(
    "下级合计与上级公布数不符，因此不算各地点的贡献。",
    "The parts do not add up to the published whole, so no contributions are worked out.",
)
OVERLAP = Text(
    "一行或一人可能同时属于几类，因此不算各类的贡献。",
    "A row or a person can lie in several parts, so no contributions are worked out.",
)
OWN_ONLY = Text(
    "其他社区的数不能再细分，只能细分本社区和全街道的数。",
    "Numbers of other communities cannot be broken down, only those of your own and of the whole.",
)
LEAST = 1e-6


def found(asked: Asked) -> Found:
    """Everything that the page draws for a question."""
    keys = [metric.key for metric in asked.metrics]
    other = _other(asked)
    lines = {key: _lines(asked, key) for key in keys}
    now = {
        key: reading
        for key in keys
        if (reading := _reading(key, asked.place, asked.period)) is not None
    }
    return Found(
        asked=asked,
        now=now,
        lines=lines,
        fields={metric.key: _field(asked, metric, asked.period) for metric in asked.metrics},
        compared={metric.key: _compared(asked, metric, now, other) for metric in asked.metrics},
        divided=_divided(asked, now, other),
        passport=passports.passport(keys[0], asked.place.place_id, asked.period.period_id),
    )


def _other(asked: Asked) -> Period | None:
    """The period that the asked one is compared with, whether or not it is published."""
    calendar = answers.periods()
    if asked.against == "previous":
        return calendar.before(asked.period)
    if asked.against == "last_year":
        return calendar.find(a_year_before(asked.period))
    return None


def a_year_before(period: Period) -> str:
    """The same week, month or quarter of the year before, by its name: 2025-W47."""
    year, dash, rest = period.period_id.partition("-")
    return f"{int(year) - 1}{dash}{rest}"


def _within(asked: Asked) -> str:
    return (answers.places().container(asked.place.place_id) or asked.place).place_id


def _field(asked: Asked, metric: Metric, period: Period) -> tuple[Reading, ...]:
    """A metric for all places of the level; nothing where it has no values there."""
    if asked.level not in metric.levels:
        return ()
    return answers.field(metric.key, level=asked.level, period=period, within=_within(asked))


def _reading(key: str, place: Place, period: Period) -> Reading | None:
    (found,) = answers.line(key, place, (period,))
    return found


def _lines(asked: Asked, key: str) -> tuple[Line, ...]:
    """The line of the place, or of the places picked, over the span."""
    return tuple(
        Line(place, answers.line(key, place, asked.span))
        for place in asked.places or (asked.place,)
    )


def _compared(
    asked: Asked, metric: Metric, now: Mapping[str, Reading], other: Period | None
) -> Compared:
    reading = now.get(metric.key)
    if asked.against == "target":
        target = metric.target_on(asked.period.end_on)
        return Compared(target=target, refused=None if target else words.NO_TARGET)
    if asked.against == "peers":
        peers = _peers(asked, metric)
        return Compared(peers=peers, refused=None if len(peers) > 1 else words.NO_PEERS)
    if other is None:
        return Compared(refused=words.NO_SUCH)
    then = _reading(metric.key, asked.place, other)
    refused = words.refusal(metric, reading, asked.period, other, then)
    return Compared(other, None if refused else then, refused=refused)


def _peers(asked: Asked, metric: Metric) -> tuple[Reading, ...]:
    """The places of the same level that lie in the same place, with the place itself."""
    above = asked.place.parent_id
    if not above or asked.place.level not in metric.levels:
        return ()
    found = answers.field(metric.key, level=asked.place.level, period=asked.period, within=above)
    return tuple(reading for reading in found if reading.value is not None)


def _divided(asked: Asked, now: Mapping[str, Reading], other: Period | None) -> Divided:
    key = asked.metric.key
    reading, then = now.get(key), None
    if other is not None:
        then = _reading(key, asked.place, other)
        if words.refusal(asked.metric, reading, asked.period, other, then) is not None:
            other = None
    try:
        return _by_place(asked, other) if asked.by == BY_PLACE else _by_dimension(asked, other)
    except PublicationError as error:
        return Divided(refused=error.text)


def _by_place(asked: Asked, other: Period | None) -> Divided:
    """The places of the level, and what each gives to the change of the place that holds them."""
    parts = _field(asked, asked.metric, asked.period)
    if other is None or len(parts) < 2 or asked.place.level == "grid":
        return Divided(parts=parts)
    earlier = {each.place.place_id: each for each in _field(asked, asked.metric, other)}
    refused, explained, left_out = _explain_places(asked, parts, other)
    return Divided(parts, earlier, explained=explained, left_out=left_out, refused=refused)


def _explain_places(
    asked: Asked, parts: Sequence[Reading], other: Period
) -> tuple[Text | None, Explanation[str] | None, tuple[Place, ...]]:
    metric, places = asked.metric, [part.place for part in parts]
    if not metric.adds_up:
        return NOT_ADDITIVE, None, ()
    key = metric.key
    before, after = _shares_of(key, places, other), _shares_of(key, places, asked.period)
    whole = answers.places().container(asked.place.place_id) or asked.place
    for period, shares in ((other, before), (asked.period, after)):
        if not _adds_up(shares, _shares_of(key, [whole], period).get(whole.place_id)):
            return PARTS_DIFFER, None, ()
    in_both = before.keys() & after.keys()
    left_out = tuple(p for p in places if p.place_id in (before.keys() ^ after.keys()))
    before = {place_id: share for place_id, share in before.items() if place_id in in_both}
    after = {place_id: share for place_id, share in after.items() if place_id in in_both}
    if metric.kind == "count":
        return None, explain_count(before, after), left_out
    return None, explain_ratio(before, after, scale=metric.scale), left_out


def _shares_of(key: str, places: Sequence[Place], period: Period) -> dict[str, Share]:
    """What each place gives to the number of the whole; those that gave nothing are left out.

    A place that is grey because it did not attain by reporting still counts in the denominator.
    """
    (level,) = {place.level for place in places}
    wanted = {place.place_id for place in places}
    return {
        row["place_id"]: Share(row["numerator"], row["denominator"])
        for row in ledgers.measures([key], level, [period.period_id])
        if row["place_id"] in wanted and row["numerator"] is not None
    }


def _adds_up(parts: Mapping[str, Share], whole: Share | None) -> bool:
    if whole is None:
        return False
    upper = math.fsum(share.numerator for share in parts.values())
    lower = math.fsum(share.denominator or 0.0 for share in parts.values())
    return abs(upper - whole.numerator) < LEAST and abs(lower - (whole.denominator or 0.0)) < LEAST


def _is_another_community(asked: Asked) -> bool:
    """Whether a community looks at the inside of another one: of that it sees only the numbers."""
    who = viewer()
    line = answers.places().lineage(asked.place.place_id)
    inside = next((place.place_id for place in line if place.level == "community"), None)
    return who.role is Role.COMMUNITY and inside is not None and inside != who.community_id


def _by_dimension(asked: Asked, other: Period | None) -> Divided:
    if _is_another_community(asked):
        return Divided(refused=OWN_ONLY)
    ids = asked.metric.key, asked.by, asked.place.place_id
    today = _breakdown(ledgers.at(), *ids, asked.period.period_id)
    if today is None or other is None:
        return Divided(breakdown=today)
    before = _breakdown(ledgers.at(), *ids, other.period_id)
    if before is None:
        return Divided(breakdown=today)
    if today.adds is Adds.OVERLAP:
        return Divided(breakdown=today, breakdown_before=before, refused=OVERLAP)
    explained = _explain_parts(asked.metric, before, today)
    return Divided(breakdown=today, breakdown_before=before, explained=explained)


def _explain_parts(metric: Metric, before: Breakdown, today: Breakdown) -> Explanation[str] | None:
    if today.adds in (Adds.ROWS, Adds.DENOMINATORS):
        return None
    then, now = _shares(before), _shares(today)
    if metric.kind == "count":
        return explain_count(then, now)
    if today.adds is Adds.BOTH:
        return explain_ratio(then, now, scale=metric.scale)
    lower = before.denominator or 0.0, today.denominator or 0.0
    return explain_numerators(then, now, lower, scale=metric.scale)


@per_version(512)
def _breakdown(
    at: ledgers.At, key: str, by: str, place_id: str, period_id: str
) -> Breakdown | None:
    source, wanted = answers.published(), dimension(by)
    if source is None or wanted is None:
        return None
    return breakdown(source, key, wanted, place_id, period_id)


def _shares(of: Breakdown) -> dict[str, Share]:
    return {part.code or "": Share(part.numerator or 0.0, part.denominator) for part in of.parts}
