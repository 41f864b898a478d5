"""Our cookies: behind HTTPS under a name that a browser takes from nobody but this server.

A browser takes ``__Host-…`` only over HTTPS, for every path and for no other host: neither a
neighbouring server of the same domain nor somebody in a line without HTTPS can plant one. On this
machine, without HTTPS, the names are plain. Each way knows its own names only; within the door
all are plain.
"""

from __future__ import annotations

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

SESSION = "lingtu_session"
FORM = "lingtu_form"
FLOW = "lingtu_oidc"
OURS = frozenset({SESSION, FORM, FLOW})
PREFIX = "__Host-"


def understood(scope: Scope) -> Scope:
    """A request with those of our cookies that count on the way it came, by their plain names."""
    is_safe = scope["scheme"] in ("https", "wss")
    headers = []
    for name, value in scope["headers"]:
        if name != b"cookie":
            headers.append((name, value))
            continue
        parts = (_plain(part, is_safe=is_safe) for part in value.decode("latin-1").split(";"))
        kept = ";".join(part for part in parts if part is not None)
        headers.append((name, kept.encode("latin-1")))
    return {**scope, "headers": headers}


def _plain(part: str, *, is_safe: bool) -> str | None:
    """A cookie by its plain name; None where it is ours and of the other way."""
    name, equals, value = part.partition("=")
    name = name.strip()
    bare = name.removeprefix(PREFIX)
    if bare not in OURS:
        return part
    return f" {bare}{equals}{value}" if (name != bare) is is_safe else None


def give(
    answer: Response, request: Request, name: str, value: str, *,
    samesite: Literal["lax", "strict"] = "lax", max_age: int | None = None,
) -> None:  # fmt: skip
    """Send one of our cookies with an answer."""
    answer.set_cookie(
        _sent(name, request), value, path="/", max_age=max_age, httponly=True, samesite=samesite,
        secure=_is_safe(request),
    )  # fmt: skip


def take_back(answer: Response, request: Request, name: str) -> None:
    """Have the browser forget one of our cookies."""
    answer.delete_cookie(_sent(name, request), path="/", httponly=True, secure=_is_safe(request))


def _is_safe(request: Request) -> bool:
    return request.url.scheme == "https"


def _sent(name: str, request: Request) -> str:
    return f"{PREFIX}{name}" if _is_safe(request) else name
