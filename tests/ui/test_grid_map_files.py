"""The files of a map: what they are called, what they hold, what they keep back."""

from __future__ import annotations

import csv
import io
import json

import pyogrio
import pytest

from office.permissions import Role
from reports.discretion import SPLIT_EVENTS
from tests.ui.people import PEOPLE
from ui import answers, disclosure, grid_map, grid_map_files, grid_map_values
from ui.address import Choice
from ui.grid_map_asked import read
from ui.grid_map_places import shapes

WEEK, BEFORE = "2026-W47", "2026-W46"
EVENTS, ON_TIME, LEADERS = (
    "grid_events_per_100_households",
    "grid_event_on_time",
    "grid_leader_coverage",
)


@pytest.fixture
def shown(looking, monkeypatch):
    """The map of a metric over the communities, as the page would draw it."""
    looking(PEOPLE[Role.LEADER])

    def view(key, **asked):
        place, period = answers.places().top, answers.periods().find(WEEK)
        monkeypatch.setattr("ui.session.choice", lambda: Choice("zh", place, period))
        given = read({"metric": key, **asked})
        level = grid_map.level_of(place, given)
        return grid_map.view(place, period, given, level, key)

    return view


def extents(view):
    return shapes(view.level, view.container.place_id, view.period.period_id)


def written(view, kind="geojson"):
    return grid_map_files._areas(view, extents(view), kind, "zh")


def rows(view):
    return [each["properties"] for each in json.loads(written(view))["features"]]


@pytest.mark.parametrize(
    ("key", "asked", "name"),
    [
        (LEADERS, {}, f"{LEADERS}-990102013-community-{WEEK}"),
        (EVENTS, {}, f"{EVENTS}-smoothed-990102013-community-{WEEK}"),
        (EVENTS, {"rate": "raw"}, f"{EVENTS}-raw-990102013-community-{WEEK}"),
        (ON_TIME, {}, f"{ON_TIME}-raw-990102013-community-{WEEK}"),
        (EVENTS, {"against": BEFORE}, f"{EVENTS}-raw-990102013-community-{BEFORE}-{WEEK}"),
    ],
)
def test_a_file_is_called_by_metric_figure_place_level_and_periods(shown, key, asked, name):
    assert grid_map_files.file_name(shown(key, **asked)) == name


@pytest.mark.parametrize("figure", ["raw", "smoothed"])
def test_title_legend_and_columns_say_which_figure_is_shown(shown, figure):
    view = shown(EVENTS, rate=figure)
    words = {"raw": "原值", "smoothed": "平滑值"}[figure]
    picture = grid_map_files._picture(view, "zh")
    assert picture.title.endswith(f"· {words}")
    assert picture.keys[0].words == f"{words}："
    assert "2026-11-22" in picture.lines[0]
    held = rows(view)
    assert {row["figure"] for row in held} == {figure} and len(held) == 8
    for row in held:
        assert row["value"] == pytest.approx(100 * row["numerator"] / row["denominator"])
        assert row["smoothed"] == pytest.approx(view.rates.smoothed[row["place_id"]])
        assert (row["period"], row["data_day"]) == (WEEK, "2026-11-22")
    table = list(csv.reader(io.StringIO(grid_map_files._table(view, "zh").decode("utf-8-sig"))))
    assert table[0][-2:] == ["平滑值", "地图所示"]
    assert [float(row[-2]) for row in table[1:]] == [row["smoothed"] for row in held]
    assert {row[-1] for row in table[1:]} == {words}


def test_a_geographic_information_system_reads_the_same_rows(shown, tmp_path):
    view = shown(EVENTS)
    file = tmp_path / "areas.gpkg"
    file.write_bytes(written(view, "gpkg"))
    assert pyogrio.list_layers(file).tolist() == [[EVENTS, "MultiPolygon"]]
    told = pyogrio.read_info(file)
    assert (told["crs"], told["features"]) == ("EPSG:4326", 8)
    _, _, _, columns = pyogrio.raw.read(file)
    by_name = dict(zip(told["fields"], columns, strict=True))
    assert by_name["place_id"].tolist() == [row["place_id"] for row in rows(view)]
    assert by_name["smoothed"].tolist() == [row["smoothed"] for row in rows(view)]


def test_a_difference_says_then_now_and_what_changed(shown):
    view = shown(EVENTS, against=BEFORE)
    assert view.is_difference
    for row in rows(view):
        assert row["difference"] == pytest.approx(row["value"] - row["then"])
        assert row["figure"] == "raw" and row["smoothed"] is None
    read = csv.DictReader(io.StringIO(grid_map_files._table(view, "zh").decode("utf-8-sig")))
    for row, area in zip(read, rows(view), strict=True):
        assert (row["代码"], row["单位"]) == (area["place_id"], "件/百户")
        assert float(row[f"前期 {BEFORE}"]) == area["then"]
        assert float(row[f"本期 {WEEK}"]) == area["value"]
        assert float(row["变化"]) == area["difference"]


def test_of_a_difference_no_table_tells_what_is_withheld_in_either_period(shown):
    view = shown("petition_satisfaction", against=BEFORE)
    hidden = disclosure.places("petition_satisfaction", view.period)
    read = list(csv.reader(io.StringIO(grid_map_files._table(view, "zh").decode("utf-8-sig"))))
    told = {row[0]: row[3:6] for row in read[1:]}
    assert hidden & set(told)
    assert all(told[place] == ["按规则不显示"] * 3 for place in hidden & set(told))


def test_a_place_without_a_single_case_has_no_figure_of_either_kind(shown):
    none = [row for row in rows(shown("petition_reply_on_time")) if not row["denominator"]]
    assert none
    for row in none:
        assert row["value"] is None and row["smoothed"] is None


@pytest.mark.parametrize("key", sorted(SPLIT_EVENTS))
def test_of_a_withheld_figure_no_file_tells_the_smoothed_one_nor_takes_it_into_the_mean(shown, key):
    view = shown(key, rate="smoothed")
    hidden = disclosure.places(key, view.period)
    told = {row["place_id"]: row for row in rows(view)}
    for place in hidden & set(told):
        assert told[place]["value"] is None and told[place]["smoothed"] is None
        assert told[place]["numerator"] is None
    assert {place for place, row in told.items() if row["withheld"]} == hidden & set(told)
    assert {row["withheld"] for row in told.values()} <= {"", "按规则不显示"}
    # What the file says can be reckoned from the file alone, so it tells nothing more.
    left = [row for row in told.values() if row["numerator"] is not None]
    again = grid_map_values.smoothed(
        view.metric, [row["numerator"] for row in left], [row["denominator"] for row in left]
    )
    for row, value in zip(left, again.values, strict=True):
        assert row["smoothed"] == (value if value is None else pytest.approx(value))
    picture = grid_map_files._picture(view, "zh")
    if hidden & set(told):
        assert "按规则不显示的数不参与本文件的平滑" in picture.note
        figures = [row["smoothed"] for row in left if row["smoothed"] is not None]
        classed = grid_map_files._shown(view, "zh").scale
        if classed.values:
            assert set(classed.values) <= {round(figure, 9) for figure in figures}


def test_grey_stays_grey_whichever_figure_is_shown(looking):
    looking(PEOPLE[Role.LEADER])
    period, at = answers.periods().find(WEEK), grid_map_values.ledgers.at()
    for key in ("petition_reply_on_time", EVENTS):
        raw, smooth = (
            json.loads(
                grid_map_values.values(at, key, "community", "", period.period_id, "zh", each)
            )
            for each in ("raw", "smoothed")
        )
        grey = [[c in "hn" for c in each["classes"]] for each in (raw, smooth)]
        assert grey[0] == grey[1]
