"""The parts of every number of the demonstration office make up the published number."""

from __future__ import annotations

import math

import pytest

from data.catalogue import contracts
from metrics.catalogue import metric, metrics
from metrics.dimension import dimension, dimensions
from metrics.parts import Adds
from publication.breakdown import breakdown, offered, rows_of_part, title_of
from publication.errors import PublicationError
from publication.evidence import evidence

PERIODS = ("2026-W47", "2026-10")
TOP, COMMUNITY, WEEK = "990102013", "990102013001", "2026-W47"


def asked(published, key, by, place=TOP, period=WEEK):
    wanted = dimension(by)
    assert wanted is not None
    return breakdown(published, key, wanted, place, period)


def some_places(published, key):
    rows = published.measures(metrics=[key], periods=PERIODS)
    return rows[rows.numerator.notna()].groupby(["level", "period_id"]).head(1).itertuples()


@pytest.mark.parametrize("key", metrics())
def test_the_parts_add_up_to_the_whole_or_say_that_they_do_not(key, published):
    for row in some_places(published, key):
        if row.state == "not_reported":
            continue
        for one in offered(metric(key)):
            found = breakdown(published, key, one, row.place_id, row.period_id)
            assert found is not None
            total = math.fsum(part.numerator or 0 for part in found.parts)
            below = math.fsum(part.denominator or 0 for part in found.parts)
            if found.adds in (Adds.BOTH, Adds.NUMERATORS):
                assert total == pytest.approx(found.numerator, abs=1e-6)
            if found.adds is Adds.NUMERATORS and found.value is not None:
                values = math.fsum(part.value or 0 for part in found.parts)
                assert values == pytest.approx(found.value)
            if found.adds is Adds.DENOMINATORS or (
                found.adds is Adds.BOTH and metric(key).kind != "count"
            ):
                assert below == pytest.approx(found.denominator, abs=1e-6)
            if found.adds is not Adds.OVERLAP:
                assert sum(part.rows for part in found.parts) == found.rows


@pytest.mark.parametrize("key, by", [
    ("grid_event_on_time", "grid_events.event_class"),
    ("grid_event_on_time", "grid_events.responding_departments"),
    ("households_per_grid_worker", "grid_staff.role"),
    ("zero_petition", "petitions.channel"),
    ("petition_reply_on_time", "petitions.age"),
    ("service_space_per_100_households", "facilities.facility_function"),
    ("grid_leader_coverage", "grids.grid_kind"),
])  # fmt: skip
@pytest.mark.parametrize("place", [TOP, COMMUNITY])
def test_the_rows_of_a_part_are_those_that_it_counts(published, key, by, place):
    period, one = "2026", dimension(by)
    found = asked(published, key, by, place=place, period=period)
    if found is None:
        return
    whole = {_place(row) for row in evidence(published, key, place, period).rows}
    for part in found.parts:
        behind = rows_of_part(published, key, one, place, period, code=part.code)
        assert behind.count == len(behind.rows) == part.rows, part.code
        assert {_place(row) for row in behind.rows} <= whole
        if part.numerator is not None and found.adds is Adds.BOTH:
            given = math.fsum(row["numerator"] or 0 for row in behind.rows)
            assert given == pytest.approx(part.numerator, abs=1e-6)


def _place(row):
    return row["file"], row["sheet"], row["row"]


def test_a_part_that_does_not_exist_has_no_rows(published):
    one = dimension("petitions.channel")
    hostile = "x' OR TRUE --"
    assert not rows_of_part(published, "petitions_registered", one, TOP, WEEK, code=hostile).count
    with pytest.raises(PublicationError, match="Volunteer hours"):
        rows_of_part(published, "volunteer_hours", one, TOP, WEEK, code=None)


def test_pages_of_rows_follow_each_other_across_datasets(published):
    """Every row stands on one page and one alone, in the order of the whole list."""
    whole = evidence(published, "grid_leader_coverage", TOP, WEEK)
    assert len(whole.counts) > 1
    pages = [
        evidence(published, "grid_leader_coverage", TOP, WEEK, first=first, most=17)
        for first in range(0, whole.count + 17, 17)
    ]
    assert all(page.counts == whole.counts for page in pages)
    assert [row for page in pages for row in page.rows] == list(whole.rows)


def test_a_share_is_divided_above_and_below(published):
    found = asked(published, "grid_event_on_time", "grid_events.event_class")
    assert found.adds is Adds.BOTH
    for part in found.parts:
        assert part.value == pytest.approx(part.numerator / part.denominator)


def test_a_rate_whose_denominator_is_not_divided_says_what_each_part_gives(published):
    found = asked(published, "grid_events_per_100_households", "grid_events.event_class")
    assert found.adds is Adds.NUMERATORS
    assert all(part.denominator is None for part in found.parts)


def test_departments_that_answered_together_overlap_and_that_is_said(published):
    found = asked(published, "grid_event_on_time", "grid_events.responding_departments")
    assert found.adds is Adds.OVERLAP


def test_workers_in_two_roles_are_one_person_in_the_whole(published):
    found = asked(published, "households_per_grid_worker", "grid_staff.role")
    assert found.adds is Adds.OVERLAP
    assert sum(part.denominator for part in found.parts) >= found.denominator
    assert all(part.denominator <= part.rows for part in found.parts)


def test_parts_that_only_divide_the_denominator_have_no_value_of_their_own(published):
    found = asked(published, "households_per_grid_worker", "grid_staff.role")
    assert found.value > 0
    assert [part.value for part in found.parts] == [None] * len(found.parts)


def test_rows_that_only_explain_a_number_are_counted_as_rows(published):
    found = asked(published, "zero_petition", "petitions.channel", period="2026-10")
    assert found.adds is Adds.ROWS
    assert all(part.numerator is None and part.value is None for part in found.parts)


def test_what_is_not_filled_in_is_a_part_of_its_own_and_comes_last(published):
    found = asked(published, "grid_event_on_time", "grid_events.responding_departments")
    unknown = [part for part in found.parts if part.code is None]
    assert len(unknown) == 1
    assert found.parts[-1] is unknown[0]
    assert unknown[0].name.zh == "未填"


def test_what_was_not_reported_has_no_parts(published):
    rows = published.measures(level="community", periods=PERIODS)
    silent = rows[
        (rows.state == "not_reported") & rows.metric.isin(["grid_event_on_time", "zero_petition"])
    ]
    for row in silent.head(3).itertuples():
        (one, *_) = offered(metric(row.metric))
        assert breakdown(published, row.metric, one, row.place_id, row.period_id) is None


def test_a_metric_is_not_divided_by_what_its_rows_do_not_have(published):
    with pytest.raises(PublicationError, match="Volunteer hours"):
        asked(published, "volunteer_hours", "petitions.channel")


def test_a_place_that_does_not_exist_is_a_sentence(published):
    with pytest.raises(PublicationError, match="nowhere"):
        asked(published, "petitions_registered", "petitions.channel", place="nowhere")


def test_every_dimension_is_a_column_of_its_dataset_that_names_nobody():
    for one in dimensions():
        contract = contracts()[one.dataset]
        if one.name is None:
            assert one.column in {column.name for column in contract.columns}, one.key
        assert one.column not in contract.name_columns, one.key
        assert title_of(one).zh and title_of(one).en


def test_dimensions_are_declared_once():
    keys = [one.key for one in dimensions()]
    assert len(keys) == len(set(keys))
