"""Whether the latest share is usual, in one word."""

import numpy as np
import pytest

from metrics.signal import Label, laney_p, variation_of_share

NAN = float("nan")
SIZES = [120, 95, 130, 110, 101, 99, 125, 140, 90, 105, 118, 122, 111, 117]
HITS = [108, 84, 118, 99, 92, 88, 113, 125, 82, 94, 105, 110, 100, 106]


def last(hits, size):
    return [*HITS, hits], [*SIZES, size]


@pytest.mark.parametrize(
    ("hits", "direction", "said"),
    [
        (104, "up", Label.COMMON_CAUSE),
        (80, "up", Label.CONCERN),
        (80, "down", Label.IMPROVEMENT),
        (80, "neutral", Label.NEUTRAL_LOW),
    ],
)
def test_the_last_share_is_usual_or_which_way_it_is_not(hits, direction, said):
    counts, sizes = last(hits, 118)
    assert variation_of_share(counts, sizes, direction=direction) == said
    assert bool(laney_p(counts, sizes).outside[-1]) == (said != Label.COMMON_CAUSE)


@pytest.mark.parametrize("size", [0, 6, 11, 12])
def test_fewer_than_thirteen_shares_say_nothing(size):
    assert variation_of_share(HITS[:size], SIZES[:size], direction="up") is None
    assert variation_of_share(HITS[:13], SIZES[:13], direction="up") is not None


def test_a_week_that_is_not_there_has_no_variation():
    assert variation_of_share(*last(NAN, 118), direction="up") is None
    assert variation_of_share(*last(0, 0), direction="up") is None


def test_few_misses_are_no_matter_for_limits():
    """Seven or eight of eight, week after week: one more miss is no signal."""
    counts = np.array([8, 8, 7, 8, 8, 8, 7, 8, 8, 8, 8, 7, 8, 8, 5])
    assert variation_of_share(counts, np.full(15, 8), direction="up") is None
    assert variation_of_share(8 - counts, np.full(15, 8), direction="down") is None
