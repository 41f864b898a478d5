"""Maximum coverage: the places that together bring the most households into the circle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_CANDIDATES = 300
"""More than these are weighed by what each would bring alone; the rest is left out, and said so."""

_EXACT = {"mip_rel_gap": 0.0}
_ALMOST = 0.5
"""Gains are whole households: less than this is no difference."""


@dataclass(frozen=True, eq=False)
class Choice:
    """What can be chosen and what it brings.

    reach: shape (candidates, places), True where the candidate would bring the place in; weights:
    the households of each place. Earlier candidates win where nothing else decides.
    """

    reach: csr_array
    weights: Floats

    def gain(self, chosen: Iterable[int]) -> int:
        """The households that some candidates bring in together, each counted once."""
        inside = np.zeros(len(self.weights), dtype=bool)
        for one in chosen:
            inside[self.places_of(one)] = True
        return int(self.weights[inside].sum())

    def in_order(self, chosen: Iterable[int]) -> list[tuple[int, int]]:
        """The chosen, the one that brings most first, each with what it brings besides those
        before it; those that bring nothing more are left out."""
        left, weights = sorted(set(chosen)), self.weights.copy()
        found: list[tuple[int, int]] = []
        while left:
            gains = [weights[self.places_of(one)].sum() for one in left]
            best = int(np.argmax(gains))
            if gains[best] <= 0:
                break
            found.append((left[best], int(gains[best])))
            weights[self.places_of(left.pop(best))] = 0
        return found

    def places_of(self, candidate: int) -> Ints:
        """The places that a candidate would bring in."""
        start, end = self.reach.indptr[candidate : candidate + 2]
        found: Ints = self.reach.indices[start:end]
        return found


def greedy(choice: Choice, centres: int) -> list[int]:
    """One after the other, always the candidate that brings the most households then."""
    weights, found = choice.weights.copy(), list[int]()
    for _ in range(centres):
        gains = choice.reach @ weights
        if not len(gains) or gains.max() <= 0:
            break
        found.append(int(np.argmax(gains)))
        weights[choice.places_of(found[-1])] = 0
    return found


def useful(choice: Choice, keep: Iterable[int]) -> tuple[list[int], bool]:
    """The candidates to weigh: those that bring anything, of equal ones the first; and whether
    these are all. Where they are too many, those that bring most alone, and those to ``keep``."""
    alone = choice.reach @ choice.weights
    first: dict[bytes, int] = {}
    for one in np.flatnonzero(alone > 0).tolist():
        first.setdefault(np.sort(choice.places_of(one)).tobytes(), one)
    found = np.array(sorted(first.values()), dtype=np.int64)
    if len(found) <= MOST_CANDIDATES:
        return found.tolist(), True
    most = found[np.argsort(-alone[found], kind="stable")[:MOST_CANDIDATES]]
    return sorted({*most.tolist(), *keep}), False


def best(choice: Choice, candidates: list[int], centres: int) -> list[int]:
    """The candidates, at most so many, that together bring the most households.

    Among equally good choices the one with the fewest candidates, then with the earliest. Never
    less than what ``greedy`` finds.
    """
    start = greedy(choice, centres)
    if not candidates:
        return start
    weights, covers = _merged(choice, candidates)
    count, groups = len(candidates), len(weights)
    no_more = np.concatenate([np.ones(count), np.zeros(groups)])
    limits = [
        LinearConstraint(hstack([-covers.T, eye_array(groups)]).tocsr(), ub=np.zeros(groups)),
        LinearConstraint(csr_array(no_more[np.newaxis, :]), ub=[centres]),
    ]
    worth = np.concatenate([np.zeros(count), weights])
    most = _solve(-worth, limits, count)
    found = max(([candidates[one] for one in most], start), key=choice.gain)
    enough = LinearConstraint(
        csr_array(worth[np.newaxis, :]), lb=[choice.gain(found) - _ALMOST], ub=[np.inf]
    )
    order = np.concatenate([np.arange(count) + centres * count, np.zeros(groups)])
    earliest = [candidates[one] for one in _solve(order, [*limits, enough], count)]
    return earliest if choice.gain(earliest) == choice.gain(found) else found


def _merged(choice: Choice, candidates: list[int]) -> tuple[Floats, csr_array]:
    """Households of the places that the same candidates reach, added; and who reaches them."""
    columns = choice.reach[candidates].tocsc()
    columns.sort_indices()
    groups: dict[bytes, int] = {}
    members, weights = list[Ints](), list[float]()
    for place in np.flatnonzero((np.diff(columns.indptr) > 0) & (choice.weights > 0)).tolist():
        reached_by = columns.indices[columns.indptr[place] : columns.indptr[place + 1]]
        group = groups.setdefault(reached_by.tobytes(), len(groups))
        if group == len(members):
            members.append(reached_by)
            weights.append(0.0)
        weights[group] += float(choice.weights[place])
    row = np.concatenate(members)
    column = np.repeat(np.arange(len(members)), [len(one) for one in members])
    shape = (len(candidates), len(members))
    return np.array(weights), csr_array((np.ones(len(row)), (row, column)), shape=shape)


def _solve(cost: Floats, limits: list[LinearConstraint], count: int) -> list[int]:
    """The candidates chosen at the least cost; the first ``count`` variables are choices."""
    is_choice = np.arange(len(cost)) < count
    found = milp(
        cost,
        constraints=limits,
        integrality=is_choice.astype(int),
        bounds=Bounds(0, 1),
        options=_EXACT,
    )
    if found.x is None:
        raise ArithmeticError(f"no choice was found: {found.message}")
    return np.flatnonzero(found.x[:count] > _ALMOST).tolist()
