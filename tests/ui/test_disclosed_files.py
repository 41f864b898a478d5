"""Every table and map that is handed over keeps small counts back, and says so."""

from __future__ import annotations

import csv
import io

import pytest

from metrics.catalogue import metrics
from reports.discretion import SPLIT_EVENTS, Rule, hidden_parts
from tests import demonstration
from tests.tree import ROOT
from ui import answers, disclosure, grid_map_files, grid_map_values
from views import legend
from views.files import WITHHELD
from views.map_picture import KEPT_BACK
from views.map_view import Addresses, MapView

WEEK = "2026-W47"


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))
    return answers.periods().find(WEEK)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def test_a_table_of_a_week_tells_of_no_single_petition_and_of_every_zero(office):
    readings = answers.field(None, level="community", period=office)
    rows = rows_of(disclosure.readings(readings, "zh"))
    assert len(rows) == len(readings)
    withheld = [row for row in rows if row[6] == WITHHELD.zh]
    assert withheld and not any(row[4] for row in withheld)
    names = {metrics()[key].name.zh for key in SPLIT_EVENTS}
    split = [row for row in rows if row[2] in names and row[4]]
    assert split
    for row in split:
        part, whole = float(row[4]), float(row[5])
        assert not 1 <= part <= 2 and not 1 <= whole - part <= 2, row
    zeros = [r for r in readings if r.numerator == 0 and r.metric.key == "zero_petition"]
    assert not zeros or any(row[4] in ("0", "0.0") for row in rows)


def test_a_table_of_one_metric_keeps_back_what_the_table_of_all_does(office):
    everything = rows_of(disclosure.readings(answers.field(None, level=None, period=office), "zh"))
    for key in sorted(SPLIT_EVENTS):
        one = answers.field(key, level="community", period=office)
        for row in rows_of(disclosure.readings(one, "zh")):
            assert row in everything


def test_a_picture_of_a_map_colours_no_place_whose_figure_is_kept_back(office):
    metric, top = metrics()["grid_event_on_time"], answers.places().top
    found = answers.field(metric.key, level="community", period=office, within=top.place_id)
    scale = grid_map_values.scale(metric, "community", top.place_id, office)
    view = MapView(
        mode="", metric=metric, place=top, container=top, level="community", period=office,
        readings=found, scale=scale, keys=legend.keys(scale, found, "zh"), addresses=Addresses(""),
    )  # fmt: skip
    hidden = disclosure.places(metric.key, office)
    drawn = grid_map_files._picture(view, "zh")
    colours = {area.name: area.index for area in drawn.areas}
    kept = {r.place.name for r in found if r.place.place_id in hidden}
    assert 0 < len(kept) < len(found)
    assert {name for name, index in colours.items() if index == KEPT_BACK} == kept
    assert WITHHELD.zh in [key.words for key in drawn.keys]


PETITIONS = metrics()["petition_reply_on_time"]
REGISTERED = metrics()["petitions_registered"]


@pytest.mark.parametrize(
    ("metric", "parts", "hidden"),
    [
        (REGISTERED, [("a", 9, 9, None), ("b", 8, 8, None), ("c", 0, 0, None)], set()),
        (REGISTERED, [("a", 9, 9, None), ("b", 1, 1, None), ("c", 4, 4, None)], {"b", "c"}),
        (REGISTERED, [("a", 9, 9, None), ("b", 1, 1, None), ("c", 2, 2, None)], {"b", "c"}),
        (PETITIONS, [("a", 9, 5, 9), ("b", 9, 6, 9), ("c", 9, 8, 9)], {"a", "c"}),
        (PETITIONS, [("a", 9, 5, 9), ("b", 9, 6, 9)], set()),
        (metrics()["grid_staffing_attainment"], [("a", 9, 9, 9), ("b", 4, 4, 4)], {"a", "b"}),
        (metrics()["service_space_gap_m2"], [("a", 1, 1, 1)], set()),
        (REGISTERED, [], set()),
    ],
)
def test_a_small_part_goes_with_another_that_would_tell_it(metric, parts, hidden):
    assert hidden_parts(metric, parts, Rule()) == hidden


def test_no_page_hands_over_readings_by_another_way():
    found = [
        path.relative_to(ROOT).as_posix()
        for room in ("ui", "pages")
        for path in (ROOT / room).rglob("*.py")
        if "files.readings(" in path.read_text(encoding="utf-8")
    ]
    assert found == ["ui/disclosure.py"]
