"""A published number in parts: its rows, divided by a dimension of their dataset.

The rows are those of the evidence, so the parts make up the published number; where they do not,
nothing is shown rather than a wrong total. What is not known is a part of its own, and where a row
or a person lies in several parts, the breakdown says that it counts them more than once.
"""

from __future__ import annotations

import math

from data.catalogue import contracts
from metrics.catalogue import metric as metric_of
from metrics.counted import Counted
from metrics.dimension import Dimension, dimensions
from metrics.metric import Metric
from metrics.parts import Adds, Breakdown, Part
from publication.errors import NO_MEASURE, NOT_OF_METRIC, PARTS_DIFFER, PublicationError
from publication.evidence import MOST_ROWS, Evidence, Only, evidence
from publication.parts import Row, Whole, by_unit, divided, divides
from publication.reading import Published
from wording import Text

UNKNOWN = Text("未填", "not filled in")
OTHER = Text("其他", "other")
YES_NO = {"true": Text("是", "yes"), "false": Text("否", "no")}
LEAST = 1e-6
"""Measures are rounded to six decimals."""

_MEASURE = """
SELECT m.numerator, m.denominator, m.value, m.level, p.start_on, p.end_on, m.state
FROM measures AS m JOIN periods AS p ON p.period_id = m.period_id
WHERE m.metric = ? AND m.place_id = ? AND m.period_id = ?
"""


def offered(metric: Metric) -> tuple[Dimension, ...]:
    """The dimensions that a metric can be broken down by: those of the datasets behind it, the
    ones that divide the number itself before those that only explain it."""
    dividing = [part.dataset for part in metric.counted if divides(part, metric)]
    return dimensions([*dividing, *(part.dataset for part in metric.counted)])


def breakdown(
    published: Published, key: str, dimension: Dimension, place_id: str, period_id: str
) -> Breakdown | None:
    """A number in the parts of a dimension; None where the number was not reported.

    Raises PublicationError where there is no such measure, where the metric has no such dimension,
    or where the parts do not make up the published number.
    """
    metric = metric_of(key)
    counted = _counted(metric, dimension)
    with published.cursor() as con:
        found = con.execute(_MEASURE, [key, place_id, period_id]).fetchone()
        if found is None:
            raise PublicationError(
                NO_MEASURE.format(metric=metric.name, place=place_id, period=period_id)
            )
        numerator, denominator, value, level, start_on, end_on, state = found
        if numerator is None or state == "not_reported":
            return None
        whole = Whole(
            numerator, denominator, value, level, place_id, period_id, start_on, end_on
        )  # fmt: skip
        rows = divided(con, metric, counted, dimension, whole)
    return _made(metric, counted, dimension, whole, rows)


def rows_of_part(
    published: Published, key: str, dimension: Dimension, place_id: str, period_id: str, *,
    code: str | None, first: int = 0, most: int = MOST_ROWS,
) -> Evidence:  # fmt: skip
    """The rows of one part of a number; ``code`` is None for those whose part is not known.

    Raises PublicationError like ``breakdown``.
    """
    counted = _counted(metric_of(key), dimension)
    only = Only(counted, dimension.holds(is_known=code is not None), code)
    return evidence(published, key, place_id, period_id, only=only, first=first, most=most)


def _counted(metric: Metric, dimension: Dimension) -> Counted:
    """The rows that a dimension divides: those that make the number before others."""
    if dimension not in offered(metric):
        name = title_of(dimension)
        raise PublicationError(NOT_OF_METRIC.format(metric=metric.name, dimension=name))
    of_dataset = [part for part in metric.counted if part.dataset == dimension.dataset]
    return next((part for part in of_dataset if divides(part, metric)), of_dataset[0])


def title_of(dimension: Dimension) -> Text:
    """What a dimension is called: by itself, or as its column is."""
    if dimension.name is not None:
        return dimension.name
    return contracts()[dimension.dataset].column(dimension.column).meaning


def _made(
    metric: Metric, counted: Counted, dimension: Dimension, whole: Whole, rows: list[Row]
) -> Breakdown:
    adds = _how(metric, counted, dimension)
    (all_of_it,) = [row for row in rows if row[5]]
    if counted.person is not None:
        # persons are told apart inside every part, and once for the whole
        rows = [_by_person(row, counted) for row in rows]
        (all_of_it,) = [row for row in rows if row[5]]
    _reconcile(metric, dimension, counted, whole, all_of_it)
    parts = [
        Part(
            code=row[0],
            name=word(row[0], dimension),
            numerator=row[1] if _has_numerator(metric, counted, adds) else None,
            denominator=row[2] if _has_denominator(metric, counted, adds) else None,
            value=_value(metric, counted, adds, row, whole),
            rows=row[3],
        )
        for row in rows
        if not row[5]
    ]
    order = {code: place for place, code in enumerate(_words(dimension))}
    parts.sort(key=lambda p: (p.code is None, order.get(p.code or "", len(order)), -p.rows,
                              p.name.zh))  # fmt: skip
    return Breakdown(
        dimension=dimension.key,
        title=title_of(dimension),
        dataset=contracts()[dimension.dataset].title,
        adds=adds,
        parts=tuple(parts),
        numerator=whole.numerator,
        denominator=whole.denominator,
        value=whole.value,
        rows=all_of_it[3],
    )


def _how(metric: Metric, part: Counted, dimension: Dimension) -> Adds:
    if not divides(part, metric):
        return Adds.ROWS
    if dimension.overlaps or part.person is not None:
        return Adds.OVERLAP
    if metric.kind == "count" or by_unit(part, metric):
        return Adds.BOTH
    if part.denominator is None:
        return Adds.NUMERATORS
    return Adds.BOTH if part.numerator is not None else Adds.DENOMINATORS


def _has_numerator(metric: Metric, part: Counted, adds: Adds) -> bool:
    return adds is not Adds.ROWS and (part.numerator is not None or by_unit(part, metric))


def _has_denominator(metric: Metric, part: Counted, adds: Adds) -> bool:
    if metric.kind == "count" or adds is Adds.ROWS:
        return False
    return part.denominator is not None or by_unit(part, metric)


def _by_person(row: Row, part: Counted) -> Row:
    code, upper, lower, rows, persons, is_whole = row
    return (
        code,
        upper if part.numerator is None else persons,
        lower if part.denominator is None else persons,
        rows, persons, is_whole,
    )  # fmt: skip


def _value(metric: Metric, counted: Counted, adds: Adds, row: Row, whole: Whole) -> float | None:
    upper, lower = row[1], row[2]
    if not _has_numerator(metric, counted, adds):
        return None
    if metric.kind == "count":
        return upper
    if adds is Adds.NUMERATORS:
        lower = whole.denominator or 0
    return metric.scale * upper / lower if lower else None


def _reconcile(
    metric: Metric, dimension: Dimension, part: Counted, whole: Whole, found: Row
) -> None:
    """Raise where the rows do not make up what was published."""
    adds = _how(metric, part, dimension)
    compared = []
    if _has_numerator(metric, part, adds):
        compared.append((found[1], whole.numerator))
    if _has_denominator(metric, part, adds):
        compared.append((found[2], whole.denominator or 0.0))
    for ours, published in compared:
        if not math.isclose(ours, published, rel_tol=1e-9, abs_tol=LEAST):
            raise PublicationError(
                PARTS_DIFFER.format(
                    metric=metric.name, dimension=title_of(dimension), parts=f"{ours:g}",
                    whole=f"{published:g}",
                )
            )  # fmt: skip


def _words(dimension: Dimension) -> dict[str, Text]:
    """Code -> its words, in the order in which they are shown; empty for free text."""
    if dimension.words:
        return dict(dimension.words)
    column = contracts()[dimension.dataset].column(dimension.column)
    if column.type == "yes_no":
        return YES_NO
    return {
        code: Text(spellings[0] if spellings else code, code.replace("_", " "))
        for code, spellings in column.choices.items()
    }


def word(code: str | None, dimension: Dimension) -> Text:
    """What a part of a dimension is called."""
    if code is None:
        return UNKNOWN
    words = _words(dimension)
    if code in words:
        return words[code]
    return OTHER if code == "other" and words else Text(code, code)
