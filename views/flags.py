"""What a reader must know of a number beside its value: provisional, carried back, small base."""

from __future__ import annotations

from views.html import Markup, join, tag
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
        Text("与上次公布不同", "Differs from what was published before"),
    ),
}  # fmt: skip


def flag_words(reading: Reading, language: str) -> Markup:
    """The flags of a reading as small labels, each with its explanation as a tip."""
    shown = [
        tag(
            "span",
            FLAGS[flag][0].in_(language),
            class_="lt-flag",
            title=FLAGS[flag][1].in_(language),
        )
        for flag in FLAGS
        if flag in reading.flags
    ]
    return join(shown)
