"""The console on the screen: off until switched on, then a question and its answer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from office import audit
from office.console_history import history
from tests import demonstration


def page() -> None:
    from ui import session
    from ui import sql_console as console
    from ui.address import Choice

    session.remember(Choice("zh", None, None))
    console.draw()


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "home"
    shutil.copytree(demonstration.one_community(), path)
    monkeypatch.setenv("LINGTU_HOME", str(path))
    return path


def switch_on(home: Path) -> None:
    (home / "settings.toml").write_text("[console]\nenabled = true\n", encoding="utf-8")


def visit() -> AppTest:
    return AppTest.from_function(page, default_timeout=600).run()


def text(seen: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in seen.get("html"))


def test_the_console_is_off_until_the_administrator_switches_it_on(home):
    seen = visit()
    assert "SQL 查询未启用" in text(seen)
    assert not seen.text_area


def test_an_empty_office_has_nothing_to_ask(home, monkeypatch):
    empty = demonstration.empty()
    switch_on(empty)
    monkeypatch.setenv("LINGTU_HOME", str(empty))
    assert "还没有已发布的数据" in text(visit())


def test_a_question_is_answered_remembered_and_logged(home, monkeypatch):
    switch_on(home)
    logged = []
    monkeypatch.setattr(audit, "record", lambda *given, **named: logged.append(named))
    seen = visit()
    seen.text_area[0].set_value("SELECT name, resident_households AS 户数 FROM places").run()
    seen.button(key="console-run").click().run()
    assert not seen.exception
    assert list(seen.dataframe[0].value.columns) == ["name", "户数"]
    assert history(home, "local")[0].outcome == "answered"
    assert logged[-1]["what"] == "console.query"
    assert logged[-1]["rows"] == len(seen.dataframe[0].value)


def test_a_refusal_is_said_and_the_old_answer_is_gone(home):
    switch_on(home)
    seen = visit()
    seen.text_area[0].set_value("SELECT 1 AS n, 1 AS n").run()
    seen.button(key="console-run").click().run()
    assert list(seen.dataframe[0].value.columns) == ["n", "n (1)"]
    seen.text_area[0].set_value("DROP TABLE places").run()
    seen.button(key="console-run").click().run()
    assert "只能查询" in text(seen)
    assert not seen.dataframe
    assert history(home, "local")[0].outcome == "only_select"
