"""Chinese working days: the days of the State Council's notices, and what the office adds to them.

The library chinesecalendar knows the notices up to its release. The office's own table comes
first: it corrects a day, and it fills years that the library does not know yet. Where neither
knows, Monday to Friday are counted without the days that the law itself gives off on fixed dates,
and `DueDay.is_guess` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import chinese_calendar.constants
from sqlalchemy import select

from office.meeting_tables import HOLIDAYS
from office.store import reading, writing
from wording import Text

FRIDAY = 4
LONGEST = 260
"""Working days ahead that may be asked for: about a year."""

GUESSED = Text(
    "{year} 年的放假安排尚未录入或未录全，按周一至周五计算，请以国务院办公厅通知为准。",
    "The holidays of {year} are not entered yet, or not all of them; Monday to Friday are counted "
    "until the notice of the State Council is known.",
)
FIXED_DAYS_OFF = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day that are off in every year: 全国年节及纪念日放假办法 as of 1 January 2025. Those of
the lunar calendar and the days that are swapped need the notice."""

SPOKEN_FOR = timedelta(days=14)
"""So far beyond its last entry the office's table knows a year: days are swapped no farther."""

LAST_HOLIDAYS = 10
"""The month of a year's last holidays: a table that has come to it knows the whole year."""


@dataclass(frozen=True)
class Holiday:
    """One day that the office entered: a day off, or a day that is worked instead."""

    day: date
    is_working: bool
    name: str
    set_by: str


@dataclass(frozen=True)
class DueDay:
    """The day after so many working days; ``guessed`` are years that nobody knows the days of."""

    day: date
    guessed: tuple[int, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Whether a year on the way is not known."""
        return bool(self.guessed)

    @property
    def remark(self) -> Text | None:
        """The sentence that says so; None where all years are known."""
        return GUESSED.format(year=self.guessed[0]) if self.guessed else None


def known_through() -> int:
    """The last year whose notice the library knows."""
    last: date = max(chinese_calendar.constants.holidays)
    return last.year


def holidays(home: Path) -> tuple[Holiday, ...]:
    """The days that the office entered, in order."""
    with reading(home) as connection:
        if connection is None:
            return ()
        rows = connection.execute(select(HOLIDAYS).order_by(HOLIDAYS.c.day)).mappings()
        return tuple(Holiday(r["day"], r["is_working"], r["name"], r["set_by"]) for r in rows)


def set_holiday(
    home: Path, day: date, *, is_working: bool, name: str, at: datetime, by: str
) -> None:
    """Enter a day off, or a day that is worked; an earlier entry of that day is replaced."""
    with writing(home) as connection:
        connection.execute(HOLIDAYS.delete().where(HOLIDAYS.c.day == day))
        connection.execute(
            HOLIDAYS.insert().values(
                day=day, is_working=is_working, name=name.strip(), set_at=at, set_by=by
            )
        )


def remove_holiday(home: Path, day: date) -> None:
    """Take an entry of the office's own away."""
    with writing(home) as connection:
        connection.execute(HOLIDAYS.delete().where(HOLIDAYS.c.day == day))


def is_working_day(day: date, own: Mapping[date, bool]) -> bool | None:
    """Whether a day is worked: by the office's own entry, else by the notices; None if unknown."""
    if day in own:
        return own[day]
    try:
        worked: bool = chinese_calendar.is_workday(day)
    except NotImplementedError:
        return None
    return worked


def due_day(home: Path, start: date, working_days: int) -> DueDay:
    """The day so many working days after ``start``, which is not counted itself.

    A year of which the library knows nothing is known as far as the office has entered its days.
    """
    if not 0 <= working_days <= LONGEST:
        raise ValueError(f"between 0 and {LONGEST} working days, not {working_days}")
    entered = holidays(home)
    own = {each.day: each.is_working for each in entered}
    last = {each.day.year: each.day for each in entered}
    day, left, guessed = start, working_days, list[int]()
    while left:
        day += timedelta(days=1)
        worked = is_working_day(day, own)
        if worked is None:
            worked = day.weekday() <= FRIDAY and (day.month, day.day) not in FIXED_DAYS_OFF
            if not _is_known(day, last.get(day.year)):
                guessed.append(day.year)
        left -= worked
    return DueDay(day, tuple(sorted(set(guessed))))


def _is_known(day: date, last: date | None) -> bool:
    """Whether the office's entries of a year, up to ``last``, speak for a day of it."""
    return last is not None and (last.month >= LAST_HOLIDAYS or day <= last + SPOKEN_FOR)
