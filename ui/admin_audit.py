"""The log for those who may read it: filters, the lines, whether they are whole, and the file."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import streamlit as st

from office import audit
from office.audit_check import check
from office.permissions import Action, role_name
from ui import access, exports, session, settings, show
from views import audit_log
from views.audit_log import Entry
from wording import Text

SINCE = Text("从", "From")
UNTIL = Text("到", "To")
ACCOUNT = Text("账号", "Account")
WHAT = Text("操作", "Action")
ALL = Text("全部", "All")
CHECK = Text("检查完整性", "Check that the log is whole")
EXPORT = Text("导出日志", "Export the log")
SHOWN = 200
DAYS = 30
"""How far back the log is shown before somebody asks for more."""


def draw() -> None:
    """The whole tab."""
    language, home = session.language(), settings.home().path
    accounts, keys = audit.known(home)
    today = access.now().date()
    columns = st.columns(4)
    since = columns[0].date_input(
        SINCE.in_(language), today - timedelta(days=DAYS), format="YYYY-MM-DD", key="audit-since"
    )
    until = columns[1].date_input(
        UNTIL.in_(language), today, format="YYYY-MM-DD", key="audit-until"
    )
    account = columns[2].selectbox(
        ACCOUNT.in_(language), ["", *accounts], key="audit-account",
        format_func=lambda one: one or ALL.in_(language),
    )  # fmt: skip
    what = columns[3].selectbox(
        WHAT.in_(language), ["", *groups(keys)], key="audit-what",
        format_func=lambda one: audit_log.word(one).in_(language) if one else ALL.in_(language),
    )  # fmt: skip
    start = datetime.combine(since, time.min)
    end = datetime.combine(until, time.min) + timedelta(days=1)
    found = audit.lines(home, since=start, until=end, account=account, what=what, limit=SHOWN)
    count = audit.count(home, since=start, until=end, account=account, what=what)
    show.sentence(audit_log.FOUND.format(count=count, shown=len(found)))
    with st.container(horizontal=True, vertical_alignment="center"):
        exports.offer(
            EXPORT,
            lambda: audit_log.as_file(
                [entry(line) for line in audit.lines(
                    home, since=start, until=end, account=account, what=what
                )], language,
            ),
            f"audit-{since}-{until}.csv", exports.CSV, what="export.audit", rows=count,
            detail=f"account={account} what={what}", action=Action.READ_AUDIT,
        )  # fmt: skip
        is_asked = st.button(CHECK.in_(language), key="audit-check")
    if is_asked:
        state = check(home)
        said = audit_log.state(state.lines, state.head, state.why)
        (show.remark if state.is_whole else show.trouble)(said)
    show.html(audit_log.draw([entry(line) for line in found], language))


def groups(keys: tuple[str, ...]) -> list[str]:
    """The keys and their beginnings, to choose from: ``export`` before ``export.rows``."""
    return sorted({*keys, *(key.partition(".")[0] for key in keys)})


def entry(line: audit.Line) -> Entry:
    """A line as the screen names it."""
    return Entry(
        line.line_id, line.at, line.account, line.name, role_name(line.role), line.what,
        line.detail, line.rows, line.address, line.hash,
    )  # fmt: skip
