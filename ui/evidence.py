"""The rows behind a number in a dialog: it opens where the address names an indicator."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from data.catalogue import contracts
from data.contract import Contract
from office.permissions import Action
from publication.evidence import ORIGIN, evidence
from ui import answers, exports, session, show
from ui.viewer import allowed, allowed_for, record
from views import evidence as views
from views import files
from views.evidence import Behind, Field, Group
from wording import Text

ARGUMENT = "evidence"
_SEEN = "_rows_seen"
NOT_YOURS = Text(
    "这个数的明细不在您的查看范围内。", "The rows behind this number are outside what you may see."
)
FLAGS = Text("标注", "Flags")
_NEVER_SHOWN = frozenset({*ORIGIN, "community_id", "grid_id"})
_OFFICE_ROLE = Text("姓名", "Name")


def offer() -> None:
    """Open the dialog where the address asks for it."""
    key, choice = session.argument(ARGUMENT), session.choice()
    if key not in answers.metrics() or choice.place is None or choice.period is None:
        return
    within = answers.places().container(choice.place.place_id)
    community = within.place_id if within is not None and within.level == "community" else None
    if not allowed_for(
        Action.SEE_EVIDENCE,
        departments=answers.metrics()[key].departments, community_id=community,
    ):  # fmt: skip
        show.remark(NOT_YOURS)
        return
    found = behind(key, choice.place.place_id, choice.period.period_id)
    _note(found)
    title = session.say(views.TITLE)
    st.dialog(title, width="large", on_dismiss=_close)(_draw)(found)


def _note(found: Behind) -> None:
    """One line in the log for every number whose rows are opened, not for every redrawing."""
    seen = f"{found.metric.key} {found.place} {found.period_id}"
    if st.session_state.get(_SEEN) != seen:
        st.session_state[_SEEN] = seen
        record("view.rows", detail=seen, rows=found.count)


def _close() -> None:
    st.session_state.pop(_SEEN, None)
    session.set_argument(ARGUMENT, "")


def _draw(found: Behind) -> None:
    language = session.language()
    show.sentence(views.summary(found, language))
    show.html(views.draw(found, language))
    if found.count:
        header, rows = views.listed(found, language)
        exports.offer_table(
            lambda: files.table(header, rows), f"evidence-{found.metric.key}",
            rows=found.count, what="export.rows",
        )  # fmt: skip


def behind(key: str, place_id: str, period_id: str) -> Behind:
    """The number and its rows, dataset by dataset, in the words of the contracts."""
    published = answers.published()
    assert published is not None, "there is a place, so something is published"
    found = evidence(published, key, place_id, period_id)
    groups, may_see_names = [], allowed(Action.SEE_NAMES)
    for dataset, members in groupby(found.rows, key=lambda row: str(row["dataset"])):
        rows = tuple(members)
        contract = contracts()[dataset]
        left_out = _NEVER_SHOWN | (frozenset() if may_see_names else contract.name_columns)
        names = [name for name in rows[0] if name not in left_out]
        shown = [n for n in names if n != "row_flags" and any(r[n] is not None for r in rows)]
        groups.append(Group(contract.title, tuple(_field(contract, n) for n in shown), rows))
    places = {place.place_id: place.name for place in answers.places().by_id.values()}
    return Behind(
        metric=found.metric, place=places.get(place_id, place_id), period_id=period_id,
        numerator=found.numerator, denominator=found.denominator, value=found.value,
        groups=tuple(groups), places=places,
    )  # fmt: skip


def _field(contract: Contract, name: str) -> Field:
    column = next((column for column in contract.columns if column.name == name), None)
    if column is None:
        return Field(name, _OFFICE_ROLE if name == "person_name" else Text(name, name), {})
    words = {
        code: Text(spellings[0] if spellings else code, code.replace("_", " "))
        for code, spellings in column.choices.items()
    }
    return Field(name, Text(column.headers[0], column.meaning.en), words)
