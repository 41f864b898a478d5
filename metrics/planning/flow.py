"""The best flow in a network by several costs, one after the other.

The first cost decides, the second only among plans equal in the first, and so on; no cost needs
to be weighed against another. Costs and amounts are integers and so is the answer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

Ints = NDArray[np.int64]

_HALF = 0.5
"""Prices of a network with integer costs are integers: what is above a half is not zero."""


def best_flow(costs: Sequence[Ints], matrix: csr_array, limits: Ints) -> Ints:
    """Amounts x >= 0 with ``matrix @ x <= limits`` that are best by each cost in turn.

    matrix: shape (rows, amounts), totally unimodular, as that of a network is; limits: one per
    row; costs: each one per amount. Raises ValueError where no amounts keep within the limits.

    After each cost, what would make a plan worse by that cost is ruled out: amounts with a
    reduced cost stay zero, limits with a price stay tight (complementary slackness).
    """
    is_tight = np.zeros(matrix.shape[0], dtype=bool)
    most = np.full(matrix.shape[1], np.inf)
    amounts = np.zeros(matrix.shape[1], dtype=np.int64)
    for cost in costs:
        loose = ~is_tight
        found = linprog(
            cost,
            A_ub=matrix[loose] if loose.any() else None,
            b_ub=limits[loose] if loose.any() else None,
            A_eq=matrix[is_tight] if is_tight.any() else None,
            b_eq=limits[is_tight] if is_tight.any() else None,
            bounds=np.column_stack([np.zeros_like(most), most]),
            method="highs-ds",
        )
        if not found.success:
            raise ValueError(f"no flow keeps within the limits: {found.message}")
        amounts = np.rint(found.x).astype(np.int64)
        most[found.lower.marginals > _HALF] = 0
        is_tight[np.flatnonzero(loose)[found.ineqlin.marginals < -_HALF]] = True
    if (amounts < 0).any() or (matrix @ amounts > limits).any():
        raise ArithmeticError("the flow is not whole")
    return amounts
