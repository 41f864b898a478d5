"""Whether a follow-up worked, in words: the verdict, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.metric import Metric
from metrics.signal import Effect, Verdict
from views import numbers
from views.html import Markup, tag
from wording import Text

VERDICTS: Mapping[Verdict, tuple[str, Text]] = {
    Verdict.EFFECTIVE: ("●", Text("见效", "Effective")),
    Verdict.NO_EFFECT: ("○", Text("尚未见效", "No effect yet")),
    Verdict.TOO_EARLY: ("◌", Text("为时尚早", "Too early to tell")),
    Verdict.UNTESTABLE: ("—", Text("无法判断", "Cannot be told")),
}
"""A shape and a word; the colours are those of signals, not of lights."""

REASONS: Mapping[str, Text] = {
    "beyond_limits": Text(
        "办结后 {after} 周内，数值向好越出办理前的通常范围（{lower} 至 {upper}），最近一周 {now}",
        "within {after} weeks after it the number left its usual range ({lower} to {upper}) for "
        "the better; latest week {now}",
    ),
    "within_limits": Text(
        "办结后 {after} 周，数值仍在办理前的通常范围内（{lower} 至 {upper}），最近一周 {now}",
        "{after} weeks after it the number is still within its usual range ({lower} to {upper}); "
        "latest week {now}",
    ),
    "got_worse": Text(
        "办结后 {after} 周，数值向差越出办理前的通常范围（{lower} 至 {upper}）",
        "{after} weeks after it the number left its usual range ({lower} to {upper}) for the worse",
    ),
    "few_points": Text(
        "办结后的完整周有 {after} 个，还不足以判断",
        "{after} complete weeks of data after it, too few to tell",
    ),
    "short_baseline": Text(
        "办理前只有 {before} 周数据，立不出通常范围",
        "only {before} weeks of data before it, too few for a usual range",
    ),
    "no_limits": Text(
        "办理前数值没有波动，立不出通常范围",
        "the number did not vary before it, so there is no usual range",
    ),
    "too_rare": Text(
        "事情本来就少，26 周内即使一件不发生也不算少见",
        "such events are so rare that none in 26 weeks would be nothing unusual",
    ),
    "fewer": Text(
        "办结后 {after} 周共 {now} 件，少于按以往推算的下限 {lower} 件",
        "{now} in the {after} weeks after it, fewer than the {lower} that the weeks before it "
        "would let us expect at least",
    ),
    "more": Text(
        "办结后 {after} 周共 {now} 件，多于按以往推算的上限 {upper} 件",
        "{now} in the {after} weeks after it, more than the {upper} that the weeks before it "
        "would let us expect at most",
    ),
    "as_expected": Text(
        "办结后 {after} 周共 {now} 件，与以往推算的 {lower} 至 {upper} 件相当",
        "{now} in the {after} weeks after it, as the weeks before it let us expect ({lower} to "
        "{upper})",
    ),
    "reached": Text(
        "办结后的数据为 {now}，已达到目标 {lower}",
        "data from after it say {now}; the target {lower} is reached",
    ),
    "not_reached": Text(
        "办结后的数据为 {now}，未达到目标 {lower}",
        "data from after it say {now}; the target {lower} is not reached",
    ),
    "no_new_data": Text(
        "办结之后还没有新的台账", "no sheet of a day after it has come in yet"
    ),
    "no_target": Text(
        "这是存量指标且没有目标，没有可比的标准",
        "a state without a target; there is nothing to compare it with",
    ),
    "no_direction": Text(
        "这是数量指标，多少无好坏之分", "a volume; neither direction is better"
    ),
    "no_metric": Text("没有关联指标", "it is about no indicator"),
    "redefined": Text(
        "议定之后口径调整或控制图重新起算，前后不可比",
        "the definition changed, or limits started afresh, after the decision; the two sides "
        "cannot be compared",
    ),
    "nothing_measured": Text("该地点没有这项数据", "nothing is measured there"),
}  # fmt: skip


def chip(effect: Effect, language: str) -> Markup:
    """Shape and word of a verdict."""
    shape, word = VERDICTS[effect.verdict]
    return tag(
        "span", tag("span", shape, class_="lt-shape", aria_hidden="true"), word.in_(language),
        class_=f"lt-verdict lt-verdict-{effect.verdict.value}",
    )  # fmt: skip


def verdict(effect: Effect) -> Text:
    """The verdict in one word or two."""
    return VERDICTS[effect.verdict][1]


def reason(effect: Effect, metric: Metric | None) -> Text:
    """The sentence that says why, with its figures."""
    written = {
        "before": numbers.plain(effect.points_before),
        "after": numbers.plain(effect.points_after),
    }
    said = {"now": effect.after, "lower": effect.lower, "upper": effect.upper}
    zh, en = (
        REASONS[effect.reason]
        .in_(language)
        .format(
            **written,
            **{name: _figure(effect, metric, value, language) for name, value in said.items()},
        )
        for language in ("zh", "en")
    )
    return Text(zh, en)


def _figure(effect: Effect, metric: Metric | None, value: float | None, language: str) -> str:
    """Counts of events are whole numbers; anything else is written as its metric writes it."""
    if effect.method == "sparse" or metric is None:
        return numbers.plain(value)
    limit = value
    if limit is not None and metric.better != "neutral":
        limit = max(limit, 0.0)
        limit = min(limit, 1.0) if metric.kind == "ratio" else limit
    return numbers.figure(metric, limit, language)
