"""The routes of signing in and out, which answer somebody whom nobody knows yet."""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from office import accounts, sessions
from office.sessions import Login
from ui import access, cookies, login_page, settings
from ui.access import LOGIN
from ui.login_forms import (
    PASSWORD,
    address_of,
    form_of,
    go,
    html,
    is_ours,
    language_of,
    login_form,
    note,
    password_form,
    signed_in,
    visitor_of,
    wanted_of,
)  # fmt: skip
from wording import ShownError

ACCOUNT = f"{LOGIN}/account"
AT_ONCE = 2
"""So many passwords are tried at the same time: each costs 64 MiB for a moment."""

FILES = {"login.css": "text/css", "ridges.svg": "image/svg+xml"}
_LIMITERS: dict[str, CapacityLimiter] = {}


async def show(request: Request) -> Response:
    """The login page; whoever is signed in already, or signs in elsewhere, goes on."""
    if access.access().mode in ("local", "proxy") or await visitor_of(request) is not None:
        return go(wanted_of(request.query_params))
    said = login_page.OUT if "out" in request.query_params else None
    return login_form(request, request.query_params, said=said, kind="done")


async def sign_in(request: Request) -> Response:
    """Try an account and a password."""
    form = await form_of(request)
    if access.access().mode != "password":
        return Response(status_code=404)
    if not access.is_form_token(form.get("form_token", ""), request.cookies.get(cookies.FORM, "")):
        return login_form(request, form, said=login_page.STALE, status=403)
    account = form.get("account", "").strip().lower()
    at = access.now()
    found = await try_password(request, account, form.get("password", ""))
    if found.token is not None:
        await note(request, account, "login")
        return await signed_in(request, found.token, wanted_of(form))
    if found.locked_until is not None:
        await note(request, account, "login.locked")
        said = login_page.wait(found.locked_until, at)
        answer = login_form(request, form, said=said, status=429)
        answer.headers["Retry-After"] = str(max(1, int((found.locked_until - at).total_seconds())))
        return answer
    await note(request, account, "login.failed")
    return login_form(request, form, said=login_page.WRONG, status=401)


async def try_password(request: Request, account: str, password: str) -> Login:
    """A password tried away from the loop, few at a time."""
    limiter = _LIMITERS.setdefault("password", CapacityLimiter(AT_ONCE))
    home, limits = settings.home().path, access.access().limits

    def attempt() -> Login:
        return sessions.sign_in(
            home, account, password, address=address_of(request), at=access.now(), limits=limits
        )

    return await to_thread.run_sync(attempt, limiter=limiter)


async def show_password(request: Request) -> Response:
    """The page of a new password."""
    who = await visitor_of(request, may_have_to_change=True)
    if who is None or access.access().mode != "password":
        return go(LOGIN)
    return password_form(request, request.query_params, who)


async def change_password(request: Request) -> Response:
    """Take a new password; every other session of the account ends."""
    form, who = await form_of(request), await visitor_of(request, may_have_to_change=True)
    if who is None or access.access().mode != "password":
        return go(LOGIN)
    if not is_ours(request, form):
        return password_form(request, form, who, said=login_page.STALE, status=403)
    account, new = who.viewer.account, form.get("new", "")
    if new != form.get("again"):
        return password_form(request, form, who, said=login_page.DIFFERENT, status=400)
    if not who.must_change:
        at, tried = access.now(), await try_password(request, account, form.get("current", ""))
        if tried.token is None:
            what, said = "login.failed", login_page.WRONG
            if tried.locked_until is not None:
                what, said = "login.locked", login_page.wait(tried.locked_until, at)
            await note(request, account, what)
            return password_form(request, form, who, said=said, status=401)
        # Only whether the password is right was asked.
        await run_in_threadpool(sessions.sign_out, settings.home().path, tried.token)
    try:
        await run_in_threadpool(accounts.set_password, settings.home().path, account, new)
    except ShownError as error:
        return password_form(request, form, who, said=error.text, status=400)
    await note(request, account, "account.password")
    again = await try_password(request, account, new)
    if again.token is None:
        return go(LOGIN)
    return await signed_in(request, again.token, wanted_of(form))


async def show_account(request: Request) -> Response:
    """Who is signed in, and the ways out."""
    who = await visitor_of(request)
    if who is None:
        return go(LOGIN)
    language = language_of(request.query_params)
    token = access.form_token(request.cookies.get(cookies.SESSION, ""))
    body = login_page.mine(
        who.viewer, token, language, has_password=access.access().mode == "password"
    )
    return html(login_page.page(login_page.MINE, body, language, ACCOUNT, {}))


async def sign_out(request: Request) -> Response:
    """End this session, or all of the account's."""
    form, who = await form_of(request), await visitor_of(request, may_have_to_change=True)
    if who is not None and not is_ours(request, form):
        return Response(status_code=403)
    token = access.token_of(request.cookies.get(cookies.SESSION))
    home = settings.home().path
    if who is not None and token is not None:
        if request.url.path.endswith("everywhere"):
            await run_in_threadpool(sessions.sign_out_everywhere, home, who.viewer.account)
            await note(request, who.viewer.account, "logout.everywhere")
        else:
            await run_in_threadpool(sessions.sign_out, home, token)
            await note(request, who.viewer.account, "logout")
    answer = go(f"{LOGIN}?out=1&lang={language_of(form)}")
    cookies.take_back(answer, request, cookies.SESSION)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


async def to_provider(request: Request) -> Response:
    """To the identity provider, or back from it; its libraries are loaded where they are needed."""
    if access.access().provider is None:
        return Response(status_code=404)
    from ui import login_oidc  # noqa: PLC0415

    is_back = request.url.path.endswith("back")
    return await (login_oidc.back(request) if is_back else login_oidc.start(request))


async def asset(request: Request) -> Response:
    """The look of these pages."""
    name = str(request.path_params["name"])
    folder = settings.ROOT / "static"
    if name == "icon.png":
        return FileResponse(folder / name, media_type="image/png")
    if name not in FILES:
        return Response(status_code=404)
    return FileResponse(
        folder / "login" / name, media_type=FILES[name], headers={"Cache-Control": "no-cache"}
    )


_ROUTES = Router(
    [
        Route(LOGIN, show, methods=["GET"]),
        Route(LOGIN, sign_in, methods=["POST"]),
        Route(PASSWORD, show_password, methods=["GET"]),
        Route(PASSWORD, change_password, methods=["POST"]),
        Route(ACCOUNT, show_account, methods=["GET"]),
        Route(f"{LOGIN}/out", sign_out, methods=["POST"]),
        Route(f"{LOGIN}/out-everywhere", sign_out, methods=["POST"]),
        Route(f"{LOGIN}/oidc", to_provider, methods=["GET"]),
        Route(f"{LOGIN}/oidc/back", to_provider, methods=["GET"]),
        Route(f"{LOGIN}/{{name}}", asset, methods=["GET"]),
    ]
)


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request of signing in or out; no websocket is opened here."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    # Without the application in the scope the router answers 404 and 405 itself.
    alone = {key: value for key, value in scope.items() if key != "app"}
    await _ROUTES(alone, receive, send)
