"""The reading process: one file in, draft rows and remarks out, under limits of memory and time.

Started by ``data.sandbox`` as ``python -m data.reading.child`` with a request as JSON on standard
input: path, file name, suffix, as-of day, answers, secret, folder for the drafts. Writes one
Arrow file per sheet into that folder and a report as JSON to standard output.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

import pyarrow as pa
import shapely
from pyarrow import feather

from data.answers import LEAVE_OUT
from data.catalogue import contracts
from data.cells.spelling import header_key
from data.errors import ContractError
from data.issues import Issue
from data.reading import datum as datums
from data.reading.geojson import DatumUnknown
from data.reading.layout import Candidate, find_header, is_blank, is_summary, lay_out
from data.reading.rows import read_rows
from data.reading.workbook import RawSheet, open_file


def _sheet_answer(request: dict[str, Any], sheet: RawSheet) -> str | None:
    for answer in request["answers"]["sheets"]:
        if answer["sheet"] in {None, sheet.name}:
            return str(answer["value"])
    return None


def _renamed(request: dict[str, Any], sheet: RawSheet) -> dict[str, str]:
    return {
        "/".join(map(header_key, str(a["spelling"]).split("/"))): header_key(str(a["value"]))
        for a in request["answers"]["columns"]
        if a["sheet"] in {None, sheet.name}
    }


def _unknown(sheet: RawSheet, candidate: Candidate | None) -> dict[str, Any]:
    """A sheet without a complete table: empty, hidden, pivoted ones are skipped, others asked."""
    result: dict[str, Any] = {"sheet": sheet.name, "dataset": None, "issues": []}
    if sheet.is_hidden or not any(not is_blank(v) for row in sheet.rows for v in row):
        return result | {"status": "skipped"}
    if is_summary(sheet):
        issue = Issue("flagged", "summary_sheet", sheet.name, "", 0)
        return result | {"status": "skipped", "issues": [issue.as_mapping()]}
    missing = [] if candidate is None else candidate.match.missing
    if candidate is not None and len(missing) == 1 and len(candidate.match.columns) >= 3:
        column = missing[0]
        issue = Issue(
            "asked", "column_missing", sheet.name, "", 0, column.name,
            expected_zh=f"“{column.headers[0]}”", expected_en=f"“{column.headers[0]}”",
            question="column", spelling=column.headers[0],
            candidates=tuple(candidate.match.unmapped[:8]),
        )  # fmt: skip
        return result | {"status": "asked", "issues": [issue.as_mapping()]}
    issue = Issue("asked", "sheet_unknown", sheet.name, "", 0, question="sheet",
                  candidates=(*contracts(), LEAVE_OUT))  # fmt: skip
    return result | {"status": "unknown", "issues": [issue.as_mapping()]}


def _read_sheet(request: dict[str, Any], sheet: RawSheet, number: int) -> dict[str, Any]:
    answered = _sheet_answer(request, sheet)
    if answered == LEAVE_OUT:
        return {"sheet": sheet.name, "dataset": None, "status": "left_out", "issues": []}
    known = contracts()
    chosen = [known[answered]] if answered in known else list(known.values())
    candidate = find_header(sheet, chosen, _renamed(request, sheet))
    if candidate is None or candidate.match.missing:
        return _unknown(sheet, candidate)
    as_of = date.fromisoformat(request["as_of"]) if request["as_of"] else None
    table = lay_out(sheet, candidate, as_of)
    result: dict[str, Any] = {
        "sheet": sheet.name,
        "dataset": table.contract.name,
        "status": "read",
        "as_of": table.as_of.isoformat() if table.as_of else None,
        "as_of_cell": table.as_of_cell,
        "stated": [table.filing_unit or "", table.title],
        "is_hidden": sheet.is_hidden,
        "not_stored": table.left_at_the_door,
        "unmapped": table.unmapped,
    }
    if table.as_of is None:
        issue = Issue("asked", "as_of_missing", sheet.name, "", 0, question="date")
        return result | {"status": "asked", "issues": [issue.as_mapping()]}
    draft = read_rows(table, request["answers"]["cells"], bytes.fromhex(request["secret"]))
    path = Path(request["folder"]) / f"{number}.arrow"
    feather.write_feather(draft.rows, str(path), compression="uncompressed")
    return result | {
        "draft": str(path),
        "rows_read": draft.rows_read,
        "cells": draft.cells,
        "totals": draft.totals,
        "hand_made": draft.hand_made,
        "issues": [issue.as_mapping() for issue in draft.issues],
    }


def read_file(request: dict[str, Any]) -> dict[str, Any]:
    """The report of one file: ``sheets`` in their order, or ``error`` for the file as a whole."""
    datum = next((a["value"] for a in request["answers"]["datum"]), None)
    try:
        sheets = open_file(Path(request["path"]), request["suffix"], datum)
        read = [_read_sheet(request, sheet, number) for number, sheet in enumerate(sheets)]
    except DatumUnknown:
        issue = Issue("asked", "datum_missing", None, "", 0, question="datum",
                      candidates=datums.DATUMS)  # fmt: skip
        asked = {"sheet": None, "dataset": None, "status": "asked", "issues": [issue.as_mapping()]}
        return {"sheets": [asked]}
    except ContractError as error:
        return {"error": error.text.as_json()}
    for sheet in read:
        _bring_to_wgs84(sheet, datum)
    return {"sheets": read}


def _bring_to_wgs84(sheet: dict[str, Any], datum: str | None) -> None:
    """Longitudes and latitudes of a sheet; unknown until their coordinate system is answered."""
    if not sheet.get("cells", {}).get("longitude"):
        return
    table = feather.read_table(sheet["draft"])
    longitude, latitude = table["longitude"].to_pylist(), table["latitude"].to_pylist()
    for row, point in enumerate(zip(longitude, latitude, strict=True)):
        if datum is None or None in point:
            longitude[row], latitude[row] = None, None
        else:
            place = datums.to_wgs84(shapely.Point(point), datum)
            longitude[row], latitude[row] = place.x, place.y
    for name, values in (("longitude", longitude), ("latitude", latitude)):
        position = table.schema.get_field_index(name)
        table = table.set_column(position, name, pa.array(values, pa.float64()))
    feather.write_feather(table, sheet["draft"], compression="uncompressed")
    if datum is None:
        issue = Issue("asked", "position_waits", sheet["sheet"], "", 0, "longitude",
                      question="datum", candidates=datums.DATUMS, rows=0)  # fmt: skip
        sheet["issues"].append(issue.as_mapping())


def _limit_myself(request: dict[str, Any]) -> None:
    """No more memory and processor time than the request allows, and no core file."""
    resource.setrlimit(resource.RLIMIT_AS, (request["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"],) * 2)
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
    request = json.load(sys.stdin)
    _limit_myself(request)
    report = read_file(request)
    json.dump(report, sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
