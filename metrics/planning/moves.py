"""Moving workers between neighbouring grids, so that as few as possible have to be hired."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from metrics.planning.flow import Ints, best_flow


def best_moves(own: Ints, needs: Ints, pairs: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Who moves: arcs (from, to) in their order, and how many along each; none that are zero.

    Solved for each group of connected grids that has both somebody to spare and somebody missing.
    """
    arcs = np.concatenate([pairs, pairs[:, ::-1]])
    apart = np.concatenate([lengths, lengths])
    order = np.lexsort((arcs[:, 1], arcs[:, 0]))
    arcs, apart = arcs[order], apart[order]
    flow = np.zeros(len(arcs), dtype=np.int64)
    size = len(own)
    links = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(size, size))
    groups, group_of = connected_components(links, directed=False) if size else (0, own)
    for group in range(groups):
        inside = np.flatnonzero(group_of == group)
        balance = own[inside] - needs[inside]
        if (balance > 0).any() and (balance < 0).any():
            among = np.flatnonzero(group_of[arcs[:, 0]] == group)
            local = np.searchsorted(inside, arcs[among])
            flow[among] = _moves_of_a_group(own[inside], balance, local, apart[among], among)
    return arcs[flow > 0], flow[flow > 0]


def _moves_of_a_group(own: Ints, balance: Ints, arcs: Ints, apart: Ints, rank: Ints) -> Ints:
    """How many move along each arc: a transport of each grid's own staff, at most one step.

    Amounts are the moves along the arcs, then the hires of the grids. No grid gives more than its
    own staff; what it is left with, receives and hires is at least its need.
    """
    size, count = len(own), len(arcs)
    arc, one = np.arange(count), np.ones(count)
    hire, grid = np.arange(count, count + size), np.arange(size)
    entries = np.concatenate([one, one, -one, -np.ones(size)])
    rows = np.concatenate([arcs[:, 0], size + arcs[:, 0], size + arcs[:, 1], size + grid])
    columns = np.concatenate([arc, arc, arc, hire])
    matrix = csr_array((entries, (rows, columns)), shape=(2 * size, count + size))
    none, zero = np.zeros(size, dtype=np.int64), np.zeros(count, dtype=np.int64)
    costs = [
        np.concatenate([zero, none + 1]),
        np.concatenate([zero + 1, none]),
        np.concatenate([apart, none]),
        np.concatenate([rank, none]),
    ]
    return best_flow(costs, matrix, np.concatenate([own, balance]))[:count]
