"""Fresh starts of control charts: an explicit, dated and reasoned decision of a person.

Limits before the day stay visible; nothing is ever started afresh by itself.
"""

from __future__ import annotations

import streamlit as st

from office.permissions import Action
from office.targets import rebasing_history, standing
from publication import targets as deciding_on
from ui import access, answers, deciding, session, settings, show
from ui.jobs import Progress
from ui.permission import require
from ui.viewer import allowed, viewer
from views import targets
from views.explore.choice import METRICS, VIEW
from wording import Text

TITLE = Text("控制图重新起算", "Fresh starts of control charts")
EXPLAINED = Text(
    "只有工作本身确实变了（如重新划分网格、换了流程），才从那一天起重新计算控制限；之前的控制限仍然显示。",
    "Only when the work itself has changed (grids redrawn, another procedure) do limits start "
    "afresh on that day; the limits before stay visible.",
)
NEW = Text("新的起算日", "A new start")
WHICH = Text("指标", "Metric")
WHERE = Text("地点", "Place")
ON = Text("自哪天起", "From")
REASON = Text("理由（发生了什么变化）", "Reason (what has changed)")
SAVE = Text("保存并发布新版本", "Save and publish a new version")
BACK = Text("撤回第几条", "Take back no.")
TAKE_BACK = Text("撤回", "Take back")
DECIDES = (Action.CHANGE_TARGETS, Action.SEE_INTEGRITY)
"""The administrator and the analyst may decide on a fresh start."""


def beside_chart() -> None:
    """Under a control chart, for those who may decide: the form about what the chart shows.

    The administrator has it among the targets; the analyst, who sees no administration, here.
    """
    if session.argument(VIEW) == "control" and any(map(allowed, DECIDES)):
        deciding.outcome()
        draw()


def draw() -> None:
    """The history, and for those who may decide the form."""
    language = session.language()
    show.heading(TITLE)
    show.remark(EXPLAINED)
    if any(map(allowed, DECIDES)):
        with st.expander(NEW.in_(language)):
            _form(language)
    show.html(targets.history(_lines(language), language))


def _form(language: str) -> None:
    known, tree = answers.metrics(), answers.places()
    shown, here = session.argument(METRICS).split(",")[0], session.choice().query.get("place", "")
    key = st.selectbox(
        WHICH.in_(language), list(known), format_func=lambda one: known[one].name.in_(language),
        key="rebase-metric", index=list(known).index(shown) if shown in known else 0,
    )  # fmt: skip
    named = {place.place_id: place.name for place in tree.by_id.values() if place.level != "grid"}
    place = st.selectbox(
        WHERE.in_(language), ["", *named],
        format_func=lambda one: named.get(one, targets.EVERYWHERE.in_(language)),
        key="rebase-place", index=["", *named].index(here) if here in named else 0,
    )  # fmt: skip
    day = st.date_input(ON.in_(language), value=access.now().date(), key="rebase-day")
    reason = st.text_input(REASON.in_(language), key="rebase-reason")
    if st.button(SAVE.in_(language), key="rebase-save"):
        require(*DECIDES)
        home, at, by = settings.home(), access.now(), viewer().account

        def work(tell: Progress) -> int | None:
            return deciding_on.rebase(
                home, key, place or None, day, reason=reason, at=at, by=by, on_progress=tell
            )

        deciding.decide("rebasing.set", f"{key} place={place or 'all'} from={day}", work)
    _take_back(language)


def _take_back(language: str) -> None:
    lines = standing(rebasing_history(settings.home().path))
    if not lines:
        return
    number = st.selectbox(BACK.in_(language), [line.change_id for line in lines], key="rebase-line")
    reason = st.text_input(REASON.in_(language), key="rebase-back-reason")
    if st.button(TAKE_BACK.in_(language), key="rebase-back"):
        require(*DECIDES)
        home, at, by = settings.home(), access.now(), viewer().account

        def work(tell: Progress) -> int | None:
            return deciding_on.withdraw_rebasing(
                home, number, reason=reason, at=at, by=by, on_progress=tell
            )

        deciding.decide("rebasing.withdraw", f"line={number}", work)


def _lines(language: str) -> list[targets.Line]:
    known, tree = answers.metrics(), answers.places().by_id
    history = rebasing_history(settings.home().path)
    stands = {line.change_id for line in standing(history)}
    return [
        targets.Line(
            line.change_id,
            known[line.metric].name.in_(language) if line.metric in known else line.metric,
            targets.line_of_rebasing(
                line.from_on,
                tree[line.place_id].name if line.place_id in tree else line.place_id,
                line.withdraws,
            ),
            line.reason, line.changed_by, line.changed_at,
            line.withdraws is None and line.change_id not in stands,
        )
        for line in history
    ]  # fmt: skip
