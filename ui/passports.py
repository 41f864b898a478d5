"""Passports of numbers: made for what is shown, and followed back from what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from publication.reading import open_version
from ui import answers, settings
from views import passport as views
from views.passport import PassportError


@dataclass(frozen=True)
class Numbered:
    """The number that a passport names; ``is_current`` where its version is in force."""

    metric: str
    place_id: str
    period_id: str
    version: int
    is_current: bool


def passport(metric: str, place_id: str, period_id: str) -> str | None:
    """The passport of a number in the version in force; None where it has no such measure."""
    source = answers.published()
    row = source.row_of(metric, place_id, period_id) if source else None
    if source is None or row is None:
        return None
    return views.code_of(source.version, row, metric, place_id, period_id)


def passports(period_id: str) -> dict[tuple[str, str], str]:
    """The passports of all numbers of a period in the version in force, by metric and place."""
    source = answers.published()
    if source is None:
        return {}
    return {
        (metric, place_id): views.code_of(source.version, row, metric, place_id, period_id)
        for (metric, place_id), row in source.rows_of(period_id).items()
    }


def resolve(code: str) -> Numbered:
    """The number that a passport names.

    Raises PassportError for a code that was mistyped, or whose version is no longer kept.
    """
    asked = views.read(code)
    home = settings.home()
    source = open_version(home, asked.version)
    if source is None:
        raise PassportError(views.GONE.format(code=code[:24], version=asked.version))
    found = source.measure_at(asked.row)
    if found is None or not views.belongs(asked, *found):
        raise PassportError(views.NOT_THERE.format(code=code[:24], version=asked.version))
    return Numbered(*found, asked.version, asked.version == home.current_version())
