"""What is added to every page: its language, our style and script, and what it may run."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import preloading
from ui.keeping import FRAMED
from ui.words import script

CLOSED = ("/_stcore/metrics", "/_stcore/script-health-check")
"""What Streamlit offers to watch a server from outside; nobody here needs it."""

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def _digest(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


ASSET_MARK = _digest(script())[:12].translate(str.maketrans("+/=", "---"))
"""Changes with the page's script, so that the browser does not keep an old one."""


def dressed(page: str, language: str, path: str = "/") -> str:
    """index.html with its language, our style sheet and our script."""
    page = re.sub(r'<html lang="[^"]*"', f'<html lang="{language}"', page, count=1)
    page = page.replace("<title>Streamlit</title>", "<title>岭图</title>")
    page = re.sub(r"<noscript>.*?</noscript>", _NOSCRIPT[language], page, flags=re.DOTALL)
    ours = (
        f'<link rel="stylesheet" href="./assets/lingtu.css?v={STYLE_MARK}">'
        f'<script src="./lingtu.js?v={ASSET_MARK}"></script>'
    )
    return page.replace("</head>", f"{ours}{preloading.links(page, path)}</head>", 1)


_NOSCRIPT = {
    "zh-CN": "<noscript>请在浏览器中启用脚本。</noscript>",
    "en": "<noscript>Please allow scripts in your browser.</noscript>",
}


def policy(page: str) -> str:
    """The content policy of a page: only ourselves, and only the inline scripts it came with."""
    allowed = " ".join(f"'sha256-{_digest(content)}'" for content in _INLINE.findall(page))
    return "; ".join((
        "default-src 'self'",
        f"script-src 'self' {allowed}".strip(),
        # Streamlit's style library writes its rules into the page as it runs.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ))  # fmt: skip


def _style_mark() -> str:
    from ui.settings import ROOT  # noqa: PLC0415 - read once, when the server starts

    content = (ROOT / "static" / "lingtu.css").read_text(encoding="utf-8")
    return _digest(content)[:12].translate(str.maketrans("+/=", "---"))


STYLE_MARK = _style_mark()


class Dress:
    """ASGI middleware: holds back only HTML, rewrites it, and lets everything else stream."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"].startswith(CLOSED):
            await PlainTextResponse("", status_code=404)(scope, receive, send)
            return
        if scope["type"] != "http" or scope["path"].startswith(FRAMED):
            await self.app(scope, receive, send)
            return
        scope = (
            {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
            if (_may_be_page(scope))
            else scope
        )
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        language = "en" if asked.get("lang") == ["en"] else "zh-CN"
        await self.app(scope, receive, _Dressing(send, language, scope["path"]))


def _may_be_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


class _Dressing:
    """The ``send`` of one answer."""

    def __init__(self, send: Send, language: str, path: str) -> None:
        self.send, self.language, self.path = send, language, path
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html") and (
                "content-encoding" not in headers
            ):
                self.start = message
                return
            await self.send(message)
            return
        if self.start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        page = dressed(self.body.decode("utf-8"), self.language, self.path)
        written = page.encode()
        headers = MutableHeaders(scope=self.start)
        headers["Content-Length"] = str(len(written))
        headers["Content-Security-Policy"] = policy(page)
        headers["Cache-Control"] = "no-cache"
        for stale in ("etag", "last-modified"):
            if stale in headers:
                del headers[stale]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": written})
