"""Events that one and the same person reports and closes within minutes."""

from __future__ import annotations

from metrics.integrity import Check, Constant, Finding, Outcome
from publication.integrity.material import Material, quoted
from wording import Text

MINUTES = 10
FEWEST = 3
SHARE = 0.02
DATASET, TRACE = "grid_events", "is_handled_by_reporter"

SAID = Text(
    "上报人就是承办人、{minutes} 分钟内办结的 {rows} 件",
    "{rows} reported and handled by one person and closed within {minutes} minutes",
)
NO_REPORTER = Text(
    "{title}：没有“上报人”“承办人”两栏和带钟点的时间，或导入早于本检查；重新导入后可查。",
    "{title}: without reporter, handler and times of day, or imported before this check existed; "
    "import it again.",
)

# Days without a time of day are stored as midnight and say nothing about minutes.
_TIMED = (
    "e.is_handled_by_reporter AND e.closed_at IS NOT NULL"
    " AND (e.reported_at <> DATE_TRUNC('day', e.reported_at)"
    " OR e.closed_at <> DATE_TRUNC('day', e.closed_at))"
)
_QUICK = f"e.closed_at - e.reported_at < INTERVAL {MINUTES} MINUTE"
_BY_PLACE = """
SELECT COALESCE(e.community_id, '') AS place, COUNT(*),
       COALESCE(SUM(CASE WHEN {quick} THEN 1 ELSE 0 END), 0),
       MIN(CASE WHEN {quick} THEN {day} END), MAX(CASE WHEN {quick} THEN {day} END)
FROM grid_events AS e WHERE {timed} AND {within} GROUP BY ALL ORDER BY place
"""


def look(material: Material) -> Outcome:
    """The ledger of grid events, community by community."""
    contract = material.contracts[DATASET]
    lacking = (NO_REPORTER.format(title=contract.title),)
    if not material.has(DATASET, TRACE):
        return Outcome((), 0, lacking)
    day, within = material.day(contract), material.in_window(contract)
    sql = _BY_PLACE.format(quick=_QUICK, timed=_TIMED, within=within, day=day)
    findings, looked_at = list[Finding](), 0
    for place, timed, quick, first, last in material.rows(sql):
        looked_at += timed
        if quick < FEWEST or quick < SHARE * timed:
            continue
        where = f"COALESCE(e.community_id, '') = {quoted(place)} AND {_TIMED} AND {_QUICK}"
        rows = material.seen(DATASET, f"{where} AND {within}")
        said = SAID.format(rows=quick, minutes=MINUTES)
        findings.append(Finding(DATASET, place, first, last, quick, timed, said, rows))
    return Outcome(tuple(findings), looked_at, () if looked_at else lacking)


CHECK = Check(
    key="same_hand",
    order=3,
    name=Text("自报自结", "Same reporter and closer"),
    looks_at=Text(
        "网格事件的上报人就是承办人，并且 10 分钟内办结。姓名不参与显示，导入时只留下“是否"
        "同一人”。",
        "Grid events whose reporter is also the handler and that were closed within ten "
        "minutes. No name is shown; at import only “the same or not” is kept of the "
        "reporter.",
    ),
    cannot_say=Text(
        "当场就能办好、办完再补录的事很多，这样登记是正常的；是否办实要看现场。",
        "Much is put right on the spot and written down afterwards, and then this is how it should "
        "look; whether it was done is seen there, not here.",
    ),
    needs=Text("有上报人、承办人和带钟点的上报、办结时间的网格事件台账",
               "The ledger of grid events with reporter, handler and times of day"),
    unit=Text("件同一人上报并承办的事件", "events reported and handled by one person"),
    constants=(
        Constant(Text("分钟数低于", "Minutes below"), MINUTES),
        Constant(Text("一个社区至少件数", "Events of a community at least"), FEWEST),
        Constant(Text("占比至少", "Share at least"), SHARE),
    ),
    look=look,
)  # fmt: skip
