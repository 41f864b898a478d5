"""The golden week: the inbox in, the truth out, for every indicator that there is."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from metrics.catalogue import metrics

INBOX = Path(__file__).parents[2] / "data" / "samples" / "inbox"

KNOWN = sorted(json.loads((INBOX / "truth.json").read_text(encoding="utf-8"))["kpis"])
"""The indicators that the truth gives; the others rest on their own tests."""

TOLERANCE = {"one_network_integrity": 0.002}
"""Areas depend on the projection; everything else is exact to six decimals."""

FLAGS = ("back_carried", "provisional")


@pytest.fixture(scope="session")
def found(published):
    """(metric, period, level) -> place -> measure."""
    by_question = {}
    for row in published.measures().itertuples():
        question = (row.metric, row.period_id, row.level)
        by_question.setdefault(question, {})[row.place_id] = row
    return by_question


def number(value):
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else value


def same(left, right, tolerance):
    if number(left) is None or number(right) is None:
        return number(left) is number(right)
    return abs(left - right) <= tolerance + 1e-9


def questions(truth, key):
    for period, levels in truth["kpis"][key]["values"].items():
        for level, places in levels.items():
            yield period, level, places


@pytest.mark.parametrize("key", KNOWN)
def test_the_places_are_those_of_the_truth(key, truth, found):
    for period, level, places in questions(truth, key):
        assert set(found[key, period, level]) == set(places), (period, level)


@pytest.mark.parametrize("key", KNOWN)
def test_the_numbers_are_those_of_the_truth(key, truth, found):
    wrong = []
    for period, level, places in questions(truth, key):
        for place, expected in places.items():
            row = found[key, period, level][place]
            parts = ("value",) if key in TOLERANCE else ("numerator", "denominator", "value")
            wrong += [
                (period, level, place, part, getattr(row, part), expected[part])
                for part in parts
                if not same(getattr(row, part), expected[part], TOLERANCE.get(key, 1e-6))
            ]
    assert not wrong


@pytest.mark.parametrize("key", KNOWN)
def test_the_flags_are_those_of_the_truth(key, truth, found):
    wrong = []
    for period, level, places in questions(truth, key):
        for place, expected in places.items():
            flags = set(found[key, period, level][place].flags.split(",")) & set(FLAGS)
            wanted = {flag for flag in FLAGS if expected.get(flag)}
            if expected.get("provisional_communities"):
                wanted.add("provisional")
            if flags != wanted:
                wrong.append((period, level, place, flags, wanted))
    assert not wrong


@pytest.mark.parametrize("key", KNOWN)
def test_an_indicator_is_defined_as_in_the_truth(key, truth):
    expected = truth["kpis"][key]
    declared = metrics()[key]
    assert (declared.kind, declared.scale, declared.timing) == (
        expected["kind"], expected["scale"], expected["timing"],
    )  # fmt: skip
    assert set(declared.levels) == set(expected["levels"])


def test_the_places_are_those_of_the_register(truth, published):
    places = published.places()
    for level, expected in truth["register"].items():
        of_level = places[(places.level == level) & (places.is_active)]
        active = {code for code, place in expected.items() if place.get("active", True)}
        assert set(of_level.place_id) == active
        names = dict(zip(of_level.place_id, of_level.name, strict=True))
        assert all(names[code] == expected[code]["name"] for code in active)
    assert "槐澜街道/松岫社区/第一网格" in set(places.path)


def test_no_light_is_green_where_nothing_was_reported(published):
    measures = published.measures()
    silent = measures[measures.value.isna()]
    assert not set(silent.state) & {"green", "amber"}
