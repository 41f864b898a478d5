"""What holds for every indicator, whatever it measures."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import contracts
from metrics.catalogue import metric, metrics
from metrics.errors import MetricError
from metrics.metric import DEPARTMENTS, FAMILIES
from metrics.rating import STATES
from tests.metrics.drawn import Answers, draw
from tests.metrics.made_up_office import SUNDAY, Office

CJK = re.compile(r"[\u3400-\u9fff]")
FLAGS = {"provisional", "back_carried", "small_base", "restated"}


@cache
def measures(seed: int, **options: bool) -> dict[tuple[str, str, str], tuple]:
    """(metric, period, place) -> level, numerator, denominator, value, state, flags."""
    return read(Answers(draw(**Office(seed).drawings(**options))))


def read(answers: Answers) -> dict[tuple[str, str, str], tuple]:
    rows = answers.con.execute(
        "SELECT metric, period_id, place_id, level, numerator, denominator, value, state, flags"
        " FROM measures"
    ).fetchall()
    found = {(key, period, place): tuple(rest) for key, period, place, *rest in rows}
    assert len(found) == len(rows), "one row per metric, period and place"
    return found


SEEDS = st.integers(1, 4)
OF_PERSONS = ("households_per_grid_worker",)
"""What counts each person once at every level; the concentration of hours ranks them anew."""


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_the_parts_add_up_to_the_whole(seed):
    found = measures(seed)
    whole: dict[tuple[str, str, str], list[float]] = {}
    levels = ["subdistrict", "community", "grid"]
    for (key, period, place), (level, numerator, *_) in found.items():
        above = levels[max(levels.index(level) - 1, 0)]
        if level == above or above not in metric(key).levels or not metric(key).adds_up:
            continue
        parent = place[:2] if level == "grid" else "subdistrict"
        whole.setdefault((key, period, parent), []).append(numerator or 0)
    assert whole
    for at, parts in whole.items():
        assert (found[at][1] or 0) == pytest.approx(sum(parts), abs=1e-5), at


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_persons_counted_once_are_at_most_the_sum_of_the_parts_and_at_least_the_largest(seed):
    """What does not add up: who is in two places is one person in the whole."""
    found = measures(seed)
    compared = 0
    for key in OF_PERSONS:
        for period in {period for k, period, _ in found if k == key}:
            parts = {
                place: row
                for (k, p, place), row in found.items()
                if (k, p) == (key, period) and row[0] == "community"
            }
            _, numerator, denominator, *_ = found[key, period, "subdistrict"]
            for position, whole in ((1, numerator), (2, denominator)):
                of_parts = [row[position] or 0 for row in parts.values()]
                if whole is not None:
                    assert max(of_parts, default=0) <= whole <= sum(of_parts), (key, period)
                    compared += 1
    assert compared


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_the_order_of_the_rows_does_not_matter(seed):
    assert measures(seed) == measures(seed, shuffled=True)


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_an_empty_place_changes_nobody_else(seed):
    office = Office(seed)
    office._add(
        "communities", community_id="C9", community_name="空", resident_households=0,
        resident_population=0, secretary_name="", as_of_on=SUNDAY,
    )  # fmt: skip
    with_empty = read(Answers(draw(**office.drawings())))
    assert any(place == "C9" for _, _, place in with_empty)
    for at, before in measures(seed).items():
        if at[2] != "subdistrict":
            assert with_empty[at] == before, at


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_no_denominator_no_value_and_otherwise_the_parts_divided_once(seed):
    for (key, _, _), (_, numerator, denominator, value, *_) in measures(seed).items():
        declared = metric(key)
        if declared.kind == "count":
            assert denominator is None
            assert value == numerator
        elif not denominator:
            assert value is None
        else:
            assert value == pytest.approx(declared.scale * numerator / denominator)


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_every_measure_has_a_state_and_known_flags(seed):
    for at, (_, numerator, _, value, state, flags) in measures(seed).items():
        assert state in STATES, at
        assert set(flags.split(",")) - {""} <= FLAGS, at
        if numerator is None:
            assert (value, state, flags) == (None, "not_reported", ""), at
        if value is None:
            assert state not in {"green", "amber"}, at


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_every_community_is_listed_in_every_period(seed):
    found = measures(seed)
    for key, declared in metrics().items():
        if "community" in declared.levels:
            listed = {(period, place) for k, period, place in found if k == key}
            missing = {place for place in ("C1", "C2", "C3") if ("2026-W47", place) not in listed}
            assert not missing, key


@pytest.mark.parametrize("sheets", [set(), {"communities"}, {"communities", "grids"}])
def test_empty_tables_raise_nothing(sheets):
    drawn = {name: text for name, text in Office(3).drawings().items() if name in sheets}
    found = read(Answers(draw(**drawn)))
    assert all(state != "green" for *_, state, _ in found.values())


@pytest.mark.parametrize("name", Office(3).sheets)
def test_every_sheet_may_be_missing(name):
    """Who reads nothing of it cannot notice: an indicator names all that its SQL names."""
    drawn = {other: text for other, text in Office(3).drawings().items() if other != name}
    readers = [one for one in metrics().values() if name in one.reads]
    read(Answers(draw(**drawn), *(readers or [metric("petitions_registered")])))


@pytest.mark.parametrize("key", metrics())
def test_an_indicator_says_what_it_is_in_both_languages(key):
    declared = metric(key)
    assert key == declared.key
    for text in (
        declared.name,
        declared.meaning,
        declared.unit,
        declared.source,
        declared.rating.words,
    ):
        assert text.en
        assert not CJK.search(re.sub(r"“[^”]*”", "", text.en))
    for text in (declared.name, declared.meaning, declared.source):
        assert CJK.search(text.zh)
    assert declared.family in FAMILIES
    assert declared.departments
    assert set(declared.departments) <= set(DEPARTMENTS)


@pytest.mark.parametrize("key", metrics())
def test_an_indicator_reads_datasets_that_exist_and_all_that_its_sql_names(key):
    declared = metric(key)
    assert set(declared.reads) <= set(contracts())
    sql = " ".join([declared.rows, *declared.rows_by_level.values()])
    named = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+?)(?:_at)?\b(?=\s+AS\b)", sql)) & set(
        contracts()
    )
    assert named <= set(declared.reads)


@pytest.mark.parametrize("key", metrics())
def test_a_target_says_who_set_it_and_a_volume_has_none(key):
    declared = metric(key)
    assert all(target.set_by in {"plan", "office"} for target in declared.targets)
    if declared.better == "neutral":
        assert not declared.targets


def test_what_does_not_add_up_says_so_and_has_a_law_of_its_own():
    declared = {key for key, one in metrics().items() if not one.adds_up}
    assert declared == {*OF_PERSONS, "volunteer_concentration"}


def test_every_indicator_has_a_test_of_its_own(request):
    tests = request.config.rootpath / "tests" / "metrics" / "kpis"
    assert {path.stem.removeprefix("test_") for path in tests.glob("test_*.py")} == set(metrics())


def test_an_unknown_indicator_is_refused():
    with pytest.raises(MetricError, match="no_such_metric"):
        metric("no_such_metric")
