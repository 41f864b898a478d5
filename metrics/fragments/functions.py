"""The functions that article 19 asks every community for."""

SEVEN_SERVICES = (
    "has_medical_care",
    "has_care_for_the_old",
    "has_child_care",
    "has_culture",
    "has_sport",
    "has_volunteering",
    "has_safety_and_order",
)
"""Medical care, care for the old and for children, culture, sport, volunteering, safety."""

ONE_AND_SEVEN_CENTRES = (
    "has_party_room",
    "has_convenience_centre",
    "has_governance_centre",
    "has_culture_and_sport_centre",
    "has_health_care_centre",
    "has_nursery_centre",
    "has_council_centre",
    "has_volunteer_centre",
)
"""The plan does not name them: these are the ones on the office's own sheet."""
