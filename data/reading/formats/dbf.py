"""The table of a Shapefile, read by ourselves: its names and texts are cut within characters.

A field name has ten bytes and a text its width, whatever the encoding; a Chinese character of
UTF-8 has three. Libraries give up on the half character at the end.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from data.catalogue import contracts
from data.contract import Column
from data.errors import UNREADABLE, ContractError
from data.reading.headers import known_headers

_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF_8_SHARE = 0.9
_NAME_BYTES = 10
_CODE_PAGES = re.compile(r"(?:ANSI|OEM|CP|GB|MS)?[-_ ]?(936|54936|K|2312|18030)$", re.IGNORECASE)


def encoding_of(raw: bytes, code_page: str | None) -> str:
    """What the .cpg file says; without one UTF-8 where the bytes are that, else GB18030."""
    if code_page:
        return "gb18030" if _CODE_PAGES.match(code_page.strip()) else "utf-8"
    high = len(_HIGH.findall(raw))
    known = sum(map(len, _UTF_8.findall(raw)))
    return "utf-8" if known >= _UTF_8_SHARE * high else "gb18030"


def read(path: Path, code_page: str | None) -> tuple[list[str], list[list[Any]]]:
    """Field names and records, deleted ones too, so that the place of a record is its feature."""
    raw = path.read_bytes()
    if len(raw) < 33:
        raise ContractError(UNREADABLE)
    start, width = int.from_bytes(raw[8:10], "little"), int.from_bytes(raw[10:12], "little")
    encoding = encoding_of(raw[32:], code_page)
    fields = []
    offset = 1
    for place in range(32, min(start, len(raw)) - 32, 32):
        field = raw[place : place + 32]
        if field[0] == 0x0D:
            break
        name = field[:_NAME_BYTES].split(b"\0")[0]
        fields.append((_name(name, encoding), chr(field[11]), offset, field[16]))
        offset += field[16]
    if width < 1 or offset > width or not fields:
        raise ContractError(UNREADABLE)
    records = [
        [_value(raw[at + o : at + o + size], kind, encoding) for _, kind, o, size in fields]
        for at in range(start, len(raw) - width + 1, width)
    ]
    return [name for name, *_ in fields], records


def _name(raw: bytes, encoding: str) -> str:
    """The name of a field; one that was cut is completed where only one column can be meant."""
    name = raw.decode(encoding, "ignore").strip()
    if len(raw) < _NAME_BYTES - 1 or raw.isascii():
        return name
    found: dict[str, str] = {}
    for contract in contracts().values():
        if any(column.type == "geometry" for column in contract.columns):
            for header, column in known_headers(contract).items():
                if header.startswith(name) and isinstance(column, Column):
                    found.setdefault(column.name, header)
    return next(iter(found.values())) if len(found) == 1 else name


def _value(raw: bytes, kind: str, encoding: str) -> Any:
    text = raw.decode(encoding, "ignore").replace("\0", "").strip()
    try:
        if kind in "NF" and text:
            return float(text)
        if kind == "D" and text.strip("0"):
            return datetime.strptime(text, "%Y%m%d").date()
        if kind == "L":
            return {"T": True, "Y": True, "F": False, "N": False}.get(text.upper(), "")
    except ValueError:
        return text
    return "" if kind == "D" else text
