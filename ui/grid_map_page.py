"""The page of the map: what is asked, the map on the left, its words and tables on the right."""

from __future__ import annotations

from office.permissions import Action
from ui import (
    answers,
    grid_map,
    grid_map_asked,
    grid_map_audit_page,
    grid_map_card,
    grid_map_circles,
    grid_map_controls,
    grid_map_files,
    grid_map_proposals,
    map,
    scope,
    session,
    show,
)
from ui.grid_map_places import shapes
from ui.viewer import allowed
from views import grid_map as drawing
from views import grid_page, map_card, map_circles, map_listing, planning
from views import map_words as words
from views.map_view import MapView
from views.places import Period, Place


def draw(place: Place, period: Period) -> None:
    """The whole page."""
    asked = grid_map_asked.asked()
    container = answers.places().container(place.place_id) or place
    level = grid_map.level_of(container, asked)
    key, remark = grid_map.metric_of(asked, level)
    view = grid_map.view(place, period, asked, level, key)
    above = show.room("mode-above" if asked.mode else "map-above")
    left, right = show.split()
    with left:  # before all the rest: the browser is to load the map first
        picture(view)
    with right:
        if view.mode == "audit":
            grid_map_audit_page.draw(view, asked)
        elif view.mode == "proposals":
            _proposals(view)
        else:
            _metric(view, asked)
    with above:
        grid_map_controls.heading(place, container, period, asked, level, key)
        if not asked.mode:
            at_files = grid_map_controls.draw(container, period, asked, level, key)
            if remark is not None:
                show.remark(remark)
            grid_map_files.offer(view, at_files)
        _above(view, asked)


def picture(view: MapView) -> None:
    """The map, or what is missing to draw it."""
    language, within, period_id = session.language(), view.container.place_id, view.period.period_id
    if shapes(view.level, within, period_id):
        map.show(drawing.frame(), drawing.told(view, language))
        return
    by_grid = None
    if view.level == "community" and shapes("grid", within, period_id):
        by_grid = {**view.query, "level": "grid"}
    show.html(
        grid_page.unbounded(
            view.level, session.choice().query, language, may_import=allowed(Action.IMPORT),
            has_table=not view.mode, by_grid=by_grid,
        )
    )  # fmt: skip


def _above(view: MapView, asked: grid_map_asked.Asked) -> None:
    if not view.mode:
        show.html(grid_page.finding(view, session.language()))
    elif view.mode == "audit":
        grid_map_audit_page.above(view, asked)
    else:
        staffing, _ = grid_map_proposals.plans(view.container, view.period)
        show.html(planning.finding(staffing, session.language()))


def _metric(view: MapView, asked: grid_map_asked.Asked) -> None:
    language = session.language()
    if view.grid is not None:
        around = grid_map_card.around(view.place, view.period, view.metric.key)
        show.html(map_card.card(view.grid, around, view.period, view.query, language))
    if "circles" in asked.layers:
        held = grid_map_circles.households(view.container, view.period, asked)
        confined = bool(scope.community())
        show.html(map_circles.sentence(held, asked.function, language, is_confined=confined))
    show.html(grid_page.ranking(view, language))
    show.html(map_listing.tables(view.listed, language))
    show.html(grid_page.trend(view, language))


def _proposals(view: MapView) -> None:
    language, places = session.language(), answers.places().by_id
    staffing, centres = grid_map_proposals.plans(view.container, view.period)
    if not staffing.grids and centres is None:
        show.remark(words.NOTHING_PROPOSED)
    show.html(planning.staffing(staffing, places, language))
    if centres is not None:
        show.html(planning.centres(centres, places, language))
