"""How many petitions were registered."""

from metrics.fragments.petitions import regulations
from metrics.fragments.rows import Volume
from metrics.metric import Metric
from wording import Text

COUNTED = Volume(
    "petitions",
    day="e.registered_on",
)

METRIC = Metric(
    key="petitions_registered",
    name=Text("信访登记件数", "Petitions registered"),
    meaning=Text(
        "登记日期在期内的信访件数。应登尽登是法定要求，登记多少不分好坏：不设目标、不亮灯、不排名。",
        "Petitions registered in the period. The law demands that every one is registered, so more "
        "is neither better nor worse: no target, no light, no ranking.",
    ),
    family="three_zero",
    order=9,
    kind="count",
    unit=Text("件", "petitions"),
    better="neutral",
    timing="flow",
    grain="community",
    levels=("subdistrict", "community"),
    clause="13",
    departments=("社会治理办",),
    source=regulations(22, "二十二"),
    reads=("communities", "petitions"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
