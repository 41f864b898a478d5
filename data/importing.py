"""Files -> imports in the ledger: read in child processes, resolved, reported and stored.

Nothing is published here: the imports count once a version lists them.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import feather

from data.answers import Answers
from data.catalogue import contracts
from data.comparing import compare
from data.empty_ledgers import rows_to_store
from data.errors import STOPPED, ContractError, ImportStopped
from data.home import Home
from data.issues import from_mapping
from data.ledger import Ledger, NewImport
from data.leftovers import passing_folder
from data.offsets import question_positions
from data.places import Register
from data.repetitions import drop_repetitions
from data.report import KINDS, FileReport, ImportReport, SheetReport
from data.resolving import (
    Sheet,
    add_to_register,
    check_references,
    check_totals,
    resolve_places,
)
from data.sandbox import Request, read_in_child
from data.scopes import labels_of, question_scopes
from wording import Text

Progress = Callable[[int, int, Text], None]
"""Called with steps done, steps in all, and what is being done."""

READERS_AT_ONCE = 2
_IMPORTABLE = frozenset(
    {
        ".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".fods", ".csv", ".tsv", ".txt", ".htm",
        ".html", ".xml", ".geojson", ".json", ".shp", ".zip", ".kml", ".kmz", ".gpkg",
    }
)  # fmt: skip
_BESIDE_A_SHAPEFILE = frozenset({".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qmd"})
# Registers come before what refers to them.
_FIRST = ("communities", "community_boundaries", "grids", "volunteers", "units")
_HEAD_BYTES = 4096
_READING = Text("读取 {name}", "Reading {name}")
_STORING = Text("保存 {name}", "Storing {name}")
_NO_FILE = Text("找不到文件：{name}", "There is no such file: {name}")


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files to import: those named, and what can be imported in the folders named."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file())
            found += [p for p in inside if p.name[0] not in ".~" and _is_importable(p)]
        elif path.is_file():
            found.append(path)
        else:
            raise ContractError(_NO_FILE.format(name=path.name))
    maps = {path.with_suffix("") for path in found if path.suffix.lower() == ".shp"}
    return [
        path
        for path in found
        if path.suffix.lower() not in _BESIDE_A_SHAPEFILE or path.with_suffix("") not in maps
    ]


def _is_importable(path: Path) -> bool:
    """Whether a file met in a folder may hold data; JSON that is no map is something else."""
    if path.suffix.lower() != ".json":
        return path.suffix.lower() in _IMPORTABLE
    with path.open("rb") as file:
        return b"FeatureCollection" in file.read(_HEAD_BYTES)


def stage(
    home: Home,
    paths: Iterable[Path],
    *,
    as_of: date | None,
    answers: Answers,
    imported_at: datetime,
    imported_by: str,
    dry_run: bool = False,
    passwords: Mapping[str, str] | None = None,
    on_progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> ImportReport:
    """Reads the files and stores what is accepted; each accepted file is one import.

    ``as_of`` is the day of sheets without a date line. With ``dry_run`` nothing is stored. Raises
    ContractError where a path does not exist; what is wrong inside a file stands in the report.
    ``passwords`` open protected files, by file name; they are kept nowhere. Setting ``stop`` ends
    it with ImportStopped: either all accepted files are stored, or none.
    """
    files = files_in(paths)
    steps = _Steps(2 * len(files), on_progress, stop or threading.Event())
    # A dry run leaves no trace in the home, not even the secret of a first import.
    secret = secrets.token_bytes(32) if dry_run else home.person_key()
    with passing_folder() as folder:
        read = _read_all(files, as_of, answers, secret, folder, steps, passwords or {})
        reports, sheets = _gather(files, read)
    _resolve(home, sheets, answers)
    stored = list[FileReport]()

    def accepted() -> Iterator[NewImport]:
        for report in reports:
            steps.next(_STORING.format(name=report.file_name))
            tables = _tables(sheet for sheet in sheets if sheet.report in report.sheets)
            if tables:
                stored.append(report)
                yield NewImport(report.file_name, report.sha256, tables, _without_rows(report))

    if dry_run:
        list(accepted())
        return ImportReport(reports)
    numbers = Ledger(home).add_imports(accepted(), imported_at=imported_at, imported_by=imported_by)
    for report, number in zip(stored, numbers, strict=True):
        report.import_id = number
    return ImportReport(reports)


class _Steps:
    """Counts the steps of an import for whoever watches, and ends it when it is stopped."""

    def __init__(self, total: int, on_progress: Progress | None, stop: threading.Event) -> None:
        self.done, self.total, self.on_progress, self.stop = 0, total, on_progress, stop

    def next(self, what: Text) -> None:
        if self.stop.is_set():
            raise ImportStopped(STOPPED)
        if self.on_progress is not None:
            self.on_progress(self.done, self.total, what)
        self.done += 1


def _read_all(  # noqa: PLR0917
    files: list[Path], as_of: date | None, answers: Answers, secret: bytes, folder: Path,
    steps: _Steps, passwords: Mapping[str, str],
) -> list[dict[str, Any]]:  # fmt: skip
    requests = []
    for number, path in enumerate(files):
        drafts = folder / str(number)
        drafts.mkdir()
        day = as_of.isoformat() if as_of else None
        told = answers.of_file(path.name)
        password = passwords.get(path.name)
        requests.append(Request(path, path.name, day, told, secret, drafts, password))
    reports = []
    # A stop of the caller, or an error of ours: nobody waits for the readers then.
    stop = steps.stop

    def read(request: Request) -> dict[str, Any]:
        return {} if stop.is_set() else read_in_child(request, stop)

    with ThreadPoolExecutor(READERS_AT_ONCE) as readers:
        try:
            for path, report in zip(files, readers.map(read, requests), strict=True):
                steps.next(_READING.format(name=path.name))
                for sheet in report.get("sheets", []):
                    if "draft" in sheet:
                        sheet["rows"] = feather.read_table(sheet["draft"], memory_map=False)
                reports.append(report)
        except BaseException:
            stop.set()
            raise
    return reports


def _gather(files: list[Path], read: list[dict[str, Any]]) -> tuple[list[FileReport], list[Sheet]]:
    reports, sheets = [], []
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    told = [(p.name, p.stat().st_size, digest) for p, digest in zip(files, digests, strict=True)]
    for path, result, digest, label in zip(files, read, digests, labels_of(told), strict=True):
        report = FileReport(path.name, digest)
        if "error" in result:
            report.error = Text(**result["error"])
        for found in result.get("sheets", []):
            sheet_report = SheetReport(
                sheet=found["sheet"],
                dataset=found["dataset"],
                status=found["status"],
                as_of=date.fromisoformat(found["as_of"]) if found.get("as_of") else None,
                as_of_cell=found.get("as_of_cell"),
                datum=found.get("datum"),
                rows_read=found.get("rows_read", 0),
                issues=[from_mapping(issue) for issue in found["issues"]],
                cells=found.get("cells", {}),
                not_stored=found.get("not_stored", []),
                unmapped=found.get("unmapped", []),
            )
            report.sheets.append(sheet_report)
            if "rows" in found:
                contract = contracts()[found["dataset"]]
                sheets.append(
                    Sheet(
                        path.name,
                        contract,
                        sheet_report,
                        found["rows"],
                        found["totals"],
                        tuple(found["stated"]),
                        found["hand_made"],
                        label,
                    )
                )
        reports.append(report)
    return reports, sheets


def _resolve(home: Home, sheets: list[Sheet], answers: Answers) -> None:
    """Registers first, then everything that refers to them; each file's rows against each other."""
    register, known = _known(home)
    order = {name: position for position, name in enumerate(_FIRST)}
    groups: dict[tuple[int, str, str], list[Sheet]] = {}
    for sheet in sheets:
        rank = order.get(sheet.contract.name, len(order))
        groups.setdefault((rank, sheet.contract.name, sheet.label), []).append(sheet)
    # Codes and names of all registers are known before any name is looked up.
    for sheet in sorted(sheets, key=lambda s: order.get(s.contract.name, len(order))):
        add_to_register(sheet, register)
    for key in sorted(groups, key=lambda k: k[0]):
        group = groups[key]
        for sheet in group:
            resolve_places(sheet, register, answers)
        drop_repetitions(group)
        for sheet in group:
            check_references(sheet, known)
            check_totals(sheet)
            _remember(sheet, known)
    question_scopes(sheets, answers, register)
    question_positions(sheets, Ledger(home), answers)
    compare(sheets, Ledger(home))
    for sheet in sheets:
        sheet.report.rows_accepted = sheet.rows.num_rows


def _known(home: Home) -> tuple[Register, dict[str, frozenset[str]]]:
    """The register and the reference values of the imports in force."""
    ledger = Ledger(home)
    in_force = ledger.in_force()
    register = Register()
    known: dict[str, frozenset[str]] = {}
    for contract in contracts().values():
        for path in ledger.parquet_paths(in_force, contract.name):
            if contract.name in {"communities", "community_boundaries", "grids"}:
                stored = Sheet(
                    "", contract, SheetReport(None, contract.name, "read"), pq.read_table(path)
                )
                add_to_register(stored, register)
            for name in _referenced(contract.name):
                values = pq.read_table(path, columns=[name])[name].to_pylist()
                target = f"{contract.name}.{name}"
                known[target] = known.get(target, frozenset()) | frozenset(values)
    return register, known


def _referenced(dataset: str) -> set[str]:
    targets = {t for contract in contracts().values() for t in contract.references.values()}
    return {target.split(".")[1] for target in targets if target.split(".")[0] == dataset}


def _remember(sheet: Sheet, known: dict[str, frozenset[str]]) -> None:
    for name in _referenced(sheet.contract.name):
        target = f"{sheet.contract.name}.{name}"
        known[target] = known.get(target, frozenset()) | frozenset(sheet.rows[name].to_pylist())


def _tables(sheets: Iterable[Sheet]) -> dict[str, pa.Table]:
    """Dataset -> the accepted rows of one file, all its sheets together."""
    parts: dict[str, list[pa.Table]] = {}
    for sheet in sheets:
        rows = rows_to_store(sheet)
        if rows is not None:
            parts.setdefault(sheet.contract.name, []).append(rows)
    return {name: pa.concat_tables(tables) for name, tables in parts.items()}


def _without_rows(report: FileReport) -> dict[str, Any]:
    """What the ledger keeps of a report: counts, columns and remarks, never what stood in cells."""
    kept = report.as_json()
    for sheet in kept["sheets"]:
        for kind in KINDS:
            sheet[kind] = [{k: i[k] for k in ("cell", "code") if k in i} for i in sheet[kind]]
    return kept
