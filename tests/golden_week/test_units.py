"""The list of enterprises and institutions makes up the published share, in every period."""

from __future__ import annotations

from collections import Counter

from metrics.three_zero.events import read_events
from metrics.three_zero.matrix import Week
from metrics.three_zero.units import register, unit_lights


def test_the_units_listed_as_attaining_are_those_that_the_share_counts(published):
    periods = published.periods()
    through = published.through_on
    ledgers = {name: published.rows(name) for name in ("petitions", "accidents", "cases")}
    events = read_events(**{
        name: frame.astype(object).where(frame.notna(), None).to_dict("records")
        for name, frame in ledgers.items()
    })  # fmt: skip
    reports = published.rows("unit_zero_reports").to_dict("records")
    measured = published.measures(metrics=["unit_three_zero_attainment"])
    whole = measured[(measured["level"] != "grid") & measured["value"].notna()]
    compared = 0
    for period in periods.itertuples():
        of_period = whole[whole["period_id"] == period.period_id]
        if of_period.empty:
            continue
        units = register(published.rows("units", period_id=period.period_id).to_dict("records"))
        start, end = period.start_on, period.end_on
        start, end = (day.date() if hasattr(day, "date") else day for day in (start, end))
        due = [
            Week(each.period_id, each.start_on, each.end_on)
            for each in periods[periods["kind"] == "week"].itertuples()
            if start <= _day(each.end_on) <= end
            and (period.kind == "week" or _day(each.end_on) <= through)
        ]
        lights = unit_lights(units, reports, events, due, (start, end))
        attained = Counter(
            units[key].community_id for key, light in lights.items() if light == "green"
        )
        for row in of_period.itertuples():
            expected = attained[row.place_id] if row.level == "community" else attained.total()
            assert row.numerator == expected, (period.period_id, row.place_id)
            compared += 1
    assert compared > 50


def _day(value):
    return value.date() if hasattr(value, "date") else value
