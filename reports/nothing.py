"""What a pack says where a list has no row: that there is nothing, or that nobody has told of it.

What was not reported is never "none": each sentence looks first at whether anybody spoke.
"""

from __future__ import annotations

from reports.result import Result
from reports.words import clean
from wording import Text

NO_ALERTS = Text("本期没有预警指标。", "No metric is on alert.")
NO_ALERTS_REPORTED = Text(
    "已有数据的指标没有预警；另有 {count} 项指标没有数据，是否预警还不能说。",
    "No metric with figures is on alert; whether others are cannot be said: {count} lack figures.",
)
ALERTS_UNKNOWN = Text(
    "{count} 项指标都没有数据，是否预警还不能说。",
    "The {count} metrics all lack figures; whether any is on alert cannot be said.",
)
NOTHING_JUDGED = Text("本期没有可以判定的指标。", "No metric can be judged in this period.")
ALL_REPORTED = Text("应报的都已报送。", "Everything due has been reported.")
NO_FIGURES = Text("本期还没有任何数据。", "There are no figures of this period yet.")
NOTHING_TO_CHECK = Text("各来源没有互相矛盾之处。", "The sources do not contradict one another.")
NOTHING_COMPARED = Text(
    "本期没有零报告，也没有任务台账，无从互相核对。",
    "There is neither a zero report of this period nor a ledger of commitments to compare with.",
)
NO_TASKS = Text("没有预警的任务。", "No commitment is on alert.")
NO_TASKS_KNOWN = Text(
    "有依据的任务没有预警；另有 {count} 项未报或无佐证，是否预警还不能说。",
    "No commitment with evidence is on alert; whether others are cannot be said: {count} lack a "
    "report or evidence.",
)
TASKS_UNKNOWN = Text(
    "{count} 项任务都未报或无佐证，是否预警还不能说。",
    "The {count} commitments all lack a report or evidence; whether any is on alert cannot be "
    "said.",
)
NO_TASK_JUDGED = Text("没有可以判定的任务。", "No commitment can be judged.")
NO_FOLLOW_UPS = Text("没有未销号的督办事项。", "No follow-up is open.")
NO_LEDGER = Text(
    "还没有督办事项：例会没有议定过，也没有导入《督办整改台账》。",
    "There are no follow-ups yet: no meeting has decided on any, and no ledger of supervised "
    "matters was imported.",
)
NONE_OF_PLACE = Text("没有记在{place}名下的督办事项。", "No follow-up is recorded for {place}.")


def alerts(result: Result) -> Text:
    """Where no metric is on alert: whether that is known."""
    silent, judged = len(result.in_state("not_reported")), result.in_state("amber", "green")
    if silent:
        return (NO_ALERTS_REPORTED if judged else ALERTS_UNKNOWN).format(count=silent)
    return NO_ALERTS if judged else NOTHING_JUDGED


def unreported(result: Result) -> Text:
    """Where nobody is listed as silent."""
    return ALL_REPORTED if result.standings else NO_FIGURES


def checks(result: Result) -> Text:
    """Where nothing is to be checked: whether there was anything to compare."""
    of_weeks = [cell for line in result.three_zero.lines for cell in line.cells]
    is_compared = any(cell.state != "not_reported" for cell in of_weeks) or any(
        one.ledger_ids for one in result.commitments.board.standings
    )
    return NOTHING_TO_CHECK if is_compared else NOTHING_COMPARED


def tasks(result: Result) -> Text:
    """Where no commitment is on alert: whether that is known."""
    counts = result.commitments.board.counts()
    silent, judged = counts["not_reported"], counts["amber"] + counts["green"]
    if silent:
        return (NO_TASKS_KNOWN if judged else TASKS_UNKNOWN).format(count=silent)
    return NO_TASKS if judged else NO_TASK_JUDGED


def follow_ups(result: Result) -> Text:
    """Where no follow-up is open: all are verified, or none was ever recorded."""
    if result.follow_ups:
        return NO_FOLLOW_UPS
    if result.place.level == "subdistrict":
        return NO_LEDGER
    return NONE_OF_PLACE.format(place=clean(result.place.name))
