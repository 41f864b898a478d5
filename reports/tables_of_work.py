"""The tables of a pack that say what is to be done: reports, checks, tasks and follow-ups."""

from __future__ import annotations

from metrics.commitments.contradictions import Contradiction
from metrics.commitments.state import Standing as Commitment
from metrics.metric import DEPARTMENTS
from metrics.three_zero.reconcile import Check, Key
from office.follow_ups import FollowUp
from reports.result import Result
from reports.tables import CODE, METRIC, STATE, TARGET, VALUE, Column, Table, target, value
from reports.words import HIDDEN, clean, cleaned, joined
from views import numbers, results, sentences, weeks
from views.cards import departments
from views.commitments import page as commitments
from views.follow_ups import effect, page
from views.follow_ups.matter import ESCALATED, STATES, Matter
from views.meeting.check_up import UNPLACED
from views.results import Reading, Standing
from wording import Text

UNREPORTED = Text("未报情况（{count} 处）", "Not reported ({count})")
WHAT_MISSING = Text("未报的指标", "Metrics without a report")
CHECKS = Text("待核清单（{count} 处）", "To be checked ({count})")
WHEN, WHERE, WHAT = Text("时间", "When"), Text("地点", "Where"), Text("内容", "What")
TASKS = Text("预警任务（{count} 项）", "Commitments on alert ({count})")
ARTICLE, TASK = Text("条", "No."), Text("任务", "Commitment")
DEPARTMENT, NOW = Text("责任部门", "Department"), Text("现状", "Now")
DUE = Text("期限", "Due")
FOLLOW_UPS = Text("督办事项（{count} 项）", "Follow-ups ({count})")
DECISIONS = Text("议定事项（{count} 项）", "Decisions ({count})")
POST, EXPECTED = Text("责任岗位", "Post in charge"), Text("预期效果", "Expected effect")
NUMBER = Text("编号", "No.")
ON_ALERT = Text("预警指标（{count} 项）", "Metrics on alert ({count})")
TO_EXPLAIN = Text("请责任部门说明（{count} 个）", "Departments asked to explain ({count})")
COUNT = Text("项数", "Metrics")
SITUATION = Text("下级情况", "Below")
PARTS_WITHHELD = Text("各社区的数按规则不显示", "The communities' figures are withheld")

CHECK_WORDS: dict[Key, Text] = {
    "ledger_only": Text("台账有计入事件，零报告为零", "ledger counts an event, zero report none"),
    "report_only": Text("零报告有事件，台账没有", "zero report names an event, ledger none"),
    "totals_only": Text("月报有案件，零报告为零", "monthly totals name a case, zero report none"),
    "no_approver": Text("剔除未写审批人", "exclusion without approver"),
    "no_day": Text("剔除未写审批日期", "exclusion without a day"),
    "no_reason": Text("剔除未写理由", "exclusion without a reason"),
}
"""What is to be checked, without kind or number: both would fill a cell of the table of events."""

OF_COMMITMENT = Text("任务 {number}，{what}", "commitment {number}, {what}")
FIGURES_DIFFER = Text(
    "{row}：台账当前值与业务表算得的不同，口径待核",
    "{row}: the ledger and the sheets give different figures; to be checked",
)


def silent(result: Result) -> dict[str, list[Reading]]:
    """Place -> what was not reported of it."""
    by_place: dict[str, list[Reading]] = {}
    for reading in results.silent(result.unreported, result.standings):
        by_place.setdefault(reading.place.place_id, []).append(reading)
    return by_place


def unreported(result: Result, language: str, *, most: int | None = None) -> Table:
    """Who did not report what, a place in a row; of more than ``most`` metrics only the first."""
    rows = [
        (clean(found[0].place.name), _named(found, most or len(found)).in_(language))
        for found in silent(result).values()
    ]
    columns = (
        Column("place", WHERE, 1.2),
        Column("metrics", WHAT_MISSING, 5.0),
    )
    return Table("unreported", UNREPORTED, columns, tuple(rows), language)


def _named(found: list[Reading], most: int) -> Text:
    """Metrics by name; of many the first, and how many they are."""
    said = sentences.listed([reading.metric.name for reading in found], most)
    return Text(f"{said.zh} {len(found)} 项", said.en) if len(found) > most else said


def checks(result: Result, language: str) -> Table:
    """What independent sources say differently: of three-zero, the latest first, then where the
    ledger of commitments contradicts itself, the plan or the sheets, or names no commitment."""
    rows = [
        (_when(check, language), _name(result, check.community_id),
         CHECK_WORDS[check.key].in_(language))
        for check in result.three_zero.checks
    ]  # fmt: skip
    board, whole = result.commitments.board, clean(result.place.name)
    rows += [
        (numbers.short_day(one.known_on), whole,
         cleaned(_contradiction(result, one, it)).in_(language))
        for one in board.standings for it in one.contradictions
    ]  # fmt: skip
    rows += [
        (numbers.NONE, whole,
         UNPLACED.format(row=clean(row.get("commitment_id") or numbers.NONE)).in_(language))
        for row in board.unmatched
    ]  # fmt: skip
    columns = (
        Column("when", WHEN, 1.2),
        Column("place", WHERE, 1.4),
        Column("what", WHAT, 4.0),
    )
    return Table("checks", CHECKS, columns, tuple(rows), language)


def _contradiction(result: Result, one: Commitment, it: Contradiction) -> Text:
    """What a row of the ledger contradicts, without a figure that the rule withholds."""
    declared = one.commitment
    measured = (declared.metric, declared.compared_with, declared.compared_jointly)
    is_hidden = any((key or "", result.place.place_id) in result.hidden for key in measured)
    is_told = not is_hidden or it.key != "figures_differ"
    what = it.text if is_told else FIGURES_DIFFER.format(row=it.ledger_id)
    return OF_COMMITMENT.format(number=declared.id, what=what)


def tasks(result: Result, language: str) -> Table:
    """The commitments of the plan that are on alert."""
    rows = [
        (one.commitment.id, one.commitment.title.in_(language),
         joined((commitments.department(d, language) for d in one.departments), language),
         _now(result, one, language), numbers.short_day(one.due_on), _code(result, one))
        for one in result.commitments.board.standings
        if one.state == "red" and one.commitment.is_judged
    ]  # fmt: skip
    columns = (
        Column("number", ARTICLE, 0.7),
        Column("task", TASK, 3.6),
        Column("department", DEPARTMENT, 2.4),
        Column("now", NOW, 1.3, True),
        Column("due", DUE, 1.6),
        CODE,
    )
    return Table("tasks", TASKS, columns, tuple(rows), language)


def _now(result: Result, one: Commitment, language: str) -> str:
    """How a commitment stands, unless it rests on a figure that the rule withholds."""
    is_measured = one.decided_by == "metric"
    if is_measured and (one.commitment.metric, result.place.place_id) in result.hidden:
        return HIDDEN.in_(language)
    return commitments.value(one, language)


def _code(result: Result, one: Commitment) -> str:
    """The passport of the figure that a commitment rests on; a dash where that is the ledger."""
    key = (one.commitment.metric or "", result.place.place_id)
    return result.codes.get(key, numbers.NONE) if one.decided_by == "metric" else numbers.NONE


def follow_ups(result: Result, language: str) -> Table:
    """Every follow-up that is not verified, in the order of what needs attention."""
    rows = [
        (clean(m.code), clean(m.outside(language)), clean(page.department(m, language)),
         clean(m.post) or numbers.NONE, numbers.short_day(m.due), matter_state(m, language))
        for m in result.open_matters
    ]  # fmt: skip
    columns = (
        Column("code", NUMBER, 1.1),
        Column("what", WHAT, 3.4),
        Column("department", DEPARTMENT, 2.2),
        Column("post", POST, 1.5),
        Column("due", DUE, 1.6),
        Column("state", STATE.words, 1.8),
    )
    return Table("follow_ups", FOLLOW_UPS, columns, tuple(rows), language)


def matter_state(matter: Matter, language: str) -> str:
    """Shape and word of a follow-up's state, whether it was escalated, and whether it worked."""
    shape, word = STATES[matter.state]
    said = [f"{shape} {word.in_(language)}"]
    if matter.is_escalated:
        said.append(ESCALATED.in_(language))
    if matter.effect is not None:
        said.append(effect.verdict(matter.effect).in_(language))
    return joined(said, language)


def decisions(result: Result, language: str) -> Table:
    """What the meeting decided."""
    rows = [
        (f.code, clean(f.what), department(f, language), clean(f.post), numbers.short_day(f.due_on),
         clean(f.expected) or numbers.NONE)
        for f in result.decisions
    ]  # fmt: skip
    columns = (
        Column("code", NUMBER, 1.1),
        Column("what", WHAT, 3.2),
        Column("department", DEPARTMENT, 2.2),
        Column("post", POST, 1.5),
        Column("due", DUE, 1.6),
        Column("expected", EXPECTED, 2.0),
    )
    return Table("decisions", DECISIONS, columns, tuple(rows), language)


def alerts(result: Result, language: str) -> Table:
    """The metrics on alert: where below they are, and who answers for them."""
    rows = [
        (s.metric.name.in_(language), value(result, s.now, language), target(s, language),
         cleaned(where(result, s)).in_(language),
         departments(s.metric, language),
         result.code(s.now))
        for s in result.in_state("red")
    ]  # fmt: skip
    columns = (METRIC, VALUE, TARGET, Column("where", SITUATION, 5.2),
               Column("department", DEPARTMENT, 2.6), CODE)  # fmt: skip
    return Table("alerts", ON_ALERT, columns, tuple(rows), language)


def where(result: Result, standing: Standing) -> Text:
    """Who below is on alert or silent, or that the rule withholds it."""
    if not standing.parts:
        return Text(numbers.NONE, numbers.NONE)
    hidden = [(p.metric.key, p.place.place_id) in result.hidden for p in standing.parts]
    return PARTS_WITHHELD if all(hidden) else sentences.field(standing.parts)


def to_explain(result: Result, language: str) -> Table:
    """Who answers for what is on alert, until the meeting has decided."""
    by_department: dict[str, list[str]] = {}
    for standing in () if result.decisions else result.in_state("red"):
        for name in standing.metric.departments:
            found = by_department.setdefault(DEPARTMENTS[name].in_(language), [])
            found.append(standing.metric.name.in_(language))
    rows = [(name, str(len(found)), joined(found, language))
            for name, found in by_department.items()]  # fmt: skip
    columns = (
        Column("department", DEPARTMENT, 2.0),
        Column("alerts", COUNT, 0.8, True),
        Column("metrics", METRIC.words, 6.0),
    )
    return Table("to_explain", TO_EXPLAIN, columns, tuple(rows), language)


def department(found: FollowUp, language: str) -> str:
    """The department of a follow-up, exactly as in the plan, or as it was written."""
    return clean(commitments.department(found.department, language))


def _when(check: Check, language: str) -> str:
    if "W" in check.period_id:
        return weeks.short(check.period_id, language)
    return weeks.month_of_id(check.period_id, language)


def _name(result: Result, place_id: str) -> str:
    found = result.places.get(place_id)
    return clean(found.name) if found else place_id
