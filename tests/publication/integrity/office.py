"""A version without its measures, which no integrity check but one reads; and well-behaved data."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from data.catalogue import contracts
from data.home import Home, make_folder
from data.ledger import Ledger
from metrics.integrity import Outcome
from publication.derive import derive
from publication.integrity.catalogue import checks
from publication.integrity.material import Material
from publication.load import load, write_imports
from publication.reading import Published
from publication.schema import create_tables
from tests.publication.office import MONDAY, SUNDAY, accept

COMMUNITIES = [f"99010201300{n}" for n in range(1, 9)]
AREAS = "community_id | community_name | resident_households\n---+---+---\n" + "\n".join(
    f"{code} | 第{n}社区 | 300" for n, code in enumerate(COMMUNITIES, 1)
)


def published(home: Home, name: str = "v") -> Published:
    """A version of everything that the ledger holds."""
    path = home.versions_dir / f"{name}.duckdb"
    make_folder(path.parent)
    ledger = Ledger(home)
    records = ledger.imports()
    with duckdb.connect(str(path)) as con:
        create_tables(con, contracts())
        load(con, ledger, {record.import_id for record in records}, contracts())
        write_imports(con, records)
        through_on = derive(con, contracts())
        con.execute("INSERT INTO version_info VALUES (1, ?, ?)", [MONDAY, through_on])
    return Published(path)


def found(home: Home, *keys: str, end_on: date = SUNDAY) -> dict[str, Outcome]:
    """What checks find in everything that the ledger holds; all of them where none is named."""
    material = Material(home, published(home), end_on)
    try:
        return {k: c.look(material) for k, c in checks().items() if not keys or k in keys}
    finally:
        material.close()


def look(tmp_path: Path, key: str, **drawings: str) -> Outcome:
    """What one check finds in one file with these datasets."""
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS, **drawings)
    return found(home, key)[key]


def rows(home: Home, dataset: str, columns: dict[str, Any], as_of: date = SUNDAY) -> int:
    """One file with so many rows of a dataset."""
    types = contracts()[dataset].stored_types()
    count = len(next(iter(columns.values())))
    origin = {"source_sheet": ["表"] * count, "source_row": list(range(2, 2 + count)),
              "as_of_on": [as_of] * count}  # fmt: skip
    filled = {name: columns.get(name, origin.get(name, [None] * count)) for name in types}
    table = pa.table({
        name: pa.array(list(values), pa.type_for_alias(types[name]))
        for name, values in filled.items()
    })  # fmt: skip
    return Ledger(home).add_import(
        file_name=f"{dataset}.xlsx", sha256="0" * 64, imported_at=MONDAY, imported_by="clerk",
        tables={dataset: table}, report={},
    )  # fmt: skip


def well_behaved(home: Home, seed: int) -> None:
    """A year of an office in which everything happens by chance and is written down as it was."""
    chance = np.random.default_rng(seed)
    accept(home, communities=AREAS)
    weeks = [SUNDAY - timedelta(days=7 * back + 6) for back in range(52)][::-1]
    _zero_reports(home, chance, weeks)
    _events(home, chance, 2500)
    _petitions(home, chance, 500)
    _activities(home, chance, 800)


def _days(chance: np.random.Generator, count: int) -> list[date]:
    back = np.sort(chance.integers(0, 364, count))[::-1]
    return [SUNDAY - timedelta(days=int(days)) for days in back]


def _zero_reports(home: Home, chance: np.random.Generator, weeks: list[date]) -> None:
    kept = [(w, c) for w in weeks for c in COMMUNITIES if chance.random() < 0.97]
    filed = [
        datetime.combine(w + timedelta(days=6 + int(chance.exponential(0.5))), datetime.min.time())
        for w, _ in kept
    ]
    rows(home, "zero_reports", {
        "community_id": [c for _, c in kept],
        "week": [f"{w.isocalendar().year}-W{w.isocalendar().week:02}" for w, _ in kept],
        "petitions": chance.poisson(0.2, len(kept)).tolist(), "accidents": [0] * len(kept),
        "cases": [0] * len(kept), "filed_at": filed,
    })  # fmt: skip


def _events(home: Home, chance: np.random.Generator, count: int) -> None:
    days = _days(chance, count)
    reported = [
        datetime.combine(day, datetime.min.time())
        + timedelta(minutes=int(chance.integers(420, 1200)))
        for day in days
    ]
    place = chance.integers(0, 8, count)
    columns = {
        "event_id": [f"E{n:06}" for n in range(count)],
        "community_id": [COMMUNITIES[p] for p in place],
        "event_class": [("环境", "服务", "隐患")[k] for k in chance.integers(0, 3, count)],
        "event_kind": [f"子类{k}" for k in chance.integers(0, 12, count)],
        "people_involved": chance.integers(1, 6, count).tolist(),
        "reported_at": reported,
        "closed_at": [at + timedelta(days=float(chance.exponential(2))) for at in reported],
        "handler_name": [f"甲{p}{k}" for p, k in zip(place, chance.integers(0, 9, count),
                                                    strict=True)],
        "is_handled_by_reporter": (chance.random(count) < 0.7).tolist(),
        "status": ["closed"] * count,
        "text_key": [f"t{k}" for k in chance.integers(0, 20 * count, count)],
    }  # fmt: skip
    before = SUNDAY - timedelta(days=22)
    early = [n for n, day in enumerate(days) if day <= before]
    rows(home, "grid_events", {k: [v[n] for n in early] for k, v in columns.items()}, before)
    rows(home, "grid_events", columns)


def _petitions(home: Home, chance: np.random.Generator, count: int) -> None:
    rows(home, "petitions", {
        "petition_id": [f"P{n:05}" for n in range(count)],
        "registered_on": _days(chance, count),
        "community_id": [COMMUNITIES[k] for k in chance.integers(0, 8, count)],
        "people": (1 + chance.poisson(1.5, count)).tolist(),
        "subject": [f"类{k}" for k in chance.integers(0, 8, count)],
        "text_key": [f"p{k}" for k in chance.integers(0, 20 * count, count)],
    })  # fmt: skip


def _activities(home: Home, chance: np.random.Generator, count: int) -> None:
    rows(home, "volunteer_activities", {
        "activity_id": [f"A{n:05}" for n in range(count)],
        "held_on": _days(chance, count),
        "activity_name": [f"活动{k}" for k in chance.integers(0, 30, count)],
        "community_id": [COMMUNITIES[k] for k in chance.integers(0, 8, count)],
        "volunteers": (2 + chance.poisson(12, count)).tolist(),
        "beneficiaries": np.maximum(1, chance.lognormal(3.5, 0.6, count)).astype(int).tolist(),
    })  # fmt: skip
