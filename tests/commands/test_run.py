"""run: the sentences before the server stands, and the server itself."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request

import pytest

from benchmarks._server import held_port
from commands.command import Options
from tests.tree import ROOT
from wording import ShownError


def test_a_port_that_is_taken_is_a_sentence_with_another_one(tmp_path, call):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ShownError, match=f"--port {min(port, 65000) + 1}"):
            call("run", "--home", tmp_path, "--port", port)


@contextlib.contextmanager
def running(home, *options):
    """A server, its port, and the lines it says until its address."""
    with held_port() as port, _running(port, home, *options) as said:
        yield port, said


@contextlib.contextmanager
def _running(port, home, *options):
    calling = [sys.executable, "-c", START, str(port), str(home), *options]
    server = subprocess.Popen(calling, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(300, server.kill)
    watchdog.start()
    try:
        assert server.stderr is not None
        said = []
        for line in server.stderr:
            said.append(line)
            if f"http://127.0.0.1:{port}" in line:
                break
        yield "".join(said)
    finally:
        watchdog.cancel()
        server.terminate()
        server.wait(timeout=300)
        server.stderr.close()


def test_it_tells_its_address_and_serves_an_empty_office_on_this_machine(tmp_path):
    with running(tmp_path / "home", "--local") as (port, said):
        assert f"http://127.0.0.1:{port}" in said
        assert answer(port) == b"ok"


def test_without_accounts_it_lets_nobody_in_and_says_what_to_do(tmp_path):
    with running(tmp_path / "home") as (port, said):
        assert "manage.py user add admin" in said
        assert "密码：" not in said
        with pytest.raises(urllib.error.HTTPError, match="401"):
            answer(port)
    assert not (tmp_path / "home" / "office.db").exists()


def test_on_a_terminal_the_first_start_tells_a_one_time_password_once(
    tmp_path, monkeypatch, capsys
):
    from commands.run import _need_an_account
    from office.accounts import accounts

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    options = Options(home=tmp_path, lang="zh")
    _need_an_account(options)
    said = capsys.readouterr().err
    assert "第一个管理员账号：admin" in said
    (first,) = accounts(tmp_path)
    assert first.one_time_until is not None
    _need_an_account(options)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "said",
    [
        'mode = "proxy"\nproxies = ["10.0.0.5"]',
        'mode = "oidc"\nissuer = "https://id.example.gov"\nclient_id = "l"\n'
        'client_secret = "s"\nbase_url = "https://lingtu.example.gov"',
    ],
    ids=["proxy", "oidc"],
)
def test_where_somebody_else_vouches_no_password_is_made(tmp_path, monkeypatch, capsys, call, said):
    from commands.run import _need_an_account
    from office.accounts import accounts

    (tmp_path / "settings.toml").write_text(f"[access]\n{said}\n")
    (tmp_path / "settings.toml").chmod(0o600)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    _need_an_account(Options(home=tmp_path, lang="zh"))
    told = capsys.readouterr().err
    assert "一次性密码" not in told and "user add" in told
    assert accounts(tmp_path) == ()
    call("user", "add", "zhang.san", "--role", "admin", "--name", "张", "--home", tmp_path)
    assert [each.viewer.account for each in accounts(tmp_path)] == ["zhang.san"]


START = """
import sys
from commands.command import commands
from commands.grammar import read
options = read(["run", "--port", sys.argv[1], "--home", sys.argv[2], *sys.argv[3:]], "zh")
commands()["run"].run(options)
"""


def answer(port: int) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=300) as response:
        return response.read()
