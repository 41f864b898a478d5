"""The one-network audit agrees with the published measure, and events are pooled, not guessed."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from data.home import Home
from publication.events import pooled
from publication.network_audit import _network, _of_the_network, audit
from publication.reading import open_published
from tests import demonstration

WEEK = "2026-W47"


@pytest.fixture(scope="module")
def office():
    return open_published(Home(demonstration.demonstration()))


def test_the_audit_speaks_of_the_same_square_metres_as_the_measure(office):
    found = audit(office, WEEK)
    rows = office.measures(metrics=["one_network_integrity"], level="subdistrict", periods=[WEEK])
    assert found.area_m2 == pytest.approx(rows["denominator"].iloc[0])
    assert found.covered_once_m2 == pytest.approx(rows["numerator"].iloc[0])
    assert found.covered_once_m2 / found.area_m2 == pytest.approx(0.975185, abs=0.002)


def test_every_finding_says_where_and_how_large(office):
    found = audit(office, WEEK).findings
    kinds = [finding.kind for finding in found]
    assert (kinds.count("overlap"), kinds.count("gap"), kinds.count("outside")) == (36, 4, 3)
    assert all(f.area_m2 and f.shape_wkb and f.place_ids for f in found)
    assert [f.number for f in found] == list(range(1, len(found) + 1))


def test_grids_overlap_whether_or_not_the_borders_of_communities_are_known():
    register = [("G1", "C1", "第一网格", "residential"), ("G2", "C1", "第二网格", "residential")]
    shapes = {"G1": shapely.box(113.0, 34.0, 113.01, 34.01),
              "G2": shapely.box(113.008, 34.0, 113.02, 34.01)}  # fmt: skip
    (found,) = _of_the_network(_network(register, shapes, {}))
    assert found[:2] == ("overlap", ("G1", "G2"))
    assert found[2].area == pytest.approx(0.002 * 92_300 * 0.01 * 110_920, rel=0.01)


def test_events_are_counted_per_grid_where_the_ledger_knows_grids(office):
    found = pooled(office, "grid_events", date(2026, 11, 16), date(2026, 11, 22))
    assert sum(c.events for c in found.communities.values()) == sum(
        c.events for c in [*found.grids.values(), *found.without_grid.values()]
    )
    assert not pooled(office, "petitions", date(2026, 11, 16), date(2026, 11, 22)).grids


def test_a_ledger_that_does_not_reach_the_period_says_nothing_rather_than_zero(office):
    assert pooled(office, "accidents", date(2020, 1, 1), date(2020, 1, 7)).communities is None


def test_communities_that_send_no_single_cases_are_not_counted_as_having_none(office):
    found = pooled(office, "cases", date(2026, 11, 16), date(2026, 11, 22))
    assert len(found.speaking) == 4
    assert set(found.communities) <= found.speaking
