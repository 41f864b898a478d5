"""How long the server waits: for the head of a request, for its body, for whoever reads an answer.

uvicorn waits for ever for a head that never ends. A few connections that say a letter now and then
would do no harm; thousands would take every place there is.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

import h11
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from ui import error_page
from ui.shield import ALWAYS, NOT_KEPT, NOTHING, Shield

UNREADABLE = "请求有误。\nThis request cannot be read.\n".encode()
_BARE = {
    **ALWAYS, "Content-Type": "text/plain; charset=utf-8", "Content-Security-Policy": NOTHING,
    "Cache-Control": NOT_KEPT, "Connection": "close",
}  # fmt: skip


async def _busy(scope: Scope, receive: Receive, send: Send) -> None:
    code = HTTPStatus.SERVICE_UNAVAILABLE
    answer = error_page.answer(scope, code, error_page.sentence(code))
    answer.headers["Connection"] = "close"
    await answer(scope, receive, send)


BUSY: Any = Shield(_busy)


class Patient(H11Protocol):
    """One connection: ended when a head, a body or an answer does not get on."""

    HEAD_S = 10.0
    """The whole head of a request takes no longer."""
    BODY_S, LEAST = 30.0, 16 * 1024
    """A body ends, or has grown by so many bytes, within so many seconds."""
    READ_S = 60.0
    """So long an answer may wait for a reader who takes nothing of it."""

    AT_ONCE = 800
    """Connections at the same time, of which a window has up to seven; beyond, it answers 503."""

    heard = 0
    watched: object = None
    watch: asyncio.TimerHandle | None = None
    unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """Hear a piece of a request."""
        self.heard += len(data)
        self.app = self.config.loaded_app if len(self.connections) <= self.AT_ONCE else BUSY
        super().data_received(data)
        if self.transport.get_protocol() is self:
            self._look()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection over; a websocket has pings to end it."""
        self._forget()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._forget()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The reader takes less than there is."""
        super().pause_writing()
        if self.unread is None:
            self.unread = self.loop.call_later(self.READ_S, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has taken most of it."""
        super().resume_writing()
        if self.unread is not None:
            self.unread.cancel()
            self.unread = None

    def send_400_response(self, msg: str) -> None:
        """Say to whoever speaks no HTTP that nothing was understood, with our headers; to one who
        is being answered already, nothing."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            status = HTTPStatus.BAD_REQUEST
            headers = [(name.encode(), value.encode()) for name, value in _BARE.items()]
            answer = h11.Response(status_code=status, headers=headers, reason=status.phrase)
            for part in (answer, h11.Data(data=UNREADABLE), h11.EndOfMessage()):
                self.transport.write(self.conn.send(part) or b"")
        self.transport.close()

    def _look(self) -> None:
        """Watch what is awaited now: a head has one deadline, a body one after another."""
        awaited = self.conn.their_state
        if awaited is self.watched:
            return
        self._forget()
        self.watched = awaited
        if awaited is h11.IDLE:
            self.watch = self.loop.call_later(self.HEAD_S, self.transport.abort)
        elif awaited is h11.SEND_BODY:
            self.watch = self.loop.call_later(self.BODY_S, self._weigh, self.heard)

    def _weigh(self, before: int) -> None:
        """End a body that hardly grows, unless it is we who do not read it."""
        if not self.flow.read_paused and self.heard - before < self.LEAST:
            self.transport.abort()
            return
        self.watch = self.loop.call_later(self.BODY_S, self._weigh, self.heard)

    def _forget(self) -> None:
        self.watched = None
        for timer in (self.watch, self.unread):
            if timer is not None:
                timer.cancel()
        self.watch = self.unread = None
