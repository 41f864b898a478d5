"""The returning process: an upload and its remarks in, a marked workbook out, under limits.

Started by ``data.returned`` as ``python -m data.returning.child`` with a request as JSON on
standard input; writes ``returned.xlsx`` into the request's folder. The upload may be hostile, so
it is opened here and nowhere else.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data.errors import ContractError
from data.leftovers import end_with_parent
from data.reading.formats.foreign import keep_readers_quiet
from data.reading.recognise import recognise
from data.reading.workbook import open_file
from data.returning.books import can_be_opened, copied, opened
from data.returning.marking import add_list, mark
from data.returning.remark import OUTPUT, Remark, from_mapping
from data.returning.words import EXCERPT, LIST_ONLY, LOCKED, VALUES_ONLY
from wording import Text

_MAPS = frozenset({"geojson", "kml", "kmz", "gpkg", "shapefile", "shapefile_zip"})
_Book = tuple[Workbook, dict[str | None, str], list[Text]]


def returned(request: dict[str, Any]) -> Workbook:
    """The marked workbook of a request."""
    remarks = [from_mapping(remark) for remark in request["remarks"]]
    path, folder = Path(request["path"]), Path(request["folder"])
    book, names, said = _workbook(path, folder, request, remarks)
    mark(book, remarks, names)
    add_list(book, request["file_name"], remarks, names, language=request["language"], said=said)
    return book


def _workbook(path: Path, folder: Path, request: dict[str, Any], remarks: list[Remark]) -> _Book:
    if request["is_list_only"]:
        return _empty(LIST_ONLY)
    try:
        kind = recognise(path)
        if kind in _MAPS:
            return _empty(LIST_ONLY)
        said = []
        if kind == "locked":
            from data.reading.formats.locked import unlocked  # noqa: PLC0415

            path = unlocked(path, request["password"], folder)
            said.append(LOCKED)
        if can_be_opened(path) and not request["is_copied"]:
            book = opened(path)
            return book, {name: name for name in book.sheetnames}, [VALUES_ONLY, *said]
        return _copy(path, folder, request, remarks, said)
    except ContractError:
        return _empty(LIST_ONLY)


def _copy(
    path: Path, folder: Path, request: dict[str, Any], remarks: list[Remark], said: list[Text]
) -> _Book:
    wanted: dict[str | None, set[int]] = {}
    for remark in remarks:
        rows = {int("".join(filter(str.isdigit, cell)) or 0) for cell in remark.cells}
        wanted.setdefault(remark.sheet, set()).update(rows)
    sheets = open_file(path, None, folder, password=request["password"])
    book, names, is_excerpt = copied(sheets, wanted)
    return book, names, [VALUES_ONLY, *([EXCERPT] if is_excerpt else []), *said]


def _empty(why: Text) -> _Book:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, {}, [why]


def main() -> None:
    """Answers one request from standard input."""
    end_with_parent(int(sys.argv[1]))
    keep_readers_quiet()
    request = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (request["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    returned(request).save(Path(request["folder"]) / OUTPUT)


if __name__ == "__main__":
    main()
