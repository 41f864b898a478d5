"""More sheets of a made-up office: matters with deadlines, functions, units and people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

SATISFACTION = ["satisfied", "fairly_satisfied", "dissatisfied", "not_rated", ""]

SERVICES = (
    "has_organisation", "has_medical_care", "has_care_for_the_old", "has_child_care",
    "has_culture", "has_sport", "has_volunteering", "has_safety_and_order", "has_party_room",
    "has_convenience_centre", "has_governance_centre", "has_culture_and_sport_centre",
    "has_health_care_centre", "has_nursery_centre", "has_council_centre", "has_volunteer_centre",
)  # fmt: skip


def add_more_sheets(
    add: Callable[..., None], chance: Random, sunday: date, community: str, grids: list[str]
) -> None:
    """What a chance puts into the sheets of one community."""
    _matters(add, chance, sunday, community, grids)
    _units(add, chance, sunday, community)
    _people(add, chance, sunday, community, grids)


def _matters(
    add: Callable[..., None], chance: Random, sunday: date, community: str, grids: list[str]
) -> None:
    pick, number = chance.choice, chance.randint
    for i in range(number(0, 6) if grids else 0):
        reported = sunday - timedelta(days=number(0, 60))
        closed = pick([None, min(reported + timedelta(days=number(0, 9)), sunday)])
        add(
            "grid_events", event_id=f"{community}E{i}", community_id=community,
            grid_id=pick(grids), reported_at=reported, due_on=reported + timedelta(days=5),
            closed_at=closed, satisfaction=pick(SATISFACTION) if closed else "",
            closing_kind=pick(["substantive", "interim", "procedural"]) if closed else "",
        )  # fmt: skip
    for i in range(number(0, 4)):
        found = sunday - timedelta(days=number(0, 90))
        resolved = pick([None, min(found + timedelta(days=number(0, 40)), sunday)])
        add(
            "disputes", dispute_id=f"{community}D{i}", community_id=community, found_on=found,
            due_on=pick([None, found + timedelta(days=30)]), resolved_on=resolved,
            resolution="resolved" if resolved else "unresolved",
        )  # fmt: skip
    for i in range(number(0, 2)):
        held = sunday - timedelta(days=number(0, 500))
        add(
            "drills", held_on=held, drill_name=f"{community}{i}",
            drill_kind=pick(["comprehensive", "special"]),
            organised_at=pick(["subdistrict", "community"]), community_id=community,
        )  # fmt: skip


def _units(add: Callable[..., None], chance: Random, sunday: date, community: str) -> None:
    pick, number = chance.choice, chance.randint
    for i in range(number(0, 4)):
        unit = f"{community}U{i}"
        add(
            "units", unit_id=unit, unit_name=f"单位{i}", community_id=community,
            status=pick(["active", "active", "deregistered"]),
        )  # fmt: skip
        for week in range(40, 48):
            if number(0, 5):
                add(
                    "unit_zero_reports", unit_id=unit, community_id=community,
                    week=f"2026-W{week}", petitions=0, accidents=0, cases=0,
                )  # fmt: skip


def _people(
    add: Callable[..., None], chance: Random, sunday: date, community: str, grids: list[str]
) -> None:
    pick, number = chance.choice, chance.randint
    add("service_functions", community_id=community,
        **{name: pick(["yes", "yes", "no"]) for name in SERVICES})  # fmt: skip
    add(
        "community_forces", community_id=community, police_name=pick(["甲", ""]),
        adviser_name=pick(["乙", ""]), adviser_until_on=sunday + timedelta(days=number(-90, 90)),
        mediators=number(0, 2),
    )  # fmt: skip
    add(
        "party_organisations", organisation_id=f"{community}P", community_id=community,
        organisation_kind=pick(["branch", "group", "general_branch"]),
        covered_grid_ids=f";{pick(grids)};" if grids else None,
    )  # fmt: skip
    for i in range(number(0, 3)):
        for member in range(number(1, 5)):
            add(
                "owners_committees", community_id=community, committee_name=f"业委会{i}",
                post="member", affiliation=pick(["party_member", "other"]),
                person_key=f"{community}{i}{member}",
            )  # fmt: skip
    add("emergency_team", person_key=f"t{number(1, 5)}", status=pick(["on_duty", "left"]))
    add(
        "trainings", community_id=community, person_name=pick(["书记", "别人"]),
        course_name="班", course_kind="secretary_rotation",
        started_on=sunday - timedelta(days=number(0, 600)),
    )  # fmt: skip
