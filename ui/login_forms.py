"""What the routes of signing in have in common: forms, their tokens, and the answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from office import accounts, audit, sessions
from office.permissions import Role, Viewer
from ui import access, cookies, login_page, settings
from ui.access import LOGIN, Visitor
from views.html import join
from wording import Text

PASSWORD = f"{LOGIN}/password"
LARGEST_FORM = 8192

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
STRANGER = Viewer("-", "未登录", Role.COMMUNITY)
"""Who the log says tried an account that does not exist; what was typed may be a password."""


async def visitor_of(request: Request, *, may_have_to_change: bool = False) -> Visitor | None:
    """Who is signed in; somebody with a one-time password only where that is to be changed."""
    if access.access().mode in ("local", "proxy"):
        return None
    who = await run_in_threadpool(access.visitor, request.cookies.get(cookies.SESSION), None)
    return None if who is None or (who.must_change and not may_have_to_change) else who


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a small form; a larger one is nothing."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return {}
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    return {name: values[0] for name, values in fields.items()}


def is_ours(request: Request, form: Mapping[str, str]) -> bool:
    """Whether a form of somebody signed in came from a page of ours."""
    return access.is_form_token(
        form.get("form_token", ""), request.cookies.get(cookies.SESSION, "")
    )


def wanted_of(said: Mapping[str, str]) -> str:
    """Where to go after signing in: a page of ours, never another server's."""
    wanted = said.get("next", "/")
    parts = urlsplit(wanted)
    is_ours_ = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    if not is_ours_ or parts.scheme or parts.netloc or any(ord(each) < 32 for each in wanted):
        return "/"
    return "/" if wanted.startswith(LOGIN) else wanted


def language_of(said: Mapping[str, str]) -> str:
    """The language that a page was asked for in."""
    return "en" if said.get("lang") == "en" else "zh"


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


async def note(request: Request, account: str, what: str) -> None:
    """Write it into the log; what was typed is not logged unless it is an account."""
    home, address = settings.home().path, address_of(request)

    def write() -> None:
        viewer = accounts.known(home, account) or STRANGER
        audit.record(home, viewer=viewer, what=what, at=access.now(), address=address)

    await run_in_threadpool(write)


def login_form(
    request: Request, said_by: Mapping[str, str], *, said: Text | None, status: int = 200,
    kind: str = "trouble",
) -> Response:  # fmt: skip
    """The login page with a sentence above the form."""
    language, wanted = language_of(said_by), wanted_of(said_by)
    holder = request.cookies.get(cookies.FORM) or secrets.token_urlsafe(24)
    told = login_page.said(said, language, kind)
    if access.access().mode == "oidc":
        form = login_page.by_provider(wanted, language)
    else:
        form = login_page.sign_in(
            access.form_token(holder), wanted, said_by.get("account", "")[:32], language
        )
    page = login_page.page(
        login_page.TITLE, join([told, form]), language, LOGIN,
        {"next": wanted} if wanted != "/" else {},
    )  # fmt: skip
    answer = html(page, status)
    cookies.give(answer, request, cookies.FORM, holder, samesite="strict")
    return answer


def password_form(
    request: Request, said_by: Mapping[str, str], who: Visitor, *, said: Text | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    """The page of a new password with a sentence above the form."""
    language, wanted = language_of(said_by), wanted_of(said_by)
    why = login_page.NEW_WHY if who.must_change else None
    parts = [login_page.said(why, language, ""), login_page.said(said, language)]
    token = access.form_token(request.cookies.get(cookies.SESSION, ""))
    parts.append(
        login_page.choose_password(token, wanted, language, asks_current=not who.must_change)
    )
    query = {"next": wanted} if wanted != "/" else {}
    page = login_page.page(
        login_page.NEW_TITLE, join(parts), language, PASSWORD, query
    )  # fmt: skip
    return html(page, status)


async def signed_in(request: Request, token: str, wanted: str) -> Response:
    """On to the page that was asked for, with the session's cookie; the session of the cookie
    before it ends."""
    before = access.token_of(request.cookies.get(cookies.SESSION))
    if before is not None:  # whoever sat here before is not left signed in
        await run_in_threadpool(sessions.sign_out, settings.home().path, before)
    answer = go(wanted)
    cookies.give(answer, request, cookies.SESSION, access.signed(token))
    return answer


def go(to: str) -> Response:
    """Lead on with a GET."""
    return RedirectResponse(to, status_code=303, headers={"Cache-Control": "no-store"})


def html(page: str, status: int = 200) -> Response:
    """A page of ours that nobody keeps and nobody frames."""
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(page, status, headers=headers)
