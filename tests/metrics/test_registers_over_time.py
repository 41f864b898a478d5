"""What a later register says changes nothing that an earlier one said about its own time."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import metric
from tests.metrics.drawn import Answers, draw

KEYS = (
    "grid_staffing_attainment", "grid_worker_gap", "households_per_grid_worker",
    "service_space_per_100_households", "service_space_attainment", "grid_leader_coverage",
)  # fmt: skip
OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 22)
CODES = [f"99010201300{number}" for number in range(1, 6)]

households = st.sampled_from([0, 100, 150, 151, 449])
grids = st.dictionaries(st.integers(1, 3), households, min_size=1, max_size=3)
registers = st.dictionaries(
    st.sampled_from(CODES), st.tuples(households, grids), min_size=4, max_size=5
)


def sheets(register: dict, import_id: int, as_of: date) -> dict[str, list[str]]:
    """The rows of four sheets of a day: communities, grids, staff and facilities."""
    origin = f"{import_id} | {as_of}"
    rows: dict[str, list[str]] = {
        "communities": [],
        "grids": [],
        "grid_staff": [],
        "facilities": [],
    }
    for code, (count, its_grids) in register.items():
        rows["communities"].append(f"{code} | 社区{code[-1]} | {count} | {origin}")
        rows["facilities"].append(f"{code} | 站 | {40 + count / 5} | yes | in_use | {origin}")
        for number, homes in its_grids.items():
            grid = f"{code}00{number}"
            rows["grids"].append(f"{code} | {grid} | residential | {homes} | {origin}")
            role = "leader" if homes == 100 else "worker"
            rows["grid_staff"].append(f"{code} | {grid} | {role} | on_duty | p{homes} | {origin}")
    return rows


HEADERS = {
    "communities": "community_id | community_name | resident_households",
    "grids": "community_id | grid_id | grid_kind | resident_households",
    "grid_staff": "community_id | grid_id | role | status | person_key",
    "facilities": "community_id | facility_name | floor_area_m2 | is_counted | status",
}


def october(*registered: dict[str, list[str]]) -> list[tuple]:
    drawings = {
        name: "\n".join([f"{header} | import_id | as_of_on", "---", *(r for s in registered for r in s[name])])
        for name, header in HEADERS.items()
    }  # fmt: skip
    answers = Answers(draw(**drawings), *(metric(key) for key in KEYS))
    return answers.con.execute(
        "SELECT metric, place_id, numerator, denominator, value FROM measures"
        " WHERE period_id = '2026-10' AND numerator IS NOT NULL ORDER BY ALL"
    ).fetchall()


@settings(deadline=None, max_examples=5)
@given(registers, registers)
def test_who_is_merged_set_up_or_renumbered_later_leaves_october_as_it_was(then, now):
    """Communities and grids come, go and grow in November; the figures of October stand.

    Every community has a grid: who was silent in October is told by its first later sheet.
    """
    first = sheets(then, 1, OCTOBER)
    alone = october(first, {name: [] for name in HEADERS})
    assert october(first, sheets(now, 2, NOVEMBER)) == alone
