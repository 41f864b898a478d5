"""The number of rows behind a figure is the number that its list of evidence has."""

from __future__ import annotations

import random

from data.home import Home
from publication.evidence import evidence
from publication.evidence_counts import evidence_counts
from publication.reading import open_published
from tests.demonstration import demonstration, one_community

WEEK = "2026-W47"
LISTED = 45


def test_the_count_of_every_kind_of_number_is_the_length_of_its_list():
    published = open_published(Home(demonstration()))
    counts = evidence_counts(published, WEEK)
    measures = published.measures(periods=[WEEK])
    assert len(counts) == len(measures)
    drawn = random.Random(47).sample(list(measures.itertuples()), LISTED)
    assert {row.level for row in drawn} == {"subdistrict", "community", "grid"}
    for row in drawn:
        listed = evidence(published, row.metric, row.place_id, WEEK).rows
        assert counts[row.metric, row.place_id] == len(listed), (row.metric, row.place_id)


def test_nothing_stands_behind_what_was_not_reported():
    published = open_published(Home(one_community()))
    counts = evidence_counts(published, WEEK)
    measures = published.measures(periods=[WEEK])
    grey = measures[measures["numerator"].isna()]
    assert len(grey)
    assert all(counts[row.metric, row.place_id] == 0 for row in grey.itertuples())


def test_one_community_alone_has_its_counts_too():
    published = open_published(Home(one_community()))
    counts = evidence_counts(published, WEEK)
    assert counts["grid_leader_coverage", "990102013001"] == len(
        evidence(published, "grid_leader_coverage", "990102013001", WEEK).rows
    )
