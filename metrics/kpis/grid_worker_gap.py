"""How many grid workers are missing."""

from metrics.fragments import evidence
from metrics.fragments.grid import STAFFING, STAFFING_STATE
from metrics.metric import Metric, plan
from metrics.rating import Target, amber_from
from wording import Text

METRIC = Metric(
    key="grid_worker_gap",
    name=Text("网格员缺口", "Missing grid workers"),
    meaning=Text(
        "各居民网格应配网格员数（常住户数÷150，向上取整）减去在岗网格员数，不足的部分相加；"
        "一个网格多出的人不抵另一个网格的缺口。取期末状态。",
        "Sum over the residential grids of the workers that the households ask for (divided by "
        "150, rounded up) less those on duty; a surplus in one grid does not fill a gap in "
        "another. State at the period's end.",
    ),
    family="grid",
    order=3,
    kind="count",
    unit=Text("人", "persons"),
    better="down",
    timing="state",
    grain="grid",
    levels=("subdistrict", "community", "grid"),
    grid_kind="residential",
    clause="14",
    departments=("社会治理办",),
    source=plan("14"),
    targets=(Target(0, set_by="plan"),),
    rating=amber_from(1),
    reads=("grids", "grid_staff"),
    evidence=(evidence.RESIDENTIAL_GRIDS, evidence.WORKERS),
    rows=f"""
WITH {STAFFING}
SELECT s.grid_id AS place_id, s.period_id AS period_id,
       CAST(s.gap AS DOUBLE) AS numerator,
       CAST(NULL AS DOUBLE) AS denominator,
       {STAFFING_STATE} AS grain_state
FROM staffing AS s
""",
)
