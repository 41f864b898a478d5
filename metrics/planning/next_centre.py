"""Where the next centres would bring the most households into the ten-minute circle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import csr_array

from metrics.kpis.ten_minute_coverage import TEN_MINUTES_M
from metrics.planning import words
from metrics.planning.circle import DETOUR, Circle, Floats, circle, circle_assumes, places, within
from metrics.planning.coverage import Choice, best, greedy, useful
from metrics.planning.nearby import Ints, Nearby
from wording import Text


@dataclass(frozen=True)
class Site:
    """A place for a centre, and the households it brings in besides the sites before it."""

    candidate_id: str
    gains: int


@dataclass(frozen=True)
class CentrePlan:
    """The best sites for so many centres, by one way of measuring.

    Fewer sites than ``centres`` where more would bring nothing. upper and lower are the circle
    with these sites, in a straight line and with detours. gains and greedy_gains are by the way
    of measuring that the sites were chosen for (``detour``, 1 for a straight line); greedy takes
    one site after the other. is_exact: whether every useful candidate was weighed.
    """

    centres: int
    detour: float
    sites: tuple[Site, ...]
    upper: Circle
    lower: Circle
    greedy_gains: int
    is_exact: bool

    @property
    def gains(self) -> int:
        """Households that these sites bring into the circle."""
        return sum(site.gains for site in self.sites)


@dataclass(frozen=True)
class NextCentres:
    """A proposal: plans for 1, 2, ... centres, chosen in a straight line and with detours."""

    label: ClassVar[Text] = words.PROPOSAL

    today_upper: Circle
    today_lower: Circle
    straight: tuple[CentrePlan, ...]
    with_detour: tuple[CentrePlan, ...]

    def sentences(self) -> tuple[Text, ...]:
        """One sentence for each number of centres."""
        return tuple(
            words.CENTRE.format(
                count=straight.centres,
                straight=straight.gains,
                inside_straight=straight.upper.inside,
                detour=detour.gains,
                inside_detour=detour.lower.inside,
            )
            for straight, detour in zip(self.straight, self.with_detour, strict=True)
        )

    def assumes(self) -> Text:
        """How distances are measured."""
        return circle_assumes(self.today_lower.radius_m, self.today_lower.detour)


def next_centres(
    candidate_ids: Sequence[str],
    households: ArrayLike,
    nearest_m: ArrayLike,
    nearby: Nearby,
    *,
    centres: int = 3,
    radius_m: float = TEN_MINUTES_M,
    detour: float = DETOUR,
) -> NextCentres:
    """The best sites for 1 .. ``centres`` further centres, by both ways of measuring.

    households, nearest_m: per place, as for ``circle``; nearby: the straight lines from the
    candidates to the places, all of those up to the radius. Among equally good plans the one with
    the fewest sites, then with the earliest ids. Places whose nearest facility is not known (NaN)
    take no part. Raises ValueError where the arrays do not fit.
    """
    count, metres = places(households, nearest_m)
    ids = sorted(set(candidate_ids))
    if centres < 1 or len(ids) != len(candidate_ids):
        raise ValueError("ask for at least one centre, and give every candidate once")
    place_of = {candidate: index for index, candidate in enumerate(ids)}
    rank = np.array([place_of[one] for one in candidate_ids], dtype=np.int64)
    ways = (1.0, detour)
    choices = [_choice(rank, count, metres, nearby, radius_m=radius_m, detour=way) for way in ways]
    plans: list[list[CentrePlan]] = []
    for way, choice in zip(ways, choices, strict=True):
        candidates, is_exact = useful(choice, greedy(choice, centres))
        found = list[CentrePlan]()
        for number in range(1, centres + 1):
            chosen = choice.in_order(best(choice, candidates, number))
            after = _nearest_after(metres, nearby, rank, {one for one, _ in chosen})
            found.append(
                CentrePlan(
                    centres=number,
                    detour=way,
                    sites=tuple(Site(ids[one], gains) for one, gains in chosen),
                    upper=circle(count, after, radius_m=radius_m),
                    lower=circle(count, after, radius_m=radius_m, detour=detour),
                    greedy_gains=choice.gain(greedy(choice, number)),
                    is_exact=is_exact,
                )
            )
        plans.append(found)
    return NextCentres(
        today_upper=circle(count, metres, radius_m=radius_m),
        today_lower=circle(count, metres, radius_m=radius_m, detour=detour),
        straight=tuple(plans[0]),
        with_detour=tuple(plans[1]),
    )


def _choice(
    rank: Ints, count: Floats, metres: Floats, nearby: Nearby, *, radius_m: float, detour: float
) -> Choice:
    """What each candidate, in the order of the ids, would bring in that is not inside today."""
    waiting = ~np.isnan(metres) & ~within(metres, radius_m, detour)
    near = within(nearby.metres, radius_m, detour) & waiting[nearby.place]
    pairs = np.unique(np.column_stack([rank[nearby.candidate[near]], nearby.place[near]]), axis=0)
    reach = csr_array(
        (np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(rank), len(count))
    )
    return Choice(reach, np.where(waiting, count, 0.0))


def _nearest_after(metres: Floats, nearby: Nearby, rank: Ints, chosen: set[int]) -> Floats:
    """The distance to the nearest facility once the chosen ones are there too."""
    after = metres.copy()
    new = np.isin(rank[nearby.candidate], sorted(chosen))
    np.fmin.at(after, nearby.place[new], nearby.metres[new])
    after[np.isnan(metres)] = np.nan
    return after
