"""Raw and smoothed figures on a map: which of the two is shown, and the other beside it.

A place with few households or few cases swings from one extreme to the other by a single event.
The smoothed figure lies between its own and that of all places, nearer to its own the more it has
(decision 0015). It never stands alone: the raw figure and its counts are always beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from metrics.metric import Metric
from metrics.smoothed import Figure
from metrics.smoothed import smoothed as smooth
from views import numbers, sentences, tables
from views.flags import flag_words
from views.html import Markup, join, link
from views.legend import Key
from views.lights import chip
from views.places import LEVEL_NAMES
from views.results import Reading
from wording import Text

FIGURES: Mapping[Figure, Text] = {
    "smoothed": Text("平滑值", "Smoothed"),
    "raw": Text("原值", "As counted"),
}
"""The two doors of the switch, the heads of the columns; after the title of a map."""

SHOWN_ON_MAP = Text("地图所示", "Shown on the map")
SWITCH = Text("颜色按哪个数", "What the colours show")
KEY = Text("{figure}：", "{figure}:")
"""Before the classes of a legend."""

WHY: Mapping[Figure, Text] = {
    "smoothed": Text(
        "颜色是平滑值：基数小的地方多一件少一件就大起大落，所以基数越小越向全部{all}的平均值靠拢；"
        "原值和计数见提示和表格",
        "Colours are smoothed: where the base is small, one case more or less makes a figure jump, "
        "so the smaller the base, the nearer it is drawn to the mean of all {all}. Figures as "
        "counted are in the tip and the table",
    ),
    "raw": Text(
        "颜色是原值：基数小的地方多一件少一件就大起大落，平滑值见提示和表格",
        "Colours are the figures as counted: where the base is small, one case more or less makes "
        "them jump. Smoothed ones are in the tip and the table",
    ),
}
ALL: Mapping[str, Text] = {
    "subdistrict": Text("街道", "subdistricts"),
    "community": Text("社区", "communities"),
    "grid": Text("网格", "grids"),
}
JUDGED = Text(
    "亮灯只看原值，所以颜色可能与亮灯不同",
    "Lights go by the figure as counted, so colours may differ from them",
)
LEFT_OUT = Text(
    "按规则不显示的数不参与本文件的平滑", "What is withheld takes no part in the smoothing here"
)
TIP: Mapping[Figure, Text] = {
    "smoothed": Text("平滑值 {figure}", "smoothed {figure}"),
    "raw": Text("原值 {figure}（计数 {counts}）", "as counted {figure} ({counts})"),
}
SPREAD = Text(
    "平滑后最高 {most} {high}（原值 {raw_high}），最低 {least} {low}（原值 {raw_low}）",
    "Smoothed: highest {most} {high} (as counted {raw_high}), lowest {least} {low} (as counted "
    "{raw_low})",
)
CHANCE = Text(
    "{count} {unit}之间的差别没有超过偶然波动，平滑后都是 {figure}",
    "{count} {unit} differ by no more than chance: smoothed, all are at {figure}",
)
DECIMALS = 2
"""Of a rate beside its smoothed one: the difference is often in the second."""


@dataclass(frozen=True)
class Rates:
    """Which figure is shown, and the smoothed values by place; neither for other metrics.

    ``is_chance``: the places differ by no more than chance, and have one smoothed value.
    ``is_partial``: some figures take no part because they are withheld.
    """

    figure: Figure = ""
    smoothed: Mapping[str, float] = field(default_factory=dict)
    is_chance: bool = False
    is_partial: bool = False

    def value(self, reading: Reading) -> float | None:
        """What the map shows of a place."""
        if self.figure == "smoothed":
            return self.smoothed.get(reading.place.place_id)
        return reading.value


def rates(metric: Metric, everywhere: Sequence[Reading], figure: Figure) -> Rates:
    """The smoothed values of the places of a level, out of the readings of all of them."""
    if not figure:
        return Rates()
    found = smooth(metric, [r.numerator for r in everywhere], [r.denominator for r in everywhere])
    places = (r.place.place_id for r in everywhere)
    known = {p: v for p, v in zip(places, found.values, strict=True) if v is not None}
    return Rates(figure, known, found.is_chance)


def exact(metric: Metric, value: float | None, language: str) -> str:
    """A figure as precisely as it takes to tell raw from smoothed, with its unit."""
    if metric.kind != "rate" or not metric.is_smoothed or value is None:
        return numbers.with_unit(metric, value, language)
    return f"{numbers.plain(value, DECIMALS)} {numbers.unit(metric, language)}"


def tip(  # noqa: PLR0917
    metric: Metric, figure: Figure, value: float | None, smoothed: float | None,
    counts: tuple[float | None, float | None], language: str,
) -> tuple[str, ...]:  # fmt: skip
    """Both figures of a place, the one that is shown first; the counts with the raw one."""
    raw = TIP["raw"].format(
        figure=exact(metric, value, language), counts=numbers.fraction(*counts)
    ).in_(language)  # fmt: skip
    if smoothed is None:
        return (raw if value is not None else numbers.NONE,)
    other = TIP["smoothed"].format(figure=exact(metric, smoothed, language)).in_(language)
    return (other, raw) if figure == "smoothed" else (raw, other)


def notes(found: Rates, level: str, *, is_judged: bool) -> list[Text]:
    """Why there are two figures, at the foot of the map."""
    if not found.figure:
        return []
    said = [WHY[found.figure].format(all=ALL[level])]
    if is_judged and found.figure == "smoothed":
        said.append(JUDGED)
    if found.is_partial:
        said.append(LEFT_OUT)
    return said


def keyed(keys: Sequence[Key], figure: Figure, language: str) -> tuple[Key, ...]:
    """A legend that says which figure its classes are of."""
    if not figure:
        return tuple(keys)
    return (Key("caption", KEY.format(figure=FIGURES[figure]).in_(language)), *keys)


def titled(name: str, figure: Figure, language: str) -> str:
    """A title that says which figure is shown."""
    return f"{name} · {FIGURES[figure].inside().in_(language)}" if figure else name


def finding(readings: Sequence[Reading], found: Rates) -> Text:
    """One sentence on what the map shows."""
    known = sorted(
        (r for r in readings if found.value(r) is not None), key=lambda r: found.value(r) or 0.0
    )
    if found.figure != "smoothed" or len(known) < 2:
        return sentences.field(readings)
    silent = [r for r in readings if r.state == "not_reported"]
    said = [sentences.field(silent)] if silent else []
    metric, low, high = known[0].metric, known[0], known[-1]
    if found.is_chance:
        unit = sentences.units(len(known), low.place.level)
        figure = Text(*(exact(metric, found.value(low), each) for each in ("zh", "en")))
        said.append(CHANCE.format(count=len(known), unit=unit, figure=figure))
    else:
        in_full = low.place.level == "grid" and len({r.place.parent_id for r in known}) > 1
        most, least = (sentences.names([r.place], in_full=in_full) for r in (high, low))
        said.append(SPREAD.format(
            most=most, least=least, high=_short(metric, found.value(high)),
            low=_short(metric, found.value(low)), raw_high=_short(metric, high.value),
            raw_low=_short(metric, low.value),
        ))  # fmt: skip
    return Text("；".join(s.zh for s in said), "; ".join(s.en for s in said))


def _short(metric: Metric, value: float | None) -> str:
    if metric.kind == "ratio":
        return numbers.percent(value)
    return numbers.plain(value, DECIMALS)


def attention_first(readings: Sequence[Reading], found: Rates) -> list[Reading]:
    """By light, then by the figure that is shown, the worst first."""
    by_place = {reading.place.place_id: reading for reading in readings}
    as_shown = (replace(reading, value=found.value(reading)) for reading in readings)
    return [by_place[each.place.place_id] for each in tables.attention_first(as_shown)]


def ranking(  # noqa: PLR0917
    readings: Sequence[Reading], found: Rates, query: Mapping[str, str], language: str,
    selected: str, largest: float,
) -> Markup:  # fmt: skip
    """Places with their counts, the raw figure and the smoothed one; a bar at the one shown."""
    metric, level = readings[0].metric, readings[0].place.level
    with_lights = any(reading.state != "no_target" for reading in readings)
    columns = [
        tables.Column(LEVEL_NAMES[level].in_(language)),
        tables.Column(tables.COUNTS.in_(language), True),
        *(tables.Column(numbers.headed(FIGURES[each], metric, language), True)
          for each in ("raw", "smoothed")),
    ]  # fmt: skip
    if with_lights:
        columns.insert(1, tables.Column(tables.LIGHT.in_(language)))
    rows = []
    for reading in readings:
        here = reading.place.place_id == selected
        name = link(
            reading.place.name, "grid_map", {**query, "place": reading.place.place_id},
            class_="lt-here" if here else None, aria_current="true" if here else None,
        )  # fmt: skip
        flagged = flag_words(reading, language)
        light = join([chip(reading.state, language), flagged])
        both: dict[Figure, float | None] = {
            "raw": reading.value, "smoothed": found.smoothed.get(reading.place.place_id)
        }  # fmt: skip
        cells: list[object] = [
            name if with_lights else join([name, flagged], " "),
            numbers.fraction(reading.numerator, reading.denominator),
        ]
        for each, value in both.items():
            figure = _short(metric, value)
            if each != found.figure:
                cells.append(figure)
            elif reading.state == "not_reported":
                cells.append(tables.bar(reading, largest, None, language))
            else:
                cells.append(tables.filled(value, largest, figure))
        if with_lights:
            cells.insert(1, light)
        rows.append(cells)
    return tables.table(columns, rows)
