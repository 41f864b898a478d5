"""How often volunteers served."""

from metrics.fragments.rows import Volume
from metrics.metric import Metric, plan
from wording import Text

COUNTED = Volume(
    "volunteer_service",
    day="e.served_on",
    of="e.service_hours > 0",
)

METRIC = Metric(
    key="volunteer_attendances",
    name=Text("志愿服务人次", "Volunteer attendances"),
    meaning=Text(
        "服务日期在期内、时长大于 0 的志愿服务记录条数，按服务所在社区统计。"
        "这是工作量，不设目标、不亮灯。",
        "Number of the records of service with more than 0 hours dated in the period, by the "
        "community of the service. A volume: it has no target and no light.",
    ),
    family="volunteers",
    order=4,
    kind="count",
    unit=Text("人次", "attendances"),
    better="neutral",
    timing="flow",
    grain="community",
    levels=("subdistrict", "community"),
    clause="6",
    departments=("党群服务中心", "社区治理办"),
    source=plan("6"),
    reads=("communities", "volunteer_service"),
    evidence=COUNTED.evidence,
    rows=COUNTED.rows,
)
