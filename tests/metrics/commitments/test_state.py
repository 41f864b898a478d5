"""How commitments stand: by an indicator, by the office's ledger, or by nothing."""

from datetime import date

import pytest

from metrics.commitments.state import board
from metrics.rating import Target

HEAD = """
    commitment_id | clause | commitment | target_value | current_value | unit | due_on | reported_status
    --------------+--------+------------+--------------+---------------+------+--------+----------------
"""

MEASURED = """
    metric                   | value  | state        | flags
    -------------------------+--------+--------------+-------------------------
    grid_leader_coverage     | 0.9804 | amber        | provisional,back_carried
    grid_staffing_attainment |        | not_reported |
    service_space_attainment | 0.875  | red          |
    active_volunteer_rate    | 0.54   | no_target    |
"""


def test_where_an_indicator_is_measured_its_light_stands(standing):
    now = standing(measures=MEASURED)
    leaders = now["14b"]
    assert (leaders.state, leaders.value, leaders.target) == ("amber", 0.9804, 1.0)
    assert (leaders.decided_by, leaders.target_set_by) == ("metric", "plan")
    assert leaders.flags == ("provisional", "back_carried")
    assert leaders.is_share


def test_without_evidence_a_commitment_is_grey(standing):
    now = standing(measures=MEASURED)
    stations = now["8c"]
    assert (stations.state, stations.reason, stations.value) == (
        "not_reported",
        "no_evidence",
        None,
    )
    assert stations.words.zh == "无佐证"
    assert now["14c"].reason == "not_reported"
    assert (now["28"].state, now["28"].words.zh) == ("no_target", "原文缺号")
    assert now["29"].reason == now["G0"].reason == "unjudged"


def test_nothing_at_all_is_nowhere_green(standing):
    assert {one.state for one in standing().values()} == {"not_reported", "no_target"}


def test_an_indicator_without_a_value_leaves_the_word_to_the_ledger(standing):
    ledger = HEAD + "CN10 | 第14条 | 每150户常住居民1名网格员 | 100 | 81.2 | % | | in_progress"
    assert standing(ledger, MEASURED)["14c"].decided_by == "ledger"
    assert standing(ledger, MEASURED)["14c"].state == "red"


def test_the_ledger_decides_where_no_indicator_does(standing):
    now = standing(
        HEAD
        + """
    CN04 | 第8条  | 社会工作服务站全覆盖 | 100 | 87.5 | % | 2026-12-31 | in_progress
    CN11 | 第15条 | 综合管理服务信息平台覆盖全部社区 | 100 | 100 | % | 2026-12-31 | done
    CN01 | 第1条  | 党组织建到小区、楼栋 | 100 | 95.8 | % | 2026-12-31 | in_progress
    """
    )
    assert {n: now[n].state for n in ("8c", "15b", "1a")} == {
        "8c": "red", "15b": "green", "1a": "amber",
    }  # fmt: skip
    assert (now["8c"].value, now["8c"].target, now["8c"].unit.en) == (0.875, 1.0, "share")
    assert now["8c"].ledger_ids == ("CN04",)


def test_the_filed_word_never_makes_a_light(standing):
    now = standing(
        HEAD
        + """
    1 | 第8条  | 社会工作服务站全覆盖 | 100 | 40 | % | | done
    2 | 第21条 | 公共法律服务工作室   | 100 |    | % | | done
    """
    )
    assert now["8c"].state == "red"
    assert (now["21b"].state, now["21b"].reason) == ("not_reported", "no_figures")


# -- What the plan gives no target for -----------------------------------------


def test_without_a_target_only_the_trend_is_shown(standing):
    now = standing(
        HEAD + "1 | 第5条 | 发展社区社会组织 | | 3 | 个 | | behind",
        MEASURED,
    )
    assert (now["5a"].state, now["5a"].value) == ("no_target", 3)
    assert (now["6c"].state, now["6c"].reason) == ("no_target", "tracked")


def test_a_target_of_the_office_may_turn_red(standing):
    now = standing(
        HEAD
        + """
    CN18 | 第26条 | 社区治理经费保障 | 160 | 125 | 万元 | 2026-12-31 | in_progress
    CN03 | 第6条  | 发展志愿服务队伍 | 32  | 30  | 支   | 2026-12-31 | in_progress
    """
    )
    assert (now["26"].state, now["26"].target_set_by) == ("red", "office")
    assert (now["6a"].state, now["6a"].target_set_by) == ("amber", "office")
    assert now["26"].unit.en == "10,000 yuan"


def test_a_red_indicator_without_the_offices_target_colours_nothing(standing):
    drill = "metric | value | state | flags\n---+---\ncommunity_drill_coverage | 0.5 | red |"
    assert standing(measures=drill, targets={})["12b"].state == "no_target"
    office = {"community_drill_coverage": Target(1.0, set_by="office")}
    assert standing(measures=drill, targets=office)["12b"].state == "red"


def test_something_decided_by_nobody_is_never_red():
    rows = [
        {"metric": one, "value": 0.1, "state": "red", "flags": ""}
        for one in (
            "registered_volunteer_share",
            "active_volunteer_rate",
            "dispute_resolution_rate",
        )
    ]
    asked = board(day=date(2026, 11, 22), measures=rows, targets={})
    assert not [
        s.commitment.id for s in asked.standings if s.commitment.kind == "C" and s.state == "red"
    ]


def test_a_thing_to_be_set_up_is_there_or_not(standing):
    now = standing(
        HEAD
        + """
    1 | 第11条 | 成立街道应急管理委员会 | 1 | 1 | 个 |            | done
    2 | 第10条 | 街道协商清单           | 1 | 0 | 份 | 2026-12-31 | in_progress
    3 | 第8条  | 政务服务事项通用目录   | 1 | 0 | 份 | 2026-10-31 | behind
    4 | 第23条 | 领导小组、专班成立     | 1 | 0 | 个 |            | not_started
    """
    )
    assert [now[n].state for n in ("11a", "10a", "8a", "23a")] == [
        "green", "amber", "red", "no_target",
    ]  # fmt: skip


# -- Orders and counts ---------------------------------------------------------

DUE = (
    HEAD
    + """
    1 | 第8条  | 社会工作服务站全覆盖 | 100 | 87.5 | % | 2026-10-31 | in_progress
    2 | 第15条 | 综合管理服务信息平台覆盖全部社区 | 100 | 100 | % | 2026-10-31 | done
    3 | 第16条 | 居民公约备案 | 100 | 75 | % | 2026-12-31 | in_progress
    """
)


def test_what_is_open_after_its_day_is_overdue(standing):
    now = standing(DUE)
    assert [number for number, one in now.items() if one.is_overdue] == ["8c"]


def test_the_day_of_a_periodic_duty_is_the_end_of_its_period(standing):
    now = standing()
    assert (now["1b"].due_on, now["11b"].due_on) == (date(2026, 12, 31), date(2026, 12, 31))
    assert standing(day=date(2026, 7, 12))["1b"].due_on == date(2026, 9, 30)
    assert now["8c"].due_on is None


@pytest.fixture
def whole(ledger_rows):
    return board(day=date(2026, 11, 22), ledger=ledger_rows(DUE))


def test_the_earliest_due_comes_first_and_what_has_no_day_last(whole):
    listed = whole.by_due_day()
    assert [one.commitment.id for one in listed[:2]] == ["8c", "15b"]
    assert listed[2].due_on == date(2026, 12, 31)
    assert listed[-1].due_on is None
    assert len(listed) == 91


def test_articles_stand_in_the_order_of_the_plan(whole):
    articles = whole.by_article()
    assert list(articles) == [*range(1, 32), 0]
    assert len(articles[13]) == 8


def test_a_shared_commitment_stands_under_each_of_its_departments(whole):
    departments = whole.by_department()
    pact = [name for name, ones in departments.items() if "16c" in {o.commitment.id for o in ones}]
    assert pact == ["社区治理办", "社区管理办"]


def test_what_cannot_be_judged_is_not_counted(whole):
    assert whole.counts() == {
        "green": 1, "amber": 0, "red": 2, "not_reported": 88, "no_target": 0,
    }  # fmt: skip


def test_counts_per_department(whole):
    counts = whole.counts_by_department()
    assert counts["党群服务中心"]["green"] == 1
    assert counts["社区治理办"]["red"] == counts["社区管理办"]["red"] == 1
    assert counts["未明确（原文未列）"] == {
        "green": 0, "amber": 0, "red": 0, "not_reported": 3, "no_target": 0,
    }  # fmt: skip


def test_the_order_of_the_rows_changes_nothing(ledger_rows):
    rows = ledger_rows(DUE)
    day = date(2026, 11, 22)
    assert board(day=day, ledger=rows).standings == board(day=day, ledger=rows[::-1]).standings


def test_two_measures_of_one_indicator_are_refused():
    row = {"metric": "grid_leader_coverage", "value": 1.0, "state": "green", "flags": ""}
    with pytest.raises(ValueError, match="one place and one period"):
        board(day=date(2026, 11, 22), measures=[row, row])


def test_the_empty_cells_of_a_table_of_floats_are_no_figures():
    nothing = float("nan")
    row = {"commitment_id": "1", "clause": "第8条", "commitment": "社会工作服务站全覆盖", "unit": "%",
           "target_value": 100.0, "current_value": nothing, "reported_status": "done"}  # fmt: skip
    measure = {"metric": "grid_leader_coverage", "value": nothing, "state": "no_target"}
    asked = board(day=date(2026, 11, 22), ledger=[row], measures=[measure])
    found = {one.commitment.id: one.reason for one in asked.standings}
    assert (found["8c"], found["14b"]) == ("no_figures", "not_reported")
