"""The list of imports: what can be done to each, and what that would change, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data.ledger import ImportRecord
from publication.errors import Overtaken
from publication.preview import Preview
from ui import answers, import_decision, importing, session, show
from ui.viewer import allowed
from views import import_report, numbers
from views.html import Markup, tag
from wording import Text

LATEST = Text("最近的导入", "Latest imports")
NONE_YET = Text("还没有导入记录。", "There are no imports yet.")
SCOPE = Text("{count} 个社区", "{count} communities")
STATES = {
    "in_force": Text("生效中", "In force"),
    "undone": Text("已撤销", "Undone"),
    "not_published": Text("未发布", "Not published"),
}
ACTIONS = {
    "in_force": Text("撤销", "Undo"),
    "undone": Text("恢复", "Restore"),
    "not_published": Text("发布", "Publish"),
}
WOULD_CHANGE = {
    "in_force": Text("撤销《{name}》会有什么变化", "What undoing “{name}” would change"),
    "undone": Text("恢复《{name}》会有什么变化", "What restoring “{name}” would change"),
    "not_published": Text("发布《{name}》会有什么变化", "What publishing “{name}” would change"),
}
CONFIRM = {
    "in_force": Text("确认撤销", "Confirm: undo"),
    "undone": Text("确认恢复", "Confirm: restore"),
    "not_published": Text("确认发布", "Confirm: publish"),
}
LEAVE = Text("保持不变", "Leave it as it is")
EARLIER = Text("列出更早的导入（另有 {count} 个）", "List earlier imports ({count} more)")
SHOWN, MORE = 12, 50
_WEIGHED, _LISTED = "_import_weighed", "_imports_listed"


@dataclass(frozen=True)
class _Weighed:
    """What one action would change, as against the version then in force (0 for none)."""

    import_id: int
    state: str
    version: int
    found: Preview


def ledger(shown: int = SHOWN) -> Text | None:
    """The latest imports, each with the one thing that can be done to it; returns what was done."""
    show.heading(LATEST)
    wanted = shown + st.session_state.get(_LISTED, 0)
    records = importing.latest()
    if not records:
        show.remark(NONE_YET)
    done = None
    for record in records[:wanted]:
        done = _one(record) or done
    left = len(records) - wanted
    if left > 0 and st.button(session.say(EARLIER.format(count=left)), key="earlier"):
        st.session_state[_LISTED] = wanted - shown + MORE
        st.rerun()
    return done


def _one(record: ImportRecord) -> Text | None:
    with st.container(key=f"import-{record.import_id}"):
        told, button = st.columns([11, 1], vertical_alignment="center")
        with told:
            show.html(_record(record))
        if not allowed(importing.needed(record)):
            return None
        label = session.say(ACTIONS[record.state])
        if button.button(label, key=f"act-{record.import_id}"):
            _weigh(record)
        return _weighed(record)


def _weigh(record: ImportRecord) -> None:
    version, found = importing.weigh(record)
    st.session_state[_WEIGHED] = _Weighed(record.import_id, record.state, version, found)
    st.rerun()


def _weighed(record: ImportRecord) -> Text | None:
    """What the action asked for would change; returns what was done once it is confirmed."""
    one: _Weighed | None = st.session_state.get(_WEIGHED)
    if one is None or (one.import_id, one.state) != (record.import_id, record.state):
        return None
    if one.version != importing.version_now():
        show.remark(import_decision.LOOKING_AGAIN)
        _weigh(record)
    with st.container(horizontal=True):
        label = session.say(CONFIRM[record.state])
        confirmed = st.button(label, type="primary", key=f"confirm-{record.import_id}")
        left = st.button(session.say(LEAVE), key=f"leave-{record.import_id}")
    if not (confirmed or left):
        title = WOULD_CHANGE[record.state].format(name=record.file_name)
        import_decision.show_preview(one.found, title, session.language())
        return None
    if confirmed:
        try:
            version = importing.publish(record, seen=one.version)
        except Overtaken:
            # Somebody was faster: what it would change is computed again, and asked again.
            st.rerun()
    del st.session_state[_WEIGHED]
    if left:
        st.rerun()
    return import_decision.PUBLISHED.format(version=version)


def _scope(communities: tuple[str, ...]) -> str:
    """For which communities: the name of one, the number of several; nothing for the office's."""
    if not communities:
        return ""
    place = answers.places().by_id.get(communities[0])
    name = place.name if place is not None else communities[0]
    several = session.say(SCOPE.format(count=len(communities)))
    return f" · {name if len(communities) == 1 else several}"


def _record(record: ImportRecord) -> Markup:
    language, titles = session.language(), importing.titles()
    held = (
        (
            f"{titles[d.dataset].in_(language) if d.dataset in titles else d.dataset}"
            f" {numbers.plain(d.rows)} {import_report.ROWS.in_(language)}"
            f"{_scope(d.communities)} · ",
            tag("span", numbers.short_day(d.as_of_on), class_="lt-nowrap"),
        )
        for d in record.datasets
    )
    light = {"in_force": "green", "undone": "not_reported", "not_published": "amber"}[record.state]
    when = f"{record.imported_at:%Y-%m-%d %H:%M} · {record.imported_by}"
    return tag(
        "div",
        tag("span", record.import_id, class_="lt-import-number"),
        tag("strong", record.file_name),
        tag("div", *(tag("div", *one) for one in held), class_="lt-second"),
        tag("span", when, class_="lt-faint"),
        tag("span", STATES[record.state].in_(language), class_=f"lt-light lt-{light}"),
        class_="lt-import",
    )
