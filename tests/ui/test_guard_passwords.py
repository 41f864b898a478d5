"""The door: passwords that are wrong, given once, changed; none of them reaches the log."""

from __future__ import annotations

from datetime import datetime

import pytest

from office import accounts, audit, sessions
from tests.ui.door import PASSED, Browser, behind
from tests.ui.people import GOOD
from ui.guard import Guard


@pytest.fixture
def browser(with_accounts):
    return Browser(Guard(behind))


def test_a_one_time_password_opens_its_own_page_only(browser, with_accounts):
    once = accounts.give_one_time_password(with_accounts, "clerk", at=datetime.now())
    browser.sign_in(password=once)
    assert browser.get("/overview").headers["location"].startswith("/login/password")
    assert browser.get("/geometry/grid.json").status == 401
    assert browser.socket(b"x")[0]["type"] == "websocket.close"
    assert browser.submit("/login/password", new="short", again="short").status == 400
    assert "不能与现在的" in browser.submit("/login/password", new=once, again=once).text
    done = browser.submit("/login/password", new=GOOD, again=GOOD)
    assert done.status == 303
    assert browser.get("/overview").text == f"{PASSED}: clerk"


def test_a_password_is_changed_by_whoever_knows_it(browser):
    browser.sign_in()
    new = "今年的第二个很长的密码"
    wrong = browser.submit("/login/password", current="x", new=new + "x", again=new + "x")
    assert wrong.status == 401
    assert browser.submit("/login/password", current=GOOD, new=new + "y", again="z").status == 400
    assert (
        browser.submit("/login/password", current=GOOD, new=new + "y", again=new + "y").status
        == 303
    )
    assert Browser(browser.app).sign_in(password=GOOD).status == 401


def test_a_guess_at_the_present_password_is_logged(browser, with_accounts):
    browser.sign_in()
    for _ in range(6):
        browser.submit("/login/password", current="a guess", new=GOOD + "了", again=GOOD + "了")
    logged = [line.what for line in reversed(audit.lines(with_accounts))]
    assert logged == ["login", *["login.failed"] * 4, "login.locked", "login.locked"]


def test_a_password_that_is_not_taken_leaves_one_session(browser, with_accounts):
    browser.sign_in()
    for new in ("short", GOOD):
        assert browser.submit("/login/password", current=GOOD, new=new, again=new).status == 400
    assert sessions.sign_out_everywhere(with_accounts, "clerk") == 1


def test_no_password_reaches_the_log(browser, with_accounts, caplog, capsys):
    once = accounts.give_one_time_password(with_accounts, "clerk", at=datetime.now())
    browser.sign_in(password="this one is wrong")
    browser.sign_in(account="typed into the wrong field", password="x")
    browser.sign_in(password=once)
    browser.submit("/login/password", new=GOOD, again=GOOD)
    browser.sign_out()
    logged = [(line.account, line.what) for line in reversed(audit.lines(with_accounts))]
    assert logged == [
        ("clerk", "login.failed"), ("-", "login.failed"), ("clerk", "login"),
        ("clerk", "account.password"), ("clerk", "logout"),
    ]  # fmt: skip
    told = repr(audit.lines(with_accounts)) + caplog.text + "".join(capsys.readouterr())
    told += "".join(p.read_text() for p in with_accounts.glob("*.log"))
    for secret in (once, GOOD, "this one is wrong", "typed into the wrong field"):
        assert secret not in told
