"""Views of the explore page that somebody kept, shared with a role, or looked at last.

A view is an address: everything that was chosen, and nothing of what was shown. Whoever opens one
sees what they themselves may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, DateTime, Integer, Row, String, Table, delete, insert, or_, select

from office.permissions import Role, Viewer
from office.store import METADATA, reading, writing
from wording import ShownError, Text

RECENT_KEPT = 12
LONGEST_NAME = 60
LONGEST_ADDRESS = 2000
MOST_VIEWS = 200

NO_NAME = Text("请给这个视图起个名字。", "Give the view a name.")
TOO_LONG = Text("视图的名字最多 {most} 个字。", "The name of a view has at most {most} characters.")
TOO_MUCH_CHOSEN = Text(
    "选中的内容太多，存不下：请少选一些地点。",
    "Too much is chosen to be kept: choose fewer places.",
)
TOO_MANY = Text(
    "每人最多存 {most} 个视图，请先删除不用的。",
    "Everybody can keep {most} views; delete some first.",
)


class ViewError(ShownError):
    """A view that cannot be kept."""


@dataclass(frozen=True)
class SavedView:
    """A view by its address; ``shared_with`` is a role, or None where it is its owner's alone."""

    view_id: int
    account: str
    name: str
    address: str
    shared_with: Role | None
    saved_at: datetime


@dataclass(frozen=True)
class RecentView:
    """A view that was looked at, by what it showed."""

    address: str
    name: Text
    seen_at: datetime


_SAVED = Table(
    "saved_views",
    METADATA,
    Column("view_id", Integer, primary_key=True),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("address", String, nullable=False),
    Column("shared_with", String, nullable=False),
    Column("saved_at", DateTime, nullable=False),
)
_RECENT = Table(
    "recent_views",
    METADATA,
    Column("account", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("name_zh", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("seen_at", DateTime, nullable=False),
)


def save_view(
    home: Path, viewer: Viewer, *, name: str, address: str, shared_with: Role | None, at: datetime
) -> None:
    """Keep a view; one of the same name and owner is replaced. Raises ViewError."""
    name = " ".join(name.split())
    if not name:
        raise ViewError(NO_NAME)
    if len(name) > LONGEST_NAME:
        raise ViewError(TOO_LONG.format(most=LONGEST_NAME))
    if len(address) > LONGEST_ADDRESS:
        raise ViewError(TOO_MUCH_CHOSEN)
    with writing(home) as connection:
        mine = _SAVED.c.account == viewer.account
        connection.execute(delete(_SAVED).where(mine, _SAVED.c.name == name))
        if len(connection.execute(select(_SAVED.c.view_id).where(mine)).all()) >= MOST_VIEWS:
            raise ViewError(TOO_MANY.format(most=MOST_VIEWS))
        connection.execute(
            insert(_SAVED).values(
                account=viewer.account, name=name, address=address,
                shared_with=shared_with.value if shared_with else "", saved_at=at,
            )
        )  # fmt: skip


def saved_views(home: Path, viewer: Viewer) -> tuple[SavedView, ...]:
    """The views of a viewer, and those of others that are shared with the viewer's role."""
    with reading(home) as connection:
        if connection is None:
            return ()
        seen = or_(_SAVED.c.account == viewer.account, _SAVED.c.shared_with == viewer.role.value)
        order = (_SAVED.c.account != viewer.account, _SAVED.c.name, _SAVED.c.view_id)
        rows = connection.execute(select(_SAVED).where(seen).order_by(*order)).all()
    return tuple(_saved(row) for row in rows)


def delete_view(home: Path, viewer: Viewer, view_id: int) -> bool:
    """Delete a view of one's own; whether there was one."""
    with writing(home) as connection:
        own = (_SAVED.c.view_id == view_id, _SAVED.c.account == viewer.account)
        return connection.execute(delete(_SAVED).where(*own)).rowcount > 0


def look_at(home: Path, viewer: Viewer, *, address: str, name: Text, at: datetime) -> None:
    """Remember that a view was looked at; only the latest are kept."""
    if len(address) > LONGEST_ADDRESS:
        return
    mine = _RECENT.c.account == viewer.account
    with writing(home) as connection:
        connection.execute(delete(_RECENT).where(mine, _RECENT.c.address == address))
        connection.execute(
            insert(_RECENT).values(
                account=viewer.account, address=address, name_zh=name.zh, name_en=name.en,
                seen_at=at,
            )
        )  # fmt: skip
        newest = select(_RECENT.c.address).where(mine).order_by(_RECENT.c.seen_at.desc())
        kept = connection.execute(newest.limit(RECENT_KEPT)).scalars().all()
        connection.execute(delete(_RECENT).where(mine, _RECENT.c.address.not_in(kept)))


def recent_views(home: Path, viewer: Viewer) -> tuple[RecentView, ...]:
    """The views that a viewer looked at last, the latest first."""
    with reading(home) as connection:
        if connection is None:
            return ()
        rows = connection.execute(
            select(_RECENT)
            .where(_RECENT.c.account == viewer.account)
            .order_by(_RECENT.c.seen_at.desc())
        ).all()
    return tuple(
        RecentView(row.address, Text(row.name_zh, row.name_en), row.seen_at) for row in rows
    )


def _saved(row: Row[tuple[object, ...]]) -> SavedView:
    shared = Role(row.shared_with) if row.shared_with in set(Role) else None
    return SavedView(row.view_id, row.account, row.name, row.address, shared, row.saved_at)
