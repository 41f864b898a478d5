"""The handbook of metrics, written from their declarations."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.metric import FAMILIES, Metric
from views import numbers, targets
from views.cards import departments
from views.html import Markup, join, tag
from views.places import LEVEL_NAMES
from wording import Text

MEANING = Text("含义", "Meaning")
FORMULA = Text("算法", "Formula")
UNIT = Text("单位", "Unit")
TARGET = Text("目标", "Target")
RATING = Text("亮灯", "Lights")
SOURCE = Text("依据", "Source")
WHO = Text("责任部门", "Departments")
CHANGES = Text("口径调整", "Changes of definition")
LEVELS = Text("层级", "Levels")
NO_TARGET = Text("未设目标，不亮灯", "No target, no light")
NO_UNIT = Text("百分比", "Per cent")
FORMULAS = {
    "ratio": Text(
        "分子合计 ÷ 分母合计，先合计后相除", "Sum of the upper part divided by the sum of the lower"
    ),
    "rate": Text(
        "分子合计 ÷ 分母合计 × {scale}，先合计后相除",
        "Sum of the upper part divided by the sum of the lower, times {scale}",
    ),
    "count": Text("直接计数，下级合计等于上级", "A count; the parts add up to the whole"),
}  # fmt: skip
DISTINCT = Text(
    "按人去重，下级合计可能大于上级", "Persons are counted once; the parts may exceed the whole"
)
BETTER = {
    "up": Text("越高越好", "Higher is better"),
    "down": Text("越低越好", "Lower is better"),
    "neutral": Text("高低无好坏之分", "Neither direction is better"),
}


def formula(metric: Metric) -> Text:
    """How the number comes about, in words."""
    words = FORMULAS[metric.kind].format(scale=numbers.plain(metric.scale))
    return (
        words
        if metric.adds_up
        else Text(f"{words.zh}；{DISTINCT.zh}", f"{words.en}; {DISTINCT.en}")
    )


def _targets(metric: Metric, language: str) -> str:
    if not metric.targets:
        return NO_TARGET.in_(language)
    between = "；" if language == "zh" else "; "
    return between.join(targets.words(metric, target, language) for target in metric.targets)


def _changes(metric: Metric, language: str) -> str:
    """On which days the definition changed, and whether earlier figures were recomputed."""
    return " · ".join(
        f"{numbers.short_day(change.on)} {change.what.in_(language)} ({change.label.in_(language)})"
        for change in metric.changes
    )


def entry(metric: Metric, language: str) -> Markup:
    """One metric with everything that is declared of it."""
    between = "、" if language == "zh" else ", "
    said: list[tuple[Text, str]] = [
        (MEANING, metric.meaning.in_(language)),
        (FORMULA, f"{formula(metric).in_(language)} · {BETTER[metric.better].in_(language)}"),
        (UNIT, numbers.unit(metric, language) or NO_UNIT.in_(language)),
        (TARGET, _targets(metric, language)),
    ]
    if metric.targets:
        said.append((RATING, metric.rating.words.in_(language)))
    said += [
        (LEVELS, between.join(LEVEL_NAMES[level].in_(language) for level in metric.levels)),
        (SOURCE, metric.source.in_(language)),
        (WHO, departments(metric, language)),
    ]
    if metric.changes:
        said.append((CHANGES, _changes(metric, language)))
    facts = tag("dl", *(tag("div", tag("dt", t.in_(language)), tag("dd", d)) for t, d in said))
    name = tag("div", tag("h3", metric.name.in_(language)), tag("code", metric.key))
    return tag("article", name, facts, class_="lt-definition", id=metric.key)


def draw(metrics: Mapping[str, Metric], language: str) -> Markup:
    """All metrics, family by family."""
    parts: list[Markup] = []
    for family, name in FAMILIES.items():
        of_family = [metric for metric in metrics.values() if metric.family == family]
        if of_family:
            parts.append(tag("h2", name.in_(language)))
            parts += [entry(metric, language) for metric in of_family]
    return join(parts)
