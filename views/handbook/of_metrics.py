"""The chapter of the metrics: what each means, who asks for it, and when it is on target."""

from __future__ import annotations

from collections.abc import Mapping

from metrics import catalogue
from metrics.metric import DEPARTMENTS, FAMILIES, Metric
from views import numbers, targets
from views.handbook.content import Chapter, Entry, Section
from views.places import LEVEL_NAMES
from wording import Text, joined

NAME = Text("指标", "Metrics")
INTRO = Text(
    "共 {count} 项指标。每项写明算法、亮灯规则和目标由谁设定：方案、街道，或尚未设定。",
    "{count} metrics. Each says how it is computed, when it is on target and who set the target: "
    "the plan, the office, or nobody yet.",
)
MEANING = Text("含义", "Meaning")
FORMULA = Text("算法", "Formula")
UNIT = Text("单位", "Unit")
TARGET = Text("目标", "Target")
RATING = Text("亮灯", "Lights")
SOURCE = Text("依据", "Source")
WHO = Text("责任部门", "Departments")
CHANGES = Text("口径调整", "Changes of definition")
LEVELS = Text("层级", "Levels")
READS = Text("数据来源", "Sheets")
READ_WITH = Text("须一并看", "Read it with")
ON_MAPS = Text("在地图上", "On maps")
SMOOTHED = Text("有平滑值，原值和计数在旁边", "smoothed, with the figure as counted beside it")
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
}
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
    kind = "ratio" if metric.scale == 1 and metric.kind == "rate" else metric.kind
    words = FORMULAS[kind].format(scale=numbers.plain(metric.scale))
    return words if metric.adds_up else joined([words, DISTINCT], "；", "; ")


def _targets(metric: Metric) -> Text:
    """The targets in force with who set them, in the order in which they are asked."""
    if not metric.targets:
        return NO_TARGET
    said = [
        Text(targets.words(metric, one, "zh"), targets.words(metric, one, "en"))
        for one in metric.targets
    ]
    return joined(said, "；", "; ")


def _changes(metric: Metric) -> Text:
    """On which days the definition changed, and whether earlier figures were recomputed."""
    return joined(
        [
            Text(
                f"{numbers.short_day(one.on)} {one.what.zh}（{one.label.zh}）",
                f"{numbers.short_day(one.on)} {one.what.en} ({one.label.en})",
            )
            for one in metric.changes
        ],
        " · ",
        " · ",
    )


def entry(metric: Metric, sheets: Mapping[str, Text]) -> Entry:
    """One metric with everything that is declared of it."""
    facts = [
        (MEANING, metric.meaning),
        (FORMULA, joined([formula(metric), BETTER[metric.better]], " · ", " · ")),
        (UNIT, NO_UNIT if metric.kind == "ratio" else metric.unit),
        (TARGET, _targets(metric)),
    ]
    if metric.targets:
        facts.append((RATING, metric.rating.words))
    facts += [
        (LEVELS, joined(LEVEL_NAMES[level] for level in metric.levels)),
        (SOURCE, metric.source),
        (WHO, joined(DEPARTMENTS[name] for name in metric.departments)),
    ]
    if read := [sheets[name] for name in metric.reads if name in sheets]:
        facts.append((READS, joined(read)))
    if metric.read_with:
        facts.append((READ_WITH, catalogue.metric(metric.read_with).name))
    if metric.is_smoothed:
        facts.append((ON_MAPS, SMOOTHED))
    if metric.changes:
        facts.append((CHANGES, _changes(metric)))
    return Entry(metric.key, metric.name, tuple(facts))


def chapter(metrics: Mapping[str, Metric], sheets: Mapping[str, Text]) -> Chapter:
    """All metrics, family by family; ``sheets`` are the titles of the sheets that they read."""
    found = [
        (name, tuple(entry(one, sheets) for one in metrics.values() if one.family == family))
        for family, name in FAMILIES.items()
    ]
    sections = tuple(Section(name, entries) for name, entries in found if entries)
    return Chapter("metrics", NAME, INTRO.format(count=len(metrics)), sections)
