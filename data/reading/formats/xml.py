"""XML of unknown origin: no entities, no document types, nothing fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from data.errors import UNREADABLE, ContractError
from data.reading.recognise import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DANGEROUS = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DEEPEST = 200


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def parse(path: Path) -> ElementTree.Element:
    """The root element of a file."""
    return parse_text(decode(path.read_bytes()))


def parse_text(text: str) -> ElementTree.Element:
    """The root element; refuses document types, entities and very deep nesting."""
    text = _DECLARATION.sub("", text, count=1)
    if _DANGEROUS.search(text):
        raise ContractError(UNREADABLE)
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    root: ElementTree.Element | None = None
    depth = 0
    try:
        for start in range(0, len(text), 1 << 20):
            parser.feed(text[start : start + (1 << 20)])
            for event, element in parser.read_events():
                root = element if root is None else root
                depth += 1 if event == "start" else -1
                if depth > _DEEPEST:
                    raise ContractError(UNREADABLE)
        parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise ContractError(UNREADABLE) from error
    if root is None:
        raise ContractError(UNREADABLE)
    return root
