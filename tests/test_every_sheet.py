"""The laws that every contract keeps: add a file to data/sheets and it is held to them."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from data import sheets
from data.catalogue import contracts
from data.contract import Contract
from data.home import Home
from data.ledger import Ledger
from data.reading.child import read_file
from data.reading.headers import hinted
from data.remarks import REMARKS
from tests.data.books import taken_in
from tests.sheet_samples import breaking, features, sample, table

ALL = list(contracts().values())
DRAWN = [contract for contract in ALL if "geometry" not in contract.stored_types()]
RULES = [(contract, rule) for contract in DRAWN for rule in contract.rules]
NEEDED = [
    (contract, column)
    for contract in DRAWN
    for column in contract.columns
    if column.required and column.type != "community"
]
FILLED = [
    (contract, column)
    for contract in DRAWN
    for column in contract.columns
    if column.blank in {"asked", "refused"} and not column.sum_of
]
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SNAKE = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
# The others name what they count: deaths, volunteers, longitude.
_UNIT_ENDINGS = {"m2": "_m2", "km2": "_km2", "hours": "hours", "households": "households",
                 "10k yuan": "_10k_yuan"}  # fmt: skip


def _id(value) -> str:
    return value.name if hasattr(value, "name") else getattr(value, "code", str(value))


def _pair(values) -> str:
    contract, part = values
    column = getattr(part, "column", None)
    return f"{contract.name}-{part.code}-{column}" if column else f"{contract.name}-{part.name}"


def _book(path, sheets_of):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets_of.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def _read(tmp_path, rows) -> dict:
    """One sheet through the reading process's own code, in this process."""
    path = _book(tmp_path / "one.xlsx", {"Sheet1": rows})
    request = {
        "path": str(path), "file_name": path.name, "suffix": ".xlsx", "as_of": "2026-11-22",
        "answers": {"cells": [], "columns": [], "sheets": [], "datum": []},
        "secret": "00" * 32, "folder": str(tmp_path),
    }  # fmt: skip
    (result,) = read_file(request)["sheets"]
    return result


def _said(result) -> list[tuple[str, str, str]]:
    return [(issue["kind"], issue["code"], issue["cell"]) for issue in result["issues"]]


def _cell(contract: Contract, name: str, row: int = 2) -> str:
    names = list(sample(contract)[0])
    return f"{chr(ord('A') + names.index(name))}{row}"


# ---- What a contract says


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_a_contract_speaks_both_languages(contract):
    texts = [contract.title, contract.grain, *(column.meaning for column in contract.columns)]
    texts += [rule.expected for rule in contract.rules]
    for text in texts:
        assert _CHINESE.search(text.zh), text
        assert not _CHINESE.search(text.en), text


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_english_names_are_snake_case_and_carry_their_unit(contract):
    names = [column.name for column in contract.columns]
    assert len(set(names)) == len(names)
    for column in contract.columns:
        assert _SNAKE.match(column.name)
        assert column.name.endswith(_UNIT_ENDINGS.get(column.unit or "", "")), column
        if column.type == "date":
            assert column.name.endswith("_on")
        if column.type == "instant":
            assert column.name.endswith("_at")
        if column.type == "yes_no":
            assert column.name.startswith(("is_", "has_"))


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_no_header_means_two_columns(contract):
    columns = [hinted(h) for column in contract.columns for h in column.headers]
    assert len(set(columns)) == len(columns), {h for h in columns if columns.count(h) > 1}
    left = {hinted(h) for h in (*contract.never_stored, *contract.recomputed)}
    assert not left & set(columns)
    if contract.person is not None:
        person = {*contract.person.name_headers, *contract.person.telephone_headers}
        assert not person & set(columns)


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_what_a_contract_names_exists(contract):
    known = contracts()
    names = contract.stored_types()
    assert set(contract.key) <= set(names)
    for name in (contract.latest_by, contract.event_on, *contract.references):
        assert name is None or name in names
    assert (contract.event_on is not None) == (contract.kind != "snapshot")
    for target in contract.references.values():
        dataset, column = target.split(".")
        assert column in known[dataset].stored_types()
    for column in contract.columns:
        for other in (*column.sum_of, *filter(None, [column.unit_in])):
            assert other in names
        assert column.otherwise is None or column.choices
    if contract.hand_made is not None:
        dataset, column_name = contract.hand_made.denominator.split(".")
        assert column_name in known[dataset].stored_types()
        assert contract.hand_made.numerator in names
        assert set(contract.hand_made.headers) <= set(contract.recomputed)
    for agreement in contract.agreements:
        ledger = known[agreement.dataset].stored_types()
        assert agreement.column in names
        assert {agreement.day, *agreement.where, *agreement.any_of} <= set(ledger)
    for rule in contract.rules:
        assert rule.code in REMARKS


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_a_sheet_is_not_known_by_a_community_and_one_word(contract):
    needed = [c for c in contract.columns if c.required and c.type != "community"]
    assert len(needed) >= 2


def test_a_contract_has_the_name_of_its_file():
    for module in pkgutil.iter_modules(sheets.__path__):
        assert importlib.import_module(f"data.sheets.{module.name}").CONTRACT.name == module.name


# ---- What a contract does


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """Every sample once, and every sample with each row written twice, through the whole import."""
    folder = tmp_path_factory.mktemp("samples")
    taken = []
    for times in (1, 2):
        drawn = {c.name: table(c, [r for r in sample(c) for _ in range(times)]) for c in DRAWN}
        paths = [_book(folder / f"{times}.xlsx", drawn)]
        paths += [features(c, folder / f"{c.name}.geojson") for c in ALL if c not in DRAWN]
        home = Home(folder / f"home{times}")
        report = taken_in(home, *paths)
        by_dataset = {
            sheet.dataset or sheet.sheet: (file, sheet)
            for file in report.files
            for sheet in file.sheets
        }
        taken.append((home, by_dataset))
    return taken


def _stored(taken, contract) -> list[dict]:
    home, by_dataset = taken
    (path,) = Ledger(home).parquet_paths([by_dataset[contract.name][0].import_id], contract.name)
    rows = pq.read_table(path).to_pylist()
    return [{k: v for k, v in row.items() if k != "source_row"} for row in rows]


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_its_sample_is_accepted_without_a_remark(contract, samples):
    (_, by_dataset), _ = samples
    _, sheet = by_dataset[contract.name]
    remarks = [(i.code, i.cell) for i in sheet.issues if i.code != "spelling"]
    assert (sheet.rows_accepted, remarks) == (2, [])


@pytest.mark.parametrize("contract", ALL, ids=_id)
def test_its_sample_fills_every_column(contract, samples):
    for row in _stored(samples[0], contract):
        empty = [name for name, value in row.items() if value is None]
        assert set(empty) <= {"row_flags", "source_sheet", "longitude", "latitude"}


@pytest.mark.parametrize("contract", DRAWN, ids=_id)
def test_reading_a_row_twice_equals_once(contract, samples):
    once, twice = samples
    _, sheet = twice[1][contract.name]
    assert sheet.rows_read == 4
    assert [i.code for i in sheet.of("dropped")] == ["duplicate_row"] * 2
    # Made with the secret of the home, of which there are two here.
    keyed = {"person_key", *(trace.name for trace in contract.traces)}

    def unkeyed(taken) -> list[dict]:
        rows = _stored(taken, contract)
        return [{k: v for k, v in row.items() if k not in keyed} for row in rows]

    assert unkeyed(twice) == unkeyed(once)


@pytest.mark.parametrize("pair", RULES, ids=_pair)
def test_a_rule_alone_speaks_about_the_row_that_breaks_it(pair, tmp_path):
    contract, rule = pair
    result = _read(tmp_path, table(contract, [breaking(contract, rule), sample(contract)[1]]))
    kind = "refused" if rule.severity == "refuse" else "flagged"
    assert result["dataset"] == contract.name
    assert _said(result) == [(kind, rule.code, _cell(contract, rule.column))]


@pytest.mark.parametrize("pair", NEEDED, ids=_pair)
def test_a_missing_column_is_asked_and_nothing_is_taken_for_another_dataset(pair, tmp_path):
    contract, column = pair
    result = _read(tmp_path, table(contract, sample(contract), without=column.name))
    assert result["dataset"] is None
    (issue,) = result["issues"]
    assert (issue["kind"], issue["code"]) in {
        ("asked", "column_missing"), ("asked", "sheet_unknown")
    }  # fmt: skip
    if issue["code"] == "column_missing":
        assert issue["column"] == column.name


@pytest.mark.parametrize("pair", FILLED, ids=_pair)
def test_a_blank_that_must_be_filled_is_named_with_its_cell(pair, tmp_path):
    contract, column = pair
    first, second = sample(contract)
    result = _read(tmp_path, table(contract, [first | {column.name: None}, second]))
    assert result["dataset"] == contract.name
    assert _said(result) == [(column.blank, "blank", _cell(contract, column.name))]


@pytest.mark.parametrize("contract", contracts().values(), ids=lambda contract: contract.name)
def test_a_column_that_names_people_says_so(contract):
    """Who may not see names is shown everything but these columns."""
    people = ("secretary", "director", "police", "adviser", "mediator", "leader", "worker",
              "responsible", "handler", "person", "approver")  # fmt: skip
    suspects = {
        name for name in contract.stored_types()
        if name.split("_")[0] in people and name.split("_")[-1] in {"name", "names"}
    }  # fmt: skip
    assert suspects <= contract.name_columns
