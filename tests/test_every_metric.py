"""What holds for every indicator, whatever it measures."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
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

CJK = re.compile(r"[\u3400-\u9fff]")
SUNDAY = date(2026, 11, 22)
FLAGS = {"provisional", "back_carried", "small_base", "restated"}


class Office:
    """A made-up office: a few communities with whatever a chance puts into their sheets."""

    def __init__(self, seed: int, communities: int = 3) -> None:
        self.chance = random.Random(seed)
        self.sheets: dict[str, list[dict[str, object]]] = {}
        for number in range(1, communities + 1):
            self._community(f"C{number}")

    def drawings(self, shuffled: bool = False) -> dict[str, str]:
        drawn = {}
        for name, made in self.sheets.items():
            rows = random.Random(1).sample(made, len(made)) if shuffled else made
            header = " | ".join(rows[0])
            lines = [" | ".join(_cell(cell) for cell in row.values()) for row in rows]
            drawn[name] = "\n".join([header, "---", *lines])
        return drawn

    def _add(self, sheet: str, **row: object) -> None:
        self.sheets.setdefault(sheet, []).append(row)

    def _day(self, back: int) -> date:
        return SUNDAY - timedelta(days=self.chance.randint(0, back))

    def _community(self, community: str) -> None:
        pick, number = self.chance.choice, self.chance.randint
        self._add(
            "communities", community_id=community, community_name=f"社区{community}",
            resident_households=pick([0, 100, 375, 3604]), resident_population=number(0, 9000),
            as_of_on=pick([SUNDAY, SUNDAY - timedelta(days=10)]),
        )  # fmt: skip
        west = 110 + 0.02 * int(community[1:])
        self._add(
            "community_boundaries", community_id=community, community_name="界",
            geometry=_square(west, 34, 0.01),
        )  # fmt: skip
        for i in range(number(0, 4)):
            self._grid(community, f"{community}G{i}", west + 0.004 * i)
        for i in range(number(0, 3)):
            self._add(
                "facilities", community_id=community, facility_name=f"站{i}",
                floor_area_m2=pick([0.1, 40.0, 149.9, 1441.6]), is_counted=pick(["yes", "no", ""]),
                status=pick(["in_use", "closed"]), longitude=west + 0.003, latitude=34.001,
            )  # fmt: skip
        for i in range(number(0, 8)):
            volunteer = f"{community}V{i}"
            withdrawn = pick([None, None, self._day(30)])
            self._add(
                "volunteers", community_id=community, volunteer_id=volunteer,
                registered_on=self._day(600), withdrawn_on=withdrawn,
                status="withdrawn" if withdrawn else "registered",
            )  # fmt: skip
            for k in range(number(0, 3)):
                self._add(
                    "volunteer_service", record_id=f"{volunteer}-{k}", volunteer_id=volunteer,
                    community_id=pick(["C1", community]), served_on=self._day(500),
                    service_hours=pick([0, 0.5, 1.25, 8]),
                )  # fmt: skip
        self._three_zero(community)

    def _grid(self, community: str, grid: str, west: float) -> None:
        pick, number = self.chance.choice, self.chance.randint
        self._add(
            "grids", community_id=community, grid_id=grid,
            grid_kind=pick(["residential", "residential", "dedicated"]),
            resident_households=pick([0, 150, 151, 300, 449]), status=pick(["active"] * 4 + ["withdrawn"]),
        )  # fmt: skip
        if pick([True, True, False]):
            self._add(
                "grid_boundaries", community_id=community, grid_id=grid,
                geometry=_square(west, 34.001, 0.005),
            )  # fmt: skip
        for _ in range(number(0, 4)):
            self._add(
                "grid_staff", community_id=community, grid_id=grid,
                role=pick(["leader", "worker", "full_time_worker", "building_head"]),
                status=pick(["on_duty", "on_duty", "left"]), person_key=f"p{number(1, 12)}",
            )  # fmt: skip

    def _three_zero(self, community: str) -> None:
        pick, number = self.chance.choice, self.chance.randint
        for i in range(number(0, 4)):
            counts = pick(["yes", "no", "pending", ""])
            self._add(
                "petitions", petition_id=f"{community}-{i}", community_id=community,
                registered_on=self._day(120), counts_toward_zero=counts,
            )  # fmt: skip
            self._add(
                "accidents", accident_id=f"{community}-{i}", community_id=community,
                occurred_at=self._day(120), deaths=pick([0, 1]), counts_toward_zero=counts,
            )  # fmt: skip
        if pick([True, False]):
            self._add(
                "cases", case_id=community, community_id=community, occurred_at=self._day(60),
                case_class=pick(["criminal", "public_order"]), is_major_impact=pick(["yes", "no"]),
                counts_toward_zero=pick(["yes", "no", "pending"]),
            )  # fmt: skip
        else:
            for month in ("2026-09", "2026-10"):
                self._add(
                    "case_totals", community_id=community, month=month,
                    criminal_cases=pick([0, 0, 2]),
                )  # fmt: skip
        for week in range(38, 48):
            if number(0, 9):
                self._add(
                    "zero_reports", community_id=community, week=f"2026-W{week}", petitions=0,
                    accidents=0, cases=pick([0, 0, 0, 1]),
                )  # fmt: skip


def _square(west: float, south: float, size: float) -> str:
    east, north = west + size, south + size
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return f"POLYGON(({', '.join(f'{x:.6f} {y:.6f}' for x, y in corners)}))"


def _cell(value: object) -> str:
    return "" if value is None else str(value)


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
def test_the_order_of_the_rows_does_not_matter(seed):
    assert measures(seed) == measures(seed, shuffled=True)


@settings(deadline=None, max_examples=4)
@given(SEEDS)
def test_an_empty_place_changes_nobody_else(seed):
    office = Office(seed)
    office._add(
        "communities", community_id="C9", community_name="空", resident_households=0,
        resident_population=0, as_of_on=SUNDAY,
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


def test_every_sheet_may_be_missing():
    drawn = Office(3).drawings()
    for name in drawn:
        read(Answers(draw(**{other: text for other, text in drawn.items() if other != name})))


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


def test_every_indicator_has_a_test_of_its_own(request):
    tests = request.config.rootpath / "tests" / "metrics" / "kpis"
    assert {path.stem.removeprefix("test_") for path in tests.glob("test_*.py")} == set(metrics())


def test_an_unknown_indicator_is_refused():
    with pytest.raises(MetricError, match="no_such_metric"):
        metric("no_such_metric")
