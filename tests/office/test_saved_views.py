"""Views are kept by person, shared with a role, and the last ones are remembered."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from office.permissions import Role, Viewer
from office.saved_views import (
    RECENT_KEPT,
    ViewError,
    delete_view,
    look_at,
    recent_views,
    save_view,
    saved_views,
)
from wording import Text

MONDAY = datetime(2026, 11, 23, 9, 0)
ANALYST = Viewer("lin", "林某", Role.ANALYST)
LEADER = Viewer("chen", "陈某", Role.LEADER)
OTHER = Viewer("zhou", "周某", Role.ANALYST)


def keep(home: Path, viewer: Viewer, name: str, shared: Role | None = None, address="m=zero_case"):
    save_view(home, viewer, name=name, address=address, shared_with=shared, at=MONDAY)


def names(home: Path, viewer: Viewer) -> list[str]:
    return [view.name for view in saved_views(home, viewer)]


def test_nothing_is_kept_before_anybody_keeps_something(tmp_path):
    assert saved_views(tmp_path, ANALYST) == ()
    assert recent_views(tmp_path, ANALYST) == ()


def test_a_view_is_its_owners_alone(tmp_path):
    keep(tmp_path, ANALYST, "我的")
    assert names(tmp_path, ANALYST) == ["我的"]
    assert names(tmp_path, OTHER) == []


def test_a_shared_view_is_seen_by_the_role_and_by_its_owner(tmp_path):
    keep(tmp_path, ANALYST, "给领导看", Role.LEADER)
    assert names(tmp_path, LEADER) == names(tmp_path, ANALYST) == ["给领导看"]
    assert names(tmp_path, OTHER) == []


def test_only_its_owner_deletes_a_view(tmp_path):
    keep(tmp_path, ANALYST, "给领导看", Role.LEADER)
    (view,) = saved_views(tmp_path, LEADER)
    assert not delete_view(tmp_path, LEADER, view.view_id)
    assert delete_view(tmp_path, ANALYST, view.view_id)
    assert not delete_view(tmp_path, ANALYST, view.view_id)
    assert names(tmp_path, LEADER) == []


def test_the_same_name_replaces_and_spaces_do_not_matter(tmp_path):
    keep(tmp_path, ANALYST, "周报")
    keep(tmp_path, ANALYST, "  周报 ", address="m=petitions_registered")
    assert [view.address for view in saved_views(tmp_path, ANALYST)] == ["m=petitions_registered"]


@pytest.mark.parametrize("name", ["", "   ", "长" * 61])
def test_a_view_without_a_usable_name_is_a_sentence(tmp_path, name):
    with pytest.raises(ViewError):
        keep(tmp_path, ANALYST, name)


def test_an_address_that_is_too_long_is_not_kept(tmp_path):
    with pytest.raises(ViewError):
        keep(tmp_path, ANALYST, "全部", address="m" * 3000)
    look_at(tmp_path, ANALYST, address="m" * 3000, name=Text("全部", "all"), at=MONDAY)
    assert recent_views(tmp_path, ANALYST) == ()


def test_the_latest_views_are_remembered_once_each_and_by_person(tmp_path):
    for number in [*range(RECENT_KEPT + 5), 10]:
        at = MONDAY + timedelta(minutes=number if number != 10 else 99)
        look_at(
            tmp_path, ANALYST, address=f"m={number}", name=Text(f"第{number}", f"{number}"), at=at
        )
    found = recent_views(tmp_path, ANALYST)
    assert len(found) == RECENT_KEPT
    assert found[0].address == "m=10"
    assert len({view.address for view in found}) == RECENT_KEPT
    assert recent_views(tmp_path, LEADER) == ()
