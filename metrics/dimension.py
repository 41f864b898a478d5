"""What a dataset can be broken down by: a dimension is declared once, beside its dataset's name.

A dimension gives every row one part, or none, which is then the part "unknown". Where a cell names
several parts at once, the parts overlap, and whoever shows them says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wording import Text


@dataclass(frozen=True)
class Dimension:
    """One way to divide the rows of a dataset.

    ``sql`` gives the part of a row ``e`` as text. Without a ``name`` and ``words`` it is a column
    of the contract, which knows its name and the words of its values. ``words`` stand in the order
    in which the parts are shown. ``separators`` are the signs between several parts in one cell.
    """

    dataset: str
    column: str
    sql: str
    name: Text | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    separators: str = ""

    @property
    def key(self) -> str:
        """The name in an address: petitions.channel."""
        return f"{self.dataset}.{self.column}"

    @property
    def overlaps(self) -> bool:
        """Whether one row can lie in several parts."""
        return bool(self.separators)

    def pieces(self, part: str) -> str:
        """The several parts of a cell as a list in SQL; ``part`` is the cell in SQL."""
        trimmed = f"TRIM({part}, '{self.separators}')"
        return f"LIST_DISTINCT(REGEXP_SPLIT_TO_ARRAY({trimmed}, '[{self.separators}]+'))"

    def holds(self, *, is_known: bool) -> str:
        """The condition in SQL that a row ``e`` lies in the part ``$part``, or in none."""
        if not self.overlaps:
            return f"{self.sql} = $part" if is_known else f"{self.sql} IS NULL"
        pieces = self.pieces(self.sql)
        if is_known:
            return f"LIST_CONTAINS({pieces}, $part)"
        return f"{self.sql} IS NULL OR LEN({pieces}) = 0"


AGES: Mapping[str, Text] = {
    "0-3": Text("3 天以内", "up to 3 days"),
    "4-7": Text("4–7 天", "4 to 7 days"),
    "8-15": Text("8–15 天", "8 to 15 days"),
    "16-30": Text("16–30 天", "16 to 30 days"),
    "31-60": Text("31–60 天", "31 to 60 days"),
    "61+": Text("60 天以上", "more than 60 days"),
}
AGE = Text("历时", "Age of the case")


def columns(dataset: str, *names: str) -> list[Dimension]:
    """Columns of a dataset, each taken as it is."""
    return [Dimension(dataset, name, f"CAST(e.{name} AS VARCHAR)") for name in names]


def age(dataset: str, since: str, until: str) -> Dimension:
    """Days from the beginning of a case to its end, or to the day of the data while it is open."""
    days = f"DATEDIFF('day', CAST({since} AS DATE), CAST(COALESCE({until}, e.as_of_on) AS DATE))"
    sql = (
        f"CASE WHEN {days} < 0 THEN NULL WHEN {days} <= 3 THEN '0-3' WHEN {days} <= 7 THEN '4-7'"
        f" WHEN {days} <= 15 THEN '8-15' WHEN {days} <= 30 THEN '16-30'"
        f" WHEN {days} <= 60 THEN '31-60' WHEN {days} > 60 THEN '61+' END"
    )
    return Dimension(dataset, "age", sql, AGE, AGES)


def several(dataset: str, column: str, separators: str = "、,，;；/ ") -> Dimension:
    """A column whose cells may name several parts."""
    return Dimension(dataset, column, f"CAST(e.{column} AS VARCHAR)", separators=separators)


_ALL: tuple[Dimension, ...] = (
    *columns(
        "grid_events", "event_class", "event_kind", "event_scale", "status", "closing_kind",
        "satisfaction", "is_called_up",
    ),
    several("grid_events", "responding_departments"),
    age("grid_events", "e.reported_at", "CAST(e.closed_at AS DATE)"),
    *columns(
        "petitions", "subject", "channel", "reached_level", "is_repeat", "is_collective",
        "responsible_unit", "outcome", "satisfaction", "counts_toward_zero",
    ),
    age("petitions", "e.registered_on", "e.closed_on"),
    *columns("disputes", "dispute_kind", "warning_level", "method", "resolution"),
    age("disputes", "e.found_on", "e.resolved_on"),
    *columns("cases", "case_class", "case_kind", "is_solved", "counts_toward_zero"),
    *columns("accidents", "accident_kind", "grade", "liability", "counts_toward_zero"),
    *columns("facilities", "facility_function", "tenure", "status"),
    *columns("grid_staff", "role", "employment", "affiliation"),
    *columns("grids", "grid_kind"),
    *columns("volunteers", "volunteer_kind", "affiliation"),
    *columns("volunteer_service", "hours_source"),
    *columns("drills", "drill_kind", "organised_at"),
    *columns("emergency_team", "post", "status"),
    *columns("units", "unit_kind"),
    *columns("trainings", "role", "course_kind"),
    *columns("party_organisations", "organisation_kind", "star_rating"),
    *columns("owners_committees", "post", "affiliation"),
)  # fmt: skip


def dimensions(datasets: Iterable[str] | None = None) -> tuple[Dimension, ...]:
    """Every declared dimension, or those of some datasets in the order of the datasets."""
    if datasets is None:
        return _ALL
    wanted = list(dict.fromkeys(datasets))
    return tuple(one for dataset in wanted for one in _ALL if one.dataset == dataset)


def dimension(key: str) -> Dimension | None:
    """The dimension of that name in an address."""
    return next((one for one in _ALL if one.key == key), None)
