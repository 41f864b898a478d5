"""Questions to the metrics that cannot be answered."""

from __future__ import annotations

from wording import ShownError, Text


class MetricError(ShownError):
    """A question that cannot be answered; says which, in words for people."""


UNKNOWN_METRIC = Text("没有指标“{key}”。", "There is no indicator “{key}”.")
UNKNOWN_PERIOD = Text(
    "“{period}”不是周期。周写作 2026-W47，月 2026-10，季 2026-Q3，年 2026。",
    "“{period}” is no period. Write a week as 2026-W47, a month as 2026-10, "
    "a quarter as 2026-Q3, a year as 2026.",
)
TWO_ROWS = Text(
    "指标“{name}”对同一地点（{place}）、同一周期（{period}）给出了两行，无法计算。",
    "The indicator “{name}” yields two rows for one place ({place}) and one period ({period}); "
    "it cannot be measured.",
)
NO_DATASET = Text(
    "指标“{name}”要读取的数据集“{dataset}”不存在。",
    "The indicator “{name}” reads a dataset, “{dataset}”, that does not exist.",
)
