"""The grid coverage page, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from views import numbers, sentences, tables
from views.changes import share_said
from views.charts import strip, style
from views.html import Markup, join, link, tag
from views.lights import chip
from views.places import Place
from views.results import Reading, Standing
from views.tables import Column, attention_first
from wording import Text

LEADERS, STAFFED = "grid_leader_coverage", "grid_staffing_attainment"
GAP, LOAD = "grid_worker_gap", "households_per_grid_worker"
KEYS = (LEADERS, STAFFED, GAP, LOAD)

WITH_LEADER = Text(
    "{total} 个网格中 {count} 个有在岗网格长{share}",
    "{count} of {total} grids have a leader on duty{share}",
)
ENOUGH = Text(
    "；{total} 个居民网格中 {count} 个网格员配足{share}，共缺 {gap} 人",
    "; {count} of {total} residential grids have enough workers{share}, {gap} are missing",
)
NO_LEADER = Text("没有网格长：{names}。", "Without a leader: {names}.")
NO_FIGURES = Text("这里还没有网格人员的数据。", "There are no data on grid staff here yet.")
STOP = Text("。", ". ")
COMMUNITY = Text("社区", "Community")
GRID = Text("网格", "Grid")
LEADER = Text("有网格长", "With leader")
STAFF = Text("网格员配足", "Staffed")
MISSING = Text("缺网格员（人）", "Missing")
PER_WORKER = Text("每人服务户数", "Load")
LIGHT = Text("亮灯", "Light")
COMMUNITIES = Text("各社区，缺口大的在前", "Communities, the largest gap first")
GRIDS = Text("缺网格员的网格（{count} 个）", "Grids that lack workers ({count})")
LEADERLESS = Text("没有在岗网格长的网格（{count} 个）", "Grids without a leader on duty ({count})")
NONE = Text("没有。", "None.")
SILENT = Text("{count} 个网格未报。", "Grids not reported: {count}.")
COUNTS = Text("户 / 人", "Households / workers")
OVER = Text(
    "{total} 个居民网格中 {over} 个每名网格员超过 {target} 户，{none} 个没有网格员",
    "{over} of {total} residential grids have over {target} households per worker, {none} no "
    "worker",
)
BASIS = Text(
    "每名网格员服务户数（户/人），{place}各居民网格，{day}；实心方块超过目标，空心圆点在目标内；"
    "没有网格员的不在图中",
    "Households per grid worker, residential grids of {place}, {day}; filled squares are over the "
    "target, open circles within it; grids without a worker are not drawn",
)


def _of(standings: Sequence[Standing], key: str) -> Reading | None:
    found = next((s.now for s in standings if s.metric.key == key), None)
    return found if found and found.numerator is not None else None


def headline(standings: Sequence[Standing], leaderless: Sequence[Reading]) -> Text:
    """Leaders, staffing and the gap in one line; grids without leader by name."""
    leaders, staffed, gap = (_of(standings, key) for key in (LEADERS, STAFFED, GAP))
    parts = []
    if leaders:
        parts.append(WITH_LEADER.format(**_fraction(leaders)))
    if staffed and gap:
        parts.append(ENOUGH.format(**_fraction(staffed), gap=numbers.plain(gap.value)))
    if not parts:
        return NO_FIGURES
    parts.append(STOP)
    if leaderless:
        names = sentences.names([r.place for r in leaderless])
        if len({r.place.parent_id for r in leaderless}) > 1:
            names = _paths(leaderless)
        parts.append(NO_LEADER.format(names=names))
    return Text("".join(p.zh for p in parts), "".join(p.en for p in parts).strip())


def _fraction(reading: Reading) -> dict[str, object]:
    return {
        "count": numbers.plain(reading.numerator),
        "total": numbers.plain(reading.denominator),
        "share": share_said(reading.numerator, reading.denominator),
    }


def _paths(readings: Sequence[Reading]) -> Text:
    paths = [reading.place.short_path.replace(" / ", "") for reading in readings]
    return sentences.listed([Text(path, path) for path in paths])


def leaderless(field: Sequence[Reading]) -> list[Reading]:
    """The grids that have nobody on duty as leader."""
    return [r for r in field if r.numerator == 0 and r.state != "not_reported"]


def communities(
    by_metric: Mapping[str, Sequence[Reading]], query: Mapping[str, str], language: str
) -> Markup:
    """Communities by gap, with leaders, staffing and load."""
    gaps = attention_by_gap(by_metric.get(GAP, ()))
    if not gaps:
        return Markup("")
    others = {
        key: {r.place.place_id: r for r in by_metric.get(key, ())}
        for key in (LEADERS, STAFFED, LOAD)
    }
    largest = max((r.value or 0 for r in gaps), default=0)
    columns = [
        Column(COMMUNITY.in_(language)), Column(MISSING.in_(language), True),
        Column(STAFF.in_(language), True), Column(""), Column(LEADER.in_(language), True),
        Column(""), Column(PER_WORKER.in_(language), True),
    ]  # fmt: skip
    rows = []
    for reading in gaps:
        place = reading.place
        leader, staffed, load = (others[key].get(place.place_id)
                                 for key in (LEADERS, STAFFED, LOAD))  # fmt: skip
        rows.append([
            link(place.name, "grid_coverage", {**query, "place": place.place_id}),
            tables.bar(reading, largest, None, language),
            _count(staffed), _light(staffed, language), _count(leader), _light(leader, language),
            numbers.figure(load.metric, load.value, language) if load else numbers.NONE,
        ])  # fmt: skip
    return join([tag("h2", COMMUNITIES.in_(language)), tables.table(columns, rows)])


def attention_by_gap(readings: Sequence[Reading]) -> list[Reading]:
    """The largest gap first; what was not reported before everything."""
    return sorted(readings, key=lambda r: (r.value is not None, -(r.value or 0), r.place.place_id))


def _count(reading: Reading | None) -> str:
    return numbers.fraction(reading.numerator, reading.denominator) if reading else numbers.NONE


def _light(reading: Reading | None, language: str) -> Markup:
    return chip(reading.state, language) if reading else Markup("")


def lists(
    leaders: Sequence[Reading], gaps: Sequence[Reading], loads: Sequence[Reading],
    query: Mapping[str, str], language: str,
) -> Markup:  # fmt: skip
    """Grids without leader, and grids that lack workers, the largest gap first; of how many
    nothing is known."""
    short = attention_by_gap([r for r in gaps if r.value])
    load = {r.place.place_id: r for r in loads}
    columns = [Column(GRID.in_(language)), Column(COUNTS.in_(language), True),
               Column(MISSING.in_(language), True)]  # fmt: skip
    rows = [
        [_grid(r, query), _count(load.get(r.place.place_id)), numbers.plain(r.value)] for r in short
    ]
    alone = [tag("li", _grid(r, query)) for r in attention_first(leaderless(leaders))]
    listed = tag("ul", *alone, class_="lt-missing")
    table = tag("div", tables.table(columns, rows), class_="lt-tall")
    return join([
        *_list(LEADERLESS, len(alone), listed, leaders, language),
        *_list(GRIDS, len(rows), table, gaps, language),
    ])  # fmt: skip


def _list(
    words: Text, count: int, listed: Markup, asked: Sequence[Reading], language: str
) -> list[Markup]:
    """A heading with how many, the list, and how many are silent; nothing known is no zero."""
    silent = len([r for r in asked if r.state == "not_reported"])
    is_known = len(asked) > silent
    drawn = [tag("h2", words.format(count=count if is_known else numbers.NONE).in_(language))]
    if count:
        drawn.append(listed)
    elif is_known:
        drawn.append(tag("p", NONE.in_(language), class_="lt-remark"))
    if silent:
        drawn.append(tag("p", SILENT.format(count=silent).in_(language), class_="lt-remark"))
    return drawn


def _grid(reading: Reading, query: Mapping[str, str]) -> Markup:
    place = reading.place
    return link(place.short_path, "grid_map",
                {**query, "place": place.place_id, "metric": reading.metric.key})  # fmt: skip


def load_chart(
    loads: Sequence[Reading], standing: Standing | None, place: Place, language: str,
    *, communities: Sequence[Place], day: str,
) -> tuple[Markup, Any, str] | None:  # fmt: skip
    """The distribution of households per worker: head, figure, key."""
    known = [r for r in loads if r.state != "not_reported"]
    if not any(r.value is not None for r in known):
        return None
    target = standing.target_value if standing else None
    over = [r for r in known if target is not None and r.value is not None and r.value > target]
    alone = [r for r in known if r.value is None and r.numerator]
    title = OVER.format(
        total=len(known), over=len(over), none=len(alone), target=numbers.plain(target)
    )
    subtitle = BASIS.format(place=place.name, day=day)
    return (
        style.head(title.in_(language), subtitle.in_(language)),
        strip.draw(loads, {c.place_id: c for c in communities}, target, language),
        "load",
    )


def by_gap(by_metric: Mapping[str, Sequence[Reading]]) -> list[Place]:
    """Communities in the order of the table."""
    return [reading.place for reading in attention_by_gap(by_metric.get(GAP, ()))]
