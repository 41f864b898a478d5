"""Who says half a thing, or takes nothing of what is said, keeps no place of the server for long."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

import pytest
import uvicorn

from ui.patience import Patient
from ui.shield import ALWAYS

HOST = "127.0.0.1"
PATIENCE_S = 60.0
LARGE = b"x" * 8_000_000
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n"


class Hasty(Patient):
    HEAD_S, BODY_S, READ_S, LEAST = 1.0, 2.0, 1.0, 1000


@pytest.fixture
def unhurried(monkeypatch):
    """Heads have all the time that a busy machine may need: the test is about something else."""
    monkeypatch.setattr(Hasty, "HEAD_S", PATIENCE_S)


async def application(scope, receive, send):
    if scope["type"] != "http":
        return
    heard = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        heard += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    content = LARGE if scope["path"] == "/large" else b"heard %d" % heard
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-length", b"%d" % len(content))]})  # fmt: skip
    await send({"type": "http.response.body", "body": content})


@pytest.fixture(scope="module")
def server():
    config = uvicorn.Config(application, http=Hasty, lifespan="off", log_level="critical")
    return uvicorn.Server(config)


@pytest.fixture(scope="module")
def port(server):
    with contextlib.closing(socket.create_server((HOST, 0))) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(PATIENCE_S)


def connected(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=PATIENCE_S)


def is_ended(wire: socket.socket) -> bool:
    """Whether the server ends a connection, having said nothing."""
    try:
        return wire.recv(100) == b""
    except ConnectionResetError:
        return True


def answer(wire: socket.socket) -> bytes:
    said = b""
    while b"\r\n\r\nheard" not in said and (more := wire.recv(4096)):
        said += more
    return said


@pytest.mark.parametrize(
    "said", [b"", b"GET /", HEAD, HEAD + b"X: " + b"a" * 4000, POST, POST + b"a" * 500],
    ids=["nothing", "a line", "half a head", "a long half", "no body", "half a body"],
)  # fmt: skip
def test_who_says_half_a_thing_is_heard_no_longer(port, said):
    with connected(port) as wire:
        wire.sendall(said)
        assert is_ended(wire)


def test_a_letter_now_and_then_buys_no_time(port):
    for start, letter in ((HEAD, b"X: 1\r\n"), (POST, b"a" * 10)):
        with connected(port) as wire:
            wire.sendall(start)
            with contextlib.suppress(ConnectionError):
                for _ in range(100):
                    time.sleep(0.2)
                    wire.sendall(letter)
                pytest.fail("it was heard for 20 seconds")


def test_a_body_that_gets_on_may_take_its_time(port, unhurried):
    with connected(port) as wire:
        wire.sendall(POST)
        for _ in range(10):
            wire.sendall(b"a" * 50_000)
            time.sleep(0.25)
        assert b"heard 500000" in answer(wire)
        time.sleep(0.3)
        wire.sendall(HEAD + b"\r\n")  # the same connection, asked again
        assert b"heard 0" in answer(wire)


def test_who_takes_nothing_of_an_answer_does_not_keep_it(port, server):
    until = time.monotonic() + PATIENCE_S
    with connected(port) as wire:
        wire.sendall(HEAD.replace(b"/ ", b"/large ") + b"\r\n")
        wire.recv(1)  # it has begun
        while server.server_state.connections and time.monotonic() < until:
            time.sleep(0.1)
        taken = 1
        with contextlib.suppress(ConnectionResetError):
            while more := wire.recv(1_000_000):
                taken += len(more)
        assert taken < len(LARGE)


def test_two_hundred_who_wait_stop_nobody(port, unhurried):
    with contextlib.ExitStack() as waiting:
        for _ in range(200):
            waiting.enter_context(connected(port)).sendall(HEAD)
        with connected(port) as wire:
            wire.sendall(HEAD + b"\r\n")
            assert b"heard 0" in answer(wire)


def test_beyond_the_last_place_one_is_told_so_and_places_become_free_again(
    port, unhurried, monkeypatch
):
    monkeypatch.setattr(Hasty, "AT_ONCE", 30)
    with contextlib.ExitStack() as waiting:
        for _ in range(50):
            waiting.enter_context(connected(port))
        with connected(port) as wire:
            wire.sendall(HEAD + b"\r\n")
            said = b""
            while more := wire.recv(4096):
                said += more
        assert said.startswith(b"HTTP/1.1 503") and b"Content-Security-Policy" in said.title()
        assert "请稍后再试" in said.decode() and b"try again" in said
    for _ in range(int(2 * PATIENCE_S)):
        with connected(port) as wire:
            wire.sendall(HEAD + b"\r\n")
            if b"heard 0" in wire.recv(4096):
                return
        time.sleep(0.5)
    pytest.fail("nobody was heard again")


def test_what_is_no_request_is_refused_with_our_headers_and_in_both_languages(port):
    with connected(port) as wire:
        wire.sendall(b"\x16\x03\x01 not HTTP\r\n\r\n")
        said = b""
        while more := wire.recv(4096):
            said += more
    head, _, body = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert all(f"{name}: {value}".encode() in head for name, value in ALWAYS.items())
    assert "请求有误" in body.decode() and b"cannot be read" in body
