"""Figures that changed after they had been given: by the sources, and in what was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import duckdb

from data.contract import Contract
from data.ledger import Ledger
from metrics.integrity import (
    MOST_ROWS,
    Check,
    Constant,
    Figure,
    Finding,
    Outcome,
    RestatedNumber,
    Seen,
)
from publication.integrity.material import Material
from publication.integrity.stored_files import StoredFiles, stored_files
from publication.reading import Published
from wording import Text

VERSIONS = 13
SAME = 1e-9
_GIVEN = frozenset({"integer", "number", "date", "instant", "community", "grid"})
"""Types whose cells are facts; words and states go on changing while a matter is handled."""

CHANGED = Text(
    "已登记的日期、数字或地点后来改了的 {changed} 行（两份以上文件都有的共 {of} 行）",
    "day, figure or place changed by a later file, rows: {changed} (of {of} that stand in "
    "two files or more)",
)
GONE = Text(
    "前一份文件里有、后一份不再有的 {gone} 行",
    "in the earlier file and not in the later, rows: {gone}",
)
ONE_VERSION = Text(
    "已公布的数：只有一版数据，无从比较。",
    "Published numbers: one version only, with nothing to compare.",
)
OTHER_FORM = Text(
    "第 {version} 版由更早的程序生成，没有比较。",
    "Version {version} was made by an older program; not compared.",
)
NO_TWO_FILES = Text(
    "各来源：还没有两份文件都含有的行。", "Sources: no rows that stand in two files yet."
)

_RESTATED = """
WITH every_row AS (
    SELECT {place} AS place, {key_text} AS row_key, e.import_id, e.as_of_on, {day} AS day,
           COALESCE(e.source_sheet, '') AS sheet, e.source_row AS number, {given}
    FROM {files} AS e WHERE {within}),
beside AS (
    SELECT place, import_id, sheet, number, day, COUNT(*) OVER (PARTITION BY row_key) AS files,
           ROW_NUMBER() OVER (PARTITION BY row_key ORDER BY as_of_on DESC, import_id DESC) AS nth,
           {differs} AS differs
    FROM every_row WINDOW w AS (PARTITION BY row_key ORDER BY as_of_on, import_id))
SELECT b.place, i.file_name, b.sheet, b.number, b.day, b.differs, b.nth
FROM beside AS b LEFT JOIN imports AS i ON i.import_id = b.import_id
WHERE b.files > 1 AND (b.differs OR b.nth = 1) ORDER BY i.file_name, b.sheet, b.number
"""
_NUMBERS = """
SELECT m.metric, m.place_id, m.period_id, m.value, m.numerator, m.denominator
FROM measures AS m JOIN periods AS p ON p.period_id = m.period_id
WHERE p.is_complete AND p.kind IN ('week', 'month') AND m.level <> 'grid'
  AND p.end_on BETWEEN ? AND ?
"""

Numbers = dict[tuple[str, str, str], Figure]
NOTHING = Figure(None)


def look(material: Material) -> Outcome:
    """Rows of sources first; then the numbers of one version against those of the one before."""
    findings, looked_at, lacking = list[Finding](), 0, list[Text]()
    for contract in material.contracts.values():
        if contract.event_on is None:
            continue  # a state may change from file to file
        files = stored_files(material, contract)
        if files is not None:
            found, rows = _of_source(material, contract, files)
            findings += found
            looked_at += rows
    findings += _gone(material)
    if not looked_at:
        lacking.append(NO_TWO_FILES)
    restated, numbers = _of_versions(material, lacking)
    return Outcome(tuple(findings), looked_at + numbers, tuple(lacking), restated=restated)


def _of_source(
    material: Material, contract: Contract, files: StoredFiles
) -> tuple[list[Finding], int]:
    given = [
        c.name
        for c in contract.columns
        if c.type in _GIVEN and c.name in files.columns and c.name not in contract.key
    ]
    if not given:
        return [], 0
    place = "COALESCE(e.community_id, '')" if "community_id" in files.columns else "''"
    sql = _RESTATED.format(
        place=place, day=material.day(contract), files=files.sql,
        within=material.in_window(contract),
        key_text=" || '|' || ".join(f"CAST(e.{name} AS VARCHAR)" for name in contract.key),
        given=", ".join(f"e.{name} AS given_{name}" for name in given),
        differs=" OR ".join(
            f"(LAG(given_{name}) OVER w IS NOT NULL"
            f" AND given_{name} IS DISTINCT FROM LAG(given_{name}) OVER w)"
            for name in given
        ),
    )  # fmt: skip
    rows = material.rows(sql)
    found = []
    for at in sorted({row[0] for row in rows}):
        own = [row for row in rows if row[0] == at]
        changed = [row for row in own if row[5]]
        of = sum(row[6] == 1 for row in own)
        if changed:
            said = CHANGED.format(changed=len(changed), of=of)
            days = [row[4] for row in changed]
            found.append(
                Finding(contract.name, at, min(days), max(days), len(changed), of, said,
                        tuple(_seen(row) for row in changed[:MOST_ROWS]))
            )  # fmt: skip
    return found, sum(row[6] == 1 for row in rows)


def _seen(row: tuple[Any, ...]) -> Seen:
    return Seen(row[1] or "", row[2], row[3], row[0] or None, row[4])


def _gone(material: Material) -> Iterator[Finding]:
    """Rows that the import saw vanish from a cumulative ledger, as its report names them."""
    for record in material.imports:
        for sheet in record.report.get("sheets", []):
            cells = [
                str(issue.get("cell"))
                for kind in ("dropped", "flagged")
                for issue in sheet.get(kind, [])
                if issue.get("code") == "row_gone"
            ]
            if not cells or sheet.get("dataset") not in material.contracts:
                continue
            numbers = sorted(int(digits) for cell in cells
                             if (digits := "".join(c for c in cell if c.isdigit())))  # fmt: skip
            rows = tuple(
                Seen(record.file_name, sheet.get("sheet") or "", number, None) for number in numbers
            )
            yield Finding(
                sheet["dataset"], "", None, None, len(cells), sheet["rows"]["read"],
                GONE.format(gone=len(cells)), rows[:MOST_ROWS],
            )  # fmt: skip


def _of_versions(material: Material, lacking: list[Text]) -> tuple[tuple[RestatedNumber, ...], int]:
    """Indicator by indicator, over the versions that are still kept, the most changed first."""
    changes: dict[str, list[tuple[float, int, str, str, Figure, Figure]]] = defaultdict(list)
    compared: dict[str, int] = defaultdict(int)
    before: tuple[int, Numbers, dict[str, str]] | None = None
    for version in _versions(material):
        now = _read(material, version)
        if now is None:
            lacking.append(OTHER_FORM.format(version=version))
            continue
        if before is not None:
            same = {key for key, sign in now[1].items() if before[2].get(key) == sign}
            for (metric, place, period), old in before[1].items():
                if old.value is None or metric not in same:
                    continue
                compared[metric] += 1
                new = now[0].get((metric, place, period), NOTHING)
                size = 0.0 if new.value is None else abs(new.value - old.value)
                if new.value is None or size > SAME:
                    changes[metric].append((size, version, place, period, old, new))
        before = version, now[0], now[1]
    if not compared:
        lacking.append(ONE_VERSION)
    found = []
    for metric, moved in changes.items():
        _, _, place, period, old, new = max(moved, key=lambda one: one[0])
        times = len({version for _, version, *_ in moved})
        found.append(
            RestatedNumber(metric, len(moved), compared[metric], times, place, period, old, new)
        )
    found.sort(key=lambda one: (-one.changed, one.metric))
    return tuple(found), sum(compared.values())


def _versions(material: Material) -> list[int]:
    """The versions that are still kept, up to the one that is looked at; the last of them."""
    current, ledger = material.published.version, Ledger(material.home)
    known = [v for v in material.home.versions() if v <= current and ledger.imports_of(v)]
    return known[-VERSIONS:]


def _read(material: Material, version: int) -> tuple[Numbers, dict[str, str]] | None:
    """The numbers of a version and the fingerprints of its definitions; None if it is too old."""
    try:
        is_this = version == material.published.version
        path = material.home.version_path(version)
        source = material.published if is_this else Published(path)
        with source.cursor() as con:
            days = [material.start_on, material.end_on]
            numbers = con.execute(_NUMBERS, days).fetchall()
            signs = con.execute("SELECT metric, fingerprint FROM definitions").fetchall()
    except duckdb.Error:
        return None
    found = {(metric, place, period): Figure(*rest) for metric, place, period, *rest in numbers}
    return found, dict(signs)


CHECK = Check(
    key="restatements",
    order=8,
    name=Text("事后改动", "Restatements"),
    looks_at=Text(
        "同一编号的行在后来的文件里改了日期、数字或地点，或者不见了；以及完整的周和月已经公"
        "布的数，在后来的版本里变了（口径没变的才算）。",
        "Rows whose day, figure or place a later file changed, or which are gone from it; "
        "and numbers of complete weeks and months that read otherwise in a later version, "
        "the definition being the same.",
    ),
    cannot_say=Text(
        "更正错误正是应当做的；改得多可能是核对得细。改得对不对，本检查不知道。",
        "Mistakes should be put right, and many changes may mean careful checking. Whether "
        "a change is right the check does not know.",
    ),
    needs=Text("同一台账的两份文件，或两版数据", "Two files of one ledger, or two versions"),
    unit=Text("行和数", "rows and numbers"),
    constants=(
        Constant(Text("比较最近几版", "Versions compared"), VERSIONS),
        Constant(Text("小于此差视为相同", "Smaller differences are none"), SAME,
                 Text("与周例会“当时／现在”相同", "As in the weekly review’s “then and now”")),
    ),
    look=look,
)  # fmt: skip
