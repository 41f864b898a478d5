"""A laid-out table -> draft rows in the contract's columns, and what is to be said about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from data.answers import LEAVE_OUT
from data.cells.dates import Calendar
from data.cells.outcome import Outcome
from data.cells.spelling import tight
from data.contract import ARROW_TYPES, Column
from data.issues import Issue, IssueKind
from data.reading.columns import UNKNOWN_BY_ANSWER, Answered, read_column
from data.reading.layout import Table, is_blank
from data.reading.persons import identify
from data.reading.workbook import column_letters

# Cells of these types may be quoted in a report; text may hold what somebody said about somebody.
_NEVER_QUOTED = frozenset({"text", "geometry"})


@dataclass
class Draft:
    """Rows of one sheet that may be stored, with places still as they are written.

    ``rows`` has the contract's columns and the columns of origin; ``issues`` covers every row
    that is refused, asked, dropped or flagged; ``cells`` names the sheet column of each column.
    """

    rows: pa.Table
    issues: list[Issue]
    rows_read: int
    cells: dict[str, str] = field(default_factory=dict)
    totals: list[dict[str, Any]] = field(default_factory=list)


class _Reading:
    """The state of reading one table: which rows still stand and what was said."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.kept = dict.fromkeys(table.body, True)
        self.flags: dict[int, list[str]] = {}
        self.issues: list[Issue] = []

    def say(
        self,
        kind: IssueKind,
        code: str,
        row: int,
        column: int,
        *,
        name: str | None = None,
        found: Any = None,
        outcome: Outcome | None = None,
    ) -> None:
        """Records an issue; refused, asked and dropped rows no longer stand."""
        sheet = self.table.sheet
        expected = outcome.expected if outcome else None
        self.issues.append(
            Issue(
                kind=kind,
                code=code,
                sheet=sheet.name,
                cell=sheet.address(row, column),
                row=sheet.row_numbers[row],
                column=name,
                found=None if found is None else str(found)[:40],
                expected_zh=expected.zh if expected else None,
                expected_en=expected.en if expected else None,
                question=outcome.question if outcome and kind == "asked" else None,
                candidates=outcome.candidates if outcome else (),
            )
        )
        if kind == "flagged":
            self.flags.setdefault(row, []).append(code)
        else:
            self.kept[row] = False

    def standing(self) -> list[int]:
        return [row for row, stands in self.kept.items() if stands]


def read_rows(table: Table, cell_answers: list[Mapping[str, str | None]], secret: bytes) -> Draft:
    """The draft of a table; ``cell_answers`` are the answers for single cells of this sheet."""
    reading = _Reading(table)
    _apply_answers(reading, cell_answers)
    identities = _identify(reading, secret)
    sheet = table.sheet
    calendar = Calendar(table.as_of, table.as_of)
    outcomes: dict[str, dict[int, Outcome]] = {}
    for index, column in sorted(table.columns.items()):
        rows = reading.standing()
        cells = [sheet.rows[row][index] for row in rows]
        read = read_column(column, cells, calendar, is_lossy=sheet.is_text)
        outcomes[column.name] = dict(zip(rows, read, strict=True))
        for row, raw, outcome in zip(rows, cells, read, strict=True):
            if outcome.problem or outcome.flag:
                _report(reading, row, column, raw, outcome)
    _sum_parts(reading, outcomes)
    for row in table.body:
        if sheet.row_numbers[row] in sheet.hidden_rows and reading.kept[row]:
            reading.say("flagged", "hidden_row", row, 0)
    rows = reading.standing()
    drafted = _arrow(reading, rows, outcomes, identities)
    drafted, rows = _apply_rules(reading, drafted, rows)
    totals = _printed_totals(reading, outcomes)
    flags = [",".join(sorted(set(reading.flags.get(row, [])))) or None for row in rows]
    drafted = drafted.append_column("row_flags", pa.array(flags, pa.string()))
    letters = {c.name: column_letters(i) for i, c in table.columns.items()}
    return Draft(drafted, reading.issues, len(table.body), letters, totals)


def _report(reading: _Reading, row: int, column: Column, raw: Any, outcome: Outcome) -> None:
    index = next(i for i, c in reading.table.columns.items() if c is column)
    found = raw if column.type not in _NEVER_QUOTED and not isinstance(raw, Answered) else None
    if outcome.problem == "refuse":
        reading.say(
            "refused",
            outcome.code or "blank",
            row,
            index,
            name=column.name,
            found=found,
            outcome=outcome,
        )
    elif outcome.problem == "ask":
        reading.say(
            "asked",
            outcome.code or "blank",
            row,
            index,
            name=column.name,
            found=found,
            outcome=outcome,
        )
    elif outcome.flag and reading.kept[row]:
        reading.say("flagged", outcome.flag, row, index, name=column.name, found=found)


def _apply_answers(reading: _Reading, answers: list[Mapping[str, str | None]]) -> None:
    sheet = reading.table.sheet
    answered = {str(a["cell"]): a for a in answers if a["sheet"] in {None, sheet.name}}
    if not answered:
        return
    for row in reading.standing():
        for index in range(len(sheet.rows[row])):
            answer = answered.get(sheet.address(row, index))
            if answer is None:
                continue
            value = str(answer["value"])
            if value == LEAVE_OUT:
                reading.say("dropped", "left_out_by_answer", row, index)
            elif answer["question"] == "year" and value.isdigit():
                sheet.rows[row][index] = Answered(sheet.rows[row][index], int(value))
            else:
                sheet.rows[row][index] = value if value else UNKNOWN_BY_ANSWER


def _identify(reading: _Reading, secret: bytes) -> dict[int, tuple[str | None, str | None]]:
    """Row -> (person key, name); vacancies are dropped, placeholders and missing names refused."""
    person = reading.table.contract.person
    column = reading.table.special.get("name")
    found: dict[int, tuple[str | None, str | None]] = {}
    if person is None or column is None:
        return found
    telephone = reading.table.special.get("telephone")
    for row in reading.standing():
        values = reading.table.sheet.rows[row]
        number = None if telephone is None else values[telephone]
        identity = identify(values[column], number, secret, reading.table.sheet.row_numbers[row])
        if identity.state == "vacancy" and person.vacancy_is_dropped:
            reading.say("dropped", "vacancy", row, column)
        elif identity.state == "placeholder":
            reading.say("refused", "placeholder_person", row, column)
        elif identity.state == "blank" and person.is_keyed:
            reading.say("refused", "blank", row, column)
        else:
            found[row] = identity.key, identity.name
            if identity.flag and person.is_keyed:
                reading.say("flagged", identity.flag, row, column)
    return found


def _sum_parts(reading: _Reading, outcomes: dict[str, dict[int, Outcome]]) -> None:
    """Fills a sum that a formula left empty from its parts; asks where a part is unknown too."""
    for index, column in reading.table.columns.items():
        if not column.sum_of:
            continue
        for row, outcome in outcomes[column.name].items():
            if outcome.flag != "recomputed" or not reading.kept[row]:
                continue
            parts = [outcomes[p][row].value for p in column.sum_of if p in outcomes]
            if parts and all(part is not None for part in parts):
                outcomes[column.name][row] = Outcome(sum(parts), "recomputed")
            elif column.blank == "asked":
                reading.say("asked", "blank", row, index, name=column.name, outcome=Outcome())


def _arrow(
    reading: _Reading,
    rows: list[int],
    outcomes: dict[str, dict[int, Outcome]],
    identities: dict[int, tuple[str | None, str | None]],
) -> pa.Table:
    table, contract = reading.table, reading.table.contract
    arrays: dict[str, pa.Array] = {}
    for column in contract.columns:
        read = outcomes.get(column.name)
        values = [None] * len(rows) if read is None else [read[row].value for row in rows]
        if column.name == "subdistrict_name" and read is None and table.filing_unit:
            values = [table.filing_unit] * len(rows)
        arrays[column.name] = pa.array(values, pa.type_for_alias(ARROW_TYPES[column.type]))
    if contract.person is not None and contract.person.is_keyed:
        arrays["person_key"] = pa.array(
            [identities.get(r, (None, None))[0] for r in rows], pa.string()
        )
    if contract.person is not None and contract.person.keeps_name:
        arrays["person_name"] = pa.array(
            [identities.get(r, (None, None))[1] for r in rows], pa.string()
        )
    arrays["source_sheet"] = pa.array([table.sheet.name] * len(rows), pa.string())
    arrays["source_row"] = pa.array([table.sheet.row_numbers[r] for r in rows], pa.int32())
    arrays["as_of_on"] = pa.array([table.as_of] * len(rows), pa.date32())
    return pa.table(arrays)


def _apply_rules(
    reading: _Reading, drafted: pa.Table, rows: list[int]
) -> tuple[pa.Table, list[int]]:
    table = reading.table
    positions = {column.name: index for index, column in table.columns.items()}
    assert table.as_of is not None
    for rule in table.contract.rules:
        if rule.column not in positions:
            continue
        index = positions[rule.column]
        for place, is_broken in enumerate(rule.broken(drafted, table.as_of).to_pylist()):
            if is_broken and reading.kept[rows[place]]:
                raw = table.sheet.rows[rows[place]][index]
                found = None if table.columns[index].type == "text" else raw
                kind: IssueKind = "refused" if rule.severity == "refuse" else "flagged"
                remark = Outcome(expected=rule.expected)
                reading.say(
                    kind,
                    rule.code,
                    rows[place],
                    index,
                    name=rule.column,
                    found=found,
                    outcome=remark,
                )
    keep = [reading.kept[row] for row in rows]
    return drafted.filter(pa.array(keep, pa.bool_())), [r for r in rows if reading.kept[r]]


def _printed_totals(
    reading: _Reading, outcomes: dict[str, dict[int, Outcome]]
) -> list[dict[str, Any]]:
    """The sheet's own totals, with what set-aside rows would add and the sum of all rows.

    Columns with an unknown or approximate value are left out: their total cannot be checked.
    """
    table = reading.table
    if len(table.totals) != 1:
        return []
    row = table.totals[0]
    if any(tight(str(v)).startswith(("平均", "占比")) for v in table.sheet.rows[row][:3]):
        return []
    printed = []
    for index, column in table.columns.items():
        raw = table.sheet.rows[row][index]
        read = outcomes[column.name]
        if column.type not in {"integer", "number"} or isinstance(raw, str) or is_blank(raw):
            continue
        if any(o.value is None or o.flag == "approximate" for o in read.values()):
            continue
        printed.append(
            {
                "column": column.name,
                "cell": table.sheet.address(row, index),
                "printed": float(raw),
                "aside": float(sum(o.value for r, o in read.items() if not reading.kept[r])),
                "all": float(sum(o.value for o in read.values())),
            }
        )
    return printed
