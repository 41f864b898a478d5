"""The passport of a number: ten signs that can be read out, typed, and lead back to it.

A passport names one row of the measures of one published version. A version never changes, so a
passport needs no register: it is made from the version's number, the row's number, a sign that
depends on what stands in the row, and a sign that tells whether the others were typed as meant.

Base 32 after Crockford: no I, L, O or U; read aloud or copied by hand, i and l mean 1, o means 0.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from wording import ShownError, Text

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The signs of a passport; each stands for five bits."""

_READ = str.maketrans("ILO", "110", " -\u2010\u2011–—−·")
"""What reads as another sign, and what may stand between signs: any kind of hyphen."""

_ROW = 5
_VERSION = 3
SHORTEST = _VERSION + _ROW + 2

MISTYPED = Text(
    "编号“{code}”不对：有一个字符写错了，或者两个字符颠倒了。请对照原件再输入一次。",
    "The number “{code}” is not right: a sign is wrong, or two are swapped. Compare it with the "
    "original and type it again.",
)
NO_PASSPORT = Text(
    "“{code}”不是数字编号：编号由 10 个字母和数字组成，如 001-0000K-7M。",
    "“{code}” is not the number of a figure: it has ten letters and digits, such as 001-0000K-7M.",
)
GONE = Text(
    "编号“{code}”指的是第 {version} 版数据里的一个数；这一版已经不在本机。"
    "请管理员从备份中恢复第 {version} 版，或查看现行数据。",
    "“{code}” names a figure of version {version}, which is no longer kept here. Ask the "
    "administrator to restore version {version} from a backup, or look at the data in force.",
)
NOT_THERE = Text(
    "第 {version} 版里没有编号为“{code}”的数；这一版可能是后来重新生成的。",
    "Version {version} holds no figure with the number “{code}”; it may have been made anew since.",
)


class PassportError(ShownError):
    """A passport that was mistyped, or whose number is no longer kept."""


@dataclass(frozen=True)
class Passport:
    """A row of a version's measures, counted from 0, and the sign of what stands in it."""

    version: int
    row: int
    sign: str


def code_of(version: int, row: int, metric: str, place_id: str, period_id: str) -> str:
    """The passport of the measure that stands in a row of a version: 001-0000K-7M."""
    if version < 1 or not 0 <= row < 32**_ROW:
        raise ValueError(f"no passport for row {row} of version {version}")
    body = _digits(version, _VERSION) + _digits(row, _ROW) + [_mark(metric, place_id, period_id)]
    signs = "".join(SIGNS[digit] for digit in (*body, _check(body)))
    return f"{signs[: -_ROW - 2]}-{signs[-_ROW - 2 : -2]}-{signs[-2:]}"


def read(code: str) -> Passport:
    """What a typed passport names; raises PassportError where it cannot be right."""
    signs = code.upper().translate(_READ)
    if len(signs) < SHORTEST or not looks_like_one(code):
        raise PassportError(NO_PASSPORT.format(code=code[:24]))
    digits = [SIGNS.index(sign) for sign in signs]
    version, row = _number(digits[: -_ROW - 2]), _number(digits[-_ROW - 2 : -2])
    if _check(digits[:-1]) != digits[-1] or version < 1:
        raise PassportError(MISTYPED.format(code=code[:24]))
    return Passport(version, row, signs[-2])


def looks_like_one(text: str) -> bool:
    """Whether a text may be meant as a passport: its signs, about as many, and one is a digit."""
    signs = text.upper().translate(_READ)
    return (
        SHORTEST - 1 <= len(signs) <= SHORTEST + 2
        and all(sign in SIGNS for sign in signs)
        and any(sign.isdigit() for sign in text)
    )


def belongs(passport: Passport, metric: str, place_id: str, period_id: str) -> bool:
    """Whether the measure found in the row is the one that the passport was made for."""
    return SIGNS[_mark(metric, place_id, period_id)] == passport.sign


def _mark(metric: str, place_id: str, period_id: str) -> int:
    named = "\0".join((metric, place_id, period_id)).encode()
    return hashlib.sha256(named).digest()[0] % 32


def _digits(number: int, least: int) -> list[int]:
    digits: list[int] = []
    while number or len(digits) < least:
        number, digit = divmod(number, 32)
        digits.insert(0, digit)
    return digits


def _number(digits: list[int]) -> int:
    number = 0
    for digit in digits:
        number = number * 32 + digit
    return number


def _check(digits: list[int]) -> int:
    """A remainder over the field of 32 elements: digits weighted with powers of its generator.

    No two positions have the same weight, so one wrong sign and any two swapped signs show.
    """
    total = 0
    for digit in digits:
        total = _double(total) ^ digit
    return _double(total)


def _double(element: int) -> int:
    """Times the generator, modulo x⁵ + x² + 1."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
