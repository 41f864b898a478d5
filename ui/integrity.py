"""The integrity checks on the screen: what should be looked at, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from data.catalogue import contracts
from metrics.integrity import Finding, Outcome
from office.permissions import Action
from publication.integrity.asking import ask
from publication.integrity.catalogue import checks
from ui import answers, charts, exports, scope, session, settings, show
from ui.kept import per_version
from ui.scope import At
from ui.viewer import allowed, record
from views import files
from views.integrity import charts as drawing
from views.integrity import page
from views.integrity.page import CHECK, ROWS, Shown
from views.places import Period, Place
from wording import Text

NOT_YOURS = Text("数据核查只对分析员开放。", "The integrity checks are for analysts.")
LOOKING = Text("正在逐项查看…", "Going through the checks…")
TITLE = Text("原表位置", "Where the rows stand")
_SEEN = "_integrity_rows_seen"


def run(place: Place, period: Period) -> None:
    """The answer, every check with its state, and one of them in full."""
    if not allowed(Action.SEE_INTEGRITY):
        show.remark(NOT_YOURS)
        return
    language, query = session.language(), session.choice().query
    with st.spinner(session.say(LOOKING)):
        outcomes = _outcomes(scope.at(), period.end_on)
    shown = _shown(outcomes).within(_community(place))
    key = session.argument(CHECK)
    key = key if key in shown.outcomes else shown.first()
    show.sentence(page.headline(shown))
    show.html(page.overview(shown, key, query, language))
    show.html(page.findings(shown, key, query, language))
    _spreads(shown, key)
    show.html(page.about(shown, key, language))
    _export(shown)
    _rows(shown, key)


@per_version(64)
def _outcomes(at: At, end_on: date) -> Mapping[str, Outcome]:
    """Found once per version and day: a version never changes."""
    published = scope.published()
    return {} if published is None else ask(settings.home(), published, end_on)


def _shown(outcomes: Mapping[str, Outcome]) -> Shown:
    return Shown(
        checks=checks(), outcomes=outcomes,
        datasets={name: contract.title for name, contract in contracts().items()},
        places={each.place_id: each.name for each in answers.places().by_id.values()},
        metrics=answers.metrics(),
    )  # fmt: skip


def _community(place: Place) -> str:
    """The community that is chosen or that the grid lies in; empty for the whole office."""
    line = answers.places().lineage(place.place_id)
    return next((each.place_id for each in line if each.level == "community"), "")


def _spreads(shown: Shown, key: str) -> None:
    """Two figures to a row."""
    drawn = [
        drawing.draw(spread, shown.datasets[spread.dataset], session.language(), f"{key}-{number}")
        for number, spread in enumerate(shown.outcomes[key].distributions)
    ]
    for first in range(0, len(drawn), 2):
        charts.side_by_side(drawn[first : first + 2])


def _export(shown: Shown) -> None:
    header, rows = page.listed(shown, session.language())
    if rows:
        exports.offer_table(
            lambda: files.table(header, rows), "integrity", rows=len(rows), what="export.rows"
        )


def _rows(shown: Shown, key: str) -> None:
    """Where the rows of a finding stand, in a dialog, where the address asks for them."""
    asked, found = session.argument(ROWS), shown.outcomes[key].findings
    if not asked.isdecimal() or not 1 <= int(asked) <= len(found):
        return
    finding = found[int(asked) - 1]
    seen = f"integrity {key} {finding.dataset} {finding.place_id}"
    if st.session_state.get(_SEEN) != (seen, asked):
        st.session_state[_SEEN] = (seen, asked)
        record("view.rows", detail=seen, rows=len(finding.rows))
    st.dialog(session.say(TITLE), width="large", on_dismiss=_close)(_draw)(shown, finding)


def _draw(shown: Shown, finding: Finding) -> None:
    show.sentence(page.summary(finding))
    show.html(page.rows(shown, finding, session.language()))


def _close() -> None:
    st.session_state.pop(_SEEN, None)
    session.set_argument(ROWS, "")
