"""Three-zero in sentences: the page's answer, and one line for each component."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from metrics.rating import Target
from metrics.three_zero.attainment import Allowance
from metrics.three_zero.events import KINDS, Kind
from metrics.three_zero.matrix import ATTAINED, Line
from views import numbers, sentences, weeks
from views.changes import share_said
from views.three_zero.found import Sparse, ThreeZero
from wording import Text

ATTAINED_WORDS = Text(
    "{this} {units} 个社区中 {attained} 个三零达标{share}",
    "{this}: {attained} of {units} communities at three-zero{share}",
)
REACHED = Text("，达到目标 {target}", ", which reaches the target of {target}")
OFF = Text("，目标 {target}，还差 {missing} 个", "; target {target}, short by {missing}")
MAY_FAIL = Text("，最多还可有 {count} 个不达标", "; at most {count} more may fail")
NONE_MAY_FAIL = Text("，不能再有社区不达标", "; none may fail any more")
MAY_FAIL_UNITS = Text("，最多还可有 {count} 个单位不达标", "; at most {count} more may fail")
NO_UNIT_MAY_FAIL = Text("，不能再有单位不达标", "; none may fail any more")
CANNOT = Text(
    "，即使其余全部达标也达不到目标",
    "; even if all others attain, the target is out of reach",
)
FAILED = Text("有计入事件：{names}。", "Counted events: {names}.")
PENDING = Text("有待定事件：{names}。", "Pending: {names}.")
MISSING = Text("未报零报告：{names}。", "No zero report: {names}.")
STOP = Text("。", ". ")
ONE_ATTAINS = Text("{name}{this}三零达标", "{name}: at three-zero {this}")
ONE_FAILS = Text("{name}{this}有计入事件，未达标", "{name}: counted events {this}, off target")
ONE_PENDING = Text("{name}{this}有待定事件，认定后才能定", "{name}: pending events {this}")
ONE_SILENT = Text("{name}{this}未报零报告", "{name}: no zero report {this}")
STREAK = Text("，已连续达标 {count} 周", ", {count} weeks in a row")
SINCE = Text("，距上次计入事件 {count} 天", ", {count} days since the last counted event")
NOTHING = Text("还没有社区可以说明。", "There are no communities yet.")
ALL_SILENT = Text(
    "{this} {units} 个社区都未报零报告，三零是否达标还不能说。",
    "{this}: no zero report has been filed (communities: {units}); whether they are at three-zero "
    "cannot be said.",
)
THIS_CAPITAL = {
    "week": Text("本周", "This week"),
    "month": Text("本月", "This month"),
    "quarter": Text("本季度", "This quarter"),
    "year": Text("本年", "This year"),
}
_ONE = {"green": ONE_ATTAINS, "red": ONE_FAILS, "amber": ONE_PENDING}


def _names(found: ThreeZero, ids: Iterable[str]) -> Text:
    return sentences.names([found.communities[i] for i in ids if i in found.communities], 8)


def _joined(parts: Sequence[Text]) -> Text:
    return Text("".join(p.zh for p in parts), "".join(p.en for p in parts).strip())


def headline(found: ThreeZero) -> Text:
    """The first line of the page."""
    if not found.lines:
        return NOTHING
    if found.place.level == "community":
        return one_community(found, found.lines[0])
    it, kind = found.allowance, found.period.kind
    if len(it.not_reported) == it.units:  # silence is no share of zero
        return ALL_SILENT.format(this=THIS_CAPITAL[kind], units=it.units)
    share = share_said(it.attained, it.units)
    parts = [
        ATTAINED_WORDS.format(
            this=THIS_CAPITAL[kind], units=it.units, attained=it.attained, share=share
        )
    ]
    parts += against_target(found.allowance, found.target)
    parts.append(STOP)
    for ids, words in ((it.failed, FAILED), (it.not_reported, MISSING), (it.pending, PENDING)):
        if ids:
            said = words.format(names=_names(found, ids))
            parts.append(Text(said.zh, said.en + " "))
    return _joined(parts)


def against_target(it: Allowance, aim: Target | None, *, of_units: bool = False) -> list[Text]:
    """Whether the target is reached, and how many more communities (or units) may fail."""
    if aim is None or it.may_still_fail is None:
        return []
    target = numbers.percent(aim.value).replace(".0%", "%")
    if it.missing:
        said = [OFF.format(target=target, missing=it.missing)]
        return [*said, CANNOT] if it.may_still_fail < 0 else said
    spare = it.attained - (it.needed or 0)
    more, none = (MAY_FAIL_UNITS, NO_UNIT_MAY_FAIL) if of_units else (MAY_FAIL, NONE_MAY_FAIL)
    more = more.format(count=spare) if spare else none
    return [REACHED.format(target=target), more]


def one_community(found: ThreeZero, line: Line) -> Text:
    """The first line for a single community."""
    state = next((s.now.state for s in found.standings
                  if s.metric.key == "three_zero_attainment"), "not_reported")  # fmt: skip
    words = _ONE.get(state, ONE_SILENT)
    this = sentences.THIS[found.period.kind]
    parts = [words.format(name=found.place.name, this=this)]
    if line.attained_weeks > 1 and line.latest.state in ATTAINED:
        parts.append(STREAK.format(count=line.attained_weeks))
    if line.days_since is not None:
        parts.append(SINCE.format(count=line.days_since))
    parts.append(STOP)
    return _joined(parts)


USUAL = Text(
    "{kind}：近 {count} 周 {events} 起，在通常范围内（{low}–{high} 起）",
    "{kind}: {events} in the last {count} weeks, within the usual range ({low} to {high})",
)
MORE = Text(
    "{kind}：近 {count} 周 {events} 起，多于通常范围（{low}–{high} 起）",
    "{kind}: {events} in the last {count} weeks, above the usual range ({low} to {high})",
)
FEWER = Text(
    "{kind}：近 {count} 周 {events} 起，少于通常范围（{low}–{high} 起）",
    "{kind}: {events} in the last {count} weeks, below the usual range ({low} to {high})",
)
UNMEASURED = Text("{kind}：近 {count} 周没有数据", "{kind}: no data for the last {count} weeks")
TOO_SHORT = Text("{kind}：数据太短，还不能判断变化", "{kind}: too short a series to tell")
BASIS = Text(
    "{what}，{place}，每 4 周合计，{span}；浅带为按此前 {weeks} 周（共 {total} 起）"
    "推算的范围，超出才算变化{provisional}",
    "{what}, {place}, sums of four weeks, {span}; the light band is what the {weeks} weeks before "
    "({total} events) let us expect, and only a sum beyond it is a change{provisional}",
)
PROVISIONAL = Text("；基线不足 13 周，暂定", "; fewer than 13 weeks of baseline, provisional")
WHAT: dict[Kind, Text] = {
    "petition": Text("计入和待定的信访", "Petitions counted or pending"),
    "accident": Text("计入和待定的伤亡事故", "Accidents with casualties, counted or pending"),
    "case": Text("计入和待定的刑事案件和重大治安案件",
                 "Criminal and major public-order cases, counted or pending"),
}  # fmt: skip


def signal(it: Sparse) -> Text:
    """Whether a sparse count changes: the title of its chart."""
    chart, kind = it.chart, KINDS[it.kind]
    if not len(chart.count):
        return TOO_SHORT.format(kind=kind)
    count = int(chart.block_periods[-1])
    if chart.variation is None:
        return UNMEASURED.format(kind=kind, count=4)
    events, low, high = (int(part[-1]) for part in (chart.count, chart.lower, chart.upper))
    words = MORE if events > high else FEWER if events < low else USUAL
    return words.format(kind=kind, count=count, events=events, low=low, high=high)


OF_THESE = Text(
    "{place}（有台账的 {count} 个社区）", "{place} (communities with a ledger: {count})"
)


def basis(it: Sparse, found: ThreeZero, language: str) -> str:
    """The subtitle of a chart of sparse counts."""
    place: Text | str = found.place.name
    if it.communities < len(found.communities):
        place = OF_THESE.format(place=place, count=it.communities)
    chart = it.chart
    first = int(chart.block_start[0]) if len(chart.block_start) else 0
    return BASIS.format(
        what=WHAT[it.kind], place=place, weeks=chart.baseline_periods,
        span=weeks.span(it.weeks[first].period_id, it.weeks[-1].period_id, language),
        total=int(chart.baseline_total),
        provisional=PROVISIONAL if chart.provisional else "",
    ).in_(language)  # fmt: skip
