"""How the other communities do on average, without a name: for readers of one community."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publication.reading import Published

FEWEST = 2
"""Of fewer others the average would be somebody's own number."""

_SUMS = """
SELECT metric, SUM(numerator), SUM(denominator), COUNT(*) FROM measures
WHERE level = 'community' AND period_id = ? AND place_id <> ? AND state <> 'not_reported'
  AND numerator IS NOT NULL
GROUP BY metric HAVING COUNT(*) >= ?
"""


@dataclass(frozen=True)
class Average:
    """Of so many communities that reported; summed first, divided once. A count per community."""

    value: float
    communities: int


def average_of_others(
    published: Published, community_id: str, period_id: str
) -> Mapping[str, Average]:
    """Metric -> the average of all communities but one; without a value or with too few others
    there is none."""
    with published.cursor() as cursor:
        sums = cursor.execute(_SUMS, [period_id, community_id, FEWEST]).fetchall()
    found = {}
    for key, numerator, denominator, communities in sums:
        metric = published.metrics.get(key)
        if metric is None:
            continue
        if metric.kind == "count":
            found[key] = Average(numerator / communities, communities)
        elif denominator:
            found[key] = Average(metric.scale * numerator / denominator, communities)
    return found
