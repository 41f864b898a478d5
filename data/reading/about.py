"""What is worth saying about a sheet as a whole."""

from __future__ import annotations

from data.contract import Contract
from data.issues import Issue
from data.reading.raw import RawSheet


def about(sheet: RawSheet, contract: Contract, rows_read: int) -> list[Issue]:
    """Remarks that concern no row of it."""
    codes = {
        "hidden_sheet": sheet.is_hidden,
        "far_cells": sheet.cut_cells > 0,
        "empty_ledger": contract.may_be_empty and not rows_read,
    }
    return [
        Issue("flagged", code, sheet.name, "", 0, rows=0) for code, is_so in codes.items() if is_so
    ]
