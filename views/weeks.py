"""Weeks and days in short form, for axes, columns and tips; no English month on a Chinese page."""

from __future__ import annotations

from datetime import date

from wording import Text

NUMBER = Text("第{number}周", "W{number}")
SPAN = Text("第{first}–{last}周", "W{first}–{last}")
LONG_SPAN = Text(
    "{first_year}年第{first}周至{last_year}年第{last}周",
    "W{first} {first_year} to W{last} {last_year}",
)


def number(period_id: str) -> int:
    """The number of a week: 2026-W47 is 47."""
    return int(period_id.rpartition("W")[2])


def short(period_id: str, language: str) -> str:
    """第47周 / W47."""
    return NUMBER.format(number=number(period_id)).in_(language)


def span(first: str, last: str, language: str) -> str:
    """第44–47周 / W44–47; with the years where they differ."""
    years = first.partition("-")[0], last.partition("-")[0]
    if years[0] != years[1]:
        return LONG_SPAN.format(
            first=number(first), last=number(last), first_year=years[0], last_year=years[1]
        ).in_(language)
    return SPAN.format(first=number(first), last=number(last)).in_(language)


def month(day: date, language: str) -> str:
    """11月 / Nov; with the year in January."""
    if language == "zh":
        return f"{day.year}年1月" if day.month == 1 else f"{day.month}月"
    return f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"


def month_of_id(period_id: str, language: str) -> str:
    """2026年10月 / October 2026, of 2026-10."""
    year, _, part = period_id.partition("-")
    if language == "zh":
        return f"{year}年{int(part)}月"
    return f"{date(int(year), int(part), 1):%B %Y}"


def month_and_day(day: date, language: str) -> str:
    """11月4日 / 4 Nov."""
    return f"{day.month}月{day.day}日" if language == "zh" else f"{day.day} {day:%b}"
