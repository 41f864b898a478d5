"""The last check before something is done: a hidden button may have been pressed all the same."""

from __future__ import annotations

from office.permissions import Action
from ui import viewer
from wording import ShownError, Text

REFUSED = Text(
    "您的账号不能做这件事。需要时请联系系统管理员。",
    "Your account may not do this. Ask an administrator if you need it.",
)


class NotAllowed(ShownError):
    """Whoever looks may not do what was asked."""


def require(*actions: Action) -> None:
    """Go on only for somebody who may take one of the actions; a refusal is logged."""
    if any(map(viewer.allowed, actions)):
        return
    viewer.record("refused", detail=" ".join(actions))
    raise NotAllowed(REFUSED)
