"""The rows behind a number as a file: no name, no free text, no row that a small figure is made of."""

from __future__ import annotations

from datetime import date

import pytest

from office.permissions import Role
from tests.test_every_page import opened, text
from tests.ui.people import HERE, PEOPLE
from ui.evidence import WITHHELD, asked_for, for_file

ALL = "990102013"
SMALL = "990102013003"
"""A community whose rated and unrated petitions of the week are few."""


def asked(key, place):
    from ui import answers

    week = answers.periods().find("2026-W47")
    return asked_for(key, answers.places().by_id[place], week)


def withheld(key):
    from ui import answers, disclosure

    return disclosure.places(key, answers.periods().find("2026-W47"))


def test_names_and_free_text_stay_inside_whoever_takes_the_file(looking):
    looking(PEOPLE[Role.CLERK])
    on_screen = asked("grid_leader_coverage", HERE)
    assert "person_name" in {f.name for g in on_screen.read(0, 50).groups for f in g.fields}
    in_file = {f.name for g in for_file(on_screen, ()).groups for f in g.fields}
    assert in_file and not {"person_name"} & in_file


def test_a_row_of_a_private_person_says_where_it_stands_and_nothing_else(looking):
    looking(PEOPLE[Role.CLERK])
    found = asked("active_volunteer_rate", ALL)
    assert any(group.fields for group in found.read(0, 50).groups)
    made = for_file(found, ())
    assert made.groups and not any(g.fields for g in made.groups if "志愿者" in g.title.zh)


def test_the_rows_of_places_with_small_figures_are_not_in_the_file_of_the_whole(looking):
    """What is left out of the whole is made of two places at least: none can be worked out."""
    looking(PEOPLE[Role.LEADER])
    found, gone = asked("petition_rated_share", ALL), withheld("petition_rated_share")
    assert SMALL in gone and len(gone) >= 2 and ALL not in gone
    whole = [row for group in found.read(0, 5000).groups for row in group.rows]
    kept = [row for group in for_file(found, gone).groups for row in group.rows]
    assert {str(row["place_id"])[:12] for row in kept}.isdisjoint(gone)
    left = [row for row in whole if str(row["place_id"])[:12] in gone]
    assert len(kept) + len(left) == len(whole) and kept
    assert len({str(row["place_id"])[:12] for row in left}) >= 2


@pytest.mark.parametrize(("place", "key"), [(SMALL, "petition_rated_share"),
                                            (ALL, "petition_reply_on_time")])  # fmt: skip
def test_where_nothing_may_leave_there_is_no_file_and_a_sentence_says_so(looking, place, key):
    looking(PEOPLE[Role.LEADER])
    visit = opened("pages/watch/overview.py", place=place, evidence=key, period="2026-W47")
    assert WITHHELD.zh in text(visit)
    assert not [b for b in visit.get("download_button") if "evidence" in str(b.proto)]


def test_a_total_of_events_stands_with_its_rows(looking):
    looking(PEOPLE[Role.LEADER])
    assert withheld("petitions_registered") == frozenset()
    made = for_file(asked("petitions_registered", SMALL), ())
    assert sum(len(group.rows) for group in made.groups) >= 1


def changed(dataset, place, *fields):
    from publication.changed_rows import ChangedRow

    return ChangedRow(dataset, "changed", 1, "更正.xlsx", "Sheet1", 2, place, fields)


@pytest.mark.parametrize(
    ("of", "row", "told"),
    [
        (ALL, changed("grid_staff", HERE, ("person_name", "张三", "张四"), ("role", "x", "y")),
         "x → y"),
        (ALL, changed("volunteers", HERE, ("gender", "x", "y")), "更正.xlsx"),
        (ALL, changed("grid_staff", SMALL + "001", ("role", "x", "y")), None),
        (SMALL, changed("grid_staff", HERE, ("role", "x", "y")), None),
    ],
)  # fmt: skip
def test_the_rows_that_changed_a_number_leave_as_those_behind_it_do(
    looking, monkeypatch, of, row, told
):
    """A name, what a private person is, and rows of a place with a small figure stay inside."""
    from metrics.catalogue import metric
    from ui import meeting_changes
    from views.meeting.changes import Change

    looking(PEOPLE[Role.LEADER])
    key, files, remarks = "grid_leader_coverage", [], []
    monkeypatch.setattr(meeting_changes.meeting_record, "hidden_then_and_now",
                        lambda _: frozenset({(key, SMALL)}))  # fmt: skip
    monkeypatch.setattr(meeting_changes.exports, "offer_table",
                        lambda make, *_, **__: files.append(make().decode()))  # fmt: skip
    monkeypatch.setattr(meeting_changes.show, "remark", remarks.append)
    monkeypatch.setattr(meeting_changes.session, "language", lambda: "zh")
    number = Change(metric(key), of, "某处", "community", 0.5, "red", 1.0, "green", "data")
    meeting_changes._offer_rows(1, number, (row,))
    if told is None:
        assert not files and remarks == [WITHHELD]
    else:
        assert told in files[0] and "张" not in files[0]
        assert ("x → y" in files[0]) == (told == "x → y")


def test_a_row_that_changed_a_number_speaks_the_readers_language(looking):
    """A value that is stored as a code is said as the ledger says it, a place by its name."""
    from publication.changed_rows import ChangedRow
    from ui import answers, meeting_changes

    looking(PEOPLE[Role.LEADER])
    steps = (("resolution", "unresolved", "resolved"), ("resolved_on", None, date(2026, 11, 20)),
             ("community_id", SMALL, None))  # fmt: skip
    row = ChangedRow("disputes", "changed", 29, "15.xlsx", "台账", 652, SMALL, steps)
    said = [(then, now) for _, then, now in meeting_changes._row(row).fields]
    assert [(then.zh, now.zh) for then, now in said] == [
        ("未化解", "已化解"), ("—", "2026-11-20"), (answers.places().by_id[SMALL].name, "—"),
    ]  # fmt: skip
    assert [then.en for then, _ in said][:1] == ["unresolved"]
