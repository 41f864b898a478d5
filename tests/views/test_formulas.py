"""Text that would like to be a formula is text in every file that leaves, header cells included."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from views import console, files, watermark

SIGNS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠")
WISHES = tuple(f'{sign}1+1+HYPERLINK("http://evil.example";"x")' for sign in SIGNS)
SPREADSHEET = shutil.which("soffice")


@pytest.fixture(scope="module")
def table() -> bytes:
    written = files.table(WISHES, [WISHES])
    return watermark.stamped(written, watermark.CSV, "=1+1 内部资料")


@pytest.fixture(scope="module")
def book() -> bytes:
    written = console.workbook(WISHES, [WISHES], "\n".join(WISHES), is_cut=False, language="zh")
    return watermark.stamped(written, watermark.XLSX, "=1+1 内部资料")


def test_no_cell_of_a_table_begins_as_a_formula_does(table):
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert [len(row) for row in rows] == [len(WISHES)] * 3
    assert not [cell for row in rows for cell in row if cell.startswith(files.FORMULA)]
    assert rows[0] == rows[1] == [f"'{wish}" for wish in WISHES]


def test_a_number_below_zero_stays_a_number():
    assert files.table(("a",), [(-1.5,)]).decode("utf-8-sig").splitlines() == ["a", "-1.5"]


def test_no_cell_of_a_workbook_is_a_formula_not_even_when_it_is_edited(book):
    cells = [
        cell
        for sheet in load_workbook(io.BytesIO(book))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert len(cells) > 2 * len(WISHES)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value.startswith(files.FORMULA))
    assert not [cell for cell in cells if cell.hyperlink]


@pytest.mark.skipif(SPREADSHEET is None, reason="no spreadsheet program")
def test_a_spreadsheet_program_calculates_nothing_of_them(table, book, tmp_path):
    (tmp_path / "table.csv").write_bytes(table)
    (tmp_path / "book.xlsx").write_bytes(book)
    subprocess.run(
        [SPREADSHEET, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "fods", "--outdir", tmp_path, tmp_path / "table.csv",
         tmp_path / "book.xlsx"],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for name in ("table", "book"):
        read = (tmp_path / f"{name}.fods").read_text(encoding="utf-8")
        assert "evil.example" in read
        assert "table:formula" not in read, name
        assert 'xlink:href="http://evil' not in read, name
