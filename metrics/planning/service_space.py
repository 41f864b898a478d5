"""Service space: who lacks how many square metres, and where they could come from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from metrics.fragments.space import M2_PER_100_HOUSEHOLDS
from metrics.planning import words
from metrics.planning.counts import whole
from wording import Text

IN_USE, UNDER_CONSTRUCTION, CLOSED = "in_use", "under_construction", "closed"


@dataclass(frozen=True)
class Facility:
    """A facility as registered; None is not known.

    is_counted: whether the office lets its area count; status: in_use, under_construction or
    closed. Only what is counted and in use counts today.
    """

    community_id: str
    name: str
    floor_area_m2: float | Decimal | None
    is_counted: bool | None
    status: str | None
    not_counted_reason: str = ""


@dataclass(frozen=True)
class CommunitySpace:
    """One community; areas in m2, None where its households or its facilities are not known.

    opening, reopening and counting are the areas of facilities under construction, of closed ones
    and of ones in use that do not count; the missing area is filled from them in this order.
    """

    community_id: str
    households: int | None
    counted_m2: float | None
    asked_m2: float | None
    missing_m2: float | None
    from_opening_m2: float
    from_reopening_m2: float
    from_counting_m2: float
    still_missing_m2: float | None
    not_counted: tuple[Facility, ...]
    """Every facility that does not count today, the largest first."""


@dataclass(frozen=True)
class SpacePlan:
    """A proposal, community by community in the order of their ids."""

    label: ClassVar[Text] = words.PROPOSAL

    communities: tuple[CommunitySpace, ...]
    m2_per_100_households: int

    @property
    def lacking(self) -> tuple[CommunitySpace, ...]:
        """The communities that lack space, the largest gap first."""
        found = [one for one in self.communities if one.missing_m2]
        return tuple(sorted(found, key=lambda one: (-(one.missing_m2 or 0), one.community_id)))

    @property
    def unknown(self) -> tuple[str, ...]:
        """The communities of which no gap can be told."""
        return tuple(one.community_id for one in self.communities if one.missing_m2 is None)

    @property
    def missing_m2(self) -> float:
        """What is missing in all; a surplus in one community does not fill a gap in another."""
        return math.fsum(one.missing_m2 or 0 for one in self.communities)

    @property
    def still_missing_m2(self) -> float:
        """What would still be missing if everything that does not count today did."""
        return math.fsum(one.still_missing_m2 or 0 for one in self.communities)

    def sentences(self) -> tuple[Text, ...]:
        """The proposal in words."""
        if not self.lacking:
            if self.unknown:
                return (words.SPACE_NOT_KNOWN.format(count=len(self.unknown)),)
            return (words.NO_SPACE_MISSING,)
        return (
            words.SPACE.format(
                lacking=len(self.lacking),
                missing=self.missing_m2,
                opening=math.fsum(one.from_opening_m2 for one in self.lacking),
                reopening=math.fsum(one.from_reopening_m2 for one in self.lacking),
                counting=math.fsum(one.from_counting_m2 for one in self.lacking),
                rest=self.still_missing_m2,
            ),
        )


def space_plan(
    households: Iterable[tuple[str, float | None]],
    facilities: Iterable[Facility],
    *,
    not_reported: Iterable[str] = (),
    m2_per_100_households: int = M2_PER_100_HOUSEHOLDS,
) -> SpacePlan:
    """What each community lacks; exactly the area asked for is enough.

    households: (community_id, resident households) of every community; not_reported: those that
    sent no register of facilities, whose area is unknown and not zero. Areas are added as the
    decimals they were written as, so no rounding decides. Raises ValueError for a community that
    is given twice or for an area that is not a number of at least 0.
    """
    silent = set(not_reported)
    of_community: dict[str, list[Facility]] = {}
    for facility in facilities:
        of_community.setdefault(facility.community_id, []).append(facility)
    given = sorted((community, whole(count)) for community, count in households)
    if len({community for community, _ in given}) != len(given):
        raise ValueError("a community is given twice")
    return SpacePlan(
        tuple(
            _space_of(
                community,
                count,
                None if community in silent else of_community.get(community, []),
                m2_per_100_households,
            )
            for community, count in given
        ),
        m2_per_100_households,
    )


def _space_of(
    community_id: str,
    households: int | None,
    facilities: Sequence[Facility] | None,
    m2_per_100_households: int,
) -> CommunitySpace:
    today = [one for one in facilities or () if one.is_counted and one.status == IN_USE]
    others = [one for one in facilities or () if not (one.is_counted and one.status == IN_USE)]
    area_is_known = facilities is not None and all(_area(one) is not None for one in today)
    counted = _sum(today) if area_is_known else None
    asked = None if households is None else Fraction(households * m2_per_100_households, 100)
    missing = None if counted is None or asked is None else max(Fraction(0), asked - counted)
    rest, filled = missing or Fraction(0), list[Fraction]()
    for status in (UNDER_CONSTRUCTION, CLOSED, None):
        available = _sum(one for one in others if _group(one) == status)
        filled.append(min(rest, available))
        rest -= filled[-1]
    return CommunitySpace(
        community_id=community_id,
        households=households,
        counted_m2=None if counted is None else float(counted),
        asked_m2=None if asked is None else float(asked),
        missing_m2=None if missing is None else float(missing),
        from_opening_m2=float(filled[0]),
        from_reopening_m2=float(filled[1]),
        from_counting_m2=float(filled[2]),
        still_missing_m2=None if missing is None else float(rest),
        not_counted=tuple(sorted(others, key=lambda one: (-(_area(one) or 0), one.name))),
    )


def _group(facility: Facility) -> str | None:
    """Why a facility does not count: it is being built, it is closed, or neither."""
    return facility.status if facility.status in {UNDER_CONSTRUCTION, CLOSED} else None


def _sum(facilities: Iterable[Facility]) -> Fraction:
    return sum((_area(one) or Fraction(0) for one in facilities), Fraction(0))


def _area(facility: Facility) -> Fraction | None:
    """The area as the decimal it was written as: 0.1 is one tenth."""
    if facility.floor_area_m2 is None or facility.floor_area_m2 != facility.floor_area_m2:
        return None
    area = Fraction(str(facility.floor_area_m2))
    if area < 0:
        raise ValueError(f"an area is not negative: {facility.floor_area_m2}")
    return area
