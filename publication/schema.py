"""The tables of a published version; all of them always exist, perhaps empty."""

from __future__ import annotations

import duckdb

from data.contract import Contract
from publication.declared import TABLES

FIXED = """
CREATE TABLE version_info(version BIGINT, published_at TIMESTAMP, through_on DATE);
CREATE TABLE imports(import_id BIGINT, file_name VARCHAR, imported_at TIMESTAMP,
    imported_by VARCHAR, sha256 VARCHAR);
CREATE TABLE datasets(dataset VARCHAR, import_kind VARCHAR, has_community BOOLEAN);
CREATE TABLE places(place_id VARCHAR, name VARCHAR, level VARCHAR, parent_id VARCHAR, path VARCHAR,
    kind VARCHAR, is_active BOOLEAN, resident_households BIGINT, resident_population BIGINT);
CREATE TABLE periods(period_id VARCHAR, kind VARCHAR, start_on DATE, end_on DATE,
    is_complete BOOLEAN);
CREATE TABLE weeks(week_id VARCHAR, start_on DATE, end_on DATE);
CREATE TABLE snapshots(dataset VARCHAR, community_id VARCHAR, period_id VARCHAR, import_id BIGINT,
    as_of_on DATE, is_back_carried BOOLEAN);
CREATE TABLE coverage(dataset VARCHAR, start_on DATE, through_on DATE);
CREATE TABLE grid_reach_at(period_id VARCHAR, grid_id VARCHAR, nearest_counted_facility_m DOUBLE);
CREATE TABLE community_network_at(period_id VARCHAR, community_id VARCHAR, area_m2 DOUBLE,
    covered_once_m2 DOUBLE);
CREATE TABLE measures(metric VARCHAR, period_id VARCHAR, place_id VARCHAR, level VARCHAR,
    numerator DOUBLE, denominator DOUBLE, value DOUBLE, state VARCHAR, flags VARCHAR);
"""
"""``datasets`` says how the files of a dataset follow one another; ``weeks`` are all weeks whose
Sunday lies in one of the periods. The rest is described in ``docs/architecture.md``."""

EMPTY_LEDGERS = "CREATE TEMP TABLE empty_ledgers(dataset VARCHAR, as_of_on DATE)"
"""The ledgers in force that hold no row, and their day."""

SQL_TYPES = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "int32": "INTEGER",
    "float64": "DOUBLE",
    "date32": "DATE",
    "timestamp[us]": "TIMESTAMP",
    "bool": "BOOLEAN",
    "binary": "BLOB",
}

_AT = """
CREATE VIEW {name}_at AS
SELECT s.period_id AS period_id, s.is_back_carried AS is_back_carried, d.*
FROM snapshots AS s
JOIN {name} AS d ON d.import_id = s.import_id AND d.as_of_on = s.as_of_on AND {same_community}
WHERE s.dataset = '{name}'
"""


def columns_of(contract: Contract) -> dict[str, str]:
    """Column -> SQL type of a dataset's table: the contract's columns, the import, the origin."""
    stored = {name: SQL_TYPES[kind] for name, kind in contract.stored_types().items()}
    own = {name: kind for name, kind in stored.items() if name not in _ORIGIN}
    return own | {"import_id": "BIGINT"} | {name: stored[name] for name in _ORIGIN}


_ORIGIN = ("source_sheet", "source_row", "as_of_on", "row_flags")


def create_tables(con: duckdb.DuckDBPyConnection, contracts: dict[str, Contract]) -> None:
    """Create every table and view, and beside each dataset a temporary ``all_<dataset>`` for the
    rows of all imports in force, from which the rows that count are taken."""
    con.execute(FIXED)
    con.execute(EMPTY_LEDGERS)
    con.execute(TABLES)
    for name, contract in contracts.items():
        columns = ", ".join(f"{column} {kind}" for column, kind in columns_of(contract).items())
        con.execute(f"CREATE TABLE {name}({columns})")
        con.execute(f"CREATE TEMP TABLE all_{name}({columns})")
        con.execute(
            "INSERT INTO datasets VALUES (?, ?, ?)", [name, contract.kind, contract.has_community]
        )
        if contract.kind == "snapshot":
            same = "COALESCE(d.community_id, '') = s.community_id"
            con.execute(
                _AT.format(name=name, same_community=same if contract.has_community else "TRUE")
            )
