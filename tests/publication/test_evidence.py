"""From a number to its rows, on a small office drawn by hand."""

import pytest

from data.catalogue import contracts
from metrics.catalogue import metric, metrics
from metrics.counted import Counted
from metrics.errors import MetricError
from publication.errors import PublicationError
from publication.evidence import ORIGIN, evidence
from tests.publication.office import AREAS, GRIDS, accept

STAFF = """
    community_id | grid_id | role   | status  | person_name | person_key
    -------------+---------+--------+---------+-------------+-----------
    C1           | G1      | leader | on_duty | 甲          | a
    C1           | G1      | worker | on_duty | 乙          | b
    C2           | G2      | leader | moved   | 丙          | c
"""


@pytest.fixture
def office(home, published):
    first = accept(home, file_name="登记.xlsx", communities=AREAS, grids=GRIDS)
    second = accept(home, file_name="名单.xlsx", grid_staff=STAFF)
    return published(first, second)


def asked(office, place, key="grid_leader_coverage", period="2026-W47"):
    return evidence(office, key, place, period)


def test_each_row_says_file_sheet_and_row_and_what_it_adds(office):
    grid, leader = asked(office, "C1").rows
    assert {name: grid[name] for name in ORIGIN} == {
        "dataset": "grids", "file": "登记.xlsx", "sheet": "Sheet1", "row": 2, "import_id": 1,
        "place_id": "G1", "numerator": 1, "denominator": 1,
    }  # fmt: skip
    assert (leader["file"], leader["row"], leader["numerator"]) == ("名单.xlsx", 2, None)
    assert leader["person_name"] == "甲"


def test_a_place_has_the_rows_of_what_lies_in_it(office):
    assert [row["place_id"] for row in asked(office, "C2").rows] == ["G2"]
    found = asked(office, "subdistrict")
    assert [row["place_id"] for row in found.rows if row["dataset"] == "grids"] == ["G1", "G2"]
    assert (found.numerator, found.denominator) == (1, 2)
    assert [row["row"] for row in asked(office, "G1").rows] == [2, 2]


def test_what_was_not_reported_has_no_rows(office):
    found = asked(office, "C1", "volunteer_hours")
    assert (found.numerator, found.rows, found.state) == (None, (), "not_reported")


@pytest.mark.parametrize("place, period", [("C9", "2026-W47"), ("C1", "1999-W01")])
def test_a_number_that_does_not_exist_is_a_sentence(office, place, period):
    with pytest.raises(PublicationError, match=place):
        asked(office, place, period=period)
    with pytest.raises(MetricError):
        asked(office, "C1", key="nothing")


def test_json_holds_plain_values(office):
    found = asked(office, "C1").as_json()
    assert list(found)[:6] == ["metric", "place_id", "period", "numerator", "denominator", "value"]
    assert type(found["numerator"]) is int
    assert "person_key" not in found["rows"][1]


def test_no_column_of_a_dataset_bears_the_name_of_an_origin():
    taken = set(ORIGIN) - {"place_id"}
    assert not [name for name, c in contracts().items() if taken & set(c.stored_types())]


def test_without_a_declaration_the_register_and_all_that_is_read_are_the_evidence():
    silent = metric("one_network_integrity")
    assert silent.counted[0] == Counted("communities", "1 = 1", unit="community_id")
    assert {part.dataset for part in silent.counted} == {"communities", *silent.reads}


def test_every_declared_evidence_names_a_dataset_there_is():
    named = {part.dataset for one in metrics().values() for part in one.counted}
    assert named <= set(contracts())
