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
    assert found.day == date(2027, 1, 4)
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
