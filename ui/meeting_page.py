"""The page of the review meeting: before it, its agenda, its decisions, and what came of it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from office.meetings import Meeting, call_off, meetings, open_meeting
from office.permissions import Action
from publication.meetings import freeze_meeting
from ui import (
    access,
    answers,
    exports,
    follow_ups,
    meeting,
    meeting_changes,
    meeting_check_up,
    meeting_decision,
    meeting_mode,
    meeting_record,
    pack,
    permission,
    session,
    settings,
    show,
    viewer,
)
from views import files
from views.html import link, tag
from views.meeting import check_up, page, record, slide
from views.places import Period, Place
from wording import ShownError, Text

OPEN = Text("开会：第 {number} 次", "Open meeting {number}")
ENTER = Text("进入会议模式", "Meeting mode")
LOOK = Text("投影查看", "On the projector")
FREEZE = Text("定稿", "Freeze")
CALL_OFF = Text("取消会议", "Call off")
ASK = Text("第 {number} 次会议定稿", "Freeze meeting {number}")
WARNING = Text(
    "定稿后，第 {number} 次会议的数值、口径、目标和 {decided} 项议定事项永久保存，不能再改。"
    "依据第 {version} 版数据。",
    "Once frozen, the numbers, definitions, targets and decisions ({decided}) of meeting {number} "
    "are kept for good and cannot be changed. It stands on version {version}.",
)
UNFINISHED = Text(
    "这一周的数据还没有满，定稿后会有较多修订。",
    "The data of this week are not complete; much of it will be restated.",
)
FREEZING = Text("正在保存全部数值和口径", "Keeping all numbers and definitions")
OTHER_OPEN = Text(
    "第 {number} 次会议（{period}）还没有定稿。", "Meeting {number} ({period}) is not frozen yet."
)
GO_THERE = Text("去定稿", "Go to it")
NO_FROZEN = Text("还没有定稿的会议可以对照。", "There is no frozen meeting to compare with.")


def run(place: Place, period: Period) -> None:
    """The page, or one screen of the meeting where the address asks for it."""
    if meeting_mode.is_on():
        meeting_mode.run(place, period)
        return
    language, query = session.language(), session.choice().query
    held = meeting.held(period)
    compared = _compared(held, period)
    findings = meeting_check_up.findings(place, period)
    items = meeting.items(place, period)
    counts: dict[str, int | None] = {
        "before": len(findings), "agenda": len(items),
        "decisions": len(follow_ups.decided(held.number)) if held else 0,
        "changes": len(meeting_changes.changes(compared.number)) if compared else 0,
        "past": len(meetings(settings.home().path)),
    }  # fmt: skip
    if held is not None and held.is_frozen:
        counts = {"record": None, **counts}
    default = "before" if held is None else "record" if held.is_frozen else "agenda"
    chosen = page.way(session.argument("view"), default, list(counts))
    _status(held, place, period)
    show.html(page.switch(chosen, counts, query, language))
    if chosen == "before":
        _before(findings, compared, period)
    elif chosen == "agenda":
        _agenda(place, period)
    elif chosen == "decisions":
        _decisions(held, place)
    elif chosen == "record" and held is not None:
        _record(held, place)
    elif chosen == "changes":
        _changes(compared)
    else:
        show.html(page.past(_past(), query, language))
    pack.draw(place, period)


def _compared(held: Meeting | None, period: Period) -> Meeting | None:
    """The frozen meeting whose numbers are compared: this one, or that about the nearest
    period before it, in whatever order they were held."""
    if held is not None and held.is_frozen:
        return held
    known = answers.periods()
    found: list[tuple[date, int, Meeting]] = []
    for each in meetings(settings.home().path):
        about = known.find(each.period_id)
        if each.is_frozen and (about is None or about.end_on < period.end_on):
            found.append((about.end_on if about else date.min, each.number, each))
    return max(found, default=(None, 0, None))[2]


def _status(held: Meeting | None, place: Place, period: Period) -> None:
    """Where the meeting stands, and what can be done about it."""
    language = session.language()
    shares = [6, 1.6] if held is None else [5, 1.4, 1, 1]
    words, first, *others = st.columns(shares, vertical_alignment="center")
    with words:
        show.html(tag("p", meeting.title(held, period).in_(language), class_="lt-finding"))
    if not viewer.allowed(Action.HOLD_MEETING):
        return
    if held is None:
        _open(first, period)
        return
    second, third = others
    label = (LOOK if held.is_frozen else ENTER).in_(language)
    with first:
        to = {**session.choice().query, "mode": "meeting"}
        show.html(link(label, "weekly_review", to, class_="lt-button"))
    if held.is_frozen:
        return
    if second.button(session.say(FREEZE), key="freeze", width="stretch"):
        title = ASK.format(number=held.number).in_(language)
        st.dialog(title)(_confirm)(held, period)
    if third.button(session.say(CALL_OFF), key="call-off", width="stretch"):
        permission.require(Action.HOLD_MEETING)
        call_off(settings.home().path, held.number)
        viewer.record("meeting.call_off", detail=f"{held.number} {held.period_id}")
        st.rerun()


def _open(where: object, period: Period) -> None:
    known = meetings(settings.home().path)
    other = next((each for each in known if not each.is_frozen), None)
    language = session.language()
    if other is not None:
        said = OTHER_OPEN.format(number=other.number, period=other.period_id).in_(language)
        to = {**session.choice().query, "period": other.period_id}
        show.html(tag("p", said, " ", link(GO_THERE.in_(language), "weekly_review", to),
                      class_="lt-remark"))  # fmt: skip
        return
    number = 1 + max((each.number for each in known), default=0)
    label = OPEN.format(number=number).in_(language)
    if where.button(label, type="primary", key="open", width="stretch"):  # type: ignore[attr-defined]
        permission.require(Action.HOLD_MEETING)
        opened = open_meeting(
            settings.home().path, period.period_id, at=access.now(), by=viewer.viewer().account
        )
        viewer.record("meeting.open", detail=f"{opened.number} {opened.period_id}")
        st.rerun()


def _confirm(held: Meeting, period: Period) -> None:
    origin = answers.origin()
    version = origin.version if origin else 0
    decided = len(follow_ups.decided(held.number))
    show.sentence(WARNING.format(number=held.number, decided=decided, version=version))
    if not period.is_complete:
        show.remark(UNFINISHED)
    # What is confirmed is what stands above: a new version or decision asks again.
    if st.button(session.say(FREEZE), type="primary", key=f"freeze-now-{version}-{decided}"):
        permission.require(Action.HOLD_MEETING)
        try:
            with st.spinner(session.say(FREEZING)):
                freeze_meeting(settings.home(), held.number, version=version,
                               at=access.now(), by=viewer.viewer().account)  # fmt: skip
        except ShownError as error:
            show.trouble(error.text)
            return
        viewer.record("meeting.freeze", detail=f"{held.number} {held.period_id} {version}")
        st.rerun()


def _before(
    findings: tuple[check_up.Finding, ...], compared: Meeting | None, period: Period
) -> None:
    language, query = session.language(), session.choice().query
    is_known = answers.periods().find(period.period_id) is not None
    show.sentence(check_up.summary(findings) if is_known else check_up.NOT_PUBLISHED)
    if compared is not None:
        show.remark(page.last_time(compared.number, follow_ups.decided(compared.number)))
    show.columns(check_up.listed(findings, query, language), check_up.calls(findings, language))
    if findings:
        header, rows = check_up.cells(findings, language)
        exports.offer_table(lambda: files.table(header, rows), "check-up", rows=len(rows),
                            what="export.check_up")  # fmt: skip


def _agenda(place: Place, period: Period) -> None:
    language, query = session.language(), session.choice().query
    items, decided = meeting.items(place, period), follow_ups.decided()
    why = None if items else meeting.why_empty(place, period)
    show.sentence(why or page.agenda_line(items))
    rows = [(item, next(iter(follow_ups.about(item.key, place, decided)[::-1]), None))
            for item in items]  # fmt: skip
    show.html(page.agenda(rows, query, language))


def _decisions(held: Meeting | None, place: Place) -> None:
    language = session.language()
    if held is not None and not held.is_frozen:
        meeting_decision.offer(held, None, place)
        return
    decided = follow_ups.decided(held.number) if held else ()
    if not decided:
        show.remark(slide.NOTHING_DECIDED)
    for matter in decided:
        show.html(slide.decision(matter, language))


def _record(held: Meeting, place: Place) -> None:
    language = session.language()
    kept = meeting_record.kept(held.number)
    where = next((each for each in kept.places if each.place_id == place.place_id), kept.top)
    show.remark(record.headline(kept))
    if where is not None:
        show.html(record.results(kept, where, language))
        show.html(record.definitions(kept, where, language))
    show.html(record.decisions(meeting_record.decisions(held.number), language))
    header, rows = meeting_record.for_export(kept.number, language)
    exports.offer_table(lambda: files.table(header, rows), f"meeting-{kept.number}",
                        rows=len(rows), what="export.meeting")  # fmt: skip


def _changes(compared: Meeting | None) -> None:
    if compared is None:
        show.remark(NO_FROZEN)
        return
    meeting_changes.run(compared.number)


def _past() -> list[page.Past]:
    return [
        page.Past(each.number, each.period_id, each.state, each.frozen_at, each.version,
                  len(follow_ups.decided(each.number)))
        for each in meetings(settings.home().path)
    ]  # fmt: skip
