"""The pages of signing in, as plain HTML: no Streamlit, no script."""

from __future__ import annotations

from datetime import datetime
from math import ceil
from urllib.parse import urlencode

from office.passwords import SHORTEST
from office.permissions import ROLE_NAMES, Viewer
from views.html import Markup, tag
from wording import Text

PRODUCT = Text("岭图", "Lingtu")
SUBTITLE = Text("社区治理看板", "Governance dashboard")
PURPOSE = Text(
    "一个街道，各个社区，每周一次例会：同一张图，同一组数。",
    "One subdistrict, its communities, one meeting a week: the same map, the same numbers.",
)
TITLE = Text("登录", "Sign in")
ACCOUNT = Text("账号", "Account")
PASSWORD = Text("密码", "Password")
SUBMIT = Text("登录", "Sign in")
BY_PROVIDER = Text("用单位统一身份登录", "Sign in with your office’s identity")
NO_SECRETS = Text(
    "本系统不处理涉密信息。登录和查看会留下记录。",
    "Nothing classified belongs here. Signing in and looking are recorded.",
)
FORGOTTEN = Text("忘记密码，请联系系统管理员。", "Forgotten the password? Ask the administrator.")
WRONG = Text("账号或密码不对。", "The account or the password is wrong.")
LOCKED = Text(
    "尝试次数太多，请在 {minutes}后再试。",
    "Too many attempts; try again in {minutes}.",
)
MINUTES = Text("{count} 分钟", "{count} min")
STALE = Text(
    "这个页面放得太久了，请再试一次。", "This page had been open for too long; please try again."
)
OUT = Text("已退出登录。", "You have signed out.")
NEW_TITLE = Text("设置新密码", "Choose a password")
NEW_WHY = Text(
    "您用的是一次性密码，请先换成自己的密码。",
    "You came in with a one-time password; first choose one of your own.",
)
CURRENT = Text("当前密码", "Current password")
NEW = Text("新密码", "New password")
AGAIN = Text("再输入一次", "Once more")
RULE = Text(
    f"至少 {SHORTEST} 个字符，可以是一句好记的话，不要求数字或符号。",
    f"At least {SHORTEST} characters; a sentence you can remember is fine, no digits needed.",
)
SAVE = Text("保存并登录", "Save and sign in")
DIFFERENT = Text("两次输入的新密码不一样。", "The two new passwords are not the same.")
MINE = Text("我的账号", "My account")
NAME, ROLE, SCOPE = Text("姓名", "Name"), Text("角色", "Role"), Text("范围", "Scope")
LEAVE = Text("退出登录", "Sign out")
LEAVE_ALL = Text("在所有设备上退出", "Sign out everywhere")
CHANGE = Text("修改密码", "Change the password")
BACK = Text("返回看板", "Back to the dashboard")
NOT_KNOWN = Text(
    "您的账号未在本系统登记，请联系系统管理员。",
    "Your account is not known here; ask the administrator.",
)
PROVIDER_FAILED = Text(
    "统一身份登录没有完成，请再试一次；仍不行请联系系统管理员。",
    "Signing in with your office’s identity failed; try again, or ask the administrator.",
)
OTHER_LANGUAGE = Text("English", "中文")


def wait(until: datetime, at: datetime) -> Text:
    """How long one must wait, in minutes, never zero."""
    minutes = max(1, ceil((until - at).total_seconds() / 60))
    return LOCKED.format(minutes=MINUTES.format(count=minutes))


def page(title: Text, body: Markup, language: str, here: str, query: dict[str, str]) -> str:
    """A page of signing in; ``here`` and ``query`` lead to it in the other language."""
    other = {**query, "lang": "zh" if language == "en" else "en"}
    head = tag(
        "head",
        tag("title", f"{title.in_(language)} · {PRODUCT.in_(language)}"),
        Markup(
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            '<link rel="icon" href="/login/icon.png">'
            '<link rel="stylesheet" href="/login/login.css">'
        ),
    )
    brand = tag(
        "div", tag("strong", PRODUCT.in_(language)), tag("span", SUBTITLE.in_(language)),
        tag("small", PURPOSE.in_(language)), class_="brand",
    )  # fmt: skip
    switch = tag(
        "a", OTHER_LANGUAGE.in_(language), href=f"{here}?{urlencode(other)}",
        lang="zh-CN" if language == "en" else "en",
    )  # fmt: skip
    main = tag(
        "main",
        tag("div", switch, class_="language"),
        tag("div", tag("div", tag("h1", title.in_(language)), body, class_="panel"),
            class_="middle"),
        tag("footer", NO_SECRETS.in_(language)),
    )  # fmt: skip
    html = tag("html", head, tag("body", brand, main), lang="en" if language == "en" else "zh-CN")
    return f"<!doctype html>\n{html}"


def said(words: Text | None, language: str, kind: str = "trouble") -> Markup:
    """A sentence above the form; nothing where there is none."""
    if words is None:
        return Markup("")
    role = "alert" if kind == "trouble" else "status"
    return tag("p", words.in_(language), class_=f"said {kind}", role=role)


def sign_in(form_token: str, wanted: str, account: str, language: str) -> Markup:
    """The form of account and password."""
    return tag(
        "form",
        _hidden("form_token", form_token),
        _hidden("next", wanted),
        _hidden("lang", language),
        *_field(ACCOUNT, "account", language, value=account, autocomplete="username",
                autocapitalize="none", spellcheck="false", autofocus="" if not account else None),
        *_field(PASSWORD, "password", language, type="password", autocomplete="current-password",
                autofocus="" if account else None),
        tag("button", SUBMIT.in_(language), type="submit"),
        tag("p", FORGOTTEN.in_(language), class_="hint back"),
        method="post", action="/login",
    )  # fmt: skip


def by_provider(wanted: str, language: str) -> Markup:
    """The way to the identity provider."""
    query = urlencode({"next": wanted, "lang": language})
    return tag("a", BY_PROVIDER.in_(language), href=f"/login/oidc?{query}", class_="button")


def choose_password(form_token: str, wanted: str, language: str, *, asks_current: bool) -> Markup:
    """The form of a new password."""
    current = _field(
        CURRENT, "current", language, type="password", autocomplete="current-password"
    )  # fmt: skip
    return tag(
        "form",
        _hidden("form_token", form_token),
        _hidden("next", wanted),
        _hidden("lang", language),
        *(current if asks_current else ()),
        *_field(NEW, "new", language, type="password", autocomplete="new-password"),
        *_field(AGAIN, "again", language, type="password", autocomplete="new-password"),
        tag("p", RULE.in_(language), class_="hint"),
        tag("button", SAVE.in_(language), type="submit"),
        method="post", action="/login/password",
    )  # fmt: skip


def mine(viewer: Viewer, form_token: str, language: str, *, has_password: bool) -> Markup:
    """Who is signed in, and the ways out."""
    scope = viewer.community_id or ("、" if language == "zh" else ", ").join(viewer.departments)
    facts = [(ACCOUNT, viewer.account), (NAME, viewer.name)]
    facts += [(ROLE, ROLE_NAMES[viewer.role].in_(language)), (SCOPE, scope)]
    told = [
        part
        for word, value in facts
        if value
        for part in (tag("dt", word.in_(language)), tag("dd", value))
    ]
    buttons = [
        tag(
            "form", _hidden("form_token", form_token), _hidden("lang", language),
            tag("button", words.in_(language), type="submit", class_=look),
            method="post", action=where,
        )
        for words, where, look in (
            (LEAVE, "/login/out", None), (LEAVE_ALL, "/login/out-everywhere", "plain"),
        )
    ]  # fmt: skip
    query = urlencode({"lang": language})
    links = [tag("a", BACK.in_(language), href=f"/?{query}")]
    if has_password:
        links.insert(0, tag("a", CHANGE.in_(language), href=f"/login/password?{query}"))
        links.insert(1, Markup(" · "))
    return tag("div", tag("dl", *told), *buttons, tag("p", *links, class_="back"))


def _hidden(name: str, value: str) -> Markup:
    return tag("input", type="hidden", name=name, value=value)


def _field(words: Text, name: str, language: str, **attributes: str | None) -> tuple[Markup, ...]:
    described = {"type": "text", "required": "", "maxlength": "256", **attributes}
    return (
        tag("label", words.in_(language), for_=name),
        tag("input", id=name, name=name, **described),
    )
