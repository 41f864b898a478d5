"""What somebody remembers of a number leads to it."""

from __future__ import annotations

import pytest

from tests.demonstration import demonstration, empty
from ui import passports
from ui.search import search


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration()))


def first(asked: str) -> dict[str, str]:
    return dict(search(asked).found[0].query)


@pytest.mark.parametrize("asked, key", [
    ("信访按期答复率", "petition_reply_on_time"),
    ("xfaqdfl", "petition_reply_on_time"),
    ("XFAQ", "petition_reply_on_time"),
    ("xinfanganqidafu", "petition_reply_on_time"),
    ("按期答复", "petition_reply_on_time"),
    ("Petitions answered on time", "petition_reply_on_time"),
    ("answered petitions", "petition_reply_on_time"),
    ("petition_reply", "petition_reply_on_time"),
])  # fmt: skip
def test_a_metric_is_found_by_name_initials_pinyin_and_words(office, asked, key):
    keys = [hit.query.get("m") for hit in search(asked).found]
    assert key in keys


@pytest.mark.parametrize(
    "asked", ["第13条", "第 13 条", "第十三条", "13条", "article 13", "Art. 13", "13"]
)
def test_an_article_leads_to_its_metrics(office, asked):
    found = search(asked).found
    assert found
    assert all(hit.kind.en == "Article 13" for hit in found)


@pytest.mark.parametrize("asked", ["松岫", "松岫社区", "sxsq", "990102013001"])
def test_a_place_is_found_by_name_initials_and_code(office, asked):
    assert "990102013001" in [hit.query.get("place") for hit in search(asked).found]


def test_a_passport_leads_back_to_its_number(office):
    code = passports.passport("zero_case", "990102013001", "2026-W46")
    assert code is not None
    assert first(code.lower().replace("-", " ")) == {
        "m": "zero_case", "place": "990102013001", "period": "2026-W46",
    }  # fmt: skip


def test_a_mistyped_passport_is_told(office):
    code = passports.passport("zero_case", "990102013001", "2026-W46")
    assert code is not None
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    found = search(wrong)
    assert found.found == () and found.trouble is not None
    assert wrong in found.trouble.zh


@pytest.mark.parametrize(
    "asked", ["没有这个", "<b>", "'; DROP TABLE", "第99条", "%", "\\", "²", "x" * 5000]
)
def test_what_is_not_found_is_a_sentence(office, asked):
    found = search(asked)
    assert found.found == () and found.trouble is not None


@pytest.mark.parametrize("asked", ["", "   "])
def test_nothing_asked_is_nothing_found(office, asked):
    assert search(asked).found == () and search(asked).trouble is None


def test_an_empty_office_still_knows_its_metrics(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(empty()))
    assert first("三零") == {"m": "three_zero_attainment"}
