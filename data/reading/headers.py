"""Headers against contracts: which column of a sheet is which promised column."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from data.answers import SAID
from data.cells.spelling import bracketed, header_key
from data.contract import Column, Contract
from data.reading.header_stems import header_stem

_SERIAL = frozenset({"序号", "编号", "No", "NO", "no"})


Meant = Column | str
"""What a header means: a column, "left" at the door, or the "name" or "telephone" of a person."""


@dataclass(frozen=True)
class Words:
    """The headers of a contract, made once: by spelling, by stem, and how usual each is."""

    contract: Contract
    spelled: dict[str, Meant]
    stems: dict[str, Meant]
    foreign: frozenset[str]
    usual: dict[str, int]

    def know_any(self, ends: Set[str]) -> bool:
        """Whether any of the ends of headers, see ``ends_of``, means something here."""
        return not (self.spelled.keys().isdisjoint(ends) and self.stems.keys().isdisjoint(ends))

    def rank(self, path: str) -> tuple[int, int]:
        """How well a header fits its column: as spelled, the usual spelling first; then by stem."""
        return (0, self.usual.get(path, 0)) if path in self.spelled else (1, 0)


_KNOWN: dict[int, Words] = {}


def known_headers(contract: Contract) -> dict[str, Meant]:
    """Header key -> column, or "left" for headers that stay at the door, "person" parts by name."""
    return words_of(contract).spelled


def words_of(contract: Contract) -> Words:
    """The contract's headers; kept, because sheets are matched often."""
    words = _KNOWN.get(id(contract))
    if words is None:
        spelled = _headers(contract)
        foreign = frozenset(map(header_key, contract.foreign))
        usual = {
            hinted(header): place
            for column in contract.columns
            for place, header in enumerate(column.headers)
        }
        words = Words(contract, spelled, _stems(spelled), foreign, usual)
        _KNOWN[id(contract)] = words
    return words


def _stems(spelled: dict[str, Meant]) -> dict[str, Meant]:
    """Stem -> meaning, where all headers of that stem mean the same."""
    stems: dict[str, list[Meant]] = {}
    for header, meant in spelled.items():
        found = {header_stem(header)}
        if isinstance(meant, Column) and meant.type == "integer":
            found.add(header_stem(f"{header}数"))
        for stem in found:
            stems.setdefault(stem, []).append(meant)
    return {
        stem: meant[0]
        for stem, meant in stems.items()
        if len(stem) > 1 and all(other is meant[0] or other == meant[0] for other in meant)
    }


def _headers(contract: Contract) -> dict[str, Meant]:
    known: dict[str, Meant] = {}
    for header in (*contract.never_stored, *contract.recomputed):
        known[header_key(header)] = "left"
    if contract.person is not None:
        known |= {header_key(h): "telephone" for h in contract.person.telephone_headers}
        known |= {header_key(h): "name" for h in contract.person.name_headers}
    for column in contract.columns:
        for header in column.headers:
            bare = "/".join(map(header_key, header.split("/")))
            if hinted(header) == bare:
                known[bare] = column
            else:
                known[hinted(header)] = column
                known.setdefault(bare, column)
    return known


def hinted(header: str) -> str:
    """The header with what stands in its brackets: 事件类型（大类） -> 事件类型(大类)."""
    hint = bracketed(header)
    bare = "/".join(map(header_key, header.split("/")))
    return f"{bare}({hint})" if hint and hint not in bare else bare


@dataclass
class Match:
    """How the headers of a sheet fit a contract: column by column.

    ``said`` holds, by column, what the office said of every row of a column that the sheet lacks.
    """

    contract: Contract
    columns: dict[int, Column]
    special: dict[str, int]
    left: dict[int, str]
    unmapped: list[str]
    is_foreign: bool = False
    said: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[Column]:
        """Required columns without a header; a community may also be stated around the table."""
        found = {column.name for column in self.columns.values()} | set(self.said)
        return [
            column
            for column in self.contract.columns
            if column.required and column.name not in found and column.type != "community"
        ]

    @property
    def score(self) -> tuple[int, int]:
        """How well the headers fit: explained less unexplained ones, then columns found."""
        return (
            len(self.columns) + len(self.special) + len(self.left) - len(self.unmapped),
            len(self.columns),
        )


def _names(headers: list[str], told: Mapping[str, str]) -> list[str]:
    """What the headers are called, once the answers are heard."""
    return [
        path if told.get(path, "").startswith(SAID) else told.get(path, path) for path in headers
    ]


def ends_of(headers: list[str], renamed: Mapping[str, str] | None = None) -> frozenset[str]:
    """All that the headers can be known by: the ends of their paths, as written and by stem."""
    ends = {tail for name in _names(headers, renamed or {}) for tail in _tails(name)}
    return frozenset(ends | set(map(header_stem, ends)))


def _tails(path: str) -> list[str]:
    """The path and its ends, the longest first: a/b/c, b/c, c."""
    parts = path.split("/")
    return ["/".join(parts[start:]) for start in range(len(parts))]


def _is_only(tail: str, name: str, names: list[str]) -> bool:
    """Whether the end of a path says which column is meant: 人数 under several groups does not."""
    return tail == name or sum(n == tail or n.endswith(f"/{tail}") for n in names) == 1


def match_headers(
    contract: Contract, headers: list[str], renamed: Mapping[str, str] | None = None
) -> Match:
    """The contract's columns among the headers.

    Where several headers mean one column, the most usual one of them is taken.
    """
    words = words_of(contract)
    match = Match(contract, {}, {}, {}, [])
    best: dict[str, tuple[tuple[int, int], int]] = {}
    told = renamed or {}
    names = _names(headers, told)
    stems = [header_stem(name) for name in names]
    for index, (path, name) in enumerate(zip(headers, names, strict=True)):
        if not path:
            continue
        child = name.rsplit("/", 1)[-1]
        match.is_foreign |= child in words.foreign
        found, tail = _meaning(words, name, names, stems)
        if isinstance(found, Column):
            rank = words.rank(tail), index
            if found.name not in best or rank < best[found.name]:
                best[found.name] = rank
                match.columns = {i: c for i, c in match.columns.items() if c is not found}
                match.columns[index] = found
        elif found is not None and found != "left" and found not in match.special:
            match.special[found] = index
        elif found is not None:
            match.left[index] = path
    found_names = {column.name for column in match.columns.values()}
    for written, value in told.items():
        column = words.spelled.get(written)
        if value.startswith(SAID) and isinstance(column, Column) and column.name not in found_names:
            match.said[column.name] = value.removeprefix(SAID)
    match.unmapped = [
        path
        for index, path in enumerate(headers)
        if path
        and path.rsplit("/", 1)[-1] not in _SERIAL
        and index not in {*match.columns, *match.special.values(), *match.left}
    ]
    return match


def _meaning(
    words: Words, name: str, names: list[str], stems: list[str]
) -> tuple[Meant | None, str]:
    """What a header means, with the end of its path that says so."""
    for tail in _tails(name):
        found = words.spelled.get(tail)
        if isinstance(found, str) or (found and _is_only(tail, name, names)):
            return found, tail
    for tail in _tails(name):
        found = words.stems.get(header_stem(tail))
        if isinstance(found, str) or (
            found and _is_only(header_stem(tail), header_stem(name), stems)
        ):
            return found, tail
    return None, name
