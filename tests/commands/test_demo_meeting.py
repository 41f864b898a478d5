"""The invented meeting of the demonstration: frozen, with something to look at a week later."""

import shutil
from datetime import date, datetime

import pytest

from commands.demo_meeting import LATE_FILE, hold
from data.home import Home
from metrics.catalogue import metric
from metrics.signal import Verdict
from office.follow_ups import follow_ups
from office.meetings import meetings
from publication import declared
from publication.effects import effects
from publication.meetings import reopen, restated
from publication.reading import open_published
from tests import demonstration

FEW = (
    "grid_staffing_attainment", "petition_reply_on_time", "zero_reporting_rate", "police_presence",
)  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The demonstration office, which from now on measures only what the meeting is about."""
    shutil.copytree(demonstration.demonstration(), tmp_path / "office")
    monkeypatch.setattr(declared, "metrics", lambda: {key: metric(key) for key in FEW})
    return Home(tmp_path / "office")


def test_the_demonstration_holds_a_meeting_that_a_late_roster_restates(home):
    before = home.current_version()
    assert hold(home, published_at=datetime(2026, 11, 23, 9)) == 1
    (meeting,) = meetings(home.path)
    assert (meeting.period_id, meeting.is_frozen, meeting.version) == ("2026-W46", True, before + 1)
    published = open_published(home)
    assert LATE_FILE in set(published.imports()["file_name"])
    moved = {(r.then.metric, r.then.place_id) for r in restated(reopen(home, 1), published)}
    assert ("grid_staffing_attainment", "990102013007") in moved
    found = follow_ups(home.path, on=date(2026, 11, 23))
    assert [f.state for f in found] == ["due", "overdue", "done", "verified"]
    verdicts = [effect.verdict for effect in effects(published, found).values()]
    assert verdicts == [Verdict.TOO_EARLY, Verdict.NO_EFFECT]
