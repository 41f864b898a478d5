"""What is open about a place, for whoever looks at the map."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from office.follow_ups import FollowUp
from office.permissions import Role
from tests.publication.office import MONDAY, SUNDAY
from tests.ui.people import PEOPLE, SOCIAL
from ui import answers, geometry, grid_map_work

WEEK = "2026-W47"


@pytest.fixture
def tasks(looking):
    """The open tasks of the week as somebody sees them."""

    def seen_by(viewer):
        looking(viewer)
        return grid_map_work.open_tasks(answers.periods().find(WEEK))

    return seen_by


def test_who_may_not_open_the_ledger_of_follow_ups_finds_none_of_it_on_the_map(tasks):
    everything = tasks(PEOPLE[Role.LEADER])
    assert everything
    assert tasks(PEOPLE[Role.ANALYST]) == ()
    own = tasks(PEOPLE[Role.DEPARTMENT])
    assert own == tuple(task for task in everything if task.who == SOCIAL)
    assert len(own) < len(everything)


def test_one_readers_layer_is_not_answered_to_another(looking):
    question = {"v": "1", "period": WEEK, "level": "community", "of": "whatever the leader had"}
    looking(PEOPLE[Role.LEADER])
    assert json.loads(geometry._layer(question, "tasks"))["items"]
    looking(PEOPLE[Role.ANALYST])
    assert json.loads(geometry._layer(question, "tasks"))["items"] == []


def test_what_a_meeting_decided_and_the_ledger_holds_too_is_counted_once(tasks, monkeypatch):
    imported = replace(tasks(PEOPLE[Role.LEADER])[0], code="D001-2")
    decided = FollowUp(
        7, 1, 2, "配齐网格长", SOCIAL, "主任", SUNDAY, None, None, WEEK, "", MONDAY, "local", "open"
    )
    monkeypatch.setattr(grid_map_work, "_supervised", lambda *_: (imported,))
    monkeypatch.setattr(grid_map_work, "follow_ups", lambda *_, **__: (decided,))
    assert [task.what for task in tasks(PEOPLE[Role.LEADER])] == ["配齐网格长"]
