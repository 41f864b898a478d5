"""Where the office's ledger contradicts itself, the plan, or the sheets; in neutral words.

The state follows from target and current value, never from the word that was filed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from metrics.commitments.ledger import Entry
from metrics.commitments.model import DEPARTMENTS, Commitment
from wording import Text

Key = Literal[
    "done_not_reached",
    "reached_not_done",
    "done_not_measured",
    "figures_differ",
    "target_below_plan",
    "departments_differ",
    "unknown_department",
]

WORDS: Mapping[Key, Text] = {
    "done_not_reached": Text(
        "{row}：台账填“已完成”，但当前值 {current} 未达到目标值 {target}",
        "{row}: the ledger says done, but {current} does not reach the target of {target}",
    ),
    "reached_not_done": Text(
        "{row}：台账未填“已完成”，但当前值 {current} 已达到目标值 {target}",
        "{row}: the ledger does not say done, but {current} reaches the target of {target}",
    ),
    "done_not_measured": Text(
        "{row}：台账填“已完成”，按业务表计算尚未达标",
        "{row}: the ledger says done; by the sheets it is not reached yet",
    ),
    "figures_differ": Text(
        "{row}：台账当前值 {current}，业务表算得 {measured}，口径待核",
        "{row}: {current} in the ledger, {measured} by the sheets; to be checked",
    ),
    "target_below_plan": Text(
        "{row}：台账目标值 {target} 低于方案要求，按方案 {asked} 判定",
        "{row}: the ledger's target of {target} is below the plan's; judged by {asked}",
    ),
    "departments_differ": Text(
        "{row}：台账责任部门与方案不一致",
        "{row}: the ledger and the plan name different departments",
    ),
    "unknown_department": Text(
        "{row}：台账责任部门中有方案未列的名称，请选定",
        "{row}: the ledger names a department that the plan does not know; please choose",
    ),
}


@dataclass(frozen=True)
class Contradiction:
    """Something to be checked; ``ledger_id`` is the row of the ledger that it is about."""

    key: Key
    ledger_id: str
    text: Text


def contradictions(
    commitment: Commitment,
    entry: Entry,
    *,
    is_measured_green: bool | None,
    compared: float | None,
    asked: float | None,
) -> tuple[Contradiction, ...]:
    """What a row of the ledger contradicts.

    ``is_measured_green`` is None where no indicator decides; ``compared`` is the measured value
    that the current value should equal; ``asked`` is what the plan asks for, on the row's scale.
    """
    found: list[Contradiction] = []
    slots: dict[str, object] = {
        "row": entry.ledger_id or commitment.clause,
        "current": entry.current.words() if entry.current else "",
        "target": entry.target.words() if entry.target else "",
    }

    def say(key: Key, **more: object) -> None:
        text = WORDS[key].format(**slots, **more)
        found.append(Contradiction(key, entry.ledger_id, text))

    is_done = entry.reported_status == "done"
    if entry.is_reached is not None and entry.reported_status is not None:
        if is_done and not entry.is_reached:
            say("done_not_reached")
        elif not is_done and entry.is_reached:
            say("reached_not_done")
    if is_done and entry.is_reached is not False and is_measured_green is False:
        say("done_not_measured")
    if entry.current is not None and compared is not None and not entry.current.equals(compared):
        measured = f"{100 * compared:.1f}%" if entry.current.is_share else f"{compared:.10g}"
        say("figures_differ", measured=measured)
    if entry.target is not None and asked is not None and entry.target.value < asked - 1e-9:
        plain = f"{100 * asked:.10g}%" if entry.target.is_share else f"{asked:.10g}"
        say("target_below_plan", asked=plain)
    if set(entry.departments) - set(DEPARTMENTS):
        say("unknown_department")
    elif (
        entry.departments
        and commitment.departments
        and set(entry.departments) != set(commitment.departments)
    ):
        say("departments_differ")
    return tuple(found)
