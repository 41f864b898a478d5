"""Meetings and follow-ups: opened one at a time, final once frozen, never rewritten."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from office.follow_up_changes import change, decide, take_out
from office.follow_ups import FollowUpError, follow_up, follow_ups
from office.meetings import (
    MeetingError,
    call_off,
    freeze,
    frozen_versions,
    meeting,
    meeting_of,
    meetings,
    open_meeting,
    record_of,
)
from office.store import writing

MONDAY = datetime(2026, 11, 23, 9, 0)
DUE = date(2026, 11, 27)


def held(home, period="2026-W47", at=MONDAY):
    return open_meeting(home, period, at=at, by="leader")


def decided(home, number=1, **given):
    said = {"what": "补齐网格员", "department": "社会治理办", "post": "主任", "due_on": DUE}
    return decide(home, number, **{**said, **given}, at=MONDAY, by="leader")


def frozen(home, number=1, *, at=MONDAY, version=7, content=b"kept"):
    return freeze(home, number, version=version, keep=lambda *_: content, at=at, by="leader")


def test_an_office_that_never_met_has_no_meetings_and_no_file(tmp_path):
    assert meetings(tmp_path / "none") == ()
    assert follow_ups(tmp_path / "none", on=DUE) == ()
    assert meeting_of(tmp_path / "none", "2026-W47") is None
    assert not (tmp_path / "none").exists()


def test_meetings_are_numbered_in_the_order_in_which_they_are_held(tmp_path):
    assert held(tmp_path).number == 1
    frozen(tmp_path)
    assert held(tmp_path, "2026-W48").number == 2
    assert [each.number for each in meetings(tmp_path)] == [2, 1]
    assert frozen_versions(tmp_path) == {7}


def test_the_same_week_has_one_meeting_however_often_it_is_opened(tmp_path):
    assert held(tmp_path) == held(tmp_path, at=MONDAY + timedelta(hours=1))


def test_a_second_meeting_waits_until_the_first_is_frozen(tmp_path):
    held(tmp_path)
    with pytest.raises(MeetingError, match="2026-W47"):
        held(tmp_path, "2026-W48")


def test_a_meeting_opened_by_mistake_is_called_off_and_its_number_given_again(tmp_path):
    held(tmp_path, "2026-W12")
    call_off(tmp_path, 1)
    assert held(tmp_path).number == 1
    decided(tmp_path)
    with pytest.raises(MeetingError, match="has decisions"):
        call_off(tmp_path, 1)


def test_a_frozen_meeting_keeps_its_record_byte_for_byte(tmp_path):
    held(tmp_path)
    with pytest.raises(MeetingError, match="is not frozen"):
        record_of(tmp_path, 1)
    done = frozen(tmp_path, content=b"\x00what was shown\xff")
    assert (done.state, done.version, done.frozen_by) == ("frozen", 7, "leader")
    assert record_of(tmp_path, 1) == b"\x00what was shown\xff"
    assert meeting(tmp_path, 1) == done


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings SET version = 8",
        "UPDATE meeting_records SET content = x'00'",
        "DELETE FROM meeting_records",
        "UPDATE follow_ups SET what = 'nothing'",
        "DELETE FROM follow_ups",
        "UPDATE follow_up_events SET kind = 'verified'",
        "DELETE FROM follow_up_events",
    ],
)
def test_nobody_rewrites_what_was_frozen(tmp_path, statement):
    held(tmp_path)
    number = decided(tmp_path)
    frozen(tmp_path)
    change(tmp_path, number, "note", at=MONDAY, by="clerk", note="在办")
    with pytest.raises(IntegrityError, match="final"), writing(tmp_path) as connection:
        connection.exec_driver_sql(statement)


def test_freezing_is_final(tmp_path):
    held(tmp_path)
    number = decided(tmp_path)
    frozen(tmp_path)
    for again in (lambda: frozen(tmp_path), lambda: call_off(tmp_path, 1)):
        with pytest.raises(MeetingError, match="is frozen"):
            again()
    for late in (lambda: decided(tmp_path), lambda: take_out(tmp_path, number)):
        with pytest.raises(FollowUpError, match="is not open"):
            late()


def test_a_freezing_that_fails_leaves_the_meeting_open(tmp_path):
    held(tmp_path)
    decided(tmp_path, due_on=MONDAY.date() - timedelta(days=1))

    def fails(*_):
        raise RuntimeError("the power failed")

    with pytest.raises(RuntimeError):
        freeze(tmp_path, 1, version=7, keep=fails, at=MONDAY, by="leader")
    assert not meeting(tmp_path, 1).is_frozen
    assert follow_ups(tmp_path, on=DUE)[0].events == ()


def test_a_decision_that_was_typed_wrongly_is_taken_out_while_the_meeting_is_open(tmp_path):
    held(tmp_path)
    first, second = decided(tmp_path), decided(tmp_path, what="清理楼道")
    take_out(tmp_path, first)
    assert [(f.follow_up_id, f.code) for f in follow_ups(tmp_path, on=DUE)] == [(second, "D001-2")]


@pytest.mark.parametrize("missing", ["what", "department", "post"])
def test_a_decision_says_what_who_and_which_post(tmp_path, missing):
    held(tmp_path)
    with pytest.raises(FollowUpError):
        decided(tmp_path, **{missing: "  "})


@pytest.mark.parametrize("said", ["致电 13812345678", "410181199001011234 的诉求"])
def test_a_decision_holds_no_telephone_and_no_identity_number(tmp_path, said):
    held(tmp_path)
    with pytest.raises(FollowUpError) as refusal:
        decided(tmp_path, what=said)
    assert "13812345678" not in str(refusal.value.text)
    assert follow_ups(tmp_path, on=DUE) == ()


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-11-22", "open"), ("2026-11-23", "due"), ("2026-11-27", "due"), ("2026-11-28", "overdue")],
)  # fmt: skip
def test_what_is_not_done_is_open_then_due_in_its_week_then_overdue(tmp_path, on, state):
    held(tmp_path)
    decided(tmp_path)
    assert follow_ups(tmp_path, on=date.fromisoformat(on))[0].state == state


def test_done_is_verified_by_somebody_of_another_department(tmp_path):
    held(tmp_path)
    number = decided(tmp_path)
    done = change(tmp_path, number, "done", at=MONDAY, by="worker", note="已到岗")
    assert (done.state, done.done_on, done.done_by) == ("done", MONDAY.date(), "worker")
    with pytest.raises(FollowUpError, match="its own work"):
        change(tmp_path, number, "verified", at=MONDAY, by="boss", departments=("社会治理办",))
    with pytest.raises(FollowUpError, match="somebody else"):
        change(tmp_path, number, "verified", at=MONDAY, by="worker")
    verified = change(tmp_path, number, "verified", at=MONDAY, by="clerk", departments=("党政办",))
    assert (verified.state, verified.verified_by) == ("verified", "clerk")


def test_the_only_reader_of_an_office_may_verify_what_they_reported(tmp_path):
    held(tmp_path)
    number = decided(tmp_path)
    change(tmp_path, number, "done", at=MONDAY, by="local")
    assert change(tmp_path, number, "verified", at=MONDAY, by="local", is_alone=True).state == (
        "verified"
    )


def test_sent_back_and_opened_again_get_a_new_day(tmp_path):
    held(tmp_path)
    number = decided(tmp_path)
    change(tmp_path, number, "done", at=MONDAY, by="worker")
    later = date(2026, 12, 4)
    back = change(tmp_path, number, "returned", at=MONDAY, by="clerk", due_on=later)
    assert (back.state, back.due_on, back.done_on, back.reopened) == ("open", later, None, 1)
    change(tmp_path, number, "done", at=MONDAY, by="worker")
    change(tmp_path, number, "verified", at=MONDAY, by="clerk")
    again = change(tmp_path, number, "reopened", at=MONDAY, by="leader")
    assert (again.state, again.due_on, again.reopened) == ("open", later, 2)


@pytest.mark.parametrize("kind", ["verified", "returned", "reopened"])
def test_what_is_not_done_cannot_be_verified_or_opened_again(tmp_path, kind):
    held(tmp_path)
    number = decided(tmp_path)
    with pytest.raises(FollowUpError, match="due this week"):
        change(tmp_path, number, kind, at=MONDAY, by="clerk")
    with pytest.raises(FollowUpError, match="no follow-up"):
        change(tmp_path, 99, kind, at=MONDAY, by="clerk")


def test_two_meetings_that_find_it_overdue_escalate_it_once(tmp_path):
    weeks = ["2026-W47", "2026-W48", "2026-W49", "2026-W50", "2026-W51"]
    seen = []
    for week, period in enumerate(weeks):
        at = MONDAY + timedelta(weeks=week)
        number = held(tmp_path, period, at=at).number
        if week == 0:
            decided(tmp_path)
        frozen(tmp_path, number, at=at)
        found = follow_up(tmp_path, 1, on=at.date())
        seen.append((found.overdue_meetings, found.is_escalated))
    assert seen == [(0, False), (1, False), (2, True), (3, True), (4, True)]
    events = follow_up(tmp_path, 1, on=DUE).events
    assert [(e.kind, e.meeting_number) for e in events][:3] == [
        ("overdue", 2), ("overdue", 3), ("escalated", 3),
    ]  # fmt: skip
    change(tmp_path, 1, "done", at=MONDAY, by="worker")
    back = change(tmp_path, 1, "returned", at=MONDAY, by="clerk", due_on=date(2027, 1, 8))
    assert (back.overdue_meetings, back.is_escalated) == (0, False)


def test_the_record_sees_what_this_meeting_escalated(tmp_path):
    held(tmp_path)
    decided(tmp_path)
    frozen(tmp_path)
    for week, period in ((1, "2026-W48"), (2, "2026-W49")):
        seen = []
        at = MONDAY + timedelta(weeks=week)
        number = held(tmp_path, period, at=at).number
        freeze(tmp_path, number, version=7, at=at, by="leader",
               keep=lambda m, f, seen=seen: seen.append((m.is_frozen, f[0].is_escalated)) or b"x")  # fmt: skip
    assert seen == [(True, True)]


def test_a_meeting_that_is_frozen_days_later_does_not_find_its_own_decisions_overdue(tmp_path):
    held(tmp_path)
    decided(tmp_path, due_on=date(2026, 11, 24))
    frozen(tmp_path, at=MONDAY + timedelta(days=3))
    found = follow_up(tmp_path, 1, on=date(2026, 11, 26))
    assert (found.state, found.overdue_meetings) == ("overdue", 0)
    held(tmp_path, "2026-W48", at=MONDAY + timedelta(days=7))
    frozen(tmp_path, 2, at=MONDAY + timedelta(days=7))
    found = follow_up(tmp_path, 1, on=date(2026, 11, 30))
    assert (found.overdue_meetings, found.is_escalated) == (1, False)


def test_a_decision_that_was_reported_on_already_is_not_taken_out(tmp_path):
    held(tmp_path)
    decided(tmp_path)
    change(tmp_path, 1, "done", at=MONDAY, by="clerk")
    with pytest.raises(FollowUpError, match="D001-1"):
        take_out(tmp_path, 1)
    assert follow_up(tmp_path, 1, on=DUE).state == "done"
