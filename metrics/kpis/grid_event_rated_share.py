"""Closed grid events that somebody rated."""

from metrics.fragments.petitions import RATED
from metrics.fragments.rows import Shares
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Shares(
    "grid_events",
    day="CAST(e.closed_at AS DATE)",
    counted=RATED,
    of="e.closed_at IS NOT NULL",
    level="grid",
)

METRIC = Metric(
    key="grid_event_rated_share",
    name=Text("网格事件评价率", "Grid events rated"),
    meaning=Text(
        "期内办结的网格事件中，群众作出评价（满意、基本满意、不满意）的所占比例；"
        "说明满意率靠多少评价支撑。不设目标。",
        "Of the grid events closed in the period, those that somebody rated, whatever the rating: "
        "how much the satisfaction rests on. No target.",
    ),
    family="grid",
    order=11,
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
