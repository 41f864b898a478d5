"""Targets, for the administrator: what holds, a form to change it, and the history."""

from __future__ import annotations

from datetime import date

import streamlit as st

from metrics.metric import Metric
from office.permissions import Action
from office.targets import standing, target_history
from publication import targets as deciding_on
from ui import access, answers, deciding, rebasing, session, settings, show
from ui.jobs import Progress
from ui.permission import require
from ui.viewer import allowed, viewer
from views import targets
from wording import Text

NOW = Text("现行目标", "Targets in force")
CHANGE = Text("调整目标", "Change a target")
WHICH = Text("指标", "Metric")
VALUE = Text("目标值（{unit}）", "Target ({unit})")
PER_CENT = Text("百分比", "per cent")
FIRST = Text("自哪天起", "From")
IS_ENDING = Text("有截止日期", "It ends on a day")
LAST = Text("至哪天止", "Until")
REASON = Text("理由（会议、文件或依据）", "Reason (meeting, document or ground)")
SAVE = Text("保存并发布新版本", "Save and publish a new version")
BACK = Text("撤回一次调整", "Take back a change")
WHICH_LINE = Text("哪一条", "Which")
TAKE_BACK = Text("撤回并发布新版本", "Take back and publish a new version")
HISTORY = Text("全部记录", "Every decision")
EXPLAINED = Text(
    "每个周期按其最后一天有效的目标评定。调整会生成新版本；旧版本保留当时的目标。",
    "Each period is judged by the target of its last day. A change makes a new version; older "
    "versions keep the targets of their time.",
)


def draw() -> None:
    """The targets in force, the form, and the history."""
    language, known = session.language(), answers.metrics()
    deciding.outcome()
    show.sentence(targets.summary(known))
    show.remark(EXPLAINED)
    if allowed(Action.CHANGE_TARGETS):
        left, right = st.columns(2, gap="large")
        with left:
            _form(known, language)
        with right:
            _take_back(known, language)
    show.table(targets.in_force(known.values(), language), NOW)
    show.table(targets.history(_lines(known, language), language), HISTORY)
    rebasing.draw()


def _form(known: dict[str, Metric], language: str) -> None:
    show.heading(CHANGE)
    judged = [key for key, metric in known.items() if metric.better != "neutral"]
    key = st.selectbox(
        WHICH.in_(language), judged, format_func=lambda one: known[one].name.in_(language),
        key="target-metric",
    )  # fmt: skip
    metric = known[key]
    factor = 100.0 if metric.kind == "ratio" else 1.0
    unit = PER_CENT if metric.kind == "ratio" else metric.unit
    now = metric.targets[0].value * factor if metric.targets else 0.0
    value = st.number_input(
        VALUE.format(unit=unit).in_(language), value=round(now, 4), key=f"target-value-{key}"
    )
    first = st.date_input(FIRST.in_(language), value=_today(), key="target-first")
    last: date | None = None
    if st.checkbox(IS_ENDING.in_(language), key="target-ends"):
        last = st.date_input(LAST.in_(language), value=first, key="target-last")
    reason = st.text_input(REASON.in_(language), key="target-reason")
    if st.button(SAVE.in_(language), key="target-save", type="primary"):
        require(Action.CHANGE_TARGETS)
        home, at, by = settings.home(), access.now(), viewer().account

        def work(tell: Progress) -> int | None:
            return deciding_on.set_target(
                home, key, round(value / factor, 6), valid_from=first, valid_to=last,
                reason=reason, at=at, by=by, on_progress=tell,
            )  # fmt: skip

        detail = f"{key}={value / factor:g} from={first} to={last or ''}"
        deciding.decide("targets.set", detail, work)


def _take_back(known: dict[str, Metric], language: str) -> None:
    lines = standing(target_history(settings.home().path))
    if not lines:
        return
    show.heading(BACK)
    named = {}
    for line in lines:
        metric = known.get(line.metric)
        name = metric.name.in_(language) if metric else line.metric
        said = targets.line_of_target(
            metric, line.value, (line.valid_from, line.valid_to), line.withdraws
        ).in_(language)
        named[line.change_id] = f"{line.change_id} · {name} · {said}"
    number = st.selectbox(
        WHICH_LINE.in_(language), list(named), format_func=named.__getitem__, key="target-line"
    )
    reason = st.text_input(REASON.in_(language), key="target-back-reason")
    if st.button(TAKE_BACK.in_(language), key="target-back"):
        require(Action.CHANGE_TARGETS)
        home, at, by = settings.home(), access.now(), viewer().account

        def work(tell: Progress) -> int | None:
            return deciding_on.withdraw_target(
                home, number, reason=reason, at=at, by=by, on_progress=tell
            )

        deciding.decide("targets.withdraw", f"line={number}", work)


def _lines(known: dict[str, Metric], language: str) -> list[targets.Line]:
    history = target_history(settings.home().path)
    stands = {line.change_id for line in standing(history)}
    return [
        targets.Line(
            line.change_id,
            known[line.metric].name.in_(language) if line.metric in known else line.metric,
            targets.line_of_target(
                known.get(line.metric), line.value, (line.valid_from, line.valid_to),
                line.withdraws,
            ),
            line.reason, line.changed_by, line.changed_at,
            line.withdraws is None and line.change_id not in stands,
        )
        for line in history
    ]  # fmt: skip


def _today() -> date:
    return access.now().date()
