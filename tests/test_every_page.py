"""Every page opens in both languages and in three conditions, and says something."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests import demonstration
from tests.tree import ROOT

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").glob("*/*.py"))
HOMES = {
    "demonstration": demonstration.demonstration,
    "one community": demonstration.one_community,
    "empty": demonstration.empty,
}


@pytest.fixture(params=HOMES)
def home(request, monkeypatch):
    path = HOMES[request.param]()
    monkeypatch.setenv("LINGTU_HOME", str(path))
    return path


def opened(page: str, **query: str) -> AppTest:
    """A page as its first visitor sees it."""
    visit = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=600)
    for key, value in query.items():
        visit.query_params[key] = value
    visit.run()
    return visit.switch_page(f"../{page}").run()


def text(visit: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in visit.get("html"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens(home, page, language):
    visit = opened(page, lang=language)
    assert not visit.exception
    assert "lt-trouble" not in text(visit)
    assert "<h1>" in text(visit)


def test_no_page_lies_directly_in_pages():
    assert not list((ROOT / "pages").glob("*.py"))


def test_every_page_is_in_the_menu():
    from ui.frame import SCREENS

    assert sorted(f"pages/{screen.file}" for screen in SCREENS) == PAGES


def test_a_fault_of_ours_is_logged_and_apologised_for(monkeypatch, caplog):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    monkeypatch.setattr("ui.answers.standings", lambda *_: 1 / 0)
    visit = opened("pages/watch/overview.py")
    assert "抱歉" in text(visit)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in text(visit)


@pytest.mark.parametrize(("language", "said"), [("zh", "抱歉"), ("en", "Sorry")])
def test_a_fault_before_the_page_is_one_too(monkeypatch, caplog, language, said):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    monkeypatch.setattr("ui.access.visitor", lambda *_: 1 / 0)
    visit = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=600)
    visit.query_params["lang"] = language
    visit.run()
    assert said in text(visit) and not visit.exception
    assert "ZeroDivisionError" in caplog.text and "ZeroDivisionError" not in text(visit)


@pytest.mark.parametrize("place", ["990102013001", "990102013001001"])
@pytest.mark.parametrize("period", ["2026-W47", "2026-W46", "2026-10", "2026-Q3", "2026"])
@pytest.mark.parametrize("page", ["pages/watch/overview.py", "pages/watch/grid_map.py"])
def test_a_page_opens_for_every_kind_of_place_and_period(monkeypatch, page, place, period):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    visit = opened(page, place=place, period=period)
    assert not visit.exception
    assert "lt-trouble" not in text(visit)
    assert "NaN" not in text(visit)
    assert 'lt-remark" role="status"' not in text(visit)


def test_what_the_address_names_wrongly_is_said(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.one_community()))
    visit = opened("pages/watch/overview.py", place="nowhere", period="2031-W01")
    assert "“nowhere”不存在" in text(visit)
    assert "“2031-W01”没有数据" in text(visit)


def test_a_name_with_markup_stays_text(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    for page in ("pages/watch/overview.py", "pages/watch/grid_map.py"):
        visit = opened(page, place="990102013002")
        assert "&lt;script&gt;alert" in text(visit) or page.endswith("overview.py")
        assert demonstration.SCRIPT_GRID not in text(visit)


def test_pages_hold_no_arithmetic():
    assert all("groupby" not in Path(ROOT / page).read_text(encoding="utf-8") for page in PAGES)
