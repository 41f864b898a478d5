"""What must hold within one row: declared in a contract, checked for all rows at once.

A rule over a missing value does not speak: whether a blank is allowed is the column's own promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from wording import Text

Severity = Literal["refuse", "flag"]


class Rule(Protocol):
    """A promise between the cells of one row."""

    @property
    def code(self) -> str:
        """Short stable name of the rule, for reports."""

    @property
    def column(self) -> str:
        """The column whose cell is named when the rule is broken."""

    @property
    def severity(self) -> Severity:
        """Whether a broken row is refused or only flagged."""

    @property
    def expected(self) -> Text:
        """What should have stood there."""

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:
        """True for each row that breaks the rule; a missing value never does."""


_NOT_AFTER_DATA = Text("不晚于数据日期", "not later than the day of the data")


def _as_instants(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return values.cast(pa.timestamp("us"))


@dataclass(frozen=True)
class NotBefore:
    """``column`` must not lie before ``earlier``."""

    column: str
    earlier: str
    expected: Text
    severity: Severity = "refuse"
    code: str = "not_before"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        later, earlier = rows[self.column], rows[self.earlier]
        if pa.types.is_date(later.type) or pa.types.is_timestamp(later.type):
            if pa.types.is_date(later.type) or pa.types.is_date(earlier.type):
                later, earlier = (
                    later.cast(pa.date32(), safe=False),
                    earlier.cast(pa.date32(), safe=False),
                )
            else:
                later, earlier = _as_instants(later), _as_instants(earlier)
        return pc.fill_null(pc.less(later, earlier), False)


@dataclass(frozen=True)
class NotAfterData:
    """``column`` (a day, an instant or an ISO week) must not lie after the day of the data."""

    column: str
    expected: Text = _NOT_AFTER_DATA
    severity: Severity = "refuse"
    code: str = "in_the_future"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        values = rows[self.column]
        limit: object
        if pa.types.is_string(values.type):
            iso = as_of.isocalendar()
            limit = f"{iso.year}-W{iso.week:02d}"
        elif pa.types.is_timestamp(values.type):
            limit = datetime.combine(as_of, time.max)
        else:
            limit = as_of
        return pc.fill_null(pc.greater(values, pa.scalar(limit, values.type)), False)


@dataclass(frozen=True)
class AtMost:
    """``column`` must not exceed the column ``limit``."""

    column: str
    limit: str
    expected: Text
    severity: Severity = "flag"
    code: str = "larger_than_its_whole"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        return pc.fill_null(pc.greater(rows[self.column], rows[self.limit]), False)


@dataclass(frozen=True)
class NeverIs:
    """``column`` must not hold one of ``values``: rows of that class are not imported."""

    column: str
    values: tuple[str, ...]
    expected: Text
    severity: Severity = "refuse"
    code: str = "not_imported_by_law"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        pattern = "|".join(self.values)
        return pc.fill_null(pc.match_substring_regex(rows[self.column], pattern), False)


@dataclass(frozen=True)
class FilledWith:
    """Where ``when`` is filled, ``column`` must be filled too."""

    column: str
    when: str
    expected: Text
    severity: Severity = "flag"
    code: str = "incomplete"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        return pc.and_(pc.is_valid(rows[self.when]), pc.is_null(rows[self.column]))


@dataclass(frozen=True)
class FilledWhen:
    """Where ``when`` is ``value``, ``column`` must be filled."""

    column: str
    when: str
    value: str | bool
    expected: Text
    severity: Severity = "flag"
    code: str = "incomplete"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        applies = pc.fill_null(pc.equal(rows[self.when], self.value), False)
        return pc.and_(applies, pc.is_null(rows[self.column]))


@dataclass(frozen=True)
class Excludes:
    """``column`` must not be ``value`` where ``other`` is ``other_value``."""

    column: str
    value: str
    other: str
    other_value: str | bool
    expected: Text
    severity: Severity = "flag"
    code: str = "contradiction"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        both = pc.and_kleene(
            pc.equal(rows[self.column], self.value), pc.equal(rows[self.other], self.other_value)
        )
        return pc.fill_null(both, False)


@dataclass(frozen=True)
class Attains:
    """``column`` is ``reached`` exactly where the column ``value`` is at least ``target``."""

    column: str
    reached: str
    value: str
    target: str
    expected: Text
    severity: Severity = "flag"
    code: str = "contradiction"

    def broken(self, rows: pa.Table, as_of: date) -> pa.BooleanArray:  # noqa: D102
        says = pc.equal(rows[self.column], self.reached)
        holds = pc.greater_equal(rows[self.value], rows[self.target])
        return pc.fill_null(pc.not_equal(says, holds), False)
