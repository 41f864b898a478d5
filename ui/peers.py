"""Below a page, for a reader of one community: how the others do on average."""

from __future__ import annotations

from collections.abc import Mapping

from publication.others import Average, average_of_others
from publication.reading import open_published
from ui import answers, scope, session, settings, show
from ui.kept import per_version
from views import peers
from views.families import HEADLINES, PAGES
from views.peers import Beside
from views.places import Period

FAMILY_OF = {page: family for family, page in PAGES.items()}


@per_version(128)
def _averages(at: scope.At, period_id: str) -> Mapping[str, Average]:
    # The whole version is asked here, for sums without a name; nowhere else above the reading room.
    whole = open_published(settings.home())
    return {} if whole is None else average_of_others(whole, at[2], period_id)


def beside(keys: frozenset[str], period: Period) -> tuple[Beside, ...]:
    """The community's own values of some metrics, each with the others' average."""
    at = scope.at()
    own = answers.places().top
    if own is None:
        return ()
    averages = _averages(at, period.period_id)
    return tuple(
        Beside(s.metric, s.now.value, averages[s.metric.key].value)
        for s in answers.standings(own, period)
        if s.metric.key in keys and s.metric.key in averages
    )


def draw(page: str) -> None:
    """The table of the metrics that a page is about; nothing for whoever sees all communities."""
    if not scope.community():
        return
    period = session.choice().period
    if page == "overview":
        keys = frozenset(HEADLINES.values())
    else:
        family = FAMILY_OF.get(page)
        keys = frozenset(k for k, m in answers.metrics().items() if m.family == family)
    if period is not None and keys:
        show.html(peers.draw(beside(keys, period), session.language()))
