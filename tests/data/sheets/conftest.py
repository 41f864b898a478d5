"""A home with two communities and three grids, for the sheets' own tests."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from data.home import Home
from data.ledger import Ledger
from tests.data.books import COMMUNITIES, GRIDS, book, taken_in


class Clerk:
    """Takes a drawn sheet in, next to the registers, and looks at what was stored."""

    def __init__(self, folder):
        self.folder, self.home = folder, Home(folder / "home")
        self.registers = [
            book(folder / "communities.xlsx", {"Sheet1": COMMUNITIES}),
            book(folder / "grids.xlsx", {"Sheet1": GRIDS}),
        ]
        self.report = None

    def take_in(self, *drawn, merged=(), **options):
        """The report of the first sheet drawn; each drawing is a file of its own."""
        paths = [
            book(self.folder / f"{n}.xlsx", {"Sheet1": text}, merged)
            for n, text in enumerate(drawn)
        ]
        self.report = taken_in(self.home, *self.registers, *paths, **options)
        return self.report.files[2].sheets[0]

    def sheet(self, number):
        """The report of another drawn sheet."""
        return self.report.files[2 + number].sheets[0]

    def stored(self, dataset):
        """All rows of a dataset that this call stored."""
        paths = Ledger(self.home).parquet_paths(self.report.import_ids, dataset)
        return [row for path in paths for row in pq.read_table(path).to_pylist()]


@pytest.fixture
def clerk(tmp_path):
    return Clerk(tmp_path)
