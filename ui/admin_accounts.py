"""Accounts, for the administrator: who may sign in, as what, and within which scope."""

from __future__ import annotations

import streamlit as st

from metrics.commitments.catalogue import commitments
from office import accounts, sessions
from office.accounts import Account
from office.permissions import ROLE_NAMES, Action, Role, Viewer
from ui import access, answers, session, settings, show
from ui.permission import require
from ui.viewer import record, viewer
from views import accounts as views
from views.accounts import Line
from views.places import Place
from wording import ShownError, Text

LIST = Text("全部账号", "All accounts")
NONE = Text(
    "还没有账号。单机模式不需要账号；多人使用时，先添加一个管理员，再用 run 启动。",
    "There are no accounts. The single-user mode needs none; for several people add an "
    "administrator first, then start with run.",
)
ADD = Text("添加账号", "Add an account")
CHANGE = Text("调整账号", "Change an account")
ACCOUNT = Text("账号（小写字母、数字）", "Account (small letters and digits)")
WHICH = Text("哪个账号", "Which account")
NAME = Text("姓名", "Whose it is")
ROLE = Text("角色", "Role")
DEPARTMENTS = Text("部门", "Departments")
CHOOSE = Text("请选择", "Choose")
COMMUNITY = Text("社区", "Community")
SAVE = Text("保存", "Save")
NEW_PASSWORD = Text("重发一次性密码", "New one-time password")
DISABLE = Text("停用", "Disable")
ENABLE = Text("恢复", "Enable")
END = Text("结束全部登录", "Sign out everywhere")
ONCE = Text(
    "账号 {account} 的一次性密码：{password}。只显示这一次，72 小时内有效，请当面交给本人。",
    "One-time password of {account}: {password}. Shown only once and valid for 72 hours; hand it "
    "over in person.",
)
SAVED = Text(
    "账号 {account} 已保存，需重新登录。", "The account {account} is saved and must sign in anew."
)
IS_OFF = Text(
    "账号 {account} 已停用，登录全部结束。", "{account} is disabled and signed out everywhere."
)
IS_ON = Text("账号 {account} 已恢复。", "The account {account} is enabled again.")
ENDED = Text("账号 {account} 的登录已全部结束。", "{account} is signed out everywhere.")
_NOTE, _ROUND = "_account_note", "_account_round"


def draw() -> None:
    """What was just done, the accounts, and the two forms."""
    require(Action.MANAGE_ACCOUNTS)
    language, home = session.language(), settings.home().path
    said: Text | None = st.session_state.pop(_NOTE, None)
    if said is not None:
        show.sentence(said)
    known = accounts.accounts(home)
    if known:
        show.table(views.draw([_line(each, language) for each in known], language), LIST)
    else:
        show.remark(NONE)
    left, right = st.columns(2, gap="large")
    try:
        with left:
            _add(language)
        with right:
            if known:
                _change(known, language)
    except ShownError as error:
        show.trouble(error.text)


def _add(language: str) -> None:
    show.heading(ADD)
    turn = st.session_state.setdefault(_ROUND, 0)
    account = st.text_input(ACCOUNT.in_(language), key=f"account-new-{turn}")
    asked = _described(account.strip().lower(), None, f"new-{turn}", language)
    if st.button(ADD.in_(language), key="account-add", type="primary"):
        require(Action.MANAGE_ACCOUNTS)
        home, by = settings.home().path, viewer().account
        given = accounts.add(home, asked, at=access.now(), by=by)
        st.session_state[_ROUND] = turn + 1
        _done("account.add", asked, ONCE.format(account=asked.account, password=given))


def _change(known: tuple[Account, ...], language: str) -> None:
    show.heading(CHANGE)
    by_name = {each.viewer.account: each for each in known}
    chosen = by_name[st.selectbox(WHICH.in_(language), list(by_name), key="account-which")]
    account, home = chosen.viewer.account, settings.home().path
    asked = _described(account, chosen.viewer, account, language)
    with st.container(horizontal=True):
        if st.button(SAVE.in_(language), key="account-save", type="primary"):
            require(Action.MANAGE_ACCOUNTS)
            accounts.change(home, asked)
            _done("account.change", asked, SAVED.format(account=account))
        if st.button(NEW_PASSWORD.in_(language), key="account-password"):
            require(Action.MANAGE_ACCOUNTS)
            given = accounts.give_one_time_password(home, account, at=access.now())
            said = ONCE.format(account=account, password=given)
            _done("account.one_time_password", chosen.viewer, said)
        if st.button(END.in_(language), key="account-end"):
            require(Action.MANAGE_ACCOUNTS)
            sessions.sign_out_everywhere(home, account)
            _done("account.end_sessions", chosen.viewer, ENDED.format(account=account))
        is_off = chosen.disabled_at is not None
        if st.button((ENABLE if is_off else DISABLE).in_(language), key="account-switch"):
            require(Action.MANAGE_ACCOUNTS)
            if is_off:
                accounts.enable(home, account)
                _done("account.enable", chosen.viewer, IS_ON.format(account=account))
            accounts.disable(home, account, at=access.now(), by=viewer().account)
            _done("account.disable", chosen.viewer, IS_OFF.format(account=account))


def _described(account: str, before: Viewer | None, key: str, language: str) -> Viewer:
    """The fields of an account as they stand on the page."""
    name = st.text_input(
        NAME.in_(language), value=before.name if before else "", key=f"account-name-{key}"
    )
    roles = list(Role)
    role = st.selectbox(
        ROLE.in_(language), roles, index=roles.index(before.role if before else Role.CLERK),
        format_func=lambda one: ROLE_NAMES[one].in_(language), key=f"account-role-{key}",
    )  # fmt: skip
    departments: list[str] = []
    community: str | None = None
    if role is Role.DEPARTMENT:
        held = list(before.departments) if before else []
        offered = sorted({*_departments(), *held})
        departments = st.multiselect(
            DEPARTMENTS.in_(language), offered, default=held, key=f"account-departments-{key}",
            placeholder=CHOOSE.in_(language),
        )  # fmt: skip
    if role is Role.COMMUNITY:
        names = {each.place_id: each.name for each in _communities()}
        if before is not None and before.community_id:
            names.setdefault(before.community_id, before.community_id)
        codes = list(names)
        held_one = before.community_id if before else None
        community = st.selectbox(
            COMMUNITY.in_(language), codes,
            index=codes.index(held_one) if held_one in codes else None,
            format_func=lambda one: names[one], key=f"account-community-{key}",
            placeholder=CHOOSE.in_(language),
        )  # fmt: skip
    return Viewer(account, name, role, tuple(departments), community)


def _departments() -> set[str]:
    """The departments of the plan: those that answer for a metric or a commitment."""
    of_metrics = {one for metric in answers.metrics().values() for one in metric.departments}
    return of_metrics | {one for each in commitments().values() for one in each.departments}


def _communities() -> list[Place]:
    return [each for each in answers.places().all if each.level == "community"]


def _done(what: str, about: Viewer, said: Text) -> None:
    scope = about.community_id or " ".join(about.departments)
    record(what, detail=f"{about.account} {about.role} {scope}".strip())
    st.session_state[_NOTE] = said
    st.rerun()


def _line(each: Account, language: str) -> Line:
    who = each.viewer
    names = {place.place_id: place.name for place in _communities()}
    between = "、" if language == "zh" else ", "
    scope = names.get(who.community_id or "", who.community_id or "")
    return Line(
        who.account, who.name, ROLE_NAMES[who.role], scope or between.join(who.departments),
        each.sessions, each.disabled_at is not None, each.one_time_until is not None,
        each.made_at, each.made_by,
    )  # fmt: skip
