"""Who owes which file this week."""

from datetime import date, datetime

import pytest

from data.catalogue import contracts
from office.rhythms import choose_rhythm
from publication.calendar import calendar, rhythms, usual_rhythm
from tests.publication.office import AREAS, GRIDS, accept

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def office(home, published):
    reports = """
        community_id | week     | petitions | accidents | cases
        -------------+----------+-----------+-----------+------
        C1           | 2026-W46 | 0         | 0         | 0
        C1           | 2026-W47 | 0         | 0         | 0
        C2           | 2026-W46 | 0         | 0         | 0
    """
    published(
        accept(home, communities=AREAS), accept(home, grids=GRIDS, as_of=date(2026, 10, 20)),
        accept(home, zero_reports=reports),
        accept(home, units="unit_id | community_id\n---+---\nU1 | C1\n", as_of=date(2026, 8, 1)),
    )  # fmt: skip
    return home


def standing(home, dataset, on=SUNDAY):
    return {
        due.state: (due.communities, due.is_everybody, due.last_on)
        for due in calendar(home, on)
        if due.dataset == dataset
    }


def test_a_weekly_report_is_owed_by_those_who_did_not_report_the_week(office):
    assert standing(office, "zero_reports") == {
        "handed_in": (("松岫社区",), False, SUNDAY),
        "due": (("汀蘅社区",), False, date(2026, 11, 15)),
    }
    assert set(standing(office, "zero_reports", date(2026, 12, 6))) == {"overdue"}


def test_a_community_that_never_reported_owes_its_report(office, home, published):
    published(accept(home, communities=AREAS + "    C3 | 新社区 | 1\n"))
    assert standing(home, "zero_reports")["overdue"] == (("新社区",), False, None)


def test_a_monthly_file_is_due_by_the_end_of_its_month(office):
    assert standing(office, "communities") == {
        "handed_in": (("松岫社区", "汀蘅社区"), True, SUNDAY)
    }
    assert list(standing(office, "grids")) == ["later"]
    assert list(standing(office, "grids", date(2026, 11, 30))) == ["due"]
    assert list(standing(office, "grids", date(2026, 12, 1))) == ["overdue"]
    assert list(standing(office, "units")) == ["overdue"]


def test_what_was_never_imported_is_told_last(office):
    found = calendar(office, SUNDAY)
    assert found[-1].state == "never"
    assert [due.state for due in found if due.dataset == "petitions"] == ["never"]
    assert found[0].state == "overdue"


def test_the_office_chooses_how_often_a_file_is_due(office):
    choose_rhythm(office.path, "units", "yearly", at=datetime(2026, 11, 23), by="clerk")
    choose_rhythm(office.path, "grids", "never", at=datetime(2026, 11, 23), by="clerk")
    assert list(standing(office, "units")) == ["handed_in"]
    assert standing(office, "grids") == {}
    assert rhythms(office)["units"] == "yearly"


def test_maps_are_due_when_they_change_and_zero_reports_every_week():
    usual = {name: usual_rhythm(contract) for name, contract in contracts().items()}
    assert usual["grid_boundaries"] == "never"
    assert usual["zero_reports"] == usual["unit_zero_reports"] == "weekly"
    assert usual["grid_staff"] == "monthly"


def test_an_empty_office_has_received_nothing(home):
    assert {due.state for due in calendar(home, SUNDAY)} == {"never"}
