"""The cell styles of an .xlsx workbook that strike a text through or give a cell a colour."""

from __future__ import annotations

import re

_FONTS = re.compile(rb"<fonts\b.*?</fonts>", re.DOTALL)
_FONT = re.compile(rb"<font\s*/>|<font\b.*?</font>", re.DOTALL)
_STRIKE = re.compile(rb"<strike\s*(?:val=\"(?:1|true)\"\s*)?/>")
_FILLS = re.compile(rb"<fills\b.*?</fills>", re.DOTALL)
_FILL = re.compile(rb"<fill\s*/>|<fill\b.*?</fill>", re.DOTALL)
_COLOUR = re.compile(rb"<fgColor\b([^>]*)/?>")
_WHITE = re.compile(
    rb'rgb="(?:..)?(?:FFFFFF|ffffff)"|rgb="00000000"|theme="0"|indexed="(?:1|9|64|65)"'
)
_CELL_FORMATS = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<xf\b[^>]*>")
_NUMBER = rb'\b%s="(\d+)"'


def _is_coloured(fill: bytes) -> bool:
    if b'patternType="solid"' not in fill:
        return False
    colour = _COLOUR.search(fill)
    return colour is not None and not _WHITE.search(colour[1])


def _index(tag: bytes, name: bytes) -> int:
    found = re.search(_NUMBER % name, tag)
    return int(found[1]) if found else 0


def marked_styles(styles: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the cell formats that are struck through, and of those with a colour."""
    fonts, fills = _FONTS.search(styles), _FILLS.search(styles)
    formats = _CELL_FORMATS.search(styles)
    if formats is None:
        return frozenset(), frozenset()
    struck = [bool(_STRIKE.search(f)) for f in _FONT.findall(fonts[0])] if fonts else []
    coloured = [_is_coloured(f) for f in _FILL.findall(fills[0])] if fills else []
    tags = _FORMAT.findall(formats[0])

    def using(name: bytes, marks: list[bool]) -> frozenset[int]:
        used = [_index(tag, name) for tag in tags]
        return frozenset(i for i, u in enumerate(used) if u < len(marks) and marks[u])

    return using(b"fontId", struck), using(b"fillId", coloured)
