"""Texts that are the same, or nearly so, several times within a few days."""

from __future__ import annotations

from data.reading.traces import SHORTEST_TEXT
from metrics.integrity import MOST_ROWS, Check, Constant, Finding, Outcome
from publication.integrity.material import Material
from wording import Text

TIMES = 3
DAYS = 7
TRACE = "text_key"

SAID = Text(
    "{texts} 段内容在 {days} 天内出现 {times} 次以上，共 {rows} 行",
    "standing {times} times or more within {days} days, texts: {texts}, in {rows} rows",
)
NO_TEXT = Text(
    "{title}：文件里没有内容一栏，或导入早于本检查；重新导入后可查。",
    "{title}: the files have no column of words, or were imported before this check "
    "existed; import them again.",
)

_NEAR = """
WITH told AS (
    SELECT e.rowid AS at_row, COALESCE(e.community_id, '') AS place, e.text_key AS words,
           {day} AS day
    FROM {dataset} AS e WHERE e.text_key IS NOT NULL AND {within}),
beside AS (
    SELECT *, LAG(day, 1) OVER w AS before_1, LAG(day, 2) OVER w AS before_2,
           LEAD(day, 1) OVER w AS after_1, LEAD(day, 2) OVER w AS after_2
    FROM told WINDOW w AS (PARTITION BY place, words ORDER BY day, at_row)),
again AS (
    SELECT * FROM beside WHERE after_2 - day < {days} OR after_1 - before_1 < {days}
        OR day - before_2 < {days}),
of_place AS (SELECT place, COUNT(*) AS rows_told FROM told GROUP BY place)
SELECT o.place, o.rows_told, COUNT(a.at_row), COUNT(DISTINCT a.words), MIN(a.day), MAX(a.day),
       LIST(a.at_row ORDER BY a.at_row)[:{most}]
FROM of_place AS o LEFT JOIN again AS a ON a.place = o.place GROUP BY ALL ORDER BY o.place
"""
# Three rows within the days: the row with its next two, its neighbours, or the two before it.


def look(material: Material) -> Outcome:
    """Ledger by ledger whose words leave a trace, community by community."""
    findings, looked_at, lacking = list[Finding](), 0, list[Text]()
    for contract in material.contracts.values():
        if TRACE not in {trace.name for trace in contract.traces}:
            continue
        if not material.has(contract.name, TRACE):
            lacking.append(NO_TEXT.format(title=contract.title))
            continue
        within = material.in_window(contract)
        sql = _NEAR.format(
            dataset=contract.name, day=material.day(contract), within=within, days=DAYS,
            most=MOST_ROWS,
        )  # fmt: skip
        found = material.rows(sql)
        looked_at += sum(told for _, told, *_ in found)
        if not found:
            lacking.append(NO_TEXT.format(title=contract.title))
        for place, told, rows, texts, first, last, numbers in found:
            if rows:
                said = SAID.format(texts=texts, rows=rows, times=TIMES, days=DAYS)
                seen = material.seen(contract.name, f"e.rowid IN ({', '.join(map(str, numbers))})")
                findings.append(Finding(contract.name, place, first, last, rows, told, said, seen))
    return Outcome(tuple(findings), looked_at, tuple(lacking))


CHECK = Check(
    key="identical_texts",
    order=2,
    name=Text("内容雷同", "Identical texts"),
    looks_at=Text(
        "同一社区 7 天内有 3 行以上内容相同；只差数字、空格和标点的算相同。内容本身不保存，"
        "导入时只留下加密指纹，用来判断是否相同。",
        "Three rows or more with the same words within seven days in one community; texts "
        "that differ in figures, spaces and punctuation alone are the same. The words are "
        "not stored: at import a keyed hash is kept, which can only be compared.",
    ),
    cannot_say=Text(
        "多人反映同一件事、按固定格式填写、同一问题反复出现，内容都会相同。改了几个字的抄录"
        "看不出来。",
        "Several people with one concern, fixed phrases and problems that come back give "
        "equal words too. A copy with a few words changed is not seen.",
    ),
    needs=Text(
        "有事件描述、诉求摘要或纠纷内容一栏的台账",
        "Ledgers with a column of the words: event, petition or dispute",
    ),
    unit=Text("行有内容的记录", "rows with words"),
    constants=(
        Constant(Text("至少出现次数", "Times at least"), TIMES),
        Constant(Text("多少天之内", "Within so many days"), DAYS),
        Constant(Text(
            "至少字数（更短的是套话）",
            "Letters at least (shorter ones are stock phrases)",
        ), SHORTEST_TEXT),
    ),
    look=look,
)  # fmt: skip
