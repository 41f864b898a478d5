"""How people come in is configured: single user, trusted proxy, identity provider, passwords."""

from __future__ import annotations

import stat

import pytest

from office.access import LOCAL_ACCESS, Access, access_of
from office.keys import session_key
from office.settings import SettingsError
from tests.ui.door import PASSED, Browser, behind
from ui import access
from ui.guard import Guard


@pytest.fixture
def door(monkeypatch):
    """The door of a home with some settings."""

    def of(how: Access) -> Browser:
        monkeypatch.setattr(access, "access", lambda: how)
        return Browser(Guard(behind), address="10.0.0.5")

    return of


PROXY = Access(mode="proxy", proxies=frozenset({"10.0.0.5"}))


def test_the_proxy_names_an_account_and_its_reader_passes(door, with_accounts):
    browser = door(PROXY)
    browser.headers = {"x-remote-user": "leader"}
    assert browser.get("/overview").text == f"{PASSED}: leader"
    assert browser.socket(b"x")[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("user", ["", "nobody", "LEADER; --", "local"])
def test_whom_the_office_does_not_know_the_proxy_cannot_bring_in(door, with_accounts, user):
    browser = door(PROXY)
    browser.headers = {"x-remote-user": user}
    assert browser.get("/overview").status == 403
    assert browser.socket(b"x")[0]["type"] == "websocket.close"


@pytest.mark.parametrize(
    "headers",
    [
        {"x-remote-user": "admin"},
        {"x-remote-user": "admin", "x-forwarded-for": "10.0.0.5"},
        {"x-remote-user": "admin", "forwarded": "for=10.0.0.5", "x-real-ip": "10.0.0.5"},
    ],
)
def test_the_header_of_anybody_else_is_refused(door, with_accounts, headers):
    browser = door(PROXY)
    browser.address, browser.headers = "10.0.0.9", headers
    for url in ("/overview", "/login", "/geometry/grid.json", "/assets/lingtu.css"):
        assert browser.get(url).status == 403
    assert browser.socket(b"x")[0]["type"] == "websocket.close"


def test_with_passwords_a_header_names_nobody(door, with_accounts):
    browser = door(Access())
    browser.headers = {"x-remote-user": "admin"}
    assert browser.get("/overview").status == 303


def test_a_trusted_proxy_tells_where_the_reader_is_and_nobody_else_does(door, with_accounts):
    from office import audit

    browser = door(Access(proxies=frozenset({"10.0.0.5"})))
    browser.headers = {"x-forwarded-for": "1.1.1.1, 192.168.3.4", "x-forwarded-proto": "https"}
    answer = browser.submit("/login", account="leader", password="wrong")
    assert answer.status == 401
    assert "; secure" in browser.get("/login").headers["set-cookie"].lower()
    browser.address = "10.0.0.9"
    browser.submit("/login", account="leader", password="wrong")
    assert [line.address for line in audit.lines(with_accounts)] == ["10.0.0.9", "192.168.3.4"]


def test_a_proxy_that_adds_a_second_header_is_believed_and_the_first_is_not(door, with_accounts):
    from office import audit

    browser = door(Access(proxies=frozenset({"10.0.0.5"})))
    browser.headers = {"X-Forwarded-For": "1.1.1.1", "x-forwarded-for": "192.168.3.4"}
    browser.submit("/login", account="leader", password="wrong")
    assert audit.lines(with_accounts)[0].address == "192.168.3.4"


def test_behind_a_proxy_no_form_asks_for_a_password(door, with_accounts):
    answer = door(PROXY).get("/login?next=/overview")
    assert (answer.status, answer.headers["location"]) == (303, "/overview")


def test_two_names_from_the_proxy_are_nobody(door, with_accounts):
    browser = door(PROXY)
    browser.headers = {"X-Remote-User": "admin", "x-remote-user": "leader"}
    assert browser.get("/overview").status == 403
    assert browser.socket(b"x")[0]["type"] == "websocket.close"


@pytest.mark.parametrize(
    ("address", "host", "passes"),
    [
        ("127.0.0.1", "127.0.0.1:8501", True),
        ("127.0.0.1", "localhost:8501", True),
        ("::1", "[::1]:8501", True),
        ("10.0.0.9", "127.0.0.1:8501", False),
        ("127.0.0.1", "evil.example:8501", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
    ],
)
def test_the_single_user_mode_serves_this_machine_only(door, with_accounts, address, host, passes):
    browser = door(LOCAL_ACCESS)
    browser.address, browser.headers = address, {"host": host}
    assert (browser.get("/overview").status == 200) is passes
    opened = browser.socket(b"x")[0]["type"]
    assert opened == ("websocket.accept" if passes else "websocket.close")


NAMED = Access(hosts=frozenset({"lingtu.example.gov", "127.0.0.1", "::1"}))


@pytest.mark.parametrize(
    ("host", "passes"),
    [
        ("lingtu.example.gov", True),
        ("LINGTU.example.gov:8443", True),
        ("[::1]:8501", True),
        ("evil.example", False),
        ("lingtu.example.gov.evil.example", False),
        ("lingtu.example.gov@evil.example", False),
        ("evil.example/lingtu.example.gov", False),
        ("evil.example@lingtu.example.gov", False),
        ("lingtu.example.gov/evil.example", False),
        ("lingtu.example.gov:x", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_the_server_answers_to_its_own_names_only(door, with_accounts, host, passes):
    browser = door(NAMED)
    browser.headers = {"host": host}
    assert (browser.get("/login").status == 200) is passes
    assert passes or browser.get("/overview").status == 403
    assert browser.get("/health").text == "ok"


def test_whoever_watches_the_server_hears_that_it_answers_and_nothing_else(door, with_accounts):
    browser = door(Access())
    assert browser.get("/health").text == "ok"
    assert browser.get("/healthy", accept="*/*").status == 401


def test_two_names_at_once_are_none(door, with_accounts):
    browser = door(NAMED)
    browser.headers = {"host": "127.0.0.1", "Host": "evil.example"}
    assert browser.get("/login").status == 403


def test_the_names_are_read_and_the_providers_way_back_is_one_of_them(tmp_path):
    said = written(tmp_path, f'{PROVIDER}hosts = ["Intranet.example.gov"]')
    assert {"intranet.example.gov", "lingtu.example.gov", "localhost"} <= access_of(said).hosts


def written(home, text, mode=0o600):
    path = home / "settings.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return home


PROVIDER = """
[access]
mode = "oidc"
issuer = "https://id.example.gov"
client_id = "lingtu"
client_secret = "a secret"
base_url = "https://lingtu.example.gov"
"""


def test_without_settings_people_sign_in_with_passwords(tmp_path):
    assert access_of(tmp_path) == Access()


def test_a_provider_is_read_and_its_secret_is_not_shown(tmp_path):
    found = access_of(written(tmp_path, PROVIDER))
    assert found.provider is not None
    assert found.provider.client_secret == "a secret"
    assert "a secret" not in repr(found)


@pytest.mark.parametrize(
    ("settings", "key"),
    [
        ('[access]\nmode = "open"', "mode"),
        ('[access]\nmode = "proxy"', "proxies"),
        ('[access]\nmode = "proxy"\nproxies = ["intranet"]', "proxies"),
        ('[access]\nmode = "proxy"\nproxies = "10.0.0.5"', "proxies"),
        ("[access]\nidle_minutes = 0", "idle_minutes"),
        ("[access]\nabsolute_hours = true", "absolute_hours"),
        ("[access]\nabsolute_hours = inf", "absolute_hours"),
        ("[access]\nidle_minutes = nan", "idle_minutes"),
        ("[access]\nidle_minutes = 1441", "idle_minutes"),
        ('[access]\nhosts = "lingtu.example.gov"', "hosts"),
        ('[access]\nhosts = ["https://lingtu.example.gov/"]', "hosts"),
        ('[access]\nhosts = ["*"]', "hosts"),
        (PROVIDER.replace("https://id", "http://id"), "issuer"),
        (PROVIDER.replace("client_id", "client"), "client_id"),
    ],
)
def test_a_wrong_setting_is_named_and_nobody_comes_in_by_it(tmp_path, settings, key):
    with pytest.raises(SettingsError, match=key):
        access_of(written(tmp_path, settings))


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="chmod 600"):
        access_of(written(tmp_path, PROVIDER, 0o644))


def test_the_key_of_the_cookies_is_made_once_for_its_owner(tmp_path):
    first = session_key(tmp_path)
    assert session_key(tmp_path) == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600
