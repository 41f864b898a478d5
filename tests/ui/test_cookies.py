"""Behind HTTPS our cookies have a name that nobody else can set; each way knows its own only."""

from __future__ import annotations

import pytest
from starlette.responses import Response

from tests.ui.door import Browser, behind
from ui.cookies import FLOW, FORM, OURS, PREFIX, SESSION, understood
from ui.guard import Guard
from ui.shield import Shield

SAFE = f"{PREFIX}{SESSION}"


@pytest.fixture
def app(with_accounts):
    return Guard(behind)


def test_behind_https_every_cookie_of_ours_has_the_prefix_and_what_the_prefix_asks_for(app):
    browser = Browser(app, scheme="https")
    given = [browser.get("/login").headers["set-cookie"], browser.sign_in().headers["set-cookie"]]
    for said, name in zip(given, (FORM, SESSION), strict=True):
        assert said.startswith(f"{PREFIX}{name}=")
        attributes = {part.strip().lower() for part in said.split(";")[1:]}
        assert {"secure", "path=/", "httponly"} <= attributes
        assert not [each for each in attributes if each.startswith("domain")]
    assert browser.get("/overview").text.endswith("clerk")


def test_a_cookie_of_one_way_is_nobody_on_the_other(app):
    safe, plain = Browser(app, scheme="https"), Browser(app)
    safe.sign_in(), plain.sign_in("leader")
    right, other = safe.cookies[SAFE], plain.cookies[SESSION]
    for cookies in ({SESSION: right}, {SESSION: other}, {SESSION: right, SAFE: "x"}):
        assert Browser(app, scheme="https", cookies=cookies).get("/overview").status == 303
        assert (
            Browser(app, scheme="https", cookies=cookies).socket(b"x")[0]["type"].endswith("close")
        )
    for cookies in ({SAFE: right}, {SAFE: other}):
        assert Browser(app, cookies=cookies).get("/overview").status == 303
    # One that a neighbour planted beside the right one changes nothing, whichever stands first.
    for cookies in ({SAFE: right, SESSION: other}, {SESSION: other, SAFE: right}):
        assert Browser(app, scheme="https", cookies=cookies).get("/overview").text.endswith("clerk")


def test_signing_out_behind_https_makes_the_browser_forget_the_safe_cookie(app):
    browser = Browser(app, scheme="https")
    browser.sign_in()
    said = browser.sign_out().headers["set-cookie"].lower()
    assert said.startswith(SAFE.lower()) and "secure" in said and "path=/" in said
    assert SAFE not in browser.cookies


@pytest.mark.parametrize("name", sorted(OURS))
@pytest.mark.parametrize("written", ["{n}=1", " {n} =1", "a=2; {n}=1;{n}=3", "{n}", "__Host-{n}=1"])
def test_no_spelling_carries_a_plain_name_in_behind_https_or_a_safe_one_without(name, written):
    from starlette.requests import cookie_parser

    said = written.format(n=name)
    for scheme in ("https", "http"):
        scope = {"scheme": scheme, "headers": [(b"cookie", said.encode())]}
        found = cookie_parser(understood(scope)["headers"][0][1].decode())
        is_right = (PREFIX in written) == (scheme == "https")
        assert PREFIX + name not in found
        assert (name in found) is (is_right and "=" in written)
    assert FLOW in OURS


def test_a_cookie_that_streamlit_gives_is_for_https_only_where_there_is(app):
    given = Response("", headers={"Set-Cookie": "_streamlit_xsrf=2|a; Path=/"})
    assert "Secure" in Browser(Shield(given), scheme="https").get("/").headers["set-cookie"]
    assert "Secure" not in Browser(Shield(given)).get("/").headers["set-cookie"]
