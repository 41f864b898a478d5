"""Closed grid events with which residents are satisfied."""

from metrics.fragments.petitions import RATED, SATISFIED
from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "grid_events",
    day="CAST(e.closed_at AS DATE)",
    counted=SATISFIED,
    of=f"e.closed_at IS NOT NULL AND {RATED}",
    level="grid",
)

METRIC = Metric(
    key="grid_event_satisfaction",
    name=Text("网格事件满意率", "Satisfaction with grid events"),
    meaning=Text(
        "期内办结并有评价的网格事件中，评价为满意或基本满意的所占比例；未评价的不参与计算，"
        "须与评价率一并看。有评价的少于 5 件时注明“基数小”。不设目标。",
        "Of the grid events closed in the period and rated, those rated satisfied or fairly "
        "satisfied; read it with the share that was rated. Fewer than 5 ratings are marked as a "
        "small base. No target.",
    ),
    family="grid",
    order=10,
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
    small_base_below=5,
    read_with="grid_event_rated_share",
    reads=("grids", "grid_events"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
