"""No answer leaves without its headers, none with a traceback, errors in the reader's language."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response

from office.access import Access
from tests.ui.door import Browser
from tests.ui.people import GOOD
from ui import keeping
from ui.guard import Guard
from ui.keeping import FRAMED
from ui.shield import ALWAYS, Shield

SECRET = "990102013001 张三"
ANSWERS = {
    "/geometry/grid.json": JSONResponse({"told": SECRET}),
    "/media/0123.csv": Response(SECRET, headers={"Cache-Control": "public, max-age=99"}),
    "/static/js/main.js": Response("1", headers={"Cache-Control": "public, immutable"}),
    f"{FRAMED}streamlit_folium.st_folium/index.html": Response("map"),
    "/gone": PlainTextResponse("Not Found", status_code=404),
    "/large": PlainTextResponse("File too large", status_code=413),
    "/teapot": JSONResponse({"detail": SECRET}, status_code=418),
}


async def application(scope, receive, send):
    if scope["path"] == "/raises":
        raise RuntimeError(SECRET)
    if scope["path"] == "/refuses":
        raise HTTPException(500, SECRET)
    await ANSWERS[scope["path"]](scope, receive, send)


@pytest.fixture
def open_door():
    return Browser(Shield(application))


@pytest.fixture
def browser(with_accounts):
    return Browser(Shield(Guard(application)))


@pytest.mark.parametrize("name", sorted(ALWAYS))
def test_every_answer_carries_its_headers_whoever_gives_it(browser, open_door, name):
    asked = ["/overview", "/login", "/login/none", "/health", "/geometry/grid.json"]
    asked = [browser.get(url) for url in asked] + [open_door.get(url) for url in ANSWERS]
    assert {answer.headers.get(name.lower()) for answer in asked} == {ALWAYS[name]}
    assert all("content-security-policy" in answer.headers for answer in asked)


def test_no_page_stands_in_a_frame_but_the_map_in_a_page_of_ours(browser, open_door):
    framed = open_door.get(f"{FRAMED}streamlit_folium.st_folium/index.html").headers
    assert framed["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["content-security-policy"]
    assert "connect-src 'self'" in framed["content-security-policy"]
    for answer in (browser.get("/overview"), browser.get("/login"), open_door.get("/gone")):
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_what_holds_anything_of_the_office_is_kept_by_nobody(browser, open_door):
    assert open_door.get("/geometry/grid.json").headers["cache-control"] == "no-store"
    assert open_door.get("/media/0123.csv").headers["cache-control"] == "no-store"
    assert browser.get("/login").headers["cache-control"] == "no-store"
    assert open_door.get("/static/js/main.js").headers["cache-control"] == "public, immutable"


def test_what_changes_its_address_with_its_content_is_fetched_once():
    kept, frame = keeping.FOR_GOOD, f"{FRAMED}streamlit_folium.st_folium/"
    assert keeping.how_long(200, f"{frame}static/js/main.521860b0.js", "") == kept
    assert keeping.how_long(200, "/assets/lingtu.css", "v=OJgH") == kept
    assert "private" in kept and "private" in keeping.AN_HOUR


def test_what_keeps_its_address_is_asked_for_again():
    frame = f"{FRAMED}streamlit_folium.st_folium/index.html"
    assert keeping.how_long(200, frame, "streamlitUrl=x") == keeping.AN_HOUR
    assert not keeping.how_long(404, frame, "")
    assert not keeping.how_long(200, "/assets/lingtu.css", "")
    assert not keeping.how_long(200, "/geometry/grid.json", "v=1")


def test_https_is_asked_for_again_where_it_is_used(open_door):
    assert "strict-transport-security" not in open_door.get("/gone").headers
    open_door.scheme = "https"
    assert "max-age=" in open_door.get("/gone").headers["strict-transport-security"]


def test_https_is_asked_for_again_behind_a_proxy_that_is_trusted(with_accounts, monkeypatch):
    how = Access(proxies=frozenset({"10.0.0.1"}))
    monkeypatch.setattr("ui.access.access", lambda: how)
    streamlit = Response("ok", headers={"Set-Cookie": "_streamlit_xsrf=2|a; Path=/"})

    async def within(scope, receive, send):
        await streamlit(scope, receive, send)

    for address, is_safe in (("10.0.0.1", True), ("10.0.0.2", False)):
        browser = Browser(Shield(Guard(within)), address=address)
        browser.headers = {"x-forwarded-proto": "https"}
        said = browser.get("/login").headers
        assert ("strict-transport-security" in said) is is_safe
        assert browser.sign_in("clerk").status == 303
        assert ("Secure" in browser.get("/overview").headers["set-cookie"]) is is_safe


@pytest.mark.parametrize(
    ("url", "code", "zh", "en"),
    [
        ("/gone", 404, "没有您要找的内容", "nothing at this address"),
        ("/large", 413, "文件太大", "too large"),
        ("/teapot", 418, "418", "418"),
        ("/raises", 500, "已经记录下来", "has been recorded"),
        ("/refuses", 500, "已经记录下来", "has been recorded"),
    ],
)
def test_an_error_is_said_in_the_readers_language_and_tells_nothing(open_door, url, code, zh, en):
    chinese, english = open_door.get(url), open_door.get(f"{url}?lang=en")
    assert (chinese.status, english.status) == (code, code)
    assert zh in chinese.text and 'lang="zh-CN"' in chinese.text
    assert en in english.text and 'lang="en"' in english.text
    assert en in open_door.get(url, referer="http://localhost/overview?lang=en").text
    machine = open_door.get(url, accept="*/*").text
    assert zh in machine and en in machine and "<" not in machine
    for said in (chinese.text, english.text, machine):
        assert SECRET not in said and "Traceback" not in said and "RuntimeError" not in said


def test_what_failed_is_found_by_its_number(open_door, caplog):
    page = open_door.get("/raises").text
    number = caplog.records[-1].getMessage().rpartition(" ")[2]
    assert number in page and "RuntimeError" in caplog.text


def test_a_refusal_of_the_door_keeps_its_own_words(browser):
    browser.headers = {"host": "evil.example"}
    assert "settings.toml" in browser.get("/overview").text
    assert "登记主机名" in browser.get("/overview", accept="*/*").text


def test_who_must_wait_is_told_how_long(browser):
    for _ in range(6):
        answer = browser.submit("/login", account="clerk", password="wrong")
    assert answer.status == 429 and int(answer.headers["retry-after"]) > 0
    assert browser.submit("/login", account="leader", password=GOOD).status == 303


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text/javascript", "text/javascript; charset=utf-8"),
        ("application/javascript", "application/javascript; charset=utf-8"),
        ("image/svg+xml", "image/svg+xml; charset=utf-8"),
        ("text/csv; charset=gb18030", "text/csv; charset=gb18030"),
        ("application/json", "application/json"),
        ("image/png", "image/png"),
    ],
)
def test_what_is_read_as_characters_says_in_which(kind, said):
    answer = Response(b"1", headers={"Content-Type": kind})
    assert Browser(Shield(answer)).get("/").headers["content-type"] == said
