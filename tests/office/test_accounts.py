"""Accounts: made by somebody, with a password that is worth the name, and never without an admin."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office import accounts, passwords
from office.accounts import AccountError
from office.passwords import PasswordError
from office.permissions import Role, Viewer
from office.store import store_path

AT = datetime(2026, 11, 23, 9)
GOOD = "每周一早上九点开例会吧各位"
CLERK = Viewer("li.fang", "李芳", Role.CLERK)


def made(home, viewer=CLERK):
    return accounts.add(home, viewer, at=AT, by="admin")


def test_the_first_start_makes_one_administrator_and_the_second_none(tmp_path):
    given_once = accounts.make_first_admin(tmp_path, at=AT)
    assert given_once is not None
    assert accounts.make_first_admin(tmp_path, at=AT) is None
    (only,) = accounts.accounts(tmp_path)
    assert only.viewer == Viewer("admin", "系统管理员", Role.ADMIN)
    assert only.one_time_until == AT + timedelta(hours=72)


def test_no_password_stands_in_the_file(tmp_path):
    once = made(tmp_path)
    accounts.set_password(tmp_path, "li.fang", GOOD)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("office.db*"))
    assert once.encode() not in kept
    assert GOOD.encode() not in kept
    assert b"$argon2id$" in kept


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elf signs", "at least 12"),
        ("一二三四五六七八九十甲", "at least 12"),
        ("x" * 129, "at most 128"),
        ("passwordpassword", "too common"),
        ("Password1234", "too common"),
        ("aaaaaaaaaaaab", "too regular"),
        ("abcdefghijklm", "too regular"),
        ("nmlkjihgfedcba", "too regular"),
        ("here is li.fang again", "name of the account"),
    ],
)
def test_a_bad_password_is_refused_with_its_reason(password, why):
    with pytest.raises(PasswordError, match=why) as refusal:
        passwords.check(password, "li.fang")
    assert password not in refusal.value.text.en + refusal.value.text.zh


@pytest.mark.parametrize("password", [GOOD, "correct horse battery", "ein Satz, mit Umlaut ü"])
def test_any_words_of_any_language_make_a_password(password):
    passwords.check(password, "li.fang")


def test_a_letter_is_the_same_however_the_keyboard_composed_it():
    assert passwords.matches(
        passwords.hashed("Ma\u0308dchen und Katzen"), "M\u00e4dchen und Katzen"
    )


@settings(max_examples=100)
@given(st.integers())
def test_a_one_time_password_is_a_good_password(_):
    passwords.check(passwords.one_time(), "admin")


@pytest.mark.parametrize(
    ("viewer", "why"),
    [
        (Viewer("", "李芳", Role.CLERK), "2 to 32"),
        (Viewer("Li Fang", "李芳", Role.CLERK), "2 to 32"),
        (Viewer("../etc", "李芳", Role.CLERK), "2 to 32"),
        (Viewer("local", "李芳", Role.CLERK), "is not demo, local"),
        (Viewer("li", " ", Role.CLERK), "whose account"),
        (Viewer("li", "李芳\x00", Role.CLERK), "visible"),
        (Viewer("li", "员理管\u202e", Role.CLERK), "visible"),  # written backwards on the screen
        (Viewer("li", "李" * 61, Role.CLERK), "at most 60"),
        (Viewer("li", "李芳", Role.DEPARTMENT), "at least one department"),
        (Viewer("li", "李芳", Role.COMMUNITY), "names its community"),
    ],
)
def test_an_account_that_says_too_little_is_not_made(tmp_path, viewer, why):
    with pytest.raises(AccountError, match=why):
        made(tmp_path, viewer)


def test_two_people_do_not_share_the_name_of_an_account(tmp_path):
    made(tmp_path)
    with pytest.raises(AccountError, match="already"):
        made(tmp_path)


def test_a_role_without_scope_keeps_none(tmp_path):
    made(tmp_path, Viewer("li", "李芳", Role.CLERK, ("党建办",), "990102013001"))
    assert accounts.known(tmp_path, "li") == Viewer("li", "李芳", Role.CLERK)


def test_a_changed_account_has_its_new_role_and_scope(tmp_path):
    made(tmp_path)
    wanted = Viewer("li.fang", "李芳", Role.DEPARTMENT, ("党建办", "司法所"))
    accounts.change(tmp_path, wanted)
    assert accounts.known(tmp_path, "li.fang") == wanted


def test_the_last_administrator_stays(tmp_path):
    accounts.make_first_admin(tmp_path, at=AT)
    with pytest.raises(AccountError, match="last administrator"):
        accounts.disable(tmp_path, "admin", at=AT, by="admin")
    with pytest.raises(AccountError, match="last administrator"):
        accounts.change(tmp_path, Viewer("admin", "某人", Role.CLERK))
    made(tmp_path, Viewer("second", "第二人", Role.ADMIN))
    accounts.disable(tmp_path, "admin", at=AT, by="second")
    assert accounts.known(tmp_path, "admin") is None
    accounts.enable(tmp_path, "admin")
    assert accounts.known(tmp_path, "admin") is not None


@pytest.mark.parametrize("asked", ["disable", "enable", "set_password", "change"])
def test_an_account_that_is_not_there_is_said_to_be_missing(tmp_path, asked):
    accounts.make_first_admin(tmp_path, at=AT)
    calls = {
        "disable": lambda: accounts.disable(tmp_path, "nobody", at=AT, by="admin"),
        "enable": lambda: accounts.enable(tmp_path, "nobody"),
        "set_password": lambda: accounts.set_password(tmp_path, "nobody", GOOD),
        "change": lambda: accounts.change(tmp_path, Viewer("nobody", "某人", Role.CLERK)),
    }
    with pytest.raises(AccountError, match="no account nobody"):
        calls[asked]()


def test_asking_an_empty_home_makes_no_file(tmp_path):
    assert accounts.accounts(tmp_path) == ()
    assert accounts.known(tmp_path, "admin") is None
    assert not store_path(tmp_path).exists()
