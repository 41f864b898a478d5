"""Spelling without meaning: widths, spaces, brackets, Chinese numerals, markers of emptiness."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Characters that change nothing but the look: zero width, joiners, direction and order marks.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPACE = re.compile(r"\s+")
# Most cells hold none of these: one search for them all costs less than one for each.
_NEEDS_CARE = re.compile(
    r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_BRACKETED = re.compile(r"[(\[【〔《][^()\[\]【】〔〕《》]*[)\]】〕》]?")

_UNIT_AFTER = re.compile(
    r"(?<=.)/(?:m2|平方米|平米|平方千米|平方公里|公顷|亩|万?元|千元|小时|分钟|万?人|万?户|人次|件|起|个|次|%)$"
)

ERROR_VALUES = frozenset(
    {"#DIV/0!", "#REF!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!", "#SPILL!", "#CALC!"}
)
UNKNOWN_WORDS = frozenset(
    {"不详", "不明", "未知", "不清", "不清楚", "若干", "多人", "数人"}
    | {"待核实", "待核", "待补", "待查", "N/A", "NA", "null", "NULL"}
)
DASHES = frozenset({"-", "--", "—", "——", "–", "/", "\\", "―", "一一"})
SAME_AS_ABOVE = frozenset({"同上", "〃", '"', "″"})
VACANCIES = frozenset({"空缺", "待定", "暂缺", "空岗", "缺", "无人", "待配备", "空", "暂无"})
NOTHING = frozenset({"无", "没有", "未配备", "未聘请", "未聘", "尚未配备", "暂未配备"})
PLACEHOLDER_NAMES = frozenset(
    {"测试", "测试人员", "张三", "李四", "王五", "赵六", "某某"}
) | frozenset({"某某某", "样例", "示例", "xxx", "XXX", "test", "abc"})
_NONE_AT_ALL = re.compile(
    r"^(本[周月季年期]|截至目前)?[均暂]?(无|没有|未发生|未发现)"
    r"(安全)?(事故|案件|信访|上访|隐患|纠纷|情况|记录|事项)*$"
)


def says_nothing(cells: Iterable[object]) -> bool:
    """Whether the filled cells of a row say "none", perhaps under a number and beside dashes."""
    texts = [tight(str(cell)).removesuffix(".0") for cell in cells]
    none = [bool(_NONE_AT_ALL.match(text)) for text in texts]
    return any(none) and all(
        is_none or text in DASHES or text in {"0", "1"}
        for is_none, text in zip(none, texts, strict=True)
    )


def plain(text: str) -> str:
    """The text in normal widths, without invisible characters, trimmed, single spaces."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    if _NEEDS_CARE.search(text) is None:
        return text
    text = _INVISIBLE.sub("", text)
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def tight(text: str) -> str:
    """The plain text without any space: how headers, names and choices are compared."""
    return plain(text).replace(" ", "")


def stored_text(text: str) -> str:
    """The text as it is stored: kept literally but for control and direction characters."""
    if _NEEDS_CARE.search(text) is None:
        return text
    return _CONTROL.sub("", _INVISIBLE.sub("", text)).strip()


@lru_cache(maxsize=10_000)
def header_key(text: str) -> str:
    """A header without stars, spaces, units and hints in brackets.

    ``*建筑面积（㎡）`` -> ``建筑面积``; ``姓  名*`` -> ``姓名``; ``面积(m2)`` -> ``面积``.
    """
    text = tight(text).replace("*", "").replace("·", "")
    bare = _UNIT_AFTER.sub("", _BRACKETED.sub("", text)).strip(":：,，.。、")
    return bare or text


def bracketed(text: str) -> str:
    """What stands in the brackets of a header: its unit or hint; empty where there is none."""
    return "".join(_BRACKETED.findall(tight(text))).strip("()[]【】〔〕《》")


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_NUMBER = re.compile("^[零〇一二三四五六七八九两十百千万]+$")


def chinese_number(text: str) -> int | None:
    """The integer that a Chinese numeral means (三十 -> 30, 一百零二 -> 102), else None."""
    if not _CHINESE_NUMBER.match(text):
        return None
    if "万" in text:
        high, _, low = text.partition("万")
        head, rest = chinese_number(high), chinese_number(low) if low else 0
        return None if head is None or rest is None else head * 10_000 + rest
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, None
    for character in text:
        if character in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)
