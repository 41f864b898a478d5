"""Party secretaries who were trained this year."""

KEY = "training_coverage"

AREAS = """
    community_id | community_name | secretary_name
    -------------+----------------+---------------
    C1           | 松岫社区       | 甲一
    C2           | 汀蘅社区       | 乙二
    C3           | 槐榭社区       |
    C4           | 砚浦社区       | 丁四
"""

TRAININGS = """
    community_id | person_name | role      | course_name | course_kind        | started_on
    -------------+-------------+-----------+-------------+--------------------+-----------
    C1           | 甲一        | secretary | 示范班      | secretary_rotation | 2026-11-20
    C2           | 乙二        | secretary | 示范班      | secretary_rotation | 2025-12-08
    C2           | 乙二        | secretary | 业务班      | professional       | 2026-05-01
    C2           | 丁四        | secretary | 示范班      | secretary_rotation | 2026-05-01
"""


def test_the_secretary_in_post_and_this_years_rotation_only(tables):
    trained = tables(KEY, communities=AREAS, trainings=TRAININGS)
    assert trained.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0, "C4": 0}
    assert trained.value(KEY, "community", "2026-W46")["C1"] == 0
    assert trained.value(KEY, "community", "2025")["C2"] == 1


def test_a_trainee_without_a_community_is_known_by_name(tables):
    trained = tables(KEY, communities=AREAS, trainings=TRAININGS.replace("C1 ", "   "))
    assert trained.value(KEY, "community")["C1"] == 1


def test_the_year_is_not_over(tables):
    trained = tables(KEY, communities=AREAS, trainings=TRAININGS)
    assert trained.state(KEY, "community")["C2"] == "amber"
    assert trained.state(KEY, "community", "2026-06")["C2"] == "no_target"
    assert trained.state(KEY, "community", "2025")["C1"] == "red"
    assert trained.state(KEY, "subdistrict") == {"subdistrict": "amber"}


def test_a_running_month_is_measured_and_provisional(tables):
    trained = tables(KEY, communities=AREAS, trainings=TRAININGS)
    assert trained.value(KEY, "community", "2026-11")["C1"] == 1
    assert trained.flags(KEY, "community", "2026-11")["C1"] == "provisional"
    assert trained.flags(KEY, "community")["C1"] == ""
