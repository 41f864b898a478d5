"""Every contract there is: found by walking ``data/sheets``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from data import sheets
from data.contract import Contract


@cache
def contracts() -> dict[str, Contract]:
    """Dataset name -> contract, in alphabetical order."""
    found = (
        importlib.import_module(f"data.sheets.{module.name}").CONTRACT
        for module in pkgutil.iter_modules(sheets.__path__)
    )
    return {contract.name: contract for contract in sorted(found, key=lambda c: c.name)}


def header_of(dataset: str | None, column: str) -> str:
    """What a column of a dataset is called in workbooks; empty where that is not known."""
    contract = contracts().get(dataset or "")
    columns = contract.columns if contract is not None else ()
    return next((one.headers[0] for one in columns if one.name == column), "")
