"""What the three-zero page is told: measures, events, streaks and what to check, per version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from metrics.signal import sparse_chart
from metrics.three_zero.attainment import allowance, tally, weekly_counts
from metrics.three_zero.events import COMPONENTS, KINDS, Event, Kind, read_events
from metrics.three_zero.matrix import Week, corrected_until, lines
from metrics.three_zero.reconcile import checks
from metrics.three_zero.units import register, unit_lights, unit_lines
from ui import answers, ledgers
from ui.kept import per_version
from views.charts import marks
from views.places import Period, Place
from views.three_zero.found import Sparse, ThreeZero, Units

SHOWN = 26
METRIC = "three_zero_attainment"
UNIT_METRIC = "unit_three_zero_attainment"
LEDGERS: dict[Kind, str] = {"petition": "petitions", "accident": "accidents", "case": "cases"}
SIGNALLED: tuple[Kind, ...] = ("accident", "case")


@per_version(64)
def _events(at: ledgers.At) -> tuple[Event, ...]:
    return read_events(
        petitions=ledgers.rows("petitions"),
        accidents=ledgers.rows("accidents"),
        cases=ledgers.rows("cases"),
    )


@per_version(64)
def _totals_only(at: ledgers.At) -> frozenset[str]:
    """Communities of which the police send monthly totals, not single cases."""
    single = {row["community_id"] for row in ledgers.rows("cases")}
    return frozenset(
        row["community_id"] for row in ledgers.rows("case_totals")
        if row["community_id"] not in single
    )  # fmt: skip


def _weeks(period: Period) -> tuple[Week, ...]:
    """All known weeks up to a period's end, oldest first."""
    known = [
        Week(each.period_id, each.start_on, each.end_on)
        for each in answers.periods().all
        if each.kind == "week" and each.end_on <= period.end_on
    ]
    return tuple(reversed(known))


def _sparse(
    kind: Kind, here: tuple[Event, ...], weeks: tuple[Week, ...], communities: int
) -> Sparse | None:
    """None where no ledger speaks, for so many communities."""
    covered = ledgers.covered(LEDGERS[kind])
    if covered is None or not communities:
        return None
    spoken = tuple(w for w in weeks if covered[0] <= w.start_on and w.end_on <= covered[1])
    if not spoken:
        return None
    chart = sparse_chart(weekly_counts(here, kind, spoken, covered), direction="down")
    blocks = [spoken[min(at + 3, len(spoken) - 1)].end_on for at in chart.block_start.tolist()]
    changed = marks.of_definition(answers.metrics()[COMPONENTS[kind]].changes, blocks)
    return Sparse(kind, spoken, chart, communities, changed)


def _speaks(dataset: str, period: Period) -> bool:
    """Whether a ledger reaches into a period at all."""
    covered = ledgers.covered(dataset)
    return covered is not None and covered[0] <= period.end_on and period.start_on <= covered[1]


def _units(
    place: Place, period: Period, communities: Mapping[str, Place], shown: ThreeZero
) -> Units | None:
    """The units of the communities; None where nothing is published about them."""
    standing = answers.standing(place, period, UNIT_METRIC)
    if standing is None or standing.now.value is None:
        return None
    through = _through()
    rows = [r for r in ledgers.rows("units", period.period_id) if r["community_id"] in communities]
    held = register(rows)
    weeks = _weeks(period)
    here = tuple(e for e in _events(ledgers.at()) if e.community_id in communities)
    filed = ledgers.rows("unit_zero_reports")
    due = [
        week for week in weeks
        if period.start_on <= week.end_on and (
            period.kind == "week" or through is None or week.end_on <= through
        )
    ]  # fmt: skip
    lights = unit_lights(held, filed, here, due, (period.start_on, period.end_on))
    target = standing.target
    return Units(
        held, target, allowance(lights, target.value if target else None),
        unit_lines(
            held, filed, [e for e in here if e.day <= period.end_on], weeks, shown=SHOWN,
            through_on=through,
            provisional={
                (line.community_id, cell.week.period_id)
                for line in shown.lines for cell in line.cells if cell.is_provisional
            },
        ),
    )  # fmt: skip


def _through() -> date | None:
    """The day of the data."""
    origin = answers.origin()
    return origin.through_on if origin else None


@per_version(256)
def _found(at: ledgers.At, place: Place, period: Period) -> ThreeZero:
    tree = answers.places()
    below = tree.children(place.place_id) if place.level == "subdistrict" else (place,)
    communities = {each.place_id: each for each in below if each.level == "community"}
    weeks = _weeks(period)
    shown = weeks[-SHOWN:]
    here = tuple(e for e in _events(at) if e.community_id in communities)
    until = tuple(e for e in here if e.day <= period.end_on)
    reports = [r for r in ledgers.rows("zero_reports") if r["community_id"] in communities]
    totals = [r for r in ledgers.rows("case_totals") if r["community_id"] in communities]
    standing = answers.standing(place, period, METRIC)
    target = standing.target if standing else None
    field = answers.field(METRIC, level="community", period=period, within=place.place_id)
    window = (shown[0].start_on, shown[-1].end_on) if shown else (period.start_on, period.end_on)
    through = _through()
    totals_only = tuple(c for i, c in communities.items() if i in _totals_only(at))
    with_ledger = {kind: len(communities) for kind in KINDS}
    with_ledger["case"] -= len(totals_only)
    whole = ThreeZero(
        place=place,
        period=period,
        communities=communities,
        standings=tuple(s for s in answers.standings(place, period)
                        if s.metric.family == "three_zero"),
        target=target,
        allowance=allowance({r.place.place_id: r.state for r in field},
                            target.value if target else None),
        lines=lines(ledgers.measures([METRIC, *COMPONENTS.values()], "community"),
                    until, weeks, communities, shown=SHOWN, through_on=through),
        corrected_until=corrected_until(period.end_on, through),
        tallies={
            kind: tally(here, kind, period.start_on, period.end_on)
            for kind in KINDS
            if with_ledger[kind] and _speaks(LEDGERS[kind], period)
        },
        events=tuple(e for e in here if e.mark != "excluded"
                     and period.start_on <= e.day <= period.end_on),
        excluded=tuple(reversed([e for e in here if e.mark == "excluded"
                                 and window[0] <= e.day <= window[1]])),
        checks=checks(until, reports, shown, case_totals=totals,
                      totals_only=_totals_only(at)),
        sparse=tuple(s for kind in SIGNALLED
                     if (s := _sparse(kind, until, weeks, with_ledger[kind]))),
        totals_only=totals_only,
        files=ledgers.files(),
    )  # fmt: skip
    return replace(whole, units=_units(place, period, communities, whole))


def found(place: Place, period: Period) -> ThreeZero:
    """Three-zero of a place at a period; a grid is shown by its community."""
    container = answers.places().container(place.place_id) or place
    return _found(ledgers.at(), container, period)
