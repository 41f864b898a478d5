"""A made-up city of as many grids as wanted, published: registers, staff and boundaries.

    python -m benchmarks._city HOME [COMMUNITIES]

Every community has fifty grids of sixteen corners that share their borders. Nothing in it is
real; the same call makes the same city.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from data.catalogue import contracts
from data.home import Home
from data.ledger import Ledger
from metrics.measure import measure
from publication.declared import write_declared
from publication.derive import derive
from publication.load import load, write_imports
from publication.publish import BUILD_CONFIG
from publication.schema import create_tables

AS_OF = date(2026, 11, 22)
AT = datetime(2026, 11, 23, 9, 0)
SUBDISTRICT = "990102013"
ACROSS, DOWN = 10, 5
"""Grids of a community beside and below each other."""

PER_COMMUNITY = ACROSS * DOWN

STEP = 0.003
"""Degrees from one grid to the next: about 300 metres."""

PARTS = 4
"""Pieces of a side, so that a grid has four times as many corners."""

WEST, SOUTH = 110.0, 34.0


_LATEST = """
DELETE FROM periods WHERE kind <> 'week'
    OR start_on <= (SELECT MAX(start_on) FROM periods WHERE kind = 'week') - 26 * 7
"""


def city(home: Home, communities: int) -> None:
    """Publish a city of so many communities with fifty grids each."""
    wide = 2 ** int(np.ceil(np.log2(communities) / 2))
    names = [f"{SUBDISTRICT}{number:03d}" for number in range(1, communities + 1)]
    if len(set(names)) != len({name[:12] for name in names}):
        raise ValueError("a subdistrict has at most 999 communities")
    corners = _corners(ACROSS * wide, DOWN * -(-communities // wide))
    tables: dict[str, dict[str, list[object]]] = {
        name: {}
        for name in ("communities", "grids", "grid_staff", "grid_boundaries",
                     "community_boundaries")
    }  # fmt: skip
    for number, community in enumerate(names):
        x, y = number % wide * ACROSS, number // wide * DOWN
        named = {"community_id": community, "community_name": f"第{number + 1}社区"}
        _add(tables["communities"], **named, subdistrict_name="测试市", resident_households=9000)
        block = _ring(corners, x, y, ACROSS, DOWN)
        _add(tables["community_boundaries"], **named, geometry=shapely.to_wkb(block))
        for grid in range(PER_COMMUNITY):
            _grid(tables, corners, community, grid, (x + grid % ACROSS, y + grid // ACROSS))
    ledger = Ledger(home)
    number = ledger.add_import(
        file_name="测试市.xlsx", sha256="0" * 64, imported_at=AT, imported_by="generated",
        tables={name: _table(name, columns) for name, columns in tables.items()}, report={},
    )  # fmt: skip
    _build(home, ledger, number)


def _build(home: Home, ledger: Ledger, number: int) -> None:
    """Publish as the office does, but for the weeks that the map steps through only: two years of
    a city would take minutes to measure and change nothing of what a page draws."""
    version, declared = ledger.next_version(), contracts()
    path = home.version_path(version)
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path), config=BUILD_CONFIG) as con:
        create_tables(con, declared)
        load(con, ledger, {number}, declared)
        write_imports(con, ledger.imports())
        through_on = derive(con, declared)
        con.execute(_LATEST)
        con.execute("INSERT INTO version_info VALUES (?, ?, ?)", [version, AT, through_on])
        measure(con, write_declared(con, home.path, AT, None).values())
        con.execute("CHECKPOINT")
    ledger.record_version(version, [number], AT, "generated")
    home.set_current(version)


def _grid(
    tables: dict[str, dict[str, list[object]]],
    corners: NDArray[np.float64],
    community: str,
    grid: int,
    at: tuple[int, int],
) -> None:
    grid_id = f"{community}{grid + 1:03d}"
    named = {"community_id": community, "grid_id": grid_id}
    chance = (int(grid_id) * 2654435761) % 2**32
    _add(
        tables["grids"], **named, grid_name=f"第{grid + 1}网格", grid_kind="residential",
        resident_households=150 + chance % 400, status="active",
    )  # fmt: skip
    for worker in range(chance // 7 % 3):
        _add(
            tables["grid_staff"], **named, role="worker", status="on_duty",
            person_key=f"{grid_id}-{worker}", person_name=f"网格员{chance % 1000}",
        )  # fmt: skip
    shape = _ring(corners, *at, 1, 1)
    _add(tables["grid_boundaries"], **named, geometry=shapely.to_wkb(shape))


def _corners(across: int, down: int) -> NDArray[np.float64]:
    """Every corner and the points on the sides between them, a little out of place."""
    wide, high = across * PARTS + 1, down * PARTS + 1
    x, y = np.meshgrid(np.arange(wide), np.arange(high))
    moved = np.random.default_rng(7).uniform(-0.12, 0.12, (high, wide, 2)) * STEP
    found: NDArray[np.float64] = np.stack(
        [WEST + x * STEP / PARTS, SOUTH + y * STEP / PARTS], axis=2
    )
    return found + moved


def _ring(corners: NDArray[np.float64], x: int, y: int, across: int, down: int) -> shapely.Polygon:
    """The border of a block of grids, as everybody who touches it draws it."""
    west, south, east, north = (PARTS * n for n in (x, y, x + across, y + down))
    return shapely.Polygon(
        np.concatenate([
            corners[south, west:east], corners[south:north, east],
            corners[north, east:west:-1], corners[north:south:-1, west],
        ])
    )  # fmt: skip


def _add(columns: dict[str, list[object]], **cells: object) -> None:
    for name, cell in cells.items():
        columns.setdefault(name, []).append(cell)


def _table(dataset: str, columns: dict[str, list[object]]) -> pa.Table:
    """As the importer would store it."""
    types = contracts()[dataset].stored_types()
    rows = len(columns["community_id"])
    made = {
        **columns, "source_sheet": ["生成数据"] * rows, "source_row": list(range(2, rows + 2)),
        "as_of_on": [AS_OF] * rows,
    }  # fmt: skip
    return pa.table(
        {
            name: pa.array(made.get(name, [None] * rows), pa.type_for_alias(kind))
            for name, kind in types.items()
        }
    )


def main() -> None:
    """Make a home from the command line."""
    communities = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    city(Home(Path(sys.argv[1])), communities)
    print(f"{communities * PER_COMMUNITY:,} made-up grids in {sys.argv[1]}")


if __name__ == "__main__":
    main()
