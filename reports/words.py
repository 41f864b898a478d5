"""What every part of a pack says in the same words, and text made safe for any kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from views import numbers
from views.files import WITHHELD
from views.lights import light_of
from views.places import Period, period_name, period_span
from views.results import Reading
from wording import Text

INTERNAL = Text("内部资料　注意保管", "Internal, keep it safe")
HIDDEN = WITHHELD
HIDDEN_WHY = Text(
    "“按规则不显示”：件数很少，或能由此推出件数很少的数，离开系统的文件里不列出。",
    "“Withheld”: the count is small, or a small count could be worked out from it; files that "
    "leave the system do not show it.",
)
REPORT = {
    "week": Text("周报", "weekly report"),
    "month": Text("月报", "monthly report"),
    "quarter": Text("季报", "quarterly report"),
    "year": Text("年报", "annual report"),
}
TITLE = Text("{place}社区治理工作{report}", "{place}: community governance, {report}")
BASIS = Text(
    "数据截至{day}，由 {files} 份台账汇成，第 {version} 版。",
    "Data to {day}, from {files} files, version {version}.",
)

_CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)
"""Control characters, lone surrogates, and signs that turn the direction of writing around."""


def clean(value: object) -> str:
    """Text that every kind of file can hold: one line, without what XML forbids."""
    return " ".join(_CONTROL.sub(" ", str(value)).split(" ")).strip()


def cleaned(words: Text) -> Text:
    """Both wordings made safe."""
    return Text(clean(words.zh) or "—", clean(words.en) or "—")


def unbroken(code: str) -> str:
    """A passport that no line breaks, for running text; it can be typed back as it stands."""
    return code.replace("-", "\u2011")


def moment(at: datetime) -> str:
    """An instant to the minute."""
    return f"{at:%Y-%m-%d %H:%M}"


def period_words(period: Period, language: str) -> str:
    """2026年第47周（11月16日至22日）; a year without its days."""
    name, span = period_name(period).in_(language), period_span(period).in_(language)
    if period.kind == "year":
        return name
    return f"{name}（{span}）" if language == "zh" else f"{name} ({span})"


def state_words(reading: Reading, language: str) -> str:
    """Shape and word of a light; plain "no target" has no shape."""
    light = light_of(reading.state)
    return f"{light.shape} {light.word.in_(language)}".strip()


def value_words(reading: Reading, is_hidden: bool, language: str) -> str:
    """The value with its unit, that it is withheld, or a dash."""
    if is_hidden:
        return HIDDEN.in_(language)
    return numbers.with_unit(reading.metric, reading.value, language)


def joined(names: Iterable[str], language: str) -> str:
    """Names in a row."""
    return ("、" if language == "zh" else ", ").join(names)
