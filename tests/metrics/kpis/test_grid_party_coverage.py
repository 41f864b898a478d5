"""Grids that a party branch or group covers."""

KEY = "grid_party_coverage"

GRIDS = """
    community_id | grid_id | grid_kind   | status
    -------------+---------+-------------+----------
    C1           | C1G1    | residential | active
    C1           | C1G2    | dedicated   | active
    C1           | C1G3    | residential | active
    C1           | C1G10   | residential | active
    C1           | C1G4    | residential | withdrawn
    C2           | C2G1    | residential | active
"""

ORGANISATIONS = """
    organisation_id | community_id | organisation_kind | covered_grid_ids
    ----------------+--------------+-------------------+-----------------
    1               | C1           | branch            | ;C1G2;C1G10;
    2               | C1           | group             | ;C1G4;C1G10;
    3               | C1           | general_branch    | ;C1G3;
    4               | C2           | committee         |
"""


def test_branches_and_groups_cover_what_they_name_and_nothing_else(tables):
    party = tables(KEY, grids=GRIDS, party_organisations=ORGANISATIONS)
    assert party.value(KEY, "grid") == {"C1G1": 0, "C1G2": 1, "C1G3": 0, "C1G10": 1, "C2G1": 0}
    assert party.parts(KEY, "community") == {"C1": (2, 4), "C2": (0, 1)}
    assert party.parts(KEY, "subdistrict") == {"subdistrict": (2, 5)}


def test_every_grid_is_to_be_covered(tables):
    party = tables(KEY, grids=GRIDS, party_organisations=ORGANISATIONS)
    assert party.state(KEY, "grid")["C1G10"] == "green"
    assert party.state(KEY, "grid")["C1G1"] == "red"


def test_without_the_register_of_organisations_nothing_is_known(tables):
    assert set(tables(KEY, grids=GRIDS).state(KEY, "community").values()) == {"not_reported"}
