"""Each check finds what was planted for it, and leaves alone what only looks a little like it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.home import Home
from metrics.integrity import Outcome
from publication.integrity.checks.silence import chance_of
from tests.publication.integrity.office import AREAS, COMMUNITIES, found, look, rows
from tests.publication.office import SUNDAY, accept

HERE, THERE = COMMUNITIES[:2]


def said(outcome: Outcome) -> list[tuple[str, int, int]]:
    return [(each.place_id, each.count, each.of) for each in outcome.findings]


def numbers(outcome: Outcome) -> list[int]:
    return [seen.row for each in outcome.findings for seen in each.rows]


# ---- Sudden silence


def weekly(silent: dict[str, int], weeks: int = 40) -> str:
    """A zero report of two communities for every week but the last ones of some."""
    lines = ["community_id | week | petitions", "---+---+---"]
    for back in range(weeks):
        year, week, _ = (SUNDAY - timedelta(days=7 * back)).isocalendar()
        lines += [
            f"{place} | {year}-W{week:02} | 0"
            for place in (HERE, THERE)
            if back >= silent.get(place, 0)
        ]
    return "\n".join(lines)


def test_a_community_that_reported_every_week_and_then_not_is_named(tmp_path):
    outcome = look(tmp_path, "silence", zero_reports=weekly({THERE: 3}))
    (finding,) = outcome.findings
    assert said(outcome) == [(THERE, 3, 29)]
    assert (finding.start_on, finding.end_on) == (date(2026, 11, 2), SUNDAY)
    assert finding.said.zh == "此前 26 周中有 26 周有记录，之后连续 3 周没有"
    assert len(finding.rows) == 1  # the last report that came


def test_one_missing_week_is_no_silence(tmp_path):
    assert look(tmp_path, "silence", zero_reports=weekly({THERE: 1})).state == "quiet"


def test_where_nobody_reports_any_more_the_source_is_named_once(tmp_path):
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS)  # speaks for 22 November
    accept(home, as_of=SUNDAY - timedelta(days=28),
           zero_reports=weekly({HERE: 4, THERE: 4}))  # fmt: skip
    outcome = found(home, "silence")["silence"]
    assert said(outcome) == [("", 4, 30)]


def test_somebody_who_seldom_had_records_is_not_silent(tmp_path):
    lines = ["drill_name | held_on | community_id", "---+---+---"]
    lines += [f"演练{n} | {SUNDAY - timedelta(days=50 + 60 * n)} | {HERE}" for n in range(5)]
    assert look(tmp_path, "silence", drills="\n".join(lines)).state == "quiet"


def test_a_few_weeks_are_too_little_to_call_anybody_silent(tmp_path):
    outcome = look(tmp_path, "silence", zero_reports=weekly({THERE: 3}, weeks=8))
    assert outcome.state == "too_little"
    assert "不足 13 周" in outcome.lacking[0].zh


@pytest.mark.parametrize(("silent", "chance"), [(1, 0.5 / 27), (2, 0.5 * 1.5 / (27 * 28))])
def test_the_chance_of_a_silence_is_that_of_the_beta_binomial(silent, chance):
    assert chance_of(silent, 26, 26) == pytest.approx(chance)


# ---- Identical texts


def petitions(*told: tuple[str, str, str]) -> str:
    lines = [
        "petition_id | registered_on | community_id | subject | text_key",
        "---+---+---+---+---",
    ]
    lines += [f"P{n} | {day} | {place} | 物业 | {key}" for n, (day, place, key) in enumerate(told)]
    return "\n".join(lines)


def test_three_rows_of_one_community_with_one_text_in_a_week_are_shown(tmp_path):
    outcome = look(tmp_path, "identical_texts", petitions=petitions(
        ("2026-11-02", HERE, "a"), ("2026-11-05", HERE, "a"), ("2026-11-08", HERE, "a"),
        ("2026-10-01", HERE, "a"),  # long before
        ("2026-11-03", THERE, "a"),  # elsewhere
        ("2026-11-03", HERE, "b"),
    ))  # fmt: skip
    assert said(outcome) == [(HERE, 3, 5)]
    assert numbers(outcome) == [2, 3, 4]


def test_the_same_text_three_times_in_eight_days_is_usual(tmp_path):
    told = [(f"2026-11-{day:02}", HERE, "a") for day in (2, 5, 9)]
    assert look(tmp_path, "identical_texts", petitions=petitions(*told)).state == "quiet"


def test_a_ledger_without_words_says_so(tmp_path):
    outcome = look(tmp_path, "identical_texts")
    assert outcome.state == "too_little"
    assert any("内容一栏" in text.zh for text in outcome.lacking)


# ---- Same reporter and closer


def events(*told: tuple[str, str, str]) -> str:
    """Place, whether the reporter handled it, minutes until it was closed."""
    lines = ["event_id | community_id | grid_id | reported_at | closed_at | is_handled_by_reporter",
             "---+---+---+---+---+---"]  # fmt: skip
    for n, (place, own, minutes) in enumerate(told):
        at = f"2026-11-{1 + n % 20:02}"
        closed = f"{at}T09:{int(minutes):02}:00"
        lines.append(f"E{n} | {place} | {place}001 | {at}T09:00:00 | {closed} | {own}")
    return "\n".join(lines)


def test_events_that_one_person_reports_and_closes_within_minutes_are_counted(tmp_path):
    quick = [(HERE, "yes", "4")] * 3 + [(HERE, "yes", "50")] * 7
    others = [(THERE, "no", "4")] * 5 + [(THERE, "yes", "10")] * 5  # ten minutes are not below ten
    outcome = look(tmp_path, "same_hand", grid_events=events(*quick, *others))
    assert said(outcome) == [(HERE, 3, 10)]


def test_days_without_a_time_of_day_say_nothing_about_minutes(tmp_path):
    lines = events(*[(HERE, "yes", "0")] * 5).replace("T09:00:00", "T00:00:00")
    outcome = look(tmp_path, "same_hand", grid_events=lines)
    assert outcome.state == "too_little"


# ---- Copied rows


def matters(kinds: list[str]) -> str:
    lines = ["petition_id | registered_on | community_id | subject | people", "---+---+---+---+---"]
    lines += [
        f"P{n:03} | 2026-11-{1 + n % 20:02} | {HERE} | {kind} | {2 + len(kind)}"
        for n, kind in enumerate(kinds)
    ]
    return "\n".join(lines)


def test_rows_below_each_other_that_are_the_same_but_for_number_and_day_are_shown(tmp_path):
    kinds = [f"类{n}" for n in range(60)]
    outcome = look(
        tmp_path, "copied_rows", petitions=matters(kinds[:30] + ["物业"] * 4 + kinds[30:])
    )
    assert said(outcome) == [(HERE, 4, 64)]
    assert numbers(outcome) == [32, 33, 34, 35]


def test_a_row_that_was_not_stored_is_not_listed_between_them(tmp_path):
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS)
    subjects = [f"类{n}" for n in range(60)] + ["物业"] * 4
    rows(home, "petitions", {
        "petition_id": [f"P{n:03}" for n in range(64)], "registered_on": [SUNDAY] * 64,
        "community_id": [HERE] * 64, "subject": subjects,
        "source_row": [*range(2, 62), 62, 63, 65, 66],
    })  # fmt: skip
    assert numbers(found(home, "copied_rows")["copied_rows"]) == [62, 63, 65, 66]


def test_what_most_rows_say_may_well_stand_together(tmp_path):
    outcome = look(
        tmp_path, "copied_rows", petitions=matters(["物业", "物业", "物业", "噪声"] * 15)
    )
    assert outcome.state == "quiet"


# ---- Digit heaping


def activities(values: list[int]) -> dict:
    return {
        "activity_id": [f"A{n}" for n in range(len(values))],
        "held_on": [SUNDAY - timedelta(days=n % 300) for n in range(len(values))],
        "community_id": [HERE] * len(values),
        "beneficiaries": values,
    }


@pytest.mark.parametrize(
    ("values", "is_noticed"),
    [
        (list(range(10, 210)) * 3, False),  # every ending as often
        ([n for n in range(10, 210) if n % 5 == 0] * 3 + list(range(10, 210)) * 2, True),
        ([n for n in range(10, 210) if n % 2 == 0] * 6, False),  # only even numbers
        ([10, 20, 30] * 10, False),  # too few
    ],
)
def test_round_numbers_are_noticed_only_against_their_neighbours(tmp_path, values, is_noticed):
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS)
    rows(home, "volunteer_activities", activities(values))
    outcome = found(home, "digit_heaping")["digit_heaping"]
    assert (outcome.state == "look") is is_noticed
    assert bool(outcome.distributions) is is_noticed


def test_of_a_state_only_the_rows_that_hold_are_listed(tmp_path):
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS)
    grids = {
        "grid_id": [f"{HERE}{n:03}" for n in range(180)], "community_id": [HERE] * 180,
        "resident_households": [100 + 10 * n for n in range(180)],
    }  # fmt: skip
    rows(home, "grids", grids, SUNDAY - timedelta(days=60))
    counted_again = [101, 103] * 30 + grids["resident_households"][60:]
    rows(home, "grids", {**grids, "resident_households": counted_again})
    (finding,) = found(home, "digit_heaping")["digit_heaping"].findings
    assert finding.count == 120
    assert min(seen.row for seen in finding.rows) == 62


# ---- Late entry


def test_reports_that_came_weeks_later_are_counted_and_drawn(tmp_path):
    lines = ["community_id | week | filed_at", "---+---+---"]
    for back in range(20):
        sunday = SUNDAY - timedelta(days=7 * back)
        year, week, _ = sunday.isocalendar()
        filed = sunday + timedelta(days=20 if back in {5, 6, 7} else 1)
        lines.append(f"{HERE} | {year}-W{week:02} | {filed}T08:00:00")
    outcome = look(tmp_path, "late_entry", zero_reports="\n".join(lines))
    assert said(outcome) == [(HERE, 3, 20)]
    (drawn,) = outcome.distributions
    assert [count for _, count in drawn.classes] == [0, 17, 0, 0, 0, 3, 0]
    assert sum(drawn.classes[k][1] for k in drawn.marked) == 3


def ledger(numbers_and_days: dict[str, date], people: int = 2) -> dict:
    return {
        "petition_id": list(numbers_and_days), "registered_on": list(numbers_and_days.values()),
        "community_id": [HERE] * len(numbers_and_days),
        "people": [people] * len(numbers_and_days), "subject": ["物业"] * len(numbers_and_days),
    }  # fmt: skip


def test_old_matters_that_only_the_later_ledger_has_are_late_entries(tmp_path):
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS)
    before = SUNDAY - timedelta(days=28)
    known = {f"P{n}": before - timedelta(days=n) for n in range(20)}
    new = {f"N{n}": before + timedelta(days=1 + n) for n in range(10)}
    added = {f"L{n}": before - timedelta(days=30 + n) for n in range(4)}
    rows(home, "petitions", ledger(known), before)
    rows(home, "petitions", ledger(known | new | added))
    outcome = found(home, "late_entry")["late_entry"]
    assert said(outcome) == [(HERE, 4, 14)]
    assert outcome.findings[0].said.zh.endswith("最长早 33 天")


# ---- Restatements


def test_a_figure_that_a_later_file_changes_is_a_restatement_and_a_blank_that_is_filled_is_not(
    tmp_path,
):
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS)
    first = ledger({f"P{n}": SUNDAY - timedelta(days=40 + n) for n in range(10)})
    later = {name: list(values) for name, values in first.items()}
    first["people"] = [2] * 9 + [None]
    later["people"] = [2] * 8 + [7, 3]
    rows(home, "petitions", first, SUNDAY - timedelta(days=30))
    rows(home, "petitions", later)
    outcome = found(home, "restatements")["restatements"]
    assert said(outcome) == [(HERE, 1, 10)]
    assert numbers(outcome) == [10]
