"""The page of follow-ups: the ledger of what was decided, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from views import numbers
from views.commitments import page as commitments
from views.follow_ups import effect as effects
from views.follow_ups.matter import STATES, Matter, state_chip
from views.html import Markup, join, link, tag
from views.tables import Column, table
from wording import Text

NOTHING = Text(
    "还没有督办事项。例会议定的事项，和导入的《督办整改台账》，会列在这里。",
    "There are no follow-ups yet. What a meeting decides, and the imported ledger of supervised "
    "matters, are listed here.",
)
SUMMARY = Text(
    "督办 {count} 项：逾期 {overdue} 项，本周到期 {due} 项，办理中 {open} 项，"
    "待核查 {done} 项，已销号 {verified} 项。",
    "{count} follow-ups: {overdue} overdue, {due} due this week, {open} open, {done} to be "
    "verified, {verified} verified.",
)
NONE_LEFT = Text("按所选条件没有事项。", "Nothing meets these filters.")
CODE, WHAT = Text("编号", "Number"), Text("事项", "Matter")
DEPARTMENT, POST = Text("责任部门", "Department"), Text("责任岗位", "Post")
STATE, DUE = Text("状态", "State"), Text("期限", "Due")
PLACE, METRIC = Text("地点", "Place"), Text("指标", "Indicator")
DONE, EFFECT, REASON = Text("办结日期", "Done on"), Text("效果", "Effect"), Text("效果依据", "Why")
ORIGIN = Text("来源", "Origin")
EXPECTED = Text("预期效果", "Expected effect")
NUMBERED = Text("第 {number} 次例会", "meeting {number}")
HISTORY = Text("经过", "History")
RULES = Text("效果怎样判断", "How the effect is judged")
RULE_LINES = (
    Text(
        "先看办理前 26 周：只用议定之前的数据立出通常范围；议定到办结之间的几周不算在任何一边。",
        "The 26 weeks before the decision alone set the usual range; the weeks between the "
        "decision and the day it was done belong to neither side.",
    ),
    Text(
        "每周 3 件以上的指标：办结后 8 周内向好越出范围（XmR 控制图），为见效；"
        "满 7 周没有，为尚未见效；不满 7 周，为时尚早。",
        "Three or more a week: beyond the limits (XmR) for the better within 8 weeks is effective; "
        "none in 7 weeks is no effect yet; fewer weeks are too early to tell.",
    ),
    Text(
        "件数少的指标：办结后的件数合在一起，每 4 周与按以往推算的下限比一次，最多 26 周；"
        "连一件不发生也不算少见时，为时尚早。",
        "Fewer than that: all since it are counted together and compared every 4 weeks, up to 26, "
        "with the least that the weeks before let us expect; as long as not even none would be "
        "unusual, it is too early.",
    ),
    Text(
        "存量指标：办结之后的台账达到议定时的目标，为见效。数量指标，以及没有目标的存量指标，不作判断。",
        "A state: effective when a sheet of a day after it reaches the target of the day of the "
        "decision. Volumes, and states without a target, are not judged.",
    ),
)
LISTED = 200
MORE = Text(
    "另有 {count} 项未列出，请用上面的条件筛选。", "{count} more; narrow the filters above."
)


def summary(matters: Sequence[Matter]) -> Text:
    """The ledger in one sentence."""
    if not matters:
        return NOTHING
    count = {state: sum(m.state == state for m in matters) for state in STATES}
    return SUMMARY.format(count=len(matters), **count)


def chosen(
    matters: Iterable[Matter], *, department: str = "", state: str = "", due: str = "", today: date
) -> tuple[Matter, ...]:
    """The matters that meet the filters; an empty one lets everything through."""
    return tuple(
        matter for matter in matters
        if department in ("", matter.department)
        and (state in ("", matter.state) or (state == "escalated" and matter.is_escalated))
        and _is_due(matter, due, today)
    )  # fmt: skip


def _is_due(matter: Matter, due: str, today: date) -> bool:
    """Whether something not yet finished is due within so many days; any without a number."""
    if not due.isdigit():
        return True
    return matter.state not in ("done", "verified") and (matter.due_on - today).days <= int(due)


def listed(matters: Sequence[Matter], query: Mapping[str, str], language: str) -> Markup:
    """The ledger as a table; the number of a matter opens it."""
    if not matters:
        return tag("p", NONE_LEFT.in_(language), class_="lt-remark")
    columns = [Column(t.in_(language)) for t in (CODE, STATE, DUE, WHAT, DEPARTMENT, PLACE, EFFECT)]
    drawn = table(columns, [_line(matter, query, language) for matter in matters[:LISTED]])
    left = len(matters) - LISTED
    more = tag("p", MORE.format(count=left).in_(language), class_="lt-remark")
    return join([drawn, more] if left > 0 else [drawn])


def _line(matter: Matter, query: Mapping[str, str], language: str) -> Sequence[object]:
    where = matter.place.name if matter.place is not None else ""
    about = matter.metric.name.in_(language) if matter.metric is not None else ""
    worked: object = ""
    if matter.effect is not None:
        why = effects.reason(matter.effect, matter.metric).in_(language)
        worked = tag("span", effects.chip(matter.effect, language), title=why)
    what = tag("span", matter.what, tag("span", about, class_="lt-mt-about") if about else "",
               class_="lt-mt-what")  # fmt: skip
    return (
        link(matter.code, "follow_ups", {**query, "matter": matter.code}, class_="lt-mt-code"),
        state_chip(matter, language),
        tag("span", numbers.short_day(matter.due), class_="lt-mt-code"), what,
        department(matter, language), where, worked,
    )  # fmt: skip


def department(matter: Matter, language: str) -> str:
    """The department by its name in the plan; one that only a ledger knows as written."""
    return commitments.department(matter.department, language)


def detail(matter: Matter, language: str) -> Markup:
    """All that is known of one matter: what it is about, whether it worked, what happened."""
    said: list[tuple[Text, str | Markup]] = [
        (CODE, matter.code), (STATE, state_chip(matter, language)),
        (WHAT, matter.what), (DEPARTMENT, department(matter, language)),
    ]  # fmt: skip
    if matter.post:
        said.append((POST, matter.post))
    said.append((DUE, numbers.day(matter.due, language)))
    if matter.metric is not None:
        said.append((METRIC, matter.metric.name.in_(language)))
    if matter.place is not None:
        said.append((PLACE, matter.place.name))
    if matter.expected:
        said.append((EXPECTED, matter.expected))
    if origin(matter, language):
        said.append((ORIGIN, origin(matter, language)))
    if matter.effect is not None:
        colon = "：" if language == "zh" else ": "
        why = effects.reason(matter.effect, matter.metric).in_(language)
        said.append((EFFECT, f"{effects.verdict(matter.effect).in_(language)}{colon}{why}"))
    body = tag("dl", *(tag("div", tag("dt", t.in_(language)), tag("dd", d)) for t, d in said),
               class_="lt-mt-facts")  # fmt: skip
    if not matter.history:
        return body
    lines = [
        tag("li", f"{each.at:%Y-%m-%d %H:%M} ", each.what.in_(language), f" · {each.by}",
            f" · {each.note}" if each.note else "")
        for each in matter.history
    ]  # fmt: skip
    history = tag("div", tag("h2", HISTORY.in_(language)), tag("ul", *lines, class_="lt-missing"))
    return tag("div", body, history, class_="lt-mt-detail")


def origin(matter: Matter, language: str) -> str:
    """Where a matter comes from."""
    if matter.meeting_number is not None:
        return NUMBERED.format(number=matter.meeting_number).in_(language)
    return matter.origin


def rules(language: str) -> Markup:
    """How it is judged whether a follow-up worked, in a few lines that open on demand."""
    lines = [tag("li", words.in_(language)) for words in RULE_LINES]
    return tag("details", tag("summary", RULES.in_(language)), tag("ul", *lines), class_="lt-more")


def rows(
    matters: Sequence[Matter], language: str
) -> tuple[list[str], list[tuple[object, ...]]]:  # fmt: skip
    """The ledger for a spreadsheet program: header and rows."""
    header = (CODE, STATE, DUE, WHAT, DEPARTMENT, POST, PLACE, METRIC, EXPECTED, ORIGIN, DONE,
              EFFECT, REASON)  # fmt: skip
    return [words.in_(language) for words in header], [_cells(m, language) for m in matters]


def _cells(matter: Matter, language: str) -> tuple[object, ...]:
    worked = why = ""
    if matter.effect is not None:
        worked = effects.verdict(matter.effect).in_(language)
        why = effects.reason(matter.effect, matter.metric).in_(language)
    return (
        matter.code, STATES[matter.state][1].in_(language), numbers.short_day(matter.due),
        matter.outside(language), department(matter, language), matter.post,
        matter.place.name if matter.place else "",
        matter.metric.name.in_(language) if matter.metric else "", matter.expected,
        origin(matter, language), numbers.short_day(matter.done_on) if matter.done_on else "",
        worked, why,
    )  # fmt: skip
