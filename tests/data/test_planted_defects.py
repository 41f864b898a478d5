"""Every defect that was planted in the demonstration inbox meets the fate that truth.json names.

The inbox is taken in twice: without any answer (what is asked must be asked) and with the
office's answers (then every sheet holds exactly its true rows).
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data.answers import Answers, read_answers
from data.home import Home
from data.importing import stage
from data.ledger import Ledger

INBOX = Path(__file__).parents[2] / "data" / "samples" / "inbox"
TRUTH = json.loads((INBOX / "truth.json").read_text(encoding="utf-8"))
AS_OF = date.fromisoformat(TRUTH["as_of"])

SHEETS = [(f["file"], sheet) for f in TRUTH["files"] for sheet in f["sheets"]]
DEFECTS = [(file, sheet, defect) for file, sheet in SHEETS for defect in sheet.get("defects", [])]

KIND_OF = {
    "accept_with_flag": "flagged",
    "ask": "asked",
    "refuse_row": "refused",
    "drop": "dropped",
}

# What contradicts another sheet cannot be known while one file is read. The row is accepted as
# filed; the page of the commitments shows both figures (tests/golden_week/test_commitments.py).
SAID_WHEN_PUBLISHED = {("19承诺任务与督办台账.xlsx", "F9")}

# Values that truth.json gives in words or that are kept apart on purpose.
SAID_OTHERWISE = {
    ("09信访登记台账.xlsx", "I66"): 12,  # the people; the batches are not stored
    ("19承诺任务与督办台账.xlsx", "K4"): "done",  # as filed; the state follows from the numbers
    ("19承诺任务与督办台账.xlsx", "K6"): "behind",
    ("19承诺任务与督办台账.xlsx", "H8"): "done",
    ("19承诺任务与督办台账.xlsx", "F9"): 36,  # as filed; the roster's 33 decides
    ("09信访登记台账.xlsx", "Y154"): None,  # unknown until the question is answered
    ("05社区综合服务设施台账.xlsx", "P95"): None,  # never stored: recomputed
    ("01社区基本情况一览表.xlsx", "E13"): None,  # a printed total
}

# Places and choices are stored as codes and declared words: see the sheets' own tests.
_STORED_AS_CODES = {"community_id", "status", "is_counted", "counts_toward_zero"}


class Taken:
    """What one import of the whole inbox reported and stored."""

    def __init__(self, home: Home, answers: Answers) -> None:
        self.report = stage(
            home, [INBOX], as_of=AS_OF, answers=answers,
            imported_at=datetime(2026, 11, 23, 9), imported_by="tests",
        )  # fmt: skip
        self.sheets = {
            (file.file_name, sheet.sheet or "csv"): (file, sheet)
            for file in self.report.files
            for sheet in file.sheets
        }
        self.home = home

    def sheet(self, file: str, truth: dict):
        return self.sheets[file, truth["sheet"] or "csv"]

    def row(self, file: str, truth: dict, number: int) -> dict | None:
        """The stored row that the sheet numbers so; None where there is none."""
        report, sheet = self.sheet(file, truth)
        (path,) = Ledger(self.home).parquet_paths([report.import_id], truth["dataset"])
        filters = [("source_row", "=", number)]
        rows = pq.read_table(path, filters=filters).to_pylist()
        return next((row for row in rows if row["source_sheet"] == sheet.sheet), None)


@pytest.fixture(scope="module")
def unanswered(tmp_path_factory) -> Taken:
    return Taken(Home(tmp_path_factory.mktemp("unanswered")), Answers())


@pytest.fixture(scope="module")
def answered(tmp_path_factory) -> Taken:
    return Taken(Home(tmp_path_factory.mktemp("answered")), read_answers(INBOX / "answers.toml"))


def _number(defect: dict) -> int:
    """The row: a spreadsheet's row, or the number of a map feature."""
    if "row" in defect:
        return defect["row"]
    return int("".join(c for c in defect["cell"] if c.isdigit()))


def _letters(cell: str) -> str:
    return cell.rstrip("0123456789")


def _remarks(sheet, defect: dict, kind: str) -> list:
    """Remarks of a kind on the cell or, failing that, on its row.

    One question stands for all rows with the same spelling: it names the first of them.
    """
    number, column = _number(defect), _letters(defect["cell"])
    return [
        issue
        for issue in sheet.of(kind)
        if issue.cell == defect["cell"]
        or issue.row == number
        or (kind == "asked" and issue.rows > 1 and issue.row < number
            and _letters(issue.cell) == column)
    ]  # fmt: skip


def _stored_value(sheet, row: dict, cell: str):
    """The stored value of a cell; None where its column is not stored."""
    letters = _letters(cell)
    name = next((name for name, letter in sheet.cells.items() if letter == letters), None)
    return None if name is None or name not in row else row[name]


def _same(stored, expected) -> bool:
    if isinstance(stored, datetime | date):
        return stored.isoformat()[:10] == str(expected)
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        return stored == pytest.approx(expected)
    return stored == expected


def _name(value) -> str:
    file, _, defect = value
    return f"{file[:2]}-{defect['cell']}-{defect['kind']}"


@pytest.mark.parametrize("planted", DEFECTS, ids=_name)
def test_a_planted_defect_meets_its_fate(planted, unanswered, answered):
    file, truth, defect = planted
    # A map waits as a whole until its coordinate system is answered.
    taken = answered if file.endswith(".geojson") else unanswered
    _, sheet = taken.sheet(file, truth)
    row = taken.row(file, truth, _number(defect))
    reactions = [defect["must"], *defect.get("also_ok", [])]
    faults = [_fault(reaction, sheet, row, file, defect) for reaction in reactions]
    assert None in faults, faults


def _fault(reaction: str, sheet, row: dict | None, file: str, defect: dict) -> str | None:
    """Why this is not how the import reacted; None if it is."""
    is_kept = reaction in {"accept", "accept_with_flag"}
    is_row = "row" in defect or defect["cell"].startswith("features")
    if is_kept and is_row and row is None:
        return f"{reaction}: the row is not stored"
    if not is_kept and row is not None:
        return f"{reaction}: the row is stored"
    is_said_now = (file, defect["cell"]) not in SAID_WHEN_PUBLISHED
    if reaction == "accept":
        named = [i for kind in KIND_OF.values() for i in sheet.of(kind) if i.cell == defect["cell"]]
        if named:
            return f"accept: {named[0].code}"
    elif is_said_now and not _remarks(sheet, defect, KIND_OF[reaction]):
        return f"{reaction}: nothing is said"
    expected = SAID_OTHERWISE.get((file, defect["cell"]), defect.get("expected"))
    if is_kept and expected is not None and row is not None:
        stored = _stored_value(sheet, row, defect["cell"])
        is_stored = any(_letters(defect["cell"]) == letter for letter in sheet.cells.values())
        if is_stored and not _same(stored, expected):
            return f"{reaction}: {stored!r} is stored, not {expected!r}"
    return None


@pytest.mark.parametrize("file, truth", SHEETS, ids=[f"{f[:2]}-{s['sheet']}" for f, s in SHEETS])
def test_a_sheet_is_recognised_by_its_headers_alone(file, truth, unanswered):
    _, sheet = unanswered.sheet(file, truth)
    assert sheet.dataset == truth["dataset"] or (
        # Positions in an unknown coordinate system wait, the whole map file with them.
        file.endswith(".geojson") and [i.question for i in sheet.of("asked")] == ["datum"]
    )
    if truth["dataset"] is None:
        assert sheet.rows_accepted == 0


@pytest.mark.parametrize("file, truth", SHEETS, ids=[f"{f[:2]}-{s['sheet']}" for f, s in SHEETS])
def test_with_the_office_s_answers_a_sheet_holds_its_true_rows(file, truth, answered):
    _, sheet = answered.sheet(file, truth)
    assert sheet.dataset == truth["dataset"]
    assert sheet.rows_accepted == truth["true_rows"]
    if truth["dataset"] is not None:
        assert sheet.rows_read == truth["data_rows"] or file.endswith(".geojson")
        assert sheet.as_of == date.fromisoformat(truth["as_of"])
        assert not sheet.of("asked")


def test_what_was_asked_is_stored_as_answered(answered):
    for file, truth, defect in DEFECTS:
        if "expected" not in defect or (file, defect["cell"]) in SAID_OTHERWISE:
            continue
        row = answered.row(file, truth, _number(defect))
        _, sheet = answered.sheet(file, truth)
        if not any(_letters(defect["cell"]) == letter for letter in sheet.cells.values()):
            continue
        assert row is not None, (file, defect)
        column = next(n for n, at in sheet.cells.items() if at == _letters(defect["cell"]))
        stored, expected = _stored_value(sheet, row, defect["cell"]), defect["expected"]
        if column in _STORED_AS_CODES:
            continue
        assert _same(stored, expected), (file, defect["cell"], stored, expected)


def test_pivoted_summaries_are_told_and_not_imported(unanswered):
    for file, truth in SHEETS:
        if "reconciles" in truth:
            _, sheet = unanswered.sheet(file, truth)
            assert [i.code for i in sheet.issues] == ["summary_sheet"]
            assert sheet.status == "skipped"
