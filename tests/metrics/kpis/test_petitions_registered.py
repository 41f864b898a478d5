"""How many petitions were registered."""

KEY = "petitions_registered"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""

PETITIONS = """
    petition_id | registered_on | community_id | counts_toward_zero
    ------------+---------------+--------------+-------------------
    1           | 2026-11-16    | C1           | yes
    2           | 2026-11-22    | C1           | no
    3           | 2026-11-15    | C1           | yes
"""


def test_every_petition_counts_whatever_became_of_it(tables):
    registered = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert registered.parts(KEY, "community") == {"C1": (2, None), "C2": (0, None)}


def test_registering_more_is_neither_better_nor_worse(tables):
    registered = tables(KEY, communities=AREAS, petitions=PETITIONS)
    assert set(registered.state(KEY, "community").values()) == {"no_target"}
