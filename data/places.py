"""The register of places, and the place that a spelling means.

A spelling is read by rule where only one place of the register fits; whatever fits none or
several is asked. Two names of the register are never merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.cells.spelling import chinese_number, tight

_COMMUNITY_SUFFIX = re.compile(
    r"(社区居民委员会|社区党群服务中心|社区综合服务中心|社区居委会|社区党委|社区党总支|社区党支部|社区工作站|居民委员会|居委会"
    r"|村民委员会|村委会|社区|行政村|村)$"
)
_ORDINAL = re.compile(
    r"^(?:第?([零〇一二三四五六七八九十百]+|\d{1,3})号?(?:网格|格)|网格第?([零〇一二三四五六七八九十百]+|\d{1,3})号?"
    r"|(\d{1,3}))(?:\(.*\))?$"
)
# The first and the last of several: 1-3网格, 第一至第三网格.
_SEVERAL_GRIDS = re.compile(
    r"^第?([一二三四五六七八九十]+|\d{1,2})号?(?:网格)?[-~—–至到]第?([一二三四五六七八九十]+|\d{1,2})号?网格$"
)
_UPPER_BODY = re.compile(r"^.{1,8}?(?:街道办事处|街道|办事处|镇|乡)(?=.{2})")
_COMMUNITY_CODE, _GRID_CODE = re.compile(r"^\d{12}$"), re.compile(r"^\d{15}$")
COMMUNITY_DIGITS = 12
"""A grid's code starts with the code of its community, which has so many digits."""


def community_stem(name: str) -> str:
    """The name without what kind of body it is: 柳荫社区居委会 -> 柳荫."""
    text = tight(name)
    stem = _COMMUNITY_SUFFIX.sub("", text)
    return stem or text


def _without_upper_body(text: str) -> str:
    """The name without the subdistrict before it: 槐澜街道柳荫社区 -> 柳荫社区."""
    return _UPPER_BODY.sub("", text)


def grid_ordinal(name: str) -> int | None:
    """The number of a numbered grid: 第十网格, 网格10 and 010 -> 10; None for named ones."""
    match = _ORDINAL.match(tight(name))
    if not match:
        return None
    number = next(filter(None, match.groups()))
    return int(number) if number.isdigit() else chinese_number(number)


@dataclass(frozen=True)
class Found:
    """The code of a place, or why there is none; ``is_variant`` when the spelling differs."""

    code: str | None
    is_variant: bool = False
    candidates: tuple[str, ...] = ()
    is_ambiguous: bool = False


@dataclass
class Register:
    """The communities and grids that are known by code and name."""

    communities: dict[str, str] = field(default_factory=dict)
    grids: dict[str, tuple[str, str]] = field(default_factory=dict)
    _by_stem: dict[str, set[str]] = field(default_factory=dict)
    _by_grid_name: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _by_ordinal: dict[tuple[str, int], set[str]] = field(default_factory=dict)

    def add_community(self, code: str, name: str) -> None:
        """Adds or renames a community."""
        self.communities[code] = name
        self._by_stem.setdefault(community_stem(name), set()).add(code)

    def add_grid(self, code: str, name: str, community: str) -> None:
        """Adds a grid of a community."""
        self.grids[code] = (name, community)
        self._by_grid_name.setdefault((community, tight(name)), set()).add(code)
        ordinal = grid_ordinal(self._without_community(tight(name), community))
        if ordinal is not None:
            self._by_ordinal.setdefault((community, ordinal), set()).add(code)

    def community(self, written: str) -> Found:
        """The community that a name or a 12-digit code means."""
        text = tight(written)
        if text in self.communities:
            return Found(text)
        exact = [code for code, name in self.communities.items() if tight(name) == text]
        if len(exact) == 1:
            return Found(exact[0])
        codes = self._by_stem.get(community_stem(text), set())
        if not codes:
            codes = self._by_stem.get(community_stem(_without_upper_body(text)), set())
        if len(codes) == 1:
            return Found(next(iter(codes)), is_variant=True)
        names = _likely(text, self.communities.values())
        return Found(None, candidates=names, is_ambiguous=len(codes) > 1)

    def community_in(self, text: str) -> str | None:
        """The one community whose full name stands in a title; None for none or several.

        A name that is part of a longer one that stands there does not count.
        """
        named = {code: tight(name) for code, name in self.communities.items() if tight(name)}
        there = {code: name for code, name in named.items() if name in tight(text)}
        longest = [
            code
            for code, name in there.items()
            if not any(name != other and name in other for other in there.values())
        ]
        return longest[0] if len(longest) == 1 else None

    def grid(self, written: str, community: str | None) -> Found:
        """The grid that a name inside a community, or a 15-digit code, means."""
        text = tight(written)
        if text in self.grids:
            return Found(text)
        if _GRID_CODE.match(text):
            return Found(None)
        if community is None:
            return self._grid_anywhere(text)
        found = self._grid_of(text, community)
        if found.code is None and not found.is_ambiguous:
            # The name may start with that of its community: 柳荫第九网格.
            bare = self._without_community(text, community)
            if bare != text and (inside := self._grid_of(bare, community)).code:
                return Found(inside.code, is_variant=True)
        return found

    def _without_community(self, text: str, community: str) -> str:
        """The name of a grid without that of its community, or of the subdistrict, before it."""
        name = tight(self.communities.get(community, ""))
        for whole in (text, _without_upper_body(text)):
            stem = community_stem(name)
            for prefix in filter(None, (name, f"{stem}社区", stem)):
                if whole.startswith(prefix) and len(whole) > len(prefix):
                    return whole.removeprefix(prefix)
        return text

    def names_of_grids(self, written: str, community: str | None) -> list[str]:
        """The names in a cell that holds several grids: 第一网格、第二网格, 1-3网格.

        A slash parts them only where no grid has it in its name.
        """
        names: list[str] = []
        for part in filter(None, map(str.strip, re.split(r"[、，,；;\n]+", written))):
            if (found := _SEVERAL_GRIDS.match(tight(part))) is not None:
                first, last = (grid_ordinal(f"{number}网格") or 0 for number in found.groups())
                names += [f"{number}网格" for number in range(first, last + 1)]
            elif "/" in part and self.grid(part, community).code is None:
                names += filter(None, map(str.strip, part.split("/")))
            else:
                names.append(part)
        return names

    def _grid_of(self, text: str, community: str) -> Found:
        exact = self._by_grid_name.get((community, text), set())
        if len(exact) == 1:
            return Found(next(iter(exact)))
        ordinal = grid_ordinal(text)
        codes = set() if ordinal is None else self._by_ordinal.get((community, ordinal), set())
        if len(codes) == 1 and not exact:
            return Found(next(iter(codes)), is_variant=True)
        names = [name for name, owner in self.grids.values() if owner == community]
        return Found(None, candidates=_likely(text, names), is_ambiguous=len(exact | codes) > 1)

    def _grid_anywhere(self, text: str) -> Found:
        codes = {
            found.code
            for community in self.communities
            if (found := self.grid(text, community)).code is not None
        }
        if len(codes) == 1:
            return Found(next(iter(codes)), is_variant=True)
        return Found(None, is_ambiguous=len(codes) > 1)


def _likely(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to five names that share most characters with the text, best first."""
    wanted = set(text)

    def closeness(name: str) -> float:
        letters = set(tight(name))
        return len(wanted & letters) / max(1, len(wanted | letters))

    return tuple(sorted(dict.fromkeys(names), key=closeness, reverse=True)[:5])


def is_community_code(text: str) -> bool:
    """Whether the text has the form of a community's code: 12 digits."""
    return bool(_COMMUNITY_CODE.match(text))


def is_grid_code(text: str) -> bool:
    """Whether the text has the form of a grid's code: 15 digits."""
    return bool(_GRID_CODE.match(text))
