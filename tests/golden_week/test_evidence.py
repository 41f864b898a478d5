"""The rows behind every number of the demonstration office add up to the number."""

from __future__ import annotations

import math

import pytest

from metrics.catalogue import metrics
from publication.evidence import evidence

PERIODS = ("2026-W47", "2026-W30", "2026-10", "2026-Q3")
NOT_IN_ROWS = {
    key for key, one in metrics().items() if not one.adds_up and not one.evidence
} | {
    key
    for key, one in metrics().items()
    if one.grain == "subdistrict" and not one.evidence
}  # fmt: skip
"""Distinct persons and numbers of the whole subdistrict, unless they say what a row adds."""

COUNTED_ROW_BY_ROW = {
    "grid_leader_coverage", "grid_staffing_attainment", "households_per_grid_worker",
    "service_space_per_100_households", "active_volunteer_rate", "volunteer_hours",
    "registered_volunteer_share", "three_zero_attainment",
}  # fmt: skip


def some_places(measures, key):
    of_metric = measures[(measures.metric == key) & measures.numerator.notna()]
    return of_metric.groupby(["level", "period_id"]).head(2)


def added(rows, part):
    return [row[part] for row in rows if row[part] is not None]


def test_what_is_held_to_its_rows():
    assert not COUNTED_ROW_BY_ROW & NOT_IN_ROWS


@pytest.mark.parametrize("key", sorted(set(metrics()) - NOT_IN_ROWS))
def test_the_rows_add_up_to_the_number(key, published):
    measures = published.measures(metrics=[key], periods=PERIODS)
    for row in some_places(measures, key).itertuples():
        found = evidence(published, key, row.place_id, row.period_id)
        where = (row.place_id, row.period_id)
        assert sum(added(found.rows, "numerator")) == pytest.approx(row.numerator, abs=1e-6), where
        if not math.isnan(row.denominator):
            total = sum(added(found.rows, "denominator"))
            assert total == pytest.approx(row.denominator, abs=1e-6), where


@pytest.mark.parametrize("key", metrics())
def test_every_row_names_its_file_and_row(key, published):
    measures = published.measures(metrics=[key], periods=["2026-W47"])
    files = set(published.imports().file_name)
    for row in some_places(measures, key).itertuples():
        found = evidence(published, key, row.place_id, row.period_id)
        assert found.rows or row.numerator == 0
        assert {one["file"] for one in found.rows} <= files
        assert all(one["row"] is not None for one in found.rows)


def test_only_people_in_office_roles_are_named(published):
    measures = published.measures(level="community", periods=["2026-W47"])
    for key in metrics():
        for row in some_places(measures, key).itertuples():
            rows = evidence(published, key, row.place_id, "2026-W47").rows
            named = {one["dataset"] for one in rows if one.get("person_name")}
            assert not named & {"volunteers", "volunteer_service", "petitions", "cases"}
