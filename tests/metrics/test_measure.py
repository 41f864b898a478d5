"""Sum first, divide once; say what was not reported."""

import dataclasses

import pytest

from metrics.errors import MetricError
from metrics.metric import Metric
from tests.metrics.drawn import Answers, draw
from wording import Text

AREAS = """
    community_id | community_name | resident_households | as_of_on
    -------------+----------------+---------------------+-----------
    C1           | 松岫社区       | 100                 | 2026-11-08
    C2           | 汀蘅社区       | 300                 | 2026-11-22
"""

SHARE = Metric(
    key="share",
    name=Text("占比", "Share"),
    meaning=Text("占比", "Share"),
    family="grid",
    kind="ratio",
    unit=Text("占比", "share"),
    better="up",
    timing="state",
    grain="community",
    levels=("subdistrict", "community"),
    clause="14",
    departments=(),
    source=Text("测试", "test"),
    reads=("communities",),
    rows="""
        SELECT community_id AS place_id, period_id AS period_id,
               CAST(CASE WHEN community_id = 'C1' THEN 50 ELSE 60 END AS DOUBLE) AS numerator,
               CAST(resident_households AS DOUBLE) AS denominator
        FROM communities_at
    """,
)


def measured(metric, **drawings):
    return Answers(draw(**{"communities": AREAS} | drawings), metric)


def changed(**fields):
    return dataclasses.replace(SHARE, **fields)


def rows(numerator, extra=""):
    return f"""
        SELECT c.community_id AS place_id, c.period_id AS period_id,
               CAST({numerator} AS DOUBLE) AS numerator, CAST(1 AS DOUBLE) AS denominator {extra}
        FROM communities_at AS c
    """


def test_the_whole_is_the_sum_of_the_parts_divided_once():
    share = measured(SHARE)
    assert share.value("share", "community") == {"C1": 0.5, "C2": 0.2}
    assert share.parts("share", "subdistrict") == {"subdistrict": (110, 400)}
    assert share.value("share", "subdistrict") == {"subdistrict": 0.275}


def test_two_rows_for_one_place_and_period_are_refused():
    twice = changed(rows=f"{SHARE.rows} UNION ALL {SHARE.rows}")
    with pytest.raises(MetricError, match=r"two rows.*C1.*2024-12"):
        measured(twice)


def test_a_rate_is_scaled_and_a_count_is_not_divided():
    rate = measured(changed(kind="rate", scale=100.0))
    assert rate.value("share", "community") == {"C1": 50, "C2": 20}
    count = measured(changed(kind="count"))
    assert count.value("share", "subdistrict") == {"subdistrict": 110}


def test_without_a_denominator_there_is_no_value_and_no_judgement():
    none = measured(changed(rows=rows("0").replace("CAST(1", "CAST(0")))
    assert none.value("share", "community") == {"C1": None, "C2": None}
    assert none.state("share", "subdistrict") == {"subdistrict": "no_target"}


def test_a_state_before_the_first_snapshot_is_carried_back_and_says_so():
    share = measured(SHARE)
    assert share.flags("share", "community", "2026-W46") == {"C1": "", "C2": "back_carried"}
    assert share.flags("share", "community", "2026-W44") == {
        "C1": "back_carried", "C2": "back_carried",
    }  # fmt: skip
    assert share.flags("share", "subdistrict", "2026-W46") == {"subdistrict": "back_carried"}
    assert share.flags("share", "subdistrict") == {"subdistrict": ""}


def test_a_flow_is_never_called_back_carried():
    flow = measured(changed(timing="flow"))
    assert flow.flags("share", "community", "2026-W40") == {"C1": "", "C2": ""}


def test_a_period_that_still_runs_is_provisional():
    share = measured(SHARE)
    assert share.flags("share", "subdistrict", "2026-11") == {"subdistrict": "provisional"}
    assert share.flags("share", "subdistrict", "2026-10") == {"subdistrict": "back_carried"}


def test_a_row_without_a_numerator_is_grey_and_makes_what_is_above_provisional():
    unknown = measured(changed(rows=rows("CASE WHEN c.community_id = 'C1' THEN 1 END")))
    assert unknown.state("share", "community")["C2"] == "not_reported"
    assert unknown.parts("share", "subdistrict") == {"subdistrict": (1, 1)}
    assert unknown.flags("share", "subdistrict") == {"subdistrict": "provisional"}


def test_a_provisional_part_makes_the_whole_provisional():
    one = measured(changed(rows=rows("1", ", c.community_id = 'C1' AS is_provisional")))
    assert one.flags("share", "community") == {"C1": "provisional", "C2": ""}
    assert one.flags("share", "subdistrict") == {"subdistrict": "provisional"}


def test_the_light_of_a_unit_is_used_for_units_only():
    lit = measured(changed(rows=rows("1", ", 'amber' AS grain_state")))
    assert set(lit.state("share", "community").values()) == {"amber"}
    assert lit.state("share", "subdistrict") == {"subdistrict": "no_target"}


def test_what_no_dataset_speaks_for_has_no_value_and_no_flags():
    silent = measured(changed(reads=("communities", "facilities")))
    assert silent.value("share", "community") == {"C1": None, "C2": None}
    assert silent.state("share", "subdistrict") == {"subdistrict": "not_reported"}
    assert silent.flags("share", "subdistrict") == {"subdistrict": ""}


def test_a_small_base_is_flagged_where_the_metric_asks_for_it():
    small = measured(changed(small_base_below=150))
    assert small.flags("share", "community") == {"C1": "small_base", "C2": ""}


def test_a_metric_that_reads_what_does_not_exist_is_refused():
    with pytest.raises(MetricError, match="no_such_sheet"):
        measured(changed(reads=("no_such_sheet",)))


def test_a_row_for_an_unknown_place_counts_nowhere():
    strange = measured(changed(rows=rows("1").replace("c.community_id AS", "'C9' AS") + " LIMIT 1"))
    assert strange.value("share", "community") == {"C1": None, "C2": None}


def test_above_the_grain_104_weeks_are_measured_at_the_grid_26():
    from metrics.catalogue import metric

    grids = """
        community_id | grid_id | resident_households
        -------------+---------+--------------------
        C1           | G1      | 100
    """
    answers = measured(metric("grid_leader_coverage"), grids=grids)
    counts = answers.con.execute(
        "SELECT m.level, p.kind, COUNT(DISTINCT m.period_id) FROM measures AS m"
        " JOIN periods AS p ON p.period_id = m.period_id GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert counts == [
        ("community", "month", 24), ("community", "quarter", 8), ("community", "week", 104),
        ("community", "year", 2), ("grid", "month", 24), ("grid", "week", 26),
        ("subdistrict", "month", 24), ("subdistrict", "quarter", 8), ("subdistrict", "week", 104),
        ("subdistrict", "year", 2),
    ]  # fmt: skip


def test_a_metric_is_declared_without_contradiction():
    with pytest.raises(ValueError, match="finest"):
        changed(grain="subdistrict")
    with pytest.raises(ValueError, match="0 to 1"):
        changed(scale=100.0)
    with pytest.raises(ValueError, match="departments"):
        changed(departments=("社会治里办",))
    with pytest.raises(ValueError, match="does not read"):
        changed(alternatives=(("cases", "case_totals"),))
