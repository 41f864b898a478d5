"""Who may do what: the table is complete, and a scope narrows what it grants."""

import pytest

from office.permissions import (
    LOCAL,
    RULES,
    Action,
    Role,
    Viewer,
    may,
    may_for,
    may_open,
)

SOCIAL = "社会治理办"
PARTY = "党建办"
HERE, THERE = "990102013001", "990102013002"


def a(role, **scope):
    return Viewer("somebody", "某人", Role(role), **scope)


def test_every_action_has_its_line_in_the_table():
    assert {action.value for action in Action} <= set(RULES)


def test_every_line_has_a_cell_for_every_role():
    for what, cells in RULES.items():
        assert set(cells) == set(Role), what
        assert set(cells.values()) <= {"yes", "own", "-"}, what


def test_every_screen_of_the_menu_has_its_line_in_the_table():
    from ui.frame import SCREENS

    assert {screen.url for screen in SCREENS} <= set(RULES) - {action.value for action in Action}


@pytest.mark.parametrize("action", Action)
def test_on_this_machine_alone_everything_is_allowed(action):
    assert may(LOCAL, action)
    assert may_for(LOCAL, action, departments=[PARTY], community_id=THERE)
    assert may_open(LOCAL, "admin")


@pytest.mark.parametrize("role", Role)
def test_a_screen_that_nobody_has_described_opens_for_nobody(role):
    assert not may_open(a(role), "something_new")


# what an officer would expect of the person beside him
@pytest.mark.parametrize(
    ("role", "can", "cannot"),
    [
        ("leader", {"see_names", "hold_meeting", "make_pack", "share_view"},
         {"import", "manage_accounts", "run_sql", "read_audit"}),
        ("department", {"see_evidence", "edit_follow_up", "export"},
         {"import", "hold_meeting", "make_pack", "change_targets"}),
        ("community", {"see_evidence", "edit_follow_up"}, {"import", "hold_meeting", "run_sql"}),
        ("clerk", {"import", "undo_import", "make_pack", "see_names"},
         {"hold_meeting", "change_targets", "manage_accounts", "read_audit"}),
        ("analyst", {"see_evidence", "run_sql", "see_integrity", "share_view"},
         {"see_names", "import", "edit_follow_up"}),
        ("auditor", {"read_audit"}, set(Action) - {"read_audit"}),
        ("admin", {"manage_accounts", "change_targets", "change_settings", "undo_import"},
         {"see_evidence", "see_names", "export", "run_sql", "hold_meeting"}),
    ],
)  # fmt: skip
def test_a_role_may_do_its_work_and_not_anothers(role, can, cannot):
    assert {action for action in can if may(a(role), Action(action))} == can
    assert {action for action in cannot if may(a(role), Action(action))} == set()


def test_a_department_sees_the_rows_of_what_it_answers_for():
    viewer = a("department", departments=(SOCIAL,))
    assert may_for(viewer, Action.SEE_EVIDENCE, departments=[PARTY, SOCIAL], community_id=THERE)
    assert not may_for(viewer, Action.SEE_EVIDENCE, departments=[PARTY], community_id=HERE)
    assert not may_for(viewer, Action.SEE_EVIDENCE)


def test_a_community_sees_its_own_rows_only():
    viewer = a("community", community_id=HERE)
    assert may_for(viewer, Action.SEE_EVIDENCE, departments=[SOCIAL], community_id=HERE)
    assert not may_for(viewer, Action.SEE_EVIDENCE, departments=[SOCIAL], community_id=THERE)
    assert not may_for(viewer, Action.SEE_EVIDENCE, departments=[SOCIAL])


@pytest.mark.parametrize("viewer", [a("community"), a("department")])
def test_a_scope_that_nobody_filled_in_holds_nothing(viewer):
    assert not may_for(viewer, Action.SEE_EVIDENCE)
    assert not may_for(viewer, Action.SEE_EVIDENCE, departments=[SOCIAL], community_id=HERE)
