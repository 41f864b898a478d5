"""The tables of a pack: the same rows for the document, the slides and the page.

A caption is written from the rows that stand below it, so that its count is always theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.three_zero.events import KINDS
from reports.result import Result
from reports.words import clean, state_words, value_words
from views import numbers
from views.changes import change
from views.families import HEADLINES
from views.lights import light_of
from views.overview import PLURALS
from views.places import LEVEL_NAMES
from views.results import Reading, Standing
from views.tables import attention, attention_first
from wording import Text

JUDGED = ("red", "not_reported", "amber", "green")


@dataclass(frozen=True)
class Column:
    """A column: the key of its placeholder, its heading, its share of the width, its side.

    ``is_passport`` marks the numbers of figures, which are set small.
    """

    key: str
    words: Text
    width: float
    is_number: bool = False
    is_passport: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of finished words below a caption that names their number.

    A cell may have a second line: the passport of its figure.
    """

    key: str
    words: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    language: str

    @property
    def caption(self) -> str:
        """What the table shows, and how many rows of it."""
        return self.words.format(count=len(self.rows)).in_(self.language)

    @property
    def header(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return tuple(column.words.in_(self.language) for column in self.columns)

    def as_mappings(self) -> list[dict[str, str]]:
        """The rows by the keys of their columns, for a template; a second line is ``key_code``."""
        found: list[dict[str, str]] = []
        for row in self.rows:
            cells: dict[str, str] = {}
            for column, cell in zip(self.columns, row, strict=True):
                cells[column.key], _, cells[f"{column.key}_code"] = cell.partition("\n")
            found.append(cells)
        return found


METRIC = Column("metric", Text("指标", "Metric"), 3.6)
VALUE = Column("value", Text("本期", "Now"), 2.0, True)
COUNTED = Column("counted", Text("计数", "Counted"), 2.2, True)
CHANGE = Column("change", Text("较上期", "Change"), 2.4, True)
TARGET = Column("target", Text("目标", "Target"), 1.6, True)
STATE = Column("state", Text("状态", "State"), 1.6)
CODE = Column("code", Text("编号", "Number"), 1.7, is_passport=True)
PLACE_WIDTH = 2.0

MAIN = Text("主要指标（{count} 项）", "Main metrics ({count})")
PLACES = Text("各{level}情况（{count} 个）", "{level} by what needs attention ({count})")
ALERTS = Text("预警指标", "On alert")
MISSING = Text("未报", "Not reported")
THREE_ZERO = Text("三零创建（{count} 个社区）", "Three-zero ({count} communities)")
KIND_WORDS = (Text("三零", "Three-zero"), *KINDS.values())
STREAK = Text("连续达标周数", "Weeks in a row")


def main(result: Result, language: str) -> Table:
    """Every metric of the place that is judged, in the order of the handbook."""
    rows = [
        (s.metric.name.in_(language), value(result, s.now, language), _counted(result, s.now),
         _change(s, language), target(s, language), state_words(s.now, language),
         result.code(s.now))
        for s in result.in_state(*JUDGED)
    ]  # fmt: skip
    columns = (METRIC, VALUE, COUNTED, CHANGE, TARGET, STATE, CODE)
    return Table("main", MAIN, columns, tuple(rows), language)


def spoken(result: Result) -> list[Standing]:
    """How the place stands on the metrics that speak for the families."""
    found = (result.standing(key) for key in HEADLINES.values())
    return [standing for standing in found if standing is not None]


def places(result: Result, language: str) -> Table:
    """The places below by what needs attention; a passport in the second line of a cell."""
    shown = [standing.metric for standing in spoken(result)]
    parts = tuple(part for s in result.standings for part in s.parts)
    by_key = {(p.metric.key, p.place.place_id): p for p in parts}
    rows = [
        (clean(each.place.name), *(
            _cell(result, by_key.get((metric.key, each.place.place_id)), language)
            for metric in shown
        ), str(len(each.red)), str(len(each.missing)))
        for each in attention(parts)
    ]  # fmt: skip
    level = parts[0].place.level if parts else "community"
    columns = (
        Column("place", LEVEL_NAMES[level], PLACE_WIDTH),
        *(Column(f"metric{n}", metric.name, 2.2, True) for n, metric in enumerate(shown, start=1)),
        Column("alerts", ALERTS, 1.2, True),
        Column("missing", MISSING, 1.2, True),
    )
    return Table(
        "places",
        PLACES.format(level=PLURALS[level], count="{count}"),
        columns,
        tuple(rows),
        language,
    )


def three_zero(result: Result, language: str) -> Table:
    """Community by community: three-zero, its components by light, and the streak."""
    keys = ("three_zero_attainment", "zero_petition", "zero_accident", "zero_case")
    streaks = {line.community_id: line.attained_weeks for line in result.three_zero.lines}
    of = {
        (f.reading.metric.key, f.reading.place.place_id): f.reading
        for f in result.figures
        if f.reading.metric.key in keys and f.reading.place.level == "community"
    }
    whole = attention_first([r for (key, _), r in of.items() if key == keys[0]])
    rows = [
        (clean(r.place.name), state_words(r, language),
         *(_light(of.get((key, r.place.place_id)), language) for key in keys[1:]),
         str(streaks.get(r.place.place_id, 0)), result.code(r))
        for r in whole
    ]  # fmt: skip
    columns = (
        Column("place", LEVEL_NAMES["community"], PLACE_WIDTH),
        *(Column(key, words, 2.1) for key, words in zip(keys, KIND_WORDS, strict=True)),
        Column("streak", STREAK, 1.4, True),
        CODE,
    )
    return Table("three_zero", THREE_ZERO, columns, tuple(rows), language)


def value(result: Result, reading: Reading, language: str) -> str:
    """A value with its unit, or that the rule withholds it."""
    key = (reading.metric.key, reading.place.place_id)
    return value_words(reading, key in result.hidden, language)


def _counted(result: Result, reading: Reading) -> str:
    return numbers.fraction(reading.numerator, reading.denominator)


def _change(standing: Standing, language: str) -> str:
    it = change(standing)
    if it.tone == "none":
        return numbers.NONE
    return f"{it.arrow} {it.words.in_(language)}".strip()


def target(standing: Standing, language: str) -> str:
    """The target in force, without its unit."""
    return numbers.figure(standing.metric, standing.target_value, language)


def _light(reading: Reading | None, language: str) -> str:
    return numbers.NONE if reading is None else state_words(reading, language)


def _cell(result: Result, reading: Reading | None, language: str) -> str:
    """Shape and figure, and the passport below."""
    if reading is None:
        return numbers.NONE
    hidden = (reading.metric.key, reading.place.place_id) in result.hidden
    figure = (
        value_words(reading, True, language)
        if hidden
        else numbers.figure(reading.metric, reading.value, language)
    )
    light = light_of(reading.state)
    if reading.state == "not_reported":
        figure = light.word.in_(language)
    return f"{light.shape} {figure}".strip() + f"\n{result.code(reading)}"
