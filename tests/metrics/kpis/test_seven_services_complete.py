"""All seven basic services."""

KEY = "seven_services_complete"

AREAS = """
    community_id | community_name
    -------------+---------------
    C1           | 松岫社区
    C2           | 汀蘅社区
    C3           | 槐榭社区
    C4           | 砚浦社区
"""

NAMES = (
    "has_medical_care", "has_care_for_the_old", "has_child_care", "has_culture", "has_sport",
    "has_volunteering", "has_safety_and_order",
)  # fmt: skip


def offered(**ticked):
    rows = [" | ".join(["community_id", "has_party_room", *NAMES]), "---"]
    for community, count in ticked.items():
        ticks = ["yes" if at < count else "no" for at in range(7)]
        rows.append(" | ".join([community, "yes", *ticks]))
    return "\n".join(rows)


def test_six_of_seven_is_not_complete(tables):
    services = tables(KEY, communities=AREAS, service_functions=offered(C1=7, C2=6, C3=4))
    assert services.value(KEY, "community") == {"C1": 1, "C2": 0, "C3": 0, "C4": None}
    assert services.parts(KEY, "subdistrict") == {"subdistrict": (1, 3)}


def test_a_community_is_amber_with_five_or_six(tables):
    services = tables(KEY, communities=AREAS, service_functions=offered(C1=7, C2=5, C3=4))
    assert services.state(KEY, "community") == {
        "C1": "green", "C2": "amber", "C3": "red", "C4": "not_reported",
    }  # fmt: skip


def test_who_is_missing_from_the_sheet_makes_the_whole_provisional(tables):
    services = tables(KEY, communities=AREAS, service_functions=offered(C1=7))
    assert services.flags(KEY, "subdistrict") == {"subdistrict": "provisional"}
