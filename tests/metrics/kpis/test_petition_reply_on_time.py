"""Petitions answered within 60 days of acceptance, or 90."""

KEY = "petition_reply_on_time"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

PETITIONS = """
    petition_id | registered_on | community_id | accepted_on | is_extended | replied_on
    ------------+---------------+--------------+-------------+-------------+-----------
    1           | 2026-08-20    | C1           | 2026-09-23  | no          | 2026-11-22
    2           | 2026-08-20    | C1           | 2026-09-22  | no          | 2026-11-22
    3           | 2026-08-20    | C1           | 2026-09-22  |             |
    4           | 2026-08-20    | C1           | 2026-08-24  | yes         | 2026-11-22
    5           | 2026-08-20    | C1           | 2026-09-24  | no          | 2026-10-01
    6           | 2026-08-20    | C1           |             | no          | 2026-10-01
"""


def test_the_sixtieth_day_is_still_on_time_and_no_answer_is_a_failure(tables):
    replied = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert replied.parts(KEY, "community") == {"C1": (2, 4), "C2": (0, 0)}


def test_an_approved_extension_gives_thirty_days_more(tables):
    replied = tables(KEY, communities=AREAS, petitions=PETITIONS.replace("yes", "no "))
    assert replied.parts(KEY, "community") == {"C1": (1, 3), "C2": (0, 0)}
    assert replied.parts(KEY, "community", "2026-10")["C1"] == (0, 1)


def test_what_was_not_accepted_has_no_deadline(tables):
    replied = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert replied.parts(KEY, "subdistrict", "2026-10") == {"subdistrict": (0, 0)}
    assert replied.value(KEY, "subdistrict", "2026-10") == {"subdistrict": None}
