"""What a handbook is made of; the page and the document show the same."""

from __future__ import annotations

from dataclasses import dataclass

from wording import Text


@dataclass(frozen=True)
class Listing:
    """A table: the words of its columns, and its rows."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Entry:
    """One thing with its key in files and addresses, and what is declared of it."""

    key: str
    name: Text
    facts: tuple[tuple[Text, Text], ...]
    listing: Listing | None = None


@dataclass(frozen=True)
class Section:
    """Entries or a table under one heading."""

    name: Text
    entries: tuple[Entry, ...] = ()
    listing: Listing | None = None


@dataclass(frozen=True)
class Chapter:
    """A part of the handbook; ``key`` is its name in the address."""

    key: str
    name: Text
    intro: Text
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class SheetColumn:
    """A column of a kind of sheet, in words."""

    name: str
    headers: tuple[str, ...]
    meaning: Text
    kind: str
    blank: str
    is_required: bool


@dataclass(frozen=True)
class Sheet:
    """A kind of sheet: its grain, how its files follow one another, and its columns."""

    name: str
    title: Text
    grain: Text
    kind: str
    columns: tuple[SheetColumn, ...]
    never_stored: tuple[str, ...] = ()


def plain(words: str) -> Text:
    """Words that are the same in both languages: a number, a key, the header of a sheet."""
    return Text(words, words)
