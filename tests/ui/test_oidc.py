"""Signing in with an identity provider: a small one, on this machine, that can also lie."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from office import accounts, audit
from office.access import Access, Provider
from tests.ui.door import PASSED, Browser, behind
from tests.ui.people import AT
from ui import access, login_oidc
from ui.guard import Guard

CLIENT, SECRET = "lingtu", "a secret of the two"


class Small:
    """The provider: whom it vouches for, and how it may lie."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.user, self.claims, self.signs_with = "clerk", {}, self.key
        self.codes: dict[str, dict[str, str]] = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                known = {
                    "/.well-known/openid-configuration": provider.described(),
                    "/keys": {"keys": [provider.key.as_dict(private=False)]},
                }
                self._say(known[self.path])

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                asked = dict(parse_qsl(self.rfile.read(length).decode()))
                basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
                if self.headers["Authorization"] != f"Basic {basic}":
                    self._say({"error": "invalid_client"}, 401)
                    return
                self._say(*provider.token(asked))

            def _say(self, said: object, status: int = 200) -> None:
                body = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def described(self):
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
        }  # fmt: skip

    def authorise(self, url: str) -> str:
        """What a browser comes back with, after the provider has recognised its user."""
        asked = {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        self.codes["code"] = asked
        return f"/login/oidc/back?code=code&state={asked['state']}"

    def token(self, asked: dict[str, str]):
        begun = self.codes.pop(asked["code"], None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if begun is None or begun["code_challenge"] != challenge:
            return {"error": "invalid_grant"}, 400
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "42", "nonce": begun["nonce"],
            "iat": now, "exp": now + 300, "preferred_username": self.user, **self.claims,
        }  # fmt: skip
        claims = {key: value for key, value in claims.items() if value is not None}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}, 200


@pytest.fixture
def provider():
    small = Small()
    yield small
    small.server.shutdown()


@pytest.fixture
def browser(provider, with_accounts, monkeypatch):
    known = Provider(provider.issuer, CLIENT, SECRET, "http://127.0.0.1:8501")
    monkeypatch.setattr(access, "access", lambda: Access(mode="oidc", provider=known))
    login_oidc._described.cache_clear()
    return Browser(Guard(behind))


def round_trip(browser, provider, wanted="/overview"):
    sent = browser.get(f"/login/oidc?next={wanted}")
    assert sent.status == 303
    return browser.get(provider.authorise(sent.headers["location"]))


def test_the_login_page_leads_to_the_provider_and_asks_for_no_password(browser):
    page = browser.get("/login").text
    assert 'href="/login/oidc?' in page
    assert 'type="password"' not in page
    assert browser.post("/login", account="clerk", password="x").status == 404


def test_whom_the_provider_vouches_for_comes_in_with_the_role_they_have_here(browser, provider):
    back = round_trip(browser, provider, "/three_zero")
    assert (back.status, back.headers["location"]) == (303, "/three_zero")
    assert browser.get("/overview").text == f"{PASSED}: clerk"
    assert browser.socket(b"x")[0]["type"] == "websocket.accept"


def test_whoever_sat_here_before_is_not_left_signed_in(browser, provider):
    round_trip(browser, provider)
    before = Browser(browser.app, cookies=dict(browser.cookies))
    provider.user = "leader"
    round_trip(browser, provider)
    assert browser.get("/overview").text == f"{PASSED}: leader"
    assert before.get("/overview").status == 303


def test_somebody_without_an_account_here_stays_outside(browser, provider, with_accounts):
    provider.user = "stranger"
    back = round_trip(browser, provider)
    assert back.status == 403
    assert "未在本系统登记" in back.text
    assert audit.lines(with_accounts)[0].what == "login.failed"
    provider.user = "clerk"
    accounts.disable(with_accounts, "clerk", at=AT, by="admin")
    assert round_trip(browser, provider).status == 403


@pytest.mark.parametrize(
    "lie",
    [
        {"aud": "another"}, {"iss": "https://another.example"}, {"nonce": "another"},
        {"exp": 1_600_000_000}, {"nonce": None}, {"preferred_username": None},
        {"preferred_username": 42}, {"exp": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_is_not_for_this_login_brings_nobody_in(browser, provider, lie):
    provider.claims = lie
    assert round_trip(browser, provider).status == 403
    assert browser.get("/overview").status == 303


def test_a_token_that_another_key_has_signed_brings_nobody_in(browser, provider):
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    assert round_trip(browser, provider).status == 403


def test_a_login_that_another_browser_began_is_refused(browser, provider):
    sent = browser.get("/login/oidc")
    back = provider.authorise(sent.headers["location"])
    other = Browser(browser.app)
    assert other.get(back).status == 403
    other.get("/login/oidc")
    assert other.get(back).status == 403


def test_a_state_of_any_characters_is_only_a_wrong_one(browser):
    browser.get("/login/oidc")
    assert browser.get("/login/oidc/back?code=code&state=%E5%B2%AD").status == 403


def test_a_code_works_once(browser, provider):
    sent = browser.get("/login/oidc")
    back = provider.authorise(sent.headers["location"])
    kept = dict(browser.cookies)
    assert browser.get(back).status == 303
    assert Browser(browser.app, cookies=kept).get(back).status == 403


def test_a_provider_that_does_not_answer_is_said_to_be_away(browser, provider):
    provider.server.shutdown()
    provider.server.server_close()
    assert browser.get("/login/oidc").status == 502


def test_no_secret_reaches_the_log(browser, provider, caplog):
    provider.claims = {"aud": "another"}
    round_trip(browser, provider)
    assert "failed" in caplog.text
    assert SECRET not in caplog.text
