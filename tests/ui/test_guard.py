"""The door: who is not known sees the login and nothing else, whatever is tried."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from office import accounts, audit, sessions, store
from tests.ui.door import PASSED, Browser, behind
from tests.ui.people import GOOD, HERE, THERE
from ui import access
from ui.access import COOKIE
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


def sign_in(browser, account="clerk", password=GOOD, **more):
    return browser.submit("/login", account=account, password=password, **more)


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

    back = sign_in(browser, next=unquote(wanted.get("next", "%2F")))
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
    sign_in(browser)
    assert all(browser.get(url).text == f"{PASSED}: clerk" for url in [*PAGES, *ROUTES])
    assert [m["type"] for m in browser.socket(b"x")] == ["websocket.accept", "websocket.send"]


def test_the_cookie_is_for_the_server_only_and_for_https_where_there_is(browser):
    said = sign_in(browser).headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said
    assert "secure" not in said
    safe = Browser(browser.app, scheme="https")
    assert "; secure" in sign_in(safe).headers["set-cookie"].lower()


def test_a_session_survives_a_restart_of_the_server(browser):
    sign_in(browser)
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
    sign_in(browser)
    cookie = browser.cookies[COOKIE]
    for changed in (other_at(cookie, -5), other_at(cookie, 0), cookie.rpartition(".")[0]):
        browser.cookies = {COOKIE: changed}
        assert browser.get("/overview").status == 303, changed
    monkeypatch.setenv("LINGTU_HOME", str(tmp_path_factory.mktemp("other")))
    browser.cookies = {COOKIE: cookie}
    assert browser.get("/overview").status == 303


def out(browser, where="/login/out"):
    return browser.submit("/login/account", where)


def test_a_cookie_kept_back_is_worth_nothing_after_signing_out(browser):
    sign_in(browser)
    kept = dict(browser.cookies)
    left = out(browser)
    assert left.headers["clear-site-data"] == '"cache"'
    assert COOKIE not in browser.cookies
    assert Browser(browser.app, cookies=kept).get("/overview").status == 303


def test_signing_out_everywhere_reaches_the_other_devices(browser):
    other = Browser(browser.app)
    sign_in(browser), sign_in(other)
    out(browser)
    assert other.get("/overview").status == 200
    sign_in(browser)
    out(browser, "/login/out-everywhere")
    assert other.get("/overview").status == 303


def test_a_disabled_account_is_out_at_the_next_request(browser, with_accounts):
    sign_in(browser)
    accounts.disable(with_accounts, "clerk", at=datetime.now(), by="admin")
    assert browser.get("/overview").status == 303
    assert browser.get("/geometry/grid.json").status == 401


@pytest.mark.parametrize(("hours", "passes"), [(0.4, True), (0.6, False)])
def test_who_is_idle_for_half_an_hour_signs_in_again(browser, monkeypatch, hours, passes):
    sign_in(browser)
    later = datetime.now() + timedelta(hours=hours)
    monkeypatch.setattr(access, "now", lambda: later)
    assert (browser.get("/overview").status == 200) is passes


@pytest.mark.parametrize(
    "action", ["/login", "/login/out", "/login/out-everywhere", "/login/password"]
)
def test_a_form_of_another_site_is_refused(browser, action):
    if action != "/login":
        sign_in(browser)
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
    assert sign_in(browser, next=wanted).headers["location"] == "/"


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
        sign_in(browser, password="wrong"),
        sign_in(browser, account="no", password="w"),
    )
    assert known.status == unknown.status == 401
    assert "账号或密码不对" in known.text
    answers = [sign_in(browser, password="wrong").status for _ in range(5)]
    assert answers == [401, 401, 401, 429, 429]
    assert sign_in(browser).status == 429


def test_a_one_time_password_opens_its_own_page_only(browser, with_accounts):
    once = accounts.give_one_time_password(with_accounts, "clerk", at=datetime.now())
    sign_in(browser, password=once)
    assert browser.get("/overview").headers["location"].startswith("/login/password")
    assert browser.get("/geometry/grid.json").status == 401
    assert browser.socket(b"x")[0]["type"] == "websocket.close"
    assert browser.submit("/login/password", new="short", again="short").status == 400
    assert "不能与现在的" in browser.submit("/login/password", new=once, again=once).text
    done = browser.submit("/login/password", new=GOOD, again=GOOD)
    assert done.status == 303
    assert browser.get("/overview").text == f"{PASSED}: clerk"


def test_a_password_is_changed_by_whoever_knows_it(browser):
    sign_in(browser)
    new = "今年的第二个很长的密码"
    wrong = browser.submit("/login/password", current="x", new=new + "x", again=new + "x")
    assert wrong.status == 401
    assert browser.submit("/login/password", current=GOOD, new=new + "y", again="z").status == 400
    assert (
        browser.submit("/login/password", current=GOOD, new=new + "y", again=new + "y").status
        == 303
    )
    assert sign_in(Browser(browser.app), password=GOOD).status == 401


def test_a_guess_at_the_present_password_is_logged(browser, with_accounts):
    sign_in(browser)
    for _ in range(6):
        browser.submit("/login/password", current="a guess", new=GOOD + "了", again=GOOD + "了")
    logged = [line.what for line in reversed(audit.lines(with_accounts))]
    assert logged == ["login", *["login.failed"] * 4, "login.locked", "login.locked"]


def test_a_password_that_is_not_taken_leaves_one_session(browser, with_accounts):
    sign_in(browser)
    for new in ("short", GOOD):
        assert browser.submit("/login/password", current=GOOD, new=new, again=new).status == 400
    assert sessions.sign_out_everywhere(with_accounts, "clerk") == 1


def test_no_password_reaches_the_log(browser, with_accounts, caplog, capsys):
    once = accounts.give_one_time_password(with_accounts, "clerk", at=datetime.now())
    sign_in(browser, password="this one is wrong")
    sign_in(browser, account="typed into the wrong field", password="x")
    sign_in(browser, password=once)
    browser.submit("/login/password", new=GOOD, again=GOOD)
    out(browser)
    logged = [(line.account, line.what) for line in reversed(audit.lines(with_accounts))]
    assert logged == [
        ("clerk", "login.failed"), ("-", "login.failed"), ("clerk", "login"),
        ("clerk", "account.password"), ("clerk", "logout"),
    ]  # fmt: skip
    told = repr(audit.lines(with_accounts)) + caplog.text + "".join(capsys.readouterr())
    told += "".join(p.read_text() for p in with_accounts.glob("*.log"))
    for secret in (once, GOOD, "this one is wrong", "typed into the wrong field"):
        assert secret not in told


def message(**said):
    asked = BackMsg()
    asked.rerun_script.query_string = "place=1"
    asked.rerun_script.widget_states.widgets.add(id="publish", trigger_value=True)
    asked.rerun_script.fragment_id = "part"
    return asked.SerializeToString()


def heard(sent):
    return [BackMsg.FromString(each["bytes"]) for each in sent if each["type"] == "websocket.send"]


def test_an_open_window_can_press_no_button_once_its_session_has_ended(browser, with_accounts):
    sign_in(browser)
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
    sign_in(browser)
    end = lambda: accounts.disable(with_accounts, "clerk", at=datetime.now(), by="admin")  # noqa: E731
    assert len(heard(browser.socket(message(), content, between=end))) == 1


@pytest.mark.parametrize(
    ("query", "passes"),
    [(f"within={HERE}", True), (f"within={HERE}001", True), (f"within={THERE}", False),
     ("within=990102013", False), ("within=", False), ("", False),
     (f"within={HERE}&within={THERE}", False), (f"within=&place={HERE}", False)],
)  # fmt: skip
def test_a_community_fetches_the_shapes_that_lie_in_it(browser, query, passes):
    sign_in(browser, "community")
    answer = browser.get(f"/geometry/grid.json?v=1&{query}")
    assert (answer.status == 200) is passes
    assert passes or answer.status == 403
