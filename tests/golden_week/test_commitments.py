"""How the demonstration office's commitments stand, by its sheets and by its own ledger."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.commitments.state import board

DAY = date(2026, 11, 22)
WEEK = "2026-W47"


@pytest.fixture(scope="module")
def whole(published):
    measured = published.measures(level="subdistrict", periods=[WEEK]).to_dict("records")
    ledger = published.rows("commitments", period_id=WEEK).to_dict("records")
    return board(day=DAY, measures=measured, ledger=ledger)


@pytest.fixture(scope="module")
def standing(whole):
    return {one.commitment.id: one for one in whole.standings}


@pytest.mark.parametrize(
    ("number", "value", "state"),
    [
        ("11c", 33, "green"),
        ("13d", 7 / 8, "red"),
        ("13e", 7 / 8, "red"),
        ("13f", 7 / 8, "red"),
        ("13g", 11 / 15, "red"),
        ("14b", 100 / 102, "amber"),
        ("14g", 108 / 121, "amber"),
        ("19b", 7 / 8, "red"),
        ("19c", 4 / 8, "red"),
        ("19f", 3 / 8, "red"),
    ],
)
def test_what_a_sheet_feeds_is_computed_from_it(standing, number, value, state):
    one = standing[number]
    assert (one.decided_by, one.state) == ("metric", state)
    assert one.value == pytest.approx(value, abs=1e-9)


def test_the_roster_of_the_team_decides_and_both_figures_are_shown(standing):
    """Cell F9 of the ledger says 36 persons; the roster has 33 on duty."""
    (said,) = standing["11c"].contradictions
    assert said.key == "figures_differ"
    for text in (said.text.zh, said.text.en):
        assert "CN06" in text
        assert "36" in text
        assert "33" in text


def test_what_only_the_ledger_speaks_of_stands_by_the_ledger(standing):
    by_ledger = {n: one.state for n, one in standing.items() if one.decided_by == "ledger"}
    assert by_ledger == {
        "1a": "amber", "1b": "no_target", "6a": "green", "8c": "red", "15b": "green",
        "16c": "red", "21b": "green", "26": "red", "30b": "amber", "31": "amber",
    }  # fmt: skip


def test_every_row_of_the_ledger_finds_its_commitment_and_the_rest_is_grey(whole, standing):
    assert whole.unmatched == ()
    grey = [
        one for one in standing.values() if one.decided_by == "none" and one.commitment.is_judged
    ]
    assert {one.state for one in grey} == {"not_reported"}
    assert standing["28"].words.zh == "原文缺号"
