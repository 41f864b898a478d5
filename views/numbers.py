"""How numbers are written: the same everywhere, "—" where there is none."""

from __future__ import annotations

import math
from datetime import date

from metrics.metric import Metric
from wording import Text

NONE = "—"
WAN = 10_000


def plain(value: float | None, decimals: int = 0) -> str:
    """Thousands by comma; ``decimals`` places."""
    if value is None or math.isnan(value):
        return NONE
    rounded = round(value, decimals) + 0.0
    return f"{rounded:,.{decimals}f}"


def percent(value: float | None) -> str:
    """A share from 0 to 1 as per cent with one decimal."""
    return NONE if value is None or math.isnan(value) else f"{value * 100:.1f}%"


def _is_area(metric: Metric) -> bool:
    return metric.kind == "count" and metric.unit.zh.startswith("㎡")


def decimals(metric: Metric) -> int:
    """How many decimals a value of the metric is written with."""
    return 1 if metric.kind == "rate" else 0


def figure(metric: Metric, value: float | None, language: str, *, card: bool = False) -> str:
    """A value without its unit (a share keeps its %); cards write 万 from 100,000 on."""
    if value is None or math.isnan(value):
        return NONE
    if metric.kind == "ratio":
        return percent(value)
    if card and abs(value) >= 10 * WAN and language == "zh" and not _is_area(metric):
        return f"{value / WAN:,.1f}万"
    return plain(value, decimals(metric))


def unit(metric: Metric, language: str) -> str:
    """The unit to stand beside a figure; empty for a share, whose % is part of the figure."""
    return "" if metric.kind == "ratio" else metric.unit.in_(language)


def with_unit(metric: Metric, value: float | None, language: str) -> str:
    """A value with its unit, for sentences and tips."""
    written = figure(metric, value, language)
    beside = unit(metric, language)
    if written == "1" and language == "en" and " " not in beside:
        beside = beside.removesuffix("s")  # 1 petition
    return written if written == NONE or not beside else f"{written} {beside}"


def headed(words: Text, metric: Metric, language: str) -> str:
    """Words with the unit of a metric behind them, for the head of a column or an axis."""
    beside = unit(metric, language)
    if not beside:
        return words.in_(language)
    return f"{words.zh}（{beside}）" if language == "zh" else f"{words.en} ({beside})"


def fraction(numerator: float | None, denominator: float | None) -> str:
    """What was counted: 78 / 96; only the upper part where nothing is divided."""
    if numerator is None or math.isnan(numerator):
        return NONE
    if denominator is None or math.isnan(denominator):
        return plain(numerator)
    return f"{plain(numerator)} / {plain(denominator)}"


def day(value: date | None, language: str) -> str:
    """A day in words: 2026年11月22日 / 22 November 2026."""
    if value is None:
        return NONE
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {value:%B} {value.year}"


def short_day(value: date | None) -> str:
    """A day as figures: 2026-11-22."""
    return NONE if value is None else f"{value:%Y-%m-%d}"
