"""The door: who is not known sees the login and nothing else, whatever is tried."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from office import accounts, sessions, store
from tests.ui.door import PASSED, Browser, behind
from tests.ui.people import GOOD, HERE, THERE
from ui import access, windows
from ui.cookies import SESSION as COOKIE
from ui.guard import Guard

ROUTES = [
    "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/media/0123.csv",
    "/component/streamlit_folium.st_folium/index.html", "/geometry/community.json?v=1",
    "/geometry/layer/petitions.json?v=1", "/tiles/1/1/1", "/assets/lingtu.css", "/app/static/x",
    "/static/js/main.js", "/_stcore/metrics", "/lingtu.js",
]  # fmt: skip
PAGES = ["/", "/overview", "/admin?tab=accounts", "/three_zero?place=990102013001&lang=en"]


@pytest.fixture
def browser(with_accounts):
    return Browser(Guard(behind))


@pytest.mark.parametrize("url", PAGES)
def test_a_page_leads_to_the_login_and_then_to_itself(browser, url):
    away = browser.get(url)
    assert away.status == 303
    assert away.headers["location"].startswith("/login")
    wanted = dict(
        pair.split("=", 1) for pair in away.headers["location"].partition("?")[2].split("&") if pair
    )
    form = browser.get(away.headers["location"])
    assert form.status == 200
    from urllib.parse import unquote

    back = browser.sign_in(next=unquote(wanted.get("next", "%2F")))
    assert back.status == 303
    assert back.headers["location"] == url


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize("url", ROUTES)
def test_nothing_else_is_answered_without_a_session(browser, url, accept):
    answer = browser.get(url, accept=accept)
    assert answer.status == 401 or answer.headers.get("location", "").startswith("/login")
    assert PASSED not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_method_is_a_way_in(browser, method):
    assert browser.ask(method, "/overview", b"", {"accept": "text/html"}).status == 401


def test_a_websocket_is_not_opened_without_a_session(browser):
    assert [message["type"] for message in browser.socket(b"x")] == ["websocket.close"]


def test_whoever_signs_in_passes_with_every_route(browser):
    browser.sign_in()
    windows.note("a", "clerk")
    assert all(browser.get(url).text == f"{PASSED}: clerk" for url in [*PAGES, *ROUTES])
    assert [m["type"] for m in browser.socket(b"x")] == ["websocket.accept", "websocket.send"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_a_file_goes_only_into_a_window_of_whoever_sends_it(browser, method):
    browser.sign_in()
    windows.note("own", "clerk"), windows.note("left", "clerk"), windows.note("left", "other")
    status = {
        window: browser.ask(method, f"/_stcore/upload_file/{window}/1", b"", {}).status
        for window in ("own", "left", "unknown", "", "own/../left", "left/../own")
    }
    assert status == {"own": 200, "own/../left": 200} | dict.fromkeys(
        ("left", "unknown", "", "left/../own"), 403
    ), "a window that somebody else has taken over is theirs; Streamlit has no route with a slash"


def test_the_cookie_is_for_the_server_only_and_for_https_where_there_is(browser):
    said = browser.sign_in().headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said
    assert "secure" not in said
    safe = Browser(browser.app, scheme="https")
    assert "; secure" in safe.sign_in().headers["set-cookie"].lower()


def test_a_session_survives_a_restart_of_the_server(browser):
    browser.sign_in()
    store._ENGINES.clear()
    access._access_of.cache_clear()
    assert Browser(Guard(behind), cookies=browser.cookies).get("/admin").text == f"{PASSED}: clerk"


@pytest.mark.parametrize(
    "forged",
    ["", "x", "a.b", "clerk", "' OR 1=1 --", "\x00", "токен", "x" * 9000],
)
def test_a_cookie_that_we_did_not_sign_is_nobody(browser, forged):
    browser.cookies = {COOKIE: forged}
    assert browser.get("/overview").status == 303


def other_at(words, place):  # not the last letter of a signature, which holds spare bits
    at = place % len(words)
    return words[:at] + ("B" if words[at] == "A" else "A") + words[at + 1 :]


def test_a_changed_cookie_and_one_of_another_home_are_nobody(
    browser, tmp_path_factory, monkeypatch
):
    browser.sign_in()
    cookie = browser.cookies[COOKIE]
    for changed in (other_at(cookie, -5), other_at(cookie, 0), cookie.rpartition(".")[0]):
        browser.cookies = {COOKIE: changed}
        assert browser.get("/overview").status == 303, changed
    monkeypatch.setenv("LINGTU_HOME", str(tmp_path_factory.mktemp("other")))
    browser.cookies = {COOKIE: cookie}
    assert browser.get("/overview").status == 303


def test_a_cookie_kept_back_is_worth_nothing_after_signing_out(browser):
    browser.sign_in()
    kept = dict(browser.cookies)
    left = browser.sign_out()
    assert left.headers["clear-site-data"] == '"cache"'
    assert COOKIE not in browser.cookies
    assert Browser(browser.app, cookies=kept).get("/overview").status == 303


def test_signing_out_everywhere_reaches_the_other_devices(browser):
    other = Browser(browser.app)
    browser.sign_in(), other.sign_in()
    browser.sign_out()
    assert other.get("/overview").status == 200
    browser.sign_in()
    browser.sign_out("/login/out-everywhere")
    assert other.get("/overview").status == 303


def test_a_disabled_account_is_out_at_the_next_request(browser, with_accounts):
    browser.sign_in()
    accounts.disable(with_accounts, "clerk", at=datetime.now(), by="admin")
    assert browser.get("/overview").status == 303
    assert browser.get("/geometry/grid.json").status == 401


@pytest.mark.parametrize(("hours", "passes"), [(0.4, True), (0.6, False)])
def test_who_is_idle_for_half_an_hour_signs_in_again(browser, monkeypatch, hours, passes):
    browser.sign_in()
    later = datetime.now() + timedelta(hours=hours)
    monkeypatch.setattr(access, "now", lambda: later)
    assert (browser.get("/overview").status == 200) is passes


@pytest.mark.parametrize(
    "action", ["/login", "/login/out", "/login/out-everywhere", "/login/password"]
)
def test_a_form_of_another_site_is_refused(browser, action):
    if action != "/login":
        browser.sign_in()
    fields = {"account": "clerk", "password": GOOD, "new": "x" * 12, "again": "x" * 12}
    for token in ("", "0" * 64, "токен"):
        assert browser.post(action, form_token=token, **fields).status == 403
    if action != "/login":
        assert browser.get("/overview").status == 200


def test_a_form_belongs_to_one_browser(browser):
    other = Browser(browser.app)
    other.get("/login")
    browser.cookies["lingtu_form"] = other.cookies["lingtu_form"]
    token = access.form_token("somebody else")
    assert browser.post("/login", form_token=token, account="clerk", password=GOOD).status == 403


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/login",
     "/\r\nset-cookie: a=b", "evil", ""],
)  # fmt: skip
def test_the_login_leads_to_no_other_server(browser, wanted):
    assert browser.sign_in(next=wanted).headers["location"] == "/"


def test_the_login_page_frames_nowhere_and_runs_no_script(browser):
    answer = browser.get("/login?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "url", ["/login/nothing", "/login/../app.py", "/login/%2e%2e/app.py", "/login/oidc"]
)
def test_the_login_serves_its_own_files_only(browser, url):
    assert browser.get(url).status == 404


def test_wrong_passwords_are_told_apart_by_nothing_and_then_cost_time(browser):
    known, unknown = (
        browser.sign_in(password="wrong"),
        browser.sign_in(account="no", password="w"),
    )
    assert known.status == unknown.status == 401
    assert "账号或密码不对" in known.text
    answers = [browser.sign_in(password="wrong").status for _ in range(5)]
    assert answers == [401, 401, 401, 429, 429]
    assert browser.sign_in().status == 429


def message(**said):
    asked = BackMsg()
    asked.rerun_script.query_string = "place=1"
    asked.rerun_script.widget_states.widgets.add(id="publish", trigger_value=True)
    asked.rerun_script.fragment_id = "part"
    return asked.SerializeToString()


def heard(sent):
    return [BackMsg.FromString(each["bytes"]) for each in sent if each["type"] == "websocket.send"]


def test_an_open_window_can_press_no_button_once_its_session_has_ended(browser, with_accounts):
    browser.sign_in()
    before, after = heard(
        browser.socket(
            message(), message(),
            between=lambda: sessions.sign_out_everywhere(with_accounts, "clerk"),
        )
    )  # fmt: skip
    assert before.rerun_script.widget_states.widgets[0].id == "publish"
    assert not after.rerun_script.widget_states.widgets
    assert after.rerun_script.fragment_id == ""
    assert after.rerun_script.query_string == "place=1"


@pytest.mark.parametrize("content", [b"\xff\xff", BackMsg(clear_cache=True).SerializeToString()])
def test_whatever_else_an_ended_window_says_is_not_heard(browser, with_accounts, content):
    browser.sign_in()
    end = lambda: accounts.disable(with_accounts, "clerk", at=datetime.now(), by="admin")  # noqa: E731
    assert len(heard(browser.socket(message(), content, between=end))) == 1


@pytest.mark.parametrize(
    ("query", "passes"),
    [(f"within={HERE}", True), (f"within={HERE}001", True), (f"within={THERE}", False),
     ("within=990102013", False), ("within=", False), ("", False),
     (f"within={HERE}&within={THERE}", False), (f"within=&place={HERE}", False)],
)  # fmt: skip
def test_a_community_fetches_the_shapes_that_lie_in_it(browser, query, passes):
    browser.sign_in("community")
    answer = browser.get(f"/geometry/grid.json?v=1&{query}")
    assert (answer.status == 200) is passes
    assert passes or answer.status == 403
