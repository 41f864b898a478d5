"""The door of the server: nobody passes without being known, whatever they ask for.

Pages lead to the login, everything else answers 401, and a websocket is not opened. An open
websocket is asked again at every message: one whose session has ended, or whose person has become
somebody else, can do nothing but draw the page that says so.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs, quote, urlencode

from google.protobuf.message import DecodeError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from office.access import HERE, Access
from office.permissions import Action, Role, Viewer, may, may_open
from ui import access, cookies, error_page, handed, login, windows
from ui.access import LOGIN, Visitor
from ui.login_forms import PASSWORD
from ui.shield import MEDIA
from ui.viewer import acting
from wording import Text

NOT_PAGES = ("/_stcore/", "/media/", "/component/", "/geometry/", "/assets/", "/app/", "/static/")
GEOMETRY = "/geometry/"
ON_MAP = (GEOMETRY, "/tiles/")
MAP = "grid_map"
UPLOADS = "/_stcore/upload_file/"
BAD_REQUEST = 400
HEALTH = "/health"
"""Answered to everybody, with nothing but that the server answers."""
POLICY_VIOLATED = 1008
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?")
TWO_WAYS = Text("请求有误。", "This request can be read in two ways.")
ONLY_HERE = Text("单机模式只供本机使用。", "The single-user mode serves this machine only.")
ONLY_BY_PROXY = Text("请从单位的统一入口访问。", "Please come through the office’s own entrance.")
OTHER_NAME = Text(
    "本系统不以这个网址提供服务。管理员可在 settings.toml 的 [access] 下用 hosts 登记主机名。",
    "This server is not known by this name. An administrator can enter it below [access] as hosts "
    "in settings.toml.",
)
UNKNOWN = Text(
    "账号未在本系统登记，请联系系统管理员。",
    "This account is not known here; ask the administrator.",
)
SIGN_IN = Text("请先登录。", "Please sign in.")
NOT_YOURS = Text("不在您的权限范围内。", "This is outside what you may do.")


class Guard:
    """ASGI middleware: knows who asks before anything within hears of it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or open one websocket."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        if _is_read_in_two_ways(scope):
            await _refuse(scope, receive, send, BAD_REQUEST, TWO_WAYS)
            return
        if scope["type"] == "http" and scope["path"] == HEALTH:
            await PlainTextResponse("ok")(scope, receive, send)
            return
        how = access.access()
        peer = _peer(scope)
        asked, scope = scope, cookies.understood(_behind_proxy(scope, peer, how))
        asked["scheme"] = scope["scheme"]  # for the shield, which dresses the answer outside
        refused = _wrong_way(scope, peer, how)
        if refused is not None:
            await _refuse(scope, receive, send, 403, refused)
            return
        if scope["path"] == LOGIN or scope["path"].startswith(LOGIN + "/"):
            await login.answer(scope, receive, send)
            return
        who = await _who(scope)
        if who is None or who.must_change:
            await _turn_away(scope, receive, send, how, who)
            return
        if not await run_in_threadpool(_may_fetch, scope, who.viewer):
            await _refuse(scope, receive, send, 403, NOT_YOURS)
        elif scope["type"] == "http":
            with acting(who.viewer):
                await self.app(scope, receive, send)
        elif how.mode == "local":
            await self.app(scope, receive, send)
        else:
            await self.app(scope, _asked_again(scope, receive, who.viewer), send)


async def _who(scope: Scope) -> Visitor | None:
    cookie, user = _shown(scope)
    return await run_in_threadpool(access.visitor, cookie, user)


def _shown(scope: Scope) -> tuple[str | None, str | None]:
    """The session's cookie, and whom a trusted proxy names."""
    headers = Headers(scope=scope)
    # Several such headers are no name: one of them may be the reader's own.
    user = ", ".join(headers.getlist(access.access().user_header)) or None
    return Request({**scope, "type": "http"}).cookies.get(cookies.SESSION), user


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    try:
        return str(ipaddress.ip_address(client[0])) if client else ""
    except ValueError:
        return ""


def _behind_proxy(scope: Scope, peer: str, how: Access) -> Scope:
    """The request as the reader sent it to a trusted proxy; anybody else's claims are dropped."""
    claims = {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"}
    headers = Headers(scope=scope)
    claims |= {how.user_header.encode()} if peer not in how.proxies else set()
    kept = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in claims]}
    if peer not in how.proxies:
        return kept
    # A proxy may add a header of its own below the reader's; together they are one list.
    claimed = ",".join(headers.getlist("x-forwarded-for"))
    passed = [each.strip() for each in claimed.split(",")]
    reader = next((each for each in reversed(passed) if each and each not in how.proxies), peer)
    kept["client"] = (reader, 0)
    if headers.get("x-forwarded-proto", "").strip() == "https":
        kept["scheme"] = "wss" if scope["type"] == "websocket" else "https"
    return kept


def _wrong_way(scope: Scope, peer: str, how: Access) -> Text | None:
    """Why a request may not come in this way at all."""
    if how.mode == "proxy" and peer not in how.proxies:
        return ONLY_BY_PROXY
    if how.mode == "local" and peer not in HERE:
        return ONLY_HERE
    # The name counts too: a foreign page may make its own name point at this server.
    named = Headers(scope=scope).getlist("host")
    if len(named) != 1 or _host(named[0]) not in how.hosts:
        return ONLY_HERE if how.mode == "local" else OTHER_NAME
    return None


def _host(named: str) -> str:
    """A host as it is asked for, without its port; empty where it is anything else."""
    found = _HOST.fullmatch(named.lower())
    return (found[1] or found[2]) if found else ""


def _is_read_in_two_ways(scope: Scope) -> bool:
    """Whether a request says twice how long it is: a proxy may hear another end than we do, and
    take for one request what are two."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers and "content-length" in headers


def _may_fetch(scope: Scope, viewer: Viewer) -> bool:
    """Uploads are for whoever may import, into a window of their own, a made file for whom it was
    made, the map's parts for whoever may open the map; a community fetches the shapes that lie in
    it, and no others."""
    if scope["path"].startswith(UPLOADS):
        window = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        return may(viewer, Action.IMPORT) and windows.is_of(window, viewer.account)
    if scope["path"].startswith(MEDIA):
        return not handed.is_anothers(scope["path"], viewer.account)
    if scope["path"].startswith(ON_MAP) and not may_open(viewer, MAP):
        return False
    if viewer.role is not Role.COMMUNITY or not scope["path"].startswith(GEOMETRY):
        return True
    own = viewer.community_id
    # A blank place would be everywhere.
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    places = [*asked.get("within", []), *asked.get("place", [])]
    # A grid's number begins with its community's.
    return own is not None and bool(places) and all(each.startswith(own) for each in places)


async def _turn_away(
    scope: Scope, receive: Receive, send: Send, how: Access, who: Visitor | None
) -> None:
    """To the login with a page; in a few words with anything else."""
    if how.mode == "proxy":
        await _refuse(scope, receive, send, 403, UNKNOWN)
        return
    is_page = (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and "text/html" in Headers(scope=scope).get("accept", "")
        and not scope["path"].startswith(NOT_PAGES)
    )
    if not is_page:
        await _refuse(scope, receive, send, 401, SIGN_IN)
        return
    asked = scope.get("query_string", b"").decode("latin-1")
    wanted = quote(scope["path"]) + (f"?{asked}" if asked else "")
    query = {"next": wanted} if wanted != "/" else {}
    if parse_qs(asked).get("lang") == ["en"]:
        query["lang"] = "en"
    to = PASSWORD if who is not None else LOGIN
    answer = RedirectResponse(f"{to}?{urlencode(query)}" if query else to, status_code=303)
    answer.headers["Cache-Control"] = "no-store"
    await answer(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send, code: int, why: Text) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATED, "reason": ""})
        return
    answer = error_page.answer(scope, code, why)
    if code == BAD_REQUEST:  # what follows on the connection may be half of the same request
        answer.headers["Connection"] = "close"
    await answer(scope, receive, send)


def _asked_again(
    scope: Scope, receive: Receive, viewer: Viewer
) -> Callable[[], Awaitable[Message]]:
    """The messages of a websocket, each of them from somebody who is still the same."""

    async def hear() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive":
                return message
            who = await _who(scope)
            if who is not None and not who.must_change and who.viewer == viewer:
                return message
            drawn_only = _without_effect(message.get("bytes") or b"")
            if drawn_only is not None:
                return {"type": "websocket.receive", "bytes": drawn_only}

    return hear


def _without_effect(content: bytes) -> bytes | None:
    """The same page asked for, with no button pressed and no field filled; None for all else."""
    asked, plain = BackMsg(), BackMsg()
    try:
        asked.ParseFromString(content)
    except DecodeError:  # what cannot be read is not passed on
        return None
    if asked.WhichOneof("type") != "rerun_script":
        return None
    plain.rerun_script.query_string = asked.rerun_script.query_string
    plain.rerun_script.page_script_hash = asked.rerun_script.page_script_hash
    plain.rerun_script.page_name = asked.rerun_script.page_name
    return bytes(plain.SerializeToString())
