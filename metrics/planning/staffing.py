"""Grid staffing: how many workers to hire if nobody moves, and after the fewest moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from metrics.fragments.grid import HOUSEHOLDS_PER_WORKER
from metrics.planning import words
from metrics.planning.counts import whole
from metrics.planning.flow import Ints
from metrics.planning.moves import best_moves
from wording import Text


@dataclass(frozen=True)
class Grid:
    """A grid as registered; None is not known or not reported, never zero."""

    grid_id: str
    community_id: str
    households: float | None
    workers: float | None
    kind: str = "residential"
    is_active: bool = True


@dataclass(frozen=True)
class Move:
    """Workers who would change from one grid to a neighbouring one."""

    from_grid: str
    to_grid: str
    workers: int


@dataclass(frozen=True)
class GridStaffing:
    """What is proposed for one grid; all numbers are persons, but for the households.

    short: missing if nobody moves; hires: still missing after the moves.
    """

    grid_id: str
    community_id: str
    households: int
    workers: int
    need: int
    short: int
    gives: int
    receives: int
    hires: int

    @property
    def workers_after(self) -> int:
        """Workers after the moves, before anybody is hired."""
        return self.workers - self.gives + self.receives


@dataclass(frozen=True)
class StaffingPlan:
    """A proposal, grid by grid in the order of their ids; ``unknown`` grids are left out."""

    label: ClassVar[Text] = words.PROPOSAL

    grids: tuple[GridStaffing, ...]
    moves: tuple[Move, ...]
    unknown: tuple[str, ...]
    households_per_worker: int
    across_communities: bool

    @property
    def workers(self) -> int:
        """Workers on duty."""
        return sum(grid.workers for grid in self.grids)

    @property
    def need(self) -> int:
        """Workers asked for: rounded up in each grid, then added."""
        return sum(grid.need for grid in self.grids)

    @property
    def need_if_pooled(self) -> int:
        """What rounding once, over all households, would ask for: not what the plan means."""
        return need_of(sum(grid.households for grid in self.grids), self.households_per_worker)

    @property
    def hires_if_nobody_moves(self) -> int:
        """The sum of what each grid is short of; a surplus elsewhere does not help."""
        return sum(grid.short for grid in self.grids)

    @property
    def hires_after_moves(self) -> int:
        """The fewest hires that moves between neighbouring grids leave."""
        return sum(grid.hires for grid in self.grids)

    @property
    def moved_workers(self) -> int:
        """The fewest moves that make do with so few hires."""
        return sum(move.workers for move in self.moves)

    def sentences(self) -> tuple[Text, ...]:
        """The proposal, its rounding and what it leaves out, in words."""
        said = [
            words.STAFFING.format(
                need=self.need,
                workers=self.workers,
                hires=self.hires_if_nobody_moves,
                moved=self.moved_workers,
                hires_after=self.hires_after_moves,
            )
        ]
        if self.need != self.need_if_pooled:
            said.append(words.ROUNDING.format(need=self.need, pooled=self.need_if_pooled))
        if self.unknown:
            said.append(words.UNKNOWN_GRIDS.format(count=len(self.unknown)))
        return tuple(said)

    def assumes(self) -> Text:
        """What the proposal takes for granted."""
        crosses = self.across_communities
        return words.STAFFING_ASSUMES.format(
            per=self.households_per_worker,
            range=words.ACROSS_COMMUNITIES if crosses else words.INSIDE_COMMUNITIES,
        )


def need_of(households: int, households_per_worker: int = HOUSEHOLDS_PER_WORKER) -> int:
    """Workers that so many households ask for, rounded up in integers."""
    return -(-households // households_per_worker)


def staffing_plan(
    grids: Iterable[Grid],
    neighbours: Sequence[tuple[str, str]],
    *,
    metres: ArrayLike | None = None,
    across_communities: bool = False,
    households_per_worker: int = HOUSEHOLDS_PER_WORKER,
) -> StaffingPlan:
    """The fewest hires, then the fewest moves, then the shortest, then those of earlier ids.

    neighbours: pairs of grids that share a border, in any order; metres: how far apart, one per
    pair (counted in whole metres). Dedicated and withdrawn grids take no part, nor do grids of
    which something is unknown. Raises ValueError for a grid that is given twice.
    """
    taking_part = sorted(
        (grid for grid in grids if grid.is_active and grid.kind == "residential"),
        key=lambda grid: grid.grid_id,
    )
    ids = [grid.grid_id for grid in taking_part]
    if len(set(ids)) != len(ids):
        raise ValueError("a grid is given twice")
    unknown, known, counts = list[str](), list[Grid](), list[tuple[int, int]]()
    for grid in taking_part:
        households, workers = whole(grid.households), whole(grid.workers)
        if households is None or workers is None:
            unknown.append(grid.grid_id)
        else:
            known.append(grid)
            counts.append((households, workers))
    needs = [need_of(households, households_per_worker) for households, _ in counts]
    own = np.array([workers for _, workers in counts], dtype=np.int64)
    pairs, lengths = _pairs(known, neighbours, metres, across_communities)
    arcs, flow = best_moves(own, np.array(needs, dtype=np.int64), pairs, lengths)
    gives = np.bincount(arcs[:, 0], weights=flow, minlength=len(known)).astype(int).tolist()
    receives = np.bincount(arcs[:, 1], weights=flow, minlength=len(known)).astype(int).tolist()
    return StaffingPlan(
        grids=tuple(
            GridStaffing(
                grid_id=grid.grid_id,
                community_id=grid.community_id,
                households=households,
                workers=workers,
                need=need,
                short=max(0, need - workers),
                gives=given,
                receives=received,
                hires=max(0, need - workers + given - received),
            )
            for grid, (households, workers), need, given, received in zip(
                known, counts, needs, gives, receives, strict=True
            )
        ),
        moves=tuple(
            Move(known[origin].grid_id, known[goal].grid_id, amount)
            for (origin, goal), amount in zip(arcs.tolist(), flow.tolist(), strict=True)
        ),
        unknown=tuple(unknown),
        households_per_worker=households_per_worker,
        across_communities=across_communities,
    )


def _pairs(
    known: Sequence[Grid],
    neighbours: Sequence[tuple[str, str]],
    metres: ArrayLike | None,
    across_communities: bool,
) -> tuple[Ints, Ints]:
    """The neighbours that may exchange workers, each pair once, and whole metres between them."""
    position = {grid.grid_id: index for index, grid in enumerate(known)}
    apart = np.zeros(len(neighbours)) if metres is None else np.asarray(metres, dtype=np.float64)
    if apart.shape != (len(neighbours),) or not (apart >= 0).all():
        raise ValueError("metres are one number of at least 0 per pair of neighbours")
    found: dict[tuple[int, int], int] = {}
    for (one, other), length in zip(neighbours, np.rint(apart).astype(int).tolist(), strict=True):
        if one not in position or other not in position or one == other:
            continue
        left, right = sorted((position[one], position[other]))
        if across_communities or known[left].community_id == known[right].community_id:
            found[left, right] = min(length, found.get((left, right), length))
    ordered = sorted(found)
    return (
        np.array(ordered, dtype=np.int64).reshape(-1, 2),
        np.array([found[pair] for pair in ordered], dtype=np.int64),
    )
