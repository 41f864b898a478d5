"""What the three-zero page is given to draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from metrics.rating import Target
from metrics.signals.sparse import SparseChart
from metrics.three_zero.attainment import Allowance, Tally
from metrics.three_zero.events import Event, Kind
from metrics.three_zero.matrix import Line, Week
from metrics.three_zero.reconcile import Check
from metrics.three_zero.units import Unit
from views.charts.marks import Mark
from views.places import Period, Place
from views.results import Standing


@dataclass(frozen=True)
class Sparse:
    """The weeks that a ledger covers, its counts in blocks of four weeks, of how many communities
    it speaks, and where between the blocks what is counted has changed."""

    kind: Kind
    weeks: tuple[Week, ...]
    chart: SparseChart
    communities: int
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Units:
    """The enterprises and institutions of a place: the register, how many attain in the period
    against the office's target, and the weeks of each."""

    register: Mapping[str, Unit]
    target: Target | None
    allowance: Allowance
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class ThreeZero:
    """Three-zero of a subdistrict or of one community at a period.

    ``lines`` end with the period's last week; ``excluded`` and ``checks`` are those of the weeks
    shown; ``events`` and ``tallies`` those of the period; a kind of which no ledger speaks in the
    period has no tally. ``totals_only`` are communities without
    a ledger of cases of their own. ``units`` is None where nothing is published about them.
    ``corrected_until`` is the day up to which the period's zeros may still be corrected, if any.
    """

    place: Place
    period: Period
    communities: Mapping[str, Place]
    standings: tuple[Standing, ...]
    target: Target | None
    allowance: Allowance
    lines: tuple[Line, ...]
    tallies: Mapping[Kind, Tally]
    events: tuple[Event, ...]
    excluded: tuple[Event, ...]
    checks: tuple[Check, ...]
    sparse: tuple[Sparse, ...]
    totals_only: tuple[Place, ...]
    files: Mapping[int, str]
    units: Units | None = None
    corrected_until: date | None = None
