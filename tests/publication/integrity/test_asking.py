"""All checks together: the demonstration office, an office where all is well, and an empty one."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest

from data.catalogue import contracts
from data.home import Home
from metrics.integrity import Finding, Outcome
from publication.integrity.asking import ask
from publication.integrity.catalogue import checks
from publication.publish import publish
from publication.reading import open_published
from tests import demonstration
from tests.publication.integrity.office import found, well_behaved
from tests.publication.office import AREAS, GRIDS, MONDAY, SUNDAY, accept

EIGHT = ["silence", "identical_texts", "same_hand", "copied_rows", "digit_heaping",
         "placeholder_names", "late_entry", "restatements"]  # fmt: skip


@pytest.fixture(scope="module")
def inbox() -> dict[str, Outcome]:
    home = Home(demonstration.demonstration())
    published = open_published(home)
    assert published is not None
    return dict(ask(home, published, SUNDAY))


def rows(findings: tuple[Finding, ...]) -> set[tuple[str, int]]:
    return {(seen.sheet, seen.row) for each in findings for seen in each.rows}


# ---- The declarations


def test_there_are_eight_checks_in_their_order():
    assert list(checks()) == EIGHT


@pytest.mark.parametrize("check", checks().values(), ids=lambda check: check.key)
def test_a_check_says_in_both_languages_what_it_cannot_say_and_where_its_limits_come_from(check):
    texts = [check.name, check.looks_at, check.cannot_say, check.needs, check.unit]
    texts += [text for one in check.constants for text in (one.name, one.source)]
    assert all(text.zh.strip() and text.en.strip() for text in texts)
    assert check.constants
    blaming = ("造假", "作弊", "违规", "fraud", "cheat", "suspicious", "fake")
    assert not [word for text in texts for word in blaming if word in text.zh + text.en.lower()]


# ---- The inbox


def test_every_placeholder_that_was_planted_is_found(inbox):
    assert rows(inbox["placeholder_names"].findings) == {
        ("Sheet1 (2)", 4), ("成员登记表", 318), ("成员登记表", 2019),
    }  # fmt: skip


CORRECTED = {280, 567, 636, 841, 1095, 2673, 2751, 3022, 3234, 3422, 3589, 3802, 4511, 4689, 5269}


def test_every_row_that_the_later_ledger_corrects_or_no_longer_has_is_found(inbox):
    """The 15 that were corrected, one whose number of people is an error now, and two gone."""
    outcome = inbox["restatements"]
    assert sum(each.count for each in outcome.findings if each.place_id) == len(CORRECTED) + 1
    gone = [each for each in outcome.findings if not each.place_id]
    assert rows(tuple(gone)) == {("Sheet1", 5638), ("Sheet1", 5639)}


def test_what_the_inbox_does_not_hold_is_not_found_in_it(inbox):
    quiet = [key for key, outcome in inbox.items() if outcome.state == "quiet"]
    assert quiet == ["silence", "identical_texts", "same_hand", "copied_rows", "late_entry"]
    assert all(inbox[key].looked_at for key in quiet)


def test_a_finding_shows_where_a_row_stands_and_no_name(inbox):
    home = Home(demonstration.demonstration())
    published = open_published(home)
    assert published is not None
    names = {
        str(name)
        for contract in contracts().values()
        for column in contract.name_columns
        if column.endswith(("_name", "_names"))
        for name in published.rows(contract.name)[column].dropna().unique()
        if len(str(name)) < 5
    }
    assert len(names) > 400
    shown = "".join(str(each) for outcome in inbox.values() for each in outcome.findings)
    assert not [name for name in names if name in shown]


# ---- An office where all is well, and one where there is nothing


@pytest.mark.parametrize("seed", [1, 2])
def test_an_office_where_everything_is_as_it_was_raises_nothing(tmp_path, seed):
    """How often chance alone raises something is measured in docs/decisions/0013."""
    home = Home(tmp_path / "home")
    well_behaved(home, seed)
    outcomes = found(home)
    assert [key for key, outcome in outcomes.items() if outcome.state != "quiet"] == []


@pytest.fixture(scope="module")
def small() -> dict[str, Outcome]:
    home = Home(demonstration.one_community())
    published = open_published(home)
    assert published is not None
    return dict(ask(home, published, SUNDAY))


def test_an_office_of_one_community_is_told_what_is_missing(small):
    for key, outcome in small.items():
        assert not outcome.findings
        assert outcome.state == "too_little", key
        assert outcome.lacking, key


def test_a_version_from_before_a_sheet_was_known_is_asked_all_the_same(tmp_path):
    home = Home(tmp_path / "home")
    publish(home, add=[accept(home, communities=AREAS, grids=GRIDS)], published_at=MONDAY)
    with duckdb.connect(str(home.version_path(1))) as con:
        con.execute("DROP TABLE hazards")
    published = open_published(home)
    assert published is not None
    assert list(ask(home, published, SUNDAY)) == EIGHT


# ---- Numbers that were published


def service(hours: int) -> str:
    lines = ["record_id | volunteer_id | community_id | served_on | service_hours",
             "---+---+---+---+---"]  # fmt: skip
    lines += [f"S{n} | V1 | C1 | {SUNDAY - timedelta(days=8)} | {hours}" for n in range(2)]
    return "\n".join(lines)


def test_a_published_number_of_a_past_week_that_reads_otherwise_is_listed(tmp_path):
    home = Home(tmp_path / "home")
    first = accept(home, communities=AREAS, grids=GRIDS, volunteer_service=service(2))
    publish(home, add=[first], published_at=MONDAY)
    publish(home, add=[accept(home, volunteer_service=service(3))], published_at=MONDAY)
    published = open_published(home)
    assert published is not None
    (hours,) = ask(home, published, SUNDAY)["restatements"].restated
    assert (hours.metric, hours.period_id) == ("volunteer_hours", "2026-W46")
    assert (hours.before.value, hours.after.value, hours.publications) == (4, 6, 1)
    assert hours.changed == 2  # the community's and the subdistrict's


def test_ledgers_that_were_imported_before_the_traces_were_kept_are_named(tmp_path):
    ledger = f"""
        petition_id | registered_on | community_id | subject
        ------------+---------------+--------------+--------
        P1          | {SUNDAY}      | C1           | 物业
    """
    home = Home(tmp_path / "home")
    accept(home, communities=AREAS, petitions=ledger)
    outcome = found(home, "identical_texts")["identical_texts"]
    assert outcome.state == "too_little"
    assert any("信访登记台账" in text.zh for text in outcome.lacking)
