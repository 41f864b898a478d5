"""Due days in Chinese working days."""

from datetime import date, datetime

import pytest

from office.working_days import due_day, holidays, remove_holiday, set_holiday

NOW = datetime(2026, 11, 23, 9, 0)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23", 5, "2026-11-30"),  # a plain week: Monday to Monday
        ("2026-11-20", 1, "2026-11-23"),  # Friday to Monday
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-09-30", 1, "2026-10-08"),  # the national holiday, 1 to 7 October
        ("2026-02-13", 2, "2026-02-24"),  # Saturday 14 is worked, then the spring festival
        ("2026-10-09", 1, "2026-10-10"),  # a Saturday that is worked
    ],
)
def test_holidays_are_left_out_and_swapped_days_are_worked(tmp_path, start, days, due):
    found = due_day(tmp_path, date.fromisoformat(start), days)
    assert found.day == date.fromisoformat(due)
    assert not found.is_guess


def test_a_year_that_nobody_knows_counts_monday_to_friday_and_says_so(tmp_path):
    found = due_day(tmp_path, date(2026, 12, 31), 2)
    assert found.day == date(2027, 1, 5)  # 1 January, a Friday, is off whatever the notice says
    assert found.guessed == (2027,)
    assert "2027" in found.remark.zh


def test_the_offices_own_entries_come_first(tmp_path):
    set_holiday(tmp_path, date(2027, 1, 1), is_working=False, name="元旦", at=NOW, by="admin")
    found = due_day(tmp_path, date(2026, 12, 31), 2)
    assert (found.day, found.is_guess) == (date(2027, 1, 5), False)
    set_holiday(tmp_path, date(2026, 11, 28), is_working=True, name="补班", at=NOW, by="admin")
    assert due_day(tmp_path, date(2026, 11, 27), 1).day == date(2026, 11, 28)
    assert [each.name for each in holidays(tmp_path)] == ["补班", "元旦"]
    remove_holiday(tmp_path, date(2026, 11, 28))
    assert due_day(tmp_path, date(2026, 11, 27), 1).day == date(2026, 11, 30)


def test_what_lies_more_than_a_year_ahead_is_refused(tmp_path):
    with pytest.raises(ValueError, match="260"):
        due_day(tmp_path, date(2026, 11, 23), 261)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-12-28", 4, "2027-01-04"),  # 1 January is a Friday
        ("2027-04-30", 1, "2027-05-03"),  # 1 and 2 May are a weekend
        ("2028-04-28", 1, "2028-05-03"),  # 1 and 2 May are Monday and Tuesday
        ("2027-09-30", 1, "2027-10-04"),
    ],
)
def test_no_work_is_due_on_a_day_that_the_law_gives_off_before_the_notice_is_out(
    tmp_path, start, days, due
):
    found = due_day(tmp_path, date.fromisoformat(start), days)
    assert (found.day, found.is_guess) == (date.fromisoformat(due), True)


def test_a_year_is_known_as_far_as_the_office_has_entered_it(tmp_path):
    set_holiday(tmp_path, date(2027, 1, 1), is_working=False, name="元旦", at=NOW, by="admin")
    assert not due_day(tmp_path, date(2026, 12, 28), 3).is_guess
    over_spring_festival = due_day(tmp_path, date(2027, 1, 29), 10)
    assert over_spring_festival.guessed == (2027,)
    for day in range(6, 13):
        set_holiday(tmp_path, date(2027, 2, day), is_working=False, name="春节", at=NOW, by="admin")
    set_holiday(tmp_path, date(2027, 2, 14), is_working=True, name="补班", at=NOW, by="admin")
    assert due_day(tmp_path, date(2027, 2, 5), 1) == due_day(tmp_path, date(2027, 2, 12), 1)
    assert due_day(tmp_path, date(2027, 2, 5), 1).day == date(2027, 2, 14)
    assert not due_day(tmp_path, date(2027, 2, 5), 1).is_guess
    set_holiday(tmp_path, date(2027, 10, 7), is_working=False, name="国庆节", at=NOW, by="admin")
    assert not due_day(tmp_path, date(2027, 11, 1), 20).is_guess
