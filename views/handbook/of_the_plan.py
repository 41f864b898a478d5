"""The chapters of the commitments of the plan and of the constants behind numbers and signals."""

from __future__ import annotations

from itertools import groupby

from metrics.catalogue import metrics
from metrics.commitments.catalogue import commitments
from metrics.commitments.model import DEPARTMENTS, KINDS, SETTERS, Commitment
from metrics.constants import GROUPS, Constant
from views import numbers
from views.handbook.content import Chapter, Listing, Section, plain
from wording import Text, joined

PLAN = Text("承诺任务", "Commitments")
PLAN_INTRO = Text(
    "方案各条中可检查的承诺。有业务表的按指标判定，否则按街道的任务台账，再没有的为灰（无佐证）。",
    "What the plan promises and can be checked. A metric judges where a sheet feeds one, else the "
    "office's ledger of commitments does; without either a commitment is grey, no evidence.",
)
COLUMNS = (
    Text("编号", "No."),
    Text("任务", "Commitment"),
    Text("责任部门", "Departments"),
    Text("类型", "Kind"),
    Text("要求", "Asked for"),
    Text("由谁设定", "Set by"),
    Text("亮灯", "Lights"),
    Text("佐证", "Evidence"),
)
SUGGESTED = Text("建议：{words}（未定）", "suggested: {words} (not decided)")
LEDGER = Text("承诺任务台账", "the office's ledger")
MISSING = Text("原文缺号", "missing in the source")

CONSTANTS = Text("常数", "Constants")
CONSTANTS_INTRO = Text(
    "决定数字、亮灯和统计信号的每一个常数，及其出处。",
    "Every constant that decides a number, a light or a signal, with its source.",
)
CONSTANT_COLUMNS = (
    Text("名称", "Name"),
    Text("取值", "Value"),
    Text("含义", "Meaning"),
    Text("出处", "Source"),
)
NONE = plain(numbers.NONE)


def _evidence(one: Commitment) -> Text:
    if not one.is_judged:
        return NONE
    return metrics()[one.metric].name if one.metric else LEDGER


def _commitment(one: Commitment) -> tuple[Text, ...]:
    asked = one.threshold or (SUGGESTED.format(words=one.suggested) if one.suggested else NONE)
    return (
        plain(one.id),
        MISSING if one.is_missing_in_source else one.title,
        joined(DEPARTMENTS[n] for n in one.department_names) if one.department_names else NONE,
        KINDS[one.kind] if one.kind else NONE,
        asked,
        SETTERS[one.set_by] if one.is_judged else NONE,
        one.rule_words if one.is_judged else NONE,
        _evidence(one),
    )


def plan_chapter() -> Chapter:
    """All commitments in the order of the plan, article by article."""
    sections = tuple(
        Section(clause, listing=Listing(COLUMNS, tuple(_commitment(one) for one in ones)))
        for clause, ones in groupby(commitments().values(), key=lambda one: one.clause)
    )
    return Chapter("plan", PLAN, PLAN_INTRO, sections)


def _constant(one: Constant) -> tuple[Text, ...]:
    return (plain(one.name), plain(f"{one.value:.10g}"), one.meaning, one.source)


def constants_chapter() -> Chapter:
    """Every constant with its citation."""
    sections = tuple(
        Section(
            group.name,
            listing=Listing(CONSTANT_COLUMNS, tuple(_constant(one) for one in group.constants)),
        )
        for group in GROUPS
    )
    return Chapter("constants", CONSTANTS, CONSTANTS_INTRO, sections)
