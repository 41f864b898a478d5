"""How benchmarks measure and print."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_ms(seconds: list[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(seconds) * 1000


def line(what: str, ours: float, unit: str, *, peer: tuple[str, float], limit: float | None) -> str:
    """One line: ours, its ratio to the peer's, and its ratio to the limit (under 1.0 is within)."""
    name, theirs = peer
    parts = [
        f"{what:<28} {ours:8.1f} {unit}",
        f"{ours / theirs:6.2f} x {name} ({theirs:.1f} {unit})",
    ]
    if limit is not None:
        parts.append(f"{ours / limit:5.2f} of the limit ({limit:g} {unit})")
    return " | ".join(parts)
