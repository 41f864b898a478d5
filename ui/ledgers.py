"""Rows of the published datasets, kept per version: what a page lists beside its measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from ui.kept import per_version
from ui.scope import At, at, published

Row = Mapping[str, Any]


def plain(frame: pd.DataFrame) -> tuple[Row, ...]:
    """The rows of a table, unchangeable, with None where a cell is empty."""
    columns = {name: _cells(frame[name]) for name in frame.columns}
    return tuple(
        MappingProxyType(dict(zip(columns, values, strict=True)))
        for values in zip(*columns.values(), strict=True)
    )


def _cells(column: pd.Series) -> list[Any]:
    missing = column.isna().tolist()
    return [None if gone else value for value, gone in zip(column.tolist(), missing, strict=True)]


@per_version(256)
def _rows(kept: At, dataset: str, period_id: str | None) -> tuple[Row, ...]:
    source = published()
    if source is None:
        return ()
    return plain(source.rows(dataset, period_id=period_id))


def rows(dataset: str, period_id: str | None = None) -> tuple[Row, ...]:
    """All rows of a dataset in force; with a period, of a snapshot those that hold at its end."""
    return _rows(at(), dataset, period_id)


@per_version(64)
def _measures(
    kept: At, keys: tuple[str, ...], level: str, period_ids: tuple[str, ...] | None
) -> tuple[Row, ...]:
    source = published()
    if source is None:
        return ()
    return plain(source.measures(metrics=keys, level=level, periods=period_ids))


def measures(
    keys: Sequence[str], level: str, period_ids: Sequence[str] | None = None
) -> tuple[Row, ...]:
    """Rows of the table of measures, for several metrics and periods at once."""
    return _measures(at(), tuple(keys), level, None if period_ids is None else tuple(period_ids))


@per_version(64)
def _coverage(kept: At) -> Mapping[str, tuple[date, date]]:
    source = published()
    if source is None:
        return {}
    return MappingProxyType(
        {
            row["dataset"]: (_day(row["start_on"]), _day(row["through_on"]))
            for row in plain(source.datasets())
            if row["start_on"] is not None and row["through_on"] is not None
        }
    )


def covered(dataset: str) -> tuple[date, date] | None:
    """From when to when a dataset of events speaks; None if it does not."""
    return _coverage(at()).get(dataset)


@per_version(64)
def _files(kept: At) -> Mapping[int, str]:
    source = published()
    if source is None:
        return {}
    return MappingProxyType(
        {int(row["import_id"]): row["file_name"] for row in plain(source.imports())}
    )


def files() -> Mapping[int, str]:
    """Import -> the name of its file."""
    return _files(at())


def _day(value: Any) -> date:
    day: date = value.date() if hasattr(value, "date") else value
    return day


__all__ = ["At", "Row", "at", "covered", "files", "measures", "plain", "published", "rows"]
