"""Communities that are merged or set up, and grids that leave the register: then and now."""

from datetime import date

import pytest

from metrics.catalogue import metric
from publication import declared
from tests.publication.office import accept

OCTOBER, NOVEMBER = date(2026, 10, 31), date(2026, 11, 22)

FOUR = """
    community_id | community_name | resident_households | resident_population
    -------------+----------------+---------------------+--------------------
    990102013001 | 甲             | 300                 | 900
    990102013002 | 乙             | 150                 | 400
    990102013003 | 丙             | 200                 | 500
    990102013004 | 丁             | 100                 | 300
"""

MERGED = """
    community_id | community_name | resident_households | resident_population
    -------------+----------------+---------------------+--------------------
    990102013001 | 甲             | 450                 | 1300
    990102013003 | 丙             | 210                 | 510
    990102013004 | 丁             | 100                 | 300
"""

PETITIONS = """
    petition_id | registered_on | community_id | counts_toward_zero
    ------------+---------------+--------------+-------------------
    P1          | 2026-09-28    | 990102013001 | yes
    P2          | 2026-10-06    | 990102013002 | yes
    P3          | 2026-10-07    | 990102013002 | no
    P4          | 2026-11-17    | 990102013001 | no
"""

SPACE = """
    community_id | facility_name | floor_area_m2 | is_counted | status
    -------------+---------------+---------------+------------+-------
    990102013001 | 站            | 120           | yes        | in_use
    990102013002 | 站            | 60            | yes        | in_use
    990102013003 | 站            | 80            | yes        | in_use
    990102013004 | 站            | 40            | yes        | in_use
"""

KEYS = (
    "petitions_registered", "zero_reporting_rate", "service_space_per_100_households",
    "grid_staffing_attainment", "grid_event_on_time", "grid_events_per_100_households",
)  # fmt: skip


@pytest.fixture(autouse=True)
def these_metrics(monkeypatch, few_metrics):
    monkeypatch.setattr(declared, "metrics", lambda: {key: metric(key) for key in KEYS})


def reports(**weeks):
    """The zero reports of communities, by the last digit of their code."""
    rows = [
        f"99010201300{name[1]} | 2026-W{week} | 0 | 0 | 0"
        for name, told in weeks.items()
        for week in told
    ]
    return "\n".join(["community_id | week | petitions | accidents | cases", "---", *rows])


def only(drawing, *names):
    """The header and the rows of these communities."""
    header, dashes, *rows = [line for line in drawing.splitlines() if line.strip()]
    return "\n".join([header, dashes, *(row for row in rows if any(n in row for n in names))])


def parts(version, key, period, level="subdistrict"):
    found = version.measures(metrics=[key], level=level, periods=[period])
    return {
        row.place_id[-3:]: (row.numerator, row.denominator) for row in found.itertuples()
    }  # fmt: skip


@pytest.fixture
def merged(home, published):
    every = range(40, 48)
    told = reports(c1=every, c2=range(40, 45), c3=every, c4=every)
    return published(
        accept(home, communities=FOUR, facilities=SPACE, as_of=OCTOBER),
        accept(home, communities=MERGED, petitions=PETITIONS, zero_reports=told, as_of=NOVEMBER),
    )


def test_a_merged_community_is_counted_until_it_was_merged_and_not_twice_after(merged):
    key = "service_space_per_100_households"
    assert parts(merged, key, "2026-10") == {"013": (300, 750)}
    assert parts(merged, key, "2026-W47") == {"013": (240, 760)}
    places = merged.places().set_index("place_id")
    assert places.loc["990102013", "resident_households"] == 760
    assert not places.loc["990102013002", "is_active"]


def test_nobody_waits_for_the_reports_of_a_community_that_is_no_more(merged):
    assert parts(merged, "zero_reporting_rate", "2026-W43") == {"013": (4, 4)}
    assert parts(merged, "zero_reporting_rate", "2026-W47") == {"013": (3, 3)}
    assert set(parts(merged, "zero_reporting_rate", "2026-W47", "community")) == {
        "001",
        "003",
        "004",
    }


def test_the_past_of_a_merged_community_stays_in_the_sums_of_the_past(merged):
    key = "petitions_registered"
    october = parts(merged, key, "2026-10", "community")
    assert {place: number for place, (number, _) in october.items()} == {
        "001": 0, "002": 2, "003": 0, "004": 0,
    }  # fmt: skip
    assert parts(merged, key, "2026-10")["013"][0] == 2


def test_what_is_still_entered_under_the_old_name_counts_all_the_same(home, published):
    late = PETITIONS + "    P5 | 2026-11-18 | 990102013002 | no\n"
    version = published(
        accept(home, communities=FOUR, as_of=OCTOBER),
        accept(home, communities=MERGED, petitions=late, as_of=NOVEMBER),
    )
    assert parts(version, "petitions_registered", "2026-W47")["013"][0] == 2


def test_a_community_that_was_set_up_later_is_not_carried_back(home, published):
    version = published(
        accept(home, communities=MERGED, as_of=OCTOBER),
        accept(home, communities=FOUR, as_of=NOVEMBER),
        accept(
            home, facilities=SPACE, zero_reports=reports(c1=[43], c3=[43], c4=[43]), as_of=NOVEMBER
        ),
    )
    key = "service_space_per_100_households"
    assert parts(version, key, "2026-09") == {"013": (240, 760)}
    assert parts(version, key, "2026-W47") == {"013": (300, 750)}
    assert parts(version, "zero_reporting_rate", "2026-W43") == {"013": (3, 3)}
    september = version.measures(metrics=[key], level="subdistrict", periods=["2026-09"])
    assert [str(flags) for flags in september["flags"]] == ["back_carried"]


def test_a_corrected_row_sent_alone_ends_nobody_else(home, published):
    alone = only(MERGED, "甲")
    version = published(
        accept(home, communities=FOUR, as_of=OCTOBER),
        accept(home, communities=alone, facilities=SPACE, as_of=NOVEMBER),
    )
    assert parts(version, "service_space_per_100_households", "2026-W47") == {"013": (300, 900)}


def test_registers_of_single_communities_stand_side_by_side(home, published):
    header, dashes, *rows = [line for line in FOUR.splitlines() if line.strip()]
    version = published(*(
        accept(home, communities="\n".join([header, dashes, row]), as_of=day)
        for row, day in zip(rows, (OCTOBER, NOVEMBER, OCTOBER, NOVEMBER), strict=True)
    ))  # fmt: skip
    assert version.places().set_index("place_id").loc["990102013", "resident_households"] == 750


def test_one_register_of_some_and_single_ones_of_the_others_end_nobody(home, published):
    """Three of four in one file of November, the fourth by itself, some days before."""
    version = published(
        accept(home, communities=only(FOUR, "丁"), as_of=OCTOBER),
        accept(home, communities=only(FOUR, "甲", "乙", "丙"), as_of=NOVEMBER),
        accept(home, facilities=SPACE, as_of=NOVEMBER),
    )
    assert parts(version, "service_space_per_100_households", "2026-W47") == {"013": (300, 750)}
    assert parts(version, "service_space_per_100_households", "2026-10") == {"013": (300, 750)}


GRIDS = """
    community_id | grid_id         | grid_name | resident_households | grid_kind
    -------------+-----------------+-----------+---------------------+------------
    990102013001 | 990102013001001 | 一        | 300                 | residential
    990102013001 | 990102013001002 | 二        | 100                 | residential
    990102013003 | 990102013003001 | 一        | 150                 | residential
"""

STAFF = """
    community_id | grid_id         | role   | status  | person_key
    -------------+-----------------+--------+---------+-----------
    990102013001 | 990102013001001 | worker | on_duty | a
    990102013001 | 990102013001002 | worker | on_duty | b
    990102013003 | 990102013003001 | worker | on_duty | c
"""

EVENTS = """
    event_id | community_id | grid_id         | reported_at      | due_on     | closed_at
    ---------+--------------+-----------------+------------------+------------+-----------------
    E1       | 990102013001 | 990102013001002 | 2026-10-01T10:00 | 2026-10-08 | 2026-10-07T10:00
    E2       | 990102013001 | 990102013001001 | 2026-10-02T10:00 | 2026-10-09 | 2026-10-12T10:00
    E3       | 990102013003 | 990102013003001 | 2026-09-28T10:00 | 2026-10-09 |
"""


def test_a_grid_that_the_next_register_no_longer_lists_stays_in_the_past(home, published):
    fewer = "\n".join(line for line in GRIDS.splitlines() if "001002" not in line)
    version = published(
        accept(home, communities=MERGED, grids=GRIDS, grid_staff=STAFF, as_of=OCTOBER),
        accept(home, grids=fewer, grid_staff=STAFF, grid_events=EVENTS, as_of=NOVEMBER),
    )
    assert parts(version, "grid_staffing_attainment", "2026-10") == {"013": (2, 3)}
    assert parts(version, "grid_staffing_attainment", "2026-W47") == {"013": (1, 2)}
    assert parts(version, "grid_event_on_time", "2026-10") == {"013": (1, 3)}
    assert parts(version, "grid_events_per_100_households", "2026-10") == {"013": (2, 760)}
    left = version.places().set_index("place_id").loc["990102013001002"]
    assert (left["path"], bool(left["is_active"])) == ("990102013/甲/二", False)
