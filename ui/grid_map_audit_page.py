"""The one-network audit beside the map: findings, the history of the boundaries, what changed."""

from __future__ import annotations

from publication.boundary_changes import BoundaryChanges
from ui import answers, exports, grid_map_audit, session, show
from ui.grid_map_asked import Asked
from views import map_audit, map_boundaries
from views.map_files import GEOJSON
from views.map_view import MapView


def network(view: MapView) -> map_audit.Network:
    """What the audit says of the place that is shown."""
    top = answers.places().top or view.container
    held = grid_map_audit.found(view.period)
    found = grid_map_audit.findings(view.container.place_id, view.period)
    if held is None:
        return map_audit.Network(view.container, top, (), (), 0.0, 0.0)
    return map_audit.Network(
        view.container, top, found, held.versions, held.area_m2, held.covered_once_m2
    )


def draw(view: MapView, asked: Asked) -> None:
    """The findings, or what an import of boundaries changed, each with its file; the history."""
    language, places, held = session.language(), answers.places().by_id, network(view)
    changes = grid_map_audit.changes(asked.compare)
    if changes is not None:
        _changed(changes, asked.compare)
        show.html(map_boundaries.history(held.versions, view.query, language, asked.compare))
        return
    show.html(map_audit.listing(held, places, view.query, language, asked.finding))
    if held.findings:
        exports.offer(
            map_audit.DOWNLOAD, lambda: map_audit.geojson(held, places, language),
            f"one-network-audit-{view.period.period_id}.geojson", GEOJSON,
            what="export.map", rows=len(held.findings),
        )  # fmt: skip
    show.html(map_boundaries.history(held.versions, view.query, language))


def above(view: MapView, asked: Asked) -> None:
    """The answer in one line: what was found, or what changed."""
    language, changes = session.language(), grid_map_audit.changes(asked.compare)
    if changes is not None:
        show.html(map_boundaries.summary(changes, view.query, language))
    else:
        show.html(map_audit.summary(network(view), language))


def _changed(changes: BoundaryChanges, import_id: str) -> None:
    language, places = session.language(), answers.places().by_id
    show.html(map_boundaries.listing(changes, places, language))
    if changes.changes:
        exports.offer(
            map_boundaries.DOWNLOAD, lambda: map_boundaries.geojson(changes, places, language),
            f"boundary-changes-{import_id}.geojson", GEOJSON,
            what="export.map", rows=len(changes.changes),
        )  # fmt: skip
