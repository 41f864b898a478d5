"""Where the facilities are."""

from data.contract import Column, Contract
from wording import Text

CONTRACT = Contract(
    name="facility_points",
    title=Text("服务设施点位", "Points of service facilities"),
    grain=Text("一个要素是一处设施的位置。", "One feature is the position of one facility."),
    kind="snapshot",
    key=("community_id", "facility_name"),
    columns=(
        Column("community_id", "community", ("社区", "所属社区", "社区名称", "所在社区"),
               Text("所属社区", "Community of the facility"), required=True, blank="asked"),
        Column("facility_name", "text", ("设施名称", "名称", "name", "设施", "点位名称", "NAME", "Name"),
               Text("设施名称", "Name of the facility"), required=True, blank="refused"),
        Column("geometry", "geometry", ("geometry:point",),
               Text("位置（WGS-84）", "Position (WGS-84)"), required=True, blank="refused"),
    ),
    never_stored=("序号", "备注", "地址"),
)  # fmt: skip
