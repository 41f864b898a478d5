"""A police officer, a legal adviser and mediators for every community (article 13)."""

EXPIRING_DAYS = 30
"""A term that ends within so many days turns amber."""

POLICE = "e.police_name IS NOT NULL"

ADVISER = (
    "(e.adviser_name IS NOT NULL AND COALESCE(e.adviser_from_on, p.end_on) <= p.end_on"
    " AND e.adviser_until_on >= p.end_on)"
)
"""Named, and the period's last day lies in the term; an unknown end is no evidence."""

MEDIATORS = "COALESCE(e.mediators, 0) >= 1"

ALL_FORCES = f"{POLICE} AND {ADVISER} AND {MEDIATORS}"

ADVISER_STATE = (
    f"CASE WHEN {ADVISER} AND e.adviser_until_on <= p.end_on + {EXPIRING_DAYS} THEN 'amber' END"
)
