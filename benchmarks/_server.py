"""A server to measure or to attack, and a client that asks it for a page as a browser does."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

HOST = "127.0.0.1"
WAIT_S = 300
"""So long we wait for a server that is busy, on a machine that is."""
BY_ACCOUNT = {"LINGTU_ACCESS": ""}
"""Variables of a server whose readers sign in; without them it serves the one local reader."""

ROOT = Path(__file__).resolve().parent.parent
_AS_RUN = ("--http", "ui.patience:Patient", "--no-server-header")
_FORM_TOKEN = re.compile(r'name="form_token" value="([0-9a-f]+)"')


@contextlib.contextmanager
def held_port() -> Iterator[int]:
    """A port that nobody else is given for as long as it is held, and a server may listen on."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind((HOST, 0))
        port = int(holder.getsockname()[1])
        if sys.platform != "linux":  # elsewhere only one socket may have it
            holder.close()
        yield port


@contextlib.contextmanager
def serving(application: str, folder: Path, variables: dict[str, str]) -> Iterator[int]:
    """Serve an ASGI application with uvicorn, as ``manage.py run`` does; gives its port."""
    with held_port() as port:
        call = [sys.executable, "-m", "uvicorn", application, "--host", HOST, "--port", str(port)]
        server = subprocess.Popen(
            [*call, "--log-level", "error", "--no-proxy-headers", *_AS_RUN],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
                "LINGTU_ACCESS": "local",
                **variables,
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=WAIT_S)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with {server.returncode}")
        with contextlib.suppress(OSError):
            try:
                urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2).read()
            except HTTPError as refused:  # it answers, if only somebody who signs in
                refused.close()
            return
        time.sleep(0.05)
    raise RuntimeError("the server does not answer")


def sign_in(port: int, account: str, password: str) -> str:
    """The cookies of somebody who signs in by the form, as a browser sends them."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = opener.open(f"http://{HOST}:{port}/login", timeout=WAIT_S).read().decode()
    token = _FORM_TOKEN.search(page)
    if token is None:
        raise RuntimeError("the login has no form")
    form = {"form_token": token[1], "account": account, "password": password}
    opener.open(f"http://{HOST}:{port}/login", urlencode(form).encode(), timeout=WAIT_S).close()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _rerun(page: str, address: dict[str, str]) -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = urlencode(address)
    message.rerun_script.page_name = page
    return message


def _is_finished(said: ForwardMsg) -> bool:
    """Whether a page is whole: its script has ended, and not to begin anew."""
    is_end = said.WhichOneof("type") == "script_finished"
    return is_end and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Visitor:
    """One session: asks for a page and waits until its script has finished."""

    def __init__(self, port: int, cookies: str = "", **headers: str) -> None:
        """``cookies`` as a browser sends them; other ``headers`` beside them."""
        self._port = port
        self._opened = contextlib.ExitStack()
        self._socket = self._opened.enter_context(
            connect(
                f"ws://{HOST}:{port}/_stcore/stream",
                subprotocols=["streamlit"],
                origin=f"http://{HOST}:{port}",
                additional_headers={"Cookie": cookies, **headers} if cookies else headers,
                max_size=None,
                open_timeout=WAIT_S,
                ping_interval=None,  # as a browser, which asks for no sign of life
            )
        )
        self._known: dict[str, ForwardMsg] = {}
        self.session_id = ""

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session."""
        self._opened.close()

    def ask(self, page: str, **address: str) -> float:
        """Seconds from asking for the page to the end of its script; an exception ends the run."""
        started = time.perf_counter()
        self.hear(page, **address)
        return time.perf_counter() - started

    def hear(self, page: str, **address: str) -> list[ForwardMsg]:
        """What the page said, message by message; an exception ends the run."""
        message = _rerun(page, address)
        heard = self._until(message, _is_finished)
        for said in heard:
            kind = said.WhichOneof("type")
            if kind == "delta" and said.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(f"{page}: {said.delta.new_element.exception.message}")
            if kind == "page_not_found":
                raise RuntimeError(f"there is no page {page}")
        return heard

    def press(self, page: str, buttons: Iterable[str], **address: str) -> list[ForwardMsg]:
        """What the page said once these buttons were pressed, whether or not it showed them."""
        message = _rerun(page, address)
        for number in buttons:
            message.rerun_script.widget_states.widgets.add(id=number, trigger_value=True)
        return self._until(message, _is_finished)

    def fill(self, page: str, fields: Mapping[str, str], **address: str) -> list[ForwardMsg]:
        """What the page said once these fields held this text, whether or not it offers that."""
        message = _rerun(page, address)
        for number, words in fields.items():
            message.rerun_script.widget_states.widgets.add(id=number, string_value=words)
        return self._until(message, _is_finished)

    def made(self, file_id: str) -> str | None:
        """The address of a file that a button offers, made now; None where it is refused."""
        message = BackMsg()
        message.backend_operation_request.request_id = file_id
        message.backend_operation_request.session_id = self.session_id
        message.backend_operation_request.deferred_file.file_id = file_id
        *_, answer = self._until(message, lambda said: said.HasField("backend_operation_response"))
        return answer.backend_operation_response.deferred_file.url or None

    def _until(self, message: BackMsg, is_last: Callable[[ForwardMsg], bool]) -> list[ForwardMsg]:
        self._socket.send(message.SerializeToString())
        heard: list[ForwardMsg] = []
        while not heard or not is_last(heard[-1]):
            said = ForwardMsg()
            content = self._socket.recv(timeout=WAIT_S)
            said.ParseFromString(content if isinstance(content, bytes) else content.encode())
            if said.WhichOneof("type") == "ref_hash":
                said = self._known[said.ref_hash]
            elif said.hash:
                self._known[said.hash] = said
            if said.WhichOneof("type") == "new_session":
                self.session_id = said.new_session.initialize.session_id
            heard.append(said)
        return heard
