"""What everybody asks of a new version at first is found out before somebody waits for it."""

from __future__ import annotations

import threading

import pytest

from data.home import Home
from office import accounts
from office.permissions import Role, Viewer
from publication.publish import publish
from publication.reading import Published
from tests.demonstration import ITS_GRIDS, ONE_COMMUNITY, empty
from tests.publication.office import MONDAY, accept
from tests.test_every_page import opened, text
from ui import ahead, answers, scope
from ui.viewer import acting

PATIENCE_S = 60.0
FIRST_PAGES = ("pages/watch/overview.py", "pages/watch/grid_map.py")


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = Home(tmp_path / "home")
    monkeypatch.setenv("LINGTU_HOME", str(home.path))
    number = accept(home, communities=ONE_COMMUNITY, grids=ITS_GRIDS)
    publish(home, add=[number], published_at=MONDAY)
    return home


@pytest.fixture
def measured(monkeypatch):
    """What is asked of the published numbers."""
    asked, measures = [], Published.measures

    def noted(self, **question):
        asked.append(question)
        return measures(self, **question)

    monkeypatch.setattr(Published, "measures", noted)
    return asked


def test_the_first_viewer_of_a_version_waits_for_no_number_of_the_first_pages(home, measured):
    ahead.ask(threading.Event())
    assert measured
    measured.clear()
    for page in FIRST_PAGES:
        assert "松岫社区" in text(opened(page))
    assert measured == []


def test_a_version_that_nobody_asked_ahead_is_measured_for_its_first_viewer(home, measured):
    opened(FIRST_PAGES[0])
    assert measured


def test_a_server_that_ends_asks_nothing_more(home, measured):
    end = threading.Event()
    end.set()
    ahead.ask(end)
    assert measured == []


def test_a_version_that_is_replaced_is_asked_no_further(home, measured, monkeypatch):
    first = ahead._overview

    def replaced(place, period):
        publish(home, published_at=MONDAY)
        return first(place, period)

    monkeypatch.setattr(ahead, "_overview", replaced)
    ahead.ask(threading.Event())
    assert (home.current_version(), measured) == (2, [])


def test_what_a_community_sees_first_is_asked_for_each_that_has_an_account(home, measured):
    clerk = Viewer("songxiu", "松岫", Role.COMMUNITY, community_id="990102013001")
    accounts.add(home.path, clerk, at=MONDAY, by="admin")
    ahead.ask(threading.Event())
    measured.clear()
    with acting(clerk), scope.one_version():
        place, period = answers.places().top, answers.periods().default
        assert (place.name, scope.community()) == ("松岫社区", "990102013001")
        assert answers.standings(place, period) and answers.below(place, period)
    assert measured == []


def test_an_empty_office_has_nothing_to_be_asked(monkeypatch, measured, caplog):
    monkeypatch.setenv("LINGTU_HOME", str(empty()))
    ahead.ask(threading.Event())
    assert (measured, caplog.records) == ([], [])


def test_a_version_is_asked_when_it_comes_into_force_whoever_published_it(home, monkeypatch):
    asked: list[int | None] = []
    is_asked = threading.Event()

    def noted(_end: threading.Event) -> None:
        asked.append(home.current_version())
        is_asked.set()

    monkeypatch.setattr(ahead, "LOOKS_EVERY_S", 0.01)
    monkeypatch.setattr(ahead, "ask", noted)
    with ahead.looking_out():
        assert not is_asked.wait(0.3), "what was in force when the server began is asked by pages"
        publish(home, published_at=MONDAY)
        assert is_asked.wait(PATIENCE_S)
    assert asked == [2]
