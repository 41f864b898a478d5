"""The words of the map page: its controls, its layers, what is said when something is missing."""

from __future__ import annotations

from wording import Text

MODES = {
    "": Text("指标地图", "Metric map"),
    "audit": Text("一张网核查", "One-network audit"),
    "proposals": Text("测算建议", "Proposals"),
}
WAY_UP = Text("所在位置", "Where you are")
MODE = Text("看什么", "What to look at")
BY_LEVEL = Text("按哪一级", "By which level")
LEVELS = {"community": Text("按社区", "By community"), "grid": Text("按网格", "By grid")}

METRIC = Text("指标", "Metric")
AGAINST = Text("与哪一期比较", "Compare with")
NO_COMPARISON = Text("不比较", "No comparison")
COMPARED = Text("与{period}比较", "Against {period}")
LAYERS = Text("图层", "Layers")
FILES = Text("下载", "Download")
FUNCTION = Text("设施功能", "Function of the facility")
EVERY_FUNCTION = Text("全部功能", "Every function")
RADIUS = Text("生活圈半径（米）", "Radius of the circle (m)")
DETOUR = Text("绕行系数", "Detour factor")
DETOUR_HELP = Text(
    "步行路程与直线距离之比；1 为直线（上限），1.3 为常见街区。",
    "The way on foot over the straight line; 1 is straight (upper bound), 1.3 is usual.",
)

LAYER_NAMES = {
    "facilities": Text("服务设施", "Service facilities"),
    "circles": Text("十分钟生活圈", "Ten-minute circles"),
    "grid_events": Text("网格事件（件数）", "Grid events (count)"),
    "petitions": Text("信访（件数）", "Petitions (count)"),
    "accidents": Text("安全事故（起数）", "Accidents (count)"),
    "cases": Text("案件（起数）", "Cases (count)"),
    "gaps": Text("网格员缺口", "Grid workers missing"),
    "tasks": Text("未办结督办", "Open follow-ups"),
}
LAYER_GROUPS = {
    Text("设施", "Facilities"): ("facilities", "circles"),
    Text("本期事件，按网格或社区汇总", "Events of the period, pooled"): (
        "grid_events", "petitions", "accidents", "cases"
    ),
    Text("工作", "Work"): ("gaps", "tasks"),
}  # fmt: skip

COUNTED = Text("设施（计入口径）", "Facility (counted)")
NOT_COUNTED = Text("设施（不计入）", "Facility (not counted)")
CLOSED = Text("设施（未在用）", "Facility (not in use)")
CIRCLE = Text("{radius} 米圈", "{radius} m circle")
SIGNS = {
    "grid_events": Text("事", "E"),
    "petitions": Text("访", "P"),
    "accidents": Text("故", "A"),
    "cases": Text("案", "C"),
    "gaps": Text("缺", "W"),
    "tasks": Text("督", "F"),
}
EDGES = {
    "grid_events": "#1F2933", "petitions": "#6B3FA0", "accidents": "#B85A12", "cases": "#0B7A75",
    "gaps": "#C0392B", "tasks": "#0B5CAD",
}  # fmt: skip
COUNT_KEY = Text("{sign} {name}", "{sign} {name}")
OUTLINE_KEY = Text("社区边界", "Community border")
DEDICATED_KEY = Text("虚线：专属网格", "Dashed: dedicated grid")

NO_DATA_THEN = Text("{name}：本期没有台账数据", "{name}: the ledger does not reach this period")
UNPLACED = Text(
    "{name}：有 {count} 件没有登记网格或所在地没有边界，未上图",
    "{name}: {count} without a grid, or in a place without a boundary, are not on the map",
)
UNPLACED_TASKS = Text(
    "{name}：有 {count} 件没有写明社区或所在地没有边界，未上图",
    "{name}: {count} that name no community, or a place without a boundary, are not on the map",
)
EVENTS_LINE = Text("本期 {count} 件", "{count} in the period")
OPEN_LINE = Text("期末未办结 {count} 件", "{count} open at its end")
POOLED_LINE = Text("全社区合计，未分到网格", "Whole community; grids are not known")
GAP_LINE = Text("缺 {count} 人", "{count} missing")
FACILITY_COUNTED = Text("计入口径 {area} ㎡", "Counts {area} m²")
FACILITY_NOT = Text("不计入：{reason}", "Does not count: {reason}")
NO_REASON = Text("未说明原因", "no reason given")
NOT_IN_USE = Text("未在用", "Not in use")
OVERDUE_LINE = Text("其中逾期 {count} 件", "{count} of them overdue")

FAILED = Text(
    "地图数据没有取到，请刷新页面。", "The map data could not be fetched; please reload the page."
)
PREVIOUS = Text("上一期", "Previous period")
NEXT = Text("下一期", "Next period")
LARGER, SMALLER = Text("放大", "Zoom in"), Text("缩小", "Zoom out")
PLAY = Text("播放", "Play")
STOP = Text("停止", "Stop")
WEEKS = Text("选择时段", "Choose the period")

DATA_TO = Text("数据截至 {day}", "Data to {day}")
SAME_SCALE = Text(
    "分级取自全部 {count} 期，颜色可跨期比较",
    "Classes span all {count} periods, so that colours compare",
)
DATUM = Text("坐标系 WGS-84", "Coordinates: WGS-84")
PROPOSAL = Text("测算建议，不是指标", "Proposal, not an indicator")
BASE_MAP = Text("底图：{attribution}", "Base map: {attribution}")

NOTHING_PROPOSED = Text(
    "没有可测算的数据：调动要有网格的户数和网格员，新设施的位置要有网格边界和设施位置。",
    "There is nothing to work from: moves need the households and workers of grids, a new centre "
    "needs the boundaries of grids and the places of facilities.",
)
PROPOSED_OVER = Text("测算建议 · {name}", "Proposals · {name}")
MOVES_KEY = Text("建议调动（人数）", "Proposed moves (workers)")
CENTRE_KEY = Text("建议新设施", "Proposed centre")
MOVE_LINE = Text("{start} → {end}：{count} 人", "{start} → {end}: {count}")
CENTRE_LINE = Text("多覆盖 {count} 户", "{count} more households inside")
NUMBERED = Text("建议位置 {number}", "Proposed place {number}")
BASE = Text("底图", "Base map")
SHOW_BASE = Text("显示底图", "Show the base map")
