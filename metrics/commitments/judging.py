"""The rules by which a commitment gets its light, from one figure and a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from metrics.commitments.ledger import Entry, Figure
from metrics.commitments.model import Commitment, Per, SetBy
from metrics.periods import Period, quarter_of, year_of
from metrics.rating import SAME, Rating, State, Target, amber_share, state_of
from wording import Text

Reason = Literal[
    "met", "close", "not_met", "done", "not_due", "due_soon", "undone", "in_place", "not_in_place",
    "tracked", "no_evidence", "no_figures", "out_of_date", "not_reported", "missing", "unjudged",
]  # fmt: skip

REASONS: Mapping[Reason, Text] = {
    "met": Text("达标", "on target"),
    "close": Text("接近目标", "close to target"),
    "not_met": Text("未达标", "off target"),
    "done": Text("本期已完成", "done in the period"),
    "not_due": Text("未到期", "not due yet"),
    "due_soon": Text("周期已过 75%，尚未完成", "not done with 75% of the period gone"),
    "undone": Text("周期结束仍未完成", "the period ended undone"),
    "in_place": Text("已建立", "in place"),
    "not_in_place": Text("未建立", "not in place"),
    "tracked": Text("未设目标，只看变化", "no target, trend only"),
    "no_evidence": Text("无佐证", "no evidence"),
    "no_figures": Text("台账无目标值或当前值", "no figures in the ledger"),
    "out_of_date": Text("台账数据早于本周期", "the ledger is older than this period"),
    "not_reported": Text("未报", "not reported"),
    "missing": Text("原文缺号", "missing in the source"),
    "unjudged": Text("无可量化内容", "nothing to measure"),
}

_LEVELS: Mapping[State, Reason] = {
    "green": "met",
    "amber": "close",
    "red": "not_met",
    "no_target": "tracked",
    "not_reported": "not_reported",
}

NEARLY_OVER = 0.75
"""From this share of a period on, what is not done is amber."""


@dataclass(frozen=True)
class Verdict:
    """A light, why, and the figures behind it."""

    state: State
    reason: Reason
    value: float | None = None
    target: float | None = None
    set_by: SetBy = "nobody"


def capped(commitment: Commitment, verdict: Verdict) -> Verdict:
    """What the plan gives no target for is neither amber nor red unless the office set one."""
    if commitment.kind != "C" or verdict.set_by == "office" or verdict.reason == "not_in_place":
        return verdict
    if verdict.state in ("amber", "red"):
        return Verdict("no_target", "tracked", verdict.value, verdict.target, verdict.set_by)
    return verdict


def judged_by_metric(
    commitment: Commitment, value: float, state: State, target: Target | None, day: date
) -> Verdict:
    """The light of the indicator, or the periodic rule on its value."""
    asked: float | None = target.value if target else commitment.target
    set_by: SetBy = target.set_by if target else commitment.set_by
    if commitment.per is not None and asked is not None:
        light, why = periodic(value, asked, commitment.per, day, commitment.not_before)
        return Verdict(light, why, value, asked, set_by)
    if state == "no_target" and commitment.rule == "level" and commitment.target is not None:
        state = _light(value, commitment.target, commitment.rating, commitment)
    return capped(commitment, Verdict(state, _LEVELS[state], value, asked, set_by))


def judged_by_ledger(commitment: Commitment, entry: Entry, day: date) -> Verdict:
    """The light that follows from target and current value, whatever state was filed."""
    if entry.current is None:
        return Verdict("not_reported", "no_figures")
    value = entry.current.value
    if commitment.rule == "yes_no":
        return _in_place(commitment, entry, value, day)
    if commitment.per is not None:
        return _periodic_entry(commitment, entry, entry.current, commitment.per, day)
    target, set_by = _asked(commitment, entry, entry.current)
    if target is None:
        return Verdict("no_target", "tracked", value)
    is_on_scale = entry.current.is_share or commitment.rating.counted_as == "share"
    rating = commitment.rating if is_on_scale else amber_share()
    state = _light(value, target, rating, commitment)
    return capped(commitment, Verdict(state, _LEVELS[state], value, target, set_by))


def periodic(
    value: float, asked: float, per: Per, day: date, not_before: tuple[int, int] | None = None
) -> tuple[State, Reason]:
    """Green when done in the period that holds the day; amber late in it; red when it ended undone.

    What is asked for every quarter may be counted over the year: then ``asked`` is 4 or more, and
    an earlier quarter left undone is red at once.
    """
    part = _part(per, day)
    earlier, needed = 0.0, asked
    if _is_counted_over_the_year(per, asked):
        number = (day.month + 2) // 3
        earlier, needed = asked * (number - 1) / 4, asked * number / 4
    if value >= needed - SAME:
        return "green", "done"
    if day >= part.end_on or value < earlier - SAME:
        return "red", "undone"
    if not_before and (day.month, day.day) < not_before:
        return "no_target", "not_due"
    passed = ((day - part.start_on).days + 1) / ((part.end_on - part.start_on).days + 1)
    return ("amber", "due_soon") if passed >= NEARLY_OVER else ("no_target", "not_due")


def ends_on(commitment: Commitment, day: date) -> date | None:
    """The last day of the current period of a periodic commitment."""
    return _part(commitment.per, day).end_on if commitment.per else None


def asked_by_plan(commitment: Commitment, figure: Figure | None) -> float | None:
    """What the plan asks for, where the ledger counts on the same scale."""
    if figure is None or commitment.set_by != "plan" or not _is_same_scale(commitment, figure):
        return None
    return commitment.target


def _periodic_entry(
    commitment: Commitment, entry: Entry, current: Figure, per: Per, day: date
) -> Verdict:
    own = entry.target.value if entry.target else None
    set_by: SetBy = "plan"
    if current.is_share and commitment.target_in == "share":
        asked = commitment.target or 1.0
    elif own is not None:
        asked = own
        is_of_plan = commitment.target is not None and own / commitment.target in (
            1,
            _quarters(per),
        )
        set_by = "plan" if is_of_plan else "office"
    else:
        asked = 1.0
    window = year_of(day) if _is_counted_over_the_year(per, asked) else _part(per, day)
    if entry.known_on and entry.known_on < window.start_on:
        return Verdict("not_reported", "out_of_date", current.value, asked, set_by)
    state, reason = periodic(current.value, asked, per, day, commitment.not_before)
    return Verdict(state, reason, current.value, asked, set_by)


def _in_place(commitment: Commitment, entry: Entry, value: float, day: date) -> Verdict:
    asked = entry.target.value if entry.target else commitment.threshold_value or 1.0
    if value >= asked - SAME:
        return Verdict("green", "in_place", value, asked, commitment.set_by)
    if entry.due_on is None:
        return Verdict("no_target", "not_in_place", value, asked, commitment.set_by)
    light: State = "red" if entry.due_on < day else "amber"
    return Verdict(light, "not_in_place", value, asked, commitment.set_by)


def _asked(commitment: Commitment, entry: Entry, current: Figure) -> tuple[float | None, SetBy]:
    """The target and who set it: the plan's where it can be compared, else the office's own."""
    if (of_plan := asked_by_plan(commitment, current)) is not None:
        return of_plan, "plan"
    if entry.target is not None:
        is_of_plan = (
            commitment.set_by == "plan"
            and entry.target.value == commitment.threshold_value
            and commitment.kind == "H"
        )
        return entry.target.value, "plan" if is_of_plan else "office"
    if commitment.target is not None and _is_same_scale(commitment, current):
        return commitment.target, commitment.set_by
    return None, "nobody"


def _is_same_scale(commitment: Commitment, figure: Figure) -> bool:
    """A share with a share, or a count in the same unit."""
    if commitment.target is None:
        return False
    if commitment.target_in == "share":
        return figure.is_share
    return not figure.is_share and figure.unit.en == commitment.unit.en


def _light(value: float, target: float, rating: Rating, commitment: Commitment) -> State:
    return state_of(value, Target(target, set_by="plan"), rating, commitment.better)


def _part(per: Per, day: date) -> Period:
    return quarter_of(day) if per == "quarter" else year_of(day)


def _quarters(per: Per) -> int:
    return 4 if per == "quarter" else 1


def _is_counted_over_the_year(per: Per, asked: float) -> bool:
    return per == "quarter" and asked >= _quarters(per)
