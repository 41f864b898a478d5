"""The reading process: one file in, draft rows and remarks out, under limits of memory and time.

Started by ``data.sandbox`` as ``python -m data.reading.child`` with a request as JSON on standard
input: path, file name, as-of day, answers, secret, perhaps a password, folder for the drafts.
Writes one Arrow file per sheet into that folder and a report as JSON to standard output.
"""

from __future__ import annotations

import json
import resource
import sys
import traceback
from datetime import date
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from pyarrow import feather

from data.answers import LEAVE_OUT, SAID
from data.catalogue import contracts
from data.cells.spelling import header_key
from data.contract import Column
from data.errors import READER_STOPPED, UNREADABLE, ContractError
from data.issues import Issue
from data.leftovers import end_with_parent
from data.reading.about import about
from data.reading.blocks import blocks_of
from data.reading.errors import DATUMS, DatumUnknown, PasswordNeeded
from data.reading.formats.foreign import keep_readers_quiet
from data.reading.headers import Match, known_headers
from data.reading.layout import Candidate, candidates_of, find_header, is_blank, is_summary, lay_out
from data.reading.map_headers import map_headers
from data.reading.positions import answered_datum, bring_to_wgs84
from data.reading.raw import RawSheet
from data.reading.rows import read_rows
from data.reading.stated import find_communities, state_periods
from data.reading.workbook import open_file
from data.returning.words import SIGN
from data.yielding import let_others_first

_SHARED_BYTES = 2 * 2**30  # libraries and reserved, never written, addresses


def _sheet_answer(request: dict[str, Any], sheet: RawSheet) -> str | None:
    for answer in request["answers"]["sheets"]:
        if answer["sheet"] in {None, sheet.name}:
            return str(answer["value"])
    return None


def _renamed(request: dict[str, Any], sheet: RawSheet) -> dict[str, str]:
    """Header on the sheet -> the header that it stands for; an answer may name them either way."""
    renamed = {}
    for answer in request["answers"]["columns"]:
        if answer["sheet"] not in {None, sheet.name}:
            continue
        if str(answer["value"]).startswith(SAID):
            key = "/".join(map(header_key, str(answer["spelling"]).split("/")))
            renamed[key] = str(answer["value"])
            continue
        written, meant = (
            "/".join(map(header_key, str(answer[part]).split("/")))
            for part in ("spelling", "value")
        )
        is_known = [
            any(h in known_headers(c) for c in contracts().values()) for h in (written, meant)
        ]
        if is_known == [True, False]:
            written, meant = meant, written
        renamed[written] = meant
    return renamed


def _unknown(
    sheet: RawSheet, candidate: Candidate | None, renamed: dict[str, str], *, is_told: bool
) -> dict[str, Any]:
    """A sheet without a complete table: empty, hidden, pivoted ones are skipped, others asked.

    ``is_told``: the office said what kind it is, and only the columns that it lacks are asked.
    """
    result: dict[str, Any] = {"sheet": sheet.name, "dataset": None, "issues": []}
    if sheet.is_hidden or not any(not is_blank(v) for row in sheet.rows for v in row):
        return result | {"status": "skipped"}
    if str(sheet.rows[0][0]) in {SIGN.zh, SIGN.en}:
        return result | {"status": "skipped"}
    if is_summary(sheet):
        issue = Issue("flagged", "summary_sheet", sheet.name, "", 0)
        return result | {"status": "skipped", "issues": [issue.as_mapping()]}
    likely = candidates_of(sheet, contracts().values(), renamed)
    if candidate is not None and (is_told or _is_nearly(candidate.match)):
        return result | _ask_columns(sheet, candidate, candidate.match.missing)
    kinds = (
        n for n, c in contracts().items() if not sheet.is_map or "geometry" in c.stored_types()
    )
    names = dict.fromkeys([*(found.match.contract.name for found in likely), *kinds])
    issue = Issue("asked", "sheet_unknown", sheet.name, "", 0, question="sheet",
                  candidates=(*names, LEAVE_OUT))  # fmt: skip
    return result | {"status": "unknown", "issues": [issue.as_mapping()]}


def _ask_columns(sheet: RawSheet, candidate: Candidate, columns: list[Column]) -> dict[str, Any]:
    """A question for each column that a sheet lacks: which it is, or what holds for every row.

    The first stands for the rows that wait.
    """
    match = candidate.match
    waiting = 0 if sheet.large else len(lay_out(sheet, candidate, None).body)
    kind = match.contract.title
    asked: list[dict[str, Any]] = []
    for column in columns:
        words = ["是", "否"] if column.type == "yes_no" else [w[0] for w in column.choices.values()]
        said = [f"{SAID}{word}" for word in words]
        if column.blank in {"unknown", "asked"}:
            said.append(SAID)
        header = column.headers[0]
        issue = Issue(
            "asked", "column_missing", sheet.name, "", 0, column.name,
            expected_zh=f"《{kind.zh}》的“{header}”", expected_en=f"“{header}” ({kind.en})",
            question="column", spelling=header,
            candidates=(*match.unmapped[:8], *said), rows=1 if asked else max(1, waiting),
        )  # fmt: skip
        asked.append(issue.as_mapping())
    return {"status": "asked", "rows_read": waiting, "issues": asked}


def _is_nearly(match: Match) -> bool:
    """Whether a sheet is so much of one kind that only the columns it lacks are asked."""
    explained, columns = match.score
    if len(match.missing) == 1:
        return columns >= 3
    return len(match.missing) == 2 and columns >= 4 and explained > len(match.unmapped)


def _read_sheet(
    request: dict[str, Any], sheet: RawSheet, number: int, day: str | None
) -> dict[str, Any] | None:
    """One table; ``day`` is the date line of the table before it on the same sheet.

    None for a large sheet that must be read row by row.
    """
    answered = _sheet_answer(request, sheet)
    if answered == LEAVE_OUT:
        return {"sheet": sheet.name, "dataset": None, "status": "left_out", "issues": []}
    known = contracts()
    chosen = [known[answered]] if answered in known else list(known.values())
    renamed = map_headers(sheet) | _renamed(request, sheet)
    given = day or request["as_of"]
    as_of = date.fromisoformat(given) if given else None
    candidate = find_header(sheet, chosen, renamed)
    said = state_periods(sheet, candidate, as_of) if candidate else []
    if candidate is None or candidate.match.missing:
        is_told = len(chosen) == 1
        return None if sheet.large else _unknown(sheet, candidate, renamed, is_told=is_told)
    match = candidate.match
    there = {column.name for column in match.columns.values()} | set(match.said)
    absent = [c for c in match.contract.columns if c.is_asked_for and c.name not in there]
    if absent:
        asked = _ask_columns(sheet, candidate, absent)
        return {"sheet": sheet.name, "dataset": None, **asked}
    cells, secret = request["answers"]["cells"], bytes.fromhex(request["secret"])
    draft = None
    if sheet.large:
        from data.reading.bulk import read_large  # noqa: PLC0415 - most files have no large sheet

        found = read_large(sheet, candidate, as_of, cells, secret)
        if found is None:
            return None
        table, draft = found
    else:
        table = lay_out(sheet, candidate, as_of)
        said += find_communities(table)
    result: dict[str, Any] = {
        "sheet": sheet.name,
        "dataset": table.contract.name,
        "status": "read",
        "as_of": table.as_of.isoformat() if table.as_of else None,
        "as_of_cell": table.as_of_cell,
        "stated": [table.filing_unit or "", table.title, sheet.name or ""],
        "is_hidden": sheet.is_hidden,
        "datum": sheet.datum,
        "not_stored": table.left_at_the_door,
        "unmapped": table.unmapped,
    }
    if table.as_of is None:
        waiting = len(table.body) + table.sheet.plain_rows
        issue = Issue("asked", "as_of_missing", sheet.name, "", 0, question="date", rows=waiting)
        asked = {"status": "asked", "rows_read": waiting, "issues": [issue.as_mapping()]}
        return result | asked
    draft = draft or read_rows(table, cells, secret)
    said += about(sheet, table.contract, draft.rows_read)
    path = Path(request["folder"]) / f"{number}.arrow"
    feather.write_feather(draft.rows, str(path), compression="uncompressed")
    return result | {
        "draft": str(path),
        "rows_read": draft.rows_read,
        "cells": draft.cells,
        "totals": draft.totals,
        "hand_made": draft.hand_made,
        "issues": [issue.as_mapping() for issue in (*said, *draft.issues)],
    }


def read_file(request: dict[str, Any]) -> dict[str, Any]:
    """The report of one file: ``sheets`` in their order, or ``error`` for the file as a whole.

    Whatever a hostile file provokes in a reader becomes an error of the file; ``failure`` then says
    where it happened, without a word of what the file holds.
    """
    try:
        read = _read_sheets(request)
    except DatumUnknown:
        issue = Issue("asked", "datum_missing", None, "", 0, question="datum", candidates=DATUMS)
        asked = {"sheet": None, "dataset": None, "status": "asked", "issues": [issue.as_mapping()]}
        return {"sheets": [asked]}
    except PasswordNeeded as error:
        return {"error": error.text.as_json(), "needs": "password"}
    except ContractError as error:
        return {"error": error.text.as_json()}
    except MemoryError:
        return {"error": READER_STOPPED.as_json()}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - native readers panic with BaseException
        return {"error": UNREADABLE.as_json(), "failure": _where(error)}
    return {"sheets": read}


def _read_sheets(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The tables of every sheet, one after the other."""
    told = request["answers"]["datum"]
    sheets = open_file(
        Path(request["path"]), answered_datum(told), Path(request["folder"]),
        password=request.get("password"), is_careful=bool(request.get("is_careful")),
    )  # fmt: skip
    read: list[dict[str, Any]] = []
    for sheet in sheets:
        result = _read_sheet(request, sheet, len(read), None) if sheet.large else None
        whole = sheet.large.whole() if sheet.large and result is None else sheet
        results = [result] if result else _read_blocks(request, whole, len(read))
        for result in results:
            bring_to_wgs84(result, told)
        read += results
    return read


def _read_blocks(request: dict[str, Any], sheet: RawSheet, number: int) -> list[dict[str, Any]]:
    day: str | None = None
    read: list[dict[str, Any]] = []
    for block in blocks_of(sheet):
        result = _read_sheet(request, block, number + len(read), day) or {}
        day = result["as_of"] if result.get("as_of_cell") else day
        read.append(result)
    return read


def _where(error: BaseException) -> str:
    """The kind of an error and the line that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "data" in Path(f.filename).parts] or list(frames)
    last = own[-1] if own else None
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}" if last else "?"


def _limit_myself(request: dict[str, Any]) -> None:
    """No more memory and processor time than the request allows, and no core file."""
    let_others_first()
    resource.setrlimit(resource.RLIMIT_DATA, (request["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_AS, (request["memory_bytes"] + _SHARED_BYTES,) * 2)
    # Killed a second later only, so that the signal says why it ended.
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _WithoutPandas(MetaPathFinder):
    """Keeps pyarrow from importing pandas at its first array: nothing here needs it."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """No spec for anything; pandas does not exist."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> None:
    """Reads one request from standard input and answers on standard output."""
    sys.meta_path.insert(0, _WithoutPandas())
    end_with_parent(int(sys.argv[1]))
    keep_readers_quiet()
    request = json.load(sys.stdin)
    _limit_myself(request)
    report = read_file(request)
    json.dump(report, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
