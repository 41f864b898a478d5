"""Which commitment a row of the office's ledger speaks of, and what it contradicts."""

from datetime import date

import pytest

from metrics.commitments.catalogue import commitments
from metrics.commitments.ledger import Figure, clause_of, matched, named_departments
from metrics.commitments.state import board
from metrics.commitments.units import SHARE

HEAD = """
    commitment_id | clause | commitment | target_value | current_value | unit | responsible_departments | reported_status
    --------------+--------+------------+--------------+---------------+------+-------------------------+----------------
"""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("第14条", (14, "")), ("十四", (14, "")), ("第二十一条", (21, "")), ("第三十条", (30, "")),
        ("14b", (14, "b")), ("第14条（b）", (14, "b")), (" 9 ", (9, "")), ("附则", None), (None, None),
    ],
)  # fmt: skip
def test_articles_are_read_as_offices_write_them(words, found):
    assert clause_of(words) == found


def numbers(clause, commitment, **also):
    return matched({"clause": clause, "commitment": commitment}, commitments(), also)


def test_a_row_is_placed_by_exact_words_within_its_article():
    assert numbers("第14条", "每个网格至少１名网格长") == ("14b",)
    assert numbers(None, "“三零”社区创建") == ("13c",)
    assert numbers("第14条", "每个网格有网格长吗") == ()
    assert numbers("第13条", "每个网格至少1名网格长") == ()


def test_a_row_with_the_number_of_the_commitment_is_placed_by_it():
    assert numbers("14b", "网格长") == ("14b",)
    assert numbers("14z", "网格长") == ()


def test_an_article_with_one_commitment_needs_no_words():
    assert numbers("第26条", "钱") == ("26",)
    assert numbers("第28条", "补充内容") == ()


def test_one_row_may_speak_of_several_commitments():
    row = numbers("第13条", "一居一警一法律顾问一支民调员队伍")
    assert row == ("13d", "13e", "13f")


def test_the_offices_own_words_are_given_as_such():
    assert numbers("第14条", "网格长全覆盖", 网格长全覆盖="14b") == ("14b",)


def test_a_row_that_nobody_can_place_is_shown_and_not_lost(ledger_rows):
    rows = ledger_rows(HEAD + "CN30 | 第14条 | 网格长能力提升 | 100 | 50 | % | 社会治理办 | done")
    asked = board(day=date(2026, 11, 22), ledger=rows)
    assert [row["commitment_id"] for row in asked.unmatched] == ["CN30"]
    assert asked.counts()["green"] == 0


def test_of_two_rows_on_one_commitment_the_worse_stands(standing):
    both = (
        HEAD
        + """
    1 | 第8条 | 社会工作服务站全覆盖     | 100 | 100 | % | 党群服务中心 | done
    2 | 第8条 | 街道社会工作服务站全覆盖 | 100 | 60  | % | 党群服务中心 | behind
    """
    )
    assert (standing(both)["8c"].state, standing(both)["8c"].ledger_ids) == ("red", ("1", "2"))


def test_a_figure_equals_another_as_far_as_it_is_written_out():
    assert Figure(0.812, SHARE, True).equals(0.8125)
    assert Figure(0.98, SHARE, True).equals(0.980392)
    assert not Figure(0.82, SHARE, True).equals(0.8125)
    assert not Figure(36, SHARE, False).equals(33)


def test_departments_are_read_exactly_as_written():
    assert named_departments("社区治理办、社会治理办，社区管理办") == (
        "社区治理办", "社会治理办", "社区管理办",
    )  # fmt: skip


# -- Contradictions ------------------------------------------------------------


def keys(one):
    return [found.key for found in one.contradictions]


def test_done_although_the_target_is_not_reached(standing):
    now = standing(HEAD + "CN01 | 第1条 | 党组织建到小区、楼栋 | 100 | 95.8 | % | 党建办 | done")
    assert (now["1a"].state, keys(now["1a"])) == ("amber", ["done_not_reached"])
    assert "95.8%" in now["1a"].contradictions[0].text.en


def test_behind_although_the_target_is_reached(standing):
    row = "CN03 | 第6条 | 发展志愿服务队伍 | 32 | 32 | 支 | 党群服务中心、社区治理办 | behind"
    now = standing(HEAD + row)
    assert (now["6a"].state, keys(now["6a"])) == ("green", ["reached_not_done"])


def test_an_average_that_is_reached_while_a_community_falls_short(standing):
    space = """
    metric                           | value | state | flags
    ---------------------------------+-------+-------+------
    service_space_attainment         | 0.875 | red   |
    service_space_per_100_households | 44.13 | green |
    """
    row = "CN14 | 第19条 | 每百户综合服务设施面积 | 40 | 44.1 | 平方米 | 党群服务中心 | done"
    now = standing(HEAD + row, space)
    assert (now["19a"].state, keys(now["19a"])) == ("red", ["done_not_measured"])


def test_the_roster_of_the_team_decides_and_both_figures_are_shown(standing):
    team = "metric | value | state | flags\n---+---\nemergency_team_size | 33 | green |"
    row = "CN06 | 第11条 | 综合应急救援队伍 | 30 | 36 | 人 | 安监站、人武部、综合执法大队 | done"
    now = standing(HEAD + row, team)
    assert (now["11c"].state, now["11c"].value, keys(now["11c"])) == (
        "green",
        33,
        ["figures_differ"],
    )
    assert "36" in now["11c"].contradictions[0].text.zh
    assert "33" in now["11c"].contradictions[0].text.zh


FORCES = """
    metric                    | value | state | flags
    --------------------------+-------+-------+------
    police_presence           | 1     | green |
    legal_adviser_presence    | 0.875 | red   |
    mediator_presence         | 0.875 | red   |
    community_forces_complete | 0.75  | red   |
"""


def test_a_row_about_three_forces_is_compared_with_those_who_have_all_three(standing):
    row = "CN08 | 第13条 | 一居一警一法律顾问一支民调员队伍 | 100 | 75 | % | 社会治理办 | behind"
    now = standing(HEAD + row, FORCES)
    assert [now[n].state for n in ("13d", "13e", "13f")] == ["green", "red", "red"]
    assert [now[n].value for n in ("13d", "13e", "13f")] == [1, 0.875, 0.875]
    assert not [now[n].contradictions for n in ("13d", "13e", "13f") if now[n].contradictions]


def test_a_row_about_one_force_is_compared_with_that_one(standing):
    row = "CN08 | 第13条 | 一法律顾问 | 100 | 75 | % | 社会治理办 | behind"
    now = standing(HEAD + row, FORCES)
    assert keys(now["13e"]) == ["figures_differ"]
    assert now["13d"].contradictions == ()


def test_a_target_below_the_plans_is_not_taken_over(standing):
    row = "CN06 | 第11条 | 综合应急救援队伍 | 20 | 25 | 人 | 安监站、人武部、综合执法大队 | done"
    now = standing(HEAD + row)
    assert (now["11c"].state, now["11c"].target) == ("red", 30)
    assert "target_below_plan" in keys(now["11c"])


def test_departments_that_look_alike_are_not_the_same(standing):
    alike = standing(
        HEAD + "1 | 第16条 | 居民公约备案 | 100 | 75 | % | 社会治理办、社区管理办 | behind"
    )
    assert keys(alike["16c"]) == ["departments_differ"]
    wrong = standing(HEAD + "1 | 第16条 | 居民公约备案 | 100 | 75 | % | 社区治理科 | behind")
    assert keys(wrong["16c"]) == ["unknown_department"]
    assert alike["16c"].departments == ("社区治理办", "社区管理办")


def test_the_office_may_assign_a_department_where_the_plan_names_none(standing):
    now = standing(HEAD + "CN20 | 第31条 | 年度目标责任制考核 | 1 | 0 | 次 | 党建办 | not_started")
    assert (now["31"].departments, now["31"].is_assigned_by_office) == (("党建办",), True)
    assert now["31"].contradictions == ()
    assert now["30a"].departments == ("未明确（原文未列）",)


def test_a_row_that_agrees_with_everything_is_left_alone(standing):
    leaders = "metric | value | state | flags\n---+---\ngrid_leader_coverage | 0.980392 | amber |"
    row = "CN09 | 第14条 | 每个网格至少1名网格长 | 100 | 98 | % | 社会治理办 | in_progress"
    assert standing(HEAD + row, leaders)["14b"].contradictions == ()


def test_a_number_of_communities_is_not_compared_with_a_share(standing):
    seven = "metric | value | state | flags\n---+---\nseven_services_complete | 0.5 | red |"
    row = "CN15 | 第19条 | 7项基本服务 | 8 | 4 | 个 | 党群服务中心 | behind"
    assert standing(HEAD + row, seven)["19c"].contradictions == ()
