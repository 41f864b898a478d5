"""What the tests of publication share."""

import pytest

from data.home import Home
from metrics.catalogue import metric
from publication import declared
from publication.publish import publish
from publication.reading import open_published
from tests.publication.office import MONDAY

FEW = ("grid_leader_coverage", "one_network_integrity", "ten_minute_coverage", "volunteer_hours")


@pytest.fixture(autouse=True)
def few_metrics(monkeypatch):
    """How a version is published does not depend on how much is measured."""
    monkeypatch.setattr(declared, "metrics", lambda: {key: metric(key) for key in FEW})


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "office")


@pytest.fixture
def published(home):
    """Publish these imports, take those out, and open what is then in force."""

    def put_in_force(*add, remove=()):
        publish(home, add=add, remove=remove, published_at=MONDAY)
        return open_published(home)

    return put_in_force
