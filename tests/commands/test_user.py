"""user: accounts from the command line, with passwords that no process list shows."""

from __future__ import annotations

import io
from datetime import datetime

import pytest

from office import sessions
from wording import ShownError

GOOD = "每周一早上九点开例会吧各位"


@pytest.fixture
def user(call, tmp_path, monkeypatch):
    """Call ``user`` on a home, with some lines on stdin."""

    def made(*arguments, typed=GOOD):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        return call("user", *arguments, "--home", tmp_path)

    made.home = tmp_path
    return made


def comes_in(user, account, password=GOOD):
    return sessions.sign_in(
        user.home, account, password, address="", at=datetime.now(), limits=sessions.Limits()
    ).token


def test_an_account_is_made_with_the_password_from_stdin(user):
    done = user("add", "li.fang", "--role", "clerk", "--name", "李芳")
    assert (done.code, done.out) == (0, "")
    assert GOOD not in done.err
    assert comes_in(user, "li.fang")


def test_a_scope_is_given_by_department_or_community(user):
    user("add", "bumen", "--role", "department", "--department", "司法所", "--department", "党建办")
    user("add", "shequ", "--role", "community", "--community", "990102013002")
    listed = {each["account"]: each for each in user("list", "--json").json}
    assert listed["bumen"]["departments"] == ["司法所", "党建办"]
    assert listed["shequ"]["community_id"] == "990102013002"


@pytest.mark.parametrize(
    ("arguments", "typed", "why"),
    [
        (("add", "li", "--role", "clerk"), "short", "at least 12"),
        (("add", "li"), GOOD, "--role"),
        (("add", "li", "--role", "department"), GOOD, "department"),
        (("add", "LI", "--role", "clerk"), GOOD, "small letters"),
        (("add",), GOOD, "Name the account"),
        (("passwd", "nobody"), GOOD, "no account nobody"),
        (("disable", "nobody"), GOOD, "no account nobody"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(user, arguments, typed, why):
    with pytest.raises(ShownError, match=why):
        user(*arguments, typed=typed)
    assert user("list", "--json").json == []


def test_a_password_is_no_argument(user):
    with pytest.raises(BaseException, match="call is wrong"):
        user("add", "li", "--role", "clerk", "--password", GOOD)


def test_a_new_password_replaces_the_old_one_and_ends_the_sessions(user):
    user("add", "li", "--role", "clerk")
    token = comes_in(user, "li")
    user("passwd", "li", typed="ein ganz anderes Passwort")
    assert sessions.find(user.home, token, at=datetime.now(), limits=sessions.Limits()) is None
    assert not comes_in(user, "li")
    assert comes_in(user, "li", "ein ganz anderes Passwort")


def test_a_disabled_account_is_out_until_it_is_enabled_again(user):
    user("add", "li", "--role", "clerk")
    assert "已停用" in user("disable", "li").err
    assert not comes_in(user, "li")
    assert "停用" in user("list").out
    user("enable", "li")
    assert comes_in(user, "li")


def test_a_home_without_accounts_says_so(user):
    done = user("list")
    assert (done.out, "还没有账号" in done.err) == ("", True)
