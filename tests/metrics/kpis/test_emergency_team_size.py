"""How many people are on duty in the emergency team."""

import pytest

KEY = "emergency_team_size"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""


def team(persons):
    rows = ["person_key | status | post", "---"]
    rows += [f"p{number} | on_duty | 队员" for number in range(persons)]
    return "\n".join([*rows, "p0 | on_duty | 驾驶员", "x | left | 队员", "y | moved | 队员"])


@pytest.mark.parametrize(
    ("persons", "state"), [(30, "green"), (29, "amber"), (27, "amber"), (26, "red")]
)
def test_thirty_are_asked_for_and_a_person_counts_once(tables, persons, state):
    size = tables(KEY, communities=AREAS, emergency_team=team(persons))
    assert size.value(KEY, "subdistrict") == {"subdistrict": persons}
    assert size.state(KEY, "subdistrict") == {"subdistrict": state}


def test_who_cannot_be_told_apart_is_a_person_of_the_row(tables):
    rows = "person_key | status\n---\n | on_duty\n | on_duty"
    size = tables(KEY, communities=AREAS, emergency_team=rows)
    assert size.value(KEY, "subdistrict") == {"subdistrict": 2}


def test_a_team_of_whom_all_left_is_zero_and_no_roster_is_unknown(tables):
    left = tables(KEY, communities=AREAS, emergency_team="person_key | status\n---\na | left")
    assert left.value(KEY, "subdistrict") == {"subdistrict": 0}
    assert tables(KEY, communities=AREAS).state(KEY, "subdistrict") == {
        "subdistrict": "not_reported"
    }
