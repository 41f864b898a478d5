"""What must not be read alone: beside a satisfaction, how many were asked and how many answered."""

from __future__ import annotations

from collections.abc import Iterable

from ui import answers, lines, show
from views.places import Period, Place


def beside(place: Place, period: Period, keys: Iterable[str]) -> None:
    """A line below a page about single metrics, for each that is read with another."""
    known = answers.metrics()
    asked = [key for key in keys if key in known and known[key].read_with]
    if asked and place.level in known[asked[0]].levels:
        for said in lines.said(place, period, *asked):
            show.remark(said)
