"""Proposals in words and tables, always under their own label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.planning.next_centre import CentrePlan, NextCentres
from metrics.planning.service_space import SpacePlan
from metrics.planning.staffing import StaffingPlan
from metrics.planning.words import NOT_A_MEASURE
from views import numbers
from views.html import Markup, join, tag
from views.places import Place
from views.tables import Column, table
from wording import Text

HIRES = Text("都不调动需新招（人）", "To hire if nobody moves")
MOVED = Text("相邻网格间调动（人）", "Moves between neighbouring grids")
HIRES_AFTER = Text("调动后需新招（人）", "To hire after the moves")
FROM = Text("调出网格", "From")
TO = Text("调入网格", "To")
PERSONS = Text("人数", "Persons")
NO_MOVES = Text("没有可行的调动。", "No move would help.")
MOVES = Text("调动清单（{count} 人）", "The moves ({count})")
COMMUNITY = Text("社区", "Community")
LACKS = Text("缺（㎡）", "Lacks (m²)")
OPENING = Text("在建可补", "From construction")
REOPENING = Text("恢复可补", "From reopening")
COUNTING = Text("改计可补", "From counting")
STILL = Text("仍缺（㎡）", "Still lacks (m²)")
CENTRES = Text("新增", "Centres")
PLACES = Text("建议位置（网格）", "Where (grid)")
STRAIGHT = Text("直线", "straight")
WITH_DETOUR = Text("按绕行", "detours")
GAINS = Text("多覆盖（户）", "Households gained")
INSIDE = Text("圈内占比", "Share inside")
HOW = Text("量法", "Measured")


def _head(label: Text, title: Text, language: str) -> Markup:
    flag = tag("span", label.in_(language), class_="lt-flag", title=NOT_A_MEASURE.in_(language))
    return tag("h2", title.in_(language), flag)


def _said(sentences: Sequence[Text], language: str) -> Markup:
    between = "" if language == "zh" else " "
    return tag("p", between.join(words.in_(language) for words in sentences))


def _numbers(figures: Sequence[tuple[int, Text]], language: str) -> Markup:
    return tag("div", *(
        tag("div", tag("strong", numbers.plain(figure)), tag("span", words.in_(language)))
        for figure, words in figures
    ), class_="lt-numbers")  # fmt: skip


STAFFING = Text("怎样补足网格员", "How the missing grid workers could be found")


def staffing(plan: StaffingPlan, grids: Mapping[str, Place], language: str) -> Markup:
    """Three numbers, the sentence, the moves behind a door."""
    if not plan.grids:
        return Markup("")
    figures = [(plan.hires_if_nobody_moves, HIRES), (plan.moved_workers, MOVED),
               (plan.hires_after_moves, HIRES_AFTER)]  # fmt: skip
    columns = [Column(FROM.in_(language)), Column(TO.in_(language)),
               Column(PERSONS.in_(language), True)]  # fmt: skip
    rows = [[_grid(grids, m.from_grid), _grid(grids, m.to_grid), m.workers] for m in plan.moves]
    moves = tag("p", NO_MOVES.in_(language), class_="lt-remark")
    if rows:
        summary = tag("summary", MOVES.format(count=plan.moved_workers).in_(language))
        moves = tag("details", summary, table(columns, rows), class_="lt-more")
    return join([
        _head(plan.label, STAFFING, language), _numbers(figures, language),
        _said(plan.sentences()[1:], language), moves,
        tag("p", plan.assumes().in_(language), class_="lt-caption"),
    ])  # fmt: skip


def finding(plan: StaffingPlan, language: str) -> Markup:
    """What is proposed for the workers, in one line; nothing without grids."""
    said = plan.sentences()[0].in_(language)
    return tag("p", said, class_="lt-finding") if plan.grids else Markup("")


def _grid(grids: Mapping[str, Place], grid_id: str) -> str:
    return grids[grid_id].short_path if grid_id in grids else grid_id


SPACE = Text("缺的面积从哪里来", "Where the missing space could come from")


def space(plan: SpacePlan, communities: Mapping[str, Place], language: str) -> Markup:
    """What each community lacks and what could fill it."""
    columns = [Column(COMMUNITY.in_(language)), *(Column(c.in_(language), True) for c in
               (LACKS, OPENING, REOPENING, COUNTING, STILL))]  # fmt: skip
    rows = [
        [communities[one.community_id].name if one.community_id in communities else "",
         *(numbers.plain(value) for value in (
             one.missing_m2, one.from_opening_m2, one.from_reopening_m2, one.from_counting_m2,
             one.still_missing_m2))]
        for one in plan.lacking
    ]  # fmt: skip
    drawn = [_head(plan.label, SPACE, language), _said(plan.sentences(), language)]
    return join([*drawn, table(columns, rows)] if rows else drawn)


CENTRE = Text("下一处设施建在哪里", "Where the next centre would help most")
TODAY = Text(
    "现在圈内 {upper}（直线，上限）；按绕行 {lower}（下限）。",
    "Inside today: {upper} in a straight line (upper bound), {lower} with detours (lower bound).",
)


def centres(plan: NextCentres, grids: Mapping[str, Place], language: str) -> Markup:
    """Plans for one, two and three further centres, by both ways of measuring."""
    columns = [Column(CENTRES.in_(language), True), Column(HOW.in_(language)),
               Column(PLACES.in_(language)), Column(GAINS.in_(language), True),
               Column(INSIDE.in_(language), True)]  # fmt: skip
    rows = [
        row
        for straight, detour in zip(plan.straight, plan.with_detour, strict=True)
        for row in (_centre(straight, STRAIGHT, straight.upper.share, grids, language),
                    _centre(detour, WITH_DETOUR, detour.lower.share, grids, language))
    ]  # fmt: skip
    today = TODAY.format(
        upper=numbers.percent(plan.today_upper.share), lower=numbers.percent(plan.today_lower.share)
    )
    return join([
        _head(plan.label, CENTRE, language), tag("p", today.in_(language)), table(columns, rows),
        tag("p", plan.assumes().in_(language), class_="lt-caption"),
    ])  # fmt: skip


def _centre(
    plan: CentrePlan, how: Text, share: float | None, grids: Mapping[str, Place], language: str
) -> list[object]:
    between = "、" if language == "zh" else ", "
    where = between.join(_grid(grids, site.candidate_id) for site in plan.sites)
    return [plan.centres, how.in_(language), where, numbers.plain(plan.gains),
            numbers.percent(share)]  # fmt: skip
