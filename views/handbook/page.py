"""The handbook on the screen: one chapter at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from views.handbook.content import Chapter, Entry, Listing, Section
from views.html import Markup, join, link, tag
from views.tables import Column, table


def chosen(chapters: Sequence[Chapter], asked: str) -> Chapter:
    """The chapter that the address asks for; the first unless it names another."""
    return next((one for one in chapters if one.key == asked), chapters[0])


def switch(
    chapters: Sequence[Chapter], now: Chapter, query: Mapping[str, str], language: str
) -> Markup:
    """The chapters as links; the one on the screen is marked."""
    links = [
        link(
            one.name.in_(language), "handbook", {**query, "chapter": one.key},
            aria_current="true" if one is now else None,
        )
        for one in chapters
    ]  # fmt: skip
    return tag("nav", *links, class_="lt-switch")


def draw(chapter: Chapter, language: str) -> Markup:
    """One chapter with all that it lists."""
    parts = [tag("p", chapter.intro.in_(language), class_="lt-remark")]
    for section in chapter.sections:
        parts.append(tag("h2", section.name.in_(language)))
        parts += _section(section, language)
    return join(parts)


def _section(section: Section, language: str) -> list[Markup]:
    drawn = [_entry(one, language) for one in section.entries]
    return [*drawn, _listing(section.listing, language)] if section.listing else drawn


def _entry(one: Entry, language: str) -> Markup:
    facts = tag(
        "dl",
        *(
            tag("div", tag("dt", what.in_(language)), tag("dd", said.in_(language)))
            for what, said in one.facts
        ),
    )
    name = tag("div", tag("h3", one.name.in_(language)), tag("code", one.key))
    listed = _listing(one.listing, language) if one.listing else ""
    return tag("article", name, facts, listed, class_="lt-definition", id=one.key)


def _listing(listing: Listing, language: str) -> Markup:
    columns = [Column(words.in_(language)) for words in listing.columns]
    rows = [[cell.in_(language) for cell in row] for row in listing.rows]
    return tag("div", table(columns, rows), class_="lt-scroll")
