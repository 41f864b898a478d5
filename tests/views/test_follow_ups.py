"""The ledger of follow-ups as it is shown, printed, and put into a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from icalendar import Calendar

from metrics.catalogue import metrics
from metrics.signal import Effect, Verdict
from metrics.signals.effect import Reason
from views import files
from views.follow_ups import effect, page, paper
from views.follow_ups.matter import STATES, Matter, attention_first
from views.places import Place

HOSTILE = '<img src=x onerror=alert(1)>=1+1"'
TODAY = date(2026, 11, 23)
ONE = Matter(
    "D001-1", "配齐网格员", "社会治理办", "主任", date(2026, 11, 27), "due", follow_up_id=1,
    meeting_number=1, metric=metrics()["grid_worker_gap"],
    place=Place("A", "松岫社区", "community"), expected="缺口为 0",
)  # fmt: skip
LATE = replace(ONE, code="D001-2", due_on=date(2026, 11, 20), state="overdue", is_escalated=True,
               overdue_meetings=2, reopened=1)  # fmt: skip
DONE = replace(ONE, code="D001-3", state="done", done_on=date(2026, 11, 20),
               effect=Effect(Verdict.TOO_EARLY, "few_points", "xmr", 26, 3))  # fmt: skip
IMPORTED = Matter("DB007", HOSTILE, "综合办", "", date(2026, 10, 1), "verified", origin="巡查")
ALL = (ONE, LATE, DONE, IMPORTED)


def test_what_needs_attention_comes_first():
    assert [m.code for m in attention_first(ALL)] == ["D001-2", "D001-1", "D001-3", "DB007"]


def test_the_ledger_in_one_sentence():
    under_way = replace(ONE, state="open")
    said = page.summary((*ALL, under_way, under_way))
    assert said.zh == "督办 6 项：逾期 1 项，本周到期 1 项，办理中 2 项，待核查 1 项，已销号 1 项。"
    assert page.summary(()) == page.NOTHING


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, ["D001-1", "D001-2", "D001-3", "DB007"]),
        ({"department": "综合办"}, ["DB007"]),
        ({"state": "overdue"}, ["D001-2"]),
        ({"state": "escalated"}, ["D001-2"]),
        ({"due": "7"}, ["D001-1", "D001-2"]),
        ({"due": "7", "state": "due"}, ["D001-1"]),
        ({"due": "nonsense"}, ["D001-1", "D001-2", "D001-3", "DB007"]),
    ],
)
def test_filters_narrow_the_list(asked, codes):
    assert [m.code for m in page.chosen(ALL, **asked, today=TODAY)] == codes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_shows_states_with_shape_and_word_and_escapes_cells(language):
    drawn = page.listed(ALL, {"state": "overdue"}, language)
    for state in {m.state for m in ALL}:
        shape, word = STATES[state]
        assert shape in drawn
        assert word.in_(language) in drawn
    assert "<img" not in drawn
    assert "matter=D001-2" in drawn
    assert page.NONE_LEFT.in_(language) in page.listed((), {}, language)
    assert "<img" not in page.detail(IMPORTED, language)


def test_the_export_holds_no_formula_and_every_column():
    header, rows = page.rows(ALL, "zh")
    assert all(len(row) == len(header) for row in rows)
    hostile = replace(ONE, what="=HYPERLINK(1)")
    header, rows = page.rows((hostile,), "zh")
    assert b",'=HYPERLINK(1)" in files.table(header, rows)


def test_the_text_of_an_imported_ledger_stays_inside():
    """It may name somebody; on the page it is for whoever may see names, in no file for anybody."""
    named = replace(IMPORTED, what="张三家楼道堆物", state="open")
    assert "张三" in page.listed((named,), {}, "zh") and "张三" in page.detail(named, "zh")
    files_made = [
        files.table(*page.rows((named, ONE), "zh")),
        paper.calendar((named, ONE), made_at=datetime(2026, 11, 23), language="zh"),
        paper.printable((named, ONE), on=TODAY, language="zh"),
    ]
    for content in files_made:
        words = content.decode().replace("\r\n ", "")
        assert "张三" not in words and "DB007" in words
        assert "督办整改台账事项（来源：巡查）" in words and "配齐网格员" in words


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_matter_without_a_due_day_shows_a_dash_and_not_the_end_of_time(language):
    endless = replace(IMPORTED, what="整改", due_on=date.max, state="open")
    _, rows = page.rows((endless,), language)
    shown = [
        page.listed((endless,), {}, language), page.detail(endless, language), str(rows),
        paper.printable((endless,), on=TODAY, language=language).decode(),
        paper.calendar((endless,), made_at=datetime(2026, 11, 23), language=language).decode(),
    ]  # fmt: skip
    assert not [said for said in shown if "9999" in said]


def test_the_calendar_reminds_of_what_is_not_done_and_of_nothing_else():
    made = datetime(2026, 11, 23, 9, 0)
    written = paper.calendar(ALL, made_at=made, language="zh")
    events = list(Calendar.from_ical(written).walk("VEVENT"))
    assert [str(e["UID"]) for e in events] == ["D001-1@lingtu", "D001-2@lingtu"]
    assert events[0].decoded("DTSTART") == date(2026, 11, 27)
    assert events[0].decoded("DTEND") == date(2026, 11, 28)
    assert "配齐网格员" in str(events[0]["SUMMARY"])
    (alarm,) = events[0].walk("VALARM")
    assert alarm.decoded("TRIGGER").days == -1
    assert paper.calendar((), made_at=made, language="en").startswith(b"BEGIN:VCALENDAR")


def test_a_new_day_replaces_the_entry_in_a_calendar_that_knows_the_old_one():
    again = replace(ONE, due_on=ONE.due_on + timedelta(days=7), reopened=1)
    made = datetime(2026, 11, 23, 9, 0)
    first, second = (
        Calendar.from_ical(paper.calendar((each,), made_at=made, language="zh")).walk("VEVENT")[0]
        for each in (ONE, again)
    )
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_the_printed_list_is_one_page_of_its_own_without_a_request():
    told = (*ALL, replace(ONE, what=HOSTILE))
    written = paper.printable(told, on=TODAY, language="zh").decode()
    assert written.startswith("<!doctype html>")
    assert "2026年11月23日" in written
    assert "<img" not in written
    assert "http" not in written


def test_every_reason_has_its_sentence_in_both_languages():
    assert set(effect.REASONS) == set(get_args(Reason))
    for reason in get_args(Reason):
        it = Effect(Verdict.NO_EFFECT, reason, "xmr", 26, 8, 0.9, 0.5, 1.2)
        said = effect.reason(it, metrics()["grid_event_on_time"])
        assert "{" not in said.zh + said.en
    assert set(Verdict) == set(effect.VERDICTS)


def test_limits_of_a_share_stay_within_what_is_possible():
    it = Effect(Verdict.NO_EFFECT, "within_limits", "xmr", 26, 8, 0.9, -0.2, 1.2)
    said = effect.reason(it, metrics()["grid_event_on_time"]).zh
    assert "0.0% 至 100.0%" in said


def test_counts_of_events_are_whole_numbers():
    it = Effect(Verdict.EFFECTIVE, "fewer", "sparse", 26, 8, 1.0, 3.0, 14.0)
    said = effect.reason(it, metrics()["grid_event_on_time"]).zh
    assert said == "办结后 8 周共 1 件，少于按以往推算的下限 3 件"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_matters_own_page_begins_with_its_number_and_its_state(language):
    drawn = page.detail(IMPORTED, language)
    assert drawn.index(IMPORTED.code) < drawn.index(STATES[IMPORTED.state][1].in_(language))


def test_the_printed_list_counts_its_rows_and_says_what_was_escalated():
    written = paper.printable(ALL, on=TODAY, language="zh").decode()
    assert "督办事项一览（2026年11月23日，4 项）" in written
    assert written.count("<tr>") == 1 + 4
    assert written.count("升级") == 1
