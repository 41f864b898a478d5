"""``run``: serves the dashboard on this computer."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import socket
import sys

from commands.command import Command, Options
from commands.environment import ROOT
from commands.output import tell
from wording import ShownError, Text

ADDRESS = "127.0.0.1"
PORT = 8501

FIRST_ACCOUNT = Text(
    "第一个管理员账号：{account}    一次性密码：{password}\n"
    "请在 72 小时内登录并改成自己的密码，这里只显示这一次。",
    "The first administrator: {account}    one-time password: {password}\n"
    "Sign in within 72 hours and choose a password of your own; this is shown only once.",
)
NO_ACCOUNT = Text(
    "还没有账号，无人能登录。先在终端运行："
    "python3 manage.py user add admin --role admin --name 姓名",
    "There is no account yet, so nobody can sign in. Run in a terminal first: "
    "python3 manage.py user add admin --role admin --name NAME",
)
NO_ACCOUNT_VOUCHED = Text(
    "还没有账号，无人能进入。先按统一身份中的账号名添加："
    "python3 manage.py user add 账号 --role admin --name 姓名（不需要密码）",
    "There is no account yet, so nobody can come in. First add one under the name that your "
    "office’s identity gives: python3 manage.py user add ACCOUNT --role admin --name NAME "
    "(no password needed)",
)


def _add_options(parser: argparse.ArgumentParser, language: str) -> None:
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        metavar="N",
        help=Text(f"端口（默认 {PORT}）", f"port (default {PORT})").in_(language),
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help=Text(
            "先装入演示街道；不用账号，仅限本机",
            "load the demonstration office first; no accounts, this machine only",
        ).in_(language),
    )
    parser.add_argument(
        "--local",
        action="store_true",
        help=Text(
            "单机模式：不用账号，仅限本机", "single user: no accounts, this machine only"
        ).in_(language),
    )


def _run(options: Options) -> int:
    from commands.office import office

    _check_port(options.port)
    is_single = options.local or options.demo
    if office(options.home).current_version() is None:
        if options.demo or _wants_demo(options.lang):
            from commands.demo import fill

            fill(options.home, options.lang)
            is_single = True
    elif options.demo:
        tell(
            Text(
                "这里已有数据，不再装入演示街道。",
                "There is data here already; the demonstration office is left out.",
            ),
            options.lang,
        )
    if is_single:
        os.environ["LINGTU_ACCESS"] = "local"
    else:
        os.environ.pop("LINGTU_ACCESS", None)  # only the options of this call decide
        _need_an_account(options)
    return _serve(options)


def _need_an_account(options: Options) -> None:
    """Without any account make the first administrator, whose password only a terminal is told.

    Where somebody else vouches for people there is no password to tell, and nobody knows which
    name they will vouch for: the sentence says how to enter it.
    """
    from commands.office import now
    from office.access import access_of
    from office.accounts import FIRST_ADMIN, accounts, make_first_admin

    mode = access_of(options.home).mode
    if mode == "local" or accounts(options.home):
        return
    if mode != "password":
        tell(NO_ACCOUNT_VOUCHED, options.lang)
        return
    if not sys.stderr.isatty():
        tell(NO_ACCOUNT, options.lang)  # a pipe may end in a log, where no password belongs
        return
    given = make_first_admin(options.home, at=now())
    if given is not None:
        tell(FIRST_ACCOUNT.format(account=FIRST_ADMIN, password=given), options.lang)


def _check_port(port: int) -> None:
    """Say it in a sentence when another program listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError) as error:
            raise ShownError(
                Text(
                    f"端口 {port} 已被占用或不可用（岭图可能已在运行：http://{ADDRESS}:{port}）。"
                    f"换一个端口：python3 manage.py run --port {min(port, 65000) + 1}",
                    f"Port {port} is taken or not to be had (Lingtu may be running already: "
                    f"http://{ADDRESS}:{port}). Take another: "
                    f"python3 manage.py run --port {min(port, 65000) + 1}",
                )
            ) from error


def _wants_demo(language: str) -> bool:
    """Ask on a terminal; elsewhere the dashboard's first page makes the same offer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    question = Text(
        "这里还没有数据。装入演示街道（虚构的槐澜街道）吗？[y/N] ",
        "There is no data here yet. Load the demonstration office (a fictional one)? [y/N] ",
    )
    print(question.in_(language), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}


def _serve(options: Options) -> int:
    """Serve until stopped: one process, because a session's state lives in it."""
    os.environ["LINGTU_HOME"] = str(options.home)
    os.chdir(ROOT)  # the settings of the screens are looked for in the working folder
    import uvicorn

    from ui.patience import Patient

    address = f"http://{ADDRESS}:{options.port}"

    class Server(uvicorn.Server):
        """Tells the address once it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            if self.started and not self.should_exit:
                tell(
                    Text(
                        f"岭图已启动：{address}   （数据：{options.home}；按 Ctrl+C 停止）",
                        f"Lingtu is ready: {address}   (data: {options.home}; Ctrl+C stops it)",
                    ),
                    options.lang,
                )

    tell(Text("正在启动…", "Starting…"), options.lang)
    # Whom a proxy's headers speak for is decided at the application's own door.
    config = uvicorn.Config(
        "app:app",
        host=ADDRESS,
        port=options.port,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        http=Patient,
    )
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        # A filter, because the application sets the levels anew when it starts.
        logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.WARNING)
    server = Server(config)
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        return 1
    tell(Text("已停止。", "Stopped."), options.lang)
    # Nothing is left to do; an orderly end would print pages about what DuckDB leaves in memory.
    os._exit(0)


COMMAND = Command(
    name="run",
    summary=Text("在本机启动看板", "serves the dashboard on this computer"),
    run=_run,
    add_options=_add_options,
)
