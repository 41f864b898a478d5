"""Numbers as offices write them: units, qualifiers, Chinese numerals, hours in words."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

from data.cells.outcome import Outcome, ask
from data.cells.spelling import DASHES, chinese_number, tight
from wording import Text

_EXPECTED = Text("数字", "a number")
_EXPECTED_INTEGER = Text("整数", "a whole number")

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+"
_PLAIN = re.compile(rf"^({_NUMBER})$")
_ABOUT = re.compile(
    r"^(?:约|大约|近|不到|超过|逾|左右|不少于|不低于|不超过|至少|≥|≤|>=|<=|>|<)(.+)$"
    r"|^(.+?)(?:余|左右|上下|多|以上|以下|以内)(.*)$"
)
_WITH_UNIT = re.compile(rf"^({_NUMBER})(万|亿|%)?([A-Za-z²\u4e00-\u9fff]{{0,6}}[23]?)$")
_BATCHES = re.compile(r"^(\d+)批次?(\d+)人次?$")
_HOURS = re.compile(rf"^(?:({_NUMBER}|[一二三四五六七八九十两半]+)(?:个)?(?:小时|时|h|hr|hours?))?"
                    rf"(半)?(?:({_NUMBER})(?:分钟|分|min|m))?$", re.IGNORECASE)  # fmt: skip
LARGEST = 1e15
"""No office counts further; a number beyond it is a slip, and sums with it mean nothing."""

_LONGEST = 60
_FACTORS = {"万": 10_000.0, "亿": 100_000_000.0, "%": 0.01}

# Spellings of a unit that mean the unit in which the column is kept, and factors for others.
_UNITS: dict[str, dict[str, float]] = {
    "m2": {
        "平方米": 1,
        "平米": 1,
        "㎡": 1,
        "m2": 1,
        "m²": 1,
        "平": 1,
        "平方": 1,
        "万平方米": 1e4,
        "万平米": 1e4,
        "万m2": 1e4,
        "公顷": 1e4,
        "亩": 10_000 / 15,
    },
    "km2": {
        "平方公里": 1,
        "平方千米": 1,
        "km2": 1,
        "公顷": 0.01,
        "亩": 1 / 1500,
        "平方米": 1e-6,
        "平米": 1e-6,
        "m2": 1e-6,
        "万平方米": 0.01,
    },
    "hours": {"小时": 1, "h": 1, "时": 1, "分钟": 1 / 60, "分": 1 / 60, "min": 1 / 60},
    "10k yuan": {
        "万元": 1,
        "万": 1,
        "元": 0.0001,
        "yuan": 0.0001,
        "千元": 0.1,
        "百万元": 100,
        "亿元": 10_000,
    },
    "persons": {"人": 1, "名": 1, "人次": 1, "位": 1, "万人": 1e4, "万人次": 1e4},
    "households": {"户": 1, "万户": 1e4},
}

_NAMES_OF_UNITS = {
    "万元": "10k yuan", "平方米": "m2", "㎡": "m2", "m2": "m2", "小时": "hours", "人": "persons",
    "户": "households",
}  # fmt: skip


def factor_of(written: str, unit: str) -> float | None:
    """What a number in the unit ``written`` is multiplied by to be in ``unit``; None if unknown."""
    return _UNITS.get(unit, {}).get(tight(written).lower())


def in_unit_of_column(raw: Any, unit: str, factor: float) -> Any:
    """A number under a header in another unit, as the column's own unit writes it.

    A cell that names its own unit, and one that holds no number, stay as they are.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return raw
    if isinstance(raw, int | float):
        return round(raw * factor, 10)
    if any(spelling in tight(raw).lower() for spelling in _UNITS[unit]):
        return raw
    outcome = read_number(raw)
    if outcome.value is None:
        return raw
    value = round(outcome.value * factor, 10)
    return f"约{value}" if outcome.flag == "approximate" else value


def is_number(raw: Any) -> bool:
    """Whether a cell holds a number, perhaps with its unit, or a dash in the place of one."""
    if isinstance(raw, str):
        text = tight(raw)
        return text in DASHES or any(form.match(text) for form in (_PLAIN, _WITH_UNIT))
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _with_unit(text: str, unit: str | None) -> Outcome | None:
    match = _WITH_UNIT.match(text)
    if not match or not (match[2] or match[3]):
        return None
    value, scale, suffix = _number(match[1]), match[2], match[3].lower()
    if unit == "10k yuan" and scale == "万":
        scale, suffix = None, "万元"
    known = _UNITS.get(unit or "", {})
    if scale:
        value *= _FACTORS[scale]
    if not suffix:
        return Outcome(value)
    if suffix in known:
        factor = known[suffix]
        return Outcome(round(value * factor, 10), None if factor == 1 else "unit_converted")
    if suffix.isdigit():
        return None
    if known and any(suffix in spellings for spellings in _UNITS.values()):
        return ask("other_unit", Text(f"以“{next(iter(known))}”计的数", f"a number in {unit}"))
    return Outcome(value, "unit_in_cell")


def _hours(text: str) -> float | None:
    match = _HOURS.match(text)
    if not match or not any(match.groups()):
        return None
    hours: float = 0.0
    if match[1] == "半":
        hours = 0.5
    elif match[1]:
        words = chinese_number(match[1])
        hours = float(words) if words is not None else _number(match[1])
    return hours + (0.5 if match[2] else 0.0) + (_number(match[3]) / 60 if match[3] else 0.0)


def read_number(raw: Any, unit: str | None = None) -> Outcome:
    """The number in a cell, in ``unit``; qualified numbers (约30, 300余) are flagged."""
    outcome = _read_number(raw, unit)
    if outcome.value is not None and abs(outcome.value) > LARGEST:
        return ask("unreadable_number", _EXPECTED)
    return outcome


def _read_number(raw: Any, unit: str | None) -> Outcome:
    if isinstance(raw, bool):
        return ask("unreadable_number", _EXPECTED)
    if isinstance(raw, int | float):
        return Outcome(float(raw)) if raw == raw else Outcome(None, "unreadable_number")  # noqa: PLR0124
    if isinstance(raw, timedelta):
        return (
            Outcome(raw.total_seconds() / 3600)
            if unit == "hours"
            else ask("unreadable_number", _EXPECTED)
        )
    if isinstance(raw, time):
        clock = raw.hour + raw.minute / 60
        return Outcome(clock) if unit == "hours" else ask("unreadable_number", _EXPECTED)
    text = tight(str(raw))
    if len(text) > _LONGEST:
        return ask("unreadable_number", _EXPECTED)
    if match := _PLAIN.match(text):
        return Outcome(_number(match[1]))
    if unit == "hours" and (hours := _hours(text)) is not None:
        return Outcome(hours, "number_in_words" if chinese_number(text[0]) is not None else None)
    if match := _BATCHES.match(text):
        return Outcome(float(match[2]), "batches_and_people")
    if (outcome := _with_unit(text, unit)) is not None and not _ABOUT.match(text):
        return outcome
    if (words := chinese_number(text.rstrip("人户名个件起"))) is not None:
        return Outcome(float(words), "number_in_words")
    if match := _ABOUT.match(text):
        inner = _read_number(match[1] or (match[2] + match[3]), unit)
        if inner.value is not None:
            return Outcome(inner.value, "approximate")
    return ask("unreadable_number", _EXPECTED)


def read_measured(raw: Any, unit: str | None) -> Outcome:
    """The number in a cell, in the unit that another cell of its row names.

    A percentage is kept in per cent: 98% and, as a fraction in a number cell, 0.98 are both 98.
    """
    own = tight(unit or "")
    text = tight(raw) if isinstance(raw, str) else ""
    if text.endswith("%"):
        return read_number(text.removesuffix("%"))
    if own and text.endswith(own) and text != own:
        return read_number(text.removesuffix(own))
    outcome = read_number(raw, _NAMES_OF_UNITS.get(own))
    if outcome.value is None:
        return outcome
    if own == "%" and outcome.value == 1:
        return ask("share_or_percentage", _EXPECTED, candidates=("1%", "100%"))
    if own == "%" and 0 < outcome.value < 1:
        return Outcome(round(outcome.value * 100, 10), "fraction_as_percentage")
    is_plain = not text or _PLAIN.match(text) is not None
    return Outcome(outcome.value, outcome.flag or (None if is_plain else "unit_in_cell"))


def read_integer(raw: Any, unit: str | None = None) -> Outcome:
    """A whole number; fractions are asked, not rounded."""
    outcome = read_number(raw, unit)
    if outcome.value is None:
        return outcome
    if abs(outcome.value - round(outcome.value)) > 1e-9:
        return ask("not_a_whole_number", _EXPECTED_INTEGER)
    return Outcome(round(outcome.value), outcome.flag)


def read_code(raw: Any) -> Outcome:
    """An identifier as text; one that a spreadsheet rounded to 15 digits is unknown, flagged."""
    if isinstance(raw, bool):
        return Outcome(str(raw))
    if isinstance(raw, int | float):
        if raw != raw or abs(raw) >= 1e15:  # noqa: PLR0124 - a spreadsheet keeps 15 digits
            return Outcome(None, "digits_lost")
        return Outcome(str(int(raw)) if raw == int(raw) else f"{raw:.15g}")
    text = tight(str(raw)).lstrip("'")
    if re.fullmatch(r"\d(?:\.\d+)?E\+?\d{2}", text, re.IGNORECASE):
        return Outcome(None, "digits_lost")
    return Outcome(text or None)
