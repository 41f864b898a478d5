"""The polygons of the grids."""

from data.contract import Column, Contract
from wording import Text

CONTRACT = Contract(
    name="grid_boundaries",
    title=Text("网格边界", "Boundaries of grids"),
    grain=Text("一个要素是一个网格的范围。", "One feature is the extent of one grid."),
    kind="snapshot",
    key=("grid_id",),
    columns=(
        Column("community_id", "community", ("所属社区", "社区", "社区名称"),
               Text("所属社区", "Community of the grid")),
        Column("grid_id", "grid", ("网格编码", "网格编号", "网格代码", "网格ID", "grid_id", "GRID_ID", "WGBM", "wgbm", "网格编号代码", "code", "编码"),
               Text("网格的 15 位代码", "Code of the grid, 15 digits"), required=True, blank="refused"),
        Column("grid_name", "text", ("网格名称", "网格", "name", "NAME", "WGMC", "wgmc", "Name"), Text("网格名称", "Name of the grid")),
        Column("geometry", "geometry", ("geometry:area",),
               Text("范围（WGS-84）", "Extent (WGS-84)"), required=True, blank="refused"),
    ),
    never_stored=("序号", "备注", "类型", "网格类型"),
)  # fmt: skip
