"""Communities that have 40 square metres per 100 households."""

KEY = "service_space_attainment"

AREAS = """
    community_id | community_name | resident_households
    -------------+----------------+--------------------
    C1           | 松岫社区       | 3604
    C2           | 汀蘅社区       | 1000
    C3           | 槐榭社区       | 1000
    C4           | 砚浦社区       | 1000
    C5           | 枫渡社区       | 0
"""

FACILITIES = """
    community_id | facility_name | floor_area_m2 | is_counted | status
    -------------+---------------+---------------+------------+-------
    C1           | 一            | 720.9         | yes        | in_use
    C1           | 二            | 720.7         | yes        | in_use
    C2           | 一            | 399.9         | yes        | in_use
    C3           | 一            | 299.9         | yes        | in_use
    C5           | 一            | 10            | yes        | in_use
"""


def test_exactly_40_is_enough_and_a_hair_less_is_not(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0, "C4": None, "C5": None}


def test_from_the_national_minimum_on_a_community_is_amber(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES)
    assert space.state(KEY, "community") == {
        "C1": "green", "C2": "amber", "C3": "red", "C4": "not_reported", "C5": "no_target",
    }  # fmt: skip


def test_a_rich_community_does_not_lift_the_others(tables):
    space = tables(KEY, communities=AREAS, facilities=FACILITIES.replace("720.9", "99720.9"))
    assert space.parts(KEY, "subdistrict") == {"subdistrict": (1, 3)}
