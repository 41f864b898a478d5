"""The pack of a frozen meeting: what the meeting saw, whatever was corrected or declared since."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime

import pytest

from data.home import Home
from data.ledger import Ledger
from office.follow_up_changes import change, decide
from office.meetings import open_meeting
from office.targets import set_target
from publication import declared
from publication.meetings import freeze_meeting
from publication.publish import publish
from reports import tables, tables_of_work
from reports.story import story
from tests.demonstration import demonstration
from tests.reports.packs import MONDAY, WEEK, at_home, made
from ui import packing
from wording import Text

KEY = "grid_staffing_attainment"
STAFF = "03网格员花名册（青荇）.xls"
LATER = datetime(2029, 1, 8, 9)
"""Years later; the day on which a pack is made is not a number of the meeting."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The demonstration office, whose meeting decided on one matter and is still open."""
    path = tmp_path_factory.mktemp("frozen") / "home"
    shutil.copytree(demonstration(), path)
    number = open_meeting(path, WEEK, at=MONDAY, by="leader").number
    decide(path, number, what="配齐网格员", department="社会治理办", post="主任",
           due_on=date(2026, 11, 27), metric=KEY, place_id="990102013001", at=MONDAY,
           by="leader")  # fmt: skip
    return path


def collected(home, period_id=WEEK, at=MONDAY):
    """What the pack of a period says of the whole office."""
    with at_home(home):
        place, period = packing.place_and_period(period_id)
        return packing.collect(place, period, made_by="x", at=at, language="zh")


def figures(result):
    """Every number of a pack with its passport, its rows and its meaning."""
    return [
        (r.metric.key, r.metric.name, r.metric.meaning, r.place.place_id, r.numerator,
         r.denominator, r.value, r.state, r.flags, r.through_on, f.code, f.rows, f.is_hidden)
        for f in result.figures
        if (r := f.reading)
    ]  # fmt: skip


def told(result):
    """All sentences of a pack but those on its basis, and all of its tables."""
    drawn = (
        tables.main, tables.places, tables.three_zero, tables_of_work.alerts,
        tables_of_work.unreported, tables_of_work.checks, tables_of_work.tasks,
        tables_of_work.follow_ups, tables_of_work.decisions,
    )  # fmt: skip
    return replace(story(result, "zh"), basis=""), [each(result, "zh").rows for each in drawn]


def test_the_pack_of_a_frozen_meeting_stays_what_the_meeting_saw(home, monkeypatch):
    held = Home(home)
    live = collected(home)
    freeze_meeting(held, 1, version=held.current_version(), at=MONDAY, by="leader")
    frozen = made(home, "zh")
    assert figures(frozen.result) == figures(live)
    assert told(frozen.result) == told(live)
    assert "不随以后的更正改变" in frozen.page
    assert "不随以后的更正改变" not in story(live, "zh").basis

    (roster,) = [i.import_id for i in Ledger(held).imports() if i.file_name == STAFF]
    declared_now = declared.metrics()
    renamed = replace(declared_now[KEY], name=Text("改了名的指标", "Renamed"),
                      meaning=Text("另一种算法。", "Counted in another way."))  # fmt: skip
    monkeypatch.setattr(declared, "metrics", lambda: {**declared_now, KEY: renamed})
    set_target(home, KEY, 0.5, valid_from=date(2026, 1, 1), valid_to=None, reason="例会议定",
               at=datetime(2026, 11, 24, 9), by="leader")  # fmt: skip
    publish(held, remove=[roster], published_at=datetime(2026, 11, 25, 9))
    change(home, 1, "done", at=datetime(2026, 11, 26, 9), by="worker")

    again = made(home, "zh")
    for name, words in frozen.words.items():
        assert again.words[name].splitlines() == words.splitlines(), name
    now = collected(home, "2026-11").standing(KEY)
    then = again.result.standing(KEY)
    assert (then.metric.name.zh, then.target_value) == ("网格员配备达标率", 1.0)
    assert (now.metric.name.zh, now.target_value) == ("改了名的指标", 0.5)
    assert (then.now.numerator, then.now.denominator) == (78.0, 96.0)
    assert now.now.numerator < then.now.numerator

    # Years later, when neither the version's file nor its weeks are there any more.
    held.version_path(1).unlink()
    with monkeypatch.context() as patch:
        patch.setattr("views.places.Periods.find", find_all_but(WEEK))
        once_more = collected(home, at=LATER)
    assert figures(once_more) == figures(frozen.result)
    assert told(once_more) == told(frozen.result)
    assert [d.state for d in once_more.decisions] == ["due"]


def find_all_but(period_id):
    """Looking up a period as in an office whose versions begin after it."""
    from views.places import Periods

    find = Periods.find
    return lambda periods, asked: None if asked == period_id else find(periods, asked)
