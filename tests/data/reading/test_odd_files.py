"""Odd files that once ended in a plain apology: each is imported, or refused with its own reason."""

import math
from datetime import date

import pytest

from data.cells.numbers import read_integer, read_number
from tests.data.books import COMMUNITIES, book, drawn
from tests.data.reading.files import codes, only, read

HEADER, *DATA = drawn(COMMUNITIES)


@pytest.mark.parametrize(
    "cell", ["9" * 400, "约" * 5000, math.inf, -math.inf, 1e16, "9" * 20, "万" * 5000, "1e999"]
)
@pytest.mark.parametrize("reader", [read_number, read_integer])
def test_a_number_beyond_all_counting_is_asked(reader, cell):
    assert reader(cell).problem == "ask"


@pytest.mark.parametrize("figure", [date(2026, 11, 1), True, "1e999", "合计", 1e300])
def test_a_totals_row_may_hold_anything(tmp_path, figure):
    sheet = only(
        book(tmp_path / "a.xlsx", {"s": [HEADER, *DATA, ["合计", None, figure, figure, figure]]})
    )
    assert len(sheet["rows"]) == len(DATA)


@pytest.mark.parametrize("count", ["9" * 400, 1e200, 1e16])
def test_a_count_that_no_place_has_is_asked(tmp_path, count):
    rows = [HEADER, [DATA[0][0], DATA[0][1], count, *DATA[0][3:]], *DATA[1:]]
    report = read(book(tmp_path / "a.xlsx", {"s": rows}))
    assert [code for _, code in codes(report["sheets"][0], "asked")] == ["unreadable_number"]
