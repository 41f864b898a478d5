"""What an import did, per file and sheet: for the page, the command line and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from data.errors import ENCRYPTED, WRONG_PASSWORD
from data.issues import Issue
from wording import Text

MOST_LISTED = 1_000
"""Remarks of one kind that the report of a sheet lists; a returned workbook marks every cell."""

_NOT_LISTED = Text(
    "另有 {count} 处没有逐条列出；需要改的，退回单里每一格都标了颜色。",
    "{count} more are not listed; the returned workbook colours every cell that is to be changed.",
)
KINDS = ("refused", "asked", "dropped", "flagged")

SheetStatus = Literal["read", "asked", "unknown", "skipped", "left_out"]


@dataclass
class SheetReport:
    """One sheet: which dataset it is, how its rows fared, and every remark about it.

    ``sheet`` is None for a file without sheets. ``status``: read; asked (the sheet as a whole
    waits for an answer); unknown (no dataset); skipped (empty or a hidden helper sheet);
    left_out (by answer). ``datum`` is the coordinate system that its positions were read in.
    """

    sheet: str | None
    dataset: str | None
    status: SheetStatus
    as_of: date | None = None
    as_of_cell: str | None = None
    datum: str | None = None
    rows_read: int = 0
    rows_accepted: int = 0
    issues: list[Issue] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    not_stored: list[str] = field(default_factory=list)
    unmapped: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[Issue]:
        """The remarks of one kind: refused, asked, dropped or flagged."""
        return [issue for issue in self.issues if issue.kind == kind]

    def rows_of(self, kind: str) -> int:
        """How many rows a kind of remark concerns; a row counts once."""
        found = self.of(kind)
        named = [issue for issue in found if issue.rows == 1 or issue.is_rest]
        single = {row for issue in named for row in (issue.row, *issue.other_rows) if row}
        return len(single) + sum(i.rows for i in found if i.rows > 1 and not i.is_rest)

    def not_listed(self) -> dict[str, int]:
        """How many remarks of each kind the stable form leaves out, where there are any."""
        left = {kind: self.of(kind)[MOST_LISTED:] for kind in KINDS}
        counts = {k: sum(i.rows if i.is_rest else 1 for i in more) for k, more in left.items()}
        return {kind: count for kind, count in counts.items() if count}

    def not_listed_sentence(self, kinds: Sequence[str] = KINDS) -> Text | None:
        """Says how many remarks of these kinds are left out, and where they stand; None where none
        is."""
        left = self.not_listed()
        count = sum(left.get(kind, 0) for kind in kinds)
        return _NOT_LISTED.format(count=f"{count:,}") if count else None

    def as_json(self, file_name: str) -> dict[str, Any]:
        """The stable form documented in docs/command-line.md."""
        said = self.not_listed_sentence()
        return {
            "sheet": self.sheet,
            "dataset": self.dataset,
            "status": self.status,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "as_of_cell": self.as_of_cell,
            "rows": {
                "read": self.rows_read,
                "accepted": self.rows_accepted,
                **{kind: self.rows_of(kind) for kind in KINDS},
            },
            **{
                kind: [issue.as_json(file_name) for issue in self.of(kind)[:MOST_LISTED]]
                for kind in KINDS
            },
            **({"not_listed": self.not_listed() | {"message": said.as_json()}} if said else {}),
            "columns": {letter: name for name, letter in self.cells.items()},
            "not_stored": self.not_stored,
            "unmapped": self.unmapped,
        }


@dataclass
class FileReport:
    """One file: its sheets, or the error that concerns it as a whole; its import if accepted."""

    file_name: str
    sha256: str
    sheets: list[SheetReport] = field(default_factory=list)
    error: Text | None = None
    import_id: int | None = None

    @property
    def needs_password(self) -> bool:
        """Whether it is protected and no password, or a wrong one, was given."""
        return self.error in {ENCRYPTED, WRONG_PASSWORD}

    @property
    def rows_accepted(self) -> int:
        """Rows of all its sheets that are stored."""
        return sum(sheet.rows_accepted for sheet in self.sheets)

    @property
    def is_clean(self) -> bool:
        """Whether everything recognised in it was accepted."""
        return self.error is None and not any(
            sheet.of("refused") or (sheet.of("asked") and sheet.status != "unknown")
            for sheet in self.sheets
        )

    def as_json(self) -> dict[str, Any]:
        """The stable form documented in docs/command-line.md."""
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "import_id": self.import_id,
            "error": self.error.as_json() if self.error else None,
            "sheets": [sheet.as_json(self.file_name) for sheet in self.sheets],
        }


@dataclass
class ImportReport:
    """All files of one import call, in the order of their names."""

    files: list[FileReport] = field(default_factory=list)

    @property
    def import_ids(self) -> tuple[int, ...]:
        """The imports that were stored and can be published."""
        return tuple(f.import_id for f in self.files if f.import_id is not None)

    @property
    def exit_code(self) -> int:
        """0: all recognised rows were accepted; 1: some wait or are refused; 2: nothing came in."""
        if not any(f.rows_accepted for f in self.files):
            return 2
        return 0 if all(f.is_clean for f in self.files) else 1

    def as_json(self) -> dict[str, Any]:
        """The stable form documented in docs/command-line.md."""
        return {"files": [f.as_json() for f in self.files], "exit_code": self.exit_code}
