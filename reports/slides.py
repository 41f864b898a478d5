"""The slides of a pack: one finding on each, charts that can be edited, readable from afar."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PackageNotFoundError
from pptx.util import Inches

from reports import deck, filling, tables, tables_of_work
from reports.deck import LEFT, SECOND, TOP, WIDTH
from reports.filling import LONGEST_PROPERTY
from reports.result import Result
from reports.story import Story, alert
from reports.tables import Column, Table
from reports.words import INTERNAL, clean, moment, period_words, state_words
from views import numbers, sentences, weeks
from views.cards import LAST_PERIODS
from views.changes import change
from views.families import family_name
from views.lights import light_of
from views.places import Period
from views.results import Reading, Standing
from views.tables import attention_first
from wording import Text, wide

COVER, PLAIN = "Title Slide", "Title Only"
NOT_A_DECK = Text("它不是演示文稿（.pptx）", "it is no presentation (.pptx)")
NO_LAYOUT = Text("缺少带标题的版式“{name}”", "it has no layout “{name}” with a title")
BELOW = Text("{metric}：{said}", "{metric}: {said}")
TARGET = Text("目标", "Target")
MORE = Text("{caption}（{page}/{pages}）", "{caption} ({page}/{pages})")
COUNTED = Text(
    "编号 {code} · {place} · {period} · 计数 {counted} · 依据 {rows} 行 · 数据截至 {day}",
    "Number {code} · {place} · {period} · counted {counted} · {rows} rows · data to {day}",
)
CODES = Text("编号：{listed}", "Numbers: {listed}")
NO_VALUE = Text("{name}（无数值）", "{name} (no value)")
MISSING = Text("{name}（未报）", "{name} (not reported)")
WITHHELD = Text("{name}（不显示）", "{name} (withheld)")
DEFINITIONS = Text("口径（{count} 项）", "Definitions ({count})")
MEANING = Column("meaning", Text("口径", "Meaning"), 6.0)
NAME = Column("metric", Text("指标", "Metric"), 2.0)
MOST_BARS = 12
LEGEND = 60
"""How wide the name of a line may be, in halves of a Chinese character."""

NAMED = 12
"""Metrics that a slide names of a place that reported none of them; the briefing names all."""


class Deck:
    """A presentation being written."""

    def __init__(self, result: Result, story: Story, language: str, own: Path | None) -> None:
        self.result, self.story, self.language = result, story, language
        self.whole = _opened(f"slides.{language}.pptx", own)
        mark = f"{clean(result.made_by)} {moment(result.made_at)}"
        self.mark = mark
        self.foot = f"{INTERNAL.in_(language)} · {mark}"
        self.rows = {
            (f.reading.metric.key, f.reading.place.place_id): f.rows for f in result.figures
        }

    def add(self, words: str, layout: str = PLAIN) -> Any:
        """A slide with its finding, marked with who made it and when."""
        found = next(each for each in self.whole.slide_layouts if each.name == layout)
        slide = self.whole.slides.add_slide(found)
        deck.title(slide, words)
        deck.watermark(slide, self.mark)
        number = str(len(self.whole.slides))
        deck.write(slide, (LEFT, 6.95, 10, 0.4), self.foot, 12, ink=SECOND)
        deck.write(slide, (12.0, 6.95, 0.8, 0.4), number, 12, ink=SECOND)
        return slide

    def said(self, words: Text) -> str:
        """A wording in the language of the deck."""
        return words.in_(self.language)

    def listed(self, drawn: Table, title: str = "") -> None:
        """A table over as many slides as it needs, none where it is empty."""
        portions = deck.pages(drawn)
        for page, rows in enumerate(portions, start=1):
            words = title or drawn.caption
            if len(portions) > 1:
                words = self.said(MORE.format(caption=words, page=page, pages=len(portions)))
            deck.add_table(self.add(words), drawn, rows)

    def save(self) -> bytes:
        """The file."""
        held = io.BytesIO()
        self.whole.save(held)
        return held.getvalue()


def slides(result: Result, story: Story, language: str, own: Path | None) -> bytes:
    """The presentation as a file."""
    it = Deck(result, story, language, own)
    properties = it.whole.core_properties
    properties.title, properties.subject, properties.author, properties.comments = (
        words[:LONGEST_PROPERTY]
        for words in (story.title, story.period, clean(result.place.name), it.mark)
    )
    _cover(it)
    _overall(it)
    spoken = tables.spoken(result)
    for standing, section in zip(spoken, story.families, strict=False):
        if _has_something_to_draw(standing):
            _family(it, standing, _finding(it, standing, section.said))
    it.listed(tables.places(result, language))
    it.listed(tables.three_zero(result, language))
    _map(it)
    it.listed(tables_of_work.alerts(result, language))
    it.listed(tables_of_work.unreported(result, language, most=NAMED))
    it.listed(tables_of_work.checks(result, language))
    it.listed(tables_of_work.follow_ups(result, language))
    it.listed(tables_of_work.decisions(result, language))
    it.listed(tables_of_work.to_explain(result, language), story.next_steps)
    _definitions(it, spoken)
    return it.save()


def _opened(file: str, own: Path | None) -> Any:
    """The office's own template, else ours."""
    template = filling.find(file, own)
    try:
        whole = Presentation(io.BytesIO(template.content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise filling.broken(template, NOT_A_DECK) from error
    for name in (COVER, PLAIN):
        found = [each for each in whole.slide_layouts if each.name == name]
        holders = found[0].shapes if found else ()
        if not any(h.is_placeholder and h.placeholder_format.idx == 0 for h in holders):
            raise filling.broken(template, NO_LAYOUT.format(name=name))
    return whole


def _cover(it: Deck) -> None:
    slide = it.add(it.story.title, COVER)
    below = [
        period_words(it.result.period, it.language), it.story.basis, INTERNAL.in_(it.language)
    ]  # fmt: skip
    for holder in list(slide.shapes):
        if holder.is_placeholder and holder.placeholder_format.idx == 1:
            holder._element.getparent().remove(holder._element)
    deck.write(slide, (0.9, 4.0, 11.5, 2.4), below, 20, ink=SECOND)


def _overall(it: Deck) -> None:
    """Four cards, and below them the sentences of the first section."""
    slide = it.add(it.story.overall[0])
    spoken = tables.spoken(it.result)
    width = (WIDTH - 0.2 * (len(spoken) - 1)) / max(1, len(spoken))
    for number, standing in enumerate(spoken):
        _card(it, slide, standing, LEFT + number * (width + 0.2), width)
    deck.write(slide, (LEFT, 4.75, WIDTH, 2.1), it.story.overall[1:], 20)


def _card(it: Deck, slide: Any, standing: Standing, left: float, width: float) -> None:
    now, language = standing.now, it.language
    step = change(standing)
    said = "" if step.tone == "none" else f"{step.arrow} {step.words.in_(language)}".strip()
    back = slide.shapes.add_shape(
        1, Inches(left), Inches(TOP), Inches(width), Inches(2.85)
    )  # 1: a rectangle
    back.fill.background()
    back.line.color.rgb, back.shadow.inherit = deck.colour(deck.HAIRLINE), False
    name = f"{family_name(standing.metric.family).in_(language)} · {it.result.code(now)}"
    deck.write(slide, (left + 0.08, TOP + 0.05, width - 0.16, 0.35), name, 12, ink=SECOND)
    deck.write(slide, (left + 0.08, TOP + 0.4, width - 0.16, 0.7),
               standing.metric.name.in_(language), 18)  # fmt: skip
    value = tables.value(it.result, now, language)
    size = 34 if wide(value) <= 9 else 24 if wide(value) <= 14 else 16
    deck.write(slide, (left + 0.08, TOP + 1.1, width - 0.16, 0.75), value, size, bold=True,
               anchor=MSO_ANCHOR.MIDDLE)  # fmt: skip
    deck.write(slide, (left + 0.08, TOP + 1.85, width - 0.16, 0.45), state_words(now, language), 20,
               ink=light_of(now.state).colour, bold=True)  # fmt: skip
    deck.write(slide, (left + 0.08, TOP + 2.3, width - 0.16, 0.45), said, 16, ink=SECOND)


def _finding(it: Deck, standing: Standing, said: str) -> str:
    """What a slide says of its metric: off target with where, else how it stands."""
    if standing.now.state in ("red", "amber"):
        said = it.said(alert(it.result, standing))
    return said.rstrip("。. ")


def _has_something_to_draw(standing: Standing) -> bool:
    known = (*standing.history, *(part.value for part in standing.parts))
    return any(value is not None for value in known)


def _family(it: Deck, standing: Standing, said: str) -> None:
    """One metric: its line with the target, and the places below as bars."""
    metric, language = standing.metric, it.language
    slide = it.add(said)
    pattern = "0.0%" if metric.kind == "ratio" else "#,##0.0" if metric.kind == "rate" else "#,##0"
    head = numbers.headed(metric.name, metric, language)
    has_bars = bool(standing.parts)
    if any(value is not None for value in standing.history):
        kind = standing.periods[-1].kind
        span = LAST_PERIODS[kind].format(count=len(standing.periods)).in_(language)
        # A legend of two lines would lie over the next; the title tells the unit as well.
        name = head if wide(f"{head} · {span}") <= LEGEND else metric.name.in_(language)
        lines: list[tuple[str, Sequence[float | None]]] = [(f"{name} · {span}", standing.history)]
        if standing.target_value is not None:
            lines.append((it.said(TARGET), [standing.target_value] * len(standing.history)))
        names = [_short(period) for period in standing.periods]
        box = (LEFT, TOP, 6.6 if has_bars else WIDTH, 4.45)
        deck.line_chart(slide, box, names, lines, pattern)
    if has_bars:
        bars = attention_first(standing.parts)[:MOST_BARS]
        listed = [(_bar_name(it, part), part.value, light_of(part.state).colour) for part in bars]
        deck.bar_chart(slide, (7.3, TOP, 5.4, 4.45), head, listed, pattern)
        _note(it, slide, bars)
    rows = it.rows.get((metric.key, it.result.place.place_id))
    deck.write(slide, (LEFT, 6.3, WIDTH, 0.5), it.said(COUNTED.format(
        place=clean(it.result.place.name), period=period_words(it.result.period, language),
        counted=numbers.fraction(standing.now.numerator, standing.now.denominator),
        rows=numbers.plain(rows), day=numbers.short_day(standing.now.through_on),
        code=it.result.code(standing.now),
    )), 14, ink=SECOND)  # fmt: skip


def _bar_name(it: Deck, part: Reading) -> str:
    """The place, and why it has no bar where it has none."""
    light = light_of(part.state)
    name = f"{light.shape} {part.place.name}".strip()
    if (part.metric.key, part.place.place_id) in it.result.hidden:
        return it.said(WITHHELD.format(name=name))
    if part.state == "not_reported":
        return it.said(MISSING.format(name=name))
    return name if part.value is not None else it.said(NO_VALUE.format(name=name))


def _note(it: Deck, slide: Any, parts: Sequence[Reading]) -> None:
    """The passports of the bars, in the speaker's notes: on the slide they would not be read."""
    listed = "；".join(f"{clean(part.place.name)} {it.result.code(part)}" for part in parts)
    slide.notes_slide.notes_text_frame.text = it.said(CODES.format(listed=listed))


def _short(period: Period) -> str:
    """The number of a week; of other periods their short name."""
    return str(weeks.number(period.period_id)) if period.kind == "week" else period.period_id


def _map(it: Deck) -> None:
    result = it.result
    standing = result.standing(result.pictured.key) if result.pictured else None
    if result.picture is None or standing is None:
        return
    said = sentences.field(standing.parts)
    slide = it.add(it.said(BELOW.format(metric=standing.metric.name, said=said)))
    picture = slide.shapes.add_picture(io.BytesIO(result.picture), 0, 0)
    box = deck.fitted(picture.width, picture.height, (LEFT, TOP - 0.1, WIDTH, 5.15))
    picture.left, picture.top, picture.width, picture.height = (Inches(each) for each in box)
    picture.name = standing.metric.name.in_(it.language)


def _definitions(it: Deck, spoken: Sequence[Standing]) -> None:
    """What the metrics with a slide of their own mean; the workbook has all of them."""
    rows = tuple(
        (s.metric.name.in_(it.language), s.metric.meaning.in_(it.language)) for s in spoken
    )
    it.listed(Table("definitions", DEFINITIONS, (NAME, MEANING), rows, it.language))
