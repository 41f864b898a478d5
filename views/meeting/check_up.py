"""The check-up before a meeting: what must be cleared up, and which department to call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from views.commitments.page import department
from views.html import Markup, join, link, tag
from wording import Text

Kind = Literal[
    "overdue", "restated", "redefined", "unreported", "stale", "contradiction", "unexplained",
    "provisional",
]  # fmt: skip

KINDS: Mapping[Kind, Text] = {
    "overdue": Text("督办逾期", "Overdue follow-ups"),
    "unreported": Text("未报", "Not reported"),
    "stale": Text("台账过期", "Sheets that are due"),
    "contradiction": Text("来源矛盾，口径待核", "Sources that contradict each other"),
    "unexplained": Text("预警而无督办", "On alert without a follow-up"),
    "restated": Text("上次会议后修订的数值", "Numbers restated since the last meeting"),
    "redefined": Text("口径或目标有变", "Changed definitions and targets"),
    "provisional": Text("暂定的零", "Zeros that are provisional"),
}
"""What a finding is, in the order of the page."""

NOTHING = Text("会前没有需要核的事项。", "Nothing has to be cleared up before the meeting.")
NOT_PUBLISHED = Text(
    "现在的数据不含这一周期，会前核对无从做起。",
    "The data in force do not reach back to this period; nothing can be checked.",
)
SUMMARY = Text(
    "会前需核 {count} 项，联系 {departments} 个部门。",
    "To clear up before the meeting: {count}. Departments to call: {departments}.",
)
UNPLACED = Text(
    "任务台账 {row} 没有对上条文，请指定",
    "ledger of commitments, {row}: no article; please say which commitment it is about",
)
KIND, WHAT = Text("类别", "Kind"), Text("内容", "What")
DEPARTMENT = Text("责任部门", "Department")
CALLS = Text("给谁打电话", "Whom to call")
NOBODY = Text("未定责任部门", "no department named")
ITEMS = Text("{count} 项", "{count}")


@dataclass(frozen=True)
class Finding:
    """One thing to clear up: what it is, and the departments that answer for it.

    ``page`` and ``query`` lead to where it can be looked at; empty where there is no such place.
    """

    kind: Kind
    what: Text
    departments: tuple[str, ...] = ()
    page: str = ""
    query: tuple[tuple[str, str], ...] = ()


def summary(findings: Sequence[Finding]) -> Text:
    """The check-up in one sentence."""
    if not findings:
        return NOTHING
    called = {name for finding in findings for name in finding.departments}
    return SUMMARY.format(count=len(findings), departments=len(called))


def listed(findings: Sequence[Finding], query: Mapping[str, str], language: str) -> Markup:
    """The findings, kind by kind, each with the department to call."""
    pieces: list[Markup] = []
    for kind, title in KINDS.items():
        of_kind = [finding for finding in findings if finding.kind == kind]
        if not of_kind:
            continue
        count = tag("span", str(len(of_kind)), class_="lt-beside")
        pieces.append(tag("h2", title.in_(language), " ", count))
        pieces.append(
            tag("ul", *(_line(each, query, language) for each in of_kind), class_="lt-mt-check")
        )
    return join(pieces)


def _line(finding: Finding, query: Mapping[str, str], language: str) -> Markup:
    words = finding.what.in_(language)
    what: object = words
    if finding.page:
        what = link(words, finding.page, {**query, **dict(finding.query)})
    return tag(
        "li", tag("span", what),
        tag("span", names(finding.departments, language), class_="lt-mt-call"),
    )  # fmt: skip


def cells(
    findings: Sequence[Finding], language: str
) -> tuple[list[str], list[tuple[object, ...]]]:  # fmt: skip
    """The check-up for a spreadsheet program: header and rows."""
    return [words.in_(language) for words in (KIND, WHAT, DEPARTMENT)], [
        (KINDS[each.kind].in_(language), each.what.in_(language), names(each.departments, language))
        for each in findings
    ]


def names(departments: Sequence[str], language: str) -> str:
    """Departments by their names in the plan; one that only a ledger knows as written."""
    between = "、" if language == "zh" else ", "
    return between.join(department(name, language) for name in departments)


def calls(findings: Sequence[Finding], language: str) -> Markup:
    """Department by department, how many things there are to ask about."""
    count = Counter(name for each in findings for name in each.departments or ("",))
    if not count:
        return Markup("")
    rows = [
        tag("tr", tag("td", names([name], language) if name else NOBODY.in_(language)),
            tag("td", ITEMS.format(count=number).in_(language), class_="lt-r"))
        for name, number in count.most_common()
    ]  # fmt: skip
    table = tag("table", tag("tbody", *rows), class_="lt-table")
    return join([tag("h2", CALLS.in_(language)), table])
