"""A small valid sheet for any contract, drawn from the contract alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.contract import Column, Contract
from data.rules import (
    AtMost,
    Attains,
    Excludes,
    FilledWhen,
    FilledWith,
    NeverIs,
    NotAfterData,
    NotBefore,
    Rule,
)

COMMUNITIES = {"990101001001": "柳荫社区", "990101001002": "柳荫里社区"}
GRIDS = {"990101001001001": "第一网格", "990101001002001": "第一网格"}
_WORDS = ("甲", "乙")
_BEFORE = {"date": "2026-11-19", "instant": "2026-11-19 08:00", "clock": "08:00"}
_FUTURE = {"date": "2026-12-20", "instant": "2026-12-20 10:00", "week": "2026年第52周"}

Row = dict[str, Any]


def value(contract: Contract, column: Column, number: int) -> Any:
    """A valid cell of a column in the sample's row ``number`` (0 or 1)."""
    community = list(COMMUNITIES)[number]
    if column.type == "community":
        is_register = contract.name in {"communities", "community_boundaries"}
        return community if is_register else COMMUNITIES[community]
    if column.type == "grid":
        grid = list(GRIDS)[number]
        return grid if contract.name in {"grids", "grid_boundaries"} else GRIDS[grid]
    if column.name == "community_name":
        return COMMUNITIES[community]
    if column.name == "grid_name":
        return list(GRIDS.values())[number]
    plain = {
        "text": f"样本{_WORDS[number]}",
        "code": f"B00{number + 1}",
        "integer": 1,
        "number": 2.5,
        "date": "2026-11-20",
        "instant": "2026-11-20 10:00",
        "clock": "09:00",
        "month": "2026年10月",
        "week": "2026年第47周",
        "yes_no": "是",
        "grids": "一网格",
    }
    if column.type == "choice":
        return next(iter(column.choices.values()))[0]
    return plain[column.type]


def sample(contract: Contract) -> list[Row]:
    """Two rows that keep every promise: column name -> cell.

    Besides the columns, ``person`` and ``telephone`` of who the row is about, ``aside``, a column
    that is never stored, and what the traces are made of.
    """
    rows = []
    for number in range(2):
        row = {
            column.name: value(contract, column, number)
            for column in contract.columns
            # Positions wait until somebody says their coordinate system.
            if column.type != "geometry" and column.unit != "degrees"
        }
        if contract.person is not None:
            row["person"] = f"样本{_WORDS[number]}某"
            row["telephone"] = f"1390000000{number}"
        row["aside"] = "样本"
        for trace in contract.traces:
            told = f"样本{_WORDS[number]}所反映的情况请尽快核实处理"
            row[trace.name] = row[trace.same_as] if trace.same_as else told
        rows.append(row)
    return rows


def header(contract: Contract, name: str) -> str:
    """The usual header of a column or of the person that stands on one level."""
    if name == "person":
        return contract.person.name_headers[0]
    if name == "aside":
        return contract.never_stored[0]
    for trace in contract.traces:
        if name == trace.name:
            return trace.headers[0]
    if name == "telephone":
        return contract.person.telephone_headers[0]
    return next(h for h in contract.column(name).headers if "/" not in h)


def table(contract: Contract, rows: list[Row], without: str | None = None) -> list[list[Any]]:
    """Header and rows as a sheet holds them, in the order of the contract."""
    names = [name for name in rows[0] if name != without]
    return [[header(contract, name) for name in names], *([row[n] for n in names] for row in rows)]


def features(contract: Contract, path: Path) -> Path:
    """The sample of a contract with a geometry, as a map file."""
    square = [[[113.0, 34.0], [113.01, 34.0], [113.01, 34.01], [113.0, 34.01], [113.0, 34.0]]]
    shape = {"type": "Polygon", "coordinates": square}
    if "geometry:point" in contract.column("geometry").headers:
        shape = {"type": "Point", "coordinates": [113.0, 34.0]}
    collection = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "features": [
            {
                "type": "Feature",
                "properties": {header(contract, n): v for n, v in row.items()},
                "geometry": shape,
            }
            for row in sample(contract)
        ],
    }
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def breaking(contract: Contract, rule: Rule) -> Row:
    """The first row of the sample, changed so that it breaks this rule and no other."""
    row = dict(sample(contract)[0])
    match rule:
        case NotBefore():
            row[rule.column] = _BEFORE[contract.column(rule.column).type]
        case NotAfterData():
            row[rule.column] = _FUTURE[contract.column(rule.column).type]
            for other in contract.rules:
                # What must not lie before the future day follows it, or is left open.
                if isinstance(other, NotBefore) and other.earlier == rule.column:
                    limited = any(
                        isinstance(r, NotAfterData) and r.column == other.column
                        for r in contract.rules
                    )
                    kind = contract.column(other.column).type
                    row[other.column] = None if limited else _FUTURE[kind]
        case AtMost():
            row[rule.column] = row[rule.limit] + 1
        case NeverIs():
            row[rule.column] = rule.values[0]
        case FilledWith() | FilledWhen():
            row[rule.column] = None
        case Excludes():
            row[rule.column] = contract.column(rule.column).choices[rule.value][0]
            row[rule.other] = "是" if rule.other_value is True else "否"
        case Attains():
            row[rule.value] = row[rule.target] - 1
        case _:
            raise NotImplementedError(f"say how to break {type(rule).__name__}")
    return row
