"""The stored rows behind indicators: which rows of a sheet are counted, and which explain a number.

``e`` is a row, ``p`` the period; see ``metrics.counted``.
"""

from __future__ import annotations

from metrics.counted import Counted

_ACTIVE = "COALESCE(e.status, 'active') = 'active'"
_RESIDENTIAL = f"{_ACTIVE} AND COALESCE(e.grid_kind, 'residential') = 'residential'"
_WORKER = "e.status = 'on_duty' AND e.role IN ('worker', 'full_time_worker', 'part_time_worker')"
_WITH_KNOWN_HOUSEHOLDS = """
EXISTS (SELECT 1 FROM grids_at AS g
        WHERE g.period_id = p.period_id AND g.grid_id = e.grid_id
          AND COALESCE(g.status, 'active') = 'active'
          AND COALESCE(g.grid_kind, 'residential') = 'residential'
          AND g.resident_households IS NOT NULL)
"""
_PERSON = """
COALESCE(e.person_key, CONCAT('row ', CAST(e.import_id AS STRING), ' ', e.source_sheet, ' ',
                              CAST(e.source_row AS STRING)))
"""
_FIRST_OF_A_PERSON = f"""
CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY {_PERSON}
    ORDER BY e.import_id, e.source_sheet, e.source_row) = 1 THEN 1 ELSE 0 END
"""

ACTIVE_GRIDS = Counted("grids", _ACTIVE, unit="grid_id")
RESIDENTIAL_GRIDS = Counted("grids", _RESIDENTIAL, unit="grid_id")
HOUSEHOLDS_OF_GRIDS = Counted("grids", _RESIDENTIAL, numerator="e.resident_households")
LEADERS = Counted("grid_staff", "e.status = 'on_duty' AND e.role = 'leader'")
WORKERS = Counted("grid_staff", _WORKER)
DISTINCT_WORKERS = Counted(
    "grid_staff",
    f"{_WORKER} AND {_WITH_KNOWN_HOUSEHOLDS}",
    denominator=_FIRST_OF_A_PERSON,
    person=_PERSON,
)

COMMUNITIES = Counted("communities", "1 = 1", unit="community_id")
HOUSEHOLDS = Counted("communities", "1 = 1", denominator="e.resident_households")
POPULATION = Counted("communities", "1 = 1", denominator="e.resident_population")
FACILITIES = Counted("facilities", "e.is_counted AND e.status = 'in_use'")
FLOOR_AREA = Counted(
    "facilities", "e.is_counted AND e.status = 'in_use'", numerator="e.floor_area_m2"
)

_REGISTERED = """
e.registered_on <= p.end_on
AND (e.withdrawn_on > p.end_on
     OR e.withdrawn_on IS NULL AND COALESCE(e.status, 'registered') = 'registered')
"""
REGISTERED = Counted("volunteers", _REGISTERED, numerator="1")


def active_among_registered(days: int) -> tuple[Counted, ...]:
    """Every registered volunteer, whether active within so many days, and the service behind it."""
    served = f"s.service_hours > 0 AND s.served_on <= p.end_on AND s.served_on > p.end_on - {days}"
    active = (
        "CASE WHEN EXISTS (SELECT 1 FROM volunteer_service AS s"
        f" WHERE s.volunteer_id = e.volunteer_id AND {served}) THEN 1 ELSE 0 END"
    )
    registered_in = (
        "SELECT MIN(v.community_id) FROM volunteers_at AS v"
        " WHERE v.period_id = p.period_id AND v.volunteer_id = e.volunteer_id"
    )
    return (
        Counted("volunteers", _REGISTERED, numerator=active, denominator="1"),
        Counted("volunteer_service", served.replace("s.", "e."), community=registered_in),
    )


HOURS = Counted(
    "volunteer_service",
    "e.served_on BETWEEN p.start_on AND p.end_on",
    numerator="e.service_hours",
)

_COUNTS = "COALESCE(e.counts_toward_zero, 'pending') IN ('yes', 'pending')"
ZERO_REPORTS = Counted("zero_reports")
PETITIONS = Counted(
    "petitions", f"CAST(e.registered_on AS DATE) BETWEEN p.start_on AND p.end_on AND {_COUNTS}"
)
ACCIDENTS = Counted(
    "accidents", f"CAST(e.occurred_at AS DATE) BETWEEN p.start_on AND p.end_on AND {_COUNTS}"
)
CASES = Counted(
    "cases", f"CAST(e.occurred_at AS DATE) BETWEEN p.start_on AND p.end_on AND {_COUNTS}"
)
CASE_TOTALS = Counted("case_totals")
