"""Deciding on targets: what the office sets is written down, published, and used everywhere.

Every decision makes a new version, in which each period is judged by the target of its last day.
The plan's own targets stay in the declarations; the office lays its own over them.
"""

from __future__ import annotations

import math
from datetime import date, datetime

from data.home import Home
from metrics.catalogue import metric as declared
from metrics.metric import Metric
from office import targets as office
from publication.publish import Progress, publish
from wording import ShownError, Text

LONGEST_REASON = 500
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)

NO_NUMBER = Text("请填写目标值。", "Give the value of the target.")
NEGATIVE = Text(
    "“{name}”的目标不能小于 0（填的是 {value}）。",
    "A target for “{name}” cannot be below 0 ({value} was given).",
)
ABOVE_ALL = Text(
    "“{name}”是占比，目标不能超过 100%（填的是 {value}%）。",
    "“{name}” is a share: its target cannot be above 100 % ({value} % was given).",
)
NEVER_JUDGED = Text(
    "“{name}”是数量，高低无好坏之分，不设目标：给数量定目标会鼓励少登记。",
    "“{name}” is a volume and neither direction is better; it takes no target: a target would "
    "reward registering less.",
)
WRONG_ORDER = Text(
    "截止日期（{last}）早于开始日期（{first}）。",
    "The last day ({last}) is before the first ({first}).",
)
WRONG_DAY = Text(
    "日期 {day} 不在 2000 至 2100 年之间。", "The day {day} is not between 2000 and 2100."
)
NO_REASON = Text(
    "请写明理由，例如会议或文件：以后看到这个目标的人要知道它从何而来。",
    "Give the reason, such as the meeting or the document: whoever sees it later will want to know "
    "where it comes from.",
)
LONG_REASON = Text(
    "理由请不超过 {most} 字（现有 {found} 字）。",
    "Keep the reason within {most} characters (it has {found}).",
)


class RefusedTarget(ShownError):
    """A target that cannot be set."""


def set_target(
    home: Home,
    key: str,
    value: float,
    *,
    valid_from: date,
    valid_to: date | None = None,
    reason: str,
    at: datetime,
    by: str,
    on_progress: Progress | None = None,
) -> int | None:
    """The office sets a target, in the unit of the value (a share from 0 to 1).

    Returns the version that uses it, None in an office that has published nothing yet. Raises
    RefusedTarget, and MetricError for a metric that does not exist.
    """
    metric = declared(key)
    refuse(metric, value, valid_from, valid_to)
    said = checked_reason(reason)
    office.set_target(
        home.path, key, value, valid_from=valid_from, valid_to=valid_to, reason=said,
        at=_naive(at), by=by,
    )  # fmt: skip
    return _published(home, f"target of {key}", at, on_progress)


def withdraw_target(
    home: Home, change_id: int, *, reason: str, at: datetime, by: str,
    on_progress: Progress | None = None,
) -> int | None:  # fmt: skip
    """Take back a target of the office; the plan's, or an earlier one, holds again."""
    said = checked_reason(reason)
    key = office.withdraw_target(home.path, change_id, reason=said, at=_naive(at), by=by)
    return _published(home, f"target of {key}", at, on_progress)


def rebase(
    home: Home, key: str, place_id: str | None, from_on: date, *, reason: str, at: datetime,
    by: str, on_progress: Progress | None = None,
) -> int | None:  # fmt: skip
    """Limits of a metric start afresh on a day, for one place or for all; those before stay."""
    declared(key)
    _refuse_days(from_on, None)
    said = checked_reason(reason)
    office.rebase(home.path, key, place_id, from_on, reason=said, at=_naive(at), by=by)
    return _published(home, f"fresh start of {key}", at, on_progress)


def withdraw_rebasing(
    home: Home, change_id: int, *, reason: str, at: datetime, by: str,
    on_progress: Progress | None = None,
) -> int | None:  # fmt: skip
    """Take back a fresh start."""
    said = checked_reason(reason)
    key = office.withdraw_rebasing(home.path, change_id, reason=said, at=_naive(at), by=by)
    return _published(home, f"fresh start of {key}", at, on_progress)


def refuse(metric: Metric, value: float, valid_from: date, valid_to: date | None) -> None:
    """Raise RefusedTarget for a target that cannot be."""
    if metric.better == "neutral":
        raise RefusedTarget(NEVER_JUDGED.format(name=metric.name))
    if not math.isfinite(value):
        raise RefusedTarget(NO_NUMBER)
    if value < 0:
        raise RefusedTarget(NEGATIVE.format(name=metric.name, value=f"{value:g}"))
    if metric.kind == "ratio" and value > 1:
        raise RefusedTarget(ABOVE_ALL.format(name=metric.name, value=f"{100 * value:g}"))
    _refuse_days(valid_from, valid_to)


def checked_reason(reason: str) -> str:
    """The reason without surrounding blanks; raises RefusedTarget for none and for a long one."""
    said = " ".join(reason.split())
    if len(said) < 2:
        raise RefusedTarget(NO_REASON)
    if len(said) > LONGEST_REASON:
        raise RefusedTarget(LONG_REASON.format(most=LONGEST_REASON, found=len(said)))
    return said


def _refuse_days(first: date, last: date | None) -> None:
    for day in (first, last):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise RefusedTarget(WRONG_DAY.format(day=day.isoformat()))
    if last is not None and last < first:
        raise RefusedTarget(WRONG_ORDER.format(first=first.isoformat(), last=last.isoformat()))


def _published(home: Home, reason: str, at: datetime, on_progress: Progress | None) -> int | None:
    if home.current_version() is None:
        return None
    return publish(home, published_at=at, reason=reason, on_progress=on_progress)


def _naive(at: datetime) -> datetime:
    return at.replace(tzinfo=None)
