"""Which places lie near which candidates, as arrays; distances are measured elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Nearby:
    """One entry per candidate and place close to each other; the three arrays run together.

    candidate, place: positions in the lists of candidates and of places; metres: the straight
    line. Pairs that are not listed are too far apart for any question that is asked.
    """

    candidate: Ints
    place: Ints
    metres: Floats

    def __post_init__(self) -> None:
        if not self.candidate.shape == self.place.shape == self.metres.shape:
            raise ValueError("the arrays of nearby pairs do not run together")
