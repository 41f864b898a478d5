"""What each community filed, and what happened there, in each period.

A community attains only if it filed for the whole period, nothing that counts happened and nothing
is pending. A period asks for the weekly reports whose Sunday lies in it; one that is still running
asks for those of the weeks that have ended.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.fragments.communities import COMMUNITIES_THERE
from metrics.rating import Target, amber_points

REFERENCE = (Target(0.80, set_by="office"),)
"""The plan names no rate; the office takes the provincial reference of 80 % of communities."""

REFERENCE_RATING = amber_points(0.10)

WEEKS_DUE = """
weeks_due AS (
    SELECT p.period_id AS period_id, w.week_id AS week_id
    FROM periods AS p
    JOIN weeks AS w ON w.end_on BETWEEN p.start_on AND p.end_on
    JOIN version_info AS v ON w.end_on <= v.through_on OR p.kind = 'week'),
due AS (
    SELECT d.period_id AS period_id, COUNT(*) AS weeks FROM weeks_due AS d GROUP BY d.period_id)
"""
"""The weekly reports that a period asks for, and how many they are."""

FILED = f"""
{COMMUNITIES_THERE}, {WEEKS_DUE},
reported AS (
    SELECT d.period_id AS period_id, z.community_id AS community_id,
           COUNT(DISTINCT z.week) AS weeks
    FROM weeks_due AS d
    JOIN zero_reports AS z ON z.week = d.week_id
    GROUP BY d.period_id, z.community_id),
filed AS (
    SELECT c.place_id AS place_id, p.period_id AS period_id, p.kind AS kind,
           CASE WHEN COALESCE(r.weeks, 0) >= d.weeks THEN 1 ELSE 0 END AS is_filed
    FROM communities_there AS c
    JOIN periods AS p ON p.period_id = c.period_id
    LEFT JOIN due AS d ON d.period_id = p.period_id
    LEFT JOIN reported AS r ON r.period_id = p.period_id AND r.community_id = c.place_id)
"""
"""One row per community of the register and period."""


def _events(name: str, dataset: str, day: str, counts: str = "1 = 1") -> str:
    """The counted and the pending rows of a ledger; a mark that is not known is pending."""
    return f"""
{name} AS (
    SELECT e.community_id AS place_id, p.period_id AS period_id,
           SUM(CASE WHEN e.counts_toward_zero = 'yes' THEN 1 ELSE 0 END) AS counted,
           SUM(CASE WHEN COALESCE(e.counts_toward_zero, 'pending') = 'pending'
                    THEN 1 ELSE 0 END) AS pending
    FROM {dataset} AS e
    JOIN periods AS p ON CAST(e.{day} AS DATE) BETWEEN p.start_on AND p.end_on
    WHERE {counts}
    GROUP BY e.community_id, p.period_id)
"""


PETITIONS = _events("petition_counts", "petitions", "registered_on")

CASUALTIES = (
    "COALESCE(e.deaths, 0) + COALESCE(e.seriously_injured, 0) + COALESCE(e.slightly_injured, 0) > 0"
)

ACCIDENTS = _events("accident_counts", "accidents", "occurred_at", CASUALTIES)
"""Only accidents with casualties count."""

BREAKS_ZERO = "(e.case_class = 'criminal' OR (e.case_class = 'public_order' AND e.is_major_impact))"

_CASE_ROWS = _events("case_rows", "cases", "occurred_at", BREAKS_ZERO)

CASES = f"""
{_CASE_ROWS},
totals_only AS (
    SELECT DISTINCT t.community_id AS place_id
    FROM case_totals AS t
    LEFT JOIN cases AS c ON c.community_id = t.community_id
    WHERE c.community_id IS NULL),
months_due AS (
    SELECT p.period_id AS period_id, m.period_id AS month
    FROM periods AS p
    JOIN periods AS m ON m.kind = 'month' AND m.start_on >= p.start_on AND m.end_on <= p.end_on
    WHERE p.kind <> 'week' AND (m.is_complete OR p.kind = 'month')),
totals_due AS (
    SELECT d.period_id AS period_id, COUNT(*) AS months
    FROM months_due AS d
    GROUP BY d.period_id),
totals_sent AS (
    SELECT d.period_id AS period_id, t.community_id AS place_id, COUNT(*) AS months,
           SUM(t.criminal_cases + COALESCE(t.major_public_order_cases, 0)) AS counted
    FROM months_due AS d
    JOIN case_totals AS t ON t.month = d.month
    GROUP BY d.period_id, t.community_id),
week_reports AS (
    SELECT z.week AS period_id, z.community_id AS place_id, SUM(z.cases) AS counted
    FROM zero_reports AS z
    GROUP BY z.week, z.community_id),
case_counts AS (
    SELECT f.place_id AS place_id, f.period_id AS period_id,
           CASE WHEN o.place_id IS NULL THEN COALESCE(r.counted, 0)
                WHEN f.kind = 'week' THEN COALESCE(w.counted, 0)
                ELSE COALESCE(s.counted, 0) END AS counted,
           CASE WHEN o.place_id IS NULL THEN COALESCE(r.pending, 0) ELSE 0 END AS pending,
           CASE WHEN o.place_id IS NULL OR f.kind = 'week' THEN 1
                WHEN COALESCE(s.months, 0) >= d.months THEN 1
                ELSE 0 END AS is_known,
           CASE WHEN o.place_id IS NOT NULL AND f.kind = 'week' THEN 1 ELSE 0 END
               AS is_provisional
    FROM filed AS f
    LEFT JOIN totals_only AS o ON o.place_id = f.place_id
    LEFT JOIN case_rows AS r ON r.place_id = f.place_id AND r.period_id = f.period_id
    LEFT JOIN week_reports AS w ON w.place_id = f.place_id AND w.period_id = f.period_id
    LEFT JOIN totals_sent AS s ON s.place_id = f.place_id AND s.period_id = f.period_id
    LEFT JOIN totals_due AS d ON d.period_id = f.period_id)
"""
"""Criminal cases and public-order cases of major impact. Where only monthly totals are sent, a
month needs its totals, and a week rests on the community's own zero report and is provisional."""

_TABLES = {"petition_counts": PETITIONS, "accident_counts": ACCIDENTS, "case_counts": CASES}


def attained(*counts: str) -> str:
    """The rows of an indicator: communities that filed, without anything counted or pending.

    ``counts`` are any of petition_counts, accident_counts and case_counts.
    """
    joins = " ".join(
        f"LEFT JOIN {name} ON {name}.place_id = f.place_id AND {name}.period_id = f.period_id"
        for name in counts
    )
    counted, pending = _total(counts, "counted"), _total(counts, "pending")
    with_cases = "case_counts" in counts
    known = "case_counts.is_known = 1" if with_cases else "1 = 1"
    provisional = "case_counts.is_provisional = 1" if with_cases else "1 = 0"
    return f"""
WITH {", ".join([FILED, *(_TABLES[name] for name in counts)])},
standing AS (
    SELECT f.place_id AS place_id, f.period_id AS period_id,
           {counted} AS counted, {pending} AS pending,
           CASE WHEN f.is_filed = 1 AND {known} THEN 1 ELSE 0 END AS is_filed,
           {provisional} AS is_provisional
    FROM filed AS f {joins})
SELECT s.place_id AS place_id, s.period_id AS period_id,
       CAST(CASE WHEN s.is_filed = 1 AND s.counted = 0 AND s.pending = 0 THEN 1 ELSE 0 END
            AS DOUBLE) AS numerator,
       CAST(1 AS DOUBLE) AS denominator,
       CASE WHEN s.counted > 0 THEN 'red'
            WHEN s.pending > 0 THEN 'amber'
            WHEN s.is_filed = 1 THEN 'green'
            ELSE 'not_reported' END AS grain_state,
       s.is_provisional AS is_provisional
FROM standing AS s
"""


def _total(counts: Sequence[str], column: str) -> str:
    return " + ".join(f"COALESCE({name}.{column}, 0)" for name in counts)
