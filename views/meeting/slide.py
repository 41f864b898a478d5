"""One screen of the meeting, for a projector: what stands out, where, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.signal import Label
from views import numbers
from views.cards import TARGET_BY, target_words
from views.changes import change_html
from views.follow_ups import effect as effects
from views.follow_ups.matter import Matter, state_chip
from views.html import Markup, join, link, tag
from views.lights import LIGHTS, chip
from views.meeting.agenda import REASONS, START, Item
from views.meeting.check_up import names
from views.places import Place
from views.results import Reading
from views.tables import attention_first
from wording import Text

NUMBERED = Text("第 {at} 项，共 {all} 项", "Item {at} of {all}")
REVIEW = Text("督办回顾", "Follow-ups so far")
CLOSING = Text("小结", "Summary")
PREVIOUS = Text("上一项", "Previous")
NEXT = Text("下一项", "Next")
SKIP = Text("先跳过", "Skip")
LEAVE = Text("退出", "Leave")
WHERE = {
    "community": Text("涉及社区", "Communities"),
    "grid": Text("涉及网格", "Grids"),
}
MORE = Text("另有 {count} 处", "{count} more")
EVIDENCE = Text("依据 {rows} 行台账", "Based on {rows} rows of the ledgers")
DATA_DAY = Text("数据截至 {day}", "data to {day}")
LAST_DECISION = Text("上次议定", "Decided last")
NEVER_DECIDED = Text("这项指标还没有议定过事项。", "Nothing has been decided about it yet.")
DUE = Text("{department}（{post}），{day}前", "{department} ({post}), by {day}")
SIGNALS = {
    Label.IMPROVEMENT: Text("变好，超出通常波动", "Better, beyond the usual variation"),
    Label.CONCERN: Text("变差，超出通常波动", "Worse, beyond the usual variation"),
    Label.COMMON_CAUSE: Text("在通常波动范围内", "Within the usual variation"),
    Label.NEUTRAL_HIGH: Text("高于通常波动", "Above the usual variation"),
    Label.NEUTRAL_LOW: Text("低于通常波动", "Below the usual variation"),
}
RESPONSIBLE = Text("责任部门：{departments}", "Department: {departments}")
MOST_PLACES = 6


@dataclass(frozen=True)
class Way:
    """Where the keys lead: addresses without the page; None where there is nothing."""

    previous: Mapping[str, str] | None
    next: Mapping[str, str] | None
    skip: Mapping[str, str] | None
    leave: Mapping[str, str]


def bar(
    title: str, here: str, items: Sequence[Item], way: Way, *, skipped: Sequence[str], language: str
) -> Markup:
    """The line above every screen: the meeting, where in it, and the ways on."""
    ways = [
        _way(PREVIOUS, way.previous, "previous", language),
        _way(SKIP, way.skip, "skip", language),
        _way(NEXT, way.next, "next", language),
        _way(LEAVE, way.leave, "leave", language),
    ]
    marks = [
        tag("i", class_=_mark(item, here, skipped), title=item.standing.metric.name.in_(language))
        for item in items
    ]
    where = tag("span", _where(here, items, language))
    return tag(
        "header",
        tag("div", tag("strong", title), where, tag("nav", *ways), class_="lt-mt-bar"),
        tag("div", *marks, class_="lt-mt-marks", aria_hidden="true"),
    )


def _where(here: str, items: Sequence[Item], language: str) -> str:
    """Which screen it is: an item with why it is there, or one of the two around them."""
    for at, item in enumerate(items, 1):
        if item.key == here:
            where = NUMBERED.format(at=at, all=len(items)).in_(language)
            return f"{where} · {REASONS[item.reason].in_(language)}"
    return (REVIEW if here == START else CLOSING).in_(language)


def _mark(item: Item, here: str, skipped: Sequence[str]) -> str:
    is_here = " lt-mt-here" if item.key == here else ""
    left = " lt-mt-skipped" if item.key in skipped else ""
    return f"lt-mt-{item.reason}{is_here}{left}"


def _way(words: Text, to: Mapping[str, str] | None, key: str, language: str) -> Markup:
    if to is None:
        return tag("span", words.in_(language), class_="lt-faint")
    return link(words.in_(language), "weekly_review", to, data_key=key)


def head(item: Item, place: Place, language: str) -> Markup:
    """The name, the light with its word, and the place."""
    standing = item.standing
    return tag(
        "div",
        tag("h1", standing.metric.name.in_(language)),
        tag("span", place.name, class_="lt-mt-place"),
        chip(standing.now.state, language),
        class_="lt-mt-head",
    )  # fmt: skip


def figures(item: Item, rows: int | None, language: str) -> Markup:
    """The value, what it was, the target, the signal, and what it rests on."""
    standing, metric = item.standing, item.standing.metric
    written = numbers.figure(metric, standing.now.value, language)
    unit = numbers.unit(metric, language) if standing.now.value is not None else ""
    counted = numbers.fraction(standing.now.numerator, standing.now.denominator)
    target = target_words(standing, language)
    if standing.target is not None:
        target += f" · {TARGET_BY[standing.target.set_by].in_(language)}"
    said = [tag("div", tag("span", written, class_="lt-mt-value"), tag("span", unit),
                class_="lt-mt-figure")]  # fmt: skip
    if standing.now.denominator is not None:
        said.append(tag("p", counted, class_="lt-second"))
    said.append(tag("p", change_html(standing, language)))
    said.append(tag("p", target))
    if item.signal.label is not None:
        said.append(tag("p", SIGNALS[item.signal.label].in_(language),
                        class_=f"lt-mt-signal-{item.signal.label.name.lower()}"))  # fmt: skip
    said.append(tag("p", _basis(item, rows, language), class_="lt-second lt-mt-basis"))
    return tag("div", *said, class_="lt-mt-figures")


def _basis(item: Item, rows: int | None, language: str) -> str:
    between = "，" if language == "zh" else "; "
    known = [] if rows is None else [EVIDENCE.format(rows=numbers.plain(rows)).in_(language)]
    if item.standing.now.through_on is not None:
        day = numbers.short_day(item.standing.now.through_on)
        known.append(DATA_DAY.format(day=day).in_(language))
    return between.join(known)


def places(item: Item, language: str) -> Markup:
    """The places behind it: on alert, not reported, to watch; the others are only counted."""
    parts = attention_first(item.standing.parts)
    shown = [part for part in parts if part.state in ("red", "not_reported", "amber")]
    if not parts:
        return Markup("")
    title = tag("h2", WHERE[parts[0].place.level].in_(language))
    if not shown:
        shown = parts[:MOST_PLACES]
    rows = [
        tag(
            "tr", tag("td", part.place.name), tag("td", chip(part.state, language)), _counted(part),
            tag("td", numbers.figure(part.metric, part.value, language), class_="lt-r"),
        )
        for part in shown[:MOST_PLACES]
    ]  # fmt: skip
    left = len(parts) - min(len(shown), MOST_PLACES)
    more = tag("p", MORE.format(count=left).in_(language), class_="lt-second") if left else ""
    return tag("div", title, tag("table", tag("tbody", *rows)), more, class_="lt-mt-places")


def _counted(part: Reading) -> Markup:
    """What was counted; of a plain count that is its value already."""
    if part.metric.kind == "count":
        return Markup("")
    return tag("td", numbers.fraction(part.numerator, part.denominator), class_="lt-r")


def responsible(item: Item, language: str) -> Markup:
    """The departments that answer for the indicator, by their names in the plan."""
    said = names(item.standing.metric.departments, language)
    return tag("p", RESPONSIBLE.format(departments=said).in_(language), class_="lt-second")


def last_decision(matters: Sequence[Matter], language: str) -> Markup:
    """What was decided about the indicator before, how it stands, and whether it worked."""
    title = tag("h2", LAST_DECISION.in_(language))
    if not matters:
        return tag("div", title, tag("p", NEVER_DECIDED.in_(language), class_="lt-second"),
                   class_="lt-mt-last")  # fmt: skip
    matter = matters[-1]
    return tag("div", title, decision(matter, language), class_="lt-mt-last")


def decision(matter: Matter, language: str) -> Markup:
    """One decision in a few lines."""
    due = DUE.format(department=names([matter.department], language), post=matter.post,
                     day=numbers.day(matter.due_on, language))  # fmt: skip
    said = [
        tag("p", tag("strong", matter.code), " ", matter.what),
        tag("p", state_chip(matter, language), " · ", tag("span", due.in_(language)),
            class_="lt-second"),
    ]  # fmt: skip
    if matter.effect is not None:
        why = effects.reason(matter.effect, matter.metric).in_(language)
        colon = "：" if language == "zh" else ": "
        said.append(tag("p", effects.chip(matter.effect, language), colon, why))
    return tag("div", *said, class_="lt-mt-decision")


MORE_MATTERS = Text(
    "另有 {count} 件，见督办销号页。", "{count} more on the page of follow-ups."
)  # fmt: skip
MOST_MATTERS = 6


def review(summary: Text, matters: Sequence[Matter], language: str) -> Markup:
    """The first screen: what became of what was decided before, and whether it worked."""
    shown = [decision(matter, language) for matter in matters[:MOST_MATTERS]]
    left = len(matters) - len(shown)
    more = tag("p", MORE_MATTERS.format(count=left).in_(language), class_="lt-second")
    title = tag("h1", summary.in_(language), class_="lt-mt-summary")
    return tag("div", title, *shown, more if left else "")


DECIDED = Text("本次会议议定 {count} 项", "Decided at this meeting: {count}")
NOTHING_DECIDED = Text("本次会议还没有议定事项。", "Nothing has been decided at this meeting yet.")
SKIPPED = Text("跳过的事项", "Skipped")
NOTHING_SKIPPED = Text("没有跳过的事项。", "Nothing was skipped.")


def closing(
    decided: Sequence[Matter], skipped: Sequence[tuple[Item, Mapping[str, str]]], language: str
) -> Markup:
    """The last screen: what was decided, and what was skipped, with the way back to it."""
    left = [tag("h2", DECIDED.format(count=len(decided)).in_(language))]
    left += [decision(matter, language) for matter in decided]
    if not decided:
        left = [tag("p", NOTHING_DECIDED.in_(language))]
    right = [tag("h2", SKIPPED.in_(language))]
    if skipped:
        right.append(tag("ul", *(
            tag("li", _light(item), link(item.standing.metric.name.in_(language), "weekly_review",
                                         to))
            for item, to in skipped
        )))  # fmt: skip
    else:
        right.append(tag("p", NOTHING_SKIPPED.in_(language), class_="lt-second"))
    return tag("div", tag("div", *left), tag("div", *right), class_="lt-mt-closing")


def _light(item: Item) -> Markup:
    light = LIGHTS[item.standing.now.state]
    return tag("span", f"{light.shape} ", class_=f"lt-{light.state}", aria_hidden="true")


def shell(*content: Markup) -> Markup:
    """What marks the screen as one of the meeting: the style sheet hides the menu then."""
    return tag("div", join(list(content)), class_="lt-meeting")
