"""Collecting what a pack says: the results that the pages show, asked once and kept together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from office import follow_ups
from office.follow_ups import FollowUp
from office.meetings import Meeting, meeting_of
from publication.evidence_counts import evidence_counts
from reports.discretion import SPLIT, Rule, hidden_by_rule, masked, tells_a_count
from reports.errors import ReportError
from reports.result import Figure, Result
from ui import answers, commitments, disclosure, lines, meeting_frozen, settings, three_zero
from ui.follow_ups import concerning, matters
from ui.passports import passports
from views.families import HEADLINES
from views.follow_ups.matter import Matter
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
    """The whole office and a period of it, published or once frozen by a meeting; ReportError
    where there is no such thing."""
    asked, top = period_id.strip(), answers.places().top
    if answers.origin() is None or top is None:
        raise ReportError(EMPTY)
    period = answers.periods().find(asked) or meeting_frozen.period_of(asked)
    if period is None:
        latest = answers.periods().default
        name = latest.period_id if latest else "—"
        raise ReportError(NO_PERIOD.format(asked=asked[:24], latest=name))
    return top, period


def own_templates() -> Path:
    """Where the office may put templates of its own."""
    return settings.home().path / "templates"


def collect(place: Place, period: Period, *, made_by: str, at: datetime, language: str) -> Result:
    """Everything that a pack says of a place; a grid is reported by its community.

    Once the meeting about the period is frozen, the pack says what the meeting saw and decided,
    whatever was imported, declared or done since.
    """
    number = meeting_frozen.meeting_about(period)
    if number is None:
        home = settings.home().path
        meeting = meeting_of(home, period.period_id)
        decided = follow_ups.follow_ups(
            home, on=at.date(), meeting_number=meeting.number if meeting else 0
        )
        source = answers.published()
        if source is None:
            raise ReportError(EMPTY)
        place = answers.places().container(place.place_id) or place
        told = _Told(
            readings=answers.field(None, level=None, period=period),
            standings=answers.standings(place, period),
            unreported=answers.unreported(place, period),
            rows=evidence_counts(source, period.period_id),
            matters=matters(on=at.date()), meeting=meeting, decisions=decided,
        )  # fmt: skip
        return _written(told, place, period, made_by=made_by, at=at, language=language)
    with meeting_frozen.looked_at(number) as frozen:
        place = frozen.place(place)
        told = _Told(
            readings=frozen.readings(), standings=frozen.standings(place),
            unreported=frozen.unreported(place), rows=frozen.record.evidence,
            matters=frozen.matters(), meeting=frozen.meeting, decisions=frozen.decisions,
        )  # fmt: skip
        return _written(
            told, place, frozen.kept.period, made_by=made_by, at=at, language=language
        )  # fmt: skip


@dataclass(frozen=True)
class _Told:
    """What is said of a period: as it reads now, or as a frozen meeting kept it."""

    readings: tuple[Reading, ...]
    standings: tuple[Standing, ...]
    unreported: tuple[Reading, ...]
    rows: Mapping[tuple[str, str], int]
    matters: tuple[Matter, ...]
    meeting: Meeting | None
    decisions: tuple[FollowUp, ...]


def _written(
    told: _Told, place: Place, period: Period, *, made_by: str, at: datetime, language: str
) -> Result:
    """The result, without what the disclosure rule hides."""
    origin = answers.origin()
    if origin is None:
        raise ReportError(EMPTY)
    persons, events = disclosure.thresholds()
    hidden = hidden_by_rule(told.readings, Rule(persons, events))
    codes = passports(period.period_id)
    tree = answers.places()
    inside = {p.place_id for p in tree.all if place in tree.lineage(p.place_id)}
    figures = tuple(
        Figure(
            masked(reading, hidden),
            codes[key],
            None if tells_a_count(reading) else told.rows.get(key, 0),
            key in hidden,
        )
        for reading in told.readings
        if reading.place.place_id in inside
        and (key := (reading.metric.key, reading.place.place_id)) in codes
    )
    spoken = [s for s in told.standings if s.metric.key in HEADLINES.values()]
    result = Result(
        place=place,
        period=period,
        version=origin.version,
        through_on=origin.through_on,
        files=origin.imports,
        made_by=made_by,
        made_at=at,
        standings=tuple(_discreet(s, hidden) for s in told.standings),
        figures=figures,
        said=lines.said_of(spoken, place, period),
        unreported=told.unreported,
        commitments=commitments.found(place, period),
        three_zero=three_zero.found(place, period),
        places=tree.by_id,
        follow_ups=concerning(place, told.matters),
        meeting=told.meeting,
        decisions=told.decisions,
        codes=codes,
    )
    return _with_map(result, hidden, language)


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


def _with_map(result: Result, hidden: frozenset[tuple[str, str]], language: str) -> Result:
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
    withheld = {place for metric, place in hidden if metric == parts[0].metric.key}
    drawn = choropleth(parts, shapes, language, where=result.place.name, withheld=withheld)
    return result.with_picture(draw(drawn, dpi=240), parts[0].metric)
