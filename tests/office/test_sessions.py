"""Signing in: what is tried is counted, a session ends when it should, and at once when told."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office import accounts, lockout, passwords, sessions
from office.permissions import Role, Viewer
from office.store import writing

AT = datetime(2026, 11, 23, 9)
GOOD = "每周一早上九点开例会吧各位"
CLERK = Viewer("li.fang", "李芳", Role.CLERK)
LIMITS = sessions.Limits()
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The cost of a hash is not what is tested here."""
    hasher = passwords.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    passwords._nobodys.cache_clear()


@pytest.fixture
def home(tmp_path):
    accounts.make_first_admin(tmp_path, at=AT)
    accounts.add(tmp_path, CLERK, at=AT, by="admin")
    accounts.set_password(tmp_path, "li.fang", GOOD)
    return tmp_path


def try_in(home, password=GOOD, *, account="li.fang", at=AT, address="10.0.0.7"):
    return sessions.sign_in(home, account, password, address=address, at=at, limits=LIMITS)


def found(home, token, at=AT):
    return sessions.find(home, token, at=at, limits=LIMITS)


def test_the_right_password_starts_a_session_and_a_wrong_one_does_not(home):
    session = found(home, try_in(home).token)
    assert session.viewer == CLERK
    assert not session.must_change
    assert try_in(home, "every other password").token is None
    assert try_in(home, account="nobody").token is None


def test_a_session_lives_on_the_servers_side_under_the_hash_of_its_token(home):
    token = try_in(home).token
    kept = b"".join(path.read_bytes() for path in home.glob("office.db*"))
    assert token.encode() not in kept
    assert sessions._hash(token).encode() in kept
    assert found(home, sessions._hash(token)) is None


def test_an_idle_session_ends_after_half_an_hour_and_a_used_one_goes_on(home):
    token = try_in(home).token
    assert found(home, token, AT + 29 * MINUTE)
    assert found(home, token, AT + 58 * MINUTE)
    assert found(home, token, AT + 89 * MINUTE) is None


def test_the_busiest_session_ends_after_twelve_hours(home):
    token = try_in(home).token
    last = [at for at in range(0, 13 * 60, 20) if found(home, token, AT + at * MINUTE)][-1]
    assert last * MINUTE == 12 * HOUR - 20 * MINUTE


def test_whoever_signs_out_is_out_and_only_there(home):
    here, there = try_in(home).token, try_in(home).token
    sessions.sign_out(home, here)
    assert found(home, here) is None
    assert found(home, there)


def test_signing_out_everywhere_ends_every_session(home):
    tokens = [try_in(home).token for _ in range(3)]
    assert sessions.sign_out_everywhere(home, "li.fang") == 3
    assert [found(home, token) for token in tokens] == [None] * 3


@pytest.mark.parametrize(
    "event",
    [
        lambda home: accounts.disable(home, "li.fang", at=AT, by="admin"),
        lambda home: accounts.set_password(home, "li.fang", "a different long sentence"),
        lambda home: accounts.give_one_time_password(home, "li.fang", at=AT),
        lambda home: accounts.change(home, Viewer("li.fang", "李芳", Role.ANALYST)),
    ],
    ids=["disabled", "new password", "one-time password", "other role"],
)
def test_what_changes_an_account_ends_its_sessions_at_once(home, event):
    token = try_in(home).token
    event(home)
    assert found(home, token) is None


def test_a_disabled_account_does_not_come_in(home):
    accounts.disable(home, "li.fang", at=AT, by="admin")
    assert try_in(home).token is None


def test_a_one_time_password_comes_in_once_to_be_changed_and_grows_old(home):
    once = accounts.give_one_time_password(home, "li.fang", at=AT)
    assert found(home, try_in(home, once).token).must_change
    assert try_in(home, once, at=AT + 73 * HOUR).token is None


def wait(home, tries, at=AT, **how):
    """How long one waits after so many wrong passwords."""
    last = [try_in(home, "wrong wrong wrong", at=at, **how) for _ in range(tries)][-1]
    return last.locked_until - at if last.locked_until else None


def test_after_five_wrong_passwords_one_waits_and_each_time_twice_as_long(home):
    assert wait(home, 4) is None
    at, waits = AT, []
    for _ in range(10):
        waits.append(wait(home, 1, at))
        at += waits[-1] + timedelta(seconds=1)
    assert waits[:4] == [timedelta(seconds=s) for s in (30, 60, 120, 240)]
    assert waits[-1] == HOUR


def test_who_waits_is_not_heard_even_with_the_right_password(home):
    wait(home, 5)
    assert try_in(home).token is None
    assert try_in(home, at=AT + timedelta(seconds=31)).token


def test_an_account_that_does_not_exist_waits_like_one_that_does(home):
    assert wait(home, 5, account="nobody") == wait(home, 5)


def test_one_address_that_tries_many_accounts_waits_too(home):
    for number in range(20):
        try_in(home, "wrong", account=f"somebody{number}")
    assert try_in(home).locked_until == AT + timedelta(seconds=30)
    assert try_in(home, address="10.0.0.8").token


def test_a_right_password_clears_the_account_and_not_the_address(home):
    wait(home, 4)
    assert try_in(home).token
    assert wait(home, 4) is None
    for number in range(12):
        try_in(home, "wrong", account=f"somebody{number}")
    assert try_in(home).locked_until


def test_the_office_knows_whom_a_provider_vouches_for_or_does_not(home):
    def vouched(account):
        return sessions.sign_in_vouched(home, account, address="10.0.0.7", at=AT, limits=LIMITS)

    assert found(home, vouched("li.fang")).viewer == CLERK
    assert vouched("nobody") is None
    accounts.disable(home, "li.fang", at=AT, by="admin")
    assert vouched("li.fang") is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=7200), min_size=30, max_size=30))
def test_whatever_an_attackers_rhythm_few_passwords_are_heard_in_an_hour(tmp_path_factory, waits):
    """Each attempt comes as soon as it is heard, or some seconds later; ASVS allows a hundred."""
    home = tmp_path_factory.mktemp("attack")
    at, heard = AT, []
    counted = lockout.subjects("admin", "10.0.0.7")
    for wait in waits:
        at += timedelta(seconds=wait)
        with writing(home) as connection:
            at = lockout.locked_until(connection, counted, at) or at
            assert lockout.locked_until(connection, counted, at) is None
            lockout.failed(connection, counted, at)
        heard.append(at)
    most = max(sum(0 <= (b - a).total_seconds() < 3600 for b in heard) for a in heard)
    assert most <= 12
