"""The three-zero page, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metrics.three_zero.matrix import CORRECTION_DAYS
from views import matrix, numbers
from views.charts import sparse, style
from views.html import Markup, join, tag
from views.three_zero import lists, sentences, units
from views.three_zero.found import ThreeZero
from wording import Text

COMPONENTS = Text("分项达标，台账件数（起）", "Components, and events in the ledgers")
EVENTS = Text("本期计入和待定的事件", "Counted and pending events of the period")
EXCLUSIONS = Text("剔除清单（近 26 周）", "Exclusions (last 26 weeks)")
TO_CHECK = Text("待核清单（近 26 周）", "To be checked (last 26 weeks)")
TO_CHECK_WORDS = Text(
    "零报告、台账和月报互不一致之处，请核对，不作评判。",
    "Where zero reports, ledgers and monthly totals differ; to be looked at, not judged.",
)
OTHERS = Text("信访办理、纠纷化解和力量配备", "Petitions, disputes and forces")
TOTALS_ONLY = Text(
    "{names}的案件只有月报：当周凭社区零报告，暂定；件数不含这些社区的案件。",
    "Only monthly case totals from {names}: a week rests on the zero report and is provisional; "
    "their cases are not among the events counted here.",
)

MAY_BE_CORRECTED = Text(
    "伤亡人数在{day}前仍可依法更正（事故发生后 {days} 天内），此前的零为暂定。",
    "Casualties may lawfully be corrected for {days} days, here until {day}: until then a zero is "
    "provisional.",
)

headline = sentences.headline
enterprises = units.draw


def top(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The matrix with its legend."""
    table = matrix.matrix(found.lines, found.communities, query, language)
    return join([table, matrix.legend(language)])


def left(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """Components with raw beside counted, the events of the period."""
    pieces = [
        tag("h2", COMPONENTS.in_(language)), lists.components(found, query, language),
        _totals_only(found, language), _may_be_corrected(found, language),
        tag("h2", EVENTS.in_(language)), lists.events(found, query, language),
    ]  # fmt: skip
    return join(pieces)


def right(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The list to be checked, and the other indicators of the family."""
    others = lists.others(found, query, language)
    return join([
        tag("h2", TO_CHECK.in_(language)),
        tag("p", TO_CHECK_WORDS.in_(language), class_="lt-remark"),
        tag("div", lists.to_check(found, query, language), class_="lt-tall"),
        tag("h2", OTHERS.in_(language)) if others else Markup(""), others,
    ])  # fmt: skip


def exclusions(found: ThreeZero, query: Mapping[str, str], language: str) -> Markup:
    """The visible list of what was excluded."""
    return join([tag("h2", EXCLUSIONS.in_(language)), lists.exclusions(found, query, language)])


def _totals_only(found: ThreeZero, language: str) -> Markup:
    if not found.totals_only:
        return Markup("")
    between = "、" if language == "zh" else ", "
    names = between.join(place.name for place in found.totals_only)
    return tag("p", TOTALS_ONLY.format(names=names).in_(language), class_="lt-remark")


def _may_be_corrected(found: ThreeZero, language: str) -> Markup:
    if found.corrected_until is None or not found.lines:
        return Markup("")
    day = numbers.day(found.corrected_until, language)
    words = MAY_BE_CORRECTED.format(day=day, days=CORRECTION_DAYS).in_(language)
    return tag("p", words, class_="lt-remark")


def signals(found: ThreeZero, language: str) -> list[tuple[Markup, Any, str]]:
    """The charts of sparse counts: head, figure, key."""
    return [
        (
            style.head(
                sentences.signal(it).in_(language),
                sentences.basis(it, found, language),
            ),
            sparse.draw(it.chart, [w.period_id for w in it.weeks], language, it.marks),
            f"sparse-{it.kind}",
        )
        for it in found.sparse
    ]


def tables(found: ThreeZero, query: Mapping[str, str], language: str) -> list[tuple[Text, Markup]]:
    """The lists that the page lets people take away."""
    return [
        (EVENTS, lists.events(found, query, language)),
        (EXCLUSIONS, lists.exclusions(found, query, language)),
        (TO_CHECK, lists.to_check(found, query, language)),
        (units.HEADING, units.table_of(found, language)),
    ]


def every_key(found: ThreeZero) -> list[str]:
    """All indicators of the family, those beside the zeros too."""
    return [standing.metric.key for standing in found.standings]


def keys(found: ThreeZero) -> list[str]:
    """The indicators of the page."""
    return [standing.metric.key for standing in lists.core(found)]
