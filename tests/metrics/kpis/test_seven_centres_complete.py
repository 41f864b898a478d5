"""The party room and all seven centres."""

KEY = "seven_centres_complete"

NAMES = (
    "has_party_room", "has_convenience_centre", "has_governance_centre",
    "has_culture_and_sport_centre", "has_health_care_centre", "has_nursery_centre",
    "has_council_centre", "has_volunteer_centre",
)  # fmt: skip

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
"""


def built(**ticked):
    rows = [" | ".join(["community_id", "has_sport", *NAMES]), "---"]
    for community, count in ticked.items():
        ticks = ["yes" if at < count else "no" for at in range(8)]
        rows.append(" | ".join([community, "yes", *ticks]))
    return "\n".join(rows)


def test_all_eight_are_needed(tables):
    centres = tables(KEY, communities=AREAS, service_functions=built(C1=8, C2=7, C3=5))
    assert centres.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0}


def test_a_community_is_amber_with_six_or_seven(tables):
    centres = tables(KEY, communities=AREAS, service_functions=built(C1=8, C2=6, C3=5))
    assert centres.state(KEY, "community") == {"C1": "green", "C2": "amber", "C3": "red"}
