"""How long after the day it is about a row was entered: the lag, and rows that came very late."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from data.contract import Contract
from metrics.integrity import (
    MOST_ROWS,
    Check,
    Constant,
    Distribution,
    Finding,
    Outcome,
    Seen,
)
from publication.integrity.material import Material, quoted
from publication.integrity.stored_files import StoredFiles, stored_files
from wording import Text, joined

LATE_DAYS = 7
FEWEST = 3
SHARE = 0.05
_BOUNDS = (0, 1, 3, 7, 14, 30)
"""The last days of the classes of lag; what is longer is the last class."""


@dataclass(frozen=True)
class Lag:
    """A dataset with the moment that a row was entered, beside the day that it is about."""

    dataset: str
    entered: str
    what: Text


LAGS = (
    Lag("zero_reports", "filed_at", Text("周末到报送", "from the end of the week to filing")),
    Lag("unit_zero_reports", "filed_at", Text("周末到报送", "from the end of the week to filing")),
    Lag("accidents", "reported_at", Text("发生到上报", "from the accident to the report")),
    Lag("cases", "accepted_at", Text("发生到受理", "from the case to its acceptance")),
)
LATE = Text(f"超过 {LATE_DAYS} 天", f"more than {LATE_DAYS} days")
AT_ONCE = Text("当天或更早", "same day or before")
AFTER = Text("不早于前一份", "not before it")
FILES = Text(
    "后一份文件新增的行，日期比前一份文件的数据日期早多少",
    "rows new in a later file: how long before the day of the earlier file they are",
)

SAID = Text(
    "{what}超过 {days} 天的 {late} 行，最长 {longest} 天",
    "{late} rows with more than {days} days {what}, at most {longest}",
)
ADDED = Text(
    "前一份文件截至之日以前 {days} 天以上的事，后一份文件才有：{late} 行，最长早 {longest} 天",
    "{late} rows about days more than {days} before the day of the earlier file stand in the later "
    "one only; the longest by {longest} days",
)
NO_TIMES = Text("{title}：没有{column}。", "{title}: without {column}.")
ONE_FILE = Text(
    "{titles}：只有一份文件，看不出补登；再导入一份即可。",
    "{titles}: one file only, which cannot show what was added later; import another.",
)

_LAGS = """
SELECT {place} AS place, DATE_DIFF('day', {day}, CAST(e.{entered} AS DATE)) AS lag, COUNT(*)
FROM {dataset} AS e WHERE e.{entered} IS NOT NULL AND {within} GROUP BY ALL
"""
_ADDED = """
WITH every_row AS (
    SELECT {place} AS place, e.import_id, e.as_of_on, COALESCE(e.source_sheet, '') AS sheet,
           e.source_row AS number, {day} AS day,
           ROW_NUMBER() OVER (PARTITION BY {key} ORDER BY e.as_of_on, e.import_id) AS nth
    FROM {files} AS e WHERE {within}),
days AS (SELECT DISTINCT place, as_of_on FROM every_row),
earlier AS (
    SELECT place, as_of_on, LAG(as_of_on) OVER (PARTITION BY place ORDER BY as_of_on) AS before_on
    FROM days)
SELECT r.place, GREATEST(0, DATE_DIFF('day', r.day, f.before_on)) AS lag, r.sheet, r.number,
       r.day, i.file_name
FROM every_row AS r JOIN earlier AS f ON f.place = r.place AND f.as_of_on = r.as_of_on
LEFT JOIN imports AS i ON i.import_id = r.import_id
WHERE r.nth = 1 AND f.before_on IS NOT NULL ORDER BY i.file_name, r.sheet, r.number
"""


def look(material: Material) -> Outcome:
    """Rows with a moment of entry; and rows that a later file has of days long covered before."""
    findings, drawn = list[Finding](), list[Distribution]()
    lacking, single = list[Text](), list[Text]()
    for lag in LAGS:
        contract = material.contracts[lag.dataset]
        counts = _counts(material, contract, lag)
        if not counts:
            column = Text(
                contract.column(lag.entered).headers[0], contract.column(lag.entered).meaning.en
            )
            lacking.append(NO_TIMES.format(title=contract.title, column=column))
            continue
        drawn.append(_drawn(lag.dataset, lag.what, [(days, n) for _, days, n in counts], AT_ONCE))
        for place, late, of, longest in _late(counts):
            said = SAID.format(what=lag.what, days=LATE_DAYS, late=late, longest=longest)
            findings.append(_found(material, contract, lag, (place, late, of), said))
    for contract in material.contracts.values():
        if contract.event_on is None or contract.kind == "totals":
            continue
        files = stored_files(material, contract)
        if files is None:
            if material.rows(f"SELECT 1 FROM {contract.name} LIMIT 1"):
                single.append(contract.title)
            continue
        rows = _added(material, contract, files)
        if rows:
            drawn.append(_drawn(contract.name, FILES, [(row[1], 1) for row in rows], AFTER))
        findings += _late_additions(contract, rows)
    if single:
        lacking.append(ONE_FILE.format(titles=joined(single)))
    looked_at = sum(each.of for each in drawn)
    return Outcome(tuple(findings), looked_at, tuple(lacking), tuple(drawn))


def _counts(material: Material, contract: Contract, lag: Lag) -> list[tuple[str, int, int]]:
    sql = _LAGS.format(
        place=material.place(contract), day=material.day(contract), entered=lag.entered,
        dataset=contract.name, within=material.in_window(contract),
    )  # fmt: skip
    return [(place, max(0, days), n) for place, days, n in material.rows(sql)]


def _late(counts: list[tuple[str, int, int]]) -> list[tuple[str, int, int, int]]:
    """Place, late rows, all rows, longest lag; of places with enough of them."""
    found = []
    for place in sorted({place for place, _, _ in counts}):
        own = [(days, n) for at, days, n in counts if at == place]
        late, of = sum(n for days, n in own if days > LATE_DAYS), sum(n for _, n in own)
        if late >= FEWEST and late >= SHARE * of:
            found.append((place, late, of, max(days for days, _ in own)))
    return found


def _found(
    material: Material, contract: Contract, lag: Lag, counted: tuple[str, int, int], said: Text
) -> Finding:
    place, late, of = counted
    day = material.day(contract)
    where = (
        f"{material.place(contract)} = {quoted(place)} AND {material.in_window(contract)}"
        f" AND DATE_DIFF('day', {day}, CAST(e.{lag.entered} AS DATE)) > {LATE_DAYS}"
    )
    rows = material.seen(contract.name, where)
    days = [row.day for row in rows if row.day is not None]
    return Finding(
        contract.name, place, min(days, default=None), max(days, default=None), late, of, said, rows
    )


def _added(material: Material, contract: Contract, files: StoredFiles) -> list[tuple[Any, ...]]:
    """Place, lag, sheet, row, day and file of every row that is first met in a later file."""
    if contract.has_community and "community_id" not in files.columns:
        return []
    sql = _ADDED.format(
        place=material.place(contract), day=material.day(contract), files=files.sql,
        key=", ".join(f"e.{name}" for name in contract.key), within=material.in_window(contract),
    )  # fmt: skip
    return material.rows(sql)


def _late_additions(contract: Contract, rows: list[tuple[Any, ...]]) -> list[Finding]:
    found = []
    for place in sorted({row[0] for row in rows}):
        own = [row for row in rows if row[0] == place]
        late = [row for row in own if row[1] > LATE_DAYS]
        if len(late) < FEWEST or len(late) < SHARE * len(own):
            continue
        said = ADDED.format(days=LATE_DAYS, late=len(late), longest=max(row[1] for row in late))
        seen = tuple(
            Seen(file or "", sheet, number, place or None, day)
            for _, _, sheet, number, day, file in late[:MOST_ROWS]
        )
        days = [row[4] for row in late]
        found.append(
            Finding(contract.name, place, min(days), max(days), len(late), len(own), said, seen)
        )
    return found


def _drawn(dataset: str, what: Text, lags: list[tuple[int, int]], shortest: Text) -> Distribution:
    counts = [0] * (len(_BOUNDS) + 1)
    for days, n in lags:
        counts[next((k for k, last in enumerate(_BOUNDS) if days <= last), len(_BOUNDS))] += n
    marked = frozenset(k for k in range(len(counts)) if k > _BOUNDS.index(LATE_DAYS))
    classes = tuple(zip(_classes(shortest), counts, strict=True))
    return Distribution(dataset, what, classes, marked, LATE)


def _classes(shortest: Text) -> list[Text]:
    names = [shortest]
    for before, last in pairwise(_BOUNDS):
        days = f"{last}" if before + 1 == last else f"{before + 1}–{last}"
        names.append(Text(f"{days} 天", f"{days} day{'s' if last > 1 else ''}"))
    longest = _BOUNDS[-1] + 1
    return [*names, Text(f"{longest} 天以上", f"{longest} days or more")]


CHECK = Check(
    key="late_entry",
    order=7,
    name=Text("补登和迟报", "Late entry"),
    looks_at=Text(
        "从事情发生（周报为该周周日）到报送、上报、受理隔了多少天；以及后一份文件里有、前一"
        "份没有，而日期早已在前一份范围内的行。",
        "How many days passed from the event (the Sunday of a weekly report) to filing, "
        "reporting or acceptance; and rows of a later file, absent from the earlier one, "
        "about days which that one had long covered.",
    ),
    cannot_say=Text(
        "案件、事故可能很久以后才被发现；一次性移交也会带来成批的旧事。补登是补上了，不登才"
        "是缺。",
        "A case may be discovered long after it happened, and a handover brings old "
        "matters in bulk. What was entered late is at least entered.",
    ),
    needs=Text("有报送、上报或受理时间的表，或同一台账的两份文件",
               "Sheets with a time of filing, reporting or acceptance, or two files of one ledger"),
    unit=Text("行", "rows"),
    constants=(
        Constant(Text("超过天数算迟", "Late after days"), LATE_DAYS),
        Constant(Text("一个社区至少行数", "Rows of a community at least"), FEWEST),
        Constant(Text("占比至少", "Share at least"), SHARE),
    ),
    look=look,
)  # fmt: skip
