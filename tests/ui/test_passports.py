"""Numbers carry passports, and a passport leads back to its number for as long as it is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demonstration import demonstration
from ui import answers, passports
from views.passport import PassportError, code_of

COMMUNITY, WEEK = "990102013001", "2026-W47"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copied = tmp_path / "home"
    shutil.copytree(demonstration(), copied)
    monkeypatch.setenv("LINGTU_HOME", str(copied))
    return copied


def test_every_number_of_a_community_is_found_again_by_its_passport(home: Path):
    place, period = answers.places().by_id[COMMUNITY], answers.periods().find(WEEK)
    assert period is not None
    for standing in answers.standings(place, period):
        code = passports.passport(standing.metric.key, COMMUNITY, WEEK)
        assert code is not None
        found = passports.resolve(code)
        assert (found.metric, found.place_id, found.period_id, found.is_current) == (
            standing.metric.key, COMMUNITY, WEEK, True,
        )  # fmt: skip


def test_what_has_no_number_has_no_passport(home: Path):
    assert passports.passport("zero_case", COMMUNITY, "1999-W01") is None


def test_a_passport_of_a_version_that_is_gone_says_so(home: Path):
    code = code_of(77, 0, "zero_case", COMMUNITY, WEEK)
    with pytest.raises(PassportError) as caught:
        passports.resolve(code)
    assert "第 77 版" in caught.value.text.zh
    assert "version 77" in caught.value.text.en


def test_a_passport_of_another_number_in_the_row_is_not_believed(home: Path):
    with pytest.raises(PassportError):
        passports.resolve(code_of(1, 32**5 - 1, "zero_case", COMMUNITY, WEEK))
