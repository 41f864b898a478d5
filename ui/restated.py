"""The numbers of a period that read otherwise than at the frozen meeting about it, per version."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from office.meetings import meeting_of
from publication.meetings import reopen, restated
from ui import scope, settings
from ui.kept import per_version
from views.results import Was

_NOTHING: Mapping[tuple[str, str], Was] = MappingProxyType({})


@per_version(64)
def _since_frozen(at: scope.At, period_id: str) -> Mapping[tuple[str, str], Was]:
    home, source = settings.home(), scope.published()
    held = meeting_of(home.path, period_id)
    if source is None or held is None or held.version in (None, source.version):
        return _NOTHING
    return MappingProxyType({
        (one.then.metric, one.then.place_id): Was(
            held.number, one.then.shown[2], one.then.state,
            is_redefined=one.cause in ("definition", "target"),
        )
        for one in restated(reopen(home, held.number), source)
    })  # fmt: skip


def since_frozen(period_id: str) -> Mapping[tuple[str, str], Was]:
    """(metric, place) -> what the frozen meeting about a period saw, where it differs now."""
    return _since_frozen(scope.at(), period_id)
