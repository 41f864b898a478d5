"""The difference between two periods, in colour and in black and white."""

from __future__ import annotations

import io

import numpy as np
import pytest
import shapely
from matplotlib.image import imread

from metrics.catalogue import metrics
from views import map_picture, map_signs
from views.legend import legend
from views.map_difference import Change, differences
from views.map_picture import Area, Picture
from views.places import Place

FALLING_IS_BETTER = metrics()["households_per_grid_worker"]
RISING_IS_BETTER = metrics()["grid_staffing_attainment"]
NEITHER = metrics()["grid_events_per_100_households"]
LEAST = 6.0
"""Of 100: two greys side by side are told apart from about this difference in lightness on."""


def lightness(colour):
    """L* of CIELAB, which is how light a colour is printed in black and white."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    ]
    return 116 * float(np.dot(linear, [0.2126, 0.7152, 0.0722])) ** (1 / 3) - 16


def scale(metric):
    places = [Place(str(n), f"{n}社区", "community") for n in range(5)]
    sizes = (-1.0, -0.2, 0.0, 0.2, 1.0)
    changes = [Change(p, 1.0, 1.0 + size, True) for p, size in zip(places, sizes, strict=True)]
    found = differences(metric, changes)
    assert [found.index(change.difference) for change in changes] == [0, 1, 2, 3, 4]
    return found


@pytest.mark.parametrize("metric", [FALLING_IS_BETTER, RISING_IS_BETTER, NEITHER])
def test_in_black_and_white_the_five_classes_are_five_greys_with_their_signs(metric):
    found = scale(metric)
    grey = [lightness(found.colour(index)) for index in range(5)]
    assert min(np.diff(sorted(grey))) > LEAST
    assert grey[0] < grey[1] < grey[2] > grey[3] > grey[4]  # the more it changed, the darker
    one, other = sorted([(grey[0], grey[1]), (grey[4], grey[3])])
    assert one[0] < other[0] and one[1] < other[1]  # one side is the darker one throughout
    assert [found.sign(index) for index in range(5)] == ["−", "−", "", "+", "+"]
    drawn = legend(found.keys("zh"))
    assert drawn.count(">−<") == 2 and drawn.count(">+<") == 2


@pytest.mark.parametrize("metric", [FALLING_IS_BETTER, NEITHER])
def test_a_sign_is_seen_on_its_colour(metric):
    found = scale(metric)
    for index in (0, 1, 3, 4):
        ink = map_signs.ink_on(found.colour(index))
        assert abs(lightness(ink) - lightness(found.colour(index))) > 40


LARGE, SMALL = shapely.box(110, 34, 110.01, 34.01), shapely.box(110.0101, 34, 110.0102, 34.0001)


@pytest.mark.parametrize(
    ("classes", "least"), [((2, 2), 0), ((3, 2), 400), ((1, 2), 200), ((2, 3), 3)]
)
def test_a_picture_writes_the_sign_into_every_area_however_small(classes, least):
    areas = (Area("", LARGE.wkb, classes[0]), Area("", SMALL.wkb, classes[1]))
    content = map_picture.draw(Picture("", (), areas, scale(NEITHER), ()))
    ink = [int(map_signs.INK[at : at + 2], 16) for at in (1, 3, 5)]
    pixels = np.rint(imread(io.BytesIO(content))[:, :, :3] * 255)
    found = int((pixels == ink).all(axis=2).sum())
    assert found >= least and (found == 0) == (least == 0)
