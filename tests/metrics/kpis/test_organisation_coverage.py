"""The one organisational structure."""

KEY = "organisation_coverage"

FUNCTIONS = """
    community_id | has_organisation
    -------------+-----------------
    C1           | yes
    C2           | no
    C3           |
"""

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
"""


def test_only_a_tick_counts(tables):
    organised = tables(KEY, communities=AREAS, service_functions=FUNCTIONS)
    assert organised.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0}
    assert organised.state(KEY, "subdistrict") == {"subdistrict": "red"}
