"""The commitments page: everything of the plan stands there, in three orders, in neutral words."""

from __future__ import annotations

from datetime import date

import pytest

from metrics.commitments.catalogue import commitments
from metrics.commitments.state import board
from views.commitments import page
from views.commitments.found import Commitments
from views.places import Period, Place

DAY = date(2026, 11, 22)
PERIOD = Period("2026-W47", "week", date(2026, 11, 16), DAY, True)


def row(number, clause, words, *, target=100.0, current=90.0, unit="%", status="done", **more):
    return {"commitment_id": number, "clause": clause, "commitment": words, "unit": unit,
            "target_value": target, "current_value": current, "reported_status": status,
            "as_of_on": DAY, **more}  # fmt: skip


def found(*rows):
    it = board(day=DAY, measures=(), ledger=rows)
    return Commitments(Place("S", "岭街道", "subdistrict"), PERIOD, DAY, it, True, {})


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("way", ["article", "department", "due"])
def test_every_commitment_stands_in_every_order(way, language):
    drawn = page.rows(found(), way, language)
    for one in commitments().values():
        if one.is_judged:
            assert f">{one.id}<" in drawn


def test_the_article_that_the_source_lacks_is_shown_as_missing():
    assert "原文缺号" in page.rows(found(), "article", "zh")
    assert "missing in the source" in page.rows(found(), "article", "en")


def test_without_evidence_everything_is_grey_and_nothing_green():
    assert "灰" in page.headline(found()).zh
    assert "达标" not in page.headline(found()).zh


def test_what_the_ledger_contradicts_is_listed_and_counted():
    it = found(row("CN01", "1a", "x"), row("CN99", "", "<b>没有这一条</b>"))
    assert "CN01：台账填“已完成”，但当前值 90% 未达到目标值 100%" in page.to_check(it, "zh")
    assert "&lt;b&gt;没有这一条" in page.to_check(it, "zh")
    assert "待核 2 处" in page.headline(it).zh


def test_without_an_indicator_only_the_ledger_is_asked_for():
    """The facilities are imported already: to send that sheet again would change nothing."""
    drawn = page.rows(found(), "article", "zh")
    assert "《承诺任务台账》" in drawn
    assert "设施台账" not in drawn


def test_an_order_that_does_not_exist_is_by_article():
    assert page.way("nothing") == "article"
    assert page.way("due") == "due"


def test_a_day_that_has_passed_is_overdue():
    it = found(row("CN01", "1a", "x", due_on=date(2026, 11, 1), status="in_progress"))
    assert "已逾期" in page.rows(it, "due", "zh")
    assert "已逾期 1 项" in page.headline(it).zh


def test_money_is_told_as_each_language_tells_it():
    it = found(row("CN18", "第26条", "社区治理经费保障", target=160, current=125, unit="万元"))
    (money,) = [one for one in it.board.standings if one.commitment.id == "26"]
    assert page.value(money, "zh") == "125 万元"
    assert page.value(money, "en") == "CNY 1,250,000"
