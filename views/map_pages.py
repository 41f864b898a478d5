"""A long table in parts, so that everything on a map can be read beside it."""

from __future__ import annotations

from collections.abc import Mapping

from views import numbers
from views.html import Markup, link, tag
from wording import Text

ROWS = 30
"""Of one part: as many as are read without losing one's place."""

SHOWN = Text("第 {first}–{last} 个，共 {count} 个", "{first} to {last} of {count}")
BEFORE, AFTER = Text("上一页", "Previous"), Text("下一页", "Next")
PARTS = Text("表格分页", "Parts of the table")


def part(count: int, page: int, chosen: int | None = None) -> tuple[int, int]:
    """From where to where a table of so many rows is shown: the part that is asked for (from 1),
    without one the part that holds the chosen row."""
    last = max(1, -(-count // ROWS))
    shown = page or (1 if chosen is None else chosen // ROWS + 1)
    first = (min(shown, last) - 1) * ROWS
    return first, min(first + ROWS, count)


def doors(
    count: int, at: tuple[int, int], query: Mapping[str, str], language: str, page: str
) -> Markup:
    """What part is shown, and the ways to those beside it; nothing for a table of one part."""
    first, last = at
    if count <= ROWS:
        return Markup("")
    here = first // ROWS + 1

    def door(words: Text, number: int, is_there: bool) -> Markup:
        if not is_there:
            return Markup("")
        return link(words.in_(language), page, {**query, "page": str(number)})

    written = (numbers.plain(number) for number in (first + 1, last, count))
    said = SHOWN.format(**dict(zip(("first", "last", "count"), written, strict=True)))
    return tag(
        "nav", tag("span", said.in_(language), " "), door(BEFORE, here - 1, here > 1), " ",
        door(AFTER, here + 1, last < count), class_="lt-caption",
        aria_label=PARTS.in_(language),
    )  # fmt: skip
