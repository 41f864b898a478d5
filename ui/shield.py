"""The outermost layer of every answer: its headers, and errors in the reader's language.

Whatever answers, the guard, the login, Streamlit or a route of ours: no answer leaves without the
headers that keep foreign pages out, none with a traceback, and none that holds anything of the
office is kept by a shared cache.
"""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import error_page, keeping, preloading
from ui.keeping import FRAMED

LOG = logging.getLogger("lingtu")

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""The policy of what is no page: opened by itself it can do nothing."""

FRAME = "; ".join((
    "default-src 'none'",
    # streamlit-folium writes the map's script into the frame, and evaluates what is laid over it.
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
))  # fmt: skip
"""The policy of the map's frame: it may run its script, and talk to nobody but us."""

UNUSED = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip
"""What a browser could do for a page and no page of ours asks for."""

ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Headers of every answer."""

MEDIA = "/media/"
"""Files that are handed over; nothing keeps them."""

SAFE_TRANSPORT = "max-age=31536000"
NOT_KEPT = "no-store"
CHARSET = "; charset=utf-8"
SECURE = b"; Secure"
FIRST_ERROR, FIRST_OURS = 400, 500
"""The first status of an error, and of one that is ours rather than the asker's."""


def _logged(what: str) -> str:
    """Keep what went wrong under a number, with its traceback where there is one."""
    number = secrets.token_hex(3)
    LOG.error("a request %s, number %s", what, number, exc_info=sys.exception() is not None)
    return number


class Shield:
    """ASGI middleware, outside of the guard."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; an exception becomes a page that says so, and a line of our log."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, receive, send)
        try:
            await self.app(scope, receive, answer)
        except ClientDisconnect:
            return  # nobody is left to be told, and nothing of ours has failed
        except Exception:
            number = _logged("failed")
            if answer.has_begun:
                raise
            await answer.failed(500, number)


class _Answer:
    """The ``send`` of one answer: puts the headers on, and our words into errors."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.has_begun = self.is_replaced = False

    async def __call__(self, message: Message) -> None:
        if self.is_replaced:  # what the error was said with is not passed on
            return
        if message["type"] == "http.response.start":
            if message["status"] >= FIRST_ERROR and self._is_bare(message):
                self.is_replaced = True
                code = message["status"]
                number = _logged(f"was answered {code}") if code >= FIRST_OURS else ""
                await self.failed(code, number, kept=Headers(scope=message))
                return
            self.has_begun = True
            self._dress(message)
        await self.send(message)

    def _is_bare(self, message: Message) -> bool:
        """Whether an error is said in none of our own words."""
        headers = Headers(scope=message)
        is_page = headers.get("content-type", "").startswith("text/html")
        return not is_page and headers.get("content-language") != error_page.BOTH

    async def failed(
        self, code: int, number: str = "", *, kept: Mapping[str, str] | None = None
    ) -> None:
        """Say an error in words of ours, with those headers of the first answer that matter."""
        answer = error_page.answer(self.scope, code, error_page.sentence(code, number))
        for name in ("retry-after", "allow"):
            if kept is not None and name in kept:
                answer.headers[name] = kept[name]

        async def begun(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.has_begun = True
                self._dress(message)
            await self.send(message)

        await answer(self.scope, self.receive, begun)

    def _dress(self, message: Message) -> None:
        headers, path = MutableHeaders(scope=message), str(self.scope["path"])
        for name, value in ALWAYS.items():
            headers[name] = value
        if self.scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = SAFE_TRANSPORT
            # Streamlit's own cookie knows nothing of the proxy that speaks HTTPS.
            message["headers"] = [_safe(name, value) for name, value in message["headers"]]
            headers = MutableHeaders(scope=message)
        kind = headers.get("content-type", "")
        if _is_text(kind) and "charset" not in kind:
            headers["Content-Type"] = kind + CHARSET
        is_framed = path.startswith(FRAMED)
        headers["X-Frame-Options"] = "SAMEORIGIN" if is_framed else "DENY"
        if "content-security-policy" not in headers:
            headers["Content-Security-Policy"] = FRAME if is_framed else NOTHING
        asked = self.scope.get("query_string", b"").decode("latin-1")
        kept = keeping.how_long(message["status"], path, asked)
        if kept:
            headers["Cache-Control"] = kept
        elif path.startswith(MEDIA) or "cache-control" not in headers:
            headers["Cache-Control"] = NOT_KEPT
        if keeping.is_frame(path):
            headers["Link"] = preloading.IN_THE_FRAME


def _is_text(kind: str) -> bool:
    """Whether a content is read as characters; JSON is UTF-8 by its own standard."""
    return kind.startswith("text/") or kind.partition(";")[0].endswith(("javascript", "xml"))


def _safe(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header; if it gives a cookie, one for HTTPS only."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + SECURE if is_open else value
