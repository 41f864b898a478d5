"""Asking an application from outside, as a browser or an attacker would: cookies, forms, sockets."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.ui.asking import Answer
from tests.ui.people import GOOD

PAGE = {"accept": "text/html"}
PASSED = "behind the door"


def run(work: Any) -> Any:
    """In a thread of its own: browser tests leave a running event loop in this one."""
    with ThreadPoolExecutor(1) as asker:
        return asker.submit(asyncio.run, work).result()


async def behind(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """What stands behind the door: it says who came in, or echoes what a socket hears."""
    from ui.viewer import viewer

    if scope["type"] == "http":
        content = f"{PASSED}: {viewer().account}".encode()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": content})
        return
    await send({"type": "websocket.accept"})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "bytes": message["bytes"]})


@dataclass
class Browser:
    """One browser with its cookies, at an address."""

    app: Any
    address: str = "10.0.0.7"
    scheme: str = "http"
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, url: str, **headers: str) -> Answer:
        return self.ask("GET", url, b"", PAGE | headers)

    def post(self, url: str, **fields: str) -> Answer:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", url, urlencode(fields).encode(), PAGE | kind)

    def submit(self, url: str, action: str = "", **fields: str) -> Answer:
        """Fill in the form of a page and send it."""
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get(url).text)
        assert token, url
        return self.post(action or url.partition("?")[0], form_token=token[1], **fields)

    def sign_in(self, account: str = "clerk", password: str = GOOD, **more: str) -> Answer:
        return self.submit("/login", account=account, password=password, **more)

    def sign_out(self, where: str = "/login/out") -> Answer:
        return self.submit("/login/account", where)

    def ask(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> Answer:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        run(self.app(self._scope("http", url, headers) | {"method": method}, receive, send))
        pairs = [(k.decode().lower(), v.decode()) for k, v in sent[0]["headers"]]
        for name, value in pairs:
            if name == "set-cookie":
                self._keep(value)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return Answer(sent[0]["status"], dict(pairs), body)

    def socket(self, *messages: bytes, between: Any = None) -> list[dict[str, Any]]:
        """Open a websocket and say some messages; what came back."""
        sent: list[dict[str, Any]] = []
        said = iter(messages)

        async def receive() -> dict[str, Any]:
            message = next(said, None)
            if message is None:
                return {"type": "websocket.disconnect", "code": 1000}
            if between is not None and message is messages[-1]:
                between()
            return {"type": "websocket.receive", "bytes": message}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        run(self.app(self._scope("websocket", "/_stcore/stream", {}), receive, send))
        return sent

    def _scope(self, kind: str, url: str, headers: dict[str, str]) -> dict[str, Any]:
        parts = urlsplit(url)
        written = {"host": "localhost", **self.headers, **headers}
        if self.cookies:
            written["cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        secure = {"http": self.scheme, "websocket": "wss" if self.scheme == "https" else "ws"}
        return {
            "type": kind, "asgi": {"version": "3.0"}, "http_version": "1.1",
            "scheme": secure[kind], "path": parts.path, "raw_path": parts.path.encode(),
            "root_path": "", "query_string": parts.query.encode(), "subprotocols": [],
            "headers": [(k.lower().encode(), v.encode()) for k, v in written.items()],
            "client": (self.address, 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip

    def _keep(self, said: str) -> None:
        name, _, rest = said.partition("=")
        value = rest.partition(";")[0].strip('"')
        if "Max-Age=0" in said or not value:
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value
