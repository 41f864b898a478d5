"""One matter of the ledger of follow-ups, as it is shown: decided by a meeting, or imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from metrics.metric import Metric
from metrics.signal import Effect
from views.html import Markup, join, tag
from views.places import Place
from wording import Text

State = Literal["overdue", "due", "open", "done", "verified"]

STATES: Mapping[State, tuple[str, Text]] = {
    "overdue": ("■", Text("逾期", "Overdue")),
    "due": ("▲", Text("本周到期", "Due this week")),
    "open": ("○", Text("办理中", "Open")),
    "done": ("◐", Text("已办结，待核查", "Done, to be verified")),
    "verified": ("●", Text("已销号", "Verified")),
}
"""A shape and a word each, in the order of what needs attention."""

ESCALATED = Text("升级至领导小组", "Escalated")
ESCALATED_TIP = Text("连续 {count} 次会议逾期", "Overdue at {count} meetings")
REOPENED = Text("重办 {count} 次", "Reopened {count}×")
IMPORTED = Text("台账导入", "Imported")
IMPORTED_TIP = Text(
    "来自已导入的督办整改台账，请在原台账修改后重新导入",
    "From the imported ledger; change it there and import it again",
)
OF_LEDGER = Text(
    "督办整改台账事项（来源：{origin}）", "matter of the office's ledger (from: {origin})"
)
OF_LEDGER_ALONE = Text("督办整改台账事项", "matter of the office's ledger")


@dataclass(frozen=True)
class Happening:
    """One line of a matter's history."""

    at: datetime
    what: Text
    by: str
    note: str = ""


@dataclass(frozen=True)
class Matter:
    """One matter as it stands on a day.

    ``follow_up_id`` is None for one that was imported: it cannot be changed here. ``origin`` says
    where it comes from, in words of the ledger or the meeting. ``effect`` is there once it is done.
    ``due_on`` is the last of all days where the ledger names none, so that it sorts last.
    """

    code: str
    what: str
    department: str
    post: str
    due_on: date
    state: State
    follow_up_id: int | None = None
    meeting_number: int | None = None
    origin: str = ""
    expected: str = ""
    metric: Metric | None = None
    place: Place | None = None
    done_on: date | None = None
    is_escalated: bool = False
    overdue_meetings: int = 0
    reopened: int = 0
    effect: Effect | None = None
    history: tuple[Happening, ...] = ()

    @property
    def due(self) -> date | None:
        """The day by which it is due; None where the ledger names none."""
        return None if self.due_on == date.max else self.due_on

    @property
    def is_imported(self) -> bool:
        """Whether it stands in the office's own ledger and not here."""
        return self.follow_up_id is None

    def outside(self, language: str) -> str:
        """What it is about, as it may leave the system: the text of an imported ledger may hold
        names, so that where it comes from stands for it."""
        if not self.is_imported:
            return self.what
        words = OF_LEDGER.format(origin=self.origin) if self.origin else OF_LEDGER_ALONE
        return words.in_(language)


def state_chip(matter: Matter, language: str) -> Markup:
    """The state with its shape, and what else must be known of it."""
    shape, word = STATES[matter.state]
    chip = tag(
        "span", tag("span", shape, class_="lt-shape", aria_hidden="true"), word.in_(language),
        class_=f"lt-light lt-matter-{matter.state}",
    )  # fmt: skip
    more = []
    if matter.is_escalated:
        tip = ESCALATED_TIP.format(count=matter.overdue_meetings).in_(language)
        more.append(tag("span", ESCALATED.in_(language), class_="lt-flag", title=tip))
    if matter.reopened:
        words = REOPENED.format(count=matter.reopened).in_(language)
        more.append(tag("span", words, class_="lt-flag"))
    if matter.is_imported:
        more.append(tag("span", IMPORTED.in_(language), class_="lt-flag",
                        title=IMPORTED_TIP.in_(language)))  # fmt: skip
    return join([chip, *more])


def attention_first(matters: tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Overdue first, then by the day that they are due."""
    order = list(STATES)
    return tuple(sorted(matters, key=lambda m: (order.index(m.state), m.due_on, m.code)))
