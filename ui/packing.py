"""Collecting what a pack says: the results that the pages show, asked once and kept together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from office import follow_ups
from office.meetings import meeting_of
from publication.evidence_counts import evidence_counts
from reports.discretion import SPLIT, Rule, hidden_by_rule, masked, tells_a_count
from reports.errors import ReportError
from reports.result import Figure, Result
from ui import answers, commitments, disclosure, lines, settings, three_zero
from ui.follow_ups import concerning, matters
from ui.passports import passports
from views.families import HEADLINES
from views.map_picture import choropleth, draw
from views.places import Period, Place
from views.results import Reading, Standing
from wording import Text

EMPTY = Text(
    "还没有发布过数据，没有可以汇报的内容。先在“导入”页导入台账。",
    "Nothing is published yet, so there is nothing to report. Import the sheets first.",
)
NO_PERIOD = Text(
    "没有周期“{asked}”的数据。周写作 2026-W47，月 2026-10，季 2026-Q3，年 2026；"
    "最近的一周是 {latest}。",
    "There are no data of a period “{asked}”. Weeks are written 2026-W47, months 2026-10, quarters "
    "2026-Q3, years 2026; the latest week is {latest}.",
)


def place_and_period(period_id: str) -> tuple[Place, Period]:
    """The whole office and a period of it; ReportError where there is no such thing."""
    top = answers.places().top
    if answers.origin() is None or top is None:
        raise ReportError(EMPTY)
    period = answers.periods().find(period_id.strip())
    if period is None:
        latest = answers.periods().default
        name = latest.period_id if latest else "—"
        raise ReportError(NO_PERIOD.format(asked=period_id.strip()[:24], latest=name))
    return top, period


def own_templates() -> Path:
    """Where the office may put templates of its own."""
    return settings.home().path / "templates"


def collect(place: Place, period: Period, *, made_by: str, at: datetime, language: str) -> Result:
    """Everything that a pack says of a place; a grid is reported by its community."""
    source, origin = answers.published(), answers.origin()
    place = answers.places().container(place.place_id) or place
    if source is None or origin is None:
        raise ReportError(EMPTY)
    everywhere = answers.field(None, level=None, period=period)
    persons, events = disclosure.thresholds()
    hidden = hidden_by_rule(everywhere, Rule(persons, events))
    codes, rows = passports(period.period_id), evidence_counts(source, period.period_id)
    tree = answers.places()
    inside = {p.place_id for p in tree.all if place in tree.lineage(p.place_id)}
    figures = tuple(
        Figure(
            masked(reading, hidden),
            codes[key],
            None if tells_a_count(reading) else rows.get(key, 0),
            key in hidden,
        )
        for reading in everywhere
        if reading.place.place_id in inside
        and (key := (reading.metric.key, reading.place.place_id)) in codes
    )
    home = settings.home().path
    meeting = meeting_of(home, period.period_id)
    number = meeting.number if meeting else 0
    decided = follow_ups.follow_ups(home, on=at.date(), meeting_number=number)
    result = Result(
        place=place,
        period=period,
        version=origin.version,
        through_on=origin.through_on,
        files=origin.imports,
        made_by=made_by,
        made_at=at,
        standings=tuple(_discreet(s, hidden) for s in answers.standings(place, period)),
        figures=figures,
        said=lines.said(place, period, *HEADLINES.values()),
        unreported=answers.unreported(place, period),
        commitments=commitments.found(place, period),
        three_zero=three_zero.found(place, period),
        places=answers.places().by_id,
        follow_ups=concerning(place, matters(on=at.date())),
        meeting=meeting,
        decisions=decided,
        codes=codes,
    )
    return _with_map(result, language)


def _discreet(standing: Standing, hidden: frozenset[tuple[str, str]]) -> Standing:
    """A standing without what the rule hides; the past of a community's small counts goes too."""
    metric, place = standing.metric, standing.now.place
    parts = tuple(masked(part, hidden) for part in standing.parts)
    kept = replace(standing, now=masked(standing.now, hidden), parts=parts)
    is_small = place.level != "subdistrict" and metric.key in SPLIT
    if is_small or (metric.key, place.place_id) in hidden:
        blank = tuple(None for _ in standing.history)
        return replace(kept, previous=None, history=blank)
    return kept


def _with_map(result: Result, language: str) -> Result:
    """The map of the family's metric that needs attention most, over the places below."""
    offered: list[tuple[Reading, ...]] = []
    level = answers.places().level_below(result.place.place_id)
    for key in HEADLINES.values():
        standing = result.standing(key)
        if standing is not None and any(part.value is not None for part in standing.parts):
            offered.append(standing.parts)
    source = answers.published()
    shapes = source.shapes(level, result.period.period_id) if source and offered else []
    known = {place.place_id for place in answers.places().children(result.place.place_id)}
    shapes = [shape for shape in shapes if shape.place_id in known]
    if not shapes:
        return result
    parts = max(offered, key=lambda readings: len([r for r in readings if r.state == "red"]))
    drawn = choropleth(parts, shapes, language, where=result.place.name)
    return result.with_picture(draw(drawn, dpi=240), parts[0].metric)
