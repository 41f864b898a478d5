"""Meeting mode: one item per screen, for a projector; where one is stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui import follow_ups, meeting, meeting_decision, session, show
from views.follow_ups import page
from views.follow_ups.matter import Matter, attention_first
from views.html import join
from views.meeting import slide, trend
from views.meeting.agenda import END, START, Item
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
    held = meeting.held(period)
    number = 0 if held is None else held.number
    items, earlier = meeting.items(place, period), _to_review(number)
    screens = [*([START] if earlier else []), *(item.key for item in items), END]
    asked = session.argument(ITEM)
    at = screens.index(asked) if asked in screens else 0
    skipped = [item.key for item in items if item.key in session.argument(SKIPPED).split(",")]
    title = meeting.title(held, period).in_(language)
    way = _way(screens, at, skipped)
    bar = slide.bar(title, screens[at], items, way, skipped=skipped, language=language)
    show.html(slide.shell(bar))
    item = next((each for each in items if each.key == screens[at]), None)
    if item is not None:
        _item(item, place, period, number if held is None or not held.is_frozen else number + 1)
        if held is not None and not held.is_frozen:
            meeting_decision.offer(held, item, place)
    elif screens[at] == START:
        show.html(slide.shell(slide.review(page.summary(earlier), earlier, language)))
    else:
        if not items:
            show.sentence(meeting.why_empty(place, period) or NOTHING)
        _closing(items, skipped, number)


def _to_review(number: int) -> tuple[Matter, ...]:
    """What earlier meetings decided and is not struck off, and all of the last one."""
    known = [m for m in follow_ups.decided() if not number or (m.meeting_number or 0) < number]
    last = max((m.meeting_number or 0 for m in known), default=0)
    return attention_first(
        tuple(m for m in known if m.state != "verified" or m.meeting_number == last)
    )


def _item(item: Item, place: Place, period: Period, before: int) -> None:
    """One item, with what meetings before one of that number decided about it; 0 for all."""
    language = session.language()
    earlier = [m for m in follow_ups.decided() if not before or (m.meeting_number or 0) < before]
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


def _way(screens: Sequence[str], at: int, skipped: Sequence[str]) -> Way:
    here = screens[at]
    after = screens[at + 1] if at + 1 < len(screens) else None
    come_back = [each for each in skipped if each != here]
    may_skip = after is not None and here != START
    return Way(
        previous=_address(screens[at - 1], skipped) if at else None,
        next=None if after is None else _address(after, come_back),
        skip=_address(after, [*come_back, here]) if may_skip and after else None,
        leave=session.choice().query,
    )


def _address(item: str, skipped: Sequence[str]) -> dict[str, str]:
    return {
        **session.choice().query, MODE: "meeting", ITEM: item, SKIPPED: ",".join(skipped),
    }  # fmt: skip
