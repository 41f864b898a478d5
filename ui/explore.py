"""The explore page: what is asked stands in the address, and is answered below."""

from __future__ import annotations

from typing import Any

import streamlit as st

from office.permissions import Action
from publication.breakdown import offered
from ui import (
    answers,
    charts,
    disclosure,
    explore_charts,
    explore_controls,
    explore_found,
    explore_memory,
    exports,
    grid_map,
    grid_map_asked,
    grid_map_page,
    meeting_mode,
    search,
    session,
    show,
    sql_console,
)
from ui.viewer import allowed, allowed_for
from views import files, grid_page
from views.evidence import ARGUMENT
from views.explore import choice, figures, finding, hits, number, parts, parts_table
from views.explore.choice import BY_PLACE, VIEWS, Asked, Known
from views.explore.found import Found
from views.html import address
from views.places import Period, Place, period_name
from wording import Text

SEEK = Text(
    "查找：指标、拼音首字母、条文、地点、数字编号",
    "Find: metric, article, place, number of a figure",
)
OPEN_SQL = Text("SQL 查询", "SQL")
TAB = "tab"
USUAL = "three_zero_attainment"


def run(place: Place, period: Period) -> None:
    """The page, from the address to the table below."""
    _find()
    if sql_console.is_on() and allowed(Action.RUN_SQL) and session.argument(TAB) == "sql":
        sql_console.draw()
        return
    asked = choice.read(_query(), place, period, _known())
    for words in asked.remarks:
        show.remark(words)
    explore_controls.draw(asked)
    found = explore_found.found(asked)
    show.sentence(finding.sentence(found))
    _answer(found)
    query = {**session.choice().query, **asked.query}
    explore_memory.look_at(explore_memory.address_of(query), _name(asked))


def _query() -> dict[str, str]:
    return {name: session.argument(name) for name in choice.ARGUMENTS}


def _known() -> Known:
    metrics = answers.metrics()
    usual = USUAL if USUAL in metrics else next(iter(metrics))
    by = {key: tuple(one.key for one in offered(metric)) for key, metric in metrics.items()}
    return Known(metrics, answers.places(), answers.periods(), by, usual)


def _name(asked: Asked) -> Text:
    """What a view is called in the list of those looked at last."""
    names = [metric.name for metric in asked.metrics]
    rest = [Text(asked.place.name, asked.place.name), period_name(asked.period), VIEWS[asked.view]]
    if asked.by != BY_PLACE:
        rest.append(explore_controls.dimension_names(asked.metric)[asked.by])
    zh = ["、".join(each.zh for each in names), *(each.zh for each in rest)]
    en = [", ".join(each.en for each in names), *(each.en for each in rest)]
    return Text(" · ".join(zh), " · ".join(en))


def _find() -> None:
    """The search box, the views that were kept, and the way to the console."""
    language = session.language()
    is_analyst = sql_console.is_on() and allowed(Action.RUN_SQL)
    widths = [1.0, 0.16, 0.12] if is_analyst else [1.0, 0.16]
    at_box, at_views, *at_sql = st.columns(widths, vertical_alignment="center", gap="small")
    with at_box:
        said = st.text_input(
            session.say(SEEK), key="explore-find", placeholder=session.say(SEEK),
            label_visibility="collapsed",
        )  # fmt: skip
    with at_views:
        query = {**session.choice().query, **_query()}
        explore_memory.draw(explore_memory.address_of(query))
    for column in at_sql:
        with column:
            show.html(hits.door(session.say(OPEN_SQL), {**session.choice().query, TAB: "sql"}))
    if said:
        found = search.search(said)
        if found.trouble is not None:
            show.remark(found.trouble)
        listed = [(hit.kind, hit.name, hit.page, hit.query) for hit in found.found]
        show.html(hits.draw(listed, session.choice().query, language))


def _answer(found: Found) -> None:
    """The figure with the number beside it, and the parts below."""
    language, asked = session.language(), found.asked
    query = {**session.choice().query, **asked.query}
    if asked.view == "table":
        show.html(parts.compared(found, query, language))
        _parts(found, query)
        return
    left, right = st.columns([1.75, 1], gap="large")
    with left:
        _figure(found)
    with right:
        show.html(number.draw(found, language, doors=_doors(found, query)))
    _parts(found, query)


def _parts(found: Found, query: dict[str, str]) -> None:
    """What the number is made of, each part a way to its rows, and the table as a file."""
    opens_rows = _may_open_rows(found.asked)
    show.html(parts.draw(found, query, session.language(), opens_rows=opens_rows))
    _export(found)


def _figure(found: Found) -> None:
    asked, language = found.asked, session.language()
    readings = found.fields[asked.metric.key]
    drawn: Any = None
    if asked.view == "line":
        for chart in figures.over_time(found, language):
            charts.one(chart)
        return
    if asked.view == "map":
        _map(asked)
        return
    if asked.view == "distribution":
        drawn = figures.spread(found, readings, language)
    elif asked.view == "scatter":
        drawn = figures.two(found, language)
    elif asked.view == "control":
        it = explore_charts.control(asked)
        drawn = it if isinstance(it, Text) else figures.in_control(found, it, language)
    elif asked.view == "funnel":
        at = explore_charts.funnel(asked.metric, readings)
        drawn = at if isinstance(at, Text) else figures.in_funnel(found, at, readings, language)
    if isinstance(drawn, Text):
        show.remark(drawn)
    else:
        charts.one(drawn)


def _map(asked: Asked) -> None:
    """The map of the page of that name, as it is, with its switch between raw and smoothed."""
    if asked.level == "subdistrict":
        show.remark(figures.NO_MAP)
        return
    if asked.level not in asked.metric.levels:
        show.remark(figures.not_at_level(asked.metric, asked.level))
        return
    wanted = grid_map_asked.read(_on_map(asked))
    view = grid_map.view(asked.place, asked.period, wanted, asked.level, asked.metric.key)
    query, language = {**session.choice().query, **asked.query}, session.language()
    show.html(grid_page.figures(view.rates.figure, query, language, "explore"))
    grid_map_page.picture(view)
    if view.rates.figure:  # both figures of each place, for whoever does not see the colours
        show.html(grid_page.ranking(view, language))


def _on_map(asked: Asked) -> dict[str, str]:
    """The question as the page of the map would be asked it."""
    return {"level": asked.level, "metric": asked.metric.key, "rate": asked.rate}


def _doors(found: Found, query: dict[str, str]) -> dict[str, str]:
    """Where the number leads to, as far as whoever looks may go there."""
    asked, own = found.asked, session.choice().query
    key = asked.metric.key
    doors = {"definition": f"{address('handbook', own)}#{key}"}
    if _may_open_rows(asked):
        doors["evidence"] = address("explore", {**query, ARGUMENT: key})
    doors["map"] = address("grid_map", {**own, **_on_map(asked)})
    if allowed(Action.HOLD_MEETING):
        item = {meeting_mode.MODE: "meeting", meeting_mode.ITEM: key}
        doors["meeting"] = address("weekly_review", {**own, **item})
    return doors


def _may_open_rows(asked: Asked) -> bool:
    line = answers.places().lineage(asked.place.place_id)
    community = next((p.place_id for p in line if p.level == "community"), None)
    return allowed_for(
        Action.SEE_EVIDENCE, departments=asked.metric.departments, community_id=community
    )


def _export(found: Found) -> None:
    """The places of the level, or the parts of the dimension, as a table."""
    asked, language = found.asked, session.language()
    name, detail = f"explore-{asked.metric.key}", explore_memory.address_of(asked.query)
    readings = [each for metric in asked.metrics for each in found.fields[metric.key]]
    whole = found.divided.breakdown
    if asked.by == BY_PLACE and readings:
        exports.offer_table(
            lambda: disclosure.readings(readings, language), name, rows=len(readings), detail=detail
        )
    elif whole is not None and whole.parts:
        withheld = disclosure.parts(asked.metric, whole, found.divided.breakdown_before)
        header, rows = parts_table.listed(found, whole, language, withheld)
        exports.offer_table(
            lambda: files.table(header, rows), f"{name}-{asked.by}", rows=len(rows), detail=detail
        )
