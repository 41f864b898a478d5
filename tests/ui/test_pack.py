"""The pack on the weekly review: one button, then the files; a broken template is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.reports.packs import WEEK, with_meeting
from tests.tree import ROOT
from ui import viewer

MENU = ("pages", "work")


@pytest.fixture
def home(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(with_meeting()))
    return with_meeting()


def review(language: str = "zh") -> AppTest:
    visit = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=600)
    visit.query_params["period"], visit.query_params["lang"] = WEEK, language
    visit.run()
    return visit.switch_page(str(Path("..", *MENU, "weekly_review.py"))).run()


def offered(visit: AppTest) -> list[str]:
    return [element.proto.label for element in visit.get("download_button")]


def text(visit: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in visit.get("html"))


def test_the_files_are_offered_once_they_are_made(home):
    visit = review()
    assert not [label for label in offered(visit) if label.endswith(".docx")]
    visit.button(key="make-pack").click().run()
    assert not visit.exception
    labels = offered(visit)
    assert "全部下载（8 个文件）" in labels
    assert {"1 周报-2026-W47.docx", "4 网页版-2026-W47.html", "D001-3.docx"} <= set(labels)
    assert "8 个文件" in text(visit)


def test_a_broken_template_is_said_and_nothing_is_offered(home):
    folder = home / "templates"
    folder.mkdir()
    try:
        (folder / "briefing.en.docx").write_bytes(b"no document")
        visit = review("en")
        visit.button(key="make-pack").click().run()
        assert not visit.exception
        assert "briefing.en.docx" in text(visit) and "lt-trouble" in text(visit)
        assert not [label for label in offered(visit) if label.endswith(".docx")]
    finally:
        (folder / "briefing.en.docx").unlink()
        folder.rmdir()


def test_whoever_may_not_make_packs_sees_no_button(home, monkeypatch):
    monkeypatch.setattr(viewer, "allowed", lambda action: False)
    assert "会后材料" not in text(review())
