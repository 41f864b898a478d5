"""How much of the service rests on a few volunteers."""

import pytest

KEY = "volunteer_concentration"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""


def drawn(*communities):
    """Eleven volunteers per community: one served 30 hours, ten served 1 hour."""
    roster = ["volunteer_id | community_id | registered_on", "---"]
    service = ["record_id | volunteer_id | community_id | served_on | service_hours", "---"]
    for community in communities:
        for number in range(11):
            volunteer = f"{community}V{number}"
            hours = 1 if number else 30
            roster.append(f"{volunteer} | {community} | 2020-01-01")
            service.append(f"{volunteer} | {volunteer} | {community} | 2026-11-20 | {hours}")
    return {"volunteers": "\n".join(roster), "volunteer_service": "\n".join(service)}


def test_a_tenth_of_eleven_is_two(tables):
    rests = tables(KEY, communities=AREAS, **drawn("C1"))
    assert rests.parts(KEY, "community")["C1"] == (31, 40)


def test_every_level_ranks_its_own(tables):
    rests = tables(KEY, communities=AREAS, **drawn("C1", "C2"))
    assert rests.parts(KEY, "subdistrict") == {"subdistrict": (61, 80)}
    assert rests.value(KEY, "subdistrict")["subdistrict"] == pytest.approx(61 / 80)


def test_without_service_there_is_no_value(tables):
    rests = tables(KEY, communities=AREAS, **drawn("C1"))
    assert rests.value(KEY, "community").get("C2") is None
