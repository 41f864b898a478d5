"""How people come in: the ``[access]`` table of a home's settings, checked and typed.

``password`` (accounts of our own), ``oidc`` (an identity provider vouches for an account),
``proxy`` (a reverse proxy names the account in a header), ``local`` (one reader on this machine,
no accounts).
"""

from __future__ import annotations

import ipaddress
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from office.sessions import Limits
from office.settings import FILE_NAME, SettingsError, settings_of
from wording import Text

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]+")
Mode = Literal["password", "oidc", "proxy", "local"]
HERE = frozenset({"127.0.0.1", "::1", "localhost"})
"""What this machine is called on this machine."""
LONGEST_IDLE_MINUTES = 24 * 60
LONGEST_HOURS = 30 * 24
"""No session lives longer, whatever is set."""

WRONG = Text(
    "设置文件 {path} 的 [access] 中，{key} 有误：{hint}。请改正后重新启动。",
    "In the [access] table of {path}, {key} is wrong: {hint}. Mend the file and start again.",
)
_HINTS = {
    "mode": Text("只能是 {values}", "one of {values}"),
    "number": Text("应为大于 0、不超过 {most:g} 的数", "a number above 0, at most {most:g}"),
    "addresses": Text(
        '应为一个或几个 IP 地址，如 ["127.0.0.1"]', 'a list of IP addresses, such as ["127.0.0.1"]'
    ),
    "hosts": Text(
        '应为一个或几个主机名，不带端口，如 ["lingtu.example.cn"]',
        'a list of host names without ports, such as ["lingtu.example.cn"]',
    ),
    "text": Text("必须填写文字", "a text is needed"),
    "url": Text("应为 https 地址（本机可用 http）", "an https address (http on this machine only)"),
    "open": Text(
        "文件里有密钥，只能由本人读写：chmod 600",
        "the file holds a secret and must be its owner's only: chmod 600",
    ),
}


@dataclass(frozen=True)
class Provider:
    """An identity provider; ``claim`` of its token names the account, ``base_url`` is ours."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    base_url: str
    claim: str = "preferred_username"


@dataclass(frozen=True)
class Access:
    """How people come in; ``proxies`` are the only addresses whose headers are believed, ``hosts``
    the only names that a request may call this server by."""

    mode: Mode = "password"
    limits: Limits = field(default_factory=Limits)
    proxies: frozenset[str] = frozenset()
    user_header: str = "x-remote-user"
    provider: Provider | None = None
    hosts: frozenset[str] = HERE


LOCAL_ACCESS = Access(mode="local")


def access_of(home: Path) -> Access:
    """How people come into a home; SettingsError where the file is wrong."""
    path, said = home / FILE_NAME, settings_of(home, "access")
    mode = said.get("mode", "password")
    if mode not in get_args(Mode):
        raise _wrong(path, "mode", _HINTS["mode"].format(values=", ".join(get_args(Mode))))
    provider = _provider(path, said) if mode == "oidc" else None
    return Access(
        mode=mode,
        limits=Limits(
            idle=timedelta(minutes=_number(path, said, "idle_minutes", 30, LONGEST_IDLE_MINUTES)),
            absolute=timedelta(hours=_number(path, said, "absolute_hours", 12, LONGEST_HOURS)),
        ),
        proxies=_addresses(path, said, is_needed=mode == "proxy"),
        user_header=_text(path, said, "user_header", "x-remote-user").lower(),
        provider=provider,
        hosts=_hosts(path, said) | HERE | _host_of(provider),
    )


def _provider(path: Path, said: Mapping[str, Any]) -> Provider:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise _wrong(path, "client_secret", _HINTS["open"])
    return Provider(
        issuer=_url(path, said, "issuer"),
        client_id=_text(path, said, "client_id"),
        client_secret=_text(path, said, "client_secret"),
        base_url=_url(path, said, "base_url"),
        claim=_text(path, said, "claim", "preferred_username"),
    )


def _wrong(path: Path, key: str, hint: Text) -> SettingsError:
    return SettingsError(WRONG.format(path=path, key=key, hint=hint))


def _number(path: Path, said: Mapping[str, Any], key: str, usual: float, most: float) -> float:
    value = said.get(key, usual)
    # "nan" and "inf" are numbers in TOML; the first fails every comparison.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise _wrong(path, key, _HINTS["number"].format(most=most))
    return float(value)


def _text(path: Path, said: Mapping[str, Any], key: str, usual: str = "") -> str:
    value = said.get(key, usual)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, key, _HINTS["text"])
    return value.strip()


def _url(path: Path, said: Mapping[str, Any], key: str) -> str:
    value = _text(path, said, key).rstrip("/")
    parts = urlsplit(value)
    is_here = parts.hostname in HERE
    if not parts.hostname or parts.scheme not in ({"https", "http"} if is_here else {"https"}):
        raise _wrong(path, key, _HINTS["url"])
    return value


def _addresses(path: Path, said: Mapping[str, Any], *, is_needed: bool) -> frozenset[str]:
    value = said.get("proxies", [])
    try:
        if not isinstance(value, list):
            raise ValueError(value)
        found = frozenset(str(ipaddress.ip_address(each)) for each in value)
    except ValueError as error:
        raise _wrong(path, "proxies", _HINTS["addresses"]) from error
    if is_needed and not found:
        raise _wrong(path, "proxies", _HINTS["addresses"])
    return found


def _hosts(path: Path, said: Mapping[str, Any]) -> frozenset[str]:
    """The names under which readers know this server, as they write them into the address."""
    value = said.get("hosts", [])
    if not isinstance(value, list) or not all(
        isinstance(each, str) and _HOST.fullmatch(each.lower()) for each in value
    ):
        raise _wrong(path, "hosts", _HINTS["hosts"])
    return frozenset(each.lower() for each in value)


def _host_of(provider: Provider | None) -> frozenset[str]:
    """The provider sends readers back to this name."""
    name = urlsplit(provider.base_url).hostname if provider else None
    return frozenset({name}) if name else frozenset()
