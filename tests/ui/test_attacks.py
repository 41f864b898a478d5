"""What an attacker tries at the served office: statements, paths, headers, bodies, foreign pages."""

from __future__ import annotations

import contextlib
import socket
import sqlite3
from dataclasses import replace
from itertools import cycle
from urllib.parse import urlencode

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from benchmarks import _server
from office import accounts, sessions
from office.permissions import Role
from tests.ui.door import Browser, behind
from tests.ui.people import GOOD, HERE, PEOPLE
from tests.ui.served import fields_of, told
from ui import access
from ui.cookies import SESSION as COOKIE
from ui.frame import SCREENS
from ui.guard import Guard

STATEMENTS = (
    "' OR 1=1 --",
    "'; DROP TABLE measures; --",
    "1) UNION SELECT name, 1, 1 FROM accounts --",
    "\"; ATTACH 'office.db' AS o; --",
)
ARGUMENTS = (
    "place", "period", "lang", "m", "level", "at", "from", "vs", "by", "view", "evidence", "tab",
    "matter", "meeting", "mode", "item", "metric", "layer", "against", "department", "state", "due",
    "find", "function", "radius",
)  # fmt: skip
SECRETS = (b"SQLite format 3", b"root:x:0", b"argon2", b"import streamlit", b"[console]")


@pytest.mark.parametrize("right", [{}, {"place": HERE, "period": "2026-W47"}], ids=["", "right"])
def test_a_statement_in_any_parameter_of_any_page_is_only_a_wrong_word(served, right):
    every = dict(zip(ARGUMENTS, cycle(STATEMENTS), strict=False))
    with served.visit(Role.CLERK) as visitor:
        for screen in SCREENS:
            said = told(visitor.hear(screen.url, **every | right))
            assert "抱歉" not in said, screen.url
            assert "argon2" not in said, screen.url
    with contextlib.closing(sqlite3.connect(served.home / "office.db")) as file:
        assert file.execute("SELECT COUNT(*) FROM accounts").fetchone() == (len(PEOPLE),)


FIELDS = {
    Role.LEADER: [("weekly_review", {}), ("explore", {}), ("follow_ups", {"matter": "D001-1"})],
    Role.CLERK: [("import_data", {}), ("grid_map", {}), ("follow_ups", {})],
    Role.ANALYST: [("explore", {"tab": "sql"})],
    Role.ADMIN: [("admin", {"tab": tab}) for tab in ("audit", "targets", "accounts", "settings")],
}


@pytest.mark.parametrize("role", FIELDS)
def test_a_statement_in_any_field_of_a_page_changes_nothing(served, role):
    with served.visit(role) as visitor:
        for page, asked in FIELDS[role]:
            fields = fields_of(visitor.hear(page, **asked))
            assert fields, page
            said = told(visitor.fill(page, dict.fromkeys(fields, STATEMENTS[1]), **asked))
            assert "argon2" not in said and "抱歉" not in said, page
            assert page != "explore" or asked or "没有找到" in said, "it was looked for"
    with contextlib.closing(sqlite3.connect(served.home / "office.db")) as file:
        assert file.execute("SELECT COUNT(*) FROM accounts").fetchone() == (len(PEOPLE),)


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("what", ["grid.json", "values/grid.json", "layer/facilities.json"])
def test_a_statement_in_a_parameter_of_the_map_finds_nothing(served, what, statement):
    right = {"v": "1", "period": "2026-W47", "within": HERE, "metric": "zero_case"}
    for argument in right:
        query = urlencode(right | {argument: statement})
        status, content = served.answer(f"/geometry/{what}?{query}", Role.LEADER)
        assert status in (200, 404), argument
        assert b"argon2" not in content


@pytest.mark.parametrize(
    "path",
    [
        "/../office.db", "/assets/../office.db", "/assets/%2e%2e/app.py", "/assets/..%2fapp.py",
        "/assets//etc/passwd", "/assets/..%5capp.py", "/media/../office.db",
        "/media/%2e%2e%2foffice.db", "/component/streamlit_folium.st_folium/../../app.py",
        "/component/streamlit_folium.st_folium/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/component/..%2f..%2f/index.html", "/geometry/..%2f..%2foffice.db.json",
        "/geometry/layer/..%2fsettings.toml", "/tiles/..%2f..%2f/1/1", "/tiles/0/0/-1",
        "/app/static/../app.py", "/static/..%2f..%2fapp.py", "/login/..%2foffice.db",
        "/login/%2e%2e%2fsettings.toml", "//evil.example/%2e%2e", "/assets/%00", "/assets/a%00.css",
        "/_stcore/bidi-components/../../app.py", "/assets/" + "a" * 5000,
    ],
)  # fmt: skip
def test_no_path_leads_out_of_its_folder(served, path):
    status, content = served.answer(path, Role.LEADER)
    assert status in (200, 303, 400, 401, 404), status
    assert status != 200 or b"<title>" in content, "every unknown path is the page itself"
    assert not [secret for secret in SECRETS if secret in content]


def opened(served, cookies="", **headers):
    """What becomes of a websocket that somebody opens: its first status."""
    try:
        with connect(
            f"ws://{_server.HOST}:{served.port}/_stcore/stream", subprotocols=["streamlit"],
            additional_headers={"Cookie": cookies, **headers}, open_timeout=300,
        ):  # fmt: skip
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1.evil.example"]
)
def test_a_page_of_another_site_opens_no_websocket_with_the_readers_cookie(served, origin):
    cookies = served.cookies[Role.LEADER]
    assert opened(served, cookies, Origin=f"http://{_server.HOST}:{served.port}") == 101
    assert opened(served, cookies, Origin=origin) == 403


def test_who_takes_up_the_window_of_another_is_shown_their_own(served):
    with served.visit(Role.LEADER) as visitor:
        assert PEOPLE[Role.LEADER].name in told(visitor.hear("weekly_review"))
        left = visitor.session_id
    takes_up = {"Cookie": served.cookies[Role.COMMUNITY]}
    with connect(
        f"ws://{_server.HOST}:{served.port}/_stcore/stream", additional_headers=takes_up,
        subprotocols=["streamlit", "x", left], open_timeout=300,
    ) as wire:  # fmt: skip
        wire.send(_server._rerun("weekly_review", {}).SerializeToString())
        heard = []
        while not heard or not _server._is_finished(heard[-1]):
            said = ForwardMsg()
            said.ParseFromString(wire.recv(timeout=300))
            heard.append(said)
    assert "您的账号不能打开" in told(heard) and PEOPLE[Role.COMMUNITY].name in told(heard)
    assert PEOPLE[Role.LEADER].name not in told(heard)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Remote-User": "admin"},
        {"X-REMOTE-USER": "admin", "X-Forwarded-For": "127.0.0.1"},
        {"X_Remote_User": "admin"},
        {"Forwarded": "for=127.0.0.1", "X-Real-IP": "127.0.0.1", "Remote-User": "admin"},
        {"Authorization": "Basic YWRtaW46YWRtaW4="},
        {"Cookie": f"{COOKIE}=admin"},
        {"Cookie": "lingtu_session=; lingtu_session=admin; LINGTU_SESSION=admin"},
    ],
)
def test_no_header_is_a_way_in(served, headers):
    assert served.answer("/geometry/community.json", None, **headers)[0] == 401
    assert opened(served, **{"cookies": headers.get("Cookie", "")} | {
        name: value for name, value in headers.items() if name != "Cookie"
    }) == 403  # fmt: skip


def test_a_cookie_that_is_sent_twice_is_one_of_the_two_and_never_more(served):
    leader, community = (served.cookies[role] for role in (Role.LEADER, Role.COMMUNITY))
    where = "/geometry/grid.json?v=1&period=2026-W47&within=990102013001"
    for cookies in (f"{leader}; {community}", f"{community}; {leader}"):
        status, _ = served.answer(where, None, Cookie=cookies)
        last = cookies.rpartition(f"{COOKIE}=")[2]
        assert status == (200 if last == leader.rpartition(f"{COOKIE}=")[2] else 403)


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "X" * 30])
def test_a_method_that_nobody_needs_is_refused(served, method):
    assert served.get("/overview", Role.LEADER, method) in (400, 404, 405)


def test_a_body_that_is_too_large_is_refused_before_it_is_kept(served):
    with served.visit(Role.CLERK) as visitor:
        visitor.hear("import_data")
        path = f"/_stcore/upload_file/{visitor.session_id}/1"
        huge = {"Content-Length": str(2**31), "Content-Type": "multipart/form-data; boundary=x"}
        assert raw(served, f"PUT {path}", served.cookies[Role.CLERK], huge) in (400, 403, 413)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _ = served.answer("/login", None, "POST", b"account=" + b"a" * 100_000, **form)
    assert status == 403
    status, _ = served.answer("/login", None, "POST", b"&".join([b"a=1"] * 3000), **form)
    assert status in (400, 403)


def test_a_request_that_ends_in_two_places_is_refused_and_nothing_behind_it_is_heard(served):
    """A proxy that goes by one length and a server by the other can be made to mix two readers."""
    head = f"Host: {_server.HOST}:{served.port}\r\n"
    hidden = f"GET /overview HTTP/1.1\r\n{head}Cookie: {served.cookies[Role.LEADER]}\r\n\r\n"
    for lengths in (
        "Content-Length: 6\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 6",
        "Content-Length: 0\r\nContent-Length: 90",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Content-Length: +5",
    ):
        with socket.create_connection((_server.HOST, served.port), timeout=300) as wire:
            asked = f"POST /login HTTP/1.1\r\n{head}{lengths}\r\n\r\n0\r\n\r\n{hidden}"
            wire.sendall(asked.encode())
            said = b""
            with contextlib.suppress(ConnectionResetError):
                while more := wire.recv(4096):
                    said += more
        assert said.count(b"HTTP/1.1 ") == 1 and said.startswith(b"HTTP/1.1 400"), lengths


def raw(served, asked: str, cookies: str, headers: dict[str, str]) -> int:
    """The status of a request whose body never comes."""
    lines = [f"{asked} HTTP/1.1", f"Host: {_server.HOST}:{served.port}", f"Cookie: {cookies}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection((_server.HOST, served.port), timeout=300) as wire:
        with contextlib.suppress(ConnectionError):  # it may be answered before it is all said
            wire.sendall("\r\n".join([*lines, "", ""]).encode())
        return int(wire.recv(200).split(b" ")[1] or 0)


def test_headers_that_are_too_long_are_refused_and_who_never_ends_them_holds_up_nobody(served):
    assert raw(served, "GET /overview", "", {"X-Long": "a" * 200_000}) in (400, 431)
    with contextlib.ExitStack() as waiting:
        for _ in range(60):
            wire = waiting.enter_context(socket.create_connection((_server.HOST, served.port)))
            wire.sendall(b"GET /overview HTTP/1.1\r\nHost: ")
        assert served.get("/overview", Role.LEADER) == 200
        with served.visit(Role.LEADER) as visitor:
            assert told(visitor.hear("overview"))


# cookies that were right once ---------------------------------------------------------------------


@pytest.fixture
def browser(with_accounts):
    return Browser(Guard(behind))


def test_a_cookie_from_before_a_new_password_is_worth_nothing(browser, with_accounts):
    browser.sign_in()
    kept = Browser(browser.app, cookies=dict(browser.cookies))
    accounts.set_password(with_accounts, "clerk", GOOD + "了")
    assert kept.get("/overview").status == 303
    assert kept.socket(b"x")[0]["type"] == "websocket.close"


def test_the_cookie_of_one_account_is_no_other(browser):
    browser.sign_in("community")
    other = Browser(browser.app)
    other.sign_in("admin")
    token, _, signature = browser.cookies[COOKIE].rpartition(".")
    foreign, _, its = other.cookies[COOKIE].rpartition(".")
    for made in (f"{token}.{its}", f"{foreign}.{signature}"):
        assert Browser(browser.app, cookies={COOKIE: made}).get("/overview").status == 303


def test_a_session_that_was_planted_before_the_login_is_not_the_one_after_it(browser):
    attacker = Browser(browser.app)
    attacker.sign_in("community")
    planted = attacker.cookies[COOKIE]
    victim = Browser(browser.app, cookies={COOKIE: planted})
    victim.cookies.pop(COOKIE)  # the login is not shown to somebody who is signed in
    victim.get("/login")
    victim.cookies[COOKIE] = planted
    token = victim.cookies["lingtu_form"]
    victim.post("/login", form_token=access.form_token(token), account="admin", password=GOOD)
    assert victim.cookies[COOKIE] != planted
    assert victim.get("/overview").text.endswith("admin")
    assert not attacker.get("/overview").text.endswith("admin")


def test_a_session_of_a_role_that_has_changed_is_over(browser, with_accounts):
    browser.sign_in()
    accounts.change(with_accounts, replace(PEOPLE[Role.CLERK], role=Role.AUDITOR))
    assert browser.get("/overview").status == 303
    assert sessions.sign_out_everywhere(with_accounts, "clerk") == 0
