"""What the commitments page is given to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics.commitments.state import Board
from views.places import Period, Place
from wording import Text


@dataclass(frozen=True)
class Commitments:
    """The board of a place on a day. ``metrics`` are the names of indicators."""

    place: Place
    period: Period
    day: date
    board: Board
    is_whole: bool
    metrics: Mapping[str, Text]
