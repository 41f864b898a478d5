"""Green, amber, red: one meaning for one value and for all measures."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.measure import LIGHT
from metrics.rating import (
    Target,
    amber_from,
    amber_points,
    amber_share,
    limits,
    never_red,
    state_of,
)

DAY = date(2026, 11, 22)
ALL = Target(1.0, set_by="plan")

RULES = st.one_of(
    st.floats(0, 1).map(amber_share),
    st.floats(0, 1).map(amber_points),
    st.floats(-100, 100).map(amber_from),
)
VALUES = st.none() | st.floats(-1000, 1000)


@pytest.fixture(scope="module")
def con():
    with duckdb.connect() as con:
        yield con


@pytest.mark.parametrize(
    ("value", "state"),
    [(1.0, "green"), (0.95, "amber"), (0.9, "amber"), (0.8999, "red"), (None, "no_target")],
)
def test_by_default_amber_begins_at_90_percent_of_the_target(value, state):
    assert state_of(value, ALL, amber_share(), "up") == state


def test_where_less_is_better_the_rule_is_mirrored():
    limit = Target(150, set_by="plan")
    lights = [state_of(value, limit, amber_share(), "down") for value in (120, 150, 165, 166)]
    assert lights == ["green", "green", "amber", "red"]


def test_a_reference_of_80_percent_is_amber_within_ten_points():
    reference = Target(0.8, set_by="office")
    lights = [state_of(value, reference, amber_points(0.1), "up") for value in (0.8, 0.7, 0.69)]
    assert lights == ["green", "amber", "red"]


def test_service_space_is_amber_down_to_the_national_minimum():
    forty = Target(40, set_by="plan")
    exactly_40 = 1441.6 / 3604 * 100
    lights = [state_of(v, forty, amber_from(30), "up") for v in (exactly_40, 39.99, 30, 29.99)]
    assert lights == ["green", "amber", "amber", "red"]


def test_a_rule_without_red_stays_amber_however_far_it_is():
    assert state_of(10_000, Target(0, set_by="plan"), never_red("down"), "down") == "amber"


def test_a_volume_is_never_judged():
    assert state_of(3, ALL, amber_share(), "neutral") == "no_target"
    assert state_of(3, None, amber_share(), "up") == "no_target"


def test_a_target_holds_from_its_first_day_to_its_last():
    target = Target(1, set_by="office", valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [target.holds_on(day) for day in days] == [False, True, True, False]


@given(
    value=st.floats(-1000, 1000),
    target=st.floats(-100, 100),
    rule=RULES,
    better=st.sampled_from(["up", "down"]),
)
def test_better_is_never_judged_worse(value, target, rule, better):
    order = ["red", "amber", "green"]
    step = 1 if better == "up" else -1
    lights = [state_of(v, Target(target, "office"), rule, better) for v in (value, value + step)]
    assert order.index(lights[0]) <= order.index(lights[1])


@given(
    value=VALUES,
    target=st.floats(-100, 100),
    rule=RULES,
    better=st.sampled_from(["up", "down", "neutral"]),
)
def test_measures_are_judged_as_one_value_is(con, value, target, rule, better):
    judged_by = limits(Target(target, "office"), rule, better)
    con.execute("CREATE OR REPLACE TABLE one(sign INTEGER, green_from DOUBLE, amber_from DOUBLE)")
    if judged_by is not None:
        con.execute("INSERT INTO one VALUES (?, ?, ?)", list(vars(judged_by).values()))
    ((said,),) = con.execute(
        f"SELECT {LIGHT} FROM (SELECT CAST(? AS DOUBLE) AS value) AS d LEFT JOIN one AS t ON TRUE",
        [value],
    ).fetchall()
    assert said == state_of(value, Target(target, "office"), rule, better)


@given(rule=RULES, better=st.sampled_from(["up", "down"]))
def test_every_rule_says_itself_in_both_languages(rule, better):
    assert rule.words.zh
    assert rule.words.en
