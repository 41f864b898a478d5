"""The rows and columns of a number in parts: what each part is, was, and gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from metrics.parts import Adds, Breakdown, Part
from views import evidence, numbers
from views.explore.contributes import decimals_of, heading, signed, strong
from views.explore.finding import comparison_name
from views.explore.found import Found
from views.explore.rounding import apportion
from views.files import WITHHELD
from views.html import link
from views.tables import Column, filled
from wording import Text

PART = Text("类别", "Part")
ROWS = Text("行数", "Rows")
UPPER, LOWER = Text("分子", "Numerator"), Text("分母", "Denominator")
SHARE = Text("占比", "Share")
VALUE = Text("数值", "Value")
GIVES = Text("计入整体", "Gives to the whole")
TOTAL = Text("合计", "Total")
WHOLE = Text("整体（公布数）", "Whole (published)")
DENOMINATOR = Text("分母变化", "Change of the denominator")
CONTRIBUTION = Text("贡献", "Contribution")
REST = Text("其余 {count} 类", "{count} more")
MOST = 12


def merged(
    whole: Breakdown, before: Breakdown | None, most: int = MOST
) -> tuple[list[Part], list[Part]]:
    """The parts that are shown, those of before and the unknown one among them, and the rest."""
    known = [part for part in whole.parts if part.code is not None]
    unknown = [part for part in whole.parts if part.code is None]
    if before is not None:
        there = {part.code for part in whole.parts}
        for part in before.parts:
            if part.code not in there:
                upper = 0.0 if part.numerator is not None else None
                lower_ = 0.0 if part.denominator is not None else None
                gone = Part(part.code, part.name, upper, lower_, None, 0)
                (known if part.code is not None else unknown).append(gone)
    if len(known) <= most + 1:
        return [*known, *unknown], []
    return [*known[:most], *unknown], known[most:]


def _key(part: Part) -> str:
    return part.code or ""


class PartsTable:
    """The columns and rows of a breakdown."""

    def __init__(
        self, found: Found, whole: Breakdown, query: Mapping[str, str] | None, language: str
    ) -> None:
        self.found, self.whole, self.query, self.language = found, whole, query, language
        self.metric = found.asked.metric
        self.earlier = found.divided.breakdown_before
        self.explained = found.divided.explained
        self.shown, self.rest = merged(whole, self.earlier)
        self.before = {_key(part): part for part in self.earlier.parts} if self.earlier else {}
        self.effects = {e.key: e for e in self.explained.effects} if self.explained else {}
        self.given = self._given()
        self.largest = max([p.value or 0.0 for p in whole.parts] + [whole.value or 0.0])
        self.counts_rows = whole.adds is Adds.ROWS
        self.counts_below = whole.adds is Adds.DENOMINATORS or (
            whole.adds is Adds.OVERLAP and all(part.numerator is None for part in whole.parts)
        )
        self.is_plain = self.counts_rows or self.counts_below or self.metric.kind == "count"
        self.lines = [
            *((part.name, part, self.before.get(_key(part))) for part in self.shown),
            *([self._rest()] if self.rest else []),
        ]
        self.now = self._figures([part for _, part, _ in self.lines])
        self.then = self._figures([before for _, _, before in self.lines])

    def _rest(self) -> tuple[Text, Part, Part | None]:
        """The many small parts as one, now and before."""
        then = [self.before[_key(part)] for part in self.rest if _key(part) in self.before]
        name = REST.format(count=len(self.rest))
        return name, self._summed(self.rest), self._summed(then)

    def _figures(self, parts: Sequence[Part | None]) -> list[str]:
        """The figures of a column; those that add up are rounded so that they do as shown."""
        values = [self._figure(part) for part in parts]
        metric = self.metric
        if not self.is_plain and self.whole.adds is not Adds.NUMERATORS:
            return [numbers.figure(metric, value, self.language) for value in values]
        if self.whole.adds is Adds.OVERLAP:
            return [numbers.plain(value, self._decimals()) for value in values]
        known = [Fraction(value) for value in values if value is not None]
        rounded = iter(apportion(self._in_hundredths(known), self._decimals()))
        mark = "%" if self._is_percent() else ""
        return [
            numbers.NONE if value is None
            else f"{numbers.plain(float(next(rounded)), self._decimals())}{mark}"
            for value in values
        ]  # fmt: skip

    def _is_percent(self) -> bool:
        return self.metric.kind == "ratio" and not self.is_plain

    def _in_hundredths(self, values: Sequence[Fraction]) -> list[Fraction]:
        return [value * 100 if self._is_percent() else value for value in values]

    def _decimals(self) -> int:
        if self.counts_rows or self.counts_below:
            return 0
        # one more than the whole has: parts are smaller
        return 2 if self._is_percent() else numbers.decimals(self.metric) + (not self.is_plain)

    def _figure(self, part: Part | None) -> float | None:
        if part is None:
            return None
        return self._amount(part) if self.is_plain else part.value

    def _given(self) -> tuple[Fraction, ...]:
        """What every row gives: the parts, the rest, the denominator; rounded so it adds up."""
        if self.explained is None:
            return ()
        totals = {key: effect.total for key, effect in self.effects.items()}
        values = [totals.get(_key(part), Fraction(0)) for part in self.shown]
        if self.rest:
            of_rest = (totals.get(_key(part), Fraction(0)) for part in self.rest)
            values.append(sum(of_rest, Fraction(0)))
        if self.explained.denominator:
            values.append(self.explained.denominator)
        times = 100 if self.metric.kind == "ratio" else 1
        return apportion([value * times for value in values], decimals_of(self.metric))

    def columns(self) -> list[Column]:
        """The heads: the part, what is counted, what it means, before, and what it contributes."""
        said, metric, language = self.language, self.metric, self.language
        both = f"{UPPER.in_(said)} / {LOWER.in_(said)}"
        if self.is_plain:
            counted = numbers.headed(VALUE, metric, language)
            counted = ROWS.in_(said) if self.counts_rows else counted
            counted = LOWER.in_(said) if self.counts_below else counted
            heads = [counted, SHARE.in_(said)]
        elif self.whole.adds is Adds.NUMERATORS:
            heads = [UPPER.in_(said), numbers.headed(GIVES, metric, language)]
        else:
            heads = [both, numbers.headed(VALUE, metric, language)]
        if self.earlier is not None:
            asked = self.found.asked
            name = comparison_name(self.found.compared[metric.key], asked.against)
            heads.append(name.in_(said))
        if self.effects:
            heads.append(heading(metric, language))
        return [Column(PART.in_(said)), *(Column(head, True) for head in heads)]

    def rows(self) -> list[list[object]]:
        """A row per part, the many small ones as one, and the whole."""
        drawn = [self._row(number) for number in range(len(self.lines))]
        if self.explained is not None and self.explained.denominator:
            blank: list[object] = [""] * (len(self.columns()) - 2)
            given = signed(self.metric, self.given[-1])
            drawn.append([DENOMINATOR.in_(self.language), *blank, given])
        return [*drawn, self._total()]

    def _row(self, number: int) -> list[object]:
        _, part, _ = self.lines[number]
        row: list[object] = [self._name(number), *self._cells(part, self.now[number])]
        if self.earlier is not None:
            row.append(self.then[number])
        if self.effects:
            effect = self.effects.get(_key(part)) if number < len(self.shown) else None
            row.append(signed(self.metric, self.given[number], effect, self.language))
        return row

    def _name(self, number: int) -> object:
        """What a part is called, as the way to its rows where there are any."""
        name, part, _ = self.lines[number]
        said, is_rest = name.in_(self.language), number >= len(self.shown)
        if self.query is None or not part.rows or is_rest:
            return said
        rows = {evidence.ARGUMENT: self.metric.key, evidence.OF: self.whole.dimension,
                evidence.PART: part.code or ""}  # fmt: skip
        return link(said, "explore", {**self.query, **rows})

    def _total(self) -> list[object]:
        whole = self.whole
        one = Part(None, WHOLE, whole.numerator, whole.denominator, whole.value, whole.rows)
        name = WHOLE if whole.adds is Adds.OVERLAP else TOTAL
        (figure,) = self._figures([one])
        cells = map(strong, self._cells(one, figure))
        row: list[object] = [strong(name.in_(self.language)), *cells]
        if self.earlier is not None:
            e = self.earlier
            then = Part(None, WHOLE, e.numerator, e.denominator, e.value, e.rows)
            row.append(strong(self._figures([then])[0]))
        if self.given:
            row.append(strong(signed(self.metric, sum(self.given, Fraction(0)))))
        return row

    def _cells(self, part: Part, figure: str) -> list[object]:
        """What is counted, and what it means for the whole."""
        if self.is_plain:
            total = self._whole_amount()
            return [figure, numbers.percent(self._amount(part) / total) if total else numbers.NONE]
        bar = filled(part.value, self.largest, figure)
        if self.whole.adds is Adds.NUMERATORS:
            return [numbers.plain(part.numerator), bar]
        return [numbers.fraction(part.numerator, part.denominator), bar]

    def _amount(self, part: Part) -> float:
        if self.counts_rows:
            return float(part.rows)
        return (part.denominator if self.counts_below else part.numerator) or 0.0

    def _whole_amount(self) -> float:
        whole = self.whole
        if self.counts_rows:
            return float(whole.rows)
        return (whole.denominator if self.counts_below else whole.numerator) or 0.0

    def _summed(self, parts: Sequence[Part]) -> Part:
        """Several parts as one."""
        upper = sum(part.numerator or 0.0 for part in parts)
        below = sum(part.denominator or 0.0 for part in parts)
        value: float | None = upper
        if self.metric.kind != "count":
            under = self.whole.denominator or 0.0
            under = under if self.whole.adds is Adds.NUMERATORS else below
            value = self.metric.scale * upper / under if under else None
        return Part(None, REST, upper, below, value, sum(part.rows for part in parts))


def listed(
    found: Found, whole: Breakdown, language: str, withheld: Collection[str | None] = ()
) -> tuple[list[str], list[list[object]]]:
    """Every part for a file, unrounded: a header and a row for each, the whole last.

    ``withheld``: the codes of parts whose figures are not in the file, which says so.
    """
    earlier, explained = found.divided.breakdown_before, found.divided.explained
    header = [PART, UPPER, LOWER, VALUE, ROWS]
    parts, _ = merged(whole, earlier, most=len(whole.parts) + len(earlier.parts if earlier else ()))
    rows: list[list[object]] = [
        [part.name.in_(language), part.numerator, part.denominator, part.value, part.rows]
        for part in parts
    ]
    rows.append([
        WHOLE.in_(language), whole.numerator, whole.denominator, whole.value, whole.rows
    ])  # fmt: skip
    if earlier is not None:
        header.append(comparison_name(found.comparison(), found.asked.against))
        then = {_key(part): part.value for part in earlier.parts}
        for row, part in zip(rows, parts, strict=False):
            row.append(then.get(_key(part)))
        rows[-1].append(earlier.value)
    if explained is not None:
        header.append(CONTRIBUTION)
        given = {effect.key: float(effect.total) for effect in explained.effects}
        for row, part in zip(rows, parts, strict=False):
            row.append(given.get(_key(part)))
        rows[-1].append(float(explained.change))
    for row, part in zip(rows, parts, strict=False):
        if part.code in withheld:
            row[1:] = [WITHHELD.in_(language)] * (len(row) - 1)
    return [words.in_(language) for words in header], rows
