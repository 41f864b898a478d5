"""One column of a table: each distinct cell is read once, and what a blank means is applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from data.cells import dates, numbers, words
from data.cells.dates import Calendar
from data.cells.outcome import EMPTY, Outcome, ask, refuse
from data.cells.spelling import (
    DASHES,
    ERROR_VALUES,
    NOTHING,
    SAME_AS_ABOVE,
    UNKNOWN_WORDS,
    VACANCIES,
    stored_text,
    tight,
)
from data.contract import Column
from data.reading.raw import TANGLED, SelfCrossing
from wording import PERSONAL_NUMBER, Text

_FILLED = Text("非空内容", "something filled in")
_ZERO_OR_NUMBER = Text("数字；没有请填 0", "a number; 0 where there is none")
_AT_LEAST = Text("不小于 {limit:g}", "at least {limit:g}")
_AT_MOST = Text("不大于 {limit:g}", "at most {limit:g}")
_GEOMETRY = Text("有效的图形", "a valid geometry")
_MARKUP = re.compile(r"<[A-Za-z/!]")

UNKNOWN_BY_ANSWER = object()
"""Stands for a cell that the clerk answered with an empty value: this field stays unknown."""


@dataclass(frozen=True)
class Answered:
    """A cell whose year was answered; everything else of the cell stands."""

    raw: Any
    year: int


@dataclass(frozen=True)
class Measured:
    """A number cell with the unit that another cell of its row names."""

    raw: Any
    unit: str | None


def _text(raw: Any) -> Outcome:
    if isinstance(raw, float):
        return Outcome(f"{raw:.15g}")
    if isinstance(raw, date | time):
        return Outcome(raw.isoformat())
    text = stored_text(str(raw))
    cleaned = PERSONAL_NUMBER.sub("", text).strip()
    if cleaned != text:
        return Outcome(cleaned or None, "personal_pattern_removed")
    return Outcome(text or None, "markup" if _MARKUP.search(text) else None)


def _date(raw: Any, calendar: Calendar, is_lossy: bool) -> Outcome:
    outcome = dates.read_instant(raw, calendar, is_number_lossy=is_lossy)
    if isinstance(outcome.value, datetime):
        return Outcome(outcome.value.date(), outcome.flag)
    return outcome


def _without_day(column: Column, raw: Any, outcome: Outcome, calendar: Calendar) -> Outcome:
    """What a month or a year without a day means in this column."""
    if column.without_day == "last" and (last := dates.last_day_of(raw)) is not None:
        return Outcome(last, "last_day_taken")
    known = calendar.filed_on or calendar.as_of
    if column.without_day == "last" and known and (last := dates.last_day_of(raw, known.year)):
        return Outcome(last, "year_from_filing_day")
    if column.without_day == "last" and outcome.code == "year_missing":
        # A deadline lies ahead: that it would lie after the data is no reason to ask.
        year = (calendar.filed_on or calendar.as_of or date.max).year
        read = dates.read_instant(raw, Calendar(None, None, year))
        return Outcome(read.value, "year_from_filing_day") if read.value else outcome
    if column.without_day == "unknown" and outcome.code == "day_missing":
        return Outcome(None, "day_missing")
    return outcome


def _instant(raw: Any, calendar: Calendar, is_lossy: bool) -> Outcome:
    outcome = dates.read_instant(raw, calendar, is_number_lossy=is_lossy)
    if isinstance(outcome.value, date) and not isinstance(outcome.value, datetime):
        return Outcome(datetime.combine(outcome.value, time()), outcome.flag)
    return outcome


def _place(raw: Any) -> Outcome:
    if isinstance(raw, int | float):
        return numbers.read_code(raw)
    return Outcome(stored_text(str(raw)) or None)


_YES_AND_NO: dict[str, dict[str, tuple[str, ...]]] = {}


def _words_of(column: Column) -> dict[str, tuple[str, ...]]:
    """What yes and no are called in a column: its own words, and those that its headers make."""
    key = "|".join(column.headers)
    found = _YES_AND_NO.get(key)
    if found is None:
        made = words.words_from(column.headers)
        found = {sign: (*column.choices.get(sign, ()), *made[sign]) for sign in made}
        _YES_AND_NO[key] = found
    return found


def _geometry(raw: Any) -> Outcome:
    if isinstance(raw, SelfCrossing):
        return Outcome(bytes(raw), "self_crossing")
    if isinstance(raw, bytes):
        return Outcome(raw)
    return refuse("tangled_geometry" if raw == TANGLED else "broken_geometry", _GEOMETRY)


_READERS: dict[str, Callable[[Any, Column, Calendar, bool], Outcome]] = {
    "text": lambda raw, *_: _text(raw),
    "code": lambda raw, *_: numbers.read_code(raw),
    "integer": lambda raw, column, *_: numbers.read_integer(raw, unit=column.unit),
    "number": lambda raw, column, *_: numbers.read_number(raw, unit=column.unit),
    "date": lambda raw, _, calendar, is_lossy: _date(raw, calendar, is_lossy),
    "instant": lambda raw, _, calendar, is_lossy: _instant(raw, calendar, is_lossy),
    "clock": lambda raw, *_: dates.read_clock(raw),
    "month": lambda raw, _, calendar, is_lossy: dates.read_month(
        raw, calendar, is_number_lossy=is_lossy
    ),
    "week": lambda raw, _, calendar, __: dates.read_week(raw, calendar=calendar),
    "yes_no": lambda raw, column, *_: words.read_yes_no(raw, words=_words_of(column)),
    "choice": lambda raw, column, *_: words.read_choice(
        raw, choices=column.choices, otherwise=column.otherwise
    ),
    "community": lambda raw, *_: _place(raw),
    "grid": lambda raw, *_: _place(raw),
    "grids": lambda raw, *_: _place(raw),
    "geometry": lambda raw, *_: _geometry(raw),
}


def _blank(column: Column, flag: str | None = None) -> Outcome:
    if column.type == "geometry":
        return refuse("broken_geometry", _GEOMETRY)
    if column.sum_of:
        return Outcome(None, "recomputed")
    if column.blank == "refused":
        return refuse("blank", _FILLED)
    if column.blank == "asked":
        question = {"date": "date", "instant": "date", "week": "date", "month": "date"}.get(
            column.type, "place" if column.type in {"community", "grid", "grids"} else "value"
        )
        candidates = tuple(spellings[0] for spellings in column.choices.values())
        return ask("blank", _FILLED, question, candidates)
    if column.blank == "none":
        return Outcome(False if column.type == "yes_no" else 0)
    return Outcome(None, flag)


def _special(column: Column, text: str) -> Outcome | None:
    """Words that stand for a missing value; None where the text is to be read as it stands."""
    if text in ERROR_VALUES:
        return _blank(column, "error_value")
    if text in UNKNOWN_WORDS:
        return _blank(column, "unknown_written")
    if text in DASHES and column.type not in {"yes_no", "choice"}:
        if column.type in {"integer", "number"}:
            if column.blank == "asked":
                return ask("dash", _ZERO_OR_NUMBER, candidates=("0", ""))
            return Outcome(None, "dash_unknown")
        return _blank(column)
    if text in NOTHING and column.type in {"integer", "number"}:
        # Nobody writes of households or of an area that there are none.
        if column.type == "number" or column.unit == "households":
            return _blank(column, "dash_unknown")
        return Outcome(0, "none_written")
    if text in DASHES and column.type == "choice" and column.otherwise is not None:
        return _blank(column, "dash_unknown")
    if text in VACANCIES | NOTHING and column.type == "text" and "_name" in column.name:
        return Outcome(None, "vacancy")
    return None


def _within(column: Column, outcome: Outcome) -> Outcome:
    value = outcome.value
    if value is None or column.type not in {"integer", "number"}:
        return outcome
    if column.minimum is not None and value < column.minimum:
        return refuse("below_minimum", _AT_LEAST.format(limit=column.minimum))
    if column.maximum is not None and value > column.maximum:
        return refuse("above_maximum", _AT_MOST.format(limit=column.maximum))
    return outcome


def read_cell(column: Column, raw: Any, calendar: Calendar, is_lossy: bool) -> Outcome:
    """The outcome of one cell, its column's blanks and limits applied."""
    unit: str | None = None
    is_measured = isinstance(raw, Measured)
    if is_measured:
        raw, unit = raw.raw, raw.unit
    if raw is UNKNOWN_BY_ANSWER:
        return Outcome(None)
    if isinstance(raw, Answered):
        answered = Calendar(calendar.filed_on, calendar.as_of, raw.year)
        return read_cell(column, raw.raw, answered, is_lossy)
    if raw is None:
        return _blank(column)
    if isinstance(raw, str):
        text = tight(raw)
        if not text:
            return _blank(column)
        if (special := _special(column, text)) is not None:
            return special
    if is_measured:
        read = numbers.read_measured(raw, unit=unit)
    else:
        read = _READERS[column.type](raw, column, calendar, is_lossy)
    if read.problem == "ask" and column.without_day != "asked":
        read = _without_day(column, raw, read, calendar)
    outcome = _within(column, read)
    if outcome.value is None and outcome.problem is None and outcome.flag is None:
        return _blank(column)
    if outcome.flag in {"impossible_date", "digits_lost"} and column.blank in {"asked", "refused"}:
        question = "date" if outcome.flag == "impossible_date" else "value"
        return ask(outcome.flag, _FILLED, question)
    return outcome


def read_column(
    column: Column, cells: Sequence[Any], calendar: Calendar, *, is_lossy: bool
) -> list[Outcome]:
    """The outcome of each cell, top to bottom; equal cells are read once.

    ``is_lossy`` says that text may have been numbers before (a .csv): 6.3 may then be 6.30.
    """
    known: dict[tuple[type, Any], Outcome] = {}
    outcomes: list[Outcome] = []
    for raw in cells:
        if isinstance(raw, str) and raw in SAME_AS_ABOVE:
            above = outcomes[-1] if outcomes else EMPTY
            outcomes.append(Outcome(above.value, "same_as_above"))
            continue
        key = (type(raw), raw)
        outcome = known.get(key)
        if outcome is None:
            outcome = known[key] = read_cell(column, raw, calendar, is_lossy)
            if outcome.flag == "other_word":
                # Said once of each word.
                known[key] = Outcome(outcome.value)
        outcomes.append(outcome)
    return outcomes
