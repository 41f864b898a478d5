"""What a kind of spreadsheet promises: columns, key, rules, and how its files follow one another.

One contract per file in ``data/sheets``. A contract knows nothing of layouts: title rows, merged
headers, totals and footers are the reader's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.rules import Rule
from wording import Text

CellType = Literal[
    "text",  # kept as written, without control characters
    "code",  # an identifier: digits and letters, never a number
    "integer",
    "number",
    "date",
    "instant",  # a day and, where given, a time of day
    "clock",  # a time of day, stored as "HH:MM"
    "month",  # stored as "2026-10"
    "week",  # ISO week, stored as "2026-W47"
    "yes_no",  # three-valued: yes, no, unknown
    "choice",  # one of the declared values
    "community",  # a community by name or code, stored as its 12-digit code
    "grid",  # a grid by name or code, stored as its 15-digit code
    "grids",  # several grids in one cell, stored as ";code;code;" so that SQL finds '%;code;%'
    "geometry",  # stored as WKB in WGS-84
]

ARROW_TYPES: Mapping[str, str] = {
    "text": "string",
    "code": "string",
    "integer": "int64",
    "number": "float64",
    "date": "date32",
    "instant": "timestamp[us]",
    "clock": "string",
    "month": "string",
    "week": "string",
    "yes_no": "bool",
    "choice": "string",
    "community": "string",
    "grid": "string",
    "grids": "string",
    "geometry": "binary",
}

Blank = Literal["unknown", "none", "refused", "asked"]
"""What an empty cell means: not known; nothing (0 or no); a mistake; a question to the clerk."""

ImportKind = Literal["snapshot", "events", "cumulative_ledger", "totals"]
"""How files follow one another.

snapshot: the state on a day, replaces the earlier state of the same communities.
events: rows with a key; later files add or correct.
cumulative_ledger: the later file replaces the earlier one whole.
totals: counts by place and month; a later file corrects the months that it names.
"""


@dataclass(frozen=True)
class Column:
    """One promised column: its English name, the Chinese headers it may wear, and its type.

    ``name`` ends in its unit where it has one (``area_m2``, ``service_hours``). ``headers`` starts
    with the usual header; a parent header is written before a slash (``刑事立案/小计``).
    ``sum_of`` names the columns whose sum fills a cell that a formula left empty. ``unit_in`` names
    the column that holds the unit of a number, where every row has its own. ``choices`` are the
    spellings of each declared value; of a column of yes and no, the words that it has besides the
    usual ones, under "yes" and "no". ``without_day`` says what a month or year without a day means
    in a date: a question, an unknown day, or its last day (a deadline). ``is_asked_for``: a sheet
    without the column is asked what holds for its rows. ``names_people`` marks
    a column that holds, or in free text may hold, the names of people in office roles: who may not
    see names is not shown it.
    """

    name: str
    type: CellType
    headers: tuple[str, ...]
    meaning: Text
    blank: Blank = "unknown"
    required: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    otherwise: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    sum_of: tuple[str, ...] = ()
    unit_in: str | None = None
    names_people: bool = False
    is_asked_for: bool = False
    without_day: Literal["asked", "unknown", "last"] = "asked"


@dataclass(frozen=True)
class Person:
    """Who a row is about, where the dataset must tell persons apart.

    Stored as ``person_key``, a keyed hash of name and telephone made in the reading process; the
    name itself is stored (``person_name``) only for people in an office role. Where such sheets
    carry no telephone, ``within`` names the columns inside which one name means one person.
    """

    name_headers: tuple[str, ...] = (
        "姓名", "人员姓名", "名字", "网格员姓名", "成员姓名", "队员姓名", "志愿者姓名", "学员姓名",
        "参训人员姓名", "参训人员", "人员",
    )  # fmt: skip
    telephone_headers: tuple[str, ...] = (
        "联系电话", "联系手机", "电话", "手机", "手机号", "手机号码", "联系方式", "电话号码",
        "联系人电话", "移动电话", "手机（电话）", "联系号码",
    )  # fmt: skip
    keeps_name: bool = False
    is_keyed: bool = True
    vacancy_is_dropped: bool = True
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trace:
    """What is kept of a column that is itself never stored: enough to compare, nothing to read.

    ``headers`` are the column's, the best first, and stand in ``never_stored`` too. Without
    ``same_as`` it is a keyed hash of the text; with it, whether the cell says the same as the cell
    of that column. Made in the reading process (``data/reading/traces.py``).
    """

    name: str
    headers: tuple[str, ...]
    meaning: Text
    same_as: str | None = None


@dataclass(frozen=True)
class HandMade:
    """A ratio that offices work out by hand: never stored, but compared with our own.

    ``headers`` are those of the hand-made figure; it should be ``scale`` x ``numerator`` /
    ``denominator``, where the denominator is a ``dataset.column`` that stands once per community.
    """

    headers: tuple[str, ...]
    numerator: str
    denominator: str
    scale: float


@dataclass(frozen=True)
class Agreement:
    """A weekly number of a community that should agree with a ledger: the ledger decides.

    It counts the rows of ``dataset`` in the week of ``day`` whose columns hold the values of
    ``where`` and, if ``any_of`` is given, more than zero in at least one of those columns.
    """

    column: str
    dataset: str
    day: str
    where: Mapping[str, str]
    any_of: tuple[str, ...] = ()

    def counts(self, row: Mapping[str, object]) -> bool:
        """Whether a row of the ledger is one of those that the report counts."""
        if any(row[name] != value for name, value in self.where.items()):
            return False
        return not self.any_of or any(bool(row[name]) for name in self.any_of)


@dataclass(frozen=True)
class Contract:
    """The promises of one dataset.

    ``key`` names the columns that identify a row; without a key only an exact repetition is
    dropped. ``blank_in_key`` are those of its columns that may be blank, blank being a value there;
    a row with another part of its key blank stands alone. ``latest_by`` decides between two rows of
    one key within a file (the later wins).
    ``foreign`` lists headers that show a sheet to be of another kind.
    ``never_stored`` lists headers that belong to such sheets and are left at the door;
    ``recomputed`` lists headers of hand-made figures that we compute ourselves; those that can be
    checked row by row stand in ``hand_made``.
    ``agreements`` name the ledgers with which a report is compared.
    ``references`` maps a column to ``dataset.column`` where its value must exist.
    ``traces`` are no content: rows that differ in them alone are the same row.
    ``may_be_empty``: a file without a row says that nothing happened in the month of its day.
    """

    name: str
    title: Text
    grain: Text
    kind: ImportKind
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    blank_in_key: tuple[str, ...] = ()
    latest_by: str | None = None
    person: Person | None = None
    rules: tuple[Rule, ...] = ()
    foreign: tuple[str, ...] = ()
    never_stored: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    recomputed: tuple[str, ...] = ()
    hand_made: HandMade | None = None
    agreements: tuple[Agreement, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    event_on: str | None = None
    reconciled_as: Text | None = None
    may_be_empty: bool = False

    @property
    def filled_in_key(self) -> tuple[str, ...]:
        """The columns of the key without which a row stands alone."""
        return tuple(name for name in self.key if name not in self.blank_in_key)

    @property
    def has_community(self) -> bool:
        """Whether every row belongs to a community (then files may cover some communities only)."""
        return any(column.name == "community_id" for column in self.columns)

    @property
    def name_columns(self) -> frozenset[str]:
        """The stored columns that hold, or may hold, names of people in office roles."""
        named = {column.name for column in self.columns if column.names_people}
        keeps = self.person is not None and self.person.keeps_name
        return frozenset(named | {"person_name"} if keeps else named)

    def column(self, name: str) -> Column:
        """The column of that English name."""
        return next(column for column in self.columns if column.name == name)

    def stored_types(self) -> dict[str, str]:
        """Column name -> Arrow type, in the order in which the rows are stored.

        The contract's own columns, the person's, the traces, and the four columns of origin that
        every dataset carries: sheet, row, as-of day and flags.
        """
        types = {column.name: ARROW_TYPES[column.type] for column in self.columns}
        if self.person is not None and self.person.is_keyed:
            types["person_key"] = "string"
        if self.person is not None and self.person.keeps_name:
            types["person_name"] = "string"
        for trace in self.traces:
            types[trace.name] = "bool" if trace.same_as else "string"
        return {**types, **ORIGIN_TYPES}

    @property
    def content(self) -> tuple[str, ...]:
        """The stored columns that make a row what it is: neither where it is from, nor traces."""
        beside = {*ORIGIN_TYPES, *(trace.name for trace in self.traces)}
        return tuple(name for name in self.stored_types() if name not in beside)


ORIGIN_TYPES: Mapping[str, str] = {
    "source_sheet": "string",
    "source_row": "int32",
    "as_of_on": "date32",
    "row_flags": "string",
}
