"""Owners' committees with enough party members."""

KEY = "owners_committee_party_attainment"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
"""


def members(**committees):
    """Committee -> P party member, V probationary member, o other, a alternate and party member."""
    rows = ["community_id | committee_name | post | affiliation", "---"]
    kinds = {
        "P": "member | party_member",
        "V": "member | probationary_member",
        "o": "member | other",
        "a": "alternate | party_member",
    }
    for committee, drawn in committees.items():
        rows += [f"C1 | {committee} | {kinds[one]}" for one in drawn]
    return "\n".join(rows)


def test_exactly_half_is_enough_and_probationary_members_count(tables):
    party = tables(KEY, communities=AREAS, owners_committees=members(A="PPoo", B="PVoo", C="Poo"))
    assert party.parts(KEY, "community")["C1"] == (2, 3)
    assert party.state(KEY, "community") == {"C1": "red", "C2": "not_reported"}


def test_a_committee_of_two_is_not_judged(tables):
    party = tables(KEY, communities=AREAS, owners_committees=members(A="PP"))
    assert party.parts(KEY, "community")["C1"] == (0, 0)
    assert party.value(KEY, "community")["C1"] is None


def test_alternates_are_no_members(tables):
    party = tables(KEY, communities=AREAS, owners_committees=members(A="Pooaaa", B="PPo", C="Poa"))
    assert party.parts(KEY, "community")["C1"] == (1, 2)
