"""Closed grid events that were really solved."""

from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "grid_events",
    day="CAST(e.closed_at AS DATE)",
    counted="e.closing_kind = 'substantive'",
    of="e.closed_at IS NOT NULL AND e.closing_kind IS NOT NULL",
    level="grid",
)

METRIC = Metric(
    key="grid_event_solved_share",
    name=Text("网格事件实质办结率", "Grid events really solved"),
    meaning=Text(
        "期内办结的网格事件中，办结类型为“实质性办结”的所占比例；阶段性、程序性办结不算，"
        "未填办结类型的不参与计算。与按时办结率对照着看。不设目标。",
        "Of the grid events closed in the period, those closed in substance; interim and "
        "procedural closing is no solution, and an unknown manner of closing is left out. Read it "
        "beside the share closed on time. No target.",
    ),
    family="grid",
    order=9,
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="flow",
    is_smoothed=True,
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    reads=("grids", "grid_events"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
