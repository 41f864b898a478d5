"""What a frozen meeting keeps: reopened exactly, whatever was imported or decided since."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from metrics.catalogue import metric
from metrics.definition import DefinitionChange
from office.follow_up_changes import change, decide
from office.follow_ups import follow_up
from office.meetings import MeetingError, open_meeting, record_of
from publication import declared
from publication.changed_rows import changed_rows, version_of
from publication.effects import effect
from publication.meeting_record import as_bytes, from_bytes
from publication.meetings import (
    freeze_meeting,
    last_frozen,
    redefinitions,
    reopen,
    restated,
)
from publication.preview import preview
from publication.publish import publish
from publication.reading import open_published
from publication.targets import rebase, set_target
from tests.publication.office import AREAS, GRIDS, MONDAY, accept
from wording import Text

KEY = "grid_leader_coverage"
LED = """
    community_id | grid_id | role   | status
    -------------+---------+--------+--------
    C1           | G1      | leader | on_duty
    C2           | G2      | worker | on_duty
"""
ALL_LED = LED.replace("worker", "leader")
HOURS = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    R1        | V1           | C1           | 2026-11-17 | 2
    R2        | V1           | C1           | 2026-11-18 | 3
"""
CORRECTED = """
    record_id | volunteer_id | community_id | served_on  | service_hours
    ----------+--------------+--------------+------------+--------------
    R1        | V1           | C1           | 2026-11-17 | 2
    R2        | V1           | C1           | 2026-11-18 | 4
    R3        | V2           | C1           | 2026-11-19 | 1
"""


@pytest.fixture
def office(home, published):
    published(
        accept(home, communities=AREAS, grids=GRIDS), accept(home, grid_staff=LED),
        accept(home, volunteer_service=HOURS),
    )  # fmt: skip
    return home


def frozen(home, period="2026-W47", at=MONDAY):
    number = open_meeting(home.path, period, at=at, by="leader").number
    decide(home.path, number, what="配齐网格长", department="社会治理办", post="主任",
           due_on=date(2026, 11, 27), metric=KEY, place_id="C2", at=at, by="leader")  # fmt: skip
    freeze_meeting(home, number, version=home.current_version(), at=at, by="leader")
    return reopen(home, number)


def moved(record, home):
    return {
        (r.then.metric, r.then.place_id): (r.then.value, r.now and r.now.value, r.cause)
        for r in restated(record, open_published(home))
    }


def test_a_frozen_meeting_holds_numbers_definitions_targets_and_decisions(office):
    record = frozen(office)
    assert record.of_period[KEY, "C1"].value == 1.0
    assert record.of_period[KEY, "subdistrict"].shown == (1.0, 2.0, 0.5, "red")
    (definition,) = [each for each in record.definitions if each.key == KEY]
    assert (definition.target.value, definition.name) == (1.0, metric(KEY).name)
    assert [f.what for f in record.decisions] == ["配齐网格长"]
    assert record.evidence[KEY, "C1"] == 2  # the grid and its leader
    assert {place.name for place in record.places} >= {"松岫社区", "汀蘅社区"}
    assert [each.file_name for each in record.imports] == ["表.xlsx"] * 3
    assert restated(record, open_published(office)) == ()


def test_reading_a_record_and_writing_it_gives_the_same_bytes(office):
    frozen(office)
    kept = record_of(office.path, 1)
    assert as_bytes(from_bytes(kept)) == kept


def test_a_record_of_a_newer_version_is_refused_in_words(office, monkeypatch):
    frozen(office)
    monkeypatch.setattr("publication.meeting_record.FORMAT", 0)
    with pytest.raises(MeetingError, match="newer version"):
        from_bytes(record_of(office.path, 1))


def test_a_meeting_reopens_exactly_after_imports_targets_definitions_and_a_clean_up(
    office, monkeypatch
):
    record, kept = frozen(office), record_of(office.path, 1)
    version = record.meeting.version
    publish(office, add=[accept(office, grid_staff=ALL_LED)], published_at=MONDAY)
    set_target(office, KEY, 0.5, valid_from=date(2026, 1, 1), reason="例会议定",
               at=datetime(2026, 11, 24, 9), by="leader")  # fmt: skip
    others = declared.metrics()
    redeclared = replace(metric(KEY), name=Text("改了名", "renamed"), rows=metric(KEY).rows + " ")
    monkeypatch.setattr(declared, "metrics", lambda: {**others, KEY: redeclared})
    publish(office, published_at=datetime(2026, 11, 25, 9))
    office.version_path(version).unlink()
    again = reopen(office, 1)
    assert record_of(office.path, 1) == kept
    assert (again, as_bytes(again)) == (record, kept)
    assert again.of_period[KEY, "subdistrict"].shown == (1.0, 2.0, 0.5, "red")


def test_then_and_now_after_a_correction_with_the_rows_that_changed_it(office):
    record = frozen(office)
    number = accept(office, volunteer_service=CORRECTED, file_name="更正.xlsx")
    publish(office, add=[number], published_at=MONDAY)
    assert moved(record, office) == {
        ("volunteer_hours", "subdistrict"): (5.0, 7.0, "data"),
        ("volunteer_hours", "C1"): (5.0, 7.0, "data"),
    }
    with version_of(office, record.meeting.version, published_at=record.published_at) as old:
        rows = changed_rows(old, open_published(office), "volunteer_hours", "C1", "2026-W47")
    assert [(r.kind, r.file, r.sheet, r.row, r.import_id) for r in rows] == [
        ("changed", "更正.xlsx", "Sheet1", 3, number),
        ("new", "更正.xlsx", "Sheet1", 4, number),
    ]
    assert rows[0].fields == (("service_hours", 3.0, 4.0),)


def test_rows_that_are_gone_are_told_by_the_file_they_stood_in(office):
    record = frozen(office)
    publish(office, remove=[3], published_at=MONDAY)
    with version_of(office, record.meeting.version, published_at=record.published_at) as old:
        rows = changed_rows(old, open_published(office), "volunteer_hours", "C1", "2026-W47")
    assert [(r.kind, r.import_id, r.row) for r in rows] == [("gone", 3, 2), ("gone", 3, 3)]


def test_the_rows_are_found_though_the_file_of_the_version_was_cleaned_up(office):
    record = frozen(office)
    publish(office, add=[accept(office, volunteer_service=CORRECTED)], published_at=MONDAY)
    office.version_path(record.meeting.version).unlink()
    with version_of(office, record.meeting.version, published_at=record.published_at) as old:
        rows = changed_rows(old, open_published(office), "volunteer_hours", "C1", "2026-W47")
    assert [r.kind for r in rows] == ["changed", "new"]


def test_a_changed_target_moves_lights_and_no_figures_and_is_told_as_that(office):
    record = frozen(office)
    set_target(office, KEY, 0.5, valid_from=date(2026, 1, 1), reason="例会议定",
               at=datetime(2026, 11, 24, 9), by="leader")  # fmt: skip
    assert moved(record, office) == {(KEY, "subdistrict"): (0.5, 0.5, "target")}
    (changed,) = redefinitions(record, open_published(office))
    assert (changed.key, changed.changed) == (KEY, ("target",))
    assert changed.now.target.reason == "例会议定"


def test_a_number_that_moved_by_its_definition_is_told_as_that_with_what_changed(
    office, monkeypatch
):
    """Half of the grids are led; counted otherwise it is all of them, and nothing has improved."""
    record = frozen(office)
    others, day = declared.metrics(), date(2026, 11, 24)
    change = DefinitionChange(day, Text("兼任的也算", "those who lead several count"))
    rows = metric(KEY).rows.replace("'leader'", "'worker'")
    assert rows != metric(KEY).rows
    otherwise = replace(metric(KEY), rows=rows, changes=(change,))
    monkeypatch.setattr(declared, "metrics", lambda: {**others, KEY: otherwise})
    publish(office, published_at=datetime(2026, 11, 25, 9))
    found = restated(record, open_published(office))
    assert {r.then.metric for r in found} == {KEY}
    assert {(r.cause, r.what) for r in found} == {("definition", (change.what,))}


def test_a_state_whose_definition_changed_after_the_decision_is_not_called_effective(
    office, monkeypatch
):
    frozen(office)
    change(office.path, 1, "done", at=datetime(2026, 11, 16, 9), by="worker")
    found = replace(follow_up(office.path, 1, on=MONDAY.date()), place_id="C1")
    assert effect(open_published(office), found).reason == "reached"
    later = DefinitionChange(date(2026, 11, 24), Text("另算", "counted otherwise"))
    others = declared.metrics()
    redefined = {**others, KEY: replace(others[KEY], changes=(later,))}
    monkeypatch.setattr(declared, "metrics", lambda: redefined)
    publish(office, published_at=datetime(2026, 11, 25, 9))
    assert effect(open_published(office), found).reason == "redefined"


def test_a_target_that_is_lowered_afterwards_makes_no_work_effective(office):
    """Half of the grids are led; the plan asks for all of them, the office later for half."""
    frozen(office)
    change(office.path, 1, "done", at=datetime(2026, 11, 16, 9), by="worker")
    found = replace(follow_up(office.path, 1, on=MONDAY.date()), place_id="subdistrict")
    set_target(office, KEY, 0.5, valid_from=date(2026, 1, 1), reason="例会议定",
               at=datetime(2026, 11, 24, 9), by="leader")  # fmt: skip
    judged = effect(open_published(office), found)
    assert (judged.reason, judged.after, judged.lower) == ("not_reached", 0.5, 1.0)


def test_a_new_register_of_grids_does_not_make_an_old_roster_new(office):
    """The roster is of 22 November; a list of grids of a later day says nothing of leaders."""
    frozen(office)
    change(office.path, 1, "done", at=datetime(2026, 11, 23, 16), by="worker")
    newer = accept(office, grids=GRIDS, as_of=date(2026, 11, 29))
    publish(office, add=[newer], published_at=datetime(2026, 11, 30, 9))
    found = replace(follow_up(office.path, 1, on=date(2026, 11, 30)), place_id="C1")
    assert effect(open_published(office), found).reason == "no_new_data"
    roster = accept(office, grid_staff=LED, as_of=date(2026, 11, 29))
    publish(office, add=[roster], published_at=datetime(2026, 11, 30, 10))
    assert effect(open_published(office), found).reason == "reached"


def test_fresh_starts_of_limits_are_kept_and_end_the_comparison_of_a_follow_up(office):
    first = frozen(office, "2026-W46")
    change(office.path, 1, "done", at=MONDAY, by="worker")
    found = follow_up(office.path, 1, on=MONDAY.date())
    flow = replace(found, metric="volunteer_hours", place_id="C1")
    assert effect(open_published(office), flow).reason != "redefined"
    rebase(office, "volunteer_hours", None, date(2026, 12, 7), reason="换了记时办法",
           at=datetime(2026, 11, 24, 9), by="admin")  # fmt: skip
    second = frozen(office, "2026-W47")
    assert first.starts == ()
    assert [(s.metric, s.from_on, s.reason) for s in second.starts] == [
        ("volunteer_hours", date(2026, 12, 7), "换了记时办法")
    ]
    assert effect(open_published(office), flow).reason == "redefined"


def test_a_number_that_is_no_longer_measured_is_gone(office, monkeypatch):
    record = frozen(office)
    left = {key: m for key, m in declared.metrics().items() if key != KEY}
    monkeypatch.setattr(declared, "metrics", lambda: left)
    publish(office, published_at=MONDAY)
    assert {cause for _, _, cause in moved(record, office).values()} == {"gone"}
    assert [(r.key, r.now) for r in redefinitions(record, open_published(office))] == [(KEY, None)]


def test_a_meeting_is_not_frozen_on_numbers_that_it_did_not_see(office):
    open_meeting(office.path, "2026-W47", at=MONDAY, by="leader")
    seen = office.current_version()
    publish(office, published_at=MONDAY)
    with pytest.raises(MeetingError, match="version 2"):
        freeze_meeting(office, 1, version=seen, at=MONDAY, by="leader")


def test_a_week_without_data_cannot_be_frozen(office):
    open_meeting(office.path, "2019-W01", at=MONDAY, by="leader")
    with pytest.raises(MeetingError, match="2019-W01"):
        freeze_meeting(office, 1, version=office.current_version(), at=MONDAY, by="leader")


def test_the_last_frozen_meeting_before_a_day(office):
    assert last_frozen(office) is None
    frozen(office, "2026-W46")
    frozen(office, "2026-W47")
    assert last_frozen(office).period.period_id == "2026-W47"
    assert last_frozen(office, date(2026, 11, 16)).period.period_id == "2026-W46"


def test_a_preview_names_the_meetings_that_publishing_would_restate(office):
    frozen(office)
    same = preview(office, add=[accept(office, volunteer_service=HOURS)], previewed_at=MONDAY)
    assert same.meetings == ()
    led = accept(office, grid_staff=ALL_LED)
    found = preview(office, add=[led], previewed_at=MONDAY)
    assert [(m.number, m.period_id, m.numbers, m.lights) for m in found.meetings] == [
        (1, "2026-W47", 3, 3)
    ]
    assert found.as_json()["meetings"] == [
        {"number": 1, "period_id": "2026-W47", "numbers": 3, "lights": 3}
    ]
    publish(office, add=[led], published_at=MONDAY)
    assert preview(office, previewed_at=MONDAY).meetings == ()
