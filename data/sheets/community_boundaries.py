"""The polygons of the communities."""

from data.contract import Column, Contract
from wording import Text

CONTRACT = Contract(
    name="community_boundaries",
    title=Text("社区边界", "Boundaries of communities"),
    grain=Text("一个要素是一个社区的范围。", "One feature is the extent of one community."),
    kind="snapshot",
    key=("community_id",),
    columns=(
        Column("community_id", "community", ("社区代码", "社区编码", "社区编号", "community_id", "SQBM", "sqbm", "社区代码（12位）", "code", "编码", "区划代码"),
               Text("社区的 12 位代码", "Code of the community, 12 digits")),
        Column("community_name", "text", ("社区名称", "社区", "所属社区", "name", "NAME", "SQMC", "sqmc", "Name", "村（社区）名称"),
               Text("社区名称", "Name of the community"), required=True, blank="refused"),
        Column("geometry", "geometry", ("geometry:area",),
               Text("范围（WGS-84）", "Extent (WGS-84)"), required=True, blank="refused"),
    ),
    never_stored=("序号", "备注"),
)  # fmt: skip
