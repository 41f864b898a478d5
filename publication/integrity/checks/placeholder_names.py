"""Names that stand for nobody: the import refuses such rows, and some columns hold them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from data.cells.spelling import PLACEHOLDER_NAMES
from data.ledger import ImportRecord
from metrics.integrity import MOST_ROWS, Check, Constant, Finding, Outcome, Seen
from publication.integrity.material import Material, quoted
from wording import Text

CODE, LEFT_OUT = "placeholder_person", "left_out_by_answer"

REFUSED = Text(
    "导入时 {rows} 行的姓名是占位词，没有计入",
    "left out at import because the name is a placeholder, rows: {rows}",
)
STORED = Text("{column}一栏有 {rows} 行是占位词", "{column} holds a placeholder, rows: {rows}")
NO_ROWS = Text("还没有带人名的表。", "There is no sheet with names yet.")

_STORED = """
SELECT COUNT(*), SUM(CASE WHEN {is_placeholder} THEN 1 ELSE 0 END) FROM {dataset} AS e
WHERE e.{column} IS NOT NULL
"""


def look(material: Material) -> Outcome:
    """What the import said of persons, and the columns that hold the names of office roles."""
    findings, looked_at = list[Finding](), 0
    for record in material.imports:
        for sheet in record.report.get("sheets", []):
            contract = material.contracts.get(sheet.get("dataset") or "")
            if contract is None or contract.person is None:
                continue
            looked_at += sheet.get("rows", {}).get("read", 0)
            cells = _placeholders(sheet)
            if cells:
                findings.append(_refused(record, sheet, cells))
    words = ", ".join(quoted(name) for name in sorted(PLACEHOLDER_NAMES))
    for contract in material.contracts.values():
        for column in sorted(contract.name_columns):
            if not material.has(contract.name, column):
                continue
            is_placeholder = f"TRIM(e.{column}) IN ({words})"
            sql = _STORED.format(
                dataset=contract.name, column=column, is_placeholder=is_placeholder
            )
            named, found = material.rows(sql)[0]
            looked_at += named if column != "person_name" else 0
            if found:
                rows = material.seen(contract.name, is_placeholder)
                said = STORED.format(rows=found, column=_title(contract, column))
                findings.append(Finding(contract.name, "", None, None, found, named, said, rows))
    return Outcome(tuple(findings), looked_at, () if looked_at else (NO_ROWS,))


def _title(contract: Any, column: str) -> Text:
    own = next((c for c in contract.columns if c.name == column), None)
    return Text("姓名", "Name") if own is None else Text(f"“{own.headers[0]}”", own.meaning.en)


def _placeholders(sheet: dict[str, Any]) -> list[str]:
    """The cells; where the question was answered by leaving the row out, it stands so."""
    letters = [letter for letter, name in sheet.get("columns", {}).items() if name == "person"]
    cells = [i.get("cell") for kind in ("refused", "asked") for i in sheet.get(kind, [])
             if i.get("code") == CODE]  # fmt: skip
    cells += [
        i.get("cell")
        for i in sheet.get("dropped", [])
        if i.get("code") == LEFT_OUT and str(i.get("cell")).rstrip("0123456789") in letters
    ]
    return [str(cell) for cell in cells if cell]


def _refused(record: ImportRecord, sheet: dict[str, Any], cells: list[str]) -> Finding:
    times = Counter(cells)
    rows = tuple(
        Seen(record.file_name, sheet.get("sheet") or "", int(re.sub(r"\D", "", cell)), None)
        for cell in list(times)[:MOST_ROWS]
    )  # fmt: skip
    read = sheet.get("rows", {}).get("read", 0)
    said = REFUSED.format(rows=len(times))
    return Finding(sheet["dataset"], "", None, None, len(times), read, said, rows)


CHECK = Check(
    key="placeholder_names",
    order=6,
    name=Text("占位姓名", "Placeholder names"),
    looks_at=Text(
        "导入时因姓名是“测试”“张三”“某某”“xxx”一类占位词而没有计入的行（词表与导入相同）；"
        "以及承办人、责任人等栏里的占位词。",
        "Rows that the import left out because the name is a placeholder (words for “test”, "
        "“somebody”, “xxx” and so on: the list of the import), and placeholders in columns such as "
        "the handler.",
    ),
    cannot_say=Text(
        "确有其人也可能叫这个名字；编造的普通姓名看不出来。",
        "Somebody may really bear such a name; an invented ordinary name is not seen.",
    ),
    needs=Text("带人名的花名册和台账", "Rosters and ledgers with names"),
    unit=Text("行有姓名的记录", "rows with names"),
    constants=(
        Constant(
            Text("占位词个数", "Words on the list"),
            len(PLACEHOLDER_NAMES),
            Text("与导入共用一份词表", "The list of the import"),
        ),
    ),
    look=look,
)  # fmt: skip
