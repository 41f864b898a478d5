"""What is said about a cell, a row or a sheet: refused, asked, dropped or flagged.

Issues travel between processes and into reports as plain mappings, so they hold only text and
numbers. They never hold what stands in a cell of personal data.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from data.remarks import REMARKS
from wording import Text

IssueKind = Literal["refused", "asked", "dropped", "flagged"]

_FOUND = Text("；原文“{found}”", "; found “{found}”")
_EXPECTED = Text("；应为{expected}", "; expected {expected}")
_REST = Text(
    "；同样情况的还有 {rows} 行，不逐行列出", "; {rows} more rows are not listed one by one"
)

MOST_KEPT = 5_000
"""Remarks of one kind about one column of a sheet; of the others only the rows are kept."""


_LONGEST_QUOTE = 40


def quoted(value: Any) -> str:
    """A cell's value as a remark quotes it; a whole number as the sheet shows it, not ``.0``."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return (f"{value:.0f}" if is_whole else str(value))[:_LONGEST_QUOTE]


@dataclass(frozen=True)
class Issue:
    """One remark. ``row`` is the row as the file numbers it; ``found`` is empty for personal data.

    ``question``, ``spelling`` and ``candidates`` belong to asked issues and have the form of an
    answer. ``rows`` counts the rows that wait for the same answer, ``other_rows`` names them beyond
    the first. ``is_rest`` stands for all rows of which the same would be said, after very many.
    """

    kind: IssueKind
    code: str
    sheet: str | None
    cell: str
    row: int
    column: str | None = None
    found: str | None = None
    expected_zh: str | None = None
    expected_en: str | None = None
    question: str | None = None
    spelling: str | None = None
    candidates: tuple[str, ...] = ()
    rows: int = 1
    other_rows: tuple[int, ...] = ()
    is_rest: bool = False

    @property
    def message(self) -> Text:
        """One sentence that says what is the matter, what stands there and what should."""
        text = REMARKS[self.code]
        zh, en = text.zh, text.en
        if self.found:
            part = _FOUND.format(found=self.found)
            zh, en = zh + part.zh, en + part.en
        if self.expected_zh and self.kind in {"refused", "asked"}:
            part = _EXPECTED.format(expected=Text(self.expected_zh, self.expected_en or "?"))
            zh, en = zh + part.zh, en + part.en
        if self.is_rest:
            part = _REST.format(rows=f"{self.rows:,}")
            zh, en = zh + part.zh, en + part.en
        return Text(zh + "。", en[0].upper() + en[1:] + ".")

    def as_mapping(self) -> dict[str, Any]:
        """All fields, for the way between processes."""
        return asdict(self)

    def as_json(self, file_name: str) -> dict[str, Any]:
        """The stable form of reports; an asked issue has the form of an answer."""
        if self.kind != "asked" or self.is_rest:
            rows = {"rows": self.rows} if self.is_rest else {}
            message = self.message.as_json()
            return {"cell": self.cell, "code": self.code, **rows, "message": message}
        place = {"spelling": self.spelling} if self.spelling else {}
        cell = {"cell": self.cell} if self.cell else {}
        return {
            "question": self.question,
            **place,
            "file": file_name,
            **({"sheet": self.sheet} if self.sheet else {}),
            **cell,
            "code": self.code,
            "rows": self.rows,
            "candidates": list(self.candidates),
            "message": self.message.as_json(),
        }


def from_mapping(fields: dict[str, Any]) -> Issue:
    """The issue that ``as_mapping`` gave."""
    lists = {name: tuple(fields.get(name, ())) for name in ("candidates", "other_rows")}
    return Issue(**{**fields, **lists})


class Issues:
    """Remarks in the order in which they were said; of very many alike, the first ones.

    Alike are those of one kind and sentence about one column. The rest of them is one remark.
    """

    def __init__(self) -> None:
        self._kept: list[Issue] = []
        self._times: Counter[tuple[str, str, str | None]] = Counter()
        self._rest: dict[tuple[str, str, str | None], tuple[Issue, array[int]]] = {}

    def counted(self, kind: IssueKind, code: str, column: str | None, row: int) -> bool:
        """Counts a row about which only what was said often enough would be said once more.

        False, and nothing counted, where the remark itself is wanted.
        """
        rest = self._rest.get((kind, code, column))
        if rest is not None:
            rest[1].append(row)
        return rest is not None

    def add(self, issue: Issue) -> None:
        """Keeps a remark about one row."""
        if self.counted(issue.kind, issue.code, issue.column, issue.row):
            return
        alike = issue.kind, issue.code, issue.column
        self._times[alike] += 1
        if self._times[alike] <= MOST_KEPT:
            self._kept.append(issue)
        else:
            bare = replace(issue, found=None, question=None, candidates=(), is_rest=True)
            self._rest[alike] = bare, array("q")

    def __iter__(self) -> Iterator[Issue]:
        yield from self._kept
        for first, others in self._rest.values():
            yield replace(first, rows=1 + len(others), other_rows=tuple(others))
