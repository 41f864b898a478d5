"""The rows behind a number, or behind one part of it, in a dialog: page by page.

It opens where the address names an indicator, and with it, where one part is asked for, the
dimension and the part; without a part it is the rows of which it is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

import streamlit as st

from data.catalogue import contracts
from data.contract import Contract
from data.remarks import REMARKS
from metrics.dimension import Dimension, dimension
from office.permissions import Action
from publication.breakdown import rows_of_part, title_of, word
from publication.errors import PublicationError
from publication.evidence import MOST_ROWS, ORIGIN, evidence
from publication.reading import Published
from ui import answers, disclosure, exports, session, show
from ui.viewer import allowed, allowed_for, record
from views import evidence as views
from views import files, numbers
from views.evidence import ARGUMENT, AT_ONCE, OF, PART, Behind, Field, Group
from views.places import Period, Place, period_name
from wording import Text

_SEEN = "_rows_seen"
NOT_YOURS = Text(
    "这个数的明细不在您的查看范围内。", "The rows behind this number are outside what you may see."
)
WITHHELD = Text(
    "这个数太小，它的明细不能离开本系统，因此不提供下载。",
    "This number is too small for its rows to leave the system; there is no file of them.",
)
_NEVER_SHOWN = frozenset({*ORIGIN, "community_id", "grid_id"})
_NOTED = Field("row_flags", Text("导入时的提示", "Noted at the import"), REMARKS, is_list=True)
_OF_EVERY_ROW: Mapping[str, Text] = {
    "person_name": Text("姓名", "Name"),
    "as_of_on": Text("数据日期", "Day of the data"),
}


@dataclass(frozen=True)
class Asked:
    """Whose rows are listed, and what of them whoever looks may see.

    It is read outside of a page's run as well, where a file is made.
    """

    published: Published
    key: str
    place: Place
    period: Period
    places: Mapping[str, str]
    may_see_names: bool
    by: Dimension | None = None
    code: str | None = None

    @property
    def detail(self) -> str:
        """The number in the log, and the part of it that was opened."""
        part = f" {self.by.key}={self.code or ''}" if self.by is not None else ""
        return f"{self.key} {self.place.name} {self.period.period_id}{part}"

    def read(self, first: int, most: int) -> Behind:
        """The number and so many of its rows, dataset by dataset, in the contracts' words."""
        at = (self.published, self.key)
        where = (self.place.place_id, self.period.period_id)
        if self.by is None:
            found = evidence(*at, *where, first=first, most=most)
        else:
            found = rows_of_part(*at, self.by, *where, code=self.code, first=first, most=most)
        groups = []
        for dataset, members in groupby(found.rows, key=lambda row: str(row["dataset"])):
            rows, contract = tuple(members), contracts()[dataset]
            left_out = _NEVER_SHOWN | (frozenset() if self.may_see_names else contract.name_columns)
            names = [name for name in rows[0] if name not in left_out]
            names = [name for name in names if any(row[name] is not None for row in rows)]
            fields = tuple(field_of(contract, name) for name in names)
            groups.append(Group(dataset, contract.title, fields, rows, found.counts[dataset]))
        return Behind(
            metric=found.metric, place=self.place.name, period=period_name(self.period),
            numerator=found.numerator, denominator=found.denominator, value=found.value,
            groups=tuple(groups), places=self.places, count=found.count, first=first,
            part=(title_of(self.by), word(self.code, self.by)) if self.by is not None else None,
        )  # fmt: skip


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
    asked = asked_for(key, choice.place, choice.period)
    try:
        first = asked.read(0, AT_ONCE)
    except PublicationError as error:
        show.remark(error.text)
        return
    _note(asked, first.count)
    title = session.say(views.TITLE)
    st.dialog(title, width="large", on_dismiss=_close)(_draw)(asked, first)


def asked_for(key: str, place: Place, period: Period) -> Asked:
    """The rows that the address asks for, as far as whoever looks may see them."""
    published = answers.published()
    assert published is not None, "there is a place, so something is published"
    places = {each.place_id: each.name for each in answers.places().by_id.values()}
    return Asked(
        published, key, place, period, places, allowed(Action.SEE_NAMES),
        by=dimension(session.argument(OF)), code=session.argument(PART) or None,
    )  # fmt: skip


def _note(asked: Asked, rows: int) -> None:
    """One line in the log for every number whose rows are opened, not for every redrawing."""
    if st.session_state.get(_SEEN) != asked.detail:
        st.session_state[_SEEN] = asked.detail
        record("view.rows", detail=asked.detail, rows=rows)


def _close() -> None:
    st.session_state.pop(_SEEN, None)
    for name in (ARGUMENT, OF, PART):
        session.set_argument(name, "")


def _draw(asked: Asked, found: Behind) -> None:
    language = session.language()
    show.sentence(views.summary(found, language))
    if found.count > AT_ONCE:
        page = st.pagination(views.pages(found.count), key=f"page of {asked.detail}")
        found = asked.read((page - 1) * AT_ONCE, AT_ONCE) if page > 1 else found
    show.html(views.draw(found, language))
    if not found.count:
        return
    if found.count > MOST_ROWS:
        told = {"count": numbers.plain(found.count), "most": numbers.plain(MOST_ROWS)}
        show.remark(views.CUT.format(**told))
    withheld = disclosure.places(asked.key, asked.period)
    if disclosure.no_row_leaves(asked.place.place_id, withheld):
        show.remark(WITHHELD)
        return
    _offer_file(asked, withheld)


def _offer_file(asked: Asked, withheld: Collection[str]) -> None:
    """The rows as a table; the log counts those that the file holds."""
    language, taken = session.language(), 0

    def made() -> bytes:
        nonlocal taken
        header, rows = views.listed(for_file(asked, withheld), language)
        taken = len(rows)
        return files.table(header, rows)

    exports.offer_table(
        made, f"evidence-{asked.key}", rows=lambda: taken, what="export.rows", detail=asked.detail
    )


def for_file(asked: Asked, withheld: Collection[str]) -> Behind:
    """The rows as they may leave the system.

    No names and no free text; nothing of a private person but where its row stands; no rows of a
    place whose figure is withheld.
    """
    found = replace(asked, may_see_names=False).read(0, MOST_ROWS)
    kept = tuple(_discreet(group, withheld) for group in found.groups)
    return replace(found, groups=tuple(group for group in kept if group.rows))


def _discreet(group: Group, withheld: Collection[str]) -> Group:
    rows = tuple(row for row in group.rows if disclosure.row_leaves(row["place_id"], withheld))
    is_private = disclosure.is_private(contracts()[group.dataset])
    return replace(group, rows=rows, fields=() if is_private else group.fields)


def field_of(contract: Contract, name: str) -> Field:
    """A stored column of a dataset: its title, and the words of its values."""
    if name == _NOTED.name:
        return _NOTED
    column = next((column for column in contract.columns if column.name == name), None)
    if column is None:
        # Of an older version, a column that no contract names any more.
        return Field(name, _OF_EVERY_ROW.get(name, Text(name, name)), {})
    words = {
        code: Text(spellings[0] if spellings else code, code.replace("_", " "))
        for code, spellings in column.choices.items()
    }
    return Field(name, Text(column.headers[0], column.meaning.en), words)
