"""What an analyst asked is kept for that analyst."""

from __future__ import annotations

from datetime import datetime, timedelta

from office.console_history import ANSWERED, KEPT, Asked, history, remember

NINE = datetime(2026, 11, 23, 9, 0)


def asked(statement: str, minutes: int = 0, outcome: str = ANSWERED) -> Asked:
    return Asked(NINE + timedelta(minutes=minutes), statement, outcome, 3, 0.4)


def test_nobody_has_asked_anything_in_a_new_home(tmp_path):
    assert history(tmp_path, "he") == ()


def test_the_latest_question_comes_first_and_every_statement_once(tmp_path):
    for minute, statement in enumerate(("SELECT 1", "SELECT 2", "SELECT 1")):
        remember(tmp_path, "he", asked(statement, minute))
    found = history(tmp_path, "he")
    assert [each.statement for each in found] == ["SELECT 1", "SELECT 2"]
    assert found[0].asked_at == NINE + timedelta(minutes=2)


def test_nobody_sees_what_another_asked(tmp_path):
    remember(tmp_path, "he", asked("SELECT 1"))
    assert history(tmp_path, "su") == ()


def test_a_refused_question_is_kept_with_its_reason(tmp_path):
    remember(tmp_path, "he", Asked(NINE, "DROP TABLE x", "only_select", None, None))
    assert history(tmp_path, "he")[0].outcome == "only_select"


def test_old_questions_give_way_and_only_ones_own(tmp_path):
    remember(tmp_path, "su", asked("SELECT 'su'"))
    for number in range(KEPT + 5):
        remember(tmp_path, "he", asked(f"SELECT {number}", number))
    found = history(tmp_path, "he", most=1000)
    assert len(found) == KEPT
    assert found[-1].statement == "SELECT 5"
    assert len(history(tmp_path, "su")) == 1
