"""The documents of a pack: the briefing, a supervision order for each decision, draft minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from metrics.catalogue import metrics
from office.follow_ups import STATES, FollowUp
from reports import filling, tables, tables_of_work
from reports.result import Result
from reports.story import Story
from reports.tables import Column, Table
from reports.words import INTERNAL, clean, moment, period_words, unbroken, value_words
from views import numbers
from views.places import period_name
from wording import Text

ATTACHMENTS = Text("附件（{count} 件）", "Attachments ({count})")
ATTACHMENT_COLUMNS = (
    Column("number", Text("序号", "No."), 0.6, True),
    Column("file", Text("文件", "File"), 3.4),
    Column("about", Text("内容", "Content"), 4.2),
)
FAMILY_CELLS = [f"metric{number}{end}" for number in range(1, 5) for end in ("", "_code")]
MAP = Text("{metric}分布图（{count} 处）", "{metric} on the map (places: {count})")
SOURCE = Text(
    "第 {number} 次研判会（{period}）议定事项第 {position} 项",
    "Review meeting {number} ({period}), decision {position}",
)
FIGURE = Text("{metric}，{place}，{period}：{value}", "{metric}, {place}, {period}: {value}")
WITH_CODE = Text("{figure}（编号 {code}）", "{figure} (number {code})")
MINUTES = Text("{place}第 {number} 次研判会会议纪要", "{place}: minutes of review meeting {number}")
MINUTES_BEFORE = Text("{place}研判会会议纪要", "{place}: minutes of the review meeting")
NUMBER = Text("第 {number} 次会议", "Meeting {number}")
NOT_HELD = Text("会议尚未召开", "Not held yet")
DECIDED = Text("会议议定 {count} 项：", "The meeting decided on {count} matters:")
DECIDED_NOTHING = Text("会议没有议定事项。", "The meeting took no decisions.")
NOT_DECIDED = Text("（会后补记）", "(to be added after the meeting)")


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the briefing, and what it holds."""

    file: str
    about: Text


def briefing(
    result: Result, story: Story, attached: Sequence[Attachment], language: str, own: Path | None
) -> bytes:
    """The briefing in the layout of official documents."""
    content = {
        **_common(result, story, language),
        "map_caption": _map_caption(result, language),
        "attachments": _mapped(_attachments(attached, language), ""),
        **_tables(result, language),
    }
    found = filling.find(f"briefing.{language}.docx", own)
    return filling.fill(found, content, result.picture)


def minutes(result: Result, story: Story, language: str, own: Path | None) -> bytes:
    """A draft of the minutes; blanks where only somebody who was there can know."""
    meeting, decided = result.meeting, result.decisions
    place = clean(result.place.name)
    title = MINUTES.format(place=place, number=meeting.number) if meeting else None
    is_over = meeting is not None and meeting.is_frozen
    nothing = DECIDED_NOTHING if is_over else NOT_DECIDED
    words = DECIDED.format(count=len(decided)) if decided else nothing
    held = (meeting.frozen_at or meeting.opened_at).date() if meeting else None
    content = {
        **_common(result, story, language),
        "minutes": {
            "title": (title or MINUTES_BEFORE.format(place=place)).in_(language),
            "number": (NUMBER.format(number=meeting.number) if meeting else NOT_HELD).in_(language),
            "held_on": numbers.day(held, language) if held else "",
            "decided": words.in_(language),
        },
        "orders": [
            {**order, "code": unbroken(order["code"])}
            for order in (_order(result, each, language) for each in decided)
        ],
    }
    return filling.fill(filling.find(f"minutes.{language}.docx", own), content)


def order(
    result: Result, story: Story, decision: FollowUp, language: str, own: Path | None
) -> bytes:
    """The supervision order of one decision."""
    content = {**_common(result, story, language), "order": _order(result, decision, language)}
    return filling.fill(filling.find(f"supervision_order.{language}.docx", own), content)


def _common(result: Result, story: Story, language: str) -> dict[str, object]:
    """What every template may use."""
    who, at = clean(result.made_by), moment(result.made_at)
    return {
        "title": story.title,
        "place": clean(result.place.name),
        "issuer": clean(result.place.name),
        "period": story.period,
        "period_with_days": period_words(result.period, language),
        "issued_on": numbers.day(result.made_at.date(), language),
        "internal": INTERNAL.in_(language),
        "made_by": who,
        "made_at": at,
        "watermark": f"{who} {at}",
        "basis": story.basis,
        "overall": list(story.overall),
        "families": [{**vars(f), "code": unbroken(f.code)} for f in story.families],
        "alerts_head": story.alerts_head,
        "alert_lines": [
            _with_code(line.rstrip("。. "), result.code(standing.now), language)
            for line, standing in zip(story.alerts, result.in_state("red"), strict=True)
        ],
        "unreported_said": story.unreported,
        "alerts_short": [
            {"said": said, "code": unbroken(result.code(standing.now))}
            for said, standing in zip(story.alerts_short, result.in_state("red"), strict=True)
        ],
        "checks_said": story.checks,
        "tasks_said": story.tasks,
        "follow_ups_said": story.follow_ups,
        "next_steps": story.next_steps,
    }


def _tables(result: Result, language: str) -> dict[str, object]:
    """The tables by name, numbered in the order in which those with rows appear."""
    drawn = [
        tables.main(result, language),
        tables.places(result, language),
        tables.three_zero(result, language),
        tables_of_work.alerts(result, language),
        tables_of_work.unreported(result, language),
        tables_of_work.checks(result, language),
        tables_of_work.tasks(result, language),
        tables_of_work.follow_ups(result, language),
        tables_of_work.decisions(result, language),
        tables_of_work.to_explain(result, language),
    ]
    found: dict[str, object] = {}
    number = 0
    for table in drawn:
        number += 1 if table.rows else 0
        found[table.key] = _mapped(table, str(number))
    return found


def _mapped(table: Table, number: str) -> dict[str, object]:
    known = dict(zip((c.key for c in table.columns), table.header, strict=True))
    # A template names four families; an office may have figures of fewer.
    blank = dict.fromkeys(FAMILY_CELLS, "") if table.key == "places" else {}
    header = {**blank, **known}
    return {
        "number": number,
        "caption": table.caption,
        "header": header,
        "rows": [{**blank, **row} for row in table.as_mappings()],
    }


def _attachments(attached: Sequence[Attachment], language: str) -> Table:
    rows = tuple(
        (str(number), each.file, each.about.in_(language))
        for number, each in enumerate(attached, start=1)
    )
    return Table("attachments", ATTACHMENTS, ATTACHMENT_COLUMNS, rows, language)


def _map_caption(result: Result, language: str) -> str:
    if result.pictured is None:
        return ""
    standing = result.standing(result.pictured.key)
    count = len(standing.parts) if standing else 0
    return MAP.format(metric=result.pictured.name, count=count).in_(language)


def _order(result: Result, decision: FollowUp, language: str) -> dict[str, str]:
    """One decision in finished words."""
    source = SOURCE.format(
        number=decision.meeting_number,
        period=period_name(result.period),
        position=decision.position,
    )
    return {
        "code": decision.code,
        "what": clean(decision.what),
        "source": source.in_(language),
        "figure": _figure(result, decision, language),
        "department": tables_of_work.department(decision, language),
        "post": clean(decision.post),
        "due": numbers.day(decision.due_on, language),
        "state": STATES[decision.state].in_(language),
        "expected": clean(decision.expected) or numbers.NONE,
    }


def _figure(result: Result, decision: FollowUp, language: str) -> str:
    """The number that a decision is about, with its passport; a dash where it is about none."""
    shown = result.places.get(decision.place_id or "") or result.place
    of_metric = [f for f in result.figures if f.reading.metric.key == decision.metric]
    figure = next((f for f in of_metric if f.reading.place.place_id == shown.place_id), None)
    metric = of_metric[0].reading.metric if of_metric else metrics().get(decision.metric or "")
    if metric is None:
        return numbers.NONE
    value = value_words(figure.reading, figure.is_hidden, language) if figure else numbers.NONE
    said = FIGURE.format(
        metric=metric.name, place=clean(shown.name), period=period_name(result.period), value=value
    ).in_(language)
    return _with_code(said, figure.code, language) if figure else said


def _with_code(said: str, code: str, language: str) -> str:
    return WITH_CODE.format(figure=said, code=unbroken(code)).in_(language)
