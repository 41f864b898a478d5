"""A version seen from one community: whatever is asked, nobody else's rows answer."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.home import Home
from office.targets import Rebasing
from publication.confined import FOR_ALL, Confined
from publication.errors import PublicationError
from publication.evidence import evidence
from publication.others import average_of_others
from publication.reading import open_published
from tests import demonstration

HERE, THERE = "990102013002", "990102013001"
WEEK = "2026-W47"


@pytest.fixture(scope="module")
def whole():
    return open_published(Home(demonstration.demonstration()))


@pytest.fixture(scope="module")
def own(whole):
    return Confined(whole, HERE)


def test_no_table_holds_a_row_of_anybody_else(whole, own):
    with own.cursor() as cursor:
        for table, columns in own._columns.items():
            found = cursor.execute(f'SELECT * FROM "{table}"').df()
            if "community_id" in columns:
                assert set(found["community_id"]) <= {HERE}, table
            elif "grid_id" in columns or "place_id" in columns:
                place = "grid_id" if "grid_id" in columns else "place_id"
                assert all(code.startswith(HERE) for code in found[place]), table
            elif table not in FOR_ALL | {"imports"}:
                assert found.empty, table


def test_every_table_of_the_version_has_its_view(own):
    with own.cursor() as cursor:
        made = {name for (name,) in cursor.execute("SHOW TABLES").fetchall()}
    assert made == set(own._columns)


def test_its_own_numbers_are_the_same(whole, own):
    mine = own.measures(periods=[WEEK])
    assert len(mine)
    assert mine.equals(whole.measures(periods=[WEEK], within=HERE))


def test_its_own_numbers_keep_their_passports(whole, own):
    where = whole.row_of("grid_leader_coverage", HERE, WEEK)
    assert own.row_of("grid_leader_coverage", HERE, WEEK) == where
    assert own.measure_at(where) == ("grid_leader_coverage", HERE, WEEK)
    foreign = whole.row_of("grid_leader_coverage", THERE, WEEK)
    assert own.measure_at(foreign) is None


def test_there_is_evidence_for_its_own_numbers_only(own):
    assert evidence(own, "grid_leader_coverage", HERE, WEEK).rows
    for place in (THERE, "990102013"):
        with pytest.raises(PublicationError):
            evidence(own, "grid_leader_coverage", place, WEEK)


def test_files_that_hold_nothing_of_it_are_not_named(whole, own):
    named = set(own.imports()["file_name"])
    assert named < set(whole.imports()["file_name"])
    assert not any("青荇" in name for name in named)


def test_a_fresh_start_for_every_place_counts_in_a_community_too(whole, monkeypatch):
    starts = tuple(
        Rebasing(0, "grid_leader_coverage", place, date(2026, 6, 1), None, "换了流程",
                 datetime(2026, 6, 1), "admin")
        for place in (None, HERE, f"{HERE}001", THERE)
    )  # fmt: skip
    monkeypatch.setattr(whole, "rebasings", starts)
    found = [start.place_id for start in Confined(whole, HERE).rebasings]
    assert found == [None, HERE, f"{HERE}001"]


@pytest.mark.parametrize("code", ["nobody", "", "x'; DROP TABLE places; --", "99%", "9" * 30])
def test_a_scope_that_is_no_code_holds_nothing(whole, code):
    nothing = Confined(whole, code)
    assert nothing.places().empty
    assert nothing.measures().empty
    assert nothing.imports().empty
    assert not nothing.periods().empty
    assert not whole.places().empty


def test_the_same_community_twice_shares_its_views(whole):
    assert len(Confined(whole, HERE).places()) == len(Confined(whole, HERE).places())


def test_the_average_is_summed_first_and_divided_once(whole):
    found = average_of_others(whole, HERE, WEEK)["grid_staffing_attainment"]
    rows = whole.measures(metrics=["grid_staffing_attainment"], level="community", periods=[WEEK])
    others = rows[rows["place_id"] != HERE]
    assert found.communities == len(others)
    assert found.value == pytest.approx(others["numerator"].sum() / others["denominator"].sum())


def test_a_community_that_has_not_reported_is_left_out_and_is_no_zero(whole):
    found = average_of_others(whole, HERE, WEEK)["zero_petition"]
    rows = whole.measures(metrics=["zero_petition"], level="community", periods=[WEEK])
    reported = rows[(rows["place_id"] != HERE) & (rows["state"] != "not_reported")]
    assert len(reported) < len(rows) - 1
    assert found.communities == len(reported)


def test_of_fewer_than_two_others_there_is_no_average():
    alone = open_published(Home(demonstration.one_community()))
    assert average_of_others(alone, THERE, WEEK) == {}
