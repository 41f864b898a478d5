"""The words of the proposals: what they are called, what they assume, one sentence for each."""

from __future__ import annotations

from wording import Text

PROPOSAL = Text("测算建议", "Proposal")

NOT_A_MEASURE = Text(
    "测算建议供研究参考，不是指标，不参与考核；是否采用由街道决定。",
    "A proposal to weigh: not an indicator, and nobody is assessed by it; the office decides.",
)

STAFFING_ASSUMES = Text(
    "只算启用的居民网格；应配人数逐格计算（常住户数÷{per}，向上取整）后相加；"
    "每人最多调到一个相邻网格；调出的网格不低于自身应配人数；{range}。",
    "Residential grids in use only; workers asked for are rounded up grid by grid (resident "
    "households divided by {per}) and then added; nobody moves further than to a neighbouring "
    "grid; a grid that gives keeps what it needs itself; {range}.",
)
INSIDE_COMMUNITIES = Text("只在本社区内调动", "moves stay inside a community")
ACROSS_COMMUNITIES = Text("可跨社区调动", "moves may cross communities")

STAFFING = Text(
    "应配 {need:,} 人，在岗 {workers:,} 人（一人在两个网格任职计两次）。"
    "都不调动需新招 {hires:,} 人；相邻网格间调动 {moved:,} 人后需新招 {hires_after:,} 人。",
    "{need:,} workers are asked for, {workers:,} are on duty (who works in two grids counts "
    "twice). To hire if nobody moves: {hires:,}; after {moved:,} moves between neighbouring "
    "grids: {hires_after:,}.",
)
ROUNDING = Text(
    "应配人数按网格逐一取整后相加为 {need:,} 人；按总户数一次取整只有 {pooled:,} 人，"
    "两者不同，以逐格相加为准。",
    "Rounded up grid by grid, {need:,} workers are asked for; rounding once, over all households, "
    "would give {pooled:,}. The two differ; the sum over the grids holds.",
)
UNKNOWN_GRIDS = Text(
    "{count:,} 个网格户数或人数未报，未列入测算。",
    "Left out, because households or workers were not reported: {count:,} grids.",
)

SPACE = Text(
    "{lacking:,} 个社区共缺 {missing:,.0f} ㎡；其中在建设施投用后可补 {opening:,.0f} ㎡，"
    "停用设施恢复可补 {reopening:,.0f} ㎡，未计入设施改为计入可补 {counting:,.0f} ㎡，"
    "仍缺 {rest:,.0f} ㎡。",
    "Communities that lack space: {lacking:,}; {missing:,.0f} m² in all. Of this, "
    "{opening:,.0f} m² could come from facilities under construction, {reopening:,.0f} m² from "
    "closed ones that reopen, {counting:,.0f} m² from ones that do not count today; "
    "{rest:,.0f} m² would still be missing.",
)
NO_SPACE_MISSING = Text("没有社区缺面积。", "No community lacks space.")
SPACE_NOT_KNOWN = Text(
    "{count:,} 个社区的户数或设施未报，是否缺面积不能判断。",
    "Whether space is missing cannot be said of {count:,} communities: their households or "
    "facilities were not reported.",
)

CIRCLE_ASSUMES = Text(
    "距离从网格代表点量起，整个网格视为在这一点上。直线 {radius:,} 米为上限；"
    "按绕行系数 {detour} 折算步行路程为下限，实际路网在两者之间或更低。",
    "Distances are measured from the representative point of a grid, where the whole grid is "
    "taken to live. {radius:,} m in a straight line is the upper bound; the lower bound takes the "
    "way on foot as {detour} times the straight line. Real streets lie between the two, or lower.",
)
CENTRE = Text(
    "新增 {count:,} 处设施：按直线多覆盖 {straight:,} 户，圈内共 {inside_straight:,} 户（上限）；"
    "按绕行多覆盖 {detour:,} 户，圈内共 {inside_detour:,} 户（下限）。",
    "Further centres: {count:,}. In a straight line {straight:,} households gained and "
    "{inside_straight:,} inside (upper bound); with detours {detour:,} gained and "
    "{inside_detour:,} inside (lower bound).",
)
