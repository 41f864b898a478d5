"""What is known while one table is read: which rows still stand and what was said about each."""

from __future__ import annotations

from typing import Any

from data.cells.outcome import Outcome
from data.issues import Issue, IssueKind, Issues, quoted
from data.reading.layout import Table


class Reading:
    """One table being read; rows are named by their zero-based place on the sheet."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.kept = dict.fromkeys(table.body, True)
        self.flags: dict[int, list[str]] = {}
        self.issues = Issues()

    def say(
        self,
        kind: IssueKind,
        code: str,
        row: int,
        column: int,
        *,
        name: str | None = None,
        found: Any = None,
        outcome: Outcome | None = None,
    ) -> None:
        """Records an issue; refused, asked and dropped rows no longer stand."""
        sheet = self.table.sheet
        if kind == "flagged":
            self.flags.setdefault(row, []).append(code)
        else:
            self.kept[row] = False
        if self.issues.counted(kind, code, name, sheet.row_numbers[row]):
            return
        expected = outcome.expected if outcome else None
        self.issues.add(
            Issue(
                kind=kind,
                code=code,
                sheet=sheet.name,
                cell=sheet.address(row, column),
                row=sheet.row_numbers[row],
                column=name,
                found=None if found is None else quoted(found),
                expected_zh=expected.zh if expected else None,
                expected_en=expected.en if expected else None,
                question=outcome.question if outcome and kind == "asked" else None,
                candidates=outcome.candidates if outcome else (),
            )
        )

    def standing(self) -> list[int]:
        """The rows that nothing was said against."""
        return [row for row, stands in self.kept.items() if stands]
