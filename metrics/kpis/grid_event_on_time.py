"""Grid events closed by their deadline."""

from metrics.fragments.rows import IN_TIME, IN_TIME_RATING, Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "grid_events",
    day="e.due_on",
    counted="CAST(e.closed_at AS DATE) <= e.due_on",
    of="e.due_on <= e.as_of_on",
    level="grid",
)

METRIC = Metric(
    key="grid_event_on_time",
    name=Text("网格事件按时办结率", "Grid events closed on time"),
    meaning=Text(
        "办结时限在期内的网格事件中，在时限当日或之前办结的所占比例；到期未办结算未按时。"
        "台账数据日期之后才到期的不计入。计划没有定目标值，由街道设定。",
        "Of the grid events whose deadline falls in the period, those closed on that day or "
        "before; an event still open after it is a failure. Deadlines after the day of the ledger "
        "are not counted yet. The plan sets no rate, the office does.",
    ),
    family="grid",
    order=8,
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
    targets=IN_TIME,
    rating=IN_TIME_RATING,
    reads=("grids", "grid_events"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
