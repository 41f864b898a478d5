"""The explore page answers every question that an address can ask, in both languages."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from metrics.catalogue import metrics
from office.permissions import Role, Viewer
from tests import demonstration
from tests.tree import ROOT
from ui.explore_controls import dimension_names
from views.explore.choice import COMPARISONS, VIEWS

TOP, COMMUNITY, GRID = "990102013", "990102013001", "990102013001001"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """The demonstration office, in which views may be kept."""
    copied = tmp_path_factory.mktemp("explore") / "home"
    shutil.copytree(demonstration.demonstration(), copied)
    return copied


@pytest.fixture
def office(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LINGTU_HOME", str(home))
    return home


def opened(**query: str) -> AppTest:
    visit = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=600)
    for key, value in query.items():
        visit.query_params[key] = value
    visit.run()
    return visit.switch_page("../pages/learn/explore.py").run()


def text(visit: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in visit.get("html"))


def answered(visit: AppTest) -> str:
    said = text(visit)
    assert not visit.exception
    assert "lt-trouble" not in said
    assert "NaN" not in said and "nan%" not in said
    return said


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "metrics, place",
    [
        ("grid_event_on_time,grid_event_solved_share", TOP),
        ("petitions_registered", COMMUNITY),
        ("zero_case", TOP),
        ("ten_minute_coverage,service_space_attainment", GRID),
    ],
)
def test_every_view_answers_or_says_why_not(office, view, metrics, place):
    language = "en" if len(view) % 2 else "zh"
    answered(opened(m=metrics, place=place, view=view, lang=language))


def test_a_map_of_the_whole_office_asks_for_the_level_that_a_map_shows(office):
    said = answered(opened(m="zero_case", level="subdistrict", view="map"))
    assert "地图画的是社区或网格" in said
    assert "没有社区一级的数值" not in said


def test_a_map_of_small_numbers_has_the_switch_of_the_grid_map(office):
    key = "petition_satisfaction"
    usual = answered(opened(m=key, view="map", lang="zh"))
    assert re.search(r'<a [^>]*explore\?[^"]*rate=raw', usual)
    assert 'aria-current="true">平滑值' in usual
    assert "平滑值</th>" in usual or "平滑值（" in usual  # both figures stand in a table as well
    raw = answered(opened(m=key, view="map", lang="zh", rate="raw"))
    assert 'aria-current="true">原值' in raw
    assert re.search(r'<a [^>]*grid_map\?[^"]*rate=raw', raw)
    assert "颜色按哪个数" not in answered(opened(m="grid_leader_coverage", view="map"))
    assert "不能选" in text(opened(m=key, view="map", rate="median"))


@pytest.mark.parametrize("against", COMPARISONS)
@pytest.mark.parametrize("period", ["2026-W47", "2026-W48", "2026"])
def test_every_comparison_answers_or_says_why_not(office, against, period):
    answered(opened(m="grid_event_on_time", period=period, vs=against))


@pytest.mark.parametrize(
    "metric, by, said",
    [
        ("grid_event_on_time", "grid_events.event_class", "各类合计等于整体"),
        ("grid_events_per_100_households", "grid_events.event_kind", "只细分分子"),
        ("grid_event_on_time", "grid_events.responding_departments", "不要相加"),
        ("households_per_grid_worker", "grid_staff.role", "不要相加"),
        ("zero_petition", "petitions.channel", "不是它的加数"),
        ("petition_reply_on_time", "petitions.age", "各类合计等于整体"),
        ("service_space_per_100_households", "facilities.facility_function", "只细分分子"),
    ],
)
def test_a_breakdown_says_how_its_parts_make_the_whole(office, metric, by, said):
    assert said in answered(opened(m=metric, by=by, period="2026"))


def cells(visit: AppTest, heading: str) -> list[list[str]]:
    """The rows of the table below a heading, as text."""
    said = text(visit)
    table = said[said.index(heading) :].partition("</table>")[0]
    return [
        [re.sub("<.*?>", "", cell).strip() for cell in re.findall(r"<td.*?>(.*?)</td>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", table)[1:]
    ]


def number(cell: str) -> float:
    return float(cell.replace(",", "").replace("−", "-").replace("%", "").replace("+", ""))


@pytest.mark.parametrize("metric, by", [
    ("volunteer_hours", "volunteer_service.hours_source"),
    ("petitions_registered", "petitions.subject"),
])  # fmt: skip
def test_what_is_shown_of_the_parts_adds_up_to_what_is_shown_of_the_whole(office, metric, by):
    *parts, whole = cells(opened(m=metric, by=by, period="2026-10"), "按")
    for column in (1, 3, 4):
        assert sum(number(row[column]) for row in parts) == pytest.approx(number(whole[column]))


def test_the_contributions_that_are_shown_add_up(office):
    *parts, whole = cells(opened(m="grid_event_on_time", period="2026-W46"), "各社区")
    assert sum(number(row[-1]) for row in parts) == pytest.approx(number(whole[-1]))


@pytest.mark.parametrize("query, said", [
    ({"m": "nothing"}, "“nothing”不存在"),
    ({"m": "zero_case", "level": "grid"}, "没有“网格”一级的数值"),
    ({"m": "zero_case", "at": "nowhere"}, "“nowhere”不在所选范围内"),
    ({"m": "zero_case", "from": "1999-W01"}, "“1999-W01”没有数据"),
    ({"m": "zero_case", "vs": "<b>"}, "“&lt;b&gt;”不能选"),
    ({"m": "zero_case", "view": "pie"}, "“pie”不能选"),
    ({"m": "zero_case", "by": "volunteers.volunteer_kind"}, "不能按"),
    ({"m": "a" * 5000, "at": ",".join("x" * 400), "from": "’;--"}, "不存在"),
])  # fmt: skip
def test_what_the_address_asks_wrongly_is_said(office, query, said):
    assert said in answered(opened(**query))


@pytest.mark.parametrize("condition", ["one_community", "empty"])
def test_the_page_opens_for_every_office(monkeypatch, condition):
    monkeypatch.setenv("LINGTU_HOME", str(getattr(demonstration, condition)()))
    for view in VIEWS:
        answered(opened(view=view, m="grid_leader_coverage"))


def test_a_view_that_was_looked_at_is_offered_again(office):
    opened(m="zero_case", view="distribution")
    assert "零案件达标率 · 槐澜街道" in text(opened(m="zero_accident"))


def test_two_views_that_differ_in_their_breakdown_differ_in_their_names(office):
    opened(m="grid_event_on_time", by="grid_events.event_class")
    assert "走势 · 按事件大类细分" in text(opened(m="zero_accident"))


def test_breakdowns_of_several_ledgers_say_whose_they_are():
    """Petitions, accidents and cases can each be divided by whether they count."""
    names = [each.zh for each in dimension_names(metrics()["three_zero_attainment"]).values()]
    assert len(names) == len(set(names))
    assert "按是否计入三零细分（信访登记台账）" in names


def test_a_search_by_initials_leads_to_the_metric(office):
    visit = opened()
    visit.text_input(key="explore-find").set_value("wgsjasbjl").run()
    assert "m=grid_event_on_time" in text(visit)


@pytest.mark.parametrize("place, is_refused", [
    (COMMUNITY, False), (GRID, False), (TOP, False), ("990102013002", True),
])  # fmt: skip
def test_a_community_breaks_down_its_own_numbers_and_those_of_the_whole(
    office, monkeypatch, place, is_refused
):
    own = Viewer("song", "宋某", Role.COMMUNITY, community_id=COMMUNITY)
    monkeypatch.setattr("ui.explore_found.viewer", lambda: own)
    said = answered(opened(m="grid_event_on_time", place=place, by="grid_events.event_class"))
    assert ("其他社区的数不能再细分" in said) == is_refused


def test_a_part_opens_the_rows_of_that_part_alone(office):
    query = {"m": "petitions_registered", "by": "petitions.channel", "period": "2026"}
    visit = opened(**query)
    said = text(visit)
    row = re.search(r'part=(\w+)"[^>]*>([^<]+)</a></td><td[^>]*>([\d,]+)', said)
    assert row is not None
    code, name, count = row.groups()
    asked = {"evidence": "petitions_registered", "of": "petitions.channel", "part": code}
    rows = text(opened(**query, **asked))
    assert f"为“{name}”的 {count} 行" in rows


def test_many_rows_are_listed_page_by_page(office):
    asked = {"m": "grid_events_per_100_households", "evidence": "grid_events_per_100_households"}
    visit = opened(**asked, period="2026")
    assert "第 1–200 行，共" in text(visit)


def test_a_dimension_of_another_metric_is_a_sentence_and_no_rows(office):
    said = answered(opened(m="volunteer_hours", evidence="volunteer_hours", of="petitions.channel"))
    assert "行是它的依据" not in said


@pytest.mark.parametrize("metric", ["grid_event_on_time", "grid_events_per_100_households"])
def test_limits_of_shares_and_rates_start_afresh_where_somebody_decided_so(
    office, monkeypatch, metric
):
    from ui import explore_charts
    from views.charts import marks

    fresh = marks.of_start(30, date(2026, 7, 1), "换了系统")
    whole = opened(m=metric, view="control", period="2026-W47")
    monkeypatch.setattr(explore_charts, "fresh_starts", lambda *_: (fresh,))
    divided = opened(m=metric, view="control", period="2026-W47")
    for visit in (whole, divided):
        answered(visit)
    before, after = (json.dumps(_figure(visit), ensure_ascii=False) for visit in (whole, divided))
    assert "换了系统" in after
    assert "换了系统" not in before
    centres = [
        shape for shape in _figure(divided)["layout"]["shapes"] if shape["y0"] == shape["y1"]
    ]
    assert len({round(shape["y0"], 6) for shape in centres}) == 2, "two stretches, two centres"


def _figure(visit: AppTest) -> dict[str, Any]:
    (chart,) = visit.get("plotly_chart")
    drawn: dict[str, Any] = json.loads(chart.proto.spec or chart.proto.figure.spec)
    return drawn
