"""What lies over the map: events that have no place on it are counted, not lost; a facility that
is closed looks like no other."""

from __future__ import annotations

import json

import pytest

from office.permissions import Role
from publication.events import Counts, Pooled
from tests.ui.people import HERE, PEOPLE
from ui import answers, grid_map_layers, grid_map_listing, grid_map_places, grid_map_work
from ui.grid_map_layers import PAPER, Question, layer, unplaced, unplaced_tasks
from ui.ledgers import at

WEEK, TOP = "2026-W47", "990102013"


@pytest.fixture
def question(looking):
    looking(PEOPLE[Role.LEADER])

    def asked(level, within=TOP, **more):
        return Question(level, within, answers.periods().find(WEEK), "zh", **more)

    return asked


def items(name, asked):
    return json.loads(layer(at(), name, asked))["items"]


def test_every_event_of_the_week_stands_on_the_map_or_is_said_to_have_no_place(question):
    by_community = sum(item[2] for item in items("grid_events", question("community")))
    asked = question("grid")
    on_grids = sum(item[2] for item in items("grid_events", asked))
    assert by_community == on_grids + unplaced("grid_events", asked)


def test_events_without_a_grid_and_in_a_grid_without_a_border_are_counted(question, monkeypatch):
    grid = f"{HERE}001"
    held = Counts(
        {HERE: Pooled(9, 0)}, {grid: Pooled(4, 0), f"{HERE}777": Pooled(2, 0)},
        {HERE: Pooled(3, 0)}, None, has_grids=True,
    )  # fmt: skip
    monkeypatch.setattr(grid_map_layers, "counted", lambda *_: held)
    assert unplaced("grid_events", question("grid", HERE)) == 9 - 4
    assert unplaced("grid_events", question("community")) == 0


@pytest.mark.parametrize(
    ("communities", "said"), [(None, "本期没有台账数据"), ({HERE: Pooled(3, 0)}, "有 3 件")]
)
def test_the_table_of_a_layer_says_what_is_missing_in_it(question, monkeypatch, communities, said):
    held = Counts(communities, {}, {}, None, has_grids=True)
    monkeypatch.setattr(grid_map_layers, "counted", lambda *_: held)
    asked = question("grid", HERE, stamp=said)  # nothing that another test has kept
    monkeypatch.setattr(grid_map_listing, "_question", lambda *_: asked)
    found = grid_map_listing.listed("grid_events", None, None)
    assert found.rows == () and said in found.note.zh


def test_a_facility_is_counted_not_counted_or_closed_and_each_looks_different(question):
    looks = {(item[2], item[6]) for item in items("facilities", question("community"))}
    assert len(looks) == 3
    crossed = [item for item in items("facilities", question("community")) if item[6]]
    assert crossed and all(item[2] == PAPER for item in crossed)
    assert all("未在用" in "".join(item[5]) for item in crossed)


def test_what_is_to_be_done_for_a_whole_community_stands_on_it_among_its_grids_too(question):
    open_tasks = grid_map_work.open_tasks(question("grid").period)
    own = [task for task in open_tasks if task.place_id[:12] == HERE]
    assert own  # all of them are of the community, none is of one of its grids
    for within in (HERE, TOP):
        asked = question("grid", within)
        counts = {item[3]: item[2] for item in items("tasks", asked)}
        assert counts[answers.places().by_id[HERE].name] == len(own)
    assert unplaced_tasks(question("grid", HERE)) == 0
    on_the_map = sum(item[2] for item in items("tasks", question("grid")))
    assert len(open_tasks) == on_the_map + unplaced_tasks(question("grid"))


def test_a_grid_among_those_of_other_communities_is_named_with_its_own(question):
    assert all("社区 / " in item[3] for item in items("gaps", question("grid")))
    assert not any("社区" in item[3] for item in items("gaps", question("grid", HERE)))


def test_overlapping_circles_are_one_area(question):
    found = json.loads(layer(at(), "circles", question("community", radius_m=500.0)))
    assert len(found["areas"]) == 1


@pytest.mark.parametrize("file", ["metrics/planning/staffing.py", "views/map_layers.py"])
def test_another_proposal_is_another_address_as_another_drawing_is(tmp_path, monkeypatch, file):
    monkeypatch.setattr(grid_map_places, "ROOT", tmp_path)
    made = tmp_path / file
    made.parent.mkdir(parents=True)

    def code_of(content):
        made.write_text(content, encoding="utf-8")
        return grid_map_places._code.__wrapped__()

    assert code_of("one") != code_of("another")


def test_another_code_or_another_reader_is_another_address(looking, monkeypatch):
    looking(PEOPLE[Role.LEADER])
    everything = grid_map_places.mark()
    looking(PEOPLE[Role.COMMUNITY])
    assert grid_map_places.mark() != everything
    looking(PEOPLE[Role.LEADER])
    assert grid_map_places.mark() == everything
    monkeypatch.setattr(grid_map_places, "_code", lambda: "another")
    assert grid_map_places.mark() != everything
