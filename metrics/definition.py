"""What is counted, and since when: changes of a definition, and whether figures can be compared.

All measures of a version are computed with the definitions of that version, for every period. A
change of a definition therefore moves a line through a chart but does not break it, unless the
earlier periods cannot be recomputed (the sheets did not yet say what is now asked for): then the
figures on either side are not compared.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wording import Text

if TYPE_CHECKING:
    from metrics.metric import Metric

NOT_COMPARABLE = Text(
    "“{name}”的口径自 {day} 起调整（{what}），此前的周期不能按新口径重算，两边不作比较。",
    "The definition of “{name}” changed on {day} ({what}); earlier periods cannot be recomputed, "
    "so the two sides are not compared.",
)
RECOMPUTED = Text("口径调整，已重算", "definition changed, recomputed")
BROKEN = Text("口径调整，不可比", "definition changed, not comparable")
WITHOUT_WORDS = Text("算法有改动", "the calculation was changed")


@dataclass(frozen=True)
class DefinitionChange:
    """From this day on a metric means something else; ``what`` says how, in few words.

    ``is_recomputed``: the periods before are measured with the new definition as well.
    """

    on: date
    what: Text = WITHOUT_WORDS
    is_recomputed: bool = True

    @property
    def label(self) -> Text:
        """The words beside its line in a chart."""
        return RECOMPUTED if self.is_recomputed else BROKEN


def breaks(changes: Iterable[DefinitionChange], ends: Iterable[date]) -> tuple[int, ...]:
    """Positions in a series of period ends at which figures begin that those before them cannot be
    compared with."""
    days = list(ends)
    found = {
        next(at for at, end in enumerate(days) if end >= change.on)
        for change in changes
        if not change.is_recomputed and days and days[-1] >= change.on
    }
    return tuple(sorted(found - {0}))


def why_not_comparable(
    name: Text, changes: Iterable[DefinitionChange], earlier: date, later: date
) -> Text | None:
    """The sentence that refuses to compare figures of two days; None where they can be compared."""
    first, last = min(earlier, later), max(earlier, later)
    for change in changes:
        if not change.is_recomputed and first < change.on <= last:
            return NOT_COMPARABLE.format(name=name, day=change.on.isoformat(), what=change.what)
    return None


def fingerprint(metric: Metric) -> str:
    """A short hash of all that decides the figures of a metric, but not its words or targets.

    Two versions whose fingerprints agree have counted the same thing.
    """
    parts: list[object] = [
        metric.kind, metric.scale, metric.timing, metric.grain, metric.levels, metric.reads,
        metric.alternatives, metric.looks_back_days, metric.grid_kind, metric.small_base_below,
        _plain(metric.rows),
        *((level, _plain(sql)) for level, sql in sorted(metric.rows_by_level.items())),
    ]  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _plain(sql: str) -> str:
    """SQL without its layout."""
    return re.sub(r"\s+", " ", sql).strip()
