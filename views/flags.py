"""What a reader must know of a number beside its value: provisional, carried back, restated."""

from __future__ import annotations

from views import numbers
from views.html import Markup, join, tag
from views.lights import light_of
from views.results import Reading
from wording import Text

FLAGS: dict[str, tuple[Text, Text]] = {
    "provisional": (
        Text("暂定", "Provisional"),
        Text(
            "更正期内或凭自报，可能修订",
            "Within the time for corrections, or self-reported; may be revised",
        ),
    ),
    "back_carried": (
        Text("回溯", "Carried back"),
        Text(
            "当期没有数据，用其后最早一期的情况",
            "No data of that time; the earliest later state is used",
        ),
    ),
    "small_base": (
        Text("基数小", "Small base"),
        Text("分母很小，请看件数", "The denominator is small; look at the counts"),
    ),
    "restated": (
        Text("已修订", "Restated"),
        Text("与会议定稿时不同", "Differs from what a meeting froze"),
    ),
}  # fmt: skip


STEP = Text("{flag} {then} → {now}", "{flag}: {then} → {now}")
SEEN = Text(
    "第 {number} 次会议定稿时为 {then}，以后台账有更正或补报",
    "Meeting {number} saw {then}; sheets were corrected or handed in late since",
)
REDEFINED = Text("口径已改", "Redefined")
SEEN_OTHERWISE = Text(
    "第 {number} 次会议定稿时为 {then}，以后口径、算法或目标有变，前后不作比较",
    "Meeting {number} saw {then}; the definition or target changed since: the two are not compared",
)


def flag_words(reading: Reading, language: str) -> Markup:
    """The flags of a reading as small labels, each with its explanation as a tip."""
    shown = [
        tag("span", words.in_(language), class_="lt-flag", title=tip.in_(language))
        for flag in FLAGS
        if flag in reading.flags
        for words, tip in [_said(flag, reading)]
    ]
    return join(shown)


BEFORE = Text(
    "（已修订，第 {number} 次会议定稿时为 {then}）", " (restated: {then} at meeting {number})"
)
BEFORE_OTHERWISE = Text(
    "（口径或目标已改，第 {number} 次会议定稿时为 {then}）",
    " (definition or target changed: {then} at meeting {number})",
)


def seen_before(reading: Reading) -> Text | None:
    """In a sentence, what a frozen meeting saw of a number that reads otherwise now."""
    was = reading.was
    if was is None:
        return None
    is_light = was.value == reading.value
    then = Text(*(_figure(reading, was.value, was.state, is_light, each) for each in ("zh", "en")))
    words = BEFORE_OTHERWISE if was.is_redefined else BEFORE
    return words.format(number=was.meeting_number, then=then)


def _said(flag: str, reading: Reading) -> tuple[Text, Text]:
    """A flag and its explanation; of a restated number what it was and what it is now."""
    words, tip = FLAGS[flag]
    was = reading.was
    if flag != "restated" or was is None:
        return words, tip
    is_light = was.value == reading.value
    then, now = (
        Text(*(_figure(reading, value, state, is_light, each) for each in ("zh", "en")))
        for value, state in ((was.value, was.state), (reading.value, reading.state))
    )
    flag_said = REDEFINED if was.is_redefined else words
    seen = SEEN_OTHERWISE if was.is_redefined else SEEN
    return (
        STEP.format(flag=flag_said, then=then, now=now),
        seen.format(number=was.meeting_number, then=then),
    )


def _figure(
    reading: Reading, value: float | None, state: str, is_light: bool, language: str
) -> str:
    """The figure, or where only the light has changed its word; who had not reported said so."""
    if is_light or state == "not_reported":
        return light_of(state).word.in_(language)
    return numbers.figure(reading.metric, value, language)
