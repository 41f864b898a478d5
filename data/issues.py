"""What is said about a cell, a row or a sheet: refused, asked, dropped or flagged.

Issues travel between processes and into reports as plain mappings, so they hold only text and
numbers. They never hold what stands in a cell of personal data.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from data.remarks import REMARKS
from wording import Text

IssueKind = Literal["refused", "asked", "dropped", "flagged"]

_FOUND = Text("；原文“{found}”", "; found “{found}”")
_EXPECTED = Text("；应为{expected}", "; expected {expected}")


@dataclass(frozen=True)
class Issue:
    """One remark. ``row`` is the row as the file numbers it; ``found`` is empty for personal data.

    ``question``, ``spelling`` and ``candidates`` belong to asked issues and have the form of an
    answer. ``rows`` counts the rows that wait for the same answer, ``other_rows`` names them beyond
    the first.
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
        return Text(zh + "。", en[0].upper() + en[1:] + ".")

    def as_mapping(self) -> dict[str, Any]:
        """All fields, for the way between processes."""
        return asdict(self)

    def as_json(self, file_name: str) -> dict[str, Any]:
        """The stable form of reports; an asked issue has the form of an answer."""
        if self.kind != "asked":
            return {"cell": self.cell, "code": self.code, "message": self.message.as_json()}
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
