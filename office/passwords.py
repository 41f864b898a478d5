"""Passwords: what a good one is, and Argon2 hashes in place of them."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from office.guessable import is_guessable
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
    if len(set(folded)) < FEWEST_DIFFERENT or is_guessable(folded):
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
