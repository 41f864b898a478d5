"""Days, instants, clock times, months and ISO weeks as offices write them.

What can be read in two ways is asked, never guessed: 6.3 in a column of month and day may be the
third or, after the spreadsheet dropped a zero, the thirtieth of June. A missing year is taken from
the filing day and flagged; it is asked where the day would then lie after the data.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any

from data.cells.outcome import Outcome, ask, refuse
from data.cells.spelling import chinese_number, plain, tight
from wording import Text

_EXPECTED_DAY = Text("日期，例如 2026-11-22", "a day, for example 2026-11-22")
_EXPECTED_WEEK = Text("周次，例如 2026年第47周", "a week, for example 2026-W47")
_EXPECTED_MONTH = Text("月份，例如 2026年10月", "a month, for example 2026-10")

_SEPARATOR = r"[-./年]"
# Of two digits, a year is known by both its separators: 26.11.22, but 11.16-11.22 is a range.
_YMD = re.compile(
    rf"^(?=\d{{4}}|\d{{2}}([-./])\d{{1,2}}\1|\d{{2}}年)(\d{{4}}|\d{{2}}){_SEPARATOR}"
    r"(\d{1,2})[-./月](\d{1,2})[日号]?(.*)$"
)
_YM = re.compile(rf"^(\d{{4}}){_SEPARATOR}(\d{{1,2}})月?$")
_MD = re.compile(r"^(\d{1,2})[-./月](\d{1,2})[日号]?(.*)$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2})(\d{2})(\d{2})?)?$")
_TRAILING_CLOCK = re.compile(r"^(.*?)[ T]+(\d{1,2}[:：时点].*)$")
_CLOCK = re.compile(r"^[T ]*(\d{1,2})[:：时点](?:(\d{1,2})(?:[:：分](\d{1,2})秒?)?分?)?(?:\.\d+)?$")
_RANGE = re.compile(r"^(.+?)(?:至|到|~|—|–|-{1,2})(.+)$")
_OPEN_ENDED = frozenset({"长期", "至今", "永久", "长期有效", "常年"})
_PART_OF_MONTH = ("上旬", "中旬", "下旬", "初", "中", "底", "末")
_WEEK_OF_MONTH = re.compile(r"^(?:(\d{4})年)?(\d{1,2})月份?第?(\d)周$")
_WEEK = re.compile(r"^(?:(\d{4})(?:年|-|/|\.)?)?(?:第|W|w)?(\d{1,2})周?(?:\(.*\))?$")
_MONTH_OR_YEAR = re.compile(r"^(\d{4})(?:年|[-./](?=\d))(?:(\d{1,2})月?)?(?:底|末|内)?(?:以?前)?$")
_THIS_YEAR = re.compile(r"^(?:[今本]?年度?|(?:[今本]年)?(\d{1,2})月份?)(?:底|末|内)(?:以?前)?$")
_YEAR = re.compile(r"^(?:19|20)\d{2}年?(?:初|中|底|末)?$")
# A day in a cell that shows only its time of day, as OpenDocument writes it.
_LENGTH = re.compile(r"^PT(\d{1,8})H(\d{2})M(\d{2})(?:[.,]\d+)?S$")
_IN_CHINESE = re.compile(r"([〇零一二三四五六七八九十]+)(?=[年月日号周])")

_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: numbers that can only be serial days
_EPOCH = datetime(1899, 12, 30)
_DAYS_TO_1904 = 1462
_EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class Calendar:
    """What the sheet says about time: the day of filing (gives missing years) and of the data.

    ``is_1904``: bare numbers of days count from 1904, as in workbooks of old Macintoshes.
    """

    filed_on: date | None
    as_of: date | None
    year: int | None = None
    is_1904: bool = False

    def missing_year(self, month: int, day: int) -> Outcome:
        """The day in the filing year, flagged; asked where that would lie after the data."""
        if self.year is not None:
            return _day(self.year, month, day, flag="year_answered")
        known = self.filed_on or self.as_of
        if known is None:
            return ask("year_missing", _EXPECTED_DAY, "year")
        outcome = _day(known.year, month, day, flag="year_from_filing_day")
        if outcome.value is not None and outcome.value > known:
            candidates = (str(known.year - 1), str(known.year))
            return ask("year_missing", _EXPECTED_DAY, "year", candidates)
        return outcome


def in_digits(text: str) -> str:
    """Years, months, days and weeks that are written in Chinese numerals, in digits."""
    return _IN_CHINESE.sub(lambda found: str(chinese_number(found[1])), text)


def _day(year: int, month: int, day: int, flag: str | None = None) -> Outcome:
    if year < 100:
        year, flag = year + 2000, flag or "two_digit_year"
    if year < _EARLIEST_YEAR:
        return refuse("too_early", _EXPECTED_DAY)
    try:
        return Outcome(date(year, month, day), flag)
    except ValueError:
        return Outcome(None, "impossible_date")


def _clock_of(text: str) -> time | None:
    match = _CLOCK.match(text)
    if not match:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour == 24 and minute == 0:
        return time(23, 59)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _with_clock(outcome: Outcome, rest: str) -> Outcome:
    """The day with the time of day that follows it; a range keeps its first day, flagged."""
    if outcome.value is None or not rest:
        return outcome
    clock = _clock_of(rest)
    if clock is not None:
        return Outcome(datetime.combine(outcome.value, clock), outcome.flag)
    if rest.startswith(("星期", "周", "(星期", "(周", "上午", "下午", "晚")):
        return outcome
    if rest[0] in "至到~—–-":
        return Outcome(outcome.value, "date_range_start")
    return ask("unreadable_date", _EXPECTED_DAY, "date")


def read_instant(raw: Any, calendar: Calendar, *, is_number_lossy: bool = True) -> Outcome:
    """A day (``date``) or a day with a time of day (``datetime``)."""
    if isinstance(raw, datetime):
        if raw.year < _EARLIEST_YEAR:
            return refuse("too_early", _EXPECTED_DAY)
        return Outcome(raw if raw.time() != time(0) else raw.date())
    if isinstance(raw, date):
        return Outcome(raw) if raw.year >= _EARLIEST_YEAR else refuse("too_early", _EXPECTED_DAY)
    if isinstance(raw, bool | time | timedelta):
        return ask("unreadable_date", _EXPECTED_DAY, "date")
    if isinstance(raw, int | float):
        return _from_number(float(raw), calendar)
    if (length := _LENGTH.match(str(raw))) is not None:
        hours, minutes, seconds = map(int, length.groups())
        return _from_number((hours * 3600 + minutes * 60 + seconds) / 86_400, calendar)
    return _from_text(in_digits(plain(str(raw))), calendar, is_number_lossy)


def _from_number(number: float, calendar: Calendar) -> Outcome:
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        seconds = round((number % 1) * 86_400)
        epoch = _EPOCH + timedelta(days=_DAYS_TO_1904 if calendar.is_1904 else 0)
        moment = epoch + timedelta(days=int(number), seconds=seconds)
        moment = moment.replace(second=0) + timedelta(minutes=round(moment.second / 60))
        return Outcome(moment if number % 1 else moment.date())
    if number == int(number) and _COMPACT.match(str(int(number))):
        return _from_text(str(int(number)), calendar, True)
    text = f"{number:.10g}"
    if _YEAR.match(text):
        return ask("day_missing", _EXPECTED_DAY, "date")
    if _YM.match(text):
        return ask("day_missing", _EXPECTED_DAY, "date", ())
    if _MD.match(text):
        return _month_and_day(text, calendar, may_have_lost_zero=True)
    return ask("unreadable_date", _EXPECTED_DAY, "date")


def _month_and_day(text: str, calendar: Calendar, *, may_have_lost_zero: bool) -> Outcome:
    match = _MD.match(text)
    assert match is not None
    month, day, rest = int(match[1]), int(match[2]), match[3]
    outcome = calendar.missing_year(month, day)
    if may_have_lost_zero and not rest and "." in text and len(match[2]) == 1 and 1 <= day <= 3:
        other = calendar.missing_year(month, day * 10)
        if other.flag != "impossible_date":
            candidates = tuple(
                o.value.isoformat() for o in (outcome, other) if isinstance(o.value, date)
            )
            return ask("ambiguous_date", _EXPECTED_DAY, "date", candidates)
    return _with_clock(outcome, rest)


def _from_text(text: str, calendar: Calendar, is_number_lossy: bool) -> Outcome:
    if match := _TRAILING_CLOCK.match(text):
        return _with_clock(_from_text(match[1], calendar, is_number_lossy), tight(match[2]))
    text = tight(text)
    if text in _OPEN_ENDED:
        return Outcome(None, "open_ended")
    for word in _PART_OF_MONTH:
        if text.endswith(word) and "月" in text:
            return ask("day_missing", _EXPECTED_DAY, "date")
    if match := _YMD.match(text):
        return _with_clock(_day(int(match[2]), int(match[3]), int(match[4])), match[5])
    if match := _COMPACT.match(text):
        outcome = _day(int(match[1]), int(match[2]), int(match[3]))
        return _with_clock(outcome, f"{match[4]}:{match[5]}" if match[4] else "")
    if _YM.match(text):
        return ask("day_missing", _EXPECTED_DAY, "date")
    if _MD.match(text):
        return _month_and_day(text, calendar, may_have_lost_zero=is_number_lossy)
    if _YEAR.match(text):
        return ask("day_missing", _EXPECTED_DAY, "date")
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _from_number(float(text), calendar)
    if match := _RANGE.match(text):
        outcome = _from_text(match[1], calendar, is_number_lossy)
        return Outcome(outcome.value, "date_range_start") if outcome.value else outcome
    return ask("unreadable_date", _EXPECTED_DAY, "date")


def last_day_of(raw: Any, this_year: int | None = None) -> date | None:
    """The last day of a month or a year in words: 2026年12月, 2026年底, 2026年11月底前.

    With ``this_year`` also of those that write none: 12月底前, 年底.
    """
    text = in_digits(tight(str(raw)))
    if match := _MONTH_OR_YEAR.match(text):
        year, month = int(match[1]), int(match[2] or 12)
    elif this_year is not None and (match := _THIS_YEAR.match(text)):
        year, month = this_year, int(match[1] or 12)
    else:
        return None
    if not (_EARLIEST_YEAR <= year < MAXYEAR and 1 <= month <= 12):
        return None
    return date(year, month, monthrange(year, month)[1])


def read_clock(raw: Any) -> Outcome:
    """A time of day as "HH:MM"."""
    if isinstance(raw, datetime):
        return Outcome(f"{raw:%H:%M}")
    if isinstance(raw, time):
        return Outcome(f"{raw:%H:%M}")
    if isinstance(raw, timedelta):
        minutes = round(raw.total_seconds() / 60)
        return Outcome(f"{minutes // 60:02d}:{minutes % 60:02d}")
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 1440)
        return Outcome(f"{minutes // 60:02d}:{minutes % 60:02d}")
    clock = _clock_of(tight(str(raw)))
    return Outcome(f"{clock:%H:%M}") if clock else Outcome(None, "unreadable_time")


def read_month(raw: Any, calendar: Calendar, *, is_number_lossy: bool = False) -> Outcome:
    """A month as "2026-10"; ``is_number_lossy``: text may have been a number that lost a zero."""
    if isinstance(raw, date):
        return Outcome(f"{raw.year}-{raw.month:02d}")
    text = in_digits(tight(f"{raw:.6g}" if isinstance(raw, float) else str(raw)))
    if match := re.match(r"^(\d{4})[-./年]?(\d{1,2})(?:月份?)?$", text):
        year, month = int(match[1]), int(match[2])
        # 2026.1 as a number may have been 2026.10.
        is_lossy = is_number_lossy or isinstance(raw, float)
        if is_lossy and "." in text and month == 1 and not match[2].startswith("0"):
            return ask("ambiguous_month", _EXPECTED_MONTH, "date", (f"{year}-01", f"{year}-10"))
        if 1 <= month <= 12:
            return Outcome(f"{year}-{month:02d}")
    if match := re.match(r"^(\d{1,2})月份?$", text):
        outcome = calendar.missing_year(int(match[1]), 1)
        if isinstance(outcome.value, date):
            return Outcome(f"{outcome.value.year}-{outcome.value.month:02d}", outcome.flag)
        return outcome
    return ask("unreadable_month", _EXPECTED_MONTH, "date")


def _week_of_month(year: int | None, month: int, number: int) -> Outcome:
    """The week of a month counted from that in which it begins, or from its first whole one.

    Asked where the two are not the same.
    """
    if year is None:
        return ask("year_missing", _EXPECTED_WEEK, "year")
    if not (_EARLIEST_YEAR <= year < MAXYEAR and 1 <= month <= 12 and 1 <= number <= 6):
        return refuse("no_such_week", _EXPECTED_WEEK)
    first = date(year, month, 1)
    mondays = {first - timedelta(first.weekday()), first + timedelta(-first.weekday() % 7)}
    days = sorted(monday + timedelta(weeks=number - 1) for monday in mondays)
    weeks = tuple("{}-W{:02d}".format(*day.isocalendar()[:2]) for day in days)
    if len(weeks) == 1:
        return Outcome(weeks[0])
    return ask("ambiguous_week", _EXPECTED_WEEK, "date", weeks)


def read_week(raw: Any, calendar: Calendar) -> Outcome:
    """An ISO week as "2026-W47"; a day or a range of days means the week of its first day."""
    if isinstance(raw, date):
        return Outcome("{}-W{:02d}".format(*raw.isocalendar()[:2]), "week_of_day")
    text = in_digits(tight(f"{raw:.10g}" if isinstance(raw, float) else str(raw)))
    if match := _WEEK_OF_MONTH.match(text):
        filed = calendar.filed_on or calendar.as_of
        counted_in = int(match[1]) if match[1] else filed.year if filed else None
        return _week_of_month(counted_in, int(match[2]), int(match[3]))
    match = _WEEK.match(text)
    if match and ("周" in text or "W" in text.upper() or match[1]):
        year, flag = int(match[1]) if match[1] else None, None
        if year is None:
            known = calendar.filed_on or calendar.as_of
            if known is None:
                return ask("year_missing", _EXPECTED_WEEK, "year")
            year, flag = known.isocalendar().year, "year_from_filing_day"
        try:
            monday = date.fromisocalendar(year, int(match[2]), 1)
        except ValueError:
            return refuse("no_such_week", _EXPECTED_WEEK)
        return Outcome("{}-W{:02d}".format(*monday.isocalendar()[:2]), flag)
    first = read_instant(raw, calendar)
    if isinstance(first.value, date):
        return Outcome("{}-W{:02d}".format(*first.value.isocalendar()[:2]), "week_of_day")
    return ask("unreadable_week", _EXPECTED_WEEK, "date")
