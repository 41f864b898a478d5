"""What a reader can work out of the tables that leave, with the whole's figures beside the parts'."""

from __future__ import annotations

import csv
import io

import pytest

from office.permissions import Role
from reports.discretion import SPLIT_EVENTS, SPLIT_PERSONS
from tests.ui.people import PEOPLE

WITHHELD = "按规则不显示"


def told(level, period_id):
    """(metric, place) -> numerator, denominator and value, as the file says them."""
    from ui import answers, disclosure

    period = answers.periods().find(period_id)
    found = answers.field(None, level=level, period=period)
    names = {each.metric.name.zh: each.metric.key for each in found}
    rows = list(csv.reader(io.StringIO(disclosure.readings(found, "zh").decode("utf-8-sig"))))
    return {(names[row[2]], row[0]): (row[4], row[5], row[6]) for row in rows[1:]}


@pytest.mark.parametrize("period_id", ["2026-W47", "2026-W46", "2026-10", "2026-Q3"])
def test_the_whole_less_the_parts_that_are_shown_tells_no_part_that_is_not(looking, period_id):
    looking(PEOPLE[Role.LEADER])
    whole, parts = told("subdistrict", period_id), told("community", period_id)
    looked_at = 0
    for metric in SPLIT_EVENTS:
        ((upper, _, value),) = [said for (key, _), said in whole.items() if key == metric] or [
            ("", "", "")
        ]
        rows = [said for (key, _), said in parts.items() if key == metric]
        gone = [float(lower) for _, lower, said in rows if said == WITHHELD]
        if not gone or not upper or value == WITHHELD:
            continue
        left = float(upper) - sum(float(up) for up, _, said in rows if said != WITHHELD and up)
        for count in gone:  # from how few to how many it may have been, as far as a reader knows
            least, most = max(0.0, left - (sum(gone) - count)), min(count, left)
            # Beside a zero, which stands, the other half is the total, which stands as well.
            assert least < most or least in (0, count), (metric, gone, left)
            looked_at += 1
    assert looked_at


def test_of_persons_neither_half_nor_their_number_is_told(looking):
    looking(PEOPLE[Role.LEADER])
    for level in ("community", "grid"):
        for (metric, _), (upper, lower, said) in told(level, "2026-W47").items():
            if metric in SPLIT_PERSONS and said == WITHHELD:
                assert (upper, lower) == ("", "")


def test_totals_of_events_and_zeros_stand_for_every_community(looking):
    """The campaign is about zeros: a community that earned one can show it."""
    looking(PEOPLE[Role.LEADER])
    found = told("community", "2026-W47")
    standing = {"petitions_registered", "zero_petition", "zero_accident", "zero_case"}
    said = [value for (key, _), (_, _, value) in found.items() if key in standing]
    assert len(said) == 8 * len(standing) and WITHHELD not in said
