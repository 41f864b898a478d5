"""Twelve weekly meetings from end to end: import, freeze, decide, correct, look again, judge."""

from datetime import date, datetime, time, timedelta

import pytest

from metrics.catalogue import metric
from metrics.signal import Verdict
from office.follow_up_changes import change, decide
from office.follow_ups import follow_up, follow_ups
from office.meetings import open_meeting, record_of
from office.working_days import due_day
from publication import declared
from publication.changed_rows import changed_rows, version_of
from publication.effects import effects
from publication.meetings import freeze_meeting, reopen, restated
from publication.publish import publish
from publication.reading import open_published
from tests.publication.meeting_office import EVENTS, hand_in, registers, usual, week_id

KEY = "grid_event_on_time"
FIRST_MEETING = date(2026, 8, 31)
"""The Monday on which the week 2026-W35 is looked at: 27 weeks of the ledger lie before it."""

MEETINGS = 12
WORK_DONE = FIRST_MEETING + timedelta(days=10)
LATER = WORK_DONE + timedelta(days=4)
"""The Monday after the work was done: from here on no event is late."""


@pytest.fixture(autouse=True)
def few_metrics(monkeypatch):
    few = {KEY: metric(KEY)}
    monkeypatch.setattr(declared, "metrics", lambda: few)


def missed(monday):
    return usual(monday) if monday < LATER else 0


def hold(home, week):
    """One week: its ledger comes in on Monday, the meeting looks at it, decides, and is frozen."""
    monday = FIRST_MEETING + timedelta(weeks=week)
    at = datetime.combine(monday, time(9))
    newest = monday - timedelta(weeks=1)
    imports = [registers(home)] if week == 0 else []
    version = publish(home, add=[*imports, hand_in(home, newest, missed)], published_at=at)
    number = open_meeting(home.path, week_id(newest), at=at, by="leader").number
    if week == 0:
        for what, place, days in (
            ("按时办结", "C1", 8),
            ("提醒承办人", "C2", 8),
            ("不办", "C1", 5),
        ):
            decide(home.path, number, what=what, department="社会治理办", post="主任",
                   due_on=due_day(home.path, monday, days).day, metric=KEY, place_id=place,
                   at=at, by="leader")  # fmt: skip
    freeze_meeting(home, number, version=version, at=at.replace(hour=10), by="leader")
    for follow_up_id in (1, 2):
        if monday <= WORK_DONE < monday + timedelta(weeks=1):
            change(home.path, follow_up_id, "done", at=datetime.combine(WORK_DONE, time(16)),
                   by="worker")  # fmt: skip
    return number


def test_twelve_weekly_meetings(home):
    kept, verdicts, escalated = {}, {1: [], 2: []}, []
    for week in range(MEETINGS):
        number = hold(home, week)
        assert number == week + 1
        kept[number] = record_of(home.path, number)
        published = open_published(home)
        on = FIRST_MEETING + timedelta(weeks=week)
        if number > 1:
            then_and_now_are_right(home, published, number - 1)
        assert restated(reopen(home, number), published) == ()
        found = effects(published, follow_ups(home.path, on=on))
        for follow_up_id, effect in found.items():
            verdicts[follow_up_id].append(effect.verdict)
        escalated.append(follow_up(home.path, 3, on=on).is_escalated)

    for number in range(1, MEETINGS - 1):
        then_and_now_are_right(home, open_published(home), number)
    assert {number: record_of(home.path, number) for number in kept} == kept
    # The work on C1 shows once the first week after it is put right; C2 stays as it was.
    assert verdicts[1] == [Verdict.TOO_EARLY] * 3 + [Verdict.EFFECTIVE] * 8
    assert set(verdicts[2][:4]) == {Verdict.TOO_EARLY}
    assert verdicts[2][-1] is Verdict.NO_EFFECT
    # Decided in week 1, due in week 2: overdue at the meetings of weeks 3 and 4.
    assert escalated == [False] * 3 + [True] * 9


def then_and_now_are_right(home, published, number):
    """One event of the meeting's week was put right by the next ledger, and nothing else moved."""
    record = reopen(home, number)
    late = missed(record.period.start_on)
    moved = {(r.then.level, r.then.place_id): r for r in restated(record, published)}
    assert set(moved) == {("subdistrict", "subdistrict"), ("community", "C1"), ("grid", "G1")}
    of_community = moved["community", "C1"]
    assert (of_community.then.numerator, of_community.then.denominator) == (
        EVENTS - late - 1,
        EVENTS,
    )
    assert (of_community.now.numerator, of_community.now.denominator) == (EVENTS - late, EVENTS)
    whole = moved["subdistrict", "subdistrict"]
    assert (whole.then.numerator, whole.now.numerator) == (18 - late, 19 - late)
    assert {r.cause for r in moved.values()} == {"data"}
    with version_of(home, record.meeting.version, published_at=record.published_at) as old:
        (row,) = changed_rows(old, published, KEY, "C1", record.period.period_id)
    assert (row.dataset, row.kind, row.place_id) == ("grid_events", "changed", "G1")
    assert row.import_id == max(published.imports()["import_id"])
    assert [name for name, *_ in row.fields] == ["closed_at"]
