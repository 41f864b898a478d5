"""Ledgers without a row: that nothing happened up to their day is something to report."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from data.resolving import Sheet

_DAY = b"as_of_on"


def rows_to_store(sheet: Sheet) -> pa.Table | None:
    """The rows of a sheet; of an empty ledger none, with its day; None where nothing is said."""
    report = sheet.report
    if sheet.rows.num_rows:
        return sheet.rows
    is_report = sheet.contract.may_be_empty and report.status == "read" and not report.rows_read
    if not is_report or report.as_of is None:
        return None
    return sheet.rows.replace_schema_metadata({_DAY: report.as_of.isoformat().encode()})


def day_of(table: pa.Table) -> date | None:
    """The latest day that rows to store are of; None where they have none."""
    if table.num_rows and "as_of_on" in table.column_names:
        latest: date | None = pc.max(table["as_of_on"]).as_py()
        return latest
    said = (table.schema.metadata or {}).get(_DAY)
    return date.fromisoformat(said.decode()) if said else None
