"""What the tests of the metrics share."""

import pytest

from metrics import catalogue
from tests.metrics.drawn import Answers, draw


@pytest.fixture
def tables():
    """Draw the tables of a version and measure one indicator, or all of them."""

    def answers(*keys, as_of=None, **drawings):
        con = draw(**({"as_of": as_of} if as_of else {}), **drawings)
        return Answers(con, *(catalogue.metric(key) for key in keys))

    return answers
