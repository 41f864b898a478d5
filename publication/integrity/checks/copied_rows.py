"""Rows below each other that are the same but for their number and their days."""

from __future__ import annotations

from data.contract import Contract
from metrics.integrity import MOST_ROWS, Check, Constant, Finding, Outcome, Seen
from publication.integrity.material import Material
from wording import Text

LONGEST_BY_CHANCE = 2
CHANCE = 0.01
_DAYS = frozenset({"date", "instant", "week", "month", "clock"})

SAID = Text(
    "连续 {rows} 行除编号和日期外完全相同",
    "{rows} rows in succession are the same but for number and days",
)
NO_ROWS = Text("{title}：没有数据。", "{title}: no data.")

_RUNS = """
WITH listed AS (
    SELECT e.import_id, COALESCE(e.source_sheet, '') AS sheet, e.source_row AS number,
           {place} AS place, {day} AS day, HASH({content}) AS same
    FROM {dataset} AS e WHERE {within}),
frequent AS (
    SELECT import_id, sheet, same, COUNT(*) AS times,
           SUM(COUNT(*)) OVER (PARTITION BY import_id, sheet) AS rows_in_all
    FROM listed GROUP BY import_id, sheet, same),
placed AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY import_id, sheet ORDER BY number)
            - ROW_NUMBER() OVER (PARTITION BY import_id, sheet, same ORDER BY number) AS island
    FROM listed),
runs AS (
    SELECT import_id, sheet, same, island, COUNT(*) AS length,
           LIST(number ORDER BY number) AS numbers, MIN(place) AS place,
           MIN(day) AS first_on, MAX(day) AS last_on
    FROM placed GROUP BY import_id, sheet, same, island HAVING COUNT(*) > {longest})
SELECT r.sheet, r.numbers[:{most}], r.place, r.first_on, r.last_on, r.length, f.rows_in_all,
       COALESCE(i.file_name, '')
FROM runs AS r
JOIN frequent AS f ON f.import_id = r.import_id AND f.sheet = r.sheet AND f.same = r.same
LEFT JOIN imports AS i ON i.import_id = r.import_id
WHERE (SELECT SUM(POWER(CAST(c.times AS DOUBLE) / c.rows_in_all, r.length)) * MAX(c.rows_in_all)
       FROM frequent AS c WHERE c.import_id = r.import_id AND c.sheet = r.sheet) < {chance}
ORDER BY r.import_id, r.sheet, r.numbers[1]
"""
# The sum is how many such runs a file would have if its rows stood in any order.


def look(material: Material) -> Outcome:
    """Every ledger whose rows have a number of their own and a day."""
    findings, looked_at, lacking = list[Finding](), 0, list[Text]()
    for contract in material.contracts.values():
        if not _is_numbered(contract):
            continue
        (rows,) = material.rows(
            f"SELECT COUNT(*) FROM {contract.name} AS e WHERE {material.in_window(contract)}"
        )[0]
        looked_at += rows
        if rows:
            findings += _in(material, contract)
        else:
            lacking.append(NO_ROWS.format(title=contract.title))
    return Outcome(tuple(findings), looked_at, tuple(lacking))


def _is_numbered(contract: Contract) -> bool:
    return (
        contract.event_on is not None
        and len(contract.key) == 1
        and contract.column(contract.key[0]).type == "code"
    )


def _in(material: Material, contract: Contract) -> list[Finding]:
    content = [
        column.name
        for column in contract.columns
        if column.type not in _DAYS
        and column.name not in contract.key
        and material.has(contract.name, column.name)
    ]
    sql = _RUNS.format(
        dataset=contract.name, within=material.in_window(contract), longest=LONGEST_BY_CHANCE,
        place=material.place(contract), day=material.day(contract),
        content=", ".join(f"e.{name}" for name in content), chance=CHANCE, most=MOST_ROWS,
    )  # fmt: skip
    found = []
    for sheet, numbers, place, first_on, last_on, length, rows, file in material.rows(sql):
        seen = tuple(Seen(file, sheet, number, place or None) for number in numbers)
        said = SAID.format(rows=length)
        found.append(Finding(contract.name, place, first_on, last_on, length, rows, said, seen))
    return found


CHECK = Check(
    key="copied_rows",
    order=4,
    name=Text("连续雷同的行", "Copied rows"),
    looks_at=Text(
        "有编号、有日期的台账里，连续 3 行以上除编号和日期外完全相同，而且照各种内容在该表"
        "中的多少，不大会碰巧排在一起。",
        "In ledgers with numbers and days, three rows or more in succession that are the "
        "same but for number and days, and that would hardly stand together by chance, "
        "given how often each content occurs in the sheet.",
    ),
    cannot_say=Text(
        "按类别排过序的表、一次行动登记的多件事、例行活动都会这样。顺序被打乱的抄录看不出来。",
        "A sheet sorted by kind, several matters of one action and routine activities look like "
        "this too. Copies that do not stand together are not seen.",
    ),
    needs=Text("有编号和日期的台账", "Ledgers with a number and a day for each row"),
    unit=Text("行", "rows"),
    constants=(
        Constant(Text("至少连续行数", "Rows in succession at least"), LONGEST_BY_CHANCE + 1),
        Constant(Text("任意排列时一张表中预期的同样长的雷同段少于",
                      "Such runs expected in a sheet in any order below"), CHANCE,
                 Text("独立排列下游程数的期望（Feller 1968，第十三章）；界限自定",
                      "Expected runs in independent order (Feller 1968, ch. XIII); the limit is "
                      "this system's")),
    ),
    look=look,
)  # fmt: skip
