"""One line per metric: what changed, where, whether that is usual, and what was not reported.

Deterministic: the same figures give the same sentence. Changes are absolute on small bases, and a
period that is not over is never compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from metrics.contribution import Share, explain_count, explain_ratio
from metrics.signals.words import Label
from views import numbers
from views.changes import LAST, change, is_small
from views.flags import seen_before
from views.html import Markup, join, tag
from views.places import Place
from views.results import Reading, Standing
from views.sentences import UNITS, names
from wording import Text

VALUE = Text("{metric} {figure}", "{metric}: {figure}")
OF = Text("（{counted}）", " ({counted})")
NO_VALUE = Text("{metric}没有数值", "{metric}: no value")
RISE = Text("，较{last}升 {step}", ", up {step} from {last}")
FALL = Text("，较{last}降 {step}", ", down {step} from {last}")
COUNTED_BEFORE = Text("，{last}为 {counted}", ", {counted} {last}")
SAME = Text("，与{last}持平", ", the same as {last}")
UNFINISHED = Text("，本期未满，不作比较", ", period not over and not compared")
MORE_IN = Text("，升得最多的是{names}", ", most of it from {names}")
LESS_IN = Text("，降得最多的是{names}", ", most of it from {names}")
USUAL = Text("，在通常波动范围内", ", within the usual variation")
UNUSUAL = Text("，超出通常波动", ", beyond the usual variation")
MISSING = Text("；{count} {unit}未报：{places}", "; not reported: {places}")
WITH = Text("；{metric} {figure}（{counted}）", "; {metric}: {figure} ({counted})")
WITH_FEW = Text("；{metric} {counted}", "; {metric}: {counted}")
WITHOUT = Text("；{metric}没有数值", "; {metric}: no value")
STOP = Text("。", ".")
CONTRIBUTORS = 2
LEAST_PART = Fraction(1, 4)
"""Of the change of a share, what a place must give to be named: weights alone move all a little."""


def line(
    standing: Standing,
    *,
    before: Sequence[Reading] = (),
    variation: Label | None = None,
    beside: Reading | None = None,
) -> Text:
    """The sentence of one metric.

    ``before`` are the parts one period earlier, to say which places contributed; ``variation`` is
    the signal of the last point, None where none was computed; ``beside`` the metric that it is
    read with, and never without.
    """
    now, name = standing.now, standing.metric.name
    parts: list[Text] = []
    if now.value is None:
        parts.append(NO_VALUE.format(metric=name))
    else:
        parts.append(VALUE.format(metric=name, figure=_figure(now)))
        if now.denominator is not None and standing.metric.kind == "ratio" and not is_small(now):
            parts.append(OF.format(counted=numbers.fraction(now.numerator, now.denominator)))
        parts += _change(standing, before, variation)
    if beside is not None:
        parts.append(_beside(beside))
    before_now = seen_before(now)
    if before_now is not None:
        parts.insert(1, before_now)
    missing = [part.place for part in standing.parts if part.state == "not_reported"]
    if missing:
        level = missing[0].level
        parts.append(MISSING.format(count=len(missing), unit=UNITS[level], places=names(missing)))
    parts.append(STOP)
    return Text("".join(p.zh for p in parts), "".join(p.en for p in parts))


def _figure(reading: Reading) -> Text:
    if is_small(reading):
        counted = numbers.fraction(reading.numerator, reading.denominator)
        return Text(counted, counted)
    return Text(
        numbers.with_unit(reading.metric, reading.value, "zh"),
        numbers.with_unit(reading.metric, reading.value, "en"),
    )


def _beside(reading: Reading) -> Text:
    """The share that answered, with its count; only the count on a small base."""
    if reading.value is None:
        return WITHOUT.format(metric=reading.metric.name)
    counted = numbers.fraction(reading.numerator, reading.denominator)
    words = WITH_FEW if is_small(reading) else WITH
    return words.format(metric=reading.metric.name, figure=_figure(reading), counted=counted)


def _change(standing: Standing, before: Sequence[Reading], variation: Label | None) -> list[Text]:
    """The step in words; nothing where two periods cannot be compared."""
    if not standing.now.period.is_complete:
        return [UNFINISHED]
    it, last = change(standing), LAST[standing.now.period.kind]
    then = standing.previous
    if it.tone == "none" or then is None:
        return []
    if not it.arrow:
        return [SAME.format(last=last)]
    is_rise = it.arrow == "▲"
    is_counted = it.words.zh.startswith(last.zh)  # a small base: the counts speak for themselves
    if is_counted:
        counted = numbers.fraction(then.numerator, then.denominator)
        said = [COUNTED_BEFORE.format(last=last, counted=counted)]
    else:
        said = [(RISE if is_rise else FALL).format(last=last, step=it.words)]
    places = contributors(standing.parts, before, is_rise=is_rise)
    if places:
        said.append((MORE_IN if is_rise else LESS_IN).format(names=names(places)))
    if variation is not None:
        said.append(USUAL if variation == Label.COMMON_CAUSE else UNUSUAL)
    return said


def contributors(
    parts: Sequence[Reading], before: Sequence[Reading], *, is_rise: bool
) -> list[Place]:
    """The places that gave most to the change of the whole, in its direction, at most two.

    Of a share or rate a place gives what its own value and its weight together move. Places that
    did not report in one of the two periods take no part.
    """
    earlier = {r.place.place_id: r for r in before if r.numerator is not None}
    here = {
        part.place.place_id: part
        for part in parts
        if part.numerator is not None and part.place.place_id in earlier
    }
    was = {place: _share(earlier[place]) for place in here}
    now = {place: _share(part) for place, part in here.items()}
    is_count = all(share.denominator is None for share in (*was.values(), *now.values()))
    found = explain_count(was, now) if is_count else explain_ratio(was, now)
    if found is None:
        return []
    least = 0 if is_count else abs(found.change) * LEAST_PART
    towards = sorted((-e.total if is_rise else e.total, e.key) for e in found.effects)
    return [here[key].place for step, key in towards if step < 0 and -step >= least][:CONTRIBUTORS]


def _share(reading: Reading) -> Share:
    return Share(reading.numerator or 0.0, reading.denominator)


HEADING = Text("逐项说明", "In words")


def draw(said: Sequence[Text], language: str) -> Markup:
    """The sentences as a list."""
    if not said:
        return Markup("")
    items = [tag("li", words.in_(language)) for words in said]
    return join([tag("h2", HEADING.in_(language)), tag("ul", *items, class_="lt-missing")])
