"""What shows only when sheets are compared: repeated people, vanished rows, figures that differ.

Sheets are compared with the other sheets of the same call and with the imports in force. Nothing
is corrected here: differences are flagged, and the ledger or the roster decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.catalogue import contracts
from data.contract import Agreement, Contract
from data.issues import Issue
from data.ledger import Ledger
from data.resolving import Sheet

_HAND_ROUNDING = 0.01
_HAND_SHARE = 0.01  # the office may have divided by the households of last month
_MOST_NAMED = 5


class Known:
    """The rows of every dataset: those staged now, and those of the imports in force."""

    def __init__(self, sheets: Iterable[Sheet], ledger: Ledger) -> None:
        self.sheets = tuple(sheets)
        self.ledger = ledger

    @cached_property
    def _in_force(self) -> tuple[int, ...]:
        return self.ledger.in_force()

    def staged(self, dataset: str) -> list[Sheet]:
        """The sheets of a dataset in this call."""
        return [sheet for sheet in self.sheets if sheet.contract.name == dataset]

    def stored(self, dataset: str) -> list[list[dict[str, Any]]]:
        """The rows of each import in force that holds the dataset, oldest data first."""
        paths = self.ledger.parquet_paths(self._in_force, dataset)
        imports = [pq.read_table(path).to_pylist() for path in paths]
        return sorted(filter(None, imports), key=_as_of)

    def facts(self, dataset: str) -> list[dict[str, Any]]:
        """The rows that would count if everything staged were published; later ones win."""
        contract = contracts()[dataset]
        parts = self.stored(dataset) + [s.rows.to_pylist() for s in self.staged(dataset)]
        parts = sorted(filter(None, parts), key=_as_of)
        if contract.kind == "cumulative_ledger":
            parts = [part for part in parts if _as_of(part) == _as_of(parts[-1])]
        facts: dict[Any, dict[str, Any]] = {}
        for row in (row for part in parts for row in part):
            key = tuple(row[name] for name in contract.key)
            is_keyed = bool(key) and all(row[name] is not None for name in contract.filled_in_key)
            facts[key if is_keyed else len(facts)] = row
        return list(facts.values())


def compare(sheets: list[Sheet], ledger: Ledger) -> None:
    """Says what the comparison of all staged sheets shows, and drops rows of superseded ledgers."""
    known = Known(sheets, ledger)
    for contract in {sheet.contract.name: sheet.contract for sheet in sheets}.values():
        staged = known.staged(contract.name)
        if contract.kind == "cumulative_ledger":
            _drop_vanished_rows(staged)
            _report_vanished_rows(staged, known.stored(contract.name))
        if contract.person is not None:
            _flag_repeated_people(staged, contract)
        if contract.hand_made is not None:
            _check_hand_made(staged, contract, known)
        for agreement in contract.agreements:
            _check_agreement(staged, agreement, known)


def _as_of(rows: list[dict[str, Any]]) -> date:
    return max((row["as_of_on"] for row in rows if row["as_of_on"]), default=date.min)


def _mark(sheet: Sheet, rows: Iterable[int], column: str | None, code: str, **more: Any) -> None:
    """Flags rows, in the report and in the rows that are stored."""
    wanted = set(rows)
    for row in sorted(wanted):
        sheet.say("flagged", code, row, column, **more)
    flags = [
        ",".join(sorted({*filter(None, (old or "").split(",")), code})) if row in wanted else old
        for row, old in zip(
            sheet.rows["source_row"].to_pylist(), sheet.rows["row_flags"].to_pylist(), strict=True
        )
    ]
    position = sheet.rows.schema.get_field_index("row_flags")
    sheet.rows = sheet.rows.set_column(position, "row_flags", pa.array(flags, pa.string()))


def _flag_repeated_people(sheets: list[Sheet], contract: Contract) -> None:
    """One person in several rows, and different persons of one name, are both told."""
    if contract.person is None or not contract.person.is_keyed or contract.person.within:
        return
    rows: dict[str, list[tuple[Sheet, int]]] = defaultdict(list)
    keys_of_name: dict[str, set[str]] = defaultdict(set)
    name_of_key: dict[str, str] = {}
    for sheet in sheets:
        for row in sheet.rows.to_pylist():
            key, name = row["person_key"], row.get("person_name")
            rows[key].append((sheet, row["source_row"]))
            if name is not None:
                keys_of_name[name].add(key)
                name_of_key[key] = name
    for key, places in rows.items():
        is_namesake = len(keys_of_name.get(name_of_key.get(key, ""), ())) > 1
        for sheet, row in places:
            if len(places) > 1:
                _mark(sheet, [row], "person", "person_again")
            if is_namesake:
                _mark(sheet, [row], "person", "namesake")


def _keys(rows: Iterable[dict[str, Any]], contract: Contract) -> dict[tuple[Any, ...], str]:
    """Key -> community of the rows that have a key."""
    pairs = ((tuple(row[name] for name in contract.key), row) for row in rows)
    return {key: row.get("community_id") or "" for key, row in pairs if None not in key}


def _vanished(
    earlier: Iterable[dict[str, Any]], later: list[dict[str, Any]], contract: Contract
) -> list[dict[str, Any]]:
    """Rows of the earlier ledger that the later one should hold and does not.

    A ledger of one community says nothing about the others.
    """
    keys = _keys(later, contract)
    communities = set(keys.values())
    return [
        row
        for row in earlier
        if (key := tuple(row[name] for name in contract.key)) not in keys
        and None not in key
        and (len(communities) > 1 or (row.get("community_id") or "") in communities)
    ]


def _drop_vanished_rows(sheets: list[Sheet]) -> None:
    """Of two ledgers in one call the later one decides; what it no longer holds is dropped."""
    latest = max((s.report.as_of for s in sheets if s.report.as_of), default=None)
    if all(sheet.report.as_of == latest for sheet in sheets):
        return
    later = [row for s in sheets if s.report.as_of == latest for row in s.rows.to_pylist()]
    for sheet in sheets:
        if sheet.report.as_of == latest or not later:
            continue
        gone = _vanished(sheet.rows.to_pylist(), later, sheet.contract)
        numbers = {row["source_row"] for row in gone}
        for number in sorted(numbers):
            sheet.say("dropped", "row_gone", number, None)
        keep = [row not in numbers for row in sheet.rows["source_row"].to_pylist()]
        sheet.rows = sheet.rows.filter(pa.array(keep, pa.bool_()))


def _report_vanished_rows(sheets: list[Sheet], stored: list[list[dict[str, Any]]]) -> None:
    """Tells which rows of the ledger in force a new ledger no longer holds."""
    if not stored or not sheets:
        return
    rows = [row for sheet in sheets for row in sheet.rows.to_pylist()]
    if not rows or _as_of(rows) < _as_of(stored[-1]):
        return
    contract = sheets[0].contract
    gone = _vanished(stored[-1], rows, contract)
    if gone:
        named = "、".join(str(row[contract.key[0]]) for row in gone[:_MOST_NAMED])
        sheet = max(sheets, key=lambda s: s.report.as_of or date.min)
        found = named + ("…" if len(gone) > _MOST_NAMED else "")
        sheet.report.issues.append(
            Issue("flagged", "row_gone", sheet.report.sheet, "", 0, None, found, rows=len(gone))
        )


def _check_hand_made(sheets: list[Sheet], contract: Contract, known: Known) -> None:
    """Flags hand-made ratios that differ from ours by more than rounding."""
    declared = contract.hand_made
    if declared is None:
        return
    dataset, column = declared.denominator.split(".")
    whole = {row["community_id"]: row[column] for row in known.facts(dataset)}
    for sheet in sheets:
        rows = {row["source_row"]: row for row in sheet.rows.to_pylist()}
        for figure in sheet.hand_made:
            row = rows.get(figure["row"], {})
            part, base = row.get(declared.numerator), whole.get(row.get("community_id"))
            if part is None or not base:
                continue
            ours = declared.scale * part / base
            if abs(ours - figure["value"]) > _HAND_ROUNDING + _HAND_SHARE * abs(ours):
                found = f"{figure['value']:g} ≠ {ours:.2f}"
                issue = Issue("flagged", "hand_made_differs", sheet.report.sheet, figure["cell"],
                              figure["row"], None, found)  # fmt: skip
                sheet.report.issues.append(issue)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def _check_agreement(sheets: list[Sheet], agreement: Agreement, known: Known) -> None:
    """Flags weekly reports whose number differs from the ledger's, where the ledger speaks."""
    facts = known.facts(agreement.dataset)
    if not facts:
        return
    through = _week(_as_of(facts))
    communities = {row["community_id"] for row in facts}
    counted: Counter[tuple[str, str]] = Counter(
        (row["community_id"], _week(row[agreement.day]))
        for row in facts
        if agreement.counts(row) and row[agreement.day] is not None
    )
    for sheet in sheets:
        for row in sheet.rows.to_pylist():
            reported, place = row[agreement.column], (row["community_id"], row["week"])
            if reported is None or place[0] not in communities or place[1] > through:
                continue
            if reported != counted[place]:
                found = f"{reported} ≠ {counted[place]}"
                _mark(
                    sheet, [row["source_row"]], agreement.column, "differs_from_ledger", found=found
                )
