"""What goes back to whoever handed a file in: the workbook itself, marked, and a short message.

Made while the upload is at hand; neither the upload nor what is returned is kept in the home.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from data.catalogue import header_of
from data.issues import Issue
from data.leftovers import passing_folder
from data.report import FileReport, SheetReport
from data.returning.remark import OUTPUT, Remark, note
from data.sandbox import run_child
from wording import Text

MEMORY_BYTES = 900 * 2**20
SECONDS = 20
_WAITING = 3
_SHOWN = 5
_COUNTS = Text(
    "《{file}》：采用 {accepted} 行，退回 {refused} 行，待答 {asked} 行。",
    "“{file}”: {accepted} rows accepted, {refused} refused, {asked} waiting for an answer.",
)
_UNREADABLE = Text("《{file}》没有读入：{reason}", "“{file}” was not read: {reason}")
_PLEASE = Text(
    "请按退回单里标色的单元格改好后再报一次。",
    "Please put the coloured cells of the returned workbook right and hand it in again.",
)
_FIRST = Text("其中：", "Among them:")
_ONE = Text("{number}. {where}：{message}", "{number}. {where}: {message}")
_MORE = Text("……共 {count} 处，详见退回单。", "… {count} in all; see the returned workbook.")
_WHOLE_SHEET = Text("整表", "whole sheet")


def file_name_of(report: FileReport) -> str:
    """What the returned workbook is called."""
    return f"退回单-{PurePath(report.file_name).stem}.xlsx"


def has_marked_cells(report: FileReport) -> bool:
    """Whether a cell was refused or asked about; what is asked of a whole sheet or map alone is
    for the clerk to answer, not for whoever handed the file in."""
    return any(issue.cell for _, issue in _issues(report))


def returned_workbook(
    upload: Path, report: FileReport, language: str, *, password: str | None = None
) -> bytes | None:
    """The marked workbook; None where nothing was refused or asked.

    Where the upload cannot be opened again within the limits, its cells are copied into a new
    workbook; where that fails too, the list of the remarks is all there is.
    """
    remarks = [asdict(remark) for remark in remarks_of(report, language)]
    if not remarks:
        return None
    for attempt in ({}, {"is_copied": True}, {"is_list_only": True}):
        with passing_folder() as folder:
            request = {
                "path": str(upload), "file_name": report.file_name, "folder": str(folder),
                "language": language, "remarks": remarks, "password": password,
                "is_copied": False, "is_list_only": False,
                "memory_bytes": MEMORY_BYTES, "seconds": SECONDS, **attempt,
            }  # fmt: skip
            made = folder / OUTPUT
            if _run(request) and made.exists():
                return made.read_bytes()
    return None


def _run(request: dict[str, Any]) -> bool:
    """Whether the returning process did its work."""
    finished = run_child("data.returning.child", json.dumps(request), SECONDS * _WAITING)
    return finished is not None and finished.returncode == 0


def remarks_of(report: FileReport, language: str) -> list[Remark]:
    """Everything that was refused or asked, sheet by sheet, in the chosen language."""
    return [
        Remark(
            sheet=sheet.sheet,
            cells=_cells(issue),
            kind=issue.kind,
            message=note(issue.kind, issue.message.in_(language), language),
            found=issue.found or "",
            expected=(issue.expected_en if language == "en" else issue.expected_zh) or "",
        )
        for sheet, issue in _issues(report)
    ]


def _cells(issue: Issue) -> tuple[str, ...]:
    """The cell of a remark, and those in its column that wait for the same answer."""
    if not issue.cell:
        return ()
    letters = issue.cell.rstrip("0123456789")
    return (issue.cell, *(f"{letters}{row}" for row in issue.other_rows if letters.isalpha()))


def _issues(report: FileReport) -> Iterator[tuple[SheetReport, Issue]]:
    for sheet in report.sheets:
        for kind in ("refused", "asked"):
            for issue in sheet.of(kind):
                if issue.code != "sheet_unknown":
                    yield sheet, issue


def message(report: FileReport) -> Text:
    """A few lines about a file, to be pasted into a chat: counts and the first cells."""
    if report.error is not None:
        return _UNREADABLE.format(file=report.file_name, reason=report.error)
    found = list(_issues(report))
    counts = {
        kind: sum(sheet.rows_of(kind) for sheet in report.sheets) for kind in ("refused", "asked")
    }
    said = _COUNTS.format(file=report.file_name, accepted=report.rows_accepted, **counts)
    if not found:
        return said
    lines = [said, _FIRST]
    for number, (sheet, issue) in enumerate(found[:_SHOWN], start=1):
        lines.append(_ONE.format(number=number, where=_where(sheet, issue), message=issue.message))
    if len(found) > _SHOWN:
        lines.append(_MORE.format(count=len(found)))
    lines.append(_PLEASE)
    return Text("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines))


def _where(sheet: SheetReport, issue: Issue) -> Text:
    if not issue.cell:
        name = sheet.sheet or ""
        return Text(f"{name}（{_WHOLE_SHEET.zh}）", f"{name} ({_WHOLE_SHEET.en})".strip())
    place = f"{sheet.sheet}!{issue.cell}" if sheet.sheet else issue.cell
    header = _header(sheet, issue.cell)
    return Text(f"{place}（{header}）", f"{place} ({header})") if header else Text(place, place)


def _header(sheet: SheetReport, cell: str) -> str:
    """What the column of a cell is called in workbooks; empty where that is not known."""
    letters = cell.rstrip("0123456789")
    name = next((name for name, letter in sheet.cells.items() if letter == letters), "")
    return header_of(sheet.dataset, name)
