"""Meeting mode: one item per screen, for a projector; where one is stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui import follow_ups, meeting, meeting_decision, session, show
from views.html import join
from views.meeting import slide, trend
from views.meeting.agenda import END, Item, position
from views.meeting.slide import Way
from views.places import Period, Place
from wording import Text

MODE, ITEM, SKIPPED = "mode", "item", "skipped"
NOTHING = Text(
    "本期没有需要上会的事项：没有预警，没有异常波动，该报的都报了。",
    "Nothing has to come before the meeting: no alert, no unusual change, nothing missing.",
)


def is_on() -> bool:
    """Whether the address asks for the screens of the meeting."""
    return session.argument(MODE) == "meeting"


def run(place: Place, period: Period) -> None:
    """One screen of the meeting."""
    language = session.language()
    items = meeting.items(place, period)
    skipped = _skipped(items)
    at = position(items, session.argument(ITEM)) if items else 0
    held = meeting.held(period)
    title = meeting.title(held, period).in_(language)
    show.html(
        slide.shell(
            slide.bar(title, at, items, _way(items, at, skipped), skipped=skipped,
                      language=language)
        )
    )  # fmt: skip
    if not items:
        show.sentence(NOTHING)
        return
    if at == len(items):
        _closing(items, skipped, 0 if held is None else held.number)
        return
    _item(items[at], place, period, 0 if held is None else held.number)
    if held is not None and not held.is_frozen:
        meeting_decision.offer(held, items[at], place)


def _item(item: Item, place: Place, period: Period, number: int) -> None:
    language = session.language()
    earlier = [matter for matter in follow_ups.decided() if matter.meeting_number != number]
    matters = follow_ups.about(item.key, place, earlier)
    rows = meeting.rows_behind(item.key, place, period)
    show.html(slide.shell(slide.head(item, place, language)))
    left, right = st.columns([1, 1.7], gap="large")
    with left:
        show.html(slide.shell(slide.figures(item, rows, language), slide.places(item, language),
                              slide.responsible(item, language)))  # fmt: skip
    with right:
        show.html(slide.shell(trend.head(item.standing, item.signal, language)))
        show.chart(trend.draw(item.standing, item.signal, language), f"meeting-{item.key}")
        show.html(slide.shell(join([slide.last_decision(matters, language)])))


def _closing(items: Sequence[Item], skipped: Sequence[str], number: int) -> None:
    language = session.language()
    left = [(item, _address(item.key, skipped)) for item in items if item.key in skipped]
    decided = follow_ups.decided(number) if number else ()
    show.html(slide.shell(slide.closing(decided, left, language)))


def _skipped(items: Sequence[Item]) -> list[str]:
    asked = session.argument(SKIPPED).split(",")
    return [item.key for item in items if item.key in asked]


def _way(items: Sequence[Item], at: int, skipped: Sequence[str]) -> Way:
    names = [*(item.key for item in items), END]
    after = names[at + 1] if at + 1 < len(names) else None
    here = names[at]
    come_back = [each for each in skipped if each != here]
    return Way(
        previous=_address(names[at - 1], skipped) if at else None,
        next=None if after is None else _address(after, come_back),
        skip=None if after is None else _address(after, [*come_back, here]),
        leave=session.choice().query,
    )


def _address(item: str, skipped: Sequence[str]) -> dict[str, str]:
    return {
        **session.choice().query, MODE: "meeting", ITEM: item, SKIPPED: ",".join(skipped),
    }  # fmt: skip
