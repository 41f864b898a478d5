"""The one door through which a version is read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import shapely

from publication.reading import open_published
from tests.publication.office import AREAS, GRIDS, accept

SHAPES = """
    community_id | community_name | geometry
    -------------+----------------+------------------------------------------------------
    C1           | 松岫社区       | POLYGON((110 34, 111 34, 111 35, 110 35, 110 34))
    C2           | 汀蘅社区       | POLYGON((111 34, 112 34, 112 35, 111 35, 111 34))
"""


@pytest.fixture
def version(home, published):
    return published(accept(home, communities=AREAS, grids=GRIDS, community_boundaries=SHAPES))


def test_a_version_is_opened_once_until_another_is_in_force(home, published, version):
    assert open_published(home) is version
    assert published() is not version


def test_measures_are_asked_for_by_metric_level_period_and_place(version):
    found = version.measures(
        metrics=["one_network_integrity", "grid_leader_coverage"],
        level="community",
        periods=["2026-W47"],
        places=["C1"],
    )
    assert found.metric.tolist() == ["grid_leader_coverage", "one_network_integrity"]
    assert list(found.columns) == [
        "metric", "period_id", "place_id", "level", "numerator", "denominator", "value", "state",
        "flags",
    ]  # fmt: skip


def test_within_a_place_lies_the_place_itself_and_all_below_it(version):
    def places(within, **asked):
        return sorted(set(version.measures(within=within, periods=["2026-W47"], **asked).place_id))

    assert places("C1") == ["C1", "G1"]
    assert places("subdistrict") == ["C1", "C2", "G1", "G2", "subdistrict"]
    assert places("subdistrict", level="community") == ["C1", "C2"]
    assert places("no such place") == []


def test_asking_for_nothing_gives_nothing(version):
    assert len(version.measures(metrics=[])) == 0


def test_a_subdistrict_has_the_shape_of_its_communities_together(version):
    (shape,) = version.shapes("subdistrict", "2026-W47")
    assert shape.place_id == "subdistrict"
    assert shapely.from_wkb(shape.geometry_wkb).equals(shapely.box(110, 34, 112, 35))
    assert [one.name for one in version.shapes("community", "2026-W47")] == ["松岫社区", "汀蘅社区"]
    assert version.shapes("grid", "2026-W47") == []


def test_rows_are_asked_for_by_column_and_come_with_their_origin(version):
    rows = version.rows("grids", period_id="2026-W47", grid_id="G1")
    assert rows.grid_name.tolist() == ["第一网格"]
    assert (rows.import_id[0], rows.source_sheet[0], rows.source_row[0]) == (1, "Sheet1", 2)
    assert len(version.rows("grids", grid_id=["G1", "G2"])) == 2


@pytest.mark.parametrize(
    "question",
    [
        {"dataset": "places; DROP TABLE grids"},
        {"dataset": "no_such_sheet"},
        {"dataset": "petitions", "period_id": "2026-W47"},
        {"dataset": "grids", "grid_id = 'G1' OR 1 = 1 --": 1},
    ],
)
def test_a_name_that_is_no_table_or_column_is_no_query(version, question):
    with pytest.raises(KeyError):
        version.rows(**question)


def test_a_version_cannot_be_written_through_its_reader(version):
    with pytest.raises(Exception, match="read-only"):
        version._rows("DELETE FROM measures")


def test_many_threads_read_at_once(version):
    def ask(number):
        return len(version.measures(periods=["2026-W47"])), len(version.rows("grids"))

    with ThreadPoolExecutor(16) as threads:
        assert len(set(threads.map(ask, range(200)))) == 1
