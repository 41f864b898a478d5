"""The one cached door to published numbers: what is asked once per version is answered from memory.

Answers are made of frozen dataclasses in tuples, so that no page can change what another is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from metrics.catalogue import metrics as declared_metrics
from metrics.metric import Metric
from office.permissions import Action
from publication.reading import Published
from ui import restated, scope
from ui.data_days import data_days
from ui.kept import per_version
from ui.ledgers import Row, files, plain
from ui.scope import At
from ui.scope import at as _version
from ui.viewer import allowed_for
from views.places import Period, Periods, Place, Places
from views.results import GridCard, Origin, Reading, Standing, comparable

HISTORY = {"week": 26, "month": 24, "quarter": 8, "year": 2}
KEPT = 2000
HIDDEN = "＊＊＊"
"""In place of a name."""

WORKER_ROLES = ("worker", "full_time_worker", "part_time_worker")


def published() -> Published | None:
    """The version in force as whoever looks may see it; None in an empty office."""
    return scope.published()


def metrics() -> dict[str, Metric]:
    """Every metric by key, family by family, with the targets of the version in force."""
    source = published()
    return declared_metrics() if source is None else source.metrics


def origin() -> Origin | None:
    """Where the numbers come from; None in an empty office."""
    source = published()
    return Origin(source.version, source.through_on, len(files())) if source else None


def _as_date(value: Any) -> date | None:
    if value is None:
        return None
    day: date = value.date() if hasattr(value, "date") else value
    return day


@per_version(64)
def _places(at: At) -> Places:
    source = published()
    rows = plain(source.places()) if source else []
    return Places.of(
        Place(
            str(row["place_id"]), str(row["name"]), str(row["level"]), row["parent_id"] or None,
            row["path"] or "", row["kind"], row["is_active"] is not False,
            _whole(row["resident_households"]), _whole(row["resident_population"]),
        )
        for row in rows
    )  # fmt: skip


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


def places() -> Places:
    """The tree of places."""
    return _places(_version())


@per_version(64)
def _periods(at: At) -> Periods:
    source = published()
    rows = plain(source.periods()) if source else []
    return Periods.of(
        Period(
            str(row["period_id"]), str(row["kind"]),
            _as_date(row["start_on"]) or date.min, _as_date(row["end_on"]) or date.max,
            bool(row["is_complete"]),
        )
        for row in rows
    )  # fmt: skip


def periods() -> Periods:
    """The published periods."""
    return _periods(_version())


@per_version(KEPT)
def _readings(  # noqa: PLR0917
    at: At, keys: tuple[str, ...] | None, level: str | None,
    period_ids: tuple[str, ...], place_ids: tuple[str, ...] | None, within: str | None,
) -> tuple[Reading, ...]:  # fmt: skip
    source = published()
    if source is None:
        return ()
    frame = source.measures(
        metrics=list(keys) if keys is not None else None, level=level, periods=list(period_ids),
        places=list(place_ids) if place_ids is not None else None, within=within,
    )  # fmt: skip
    known, tree, calendar = metrics(), places(), periods()
    by_period = {period.period_id: period for period in calendar.all}
    latest = period_ids[-1]  # only the period that is shown states the day of its data
    seen = restated.since_frozen(latest)  # and what a meeting saw of it
    day_of = data_days(at, by_period.get(latest), tree)
    found = []
    for row in plain(frame):
        metric, place = known.get(row["metric"]), tree.by_id.get(row["place_id"])
        period = by_period.get(row["period_id"])
        if metric is None or place is None or period is None:
            continue
        grey = row["state"] == "not_reported"  # grey is never zero: nothing is known
        is_shown = period.period_id == latest
        was = seen.get((metric.key, place.place_id)) if is_shown else None
        flags = (*(row["flags"] or "").split(","), "restated" if was else "")
        found.append(
            Reading(
                metric,
                place,
                period,
                None if grey else row["numerator"],
                row["denominator"],
                None if grey else row["value"],
                row["state"] or "no_target",
                frozenset(filter(None, flags)),
                day_of(metric, place) if is_shown else None,
                was,
            )
        )
    order = {key: position for position, key in enumerate(known)}
    return tuple(sorted(found, key=lambda r: (order[r.metric.key], r.place.place_id)))


def field(
    metric: str | None, *, level: str | None, period: Period, within: str | None = None
) -> tuple[Reading, ...]:
    """One metric for all places of a level inside a place; None means all of them."""
    keys = None if metric is None else (metric,)
    return _readings(_version(), keys, level, (period.period_id,), None, within)


def line(key: str, place: Place, span: Sequence[Period]) -> tuple[Reading | None, ...]:
    """One metric of a place, a reading for each period; None where a period has no row."""
    ids = tuple(period.period_id for period in span)
    if not ids:
        return ()
    rows = _readings(_version(), (key,), None, ids, (place.place_id,), None)
    found = {reading.period.period_id: reading for reading in rows}
    return tuple(found.get(period_id) for period_id in ids)


def below(place: Place, period: Period) -> tuple[Reading, ...]:
    """Every metric for the places one level below; nothing below a grid."""
    if place.level == "grid":
        return ()
    return _below(_version(), place, period, None)


def _below(
    at: At, place: Place, period: Period, keys: tuple[str, ...] | None
) -> tuple[Reading, ...]:
    level = places().level_below(place.place_id)
    return _readings(at, keys, level, (period.period_id,), None, place.place_id)


@per_version(KEPT)
def _standings(
    at: At, place: Place, period: Period, keys: tuple[str, ...] | None
) -> tuple[Standing, ...]:
    calendar = periods()
    span = calendar.up_to(period, HISTORY[period.kind])
    ids = tuple(each.period_id for each in span)
    rows = _readings(at, keys, None, ids, (place.place_id,), None)
    parts = () if place.level == "grid" else _below(at, place, period, keys)
    standings = []
    for key in dict.fromkeys(reading.metric.key for reading in rows):
        by_period = {r.period.period_id: r for r in rows if r.metric.key == key}
        now = by_period.get(period.period_id)
        if now is None:
            continue
        before = by_period.get(ids[-2]) if len(ids) > 1 else None
        compared = before if before and comparable(before, now) else None
        line = [by_period.get(each) for each in ids]
        standings.append(
            Standing(
                now=now,
                previous=compared,
                history=tuple(each.value if each else None for each in line),
                carried=tuple(bool(each and "back_carried" in each.flags) for each in line),
                periods=span,
                target=now.metric.target_on(period.end_on),
                parts=tuple(part for part in parts if part.metric.key == key),
            )
        )
    return tuple(standings)


def standings(
    place: Place, period: Period, keys: Iterable[str] | None = None
) -> tuple[Standing, ...]:
    """How a place stands on its metrics, with the change, the line and the parts."""
    return _standings(_version(), place, period, None if keys is None else tuple(keys))


def standing(place: Place, period: Period, key: str) -> Standing | None:
    """How a place stands on one metric."""
    return next(iter(standings(place, period, (key,))), None)


def unreported(place: Place, period: Period) -> tuple[Reading, ...]:
    """Readings of the places below that say "not reported"; a community speaks for itself."""
    parts: Sequence[Reading] = below(place, period)
    if place.level != "subdistrict":
        parts = [s.now for s in standings(place, period)]
    return tuple(reading for reading in parts if reading.state == "not_reported")


@per_version(KEPT)
def _grid_card(at: At, grid: Place, period: Period) -> GridCard:
    source = published()
    register: Row = {}
    staff: tuple[Row, ...] = ()
    if source is not None:
        held = plain(source.rows("grids", period_id=period.period_id, grid_id=grid.place_id))
        register = held[0] if held else {}
        staff = plain(source.rows("grid_staff", period_id=period.period_id, grid_id=grid.place_id))

    def named(*roles: str) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                str(row["person_name"])
                for row in staff
                if row.get("role") in roles
                and row.get("status") == "on_duty"
                and row.get("person_name")
            )
        )

    return GridCard(
        grid, named("leader"), named(*WORKER_ROLES), register.get("party_organisation"),
        _whole(register.get("resident_households", grid.households)),
        _whole(register.get("resident_population", grid.population)),
        _as_date(register.get("as_of_on")),
        _readings(at, None, None, (period.period_id,), (grid.place_id,), None),
    )  # fmt: skip


def grid_card(grid: Place, period: Period) -> GridCard:
    """What is known of one grid at the period's end; who may not see names sees how many."""
    card = _grid_card(_version(), grid, period)
    about_staff = [metric for metric in metrics().values() if "grid_staff" in metric.reads]
    community = places().container(grid.place_id)
    if allowed_for(
        Action.SEE_NAMES,
        departments={name for metric in about_staff for name in metric.departments},
        community_id=community.place_id if community is not None else None,
    ):
        return card
    return replace(
        card, leaders=(HIDDEN,) * len(card.leaders), workers=(HIDDEN,) * len(card.workers)
    )
