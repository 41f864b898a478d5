"""The service space page, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from metrics.fragments.space import M2_PER_100_HOUSEHOLDS, NATIONAL_FLOOR_M2
from views import numbers, sentences
from views.changes import share_said
from views.charts import bars, style
from views.html import Markup, join, link, tag
from views.lights import chip
from views.places import Place
from views.results import Reading, Standing
from views.tables import Column, attention_first, table
from wording import Text

ATTAINED, RATE = "service_space_attainment", "service_space_per_100_households"
GAP, REACH = "service_space_gap_m2", "ten_minute_coverage"
KEYS = (ATTAINED, RATE, GAP, REACH)
Row = Mapping[str, Any]

REACHED = Text(
    "{total} 个社区中 {count} 个达到每百户 {target} ㎡{share}",
    "{count} of {total} communities have {target} m² per 100 households{share}",
)
ONE = Text("{place}每百户 {rate} ㎡，目标 {target} ㎡", "{place}: {rate} m² per 100 households, "
           "target {target} m²")  # fmt: skip
LACKS = Text("，{names}共缺 {gap} ㎡", "; {names} lack {gap} m² in all")
LACKS_ALONE = Text("，{names}缺 {gap} ㎡", "; {names} lacks {gap} m²")
ONE_LACKS = Text("，还缺 {gap} ㎡", ", {gap} m² short")
WITHIN = Text(
    "；{share} 的户在十分钟服务圈内", "; {share} of the households are within ten minutes"
)
SILENT = Text("。设施台账未报：{names}", ". No register of facilities: {names}")
STOP = Text("。", ".")
NO_FIGURES = Text("这里还没有服务设施的数据。", "There are no data on service facilities here yet.")

PLAN = Text("方案 {value}", "plan {value}")
FLOOR = Text("全国底线 {value}", "national floor {value}")
ALL_REACH = Text("没有社区低于方案的 {target} ㎡", "No community is under the plan's {target} m²")
UNDER = Text(
    "{under} 个社区低于方案的 {target} ㎡，都不低于全国底线 {floor} ㎡",
    "Under the plan's {target} m²: {under}; none is under the national floor of {floor} m²",
)
UNDER_FLOOR = Text(
    "{under} 个社区低于方案的 {target} ㎡，其中 {low} 个低于全国底线 {floor} ㎡",
    "Under the plan's {target} m²: {under}, of which under the national floor of {floor} m²: {low}",
)
BARS_BASIS = Text(
    "每百户社区服务设施面积（㎡），{place}各社区，{day}，计入口径且在用",
    "Floor area per 100 households (m²), communities of {place}, {day}, counted and in use",
)
COMMUNITY = Text("社区", "Community")
GAP_COLUMN = Text("缺口（㎡）", "Lacks (m²)")
AREA = Text("计入面积（㎡）", "Area (m²)")
HOUSEHOLDS = Text("常住户数", "Households")
REACH_COLUMN = Text("十分钟圈内", "In circle")
OUTSIDE_COLUMN = Text("圈外网格", "Outside")
TABLE = Text("缺口和十分钟服务圈", "Gaps and the ten-minute circle")
OUTSIDE = Text("圈外的网格（{count} 个）", "Grids outside the circle ({count})")
NONE = Text("没有。", "None.")
UNKNOWN_GRIDS = Text("{count} 个网格未报。", "Grids not reported: {count}.")
NO_REGISTER = Text("设施台账未报。", "The register of facilities was not reported.")
GRID = Text("网格", "Grid")
METRES = Text("到最近设施（米）", "To the nearest (m)")
METRES_WORDS = Text(
    "直线距离，网格代表点到最近的计入设施；500 米以内算圈内。",
    "Straight line from the representative point of the grid to the nearest facility that counts; "
    "up to 500 m is inside.",
)
NOT_COUNTED = Text("不计入的设施（{count} 处）", "Facilities that do not count ({count})")
COUNTED = Text("计入的设施（{count} 处，{area} ㎡）", "Facilities that count ({count}, {area} m²)")
NAME = Text("设施", "Facility")
FUNCTION = Text("功能", "Function")
FLOOR_AREA = Text("面积（㎡）", "Area (m²)")
WHY = Text("原因", "Why")
TENURE = Text("产权", "Tenure")
OPENED = Text("投用", "Opened")
STATUS = {
    "under_construction": Text("在建", "under construction"),
    "closed": Text("停用", "closed"),
}
TENURES = {
    "owned": Text("自有", "owned"),
    "rented": Text("租赁", "rented"),
    "shared": Text("共享", "shared"),
    "free_use": Text("无偿使用", "used free of charge"),
}
UNSAID = Text("未填原因", "no reason given")


def _now(standings: Sequence[Standing], key: str) -> Reading | None:
    return next((s.now for s in standings if s.metric.key == key and s.now.value is not None), None)


def headline(standings: Sequence[Standing], gaps: Sequence[Reading]) -> Text:
    """Attainment, who lacks how much, the circle, who is silent."""
    attained, rate, gap = (_now(standings, key) for key in (ATTAINED, RATE, GAP))
    reach = _now(standings, REACH)
    if attained is None and rate is None:
        return NO_FIGURES
    parts = []
    is_one = rate is not None and rate.place.level == "community"
    if rate is not None and is_one:
        parts.append(ONE.format(place=rate.place.name, target=M2_PER_100_HOUSEHOLDS,
                                rate=numbers.plain(rate.value, 1)))  # fmt: skip
    elif attained is not None:
        parts.append(REACHED.format(
            total=numbers.plain(attained.denominator), count=numbers.plain(attained.numerator),
            target=M2_PER_100_HOUSEHOLDS,
            share=share_said(attained.numerator, attained.denominator),
        ))  # fmt: skip
    lacking = [r.place for r in attention_first(gaps) if r.value]
    if gap is not None and gap.value and lacking:
        words = ONE_LACKS if is_one else LACKS if len(lacking) > 1 else LACKS_ALONE
        parts.append(words.format(names=sentences.names(lacking), gap=numbers.plain(gap.value)))
    if reach is not None:
        parts.append(WITHIN.format(share=numbers.percent(reach.value)))
    silent = [r.place for r in gaps if r.state == "not_reported"]
    if silent:
        parts.append(SILENT.format(names=sentences.names(silent)))
    parts.append(STOP)
    return Text("".join(p.zh for p in parts), "".join(p.en for p in parts))


def rate_chart(
    rates: Sequence[Reading], place: Place, day: str, language: str
) -> tuple[Markup, Any, str] | None:
    """Bars against the plan's and the national figure."""
    if not any(r.value is not None for r in rates):
        return None
    ordered = sorted(rates, key=lambda r: (r.value is not None, -(r.value or 0)))[::-1]
    under = [r for r in rates if r.value is not None and r.state in ("red", "amber")]
    low = [r for r in under if r.value is not None and r.value < NATIONAL_FLOOR_M2]
    words = ALL_REACH if not under else UNDER_FLOOR if low else UNDER
    title = words.format(under=len(under), low=len(low), target=M2_PER_100_HOUSEHOLDS,
                        floor=NATIONAL_FLOOR_M2)  # fmt: skip
    marks = [
        (float(M2_PER_100_HOUSEHOLDS), PLAN.format(value=M2_PER_100_HOUSEHOLDS).in_(language)),
        (float(NATIONAL_FLOOR_M2), FLOOR.format(value=NATIONAL_FLOOR_M2).in_(language)),
    ]
    subtitle = BARS_BASIS.format(place=place.name, day=day).in_(language)
    return style.head(title.in_(language), subtitle), bars.draw(ordered, marks, language), "space"


def outside(reaches: Sequence[Reading]) -> list[Reading]:
    """The grids whose households are outside the circle."""
    return [r for r in reaches if r.numerator == 0 and r.denominator]


def communities(
    by_metric: Mapping[str, Sequence[Reading]], reaches: Sequence[Reading],
    query: Mapping[str, str], language: str,
) -> Markup:  # fmt: skip
    """Gap, area, households, the circle and the grids outside it, the largest gap first."""
    gaps = {r.place.place_id: r for r in by_metric.get(GAP, ())}
    reach = {r.place.place_id: r for r in by_metric.get(REACH, ())}
    rates = sorted(
        by_metric.get(RATE, ()),
        key=lambda r: (r.value is not None, -(_value(gaps, r) or 0), r.place.place_id),
    )
    if not rates:
        return Markup("")
    columns = [
        Column(COMMUNITY.in_(language)), Column(GAP_COLUMN.in_(language), True),
        Column(AREA.in_(language), True), Column(HOUSEHOLDS.in_(language), True),
        Column(REACH_COLUMN.in_(language), True), Column(""),
        Column(OUTSIDE_COLUMN.in_(language), True),
    ]  # fmt: skip
    far = [r.place.parent_id for r in outside(reaches)]
    reached = {r.place.parent_id for r in reaches if r.state != "not_reported"}
    rows = []
    for rate in rates:
        place, circle = rate.place, reach.get(rate.place.place_id)
        rows.append([
            link(place.name, "service_space", {**query, "place": place.place_id}),
            numbers.plain(_value(gaps, rate)), numbers.plain(rate.numerator),
            numbers.plain(rate.denominator),
            numbers.percent(circle.value) if circle else numbers.NONE,
            chip(circle.state, language) if circle else "",
            far.count(place.place_id) if place.place_id in reached else numbers.NONE,
        ])  # fmt: skip
    return join([tag("h2", TABLE.in_(language)), table(columns, rows)])


def _value(readings: Mapping[str, Reading], of: Reading) -> float | None:
    found = readings.get(of.place.place_id)
    return found.value if found else None


def grids_outside(
    reaches: Sequence[Reading], metres: Mapping[str, float | None], query: Mapping[str, str],
    language: str,
) -> Markup:  # fmt: skip
    """The grids outside the circle, the most households first."""
    far = sorted(outside(reaches), key=lambda r: (-(r.denominator or 0), r.place.place_id))
    silent = len([r for r in reaches if r.state == "not_reported"])
    is_known = len(reaches) > silent
    count = len(far) if is_known else numbers.NONE
    heading = tag("h2", OUTSIDE.format(count=count).in_(language))
    unknown = UNKNOWN_GRIDS.format(count=silent).in_(language) if silent else ""
    if not far:
        none = NONE.in_(language) if is_known else unknown
        return join([heading, tag("p", none, class_="lt-remark")])
    columns = [Column(GRID.in_(language)), Column(HOUSEHOLDS.in_(language), True),
               Column(METRES.in_(language), True)]  # fmt: skip
    rows = [
        [link(r.place.short_path, "grid_map",
              {**query, "place": r.place.place_id, "metric": REACH}),
         numbers.plain(r.denominator), numbers.plain(metres.get(r.place.place_id))]
        for r in far
    ]  # fmt: skip
    return join([
        heading, tag("div", table(columns, rows), class_="lt-tall"),
        tag("p", METRES_WORDS.in_(language), " " if unknown else "", unknown, class_="lt-caption"),
    ])  # fmt: skip


def counted_area(standings: Sequence[Standing]) -> float | None:
    """The area that counts, as published."""
    rate = _now(standings, RATE)
    return rate.numerator if rate else None
