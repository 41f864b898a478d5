"""Headers against contracts: which column of a sheet is which promised column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.cells.spelling import bracketed, header_key
from data.contract import Column, Contract

_SERIAL = frozenset({"序号", "编号", "No", "NO", "no"})


_KNOWN: dict[int, tuple[Contract, dict[str, Column | str], frozenset[str]]] = {}


def known_headers(contract: Contract) -> dict[str, Column | str]:
    """Header key -> column, or "left" for headers that stay at the door, "person" parts by name."""
    return _known(contract)[1]


def _known(contract: Contract) -> tuple[Contract, dict[str, Column | str], frozenset[str]]:
    """The contract with its headers and its foreign ones, made once: sheets are matched often."""
    entry = _KNOWN.get(id(contract))
    if entry is None:
        foreign = frozenset(map(header_key, contract.foreign))
        entry = _KNOWN[id(contract)] = (contract, _headers(contract), foreign)
    return entry


def _headers(contract: Contract) -> dict[str, Column | str]:
    known: dict[str, Column | str] = {}
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
    """How the headers of a sheet fit a contract: column by column."""

    contract: Contract
    columns: dict[int, Column]
    special: dict[str, int]
    left: dict[int, str]
    unmapped: list[str]
    is_foreign: bool = False

    @property
    def missing(self) -> list[Column]:
        """Required columns without a header; a community may also be stated around the table."""
        found = {column.name for column in self.columns.values()}
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
    """The contract's columns among the headers; each column is taken once, the first time."""
    _, known, foreign = _known(contract)
    match = Match(contract, {}, {}, {}, [])
    taken: set[str] = set()
    names = [(renamed or {}).get(path, path) for path in headers]
    for index, (path, name) in enumerate(zip(headers, names, strict=True)):
        if not path:
            continue
        child = name.rsplit("/", 1)[-1]
        match.is_foreign |= child in foreign
        found = next(
            (
                known[tail]
                for tail in _tails(name)
                if tail in known and (isinstance(known[tail], str) or _is_only(tail, name, names))
            ),
            None,
        )
        if isinstance(found, Column) and found.name not in taken:
            match.columns[index] = found
            taken.add(found.name)
        elif isinstance(found, str) and found != "left" and found not in match.special:
            match.special[found] = index
        elif isinstance(found, str):
            match.left[index] = path
        elif child not in _SERIAL:
            match.unmapped.append(path)
    return match
