"""The beginning of every run: who looks, and what they are told where they may not go on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from office.permissions import ROLE_NAMES, Viewer
from ui import access, show, viewer
from ui.access import LOGIN
from views.html import Markup, tag
from wording import Text

SIGN_IN = Text("去登录", "Sign in")
SINGLE = Text("单机模式，仅限本机", "Single user, this machine only")
CLOSED = Text(
    "您的账号不能打开“{name}”。需要时请联系系统管理员。",
    "Your account may not open “{name}”. Ask an administrator if you need it.",
)


def who(query: Mapping[str, str], language: str) -> Viewer:
    """Who looks at this run; ends it with the way to the login where nobody does."""
    try:
        return viewer.enter()
    except viewer.NotSignedIn as gone:
        kept = urlencode(query)
        to = f"{LOGIN}?{urlencode({'next': f'/?{kept}' if kept else '/', 'lang': language})}"
        link = tag("a", SIGN_IN.in_(language), href=to, target="_self")
        show.html(tag("p", gone.text.in_(language), " ", link, class_="lt-trouble", role="alert"))
        st.stop()


def closed(name: Text) -> None:
    """Say that a screen is not for whoever looks."""
    show.trouble(CLOSED.format(name=name))


def foot(looking: Viewer, language: str) -> Markup:
    """Below the menu: the account, with the way out; or that there are no accounts here."""
    if looking.is_local:
        return tag("div", SINGLE.in_(language), class_="lt-single")
    told = f"{looking.name} · {ROLE_NAMES[looking.role].in_(language)}"
    if access.access().mode == "proxy":
        return tag("div", told)
    to = f"{LOGIN}/account?{urlencode({'lang': language})}"
    return tag("div", tag("a", told, href=to, target="_self"))
