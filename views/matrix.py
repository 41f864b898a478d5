"""The three-zero matrix: communities down, weeks across, a symbol per cell, then the streak.

A hollow symbol is provisional. Shape and colour say the same, so that it prints in black and white.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from metrics.three_zero.events import KINDS, Kind
from metrics.three_zero.matrix import Cell, Line, State
from views import weeks
from views.html import Markup, join, link, tag
from views.places import Place
from wording import Text


@dataclass(frozen=True)
class Sign:
    """How a state of a week is shown; ``hollow`` stands where it is provisional."""

    shape: str
    hollow: str
    word: Text
    style: str


SIGNS: Mapping[State, Sign] = {
    "zero": Sign("●", "○", Text("零", "Zero"), "green"),
    "events_excluded": Sign("◉", "◎", Text("零（有剔除）", "Zero after exclusions"), "green"),
    "events": Sign("■", "□", Text("有计入事件", "Counted event"), "red"),
    "pending": Sign("▲", "△", Text("有待定事件", "Pending"), "amber"),
    "not_reported": Sign("◇", "◇", Text("未报", "Not reported"), "not_reported"),
}

COMMUNITY = Text("社区", "Community")
STREAK = Text("连续达标", "In a row")
SINCE = Text("距上次计入", "Since last event")
UPPER = Text("95%上限", "95% limit")
UPPER_TIP = Text(
    "这么久的零，按 95% 上限仍可能平均每这么多周发生 1 起（3÷周数）",
    "So long a zero is compatible with one event in this many weeks, at the 95% limit (3/T)",
)
WEEKS = Text("{count} 周", "{count} wk")
UNKNOWN = Text("—", "—")
WEEKS_AT_LEAST = Text("≥{count} 周", "≥{count} wk")
DAYS = Text("{count} 天", "{count} d")
NONE_ON_RECORD = Text("无记录", "None on record")
ONE_IN = Text("每 {weeks} 周 1 起", "1 in {weeks} wk")
PROVISIONAL = Text("暂定", "provisional")
HOLLOW = Text("空心：暂定（在更正期内或凭社区自报）", "Hollow: provisional (may be corrected)")
ALSO = Text("{kind} {count} 起{mark}", "{kind}: {count} {mark}")
SELF_REPORTED = Text("{kind}：据零报告", "{kind}: by the zero report")
MARKS = {
    "counted": Text("计入", "counted"),
    "pending": Text("待定", "pending"),
    "excluded": Text("剔除", "excluded"),
}
LETTERS: Mapping[Kind, Text] = {
    "petition": Text("访", "P"),
    "accident": Text("事", "A"),
    "case": Text("案", "C"),
}
LETTERS_WORDS = Text("访＝上访　事＝事故　案＝案件", "P = petition, A = accident, C = case")


def tip(cell: Cell, language: str) -> str:
    """A cell in words."""
    colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
    said = [SIGNS[cell.state].word.in_(language)]
    if cell.is_provisional and cell.state != "not_reported":
        said.append(PROVISIONAL.in_(language))
    for kind, name in KINDS.items():
        of_kind = [event for event in cell.events if event.kind == kind]
        for mark, word in MARKS.items():
            count = len([event for event in of_kind if event.mark == mark])
            if count:
                said.append(ALSO.format(kind=name, count=count, mark=word).in_(language).strip())
        if kind in cell.broken and not of_kind:
            said.append(SELF_REPORTED.format(kind=name).in_(language))
    week = weeks.short(cell.week.period_id, language)
    return f"{week}{colon}{comma.join(said)}"


def _cell(cell: Cell, language: str) -> Markup:
    sign = SIGNS[cell.state]
    shape = sign.hollow if cell.is_provisional else sign.shape
    words = tip(cell, language)
    letters = "".join(LETTERS[kind].in_(language) for kind in cell.broken)
    marks = [tag("span", shape, aria_hidden="true")]
    if letters and cell.state in ("events", "pending"):
        marks.append(tag("small", letters, aria_hidden="true"))
    return tag(
        "td", *marks, class_=f"lt-{sign.style} lt-state-{cell.state}", title=words,
        aria_label=words,
    )  # fmt: skip


def streak(line: Line, language: str) -> tuple[str, str, str]:
    """The weeks in a row, the days since the last event, the rate that the zero still allows."""
    in_a_row = WEEKS_AT_LEAST if line.is_from_the_start else WEEKS
    if all(cell.state == "not_reported" for cell in line.cells):
        in_a_row = UNKNOWN
    since = (
        NONE_ON_RECORD.in_(language)
        if line.days_since is None
        else DAYS.format(count=f"{line.days_since:,}").in_(language)
    )
    upper = "—"
    if line.weeks_per_event is not None:
        upper = ONE_IN.format(weeks=f"{line.weeks_per_event:.1f}").in_(language)
    return in_a_row.format(count=line.attained_weeks).in_(language), since, upper


def _end(line: Line, language: str) -> tuple[Markup, ...]:
    in_a_row, since, upper = streak(line, language)
    return (
        tag("td", in_a_row, class_="lt-r lt-streak"),
        tag("td", since, class_="lt-r"),
        tag("td", upper, class_="lt-r lt-second", title=UPPER_TIP.in_(language)),
    )


def matrix(
    lines: Sequence[Line],
    communities: Mapping[str, Place],
    query: Mapping[str, str],
    language: str,
    *,
    page: str = "three_zero",
    heading: Text = COMMUNITY,
) -> Markup:
    """The table; empty where there is no community or no week.

    ``communities`` says under which name a line stands, and the place that its name leads to.
    """
    if not lines or not lines[0].cells:
        return Markup("")
    shown = [cell.week for cell in lines[0].cells]
    months = [
        (name, len(list(members)))
        for name, members in groupby(weeks.month(week.end_on, language) for week in shown)
    ]
    over = [tag("th", name if span > 1 else "", colspan=span, class_="lt-month")
            for name, span in months]  # fmt: skip
    ends = [
        tag("th", STREAK.in_(language), class_="lt-r", scope="col", rowspan=2),
        tag("th", SINCE.in_(language), class_="lt-r", scope="col", rowspan=2),
        tag("th", UPPER.in_(language), class_="lt-r", scope="col", rowspan=2,
            title=UPPER_TIP.in_(language)),
    ]  # fmt: skip
    numbers = [
        tag("th", weeks.number(week.period_id), scope="col", class_="lt-week",
            title=weeks.short(week.period_id, language))
        for week in shown
    ]  # fmt: skip
    rows = [
        tag("tr",
            tag("th", link(communities[line.community_id].name, page,
                           {**query, "place": communities[line.community_id].place_id}),
                scope="row"),
            *(_cell(cell, language) for cell in line.cells), *_end(line, language))
        for line in lines
    ]  # fmt: skip
    head = tag(
        "thead",
        tag("tr", tag("th", heading.in_(language), scope="col", rowspan=2), *over, *ends),
        tag("tr", *numbers),
    )
    widths = tag(
        "colgroup", tag("col", class_="lt-at-name"), *(tag("col") for _ in shown),
        tag("col", class_="lt-at-streak"), tag("col", class_="lt-at-end"),
        tag("col", class_="lt-at-end"),
    )  # fmt: skip
    table = tag("table", widths, head, tag("tbody", *rows), class_="lt-matrix")
    return tag("div", table, class_="lt-scroll")


def legend(language: str) -> Markup:
    """What the symbols mean."""
    keys = [
        tag("span", tag("span", sign.shape, class_=f"lt-{sign.style}", aria_hidden="true"),
            sign.word.in_(language), class_="lt-key")
        for sign in SIGNS.values()
    ]  # fmt: skip
    keys.append(tag("span", HOLLOW.in_(language), class_="lt-key"))
    keys.append(tag("span", LETTERS_WORDS.in_(language), class_="lt-key"))
    return tag("div", join(keys), class_="lt-legend")
