"""The weekly review and the follow-ups on the screen, from opening a meeting to striking off."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.home import Home
from metrics.commitments.model import DEPARTMENTS
from office.follow_up_changes import decide
from office.follow_ups import follow_ups
from office.meetings import meetings, open_meeting
from office.permissions import Role, Viewer
from publication.meetings import freeze_meeting, reopen
from tests import demonstration
from tests.test_every_page import opened, text
from ui import viewer

MENU = Path("pages", "work")
REVIEW, FOLLOW_UPS = str(MENU / "weekly_review.py"), str(MENU / "follow_ups.py")
WEEK = {"period": "2026-W47"}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The demonstration office, to be written to."""
    path = tmp_path / "office"
    shutil.copytree(demonstration.demonstration(), path)
    monkeypatch.setenv("LINGTU_HOME", str(path))
    return path


def fields(visit, kind):
    """The widgets of a kind by the first word of their key."""
    return {str(each.key).partition("-")[0]: each for each in visit.get(kind)}


def test_a_meeting_from_opening_to_its_record(home):
    visit = opened(REVIEW, **WEEK)
    assert "给谁打电话" in text(visit)
    visit.button(key="open").click().run()
    assert "lt-meeting" not in text(opened(REVIEW, **WEEK, view="decisions"))
    assert [(m.number, m.state) for m in meetings(home)] == [(1, "open")]

    visit = opened(REVIEW, **WEEK, mode="meeting", item="grid_worker_gap")
    assert "网格员缺口" in text(visit)
    assert "lt-meeting" in text(visit)
    fields(visit, "text_area")["what"].input("补齐空缺网格员")
    fields(visit, "text_input")["post"].input("主任")
    next(b for b in visit.button if str(b.key).startswith("save-")).click().run()
    (decided,) = follow_ups(home, on=date(2026, 11, 23))
    assert (decided.what, decided.department, decided.metric) == (
        "补齐空缺网格员", "社会治理办", "grid_worker_gap",
    )  # fmt: skip
    assert "已记录 D001-1" in text(visit)

    shown = text(opened(REVIEW, **WEEK, view="decisions"))
    assert "补齐空缺网格员" in shown
    assert "lt-meeting" not in shown  # that would hide the menu
    version = Home(home).current_version()
    freeze_meeting(Home(home), 1, version=version, at=datetime(2026, 11, 23, 12), by="local")
    record = reopen(Home(home), 1)
    assert [f.what for f in record.decisions] == ["补齐空缺网格员"]

    visit = opened(REVIEW, **WEEK)
    assert "已于 2026-11-23 12:00 定稿" in text(visit)
    assert not [b for b in visit.button if b.key in ("freeze", "call-off", "open")]
    what_leaves_tells_of_no_single_person()


def what_leaves_tells_of_no_single_person():
    """The rule of the pack holds for the file of a frozen meeting: small halves are gone."""
    from ui import meeting_record

    header, rows = meeting_record.for_export(1, "zh")
    at = {name: header.index(name) for name in ("地点", "指标", "分子", "数值")}
    shown = {(row[at["地点"]], row[at["指标"]]): (row[at["分子"]], row[at["数值"]]) for row in rows}
    assert shown["望舒社区", "信访按期答复率"] == (None, None)  # one of two
    assert shown["槐澜街道", "零报告报送率"] == (7.0, 0.875)


def test_what_one_secretary_types_outlives_the_decision_of_another(home):
    open_meeting(home, "2026-W47", at=datetime(2026, 11, 23, 9), by="one")
    visit = opened(REVIEW, **WEEK, view="decisions")
    fields(visit, "text_area")["what"].input("补齐空缺网格员")
    fields(visit, "text_input")["post"].input("主任")
    decide(home, 1, what="补报零报告", department="社会治理办", post="副主任",
           due_on=date(2026, 11, 27), at=datetime(2026, 11, 23, 10), by="two")  # fmt: skip
    next(b for b in visit.button if str(b.key).startswith("save-")).click().run()
    found = follow_ups(home, on=date(2026, 11, 23))
    assert [(f.code, f.what) for f in found] == [
        ("D001-1", "补报零报告"), ("D001-2", "补齐空缺网格员"),
    ]  # fmt: skip


def test_a_decision_that_lacks_something_is_answered_in_words_and_not_recorded(home):
    open_meeting(home, "2026-W47", at=datetime(2026, 11, 23, 9), by="local")
    visit = opened(REVIEW, **WEEK, mode="meeting", item="grid_worker_gap")
    next(b for b in visit.button if str(b.key).startswith("save-")).click().run()
    assert "请写明议定事项" in text(visit)
    assert follow_ups(home, on=date(2026, 11, 23)) == ()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "view", ["before", "agenda", "decisions", "changes", "past", "record", "nonsense"]
)
def test_every_part_of_the_page_opens_in_both_languages(monkeypatch, view, language):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    visit = opened(REVIEW, view=view, lang=language)
    assert not visit.exception
    assert "lt-trouble" not in text(visit)


@pytest.mark.parametrize("item", ["", "end", "nonsense", "<script>"])
def test_a_screen_that_the_address_names_wrongly_is_the_first_one(monkeypatch, item):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    visit = opened(REVIEW, **WEEK, mode="meeting", item=item, skipped="nonsense,zero_petition")
    assert not visit.exception
    assert "lt-trouble" not in text(visit)
    assert ("小结" if item == "end" else "第 1 项") in text(visit)


def test_no_name_of_a_person_is_on_any_screen_of_the_meeting(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    from data.catalogue import contracts
    from ui import answers, ledgers, meeting

    named = {
        str(row[column])
        for dataset, contract in contracts().items()
        for column in contract.name_columns
        for row in ledgers.rows(dataset)
        if row[column]
    }
    named -= set(DEPARTMENTS)  # some write the department where the person is asked for
    assert len(named) > 1000  # of every column of every sheet that may hold names
    place, period = answers.places().top, answers.periods().find("2026-W47")
    items = [item.key for item in meeting.items(place, period)]
    for item in ("start", *items[:5], "end"):
        shown = text(opened(REVIEW, **WEEK, mode="meeting", item=item))
        assert not [name for name in named if len(name) > 2 and name in shown]


def test_whoever_may_not_hold_a_meeting_sees_it_without_buttons(home, monkeypatch):
    clerk = Viewer("clerk", "数据员", Role.CLERK)
    monkeypatch.setattr(viewer, "viewer", lambda: clerk)
    visit = opened(REVIEW, **WEEK)
    assert "给谁打电话" in text(visit)
    assert not [b for b in visit.button if b.key in ("open", "freeze", "call-off")]


def test_a_follow_up_from_done_to_struck_off(home):
    number = open_meeting(home, "2026-W47", at=datetime(2026, 11, 23, 9), by="local").number
    from office.follow_up_changes import decide

    decide(home, number, what="配齐网格长", department="社会治理办", post="主任",
           due_on=date.today() + timedelta(days=30), at=datetime(2026, 11, 23, 9), by="x")  # fmt: skip
    visit = opened(FOLLOW_UPS)
    assert "督办 47 项" in text(visit)  # 46 of the imported ledger, and this one
    assert "D001-1" in text(visit)
    visit = opened(FOLLOW_UPS, matter="D001-1")
    assert "lt-trouble" not in text(visit)
    next(b for b in visit.button if str(b.key).startswith("done-")).click().run()
    assert follow_ups(home, on=date(2026, 11, 23))[0].state == "done"
    assert "lt-trouble" not in text(visit)
    next(b for b in visit.button if str(b.key).startswith("verified-")).click().run()
    assert "lt-trouble" not in text(visit)
    assert follow_ups(home, on=date(2026, 11, 23))[0].state == "verified"


def test_an_imported_matter_is_marked_and_cannot_be_changed(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    visit = opened(FOLLOW_UPS, matter="DB020")
    assert "请在原台账修改后重新导入" in text(visit)
    assert not [b for b in visit.button if str(b.key).startswith(("done", "verified"))]


def test_a_filter_that_is_picked_stands_in_the_address(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    visit = opened(FOLLOW_UPS)
    visit.selectbox(key="pick_follow_ups_state").select("overdue").run()
    assert visit.query_params["state"] == "overdue"
    assert "DB020" in text(visit)
    assert "DB001" not in text(visit)
    visit.selectbox(key="pick_follow_ups_state").select("all").run()
    assert "state" not in visit.query_params
    assert "DB001" in text(visit)


def test_a_department_sees_its_own_follow_ups_only(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    head = Viewer("x", "安监站", Role.DEPARTMENT, departments=("安监站",))
    monkeypatch.setattr(viewer, "viewer", lambda: head)
    shown = text(opened(FOLLOW_UPS))
    assert "安监站" in shown
    assert "社区管理办" not in shown


@pytest.mark.parametrize("written", ["D001-1", "ｄ００１－１", "d001 – 1"])
def test_a_matter_that_stands_in_both_ledgers_is_counted_once(home, monkeypatch, written):
    from ui import follow_ups as collected

    number = open_meeting(home, "2026-W47", at=datetime(2026, 11, 23, 9), by="local").number
    from office.follow_up_changes import decide

    decide(home, number, what="配齐网格长", department="社会治理办", post="主任",
           due_on=date(2026, 11, 27), at=datetime(2026, 11, 23, 9), by="x")  # fmt: skip
    row = {"matter_id": written, "problem": "配齐网格长", "responsible_unit": "社会治理办",
           "origin": "例会", "due_on": date(2026, 11, 27), "completed_on": None,
           "is_struck_off": False, "reported_progress": "in_progress"}  # fmt: skip
    monkeypatch.setattr("ui.ledgers.rows", lambda *_: (row,))
    assert [m.code for m in collected.matters()] == ["D001-1"]
    assert not collected.matters()[0].is_imported
    assert collected.told_apart(collected.matters()) == ()
    struck_off = {**row, "is_struck_off": True}
    monkeypatch.setattr("ui.ledgers.rows", lambda *_: (struck_off,))
    ((ours, theirs),) = collected.told_apart(collected.matters())
    assert (ours.code, theirs.state) == ("D001-1", "verified")


def confirming() -> None:
    """The dialogue's content as a script of its own: here a dialogue closes with every rerun."""
    from ui import address, answers, meeting, meeting_page, session

    session.remember(address.read({}, answers.places(), answers.periods()))
    period = answers.periods().find("2026-W47")
    meeting_page._confirm(meeting.held(period), period)


def test_a_meeting_is_frozen_only_once_it_is_confirmed_and_on_what_was_shown(home):
    open_meeting(home, "2026-W47", at=datetime(2026, 11, 23, 9), by="local")
    asked = AppTest.from_function(confirming, default_timeout=600).run()
    assert "第 1 次会议的数值、口径、目标和 0 项议定事项永久保存" in text(asked)
    assert "依据第 1 版数据" in text(asked)
    decide(home, 1, what="补齐空缺网格员", department="社会治理办", post="主任",
           due_on=date(2026, 11, 27), at=datetime(2026, 11, 23, 10), by="two")  # fmt: skip
    asked.button(key="freeze-now-1-0").click().run()
    assert not meetings(home)[0].is_frozen  # somebody decided meanwhile: it is asked again
    assert "1 项议定事项永久保存" in text(asked)
    asked.button(key="freeze-now-1-1").click().run()
    assert [(m.number, m.state, m.version) for m in meetings(home)] == [(1, "frozen", 1)]


def test_then_and_now_is_that_of_the_nearest_earlier_week_whatever_was_held_first(home):
    from ui import answers, meeting, meeting_page

    for number, week in enumerate(("2026-W45", "2026-W43", "2026-W47"), 1):
        open_meeting(home, week, at=datetime(2026, 11, 23, number), by="local")
        freeze_meeting(Home(home), number, version=1, at=datetime(2026, 11, 23, number, 30), by="x")

    def compared(week):
        period = answers.periods().find(week)
        found = meeting_page._compared(meeting.held(period), period)
        return found and found.number

    weeks = ("2026-W42", "2026-W44", "2026-W45", "2026-W46", "2026-W47")
    assert [compared(week) for week in weeks] == [None, 2, 1, 1, 3]
    assert "第 1 次会议" in text(opened(REVIEW, period="2026-W46", view="changes"))
