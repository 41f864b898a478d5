"""Who stands at the door: from a signed cookie, or a trusted proxy's header, to a viewer.

The door of the server and the script of the pages ask here, each time anew.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from itsdangerous import BadSignature, Signer, URLSafeTimedSerializer

from office import accounts, sessions
from office.access import LOCAL_ACCESS, Access, access_of
from office.keys import session_key
from office.permissions import LOCAL, Viewer
from ui import settings

LOGIN = "/login"


@dataclass(frozen=True)
class Visitor:
    """Somebody who may come in; ``must_change`` a one-time password first."""

    viewer: Viewer
    must_change: bool = False


@lru_cache(maxsize=8)
def _access_of(home: Path) -> Access:
    return access_of(home)


def access() -> Access:
    """How people come into this home; read once per process and home."""
    return LOCAL_ACCESS if settings.is_single_user() else _access_of(settings.home().path)


def now() -> datetime:
    """The moment, to the second: the one clock of the screens."""
    return datetime.now().replace(microsecond=0)


def visitor(cookie: str | None, user: str | None) -> Visitor | None:
    """Whoever shows a cookie, or whom the proxy names; None for somebody who must sign in."""
    how = access()
    if how.mode == "local":
        return Visitor(LOCAL)
    home = settings.home().path
    if how.mode == "proxy":
        found = accounts.known(home, user) if user else None
        return Visitor(found) if found is not None else None
    token = token_of(cookie)
    if token is None:
        return None
    session = sessions.find(home, token, at=now(), limits=how.limits)
    return Visitor(session.viewer, session.must_change) if session is not None else None


def _key() -> bytes:
    return session_key(settings.home().path)


def signed(token: str) -> str:
    """A token as it goes into the cookie."""
    return Signer(_key(), salt="session", digest_method=hashlib.sha256).sign(token).decode()


def token_of(cookie: str | None) -> str | None:
    """The token of a cookie that we signed; None for any other."""
    if not cookie:
        return None
    try:
        signer = Signer(_key(), salt="session", digest_method=hashlib.sha256)
        return signer.unsign(cookie).decode()
    except (BadSignature, UnicodeError):
        return None


def form_token(holder: str) -> str:
    """What a form must carry, bound to a cookie that only its own browser holds."""
    return hmac.new(_key(), f"form {holder}".encode(), hashlib.sha256).hexdigest()


def is_form_token(given: str, holder: str) -> bool:
    """Whether a form was one of ours, in the same browser."""
    return bool(holder) and hmac.compare_digest(given.encode(), form_token(holder).encode())


def kept_for_a_while(purpose: str) -> URLSafeTimedSerializer:
    """Signs what a browser keeps for us between two steps of signing in."""
    return URLSafeTimedSerializer(
        _key(), salt=purpose, signer_kwargs={"digest_method": hashlib.sha256}
    )
