"""A review meeting for the demonstration office, invented like everything in it.

It is held on the week before the last, when the roster of one community had not come in yet: the
roster counts from afterwards, so that then and now differ. Its days are those of that week.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from data.home import Home

PERIOD = "2026-W46"
HELD = datetime(2026, 11, 16, 9, 0)
LATE_FILE = "03网格员花名册（青荇）.xls"
BY = "demo"


class _Decision(NamedTuple):
    """One decision; ``place`` is a community's name, empty for the whole; ``within`` are working
    days."""

    what: str
    department: str
    post: str
    within: int
    metric: str
    place: str
    expected: str
    done: date | None = None
    ends: Literal["", "verified"] = ""


DECISIONS = (
    _Decision("补齐汀蘅社区空缺的网格员，到岗名单报社会治理办", "社会治理办", "社会治理办主任", 6,
              "grid_staffing_attainment", "汀蘅社区", "汀蘅社区配备达标率达到 100%"),
    _Decision("对超过期限未答复的信访件逐件办理，并答复信访人", "社会治理办", "综治中心副主任", 3,
              "petition_reply_on_time", "", "按期答复率回到 95% 以上"),
    _Decision("督促枫渡社区按周报送零报告，明确专人", "社会治理办", "社会治理办主任", 2,
              "zero_reporting_rate", "", "零报告报送率达到 100%", date(2026, 11, 18)),
    _Decision("与派出所商定枫渡社区的社区民警人选并到岗", "社会治理办", "综治中心主任", 4,
              "police_presence", "枫渡社区", "枫渡社区有社区民警", date(2026, 11, 19), "verified"),
)  # fmt: skip


def hold(home: Home, *, published_at: datetime) -> int:
    """Hold and freeze the meeting; returns its number. The version in force stays complete."""
    from data.ledger import Ledger
    from office.meetings import open_meeting
    from publication.meetings import freeze_meeting
    from publication.publish import publish

    late = {one.import_id for one in Ledger(home).imports() if one.file_name == LATE_FILE}
    version = publish(home, remove=late, published_at=HELD)
    meeting = open_meeting(home.path, PERIOD, at=HELD, by=BY)
    decided = [_decide(home, meeting.number, one) for one in DECISIONS]
    freeze_meeting(home, meeting.number, version=version, at=HELD.replace(hour=10), by=BY)
    for number, one in zip(decided, DECISIONS, strict=True):
        _follow_up(home, number, one)
    publish(home, add=late, published_at=published_at)
    return meeting.number


def _decide(home: Home, meeting_number: int, one: _Decision) -> int:
    from office.follow_up_changes import decide
    from office.working_days import due_day
    from publication.reading import open_published

    published = open_published(home)
    assert published is not None, "the meeting looks at a published version"
    places = published.places()
    wanted = places["name"] == one.place if one.place else places["level"] == "subdistrict"
    return decide(
        home.path, meeting_number, what=one.what, department=one.department, post=one.post,
        due_on=due_day(home.path, HELD.date(), one.within).day, metric=one.metric,
        place_id=str(places[wanted]["place_id"].iloc[0]), expected=one.expected, at=HELD, by=BY,
    )  # fmt: skip


def _follow_up(home: Home, number: int, one: _Decision) -> None:
    from office.follow_up_changes import change

    if one.done is None:
        return
    at = datetime.combine(one.done, HELD.time())
    change(home.path, number, "done", at=at, by=BY, note="演示数据")
    if one.ends == "verified":
        change(home.path, number, "verified", at=at.replace(hour=16), by="demo-2", note="演示数据")
