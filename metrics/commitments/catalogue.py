"""Every commitment there is: found by walking ``metrics/commitments/articles``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from metrics.commitments import articles
from metrics.commitments.model import Commitment


@cache
def commitments() -> dict[str, Commitment]:
    """Number -> commitment, in the order of the plan; the goals of the whole plan come last."""
    found: list[Commitment] = []
    for module in pkgutil.iter_modules(articles.__path__):
        found += importlib.import_module(f"{articles.__name__}.{module.name}").COMMITMENTS
    found.sort(key=lambda one: one.place)
    ids = [one.id for one in found]
    if len(set(ids)) != len(ids):
        raise ValueError("two commitments have the same number")
    return {one.id: one for one in found}


def fed_by(metric: str) -> tuple[Commitment, ...]:
    """The commitments that an indicator decides or stands beside."""
    return tuple(one for one in commitments().values() if metric in (one.metric, *one.companions))
