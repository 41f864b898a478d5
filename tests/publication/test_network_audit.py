"""The one-network audit agrees with the published measure, and events are pooled, not guessed."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from pyproj import Geod

from data.home import Home
from publication.events import pooled
from publication.network_audit import _network, _of_the_network, audit
from publication.publish import publish
from publication.reading import open_published
from tests import demonstration
from tests.publication.office import MONDAY, accept

WEEK, HERE = "2026-W47", "990102013001"


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
    assert (found.kind, found.place_ids) == ("overlap", ("G1", "G2"))
    assert found.area_m2 == pytest.approx(0.002 * 92_300 * 0.01 * 110_920, rel=0.01)


def test_each_kind_of_finding_made_on_purpose_is_found_with_its_area(tmp_path):
    def box(west, east, south=34, north=34.01):
        return shapely.box(west, south, east, north)

    bow_tie = shapely.Polygon([(110.04, 34), (110.05, 34.01), (110.05, 34), (110.04, 34.01)])
    drawn = {
        f"{HERE}001": box(110, 110.011), f"{HERE}002": box(110.01, 110.02),  # they overlap
        f"{HERE}003": box(110.02001, 110.028),  # a metre beside the one before
        f"{HERE}004": box(110.03, 110.04), f"{HERE}005": bow_tie, f"{HERE}777": box(110.06, 110.07),
    }  # fmt: skip
    home = Home(tmp_path)
    grids = "".join(f"{HERE} | {HERE}00{i} | {i} | 150\n" for i in range(1, 7))
    shapes = "".join(f"{HERE} | {place} | g | {shape.wkt}\n" for place, shape in drawn.items())
    head = "community_id | grid_id | grid_name |"
    number = accept(
        home,
        communities=f"community_id | community_name\n---+---\n{HERE} | 松岫社区\n",
        grids=f"{head} resident_households\n---+---+---+---\n{grids}",
        grid_boundaries=f"{head} geometry\n---+---+---+---\n{shapes}",
        community_boundaries="community_id | community_name | geometry\n---+---+---\n"
        f"{HERE} | 松岫社区 | {box(110, 110.05).wkt}\n",
    )
    publish(home, add=[number], published_at=MONDAY)
    found = audit(open_published(home), WEEK).findings

    def square_metres(shape):
        """On the ellipsoid itself, without any projection."""
        return abs(Geod(ellps="WGS84").geometry_area_perimeter(shape)[0])

    beside = shapely.union_all([drawn[f"{HERE}00{i}"] for i in (1, 2, 3, 4)])
    halves = shapely.get_parts(shapely.make_valid(bow_tie))
    left_over = shapely.difference(box(110, 110.05), shapely.union_all([beside, *halves]))
    gaps = sorted((square_metres(part) for part in shapely.get_parts(left_over)), reverse=True)
    expected = [
        ("overlap", square_metres(box(110.01, 110.011))),
        *(("gap", size) for size in gaps[:-1]),
        ("sliver", square_metres(box(110.02, 110.02001))),
        ("invalid", sum(square_metres(half) for half in halves)),
        ("no_polygon", 0.0),
        ("unknown_grid", square_metres(box(110.06, 110.07))),
    ]
    assert [finding.kind for finding in found] == [kind for kind, _ in expected]
    assert [finding.area_m2 or 0.0 for finding in found] == [
        pytest.approx(area, rel=1e-4) for _, area in expected
    ]


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
