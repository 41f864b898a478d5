"""Passwords: what a good one is, and Argon2 hashes in place of them."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from wording import ShownError, Text

SHORTEST, LONGEST = 12, 128
FEWEST_DIFFERENT = 5
"""A password of fewer different characters is a pattern."""

TOO_SHORT = Text(
    f"密码至少 {SHORTEST} 个字符，可以用一句话。",
    f"A password has at least {SHORTEST} characters; a sentence is fine.",
)
TOO_LONG = Text(f"密码最长 {LONGEST} 个字符。", f"A password has at most {LONGEST} characters.")
TOO_COMMON = Text(
    "这个密码太常见或太有规律，请换一个。",
    "This password is too common or too regular; choose another.",
)
HOLDS_ACCOUNT = Text(
    "密码里不能包含账号名。", "A password may not contain the name of the account."
)

COMMON = (
    "123456789012 1234567890123 12345678901234 123412341234 123123123123 112233445566 "
    "password1234 password12345 password123456 passwordpassword p@ssw0rd1234 adminadmin12 "
    "administrator administrator1 admin1234567 admin12345678 qwertyuiop12 qwertyuiop123 "
    "qwertyuiopas qwertyuiop[] qwertyqwerty asdfghjkl123 asdfghjklzxc zxcvbnm12345 1qaz2wsx3edc "
    "1q2w3e4r5t6y 1q2w3e4r5t6y7u qazwsxedcrfv abcdefghijkl abcd12345678 abc123456789 "
    "a12345678901 aa1234567890 letmein12345 welcome12345 changeme1234 iloveyou1234 iloveyou1314 "
    "woaini1314520 woaini520520 woaini123456 5201314520131 520131452013 zhangwei1234 "
    "wangwei12345 shequ1234567 wangge123456 jiedao123456 zhongguo1234 china1234567"
)
"""The best known of those that are long enough; short ones are refused for their length."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""For one-time passwords: nothing that is mistaken for something else when read aloud."""


class PasswordError(ShownError):
    """A password that may not be taken."""


def check(password: str, account: str) -> None:
    """Raise PasswordError unless a password may be taken; any characters and any words may."""
    said = _plain(password)
    if len(said) < SHORTEST:
        raise PasswordError(TOO_SHORT)
    if len(said) > LONGEST:
        raise PasswordError(TOO_LONG)
    folded = said.casefold()
    if account.casefold() in folded:
        raise PasswordError(HOLDS_ACCOUNT)
    if folded in COMMON.split() or len(set(folded)) < FEWEST_DIFFERENT or _counts(folded):
        raise PasswordError(TOO_COMMON)


def one_time() -> str:
    """A password of 80 random bits to be handed over once, in four groups."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def hashed(password: str) -> str:
    """The Argon2 hash of a password, with its salt and its cost."""
    return _hasher().hash(_plain(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether a password belongs to a hash; without a hash it takes as long and says no."""
    try:
        _hasher().verify(password_hash or _nobodys(), _plain(password))
    except (Argon2Error, InvalidHashError):
        return False
    return password_hash is not None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_hex(16))


def _plain(password: str) -> str:
    """The same characters, however a keyboard composed them."""
    return unicodedata.normalize("NFC", password)


def _counts(folded: str) -> bool:
    """Whether every character follows the one before it, as in a count."""
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    return steps in ({1}, {-1})
