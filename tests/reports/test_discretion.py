"""What a pack withholds: small counts of persons and events, and whatever would tell them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from metrics.catalogue import metrics
from reports import tables_of_work
from reports.discretion import (
    COUNTS_TOLD_BY_ROWS,
    HIDDEN_WITH,
    SPLIT_EVENTS,
    SPLIT_PERSONS,
    Rule,
    hidden_by_rule,
    masked,
)
from reports.words import HIDDEN
from tests.reports.packs import WEEK, before
from views.places import Period, Place
from views.results import Reading

USUAL = Rule()
OF_EVENTS = {"petitions", "disputes", "grid_events", "accidents", "cases"}
OF_PERSONS = {"volunteers", "volunteer_service"}
NOT_SPLIT = {
    "three_zero_attainment", "unit_three_zero_attainment", "zero_petition", "zero_accident",
    "zero_case",  # communities and units are counted, by light
    "petitions_registered", "grid_events_per_100_households",  # totals of events stand
    "volunteer_hours", "volunteer_attendances", "volunteer_concentration",  # hours, not persons
    "hours_per_active_volunteer",  # hidden with another
    "seven_services_complete",  # facilities
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """Readings of one metric: (place, counted, of); the subdistrict sums its communities."""

    key: str
    communities: dict[str, tuple[float, float]]
    grids: dict[str, tuple[float, float]] | None = None

    def readings(self) -> list[Reading]:
        whole = [sum(part) for part in zip(*self.communities.values(), strict=True)]
        found = [self.reading("S", "subdistrict", *whole)]
        found += [self.reading(p, "community", *n) for p, n in self.communities.items()]
        found += [self.reading(p, "grid", *n) for p, n in (self.grids or {}).items()]
        return found

    def reading(self, place: str, level: str, numerator: float, denominator: float) -> Reading:
        metric = metrics()[self.key]
        parent = {"grid": place[:2], "community": "S"}.get(level)
        value = numerator / denominator if denominator else None
        return Reading(metric, Place(place, place, level, parent), week(), numerator, denominator,
                       value, "no_target")  # fmt: skip

    def hidden(self, rule: Rule = USUAL) -> set[str]:
        return {place for _, place in hidden_by_rule(self.readings(), rule)}


def week() -> Period:
    from datetime import date

    return Period(WEEK, "week", date(2026, 11, 16), date(2026, 11, 22), True)


def test_every_metric_over_events_or_persons_was_thought_about():
    """A new indicator over petitions must say whether it splits them."""
    asked = {key for key, metric in metrics().items()
             if set(metric.reads) & (OF_EVENTS | OF_PERSONS)}  # fmt: skip
    named = SPLIT_EVENTS | SPLIT_PERSONS | set(HIDDEN_WITH) | COUNTS_TOLD_BY_ROWS | NOT_SPLIT
    assert asked <= named
    assert named <= set(metrics())


@pytest.mark.parametrize(
    ("communities", "hidden"),
    [
        ({"C1": (20, 30), "C2": (10, 40)}, set()),
        ({"C1": (0, 30), "C2": (10, 40)}, set()),  # zero always stands
        ({"C1": (30, 30), "C2": (10, 40)}, set()),
        ({"C1": (1, 30), "C2": (10, 40), "C3": (20, 60)}, {"C1", "C2"}),  # and one beside it
        ({"C1": (29, 30), "C2": (10, 40), "C3": (20, 60)}, {"C1", "C2"}),  # the others are one
    ],
)
def test_one_or_two_events_are_hidden_with_what_would_tell_them(communities, hidden):
    assert Drawn("petition_repeat_share", communities).hidden() == hidden


def test_persons_are_hidden_up_to_four():
    four = {"C1": (4, 100), "C2": (40, 100), "C3": (50, 100)}
    assert "C1" in Drawn("active_volunteer_rate", four).hidden()
    assert not Drawn("active_volunteer_rate", {**four, "C1": (5, 100)}).hidden()
    assert not Drawn("petition_repeat_share", four).hidden()


def test_an_office_may_hide_more():
    three = Drawn("petition_repeat_share", {"C1": (3, 30), "C2": (40, 80), "C3": (50, 99)})
    assert not three.hidden()
    assert "C1" in three.hidden(Rule(persons=10, events=5))


def test_the_whole_stands_where_its_parts_can_go_instead():
    """Every row is small: all communities are hidden, the subdistrict's share is not."""
    sparse = Drawn("petition_reply_on_time", {"C1": (1, 1), "C2": (1, 2), "C3": (0, 2)})
    assert sparse.hidden() == {"C1", "C2", "C3"}


def test_one_community_alone_is_hidden_with_its_whole():
    assert Drawn("petition_repeat_share", {"C1": (1, 30)}).hidden() == {"C1", "S"}


def test_grids_do_not_tell_what_their_community_hides():
    drawn = Drawn(
        "grid_event_on_time",
        {"C1": (1, 30), "C2": (10, 40), "C3": (20, 60)},
        {"C1a": (1, 10), "C1b": (0, 20), "C3a": (10, 30), "C3b": (10, 30)},
    )
    assert drawn.hidden() == {"C1", "C2", "C1a", "C1b"}


def test_hours_per_volunteer_go_with_the_volunteers():
    persons = Drawn("active_volunteer_rate", {"C1": (4, 90), "C2": (40, 90), "C3": (50, 99)})
    hours = Drawn("hours_per_active_volunteer", {"C1": (90, 4), "C2": (80, 40), "C3": (70, 50)})
    hidden = hidden_by_rule([*persons.readings(), *hours.readings()], USUAL)
    assert ("hours_per_active_volunteer", "C1") in hidden


def test_what_is_hidden_is_gone_and_not_only_marked():
    drawn = Drawn("petition_repeat_share", {"C1": (1, 30), "C2": (10, 40), "C3": (20, 60)})
    reading = drawn.readings()[1]
    gone = masked(reading, hidden_by_rule(drawn.readings(), USUAL))
    assert (gone.numerator, gone.value, gone.denominator) == (None, None, 30)
    people = Drawn("active_volunteer_rate", {"C1": (4, 90), "C2": (40, 90), "C3": (50, 99)})
    gone = masked(people.readings()[1], hidden_by_rule(people.readings(), USUAL))
    assert (gone.numerator, gone.value, gone.denominator) == (None, None, None)


def test_the_demonstration_withholds_some_and_says_why():
    result = before("zh").result
    assert 100 < len(result.hidden) < len(result.figures) / 2
    assert not [key for key, place in result.hidden if place == "990102013"]
    assert all(f.reading.value is None for f in result.figures if f.is_hidden)
    for name, words in before("zh").words.items():
        if "纪要" not in name:
            assert HIDDEN.zh in words, name


def test_who_is_on_alert_is_told_also_where_the_figure_is_withheld():
    """Of disputes six communities' figures are withheld; the lights stay, and three are red."""
    rows = tables_of_work.alerts(before("zh").result, "zh").rows
    (told,) = [where for name, _, _, where, *_ in rows if name == "矛盾纠纷按期化解率"]
    assert told == "3 个社区预警：汀蘅社区、槐榭里社区、砚浦社区"
