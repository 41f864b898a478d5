"""The commitments page, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.commitments.model import DEPARTMENTS, SETTERS
from metrics.commitments.state import Standing
from metrics.commitments.units import UNITS
from metrics.rating import State
from views import numbers
from views.commitments.found import Commitments
from views.html import Markup, join, link, tag
from views.lights import chip, light_of
from views.tables import Column, table
from wording import Text

WAYS: Mapping[str, Text] = {
    "article": Text("按条文", "By article"),
    "department": Text("按部门", "By department"),
    "due": Text("按期限", "By due day"),
}
NUMBER = Text("条", "No.")
TITLE = Text("任务", "Commitment")
DEPARTMENT = Text("责任部门", "Departments")
THRESHOLD = Text("要求", "Asked for")
VALUE = Text("现状", "Now")
STATE = Text("状态", "State")
EVIDENCE = Text("佐证", "Evidence")
DUE = Text("期限", "Due")
OVERDUE = Text("已逾期", "overdue")
BY_OFFICE = Text("街道指定", "assigned by the office")
SUGGESTED = Text("建议：{words}（未定）", "suggested: {words} (not decided)")
LEDGER = Text("任务台账 {ids}", "Ledger {ids}")
WOULD_BE = Text("应由{name}提供", "expected: {name}")
OFFICE_LEDGER = Text("承诺任务台账", "ledger of commitments")
MISSING = Text("原文缺号（27 之后是 29）", "missing in the source (27 is followed by 29)")
BY_DEPARTMENT = Text("各部门件数", "By department")
BY_DEPARTMENT_WORDS = Text(
    "共同负责的任务在每个部门各计一次。", "A shared commitment counts under each department."
)
TO_CHECK = Text("待核", "To be checked")
UNMATCHED = Text("台账中未对上条文的行", "Rows of the ledger without an article")
UNMATCHED_WORDS = Text("请指定对应的条文。", "Please say which commitment they are about.")
TABLE = Text("承诺任务", "Commitments")
NOTHING_TO_CHECK = Text("台账、方案和业务表一致。", "Ledger, plan and sheets agree.")
HERE_ONLY = Text(
    "任务台账只管全街道；这里只列社区有指标的任务。",
    "The ledger speaks for the subdistrict; only commitments with an indicator are listed here.",
)
HEADLINE = Text("{place} {count} 项任务：{parts}。", "{place}, {count} commitments: {parts}.")
COUNTED: Mapping[str, Text] = {
    "green": Text("达标 {count} 项", "{count} on target"),
    "amber": Text("关注 {count} 项", "{count} to watch"),
    "red": Text("预警 {count} 项", "{count} on alert"),
    "not_reported": Text(
        "灰（未报或无佐证）{count} 项", "{count} grey (not reported, no evidence)"
    ),
    "no_target": Text("未设目标或未到期 {count} 项", "{count} without target or not due"),
}
OVERDUE_COUNT = Text("已逾期 {count} 项。", " {count} overdue.")
CHECK_COUNT = Text("待核 {count} 处。", " {count} to be checked.")
SHOWN: tuple[State, ...] = ("red", "amber", "not_reported", "green", "no_target")
UNSAID = {"met", "not_met", "close", "not_reported", "unjudged"}
"""Reasons that say no more than the light."""


def headline(found: Commitments) -> Text:
    """How many stand how."""
    counts = found.board.counts()
    parts = [COUNTED[s].format(count=counts[s]) for s in ("green", "amber", "red", "not_reported",
                                                          "no_target") if counts[s]]  # fmt: skip
    words = Text("，".join(p.zh for p in parts) or "无", ", ".join(p.en for p in parts) or "none")
    said = HEADLINE.format(place=found.place.name, count=sum(counts.values()), parts=words)
    overdue = len([s for s in found.board.standings if s.is_overdue])
    checks = sum(len(s.contradictions) for s in found.board.standings) + len(found.board.unmatched)
    more = [w.format(count=n) for w, n in ((OVERDUE_COUNT, overdue), (CHECK_COUNT, checks)) if n]
    return Text(said.zh + "".join(m.zh for m in more), said.en + "".join(m.en for m in more))


def way(asked: str) -> str:
    """The order that the address asks for; by article unless it names another."""
    return asked if asked in WAYS else "article"


def switch(chosen: str, query: Mapping[str, str], language: str) -> Markup:
    """The three orders as links; the chosen one is marked."""
    links = [
        link(words.in_(language), "commitments", {**query, "by": key},
             aria_current="true" if key == chosen else None)
        for key, words in WAYS.items()
    ]  # fmt: skip
    return tag("nav", *links, class_="lt-switch")


def department(name: str, language: str) -> str:
    """A department in the reader's language; one that only the ledger knows as written."""
    known = DEPARTMENTS.get(name)
    return known.in_(language) if known else name


def rows(found: Commitments, chosen: str, language: str) -> Markup:
    """All commitments in the chosen order."""
    if chosen == "department":
        groups = [
            (department(name, language), ones) for name, ones in found.board.by_department().items()
        ]
    elif chosen == "due":
        groups = [("", found.board.by_due_day())]
    else:
        groups = [("", found.board.standings)]
    columns = [NUMBER, TITLE, DEPARTMENT, THRESHOLD, VALUE, STATE, EVIDENCE, DUE]
    head = tag("tr", *(tag("th", c.in_(language), scope="col",
                           class_="lt-r" if c is VALUE else None) for c in columns))  # fmt: skip
    body: list[Markup] = []
    for heading, ones in groups:
        if heading:
            body.append(_heading(heading, ones, len(columns), language))
        body += [_row(found, one, language) for one in ones]
    inner = tag("table", tag("thead", head), tag("tbody", *body), class_="lt-table lt-plan")
    remark = "" if found.is_whole else tag("p", HERE_ONLY.in_(language), class_="lt-remark")
    return tag("div", remark, tag("div", inner, class_="lt-scroll"))


def tables(found: Commitments, language: str) -> list[tuple[Text, Markup]]:
    """What the page lets people take away."""
    return [(TABLE, rows(found, "article", language))]


def _heading(name: str, ones: Sequence[Standing], width: int, language: str) -> Markup:
    counts = [_count(len([o for o in ones if o.state == s and o.commitment.is_judged]), s, language)
              for s in SHOWN]  # fmt: skip
    return tag("tr", tag("th", name, tag("span", *counts, class_="lt-counts"), colspan=width,
                         scope="rowgroup"), class_="lt-group")  # fmt: skip


def _count(count: int, state: str, language: str) -> Markup:
    if not count:
        return Markup("")
    return tag("span", _shape(state, language), f" {count}", class_=f"lt-{state}")


def _row(found: Commitments, one: Standing, language: str) -> Markup:
    it = one.commitment
    names = ("、" if language == "zh" else ", ").join(department(d, language)
                                                      for d in one.departments)  # fmt: skip
    if one.is_assigned_by_office:
        names += f"（{BY_OFFICE.zh}）" if language == "zh" else f" ({BY_OFFICE.en})"
    title: object = it.title.in_(language)
    if it.is_missing_in_source:
        title = tag("span", MISSING.in_(language), class_="lt-faint")
    return tag(
        "tr",
        tag("td", it.id if it.article else numbers.NONE, class_="lt-faint"),
        tag("td", title), tag("td", names), tag("td", _threshold(one, language)),
        tag("td", value(one, language), class_="lt-r"), tag("td", state(one, language)),
        tag("td", _evidence(found, one, language), class_="lt-second"),
        tag("td", _due(one, language)),
    )  # fmt: skip


def _threshold(one: Standing, language: str) -> Markup:
    """What is asked for and who set it."""
    it = one.commitment
    if it.threshold is None and one.target is None:
        if it.suggested is None:
            return tag("span", numbers.NONE, class_="lt-faint")
        words = SUGGESTED.format(words=it.suggested).in_(language)
        return tag("span", words, class_="lt-faint")
    words = it.threshold.in_(language) if it.threshold else _figure(one, one.target, language)
    set_by = it.set_by if it.threshold else one.target_set_by
    who = SETTERS[set_by].in_(language)
    beside = f"（{who}）" if language == "zh" else f" ({who})"
    return tag("span", words, tag("span", beside, class_="lt-faint"))


def _figure(one: Standing, figure: float | None, language: str) -> str:
    if figure is None:
        return numbers.NONE
    if one.is_share:
        return numbers.percent(figure)
    if language == "en" and one.unit == UNITS["万元"]:
        return f"CNY {numbers.plain(figure * 10_000)}"  # 125 10,000 yuan is no English figure
    decimals = 0 if float(figure).is_integer() else 1
    unit = one.unit.in_(language)
    return f"{numbers.plain(figure, decimals)} {unit}".replace(" %", "%")


def value(one: Standing, language: str) -> str:
    """The figure in its unit; a dash where there is none."""
    return _figure(one, one.value, language)


def state(one: Standing, language: str) -> Markup:
    """The light with its word, and why where that says more."""
    if not one.commitment.is_judged:
        return tag("span", numbers.NONE, class_="lt-faint")
    said = tag("span", one.words.in_(language), class_="lt-second lt-why")
    if one.state == "no_target":
        return said
    if one.state == "not_reported":
        shape = tag("span", light_of(one.state).shape, class_="lt-shape", aria_hidden="true")
        return tag("span", shape, one.words.in_(language), class_="lt-light lt-not_reported")
    light = chip(one.state, language)
    return light if one.reason in UNSAID else join([light, said], " ")


def _evidence(found: Commitments, one: Standing, language: str) -> str:
    it = one.commitment
    if not it.is_judged:
        return numbers.NONE
    of_metric = found.metrics.get(it.metric or "")
    if one.decided_by == "metric" and of_metric:
        return of_metric.in_(language)
    if one.decided_by == "ledger":
        return LEDGER.format(ids=" ".join(one.ledger_ids)).in_(language).strip()
    name = of_metric or OFFICE_LEDGER  # without an indicator only the ledger can speak
    return WOULD_BE.format(name=Text(f"《{name.zh}》", name.en.lower())).in_(language)


def _due(one: Standing, language: str) -> Markup:
    if one.due_on is None:
        return tag("span", numbers.NONE, class_="lt-faint")
    day = tag("span", numbers.short_day(one.due_on), class_="lt-day")
    if not one.is_overdue:
        return day
    return join([day, tag("strong", OVERDUE.in_(language), class_="lt-overdue")], " ")


def departments(found: Commitments, query: Mapping[str, str], language: str) -> Markup:
    """How many stand how under each department."""
    columns = [
        Column(DEPARTMENT.in_(language)),
        *(Column(_shape(s, language), True) for s in SHOWN),
    ]
    listed = []
    for name, counts in found.board.counts_by_department().items():
        cells = [
            tag("span", counts[s], class_=f"lt-{s}" if counts[s] else "lt-faint") for s in SHOWN
        ]
        listed.append([department(name, language), *cells])
    keys = [tag("span", _shape(s, language), light_of(s).word.in_(language), class_="lt-key")
            for s in SHOWN]  # fmt: skip
    return join([
        tag("h2", BY_DEPARTMENT.in_(language)), table(columns, listed),
        tag("div", *keys, class_="lt-legend"),
        tag("p", BY_DEPARTMENT_WORDS.in_(language), class_="lt-remark"),
    ])  # fmt: skip


def _shape(state: str, language: str) -> Markup:
    light = light_of(state)
    return tag("span", light.shape or "–", class_=f"lt-{state}", title=light.word.in_(language))


def to_check(found: Commitments, language: str) -> Markup:
    """Contradictions, and rows that nobody could place, in neutral words."""
    said = [
        tag("li", tag("span", one.commitment.id, class_="lt-faint"), " ", it.text.in_(language))
        for one in found.board.standings
        for it in one.contradictions
    ]
    pieces = [tag("h2", TO_CHECK.in_(language))]
    if said:
        pieces.append(tag("ul", *said, class_="lt-missing"))
    else:
        pieces.append(tag("p", NOTHING_TO_CHECK.in_(language), class_="lt-remark"))
    if found.board.unmatched:
        colon = "：" if language == "zh" else ": "
        listed = [
            tag("li", " ".join(str(row.get(k) or "") for k in ("commitment_id", "clause")), colon,
                str(row.get("commitment") or numbers.NONE))
            for row in found.board.unmatched
        ]  # fmt: skip
        pieces += [tag("h2", UNMATCHED.in_(language)),
                   tag("p", UNMATCHED_WORDS.in_(language), class_="lt-remark"),
                   tag("ul", *listed, class_="lt-missing")]  # fmt: skip
    return join(pieces)
