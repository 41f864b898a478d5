"""What the attributes of a map mean, told by what stands in them: GRIDCODE, XZQDM, DM, id, MC.

Who draws a map names its attributes as his software does. The codes of grids have 15 digits and
those of communities 12, and the names of communities end alike: that says which is which.
"""

from __future__ import annotations

import re
from typing import Any

from data.catalogue import contracts
from data.cells.spelling import header_key, tight
from data.contract import Column
from data.reading.headers import known_headers
from data.reading.layout import is_blank
from data.reading.raw import RawSheet

_AREA, _POINT = "geometry:area", "geometry:point"
_GRID_CODE, _COMMUNITY_CODE = re.compile(r"^\d{15}$"), re.compile(r"^\d{12}$")
_NAME = re.compile(r"(?:mc|name|名称|名)_?\d?$", re.IGNORECASE)
_COMMUNITY = re.compile(r"(?:社区|村|居委会|居民委员会|村委会)$")
_GRID = re.compile(r"网格")


def map_headers(sheet: RawSheet) -> dict[str, str]:
    """Attribute -> the header that it stands for, where its cells leave no doubt; empty for sheets.

    Names are only told where no attribute is called as its contract expects.
    """
    if not sheet.is_map or len(sheet.rows) < 2 or not sheet.rows[0]:
        return {}
    header, *rows = sheet.rows
    cells = {
        header_key(str(name)): [_text(row[place]) for row in rows]
        for place, name in enumerate(header[:-1])
    }
    if header[-1] == _AREA:
        return _areas(cells)
    return _points(cells) if header[-1] == _POINT else {}


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return "" if is_blank(value) or isinstance(value, bytes) else tight(str(value))


def _areas(cells: dict[str, list[str]]) -> dict[str, str]:
    grids, codes = _all(cells, _GRID_CODE), _all(cells, _COMMUNITY_CODE)
    named = _all(cells, _COMMUNITY)
    rest = {name: texts for name, texts in cells.items() if name not in {*grids, *codes, *named}}
    if grids:
        told = {grids[0]: "网格编码"} | _one(codes or named, "所属社区")
        return told | _named(rest, "grid_boundaries", "grid_name", "网格名称")
    if codes:
        told = {codes[0]: "社区代码"}
        return told | (_one(named, "社区名称") or _named(
            rest, "community_boundaries", "community_name", "社区名称"
        ))  # fmt: skip
    if drawn := _all(rest, _GRID):
        # Grids by name only: the register says which is meant.
        return {drawn[0]: "网格编码"} | _one(named, "所属社区")
    return _one(named, "社区名称")


def _points(cells: dict[str, list[str]]) -> dict[str, str]:
    named = _all(cells, _COMMUNITY)
    rest = {name: texts for name, texts in cells.items() if name not in named}
    told = _one(named, "所属社区")
    return told | _named(rest, "facility_points", "facility_name", "设施名称") if told else {}


def _all(cells: dict[str, list[str]], form: re.Pattern[str]) -> list[str]:
    """The attributes whose every cell has a form; of those that say the same, the first."""
    found: dict[tuple[str, ...], str] = {}
    for name, texts in cells.items():
        if all(map(form.search, texts)):
            found.setdefault(tuple(texts), name)
    return list(found.values())


def _one(names: list[str], meant: str) -> dict[str, str]:
    return {names[0]: meant} if len(names) == 1 else {}


def _named(
    cells: dict[str, list[str]], dataset: str, column: str, meant: str
) -> dict[str, str]:  # fmt: skip
    """The attribute that holds names, where none is called as the contract expects."""
    known = known_headers(contracts()[dataset])
    if any(isinstance(m := known.get(n), Column) and m.name == column for n in cells):
        return {}
    return _one([name for name in cells if _NAME.search(name)], meant)
