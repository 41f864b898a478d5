"""The map page: what the address asks for, as one view of the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from ui import (
    answers,
    grid_map_audit,
    grid_map_listing,
    grid_map_values,
    grid_map_work,
    ledgers,
    session,
)
from ui.grid_map_asked import Asked
from ui.grid_map_layers import COUNTED_FILL, PAPER
from ui.grid_map_places import boundary_state, inside, mark, shapes
from ui.grid_map_proposals import ARROW, SITE
from ui.planning import LOAD
from ui.tiles import tiles
from views import grid_page, legend, map_audit, map_boundaries, map_layers, map_rates
from views import map_words as words
from views.legend import Key
from views.map_difference import Differences, differences, refusal
from views.map_rates import Rates
from views.map_view import Addresses, MapView, Tiles
from views.places import Period, Place
from wording import ShownError, Text

RING = "#BBD3EA"


def base() -> tuple[Tiles | None, Text | None]:
    """The configured base map, or why it cannot be used; neither where none is configured."""
    try:
        return tiles(), None
    except ShownError as error:
        return None, error.text


def level_of(container: Place, asked: Asked) -> str:
    """The level that is drawn: one below the container, or all grids where they are asked for."""
    if asked.mode or (asked.level == "grid" and container.level == "subdistrict"):
        return "grid"
    return answers.places().level_below(container.place_id)


def offered(level: str) -> list[str]:
    """The metrics that are measured at a level."""
    return [metric.key for metric in answers.metrics().values() if level in metric.levels]


def metric_of(asked: Asked, level: str) -> tuple[str, Text | None]:
    """The metric that is drawn, and a remark where it is not the one asked for."""
    keys = offered(level)
    if asked.mode:
        return LOAD, None
    if asked.metric in keys:
        return asked.metric, None
    return keys[0], grid_page.NOT_AT_LEVEL if asked.metric else None


def view(place: Place, period: Period, asked: Asked, level: str, key: str) -> MapView:
    """Everything that the page draws."""
    container = answers.places().container(place.place_id) or place
    metric, language = answers.metrics()[key], session.language()
    readings = answers.field(key, level=level, period=period, within=container.place_id)
    figure = "" if asked.mode else grid_map_values.figure(metric, asked.rate, period)
    scale = grid_map_values.scale(metric, level, container.place_id, period, figure)
    rates = grid_map_values.rates(metric, level, period, figure)
    drawn = len(readings) < len(inside(level, container.place_id))
    base_map, problem = base() if asked.with_base else (None, None)
    window = grid_map_values.window(period)
    notes = [problem] if problem else []
    if len(window) > 1 and not asked.mode:
        notes.append(words.SAME_SCALE.format(count=len(window)))
    is_judged = metric.target_on(period.end_on) is not None
    notes += map_rates.notes(rates, level, is_judged=is_judged)
    notes.append(words.DATUM)
    found = MapView(
        mode=asked.mode, metric=metric, place=place, container=container, level=level,
        period=period, readings=readings, scale=scale,
        keys=map_rates.keyed(
            legend.keys(scale, readings, language, with_bare=drawn), figure, language
        ),
        addresses=Addresses(""), standing=answers.standing(container, period, key),
        grid=answers.grid_card(place, period) if place.level == "grid" else None,
        chosen=place.place_id if place is not container else "",
        periods=() if asked.mode else window, tiles=base_map, notes=tuple(notes),
        page=asked.page, rates=rates, query=_address(asked, key),
    )  # fmt: skip
    if asked.mode:
        return _in_stead(found, asked)
    found = _compared(found, asked) if asked.against else found
    return _with_layers(found, asked)


def _address(asked: Asked, key: str) -> dict[str, str]:
    whole = session.choice().query | asked.query | {"metric": key}
    return {name: value for name, value in whole.items() if value}


def _in_stead(found: MapView, asked: Asked) -> MapView:
    """The audit, or the proposals, over grids."""
    language, within = session.language(), found.container.place_id
    found = replace(found, standing=None, chosen="")
    if asked.mode == "audit":
        held = grid_map_audit.findings(within, found.period)
        chosen = grid_map_audit.finding(asked.finding, within, found.period)
        focus = map_layers.bounds(chosen.shape_wkb) if chosen and chosen.shape_wkb else None
        focus = focus or grid_map_audit.extent(within, found.period)
        drawn = ("outlines", "boundary_changes" if asked.compare else "findings")
        changed = grid_map_audit.changes(asked.compare)
        marks = map_boundaries.keys(changed.changes, language) if changed else ()
        found_keys = marks if asked.compare else map_audit.keys(held, language)
        addresses = Addresses(_areas(found), "", _layers(found, asked, drawn))
        keys = (*found_keys, *_outline_key(found))
        return replace(
            found, keys=keys, addresses=addresses, focus=focus,
            data_day=changed.as_of_on if changed else grid_map_audit.boundaries_day(found.period),
            heading=map_boundaries.TITLE if changed else None,
        )  # fmt: skip
    proposed = (
        Key("line", words.MOVES_KEY.in_(language), ARROW),
        Key("dot", words.CENTRE_KEY.in_(language), SITE),
    )
    layers = _layers(found, asked, ("outlines", "centre_circles", "moves", "centres"))
    return replace(
        found, keys=(*found.keys, *proposed), notes=(words.PROPOSAL, *found.notes),
        addresses=Addresses(_areas(found), _values(found), layers),
        data_day=min((r.through_on for r in found.readings if r.through_on), default=None),
        heading=words.PROPOSED_OVER.format(name=found.metric.name),
    )  # fmt: skip


def _compared(found: MapView, asked: Asked) -> MapView:
    """The difference to another period, or why there is none."""
    then = answers.periods().find(asked.against)
    if then is None:
        return found
    within = found.container.place_id
    changes = grid_map_values.changes(found.metric, found.level, within, found.period, then)
    carried = any(
        grid_map_values.is_carried(found.metric, found.level, p) for p in (found.period, then)
    )
    why = refusal(found.metric, found.period, then, changes, carried=carried)
    if why is not None:
        return replace(found, against=then, refusal=why)
    scale: Differences = differences(found.metric, changes)
    return replace(
        found, against=then, changes=changes, scale=scale, keys=scale.keys(session.language()),
        periods=(), notes=(words.DATUM,), rates=Rates("raw" if found.rates.figure else ""),
    )  # fmt: skip


def _with_layers(found: MapView, asked: Asked) -> MapView:
    language = session.language()
    layers = list(asked.layers)
    if found.level == "grid":
        layers.insert(0, "outlines")
    keys = [*found.keys, *_layer_keys(asked)]
    if found.level == "grid":
        keys += _outline_key(found)
        if any(p.kind == "dedicated" for p in inside("grid", found.container.place_id)):
            keys.append(Key("caption", words.DEDICATED_KEY.in_(language)))
    each_listed = (grid_map_listing.listed(name, found, asked) for name in asked.layers)
    listed = tuple(each for each in each_listed if each is not None)
    missing = [each.note for each in listed if each.note is not None]
    return replace(
        found, keys=tuple(keys), notes=(*missing, *found.notes), listed=listed,
        addresses=Addresses(_areas(found), _values(found), _layers(found, asked, layers)),
    )  # fmt: skip


def _outline_key(found: MapView) -> tuple[Key, ...]:
    """The border of a community in the legend, where any is drawn."""
    drawn = shapes("community", found.container.place_id, found.period.period_id)
    return (Key("line", words.OUTLINE_KEY.in_(session.language())),) if drawn else ()


def _layer_keys(asked: Asked) -> Iterable[Key]:
    language = session.language()
    for name in asked.layers:
        said = words.LAYER_NAMES[name]
        if name == "facilities":
            yield Key("dot", words.COUNTED.in_(language), COUNTED_FILL)
            yield Key("dot", words.NOT_COUNTED.in_(language), PAPER)
            yield Key("cross", words.CLOSED.in_(language))
        elif name == "circles":
            radius = asked.circle_m
            yield Key("ring", words.CIRCLE.format(radius=radius).in_(language), RING)
        else:
            sign = words.SIGNS[name]
            key = words.COUNT_KEY.format(sign=sign, name=said).in_(language)
            yield Key("count", key, words.EDGES[name])


def _tail(found: MapView) -> dict[str, str]:
    version = str(ledgers.at()[1])
    return {"v": version, "mark": mark(), "within": found.container.place_id}


def _query(said: dict[str, str]) -> str:
    kept = urlencode({key: value for key, value in said.items() if value})
    return kept.replace("%7Bperiod%7D", "{period}")


def _areas(found: MapView) -> str:
    state = boundary_state(found.level, found.period.period_id)
    return f"geometry/{found.level}.json?{_query({**_tail(found), 'period': state})}"


def _values(found: MapView) -> str:
    said = {
        **_tail(found), "metric": found.metric.key, "lang": session.language(),
        "rate": "" if found.is_difference else found.rates.figure,
        "period": "{period}",
        "against": found.against.period_id if found.is_difference and found.against else "",
    }  # fmt: skip
    return f"geometry/values/{found.level}.json?{_query(said)}"


def _layers(found: MapView, asked: Asked, names: Iterable[str]) -> tuple[str, ...]:
    """Where each layer is fetched; a layer that does not change by period says so, to be kept."""
    addresses = []
    for name in names:
        said = {**_tail(found), "level": found.level, "lang": session.language(),
                "period": "{period}"}  # fmt: skip
        if name == "outlines":
            said["period"] = boundary_state("community", found.period.period_id)
        if name in ("facilities", "circles"):
            said["function"] = asked.function
        if name == "circles":
            said["radius"] = str(asked.circle_m)
        if name == "boundary_changes":
            said["compare"] = asked.compare
        if name == "tasks":
            said["of"] = grid_map_work.stamp(found.period)
        addresses.append(f"geometry/layer/{name}.json?{_query(said)}")
    return tuple(addresses)
