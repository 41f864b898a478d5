"""A laid-out table -> draft rows in the contract's columns, and what is to be said about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from data.answers import LEAVE_OUT
from data.cells.dates import Calendar
from data.cells.numbers import in_unit_of_column
from data.cells.outcome import Outcome
from data.cells.spelling import plain, tight
from data.contract import ARROW_TYPES, Column
from data.issues import Issue, IssueKind
from data.reading.aside import hand_made_figures, remark_on_cells, remark_on_rows
from data.reading.columns import UNKNOWN_BY_ANSWER, Answered, Measured, read_cell, read_column
from data.reading.layout import Table
from data.reading.persons import identify
from data.reading.state import Reading
from data.reading.totals import printed_totals, sum_parts
from data.reading.traces import places_of, trace_of

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
    hand_made: list[dict[str, Any]] = field(default_factory=list)


def read_rows(table: Table, cell_answers: list[Mapping[str, str | None]], secret: bytes) -> Draft:
    """The draft of a table; ``cell_answers`` are the answers for single cells of this sheet."""
    reading = Reading(table)
    _apply_answers(reading, cell_answers)
    identities = _identify(reading, secret)
    sheet = table.sheet
    calendar = Calendar(table.as_of, table.as_of, is_1904=sheet.is_1904)
    outcomes: dict[str, dict[int, Outcome]] = {}
    # A number whose unit stands in another column is read after that column.
    order = sorted(table.columns.items(), key=lambda item: (item[1].unit_in is not None, item[0]))
    for index, column in order:
        rows = reading.standing()
        cells = [sheet.rows[row][index] for row in rows]
        measured = _with_units(column, rows, cells, outcomes)
        if index in table.factors:
            measured = [
                in_unit_of_column(raw, column.unit or "", table.factors[index]) for raw in cells
            ]
        read = read_column(column, measured, calendar, is_lossy=sheet.is_text)
        outcomes[column.name] = dict(zip(rows, read, strict=True))
        for row, raw, outcome in zip(rows, cells, read, strict=True):
            if outcome.problem or outcome.flag:
                _report(reading, row, column, raw, outcome)
    _apply_said(reading, calendar, outcomes)
    _say_units(reading)
    sum_parts(reading, outcomes)
    _correct_units(reading, outcomes)
    remark_on_rows(reading)
    remark_on_cells(reading)
    rows = reading.standing()
    drafted = _arrow(reading, rows, outcomes, identities, secret)
    drafted, rows = _apply_rules(reading, drafted, rows)
    totals = printed_totals(reading, outcomes)
    flags = [",".join(sorted(set(reading.flags.get(row, [])))) or None for row in rows]
    drafted = drafted.append_column("row_flags", pa.array(flags, pa.string()))
    letters = {c.name: table.sheet.letters(i) for i, c in table.columns.items()}
    if "name" in table.special:
        letters["person"] = table.sheet.letters(table.special["name"])
    hand_made = hand_made_figures(reading)
    return Draft(drafted, list(reading.issues), len(table.body), letters, totals, hand_made)


def _with_units(
    column: Column, rows: list[int], cells: list[Any], outcomes: dict[str, dict[int, Outcome]]
) -> list[Any]:
    units = outcomes.get(column.unit_in or "")
    if column.unit_in is None:
        return cells
    return [
        Measured(raw, units[row].value if units else None)
        for row, raw in zip(rows, cells, strict=True)
    ]


def _apply_said(
    reading: Reading, calendar: Calendar, outcomes: dict[str, dict[int, Outcome]]
) -> None:
    """Fills a column that the sheet lacks with what the office said of every row."""
    for name, said in reading.table.said.items():
        column = reading.table.contract.column(name)
        outcome = read_cell(column, said or UNKNOWN_BY_ANSWER, calendar, is_lossy=False)
        rows = reading.standing()
        outcomes[name] = dict.fromkeys(rows, outcome)
        for row in rows if outcome.problem else ():
            reading.say("asked", outcome.code or "blank", row, 0, name=name, outcome=outcome)


def _say_units(reading: Reading) -> None:
    """Says once of each column that its header is in another unit than the one that is stored."""
    standing = reading.standing()
    for index in reading.table.factors if standing else ():
        name = reading.table.columns[index].name
        reading.say("flagged", "unit_of_header", standing[0], index, name=name)


def _correct_units(reading: Reading, outcomes: dict[str, dict[int, Outcome]]) -> None:
    """A number written with % is a percentage, whatever its unit column says; flagged there."""
    columns = reading.table.columns
    positions = {column.name: index for index, column in columns.items()}
    for index, column in columns.items():
        units = outcomes.get(column.unit_in or "")
        if column.unit_in is None or units is None:
            continue
        for row in reading.standing():
            is_percentage = plain(str(reading.table.sheet.rows[row][index])).endswith("%")
            if is_percentage and plain(str(units[row].value)) != "%":
                unit = positions[column.unit_in]
                reading.say("flagged", "unit_contradicts", row, unit, name=column.unit_in)
                units[row] = Outcome("%")


def _report(reading: Reading, row: int, column: Column, raw: Any, outcome: Outcome) -> None:
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


def _apply_answers(reading: Reading, answers: list[Mapping[str, str | None]]) -> None:
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


def _identify(reading: Reading, secret: bytes) -> dict[int, tuple[str | None, str | None]]:
    """Row -> (person key, name); vacancies are dropped, placeholders and missing names refused."""
    person = reading.table.contract.person
    column = reading.table.special.get("name")
    found: dict[int, tuple[str | None, str | None]] = {}
    if person is None or column is None:
        return found
    telephone = reading.table.special.get("telephone")
    positions = {found.name: index for index, found in reading.table.columns.items()}
    for row in reading.standing():
        values = reading.table.sheet.rows[row]
        number = None if telephone is None else values[telephone]
        within = "|".join(tight(str(values[positions[name]])) for name in person.within)
        number_of_row = reading.table.sheet.row_numbers[row]
        identity = identify(values[column], number, secret, number_of_row, within)
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


def _arrow(
    reading: Reading,
    rows: list[int],
    outcomes: dict[str, dict[int, Outcome]],
    identities: dict[int, tuple[str | None, str | None]],
    secret: bytes,
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
    kinds, raw = contract.stored_types(), table.sheet.rows
    for trace in contract.traces:
        arrays[trace.name] = pa.nulls(len(rows), pa.type_for_alias(kinds[trace.name]))
    for trace, places in places_of(contract, table.columns, table.aside).items():
        values = [trace_of(trace, [raw[r][i] for i in places], secret) for r in rows]
        arrays[trace.name] = pa.array(values, arrays[trace.name].type)
    arrays["source_sheet"] = pa.array([table.sheet.name] * len(rows), pa.string())
    arrays["source_row"] = pa.array([table.sheet.row_numbers[r] for r in rows], pa.int32())
    arrays["as_of_on"] = pa.array([table.as_of] * len(rows), pa.date32())
    return pa.table(arrays)


def _apply_rules(
    reading: Reading, drafted: pa.Table, rows: list[int]
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
