"""Every indicator there is: found by walking ``metrics/kpis``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from metrics import kpis
from metrics.errors import UNKNOWN_METRIC, MetricError
from metrics.metric import FAMILIES, Metric


@cache
def metrics() -> dict[str, Metric]:
    """Key -> indicator: family by family, within a family in the declared order."""
    found = [
        importlib.import_module(f"metrics.kpis.{module.name}").METRIC
        for module in pkgutil.iter_modules(kpis.__path__)
    ]
    families = list(FAMILIES)
    found.sort(key=lambda metric: (families.index(metric.family), metric.order, metric.key))
    return {metric.key: metric for metric in found}


def metric(key: str) -> Metric:
    """The indicator of that key; refuses an unknown one."""
    try:
        return metrics()[key]
    except KeyError:
        raise MetricError(UNKNOWN_METRIC.format(key=key)) from None
