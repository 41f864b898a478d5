"""HTML from data, escaped: the one door through which text of a cell may enter markup."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

_MORE = {96: "&#96;", 36: "&#36;", 92: "&#92;", 123: "&#123;", 125: "&#125;"}


class Markup(str):
    """A string that is already HTML; everything else is escaped by :func:`safe`."""

    __slots__ = ()


def safe(value: object) -> Markup:
    """``value`` as HTML text: markup stays, anything else is escaped, backticks and braces too."""
    if isinstance(value, Markup):
        return value
    return Markup(html.escape(str(value), quote=True).translate(_MORE))


def join(parts: Sequence[Markup], between: str = "") -> Markup:
    """Several pieces of markup as one."""
    return Markup(between.join(parts))


def tag(name: str, /, *content: object, **attributes: object) -> Markup:
    """``<name attributes>content</name>``; ``class_`` is class, None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in {"img", "br", "hr", "input"}:
        return Markup(f"<{name}{written}>")
    inner = "".join(safe(part) for part in content)
    return Markup(f"<{name}{written}>{inner}</{name}>")


def address(page: str, query: Mapping[str, str]) -> str:
    """The relative address of a page with its query, empty values left out."""
    kept = {key: value for key, value in query.items() if value}
    return f"{page}?{urlencode(kept)}" if kept else page


_LINK = re.compile(r'<a ([^>]*?)href="([a-z_]+)(?:[?#][^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)


def without_links(markup: Markup, closed: Collection[str]) -> Markup:
    """The same with plain text in place of links to pages that are closed to the reader, and
    nothing in place of a button to one."""

    def plain(found: re.Match[str]) -> str:
        before, page, after, label = found.groups()
        if page not in closed:
            return found[0]
        classes = re.search(r'class="[^"]*"', before + after)
        if classes is not None and "lt-button" in classes[0]:
            return ""
        return f"<span {classes[0]}>{label}</span>" if classes else f"<span>{label}</span>"

    return Markup(_LINK.sub(plain, markup)) if closed else markup


def link(label: object, page: str, query: Mapping[str, str], /, **attributes: object) -> Markup:
    """A link to a page of ours that the browser follows without loading everything anew."""
    return tag("a", label, href=address(page, query), data_soft="1", target="_self", **attributes)
