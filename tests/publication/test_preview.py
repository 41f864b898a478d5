"""A preview says what would change, and leaves everything as it is."""

import multiprocessing
import os
import time

import pytest

from data.ledger import Ledger
from publication.errors import Overtaken
from publication.preview import FOLDER, Move, preview
from publication.publish import publish
from publication.reading import open_published
from tests.publication.office import AREAS, GRIDS, MONDAY, accept

LED = """
    community_id | grid_id | role   | status
    -------------+---------+--------+--------
    C1           | G1      | leader | on_duty
"""
NONE_LED = LED.replace("leader", "worker")
HOURS = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    R1        | V1           | C1           | 2026-11-17 | 2
    R2        | V1           | C1           | 2026-11-18 | 3
"""


@pytest.fixture
def office(home, published):
    published(
        accept(home, communities=AREAS, grids=GRIDS), accept(home, grid_staff=NONE_LED),
        accept(home, volunteer_service=HOURS),
    )  # fmt: skip
    return home


def asked(home, *add, remove=()):
    return preview(home, add=add, remove=remove, previewed_at=MONDAY)


def moved(found, metric="grid_leader_coverage", period="2026-W47"):
    return {
        move.place_id: (move.before, move.after, move.state_before, move.state_after)
        for move in found.moves
        if (move.metric, move.period_id) == (metric, period)
    }


def changed(found):
    return {rows.dataset: (rows.new, rows.changed, rows.gone) for rows in found.datasets}


def test_numbers_that_move_and_lights_that_flip_from_and_to(office):
    found = asked(office, accept(office, grid_staff=LED))
    assert found.periods == ("2026-W47", "2026-10")
    assert moved(found) == {
        "C1": (0.0, 1.0, "red", "green"),
        "G1": (0.0, 1.0, "amber", "green"),
        "subdistrict": (0.0, 1.0, "red", "green"),
    }
    assert {move.place_id for move in found.flips} == {"subdistrict", "C1", "G1"}
    assert found.moves[0].path == "subdistrict"
    assert changed(found) == {"grid_staff": (1, 0, 1)}


def test_rows_new_changed_and_gone(office):
    areas = AREAS.replace("| 300", "| 310")
    found = asked(office, accept(office, communities=areas, grids=GRIDS))
    assert changed(found)["communities"] == (0, 1, 0)
    later = HOURS.replace("| 3\n", "| 4\n") + "    R3  | V2 | C2 | 2026-11-19 | 1\n"
    found = asked(office, accept(office, volunteer_service=later))
    assert changed(found) == {"volunteer_service": (1, 1, 0)}
    assert moved(found, "volunteer_hours")["C2"][1] == 1


def test_undoing_is_previewed_too(office):
    (staff,) = [
        r.import_id for r in Ledger(office).imports() if r.datasets[0].dataset == "grid_staff"
    ]
    found = asked(office, remove=[staff])
    assert changed(found) == {"grid_staff": (0, 0, 1)}
    assert moved(found)["C1"] == (0.0, None, "red", "not_reported")


def test_the_same_file_again_changes_nothing(office):
    found = asked(office, accept(office, communities=AREAS, grids=GRIDS))
    assert (found.datasets, found.moves) == ((), ())


def test_in_an_empty_office_everything_is_new(home):
    found = asked(home, accept(home, communities=AREAS, grids=GRIDS))
    assert changed(found) == {"communities": (2, 0, 0), "grids": (2, 0, 0)}
    assert all(move.before is None and move.state_before is None for move in found.moves)
    assert home.current_version() is None


def test_a_preview_publishes_nothing_and_leaves_nothing(office):
    before = open_published(office).version
    asked(office, accept(office, grid_staff=LED))
    assert open_published(office).version == before
    assert list((office.path / FOLDER).iterdir()) == []
    assert len(list(office.versions_dir.iterdir())) == 1


def _hang(home, number):
    def watch(_done, _total, _what):
        time.sleep(600)

    preview(home, add=[number], previewed_at=MONDAY, on_progress=watch)


def test_what_a_killed_preview_left_is_swept_by_the_next(office):
    number = accept(office, grid_staff=LED)
    hanging = multiprocessing.get_context("spawn").Process(target=_hang, args=(office, number))
    hanging.start()
    above = office.path / FOLDER
    deadline = time.monotonic() + 300
    while not list(above.glob("*/candidate.duckdb*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    (left,) = above.iterdir()
    asked(office, number)
    assert left.exists(), "it is still in use"
    os.kill(hanging.pid, 9)
    hanging.join()
    asked(office, number)
    assert list(above.iterdir()) == []


def test_whoever_watches_may_break_it_off(office):
    def watch(_done, _total, _what):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        preview(office, previewed_at=MONDAY, on_progress=watch)
    assert list((office.path / FOLDER).iterdir()) == []


def test_what_was_previewed_against_another_version_is_not_published(office):
    number = accept(office, communities=AREAS, grids=GRIDS)
    with pytest.raises(Overtaken):
        publish(office, add=[number], published_at=MONDAY, seen=0)
    assert number not in Ledger(office).in_force()
    assert publish(office, add=[number], published_at=MONDAY, seen=1) == 2


def test_what_has_no_target_has_no_light_that_could_flip():
    def flips(before: str | None, after: str | None) -> bool:
        return Move("m", "C1", "C1", "community", "2026-W47", 1.0, 2.0, before, after).flips

    assert flips("red", "no_target")
    assert flips(None, "green")
    assert not flips(None, "no_target")
    assert not flips("not_reported", None)
