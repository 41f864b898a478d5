"""Which parts explain a change: what each gives to it, adding up to it exactly.

Fractions are exact, so nothing is left over. For a ratio R = N/D with parts (n, d) a part gives

    Δ(n/D) − R̄ Δ(d/D),    R̄ the mean of the two ratios,

of which (r₁ − r₀)(w₀ + w₁)/2 comes from its own ratio r = n/d at its mean weight w = d/D, and the
rest from its weight: a part whose weight grows pulls the whole towards its own ratio. Both are
symmetric in time. Where only the numerator is divided, a part gives Δn at the mean of 1/D, and the
denominator gives the rest, as the Shapley value of two players does.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Share:
    """What a part gives to numerator and denominator; a count has no denominator."""

    numerator: float
    denominator: float | None = None


@dataclass(frozen=True)
class Effect(Generic[Key]):
    """What one part gives to a change, in the unit of the number: ``own`` + ``weight``."""

    key: Key
    before: Share
    after: Share
    own: Fraction
    weight: Fraction

    @property
    def total(self) -> Fraction:
        """What the part gives in all."""
        return self.own + self.weight


@dataclass(frozen=True)
class Explanation(Generic[Key]):
    """A change and what explains it: the effects, and ``denominator`` where it is not divided."""

    before: Fraction
    after: Fraction
    effects: tuple[Effect[Key], ...]
    denominator: Fraction = Fraction(0)

    @property
    def change(self) -> Fraction:
        """After less before."""
        return self.after - self.before


NOTHING = Share(0.0, 0.0)


def explain_count(before: Mapping[Key, Share], after: Mapping[Key, Share]) -> Explanation[Key]:
    """A count: every part gives its own change."""
    effects = tuple(
        Effect(key, was, now, _exact(now.numerator) - _exact(was.numerator), Fraction(0))
        for key, was, now in _paired(before, after)
    )
    return Explanation(_numerators(before), _numerators(after), effects)


def explain_ratio(
    before: Mapping[Key, Share], after: Mapping[Key, Share], *, scale: float = 1.0
) -> Explanation[Key] | None:
    """A ratio or rate whose parts divide numerator and denominator; None without denominator."""
    whole = [(_numerators(side), _denominators(side)) for side in (before, after)]
    if any(denominator <= 0 for _, denominator in whole):
        return None
    (upper_0, lower_0), (upper_1, lower_1) = whole
    ratio_0, ratio_1 = upper_0 / lower_0, upper_1 / lower_1
    mean, times = (ratio_0 + ratio_1) * HALF, _exact(scale)
    effects = []
    for key, was, now in _paired(before, after):
        n_0, n_1 = _exact(was.numerator), _exact(now.numerator)
        d_0, d_1 = _exact(was.denominator), _exact(now.denominator)
        w_0, w_1 = d_0 / lower_0, d_1 / lower_1
        total = n_1 / lower_1 - n_0 / lower_0 - mean * (w_1 - w_0)
        own = (n_1 / d_1 - n_0 / d_0) * (w_0 + w_1) * HALF if d_0 and d_1 else Fraction(0)
        effects.append(Effect(key, was, now, own * times, (total - own) * times))
    return Explanation(ratio_0 * times, ratio_1 * times, tuple(effects))


def explain_numerators(
    before: Mapping[Key, Share],
    after: Mapping[Key, Share],
    denominators: tuple[float, float],
    *,
    scale: float = 1.0,
) -> Explanation[Key] | None:
    """A ratio or rate of which only the numerator is divided; None without denominator."""
    lower_0, lower_1 = (_exact(each) for each in denominators)
    if lower_0 <= 0 or lower_1 <= 0:
        return None
    upper_0, upper_1, times = _numerators(before), _numerators(after), _exact(scale)
    each = (1 / lower_0 + 1 / lower_1) * HALF
    effects = tuple(
        Effect(
            key,
            was,
            now,
            (_exact(now.numerator) - _exact(was.numerator)) * each * times,
            Fraction(0),
        )
        for key, was, now in _paired(before, after)
    )
    of_denominator = (upper_0 + upper_1) * HALF * (1 / lower_1 - 1 / lower_0) * times
    return Explanation(
        upper_0 / lower_0 * times, upper_1 / lower_1 * times, effects, of_denominator
    )


def _paired(
    before: Mapping[Key, Share], after: Mapping[Key, Share]
) -> list[tuple[Key, Share, Share]]:
    keys = list(dict.fromkeys([*after, *before]))
    return [(key, before.get(key, NOTHING), after.get(key, NOTHING)) for key in keys]


def _exact(number: float | None) -> Fraction:
    return Fraction(number or 0)


def _numerators(side: Mapping[Key, Share]) -> Fraction:
    return sum((_exact(share.numerator) for share in side.values()), Fraction(0))


def _denominators(side: Mapping[Key, Share]) -> Fraction:
    return sum((_exact(share.denominator) for share in side.values()), Fraction(0))
