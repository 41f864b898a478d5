"""Coordinates of GCJ-02 and BD-09 against published pairs and against their own forward formula."""

import numpy as np
import pytest
import shapely

from data.errors import ContractError
from data.reading.datum import _offset, to_wgs84

METRES_PER_DEGREE = 111_320


def test_gcj02_comes_back_to_the_point_it_was_made_from():
    points = np.array([[113.5, 34.0], [121.4737, 31.2304], [87.6, 43.8]])
    east, north = _offset(points[:, 0], points[:, 1])
    shifted = shapely.linestrings(points + np.column_stack([east, north]))
    back = shapely.get_coordinates(to_wgs84(shifted, "GCJ-02"))
    assert np.abs(back - points).max() * METRES_PER_DEGREE < 1e-3


def test_a_published_pair_of_wgs84_and_gcj02():
    # eviltransform's test: WGS-84 31.1774276, 121.5272106 <-> GCJ-02 31.17530398364597, 121.531541859215
    back = to_wgs84(shapely.Point(121.531541859215, 31.17530398364597), "GCJ-02")
    assert (back.x, back.y) == pytest.approx((121.5272106, 31.1774276), abs=1e-6)


def test_bd09_is_rotated_on_top_of_gcj02():
    gcj = np.array([121.531541859215, 31.17530398364597])
    z = np.hypot(*gcj) + 0.00002 * np.sin(gcj[1] * np.pi * 3000 / 180)
    theta = np.arctan2(gcj[1], gcj[0]) + 0.000003 * np.cos(gcj[0] * np.pi * 3000 / 180)
    bd = shapely.Point(z * np.cos(theta) + 0.0065, z * np.sin(theta) + 0.006)
    back = to_wgs84(bd, "BD-09")
    assert (back.x, back.y) == pytest.approx((121.5272106, 31.1774276), abs=1e-6)


def test_an_unknown_datum_is_refused():
    with pytest.raises(ContractError):
        to_wgs84(shapely.Point(113, 34), "Beijing 54")
