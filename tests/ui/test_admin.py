"""The administration: each part for those who may use it; the log is read, filtered, exported."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from office import audit
from office.permissions import LOCAL, Role, Viewer
from tests import demonstration
from tests.test_every_page import opened, text
from ui import viewer

PAGE = "pages/learn/admin.py"
AUDITOR = Viewer("chen", "陈审", Role.AUDITOR)
COMMUNITY = Viewer("song", "宋", Role.COMMUNITY, (), "990102013001")
SCRIPT = "<script>alert(1)</script>`${alert(2)}`=1+1"
NOW = datetime.now().replace(microsecond=0)


@pytest.fixture
def home(monkeypatch, tmp_path):
    path = tmp_path / "home"
    path.mkdir()
    monkeypatch.setenv("LINGTU_HOME", str(path))
    for days, what in ((40, "login"), (2, "export.rows"), (1, "import.publish")):
        audit.record(
            path, viewer=Viewer("li", "李", Role.CLERK), what=what, rows=7,
            at=NOW - timedelta(days=days), detail=SCRIPT, address="10.0.0.7",
        )  # fmt: skip
    return path


def looked(monkeypatch, who, **query):
    monkeypatch.setattr(viewer, "viewer", lambda: who)
    return opened(PAGE, **query)


def test_the_log_is_shown_newest_first_and_its_text_stays_text(home, monkeypatch):
    visit = looked(monkeypatch, LOCAL, tab="audit")
    drawn = text(visit)
    assert "共 2 条记录" in drawn, "the line of 40 days ago waits until somebody asks for it"
    assert drawn.index("发布") < drawn.index("导出明细")
    assert "&lt;script&gt;" in drawn and "<script>" not in drawn and "`" not in drawn


def test_the_log_is_filtered_by_action_and_by_day(home, monkeypatch):
    visit = looked(monkeypatch, LOCAL, tab="audit")
    visit.selectbox(key="audit-what").select("export").run()
    assert "共 1 条记录" in text(visit)
    visit.selectbox(key="audit-what").select("").run()
    visit.date_input(key="audit-since").set_value(NOW.date() - timedelta(days=60)).run()
    assert "共 3 条记录" in text(visit)
    assert not visit.exception


def test_the_auditor_checks_that_the_log_is_whole(home, monkeypatch):
    visit = looked(monkeypatch, AUDITOR, tab="audit")
    visit.button(key="audit-check").click().run()
    assert "逐条相扣" in text(visit)


def test_the_auditor_reads_the_log_and_the_imports_and_changes_nothing(home, monkeypatch):
    drawn = text(looked(monkeypatch, AUDITOR))
    assert "操作日志" in drawn and "导入记录" in drawn
    assert "设置与备份" not in drawn and "账号与角色" not in drawn


@pytest.mark.parametrize("tab", ["", "audit", "settings", "accounts", "imports", "../x"])
def test_who_has_no_part_in_it_gets_a_sentence_whatever_the_address_says(home, monkeypatch, tab):
    drawn = text(looked(monkeypatch, COMMUNITY, tab=tab))
    assert "10.0.0.7" not in drawn and "设置与备份" not in drawn and "操作日志" not in drawn


def test_settings_say_what_is_kept_and_when_it_was_backed_up(home, monkeypatch):
    drawn = text(looked(monkeypatch, LOCAL, tab="settings"))
    assert "还没有备份过" in drawn and "还没有发布过数据" in drawn and "人数 1 至 4" in drawn
    (home / "settings.toml").write_text("[disclosure]\npersons = 9\nevents = 'many'\n")
    audit.record(home, viewer=LOCAL, what="backup", at=NOW)
    drawn = text(looked(monkeypatch, LOCAL, tab="settings"))
    assert f"{NOW:%Y-%m-%d %H:%M}" in drawn and "人数 1 至 9、事件数 1 至 2" in drawn


def test_imports_are_listed_with_their_state(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    visit = looked(monkeypatch, LOCAL, tab="imports")
    assert "生效中" in text(visit)
    assert [button.label for button in visit.button] == ["撤销"]
    assert not looked(monkeypatch, AUDITOR, tab="imports").button
