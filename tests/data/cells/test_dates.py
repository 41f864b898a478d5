"""Days, weeks and months as offices write them."""

from datetime import date, datetime

import pytest

from data.cells.dates import Calendar, read_clock, read_instant, read_month, read_week

FILED = Calendar(date(2026, 11, 22), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023.7.31", date(2023, 7, 31)),
        ("2023-7-31", date(2023, 7, 31)),
        ("2023/07/31", date(2023, 7, 31)),
        ("2023年7月31日", date(2023, 7, 31)),
        ("２０２３年７月３１日", date(2023, 7, 31)),
        ("20230731", date(2023, 7, 31)),
        (20230731.0, date(2023, 7, 31)),
        (41303.0, date(2013, 1, 29)),
        (41529.6825, datetime(2013, 9, 12, 16, 23)),
        ("2026-11-26 11:09", datetime(2026, 11, 26, 11, 9)),
        ("2025.12.9 03:32", datetime(2025, 12, 9, 3, 32)),
        ("2026年11月11日18时20分", datetime(2026, 11, 11, 18, 20)),
        (datetime(2026, 1, 2, 3), datetime(2026, 1, 2, 3)),
        (datetime(2026, 1, 2), date(2026, 1, 2)),
    ],
)
def test_a_full_date_is_read_in_every_spelling(written, meant):
    assert read_instant(written, FILED).value == meant


def test_six_point_three_may_be_the_third_or_the_thirtieth_and_is_asked():
    outcome = read_instant(6.3, FILED)
    assert (outcome.problem, outcome.code) == ("ask", "ambiguous_date")
    assert outcome.candidates == ("2026-06-03", "2026-06-30")


def test_two_point_three_cannot_be_the_thirtieth_of_february():
    assert read_instant(2.3, FILED).value == date(2026, 2, 3)


def test_text_in_a_spreadsheet_keeps_its_zero_so_it_is_not_asked():
    assert read_instant("6.3", FILED, is_number_lossy=False).value == date(2026, 6, 3)
    assert read_instant("6.30", FILED, is_number_lossy=False).value == date(2026, 6, 30)


def test_text_in_a_csv_file_may_have_been_a_number_so_it_is_asked():
    assert read_instant("6.3", FILED, is_number_lossy=True).problem == "ask"


def test_a_missing_year_is_the_filing_year_and_flagged():
    outcome = read_instant("2月8日", FILED)
    assert (outcome.value, outcome.flag) == (date(2026, 2, 8), "year_from_filing_day")


def test_a_missing_year_is_asked_where_the_day_would_lie_in_the_future():
    outcome = read_instant("12月8日", FILED)
    assert (outcome.problem, outcome.question) == ("ask", "year")
    assert outcome.candidates == ("2025", "2026")


def test_an_answered_year_settles_it():
    answered = Calendar(FILED.filed_on, FILED.as_of, year=2025)
    assert read_instant("12月8日", answered).value == date(2025, 12, 8)


def test_a_range_keeps_its_first_day():
    outcome = read_instant("2023.7.1-7.5", FILED)
    assert (outcome.value, outcome.flag) == (date(2023, 7, 1), "date_range_start")


@pytest.mark.parametrize("written", ["长期", "至今"])
def test_open_ended_is_no_day(written):
    outcome = read_instant(written, FILED)
    assert (outcome.value, outcome.flag, outcome.problem) == (None, "open_ended", None)


@pytest.mark.parametrize("written", ["11月上旬", "2023.07", "2023年7月", "昨天", True])
def test_what_names_no_day_is_asked(written):
    assert read_instant(written, FILED).problem == "ask"


def test_an_impossible_date_is_unknown_and_flagged():
    outcome = read_instant("2024-02-30", FILED)
    assert (outcome.value, outcome.flag) == (None, "impossible_date")


def test_a_day_before_1900_is_refused():
    assert read_instant("1899-12-31", FILED).problem == "refuse"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025年第48周", "2025-W48"),
        ("2026-W47", "2026-W47"),
        ("第47周", "2026-W47"),
        ("2026.11.16-11.22", "2026-W47"),
        (date(2026, 11, 22), "2026-W47"),
        ("2020年第53周", "2020-W53"),
    ],
)
def test_a_week_is_read_in_every_spelling(written, meant):
    assert read_week(written, FILED).value == meant


def test_a_week_that_the_year_does_not_have_is_refused():
    assert read_week("2026年第54周", FILED).problem == "refuse"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2025年12月", "2025-12"), ("2025-12", "2025-12"), ("2025.12", "2025-12"), ("3月", "2026-03")],
)
def test_a_month_is_read_in_every_spelling(written, meant):
    assert read_month(written, FILED).value == meant


def test_two_thousand_twenty_five_point_one_may_be_october_and_is_asked():
    assert read_month(2025.1, FILED).candidates == ("2025-01", "2025-10")


@pytest.mark.parametrize(
    ("written", "meant"), [("9:05", "09:05"), ("14时30分", "14:30"), (0.5, "12:00")]
)
def test_a_time_of_day_is_read(written, meant):
    assert read_clock(written).value == meant
