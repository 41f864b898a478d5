"""What stands in the address, and what the browser is answered beside the pages."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

from tests import demonstration
from tests.ui.asking import Site
from ui import address
from ui.geometry import ROUTES
from ui.middleware import Dress, policy
from views.places import Period, Periods, Place, Places

PLACES = Places.of([
    Place("990102013", "槐澜街道", "subdistrict"),
    Place("990102013001", "松岫社区", "community", "990102013"),
])  # fmt: skip
PERIODS = Periods.of([
    Period("2026-W48", "week", date(2026, 11, 23), date(2026, 11, 29), False),
    Period("2026-W47", "week", date(2026, 11, 16), date(2026, 11, 22), True),
    Period("2026-10", "month", date(2026, 10, 1), date(2026, 10, 31), True),
])  # fmt: skip


def test_without_a_word_the_latest_complete_week_of_the_top_place_is_shown():
    choice = address.read({}, PLACES, PERIODS)
    assert choice.query == {"place": "990102013", "period": "2026-W47", "lang": "zh"}
    assert choice.remarks == ()


def test_an_address_round_trip():
    query = {"place": "990102013001", "period": "2026-10", "lang": "en"}
    assert address.read(query, PLACES, PERIODS).query == query


def test_what_does_not_exist_falls_back_with_a_plain_sentence():
    choice = address.read({"place": "x" * 99, "period": "W", "lang": "fr"}, PLACES, PERIODS)
    assert choice.query == address.read({}, PLACES, PERIODS).query
    assert len(choice.remarks) == 3
    assert all("x" * 40 not in remark.en for remark in choice.remarks)


def test_an_empty_office_has_no_place_and_no_remark():
    choice = address.read({}, Places(), Periods())
    assert choice.query == {"lang": "zh"}
    assert choice.remarks == ()


@pytest.fixture
def site():
    async def page(request):
        return HTMLResponse('<html lang="en"><head><script>let a</script></head><body></body>')

    async def plain(request):
        return PlainTextResponse("plain")

    routes = [*ROUTES, Route("/", page), Route("/plain", plain), Route("/component/x", page)]
    return Site(Starlette(routes=routes, middleware=[Middleware(Dress)]))


def test_a_page_is_told_its_language_and_may_ask_only_us(site):
    answer = site.get("/?lang=en")
    assert '<html lang="en"' in answer.text
    assert '<html lang="zh-CN"' in site.get("/").text
    rules = answer.headers["content-security-policy"]
    assert "default-src 'self'" in rules
    assert "'unsafe-inline'" not in rules.split("script-src")[1].split(";")[0]
    assert "lingtu.js" in answer.text


def test_only_pages_are_rewritten(site):
    assert site.get("/plain").text == "plain"
    assert "lingtu.js" not in site.get("/component/x").text


def test_only_the_inline_scripts_of_the_page_may_run():
    assert policy("<script>a</script>") != policy("<script>b</script>")


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.demonstration()))


def test_geometry_carries_its_version_and_may_be_kept(site, office):
    url = "/geometry/grid.json?v=1&period=2026-W47&within=990102013005"
    answer = site.get(url)
    assert len(answer.json()["ids"]) == 14
    assert "immutable" in answer.headers["cache-control"]
    assert "private" in answer.headers["cache-control"]
    again = site.get(url, headers={"if-none-match": answer.headers["etag"]})
    assert again.status == 304


def test_the_whole_subdistrict_is_small_on_the_wire(site, office):
    answer = site.get("/geometry/grid.json?v=1&period=2026-W47&within=990102013")
    assert len(answer.json()["ids"]) == 102
    assert len(answer.content) < 100_000


@pytest.mark.parametrize("path", [
    "grid.json?v=2&period=2026-W47", "grid.json?v=x", "grid.json", "street.json?v=1",
    "facilities.json?v=9&period=2026-W47",
])  # fmt: skip
def test_another_version_or_level_is_not_answered(site, office, path):
    assert site.get(f"/geometry/{path}").status == 404


def test_facilities_are_points_inside_the_place(site, office):
    url = "/geometry/layer/facilities.json?v=1&period=2026-W47&within={}"
    everywhere = site.get(url.format("990102013")).json()["items"]
    inside = site.get(url.format("990102013005")).json()["items"]
    assert len(everywhere) == 92
    assert 0 < len(inside) < len(everywhere)
