"""A frozen meeting whose week no version tells of any more: it is reopened all the same."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from data.home import Home
from office.follow_up_changes import decide
from office.meetings import open_meeting
from office.permissions import LOCAL
from publication.meetings import freeze_meeting
from publication.publish import publish
from reports import pack
from tests.publication.office import AREAS, GRIDS, accept
from tests.test_every_page import opened, text
from ui import answers, packing
from ui.viewer import acting

REVIEW = str(Path("pages", "work", "weekly_review.py"))
WEEK, SUNDAY, MONDAY = "2023-W25", date(2023, 6, 25), datetime(2023, 6, 26, 9)
LED = """
    community_id | grid_id | person_name | role   | status
    -------------+---------+-------------+--------+--------
    C1           | G1      | 甲          | leader | on_duty
    C2           | G2      | 乙          | worker | on_duty
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A meeting of June 2023, and sheets of November 2026 in which every grid has a leader."""
    held = Home(tmp_path_factory.mktemp("years") / "home")
    first = accept(held, as_of=SUNDAY, communities=AREAS, grids=GRIDS, grid_staff=LED)
    version = publish(held, add=[first], published_at=MONDAY)
    number = open_meeting(held.path, WEEK, at=MONDAY, by="leader").number
    decide(held.path, number, what="配齐网格长", department="社会治理办", post="主任",
           due_on=date(2023, 7, 3), metric="grid_leader_coverage", place_id="C2", at=MONDAY,
           by="leader")  # fmt: skip
    freeze_meeting(held, number, version=version, at=MONDAY, by="leader")
    led = LED.replace("worker", "leader")
    later = accept(held, communities=AREAS, grids=GRIDS, grid_staff=led)
    publish(held, add=[later], published_at=datetime(2026, 11, 23, 9))
    return held.path


@pytest.fixture(autouse=True)
def looked_at(home, monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(home))


def test_its_page_shows_what_it_saw(home):
    with acting(LOCAL):
        assert answers.periods().find(WEEK) is None
    visit = opened(REVIEW, period=WEEK)
    shown = text(visit)
    assert not visit.exception and "lt-trouble" not in shown
    assert "第 1 次例会（2023年第25周）已于 2023-06-26 09:00 定稿" in shown
    assert "50.0%" in shown and "配齐网格长" in shown
    assert "没有数据" not in shown  # the address was followed


@pytest.mark.parametrize("asked", [
    {"view": "agenda"}, {"view": "before"}, {"view": "changes"}, {"view": "decisions"},
    {"view": "past"}, {"mode": "meeting", "item": "grid_leader_coverage"}, {"lang": "en"},
])  # fmt: skip
def test_every_part_of_it_opens(asked):
    visit = opened(REVIEW, period=WEEK, **asked)
    assert not visit.exception and "lt-trouble" not in text(visit)


def test_its_pack_is_made_from_what_it_kept():
    with acting(LOCAL):
        place, period = packing.place_and_period(WEEK)
        result = packing.collect(place, period, made_by="x", at=datetime(2026, 11, 23, 9),
                                 language="zh")  # fmt: skip
        names = [file.name for file in pack.files(result, "zh")]
    now = result.standing("grid_leader_coverage").now
    assert (now.numerator, now.denominator, now.state) == (1.0, 2.0, "red")
    assert (result.version, result.files) == (1, 1)
    assert names[0] == "1 周报-2023-W25.docx" and names[-1] == "督办单/D001-1.docx"


def test_other_pages_do_not_pretend_to_know_that_week():
    shown = text(opened("pages/watch/overview.py", period=WEEK))
    assert "没有数据，已改为" in shown
