"""Signing in with an identity provider: the authorisation code flow with PKCE, state and nonce.

The provider says who somebody is; whether the office knows them, and as what, is said by their
account here.
"""

from __future__ import annotations

import logging
import secrets
from functools import lru_cache
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from itsdangerous import BadData
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from office import sessions
from office.access import Provider
from ui import access, cookies, login_page, settings
from ui.access import LOGIN
from ui.login_forms import address_of, go, login_form, note, signed_in, wanted_of

LOG = logging.getLogger("lingtu")

FLOW_FOR = 600
"""Seconds that somebody may take at the provider."""

ALGORITHMS = ["RS256", "PS256", "ES256"]
PATIENCE = 10
LEEWAY = 60
FAULTS = (OAuthError, RequestException, JoseError, BadData, ValueError, KeyError)


async def start(request: Request) -> Response:
    """Send the reader to the provider."""
    provider = _provider()
    flow = {
        "state": secrets.token_urlsafe(24), "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48), "next": wanted_of(request.query_params),
        "lang": request.query_params.get("lang", "zh"),
    }  # fmt: skip
    try:
        url = await run_in_threadpool(_address, provider, flow)
    except FAULTS as error:
        LOG.warning("the identity provider cannot be asked: %s", type(error).__name__)
        return login_form(request, flow, said=login_page.PROVIDER_FAILED, status=502)
    answer = go(url)
    kept = access.kept_for_a_while("oidc").dumps(flow)
    cookies.give(answer, request, cookies.FLOW, kept, max_age=FLOW_FOR)
    return answer


async def back(request: Request) -> Response:
    """Take back somebody whom the provider has sent, if they are who began, and known here."""
    provider = _provider()
    flow: dict[str, str] = {}
    try:
        kept = request.cookies.get(cookies.FLOW, "")
        flow = access.kept_for_a_while("oidc").loads(kept, max_age=FLOW_FOR)
        state = request.query_params.get("state", "")
        if not secrets.compare_digest(flow["state"].encode(), state.encode()):
            raise ValueError("state")
        code = request.query_params["code"]
        account = await run_in_threadpool(_account, provider, flow, code)
    except FAULTS as error:
        LOG.warning("signing in with the identity provider failed: %s", type(error).__name__)
        answer = login_form(request, flow, said=login_page.PROVIDER_FAILED, status=403)
    else:
        answer = await _known_here(request, account, flow)
    cookies.take_back(answer, request, cookies.FLOW)
    return answer


def _provider() -> Provider:
    provider = access.access().provider
    assert provider is not None, "the route answers only where a provider is configured"
    return provider


async def _known_here(request: Request, account: str, flow: dict[str, str]) -> Response:
    def begin() -> str | None:
        return sessions.sign_in_vouched(
            settings.home().path, account, address=address_of(request), at=access.now(),
            limits=access.access().limits,
        )  # fmt: skip

    token = await run_in_threadpool(begin)
    if token is None:
        await note(request, account, "login.failed")
        return login_form(request, flow, said=login_page.NOT_KNOWN, status=403)
    await note(request, account, "login")
    return await signed_in(request, token, wanted_of(flow))


def _client(provider: Provider) -> OAuth2Session:
    return OAuth2Session(
        provider.client_id, provider.client_secret, scope="openid profile",
        redirect_uri=f"{provider.base_url}{LOGIN}/oidc/back", code_challenge_method="S256",
    )  # fmt: skip


@lru_cache(maxsize=4)
def _described(provider: Provider) -> dict[str, Any]:
    """What the provider says of itself; it must speak for the issuer that was configured."""
    url = f"{provider.issuer}/.well-known/openid-configuration"
    found = _client(provider).get(url, withhold_token=True, timeout=PATIENCE)
    found.raise_for_status()
    said: dict[str, Any] = found.json()
    if said["issuer"].rstrip("/") != provider.issuer:
        raise ValueError("issuer")
    return said


def _address(provider: Provider, flow: dict[str, str]) -> str:
    url, _ = _client(provider).create_authorization_url(
        _described(provider)["authorization_endpoint"], state=flow["state"],
        nonce=flow["nonce"], code_verifier=flow["verifier"],
    )  # fmt: skip
    return str(url)


def _account(provider: Provider, flow: dict[str, str], code: str) -> str:
    """The account that the provider's token names, after every check that the standard asks for."""
    client, said = _client(provider), _described(provider)
    given = client.fetch_token(
        said["token_endpoint"], code=code, code_verifier=flow["verifier"], timeout=PATIENCE
    )
    keys = client.get(said["jwks_uri"], withhold_token=True, timeout=PATIENCE)
    keys.raise_for_status()
    token = jwt.decode(given["id_token"], KeySet.import_key_set(keys.json()), ALGORITHMS)
    must = jwt.JWTClaimsRegistry(
        now=lambda: int(access.now().timestamp()), leeway=LEEWAY,
        iss={"essential": True, "value": said["issuer"]},
        aud={"essential": True, "value": provider.client_id},
        nonce={"essential": True, "value": flow["nonce"]},
        exp={"essential": True}, iat={"essential": True},
    )  # fmt: skip
    must.validate(token.claims)
    account = token.claims[provider.claim]
    if not isinstance(account, str) or not account:
        raise ValueError(provider.claim)
    return account.strip().lower()
