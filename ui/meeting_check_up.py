"""What is asked before a meeting: sources, reports, contradictions, follow-ups, restatements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.catalogue import contracts
from metrics.three_zero.events import COMPONENTS, KINDS
from publication.calendar import calendar
from publication.meeting_record import MeetingRecord
from publication.meetings import last_frozen, redefinitions, reopen, restated
from ui import answers, commitments, follow_ups, ledgers, settings, three_zero
from ui.kept import per_version
from views import numbers
from views.follow_ups.matter import STATES, Matter
from views.meeting.check_up import KINDS as FINDINGS
from views.meeting.check_up import UNPLACED, Finding
from views.places import Period, Place
from views.results import Reading, silent
from views.sentences import listed, names
from views.three_zero.lists import CHECKS
from wording import Text, joined

STALE = Text("《{sheet}》应报至 {due}，最近一期到 {last}", "{sheet}: due to {due}, latest {last}")
STALE_OF = Text(
    "《{sheet}》应报至 {due}，最近一期到 {last}：{places}",
    "{sheet}: due to {due}, latest {last}: {places}",
)
UNREPORTED = Text("{place}未报：{metrics}", "{place}: {metrics} not reported")
UNEXPLAINED = Text("{metric}：{places}", "{metric}: {places}")
CONTRADICTION = Text("{place}（{period}）：{what}", "{place} ({period}): {what}")
PROVISIONAL = Text("{metric}：{places}，更正期内", "{metric}: {places}, may still be corrected")
OVERDUE = Text("{code} {what}（{day} 到期）", "{code} {what} (due {day})")
TOLD_APART = Text(
    "{code}：督办整改台账记为“{theirs}”，本系统记为“{ours}”",
    "{code}: “{theirs}” in the office's own ledger, “{ours}” here",
)
RESTATED = Text(
    "第 {number} 次会议（{period}）有 {count} 个数值与会上不同",
    "{count} numbers of meeting {number} ({period}) read otherwise today",
)
REDEFINED = Text("{metric}：{fields}有变", "{metric}: {fields} changed")
ADDED, REMOVED = (
    Text("{metric}：新增指标", "{metric}: new"),
    Text("{metric}：停用", "{metric}: no longer measured"),
)
FIELDS = {
    "target": Text("目标", "target"),
    "rating": Text("亮灯规则", "rating"),
    "fingerprint": Text("算法", "calculation"),
    "meaning": Text("口径", "definition"),
    "departments": Text("责任部门", "departments"),
}
OTHER = Text("说明", "description")


@per_version(64)
def _of_version(at: ledgers.At, place: Place, period: Period) -> tuple[Finding, ...]:
    """What the published version alone tells."""
    return (
        *_unreported(place, period), *_stale(period), *_contradictions(place, period),
        *_of_plan(place, period),
        *_provisional(place, period),
    )  # fmt: skip


NAMED = 6
"""Metrics that are named of a community that reported none of them."""


def findings(place: Place, period: Period) -> tuple[Finding, ...]:
    """Everything to clear up before the meeting, kind by kind; nothing once its period is so long
    ago that the version in force does not tell of it."""
    if answers.periods().find(period.period_id) is None:
        return ()
    matters = follow_ups.matters()
    found = [
        *_overdue(matters), *_told_apart(matters), *_of_version(ledgers.at(), place, period),
        *_unexplained(place, period, matters), *_since(period),
    ]  # fmt: skip
    order = list(FINDINGS)
    return tuple(sorted(found, key=lambda finding: order.index(finding.kind)))


def _overdue(matters: Iterable[Matter]) -> Iterable[Finding]:
    for matter in matters:
        if matter.state == "overdue":
            about = Text(*(matter.outside(each) or matter.code for each in ("zh", "en")))
            what = OVERDUE.format(
                code=matter.code, what=about, day=numbers.short_day(matter.due_on)
            )
            yield Finding("overdue", what, (matter.department,), "follow_ups",
                          (("state", "overdue"),))  # fmt: skip


def _told_apart(matters: Sequence[Matter]) -> Iterable[Finding]:
    """Where the office's own ledger says of a decision what is not so here."""
    for ours, theirs in follow_ups.told_apart(matters):
        what = TOLD_APART.format(
            code=ours.code, ours=STATES[ours.state][1], theirs=STATES[theirs.state][1]
        )
        yield Finding("contradiction", what, (ours.department,), "follow_ups",
                      (("matter", ours.code),))  # fmt: skip


def _departments(metrics: Iterable[str]) -> tuple[str, ...]:
    declared = answers.metrics()
    found = (name for key in metrics for name in declared[key].departments)
    return tuple(dict.fromkeys(found))


def _unreported(place: Place, period: Period) -> Iterable[Finding]:
    by_place: dict[Place, list[Reading]] = {}
    below = answers.unreported(place, period)
    for reading in silent(below, answers.standings(place, period)):
        by_place.setdefault(reading.place, []).append(reading)
    for where, missing in by_place.items():
        said = listed([reading.metric.name for reading in missing], NAMED)
        yield Finding(
            "unreported", UNREPORTED.format(place=where.name, metrics=said),
            _departments(reading.metric.key for reading in missing), "overview",
            (("place", where.place_id),),
        )  # fmt: skip


def _stale(period: Period) -> Iterable[Finding]:
    declared = contracts()
    for due in calendar(settings.home(), period.end_on):
        if due.state not in ("overdue", "due"):
            continue
        said = {
            "sheet": declared[due.dataset].title,
            "due": numbers.short_day(due.due_on),
            "last": numbers.short_day(due.last_on),
        }
        what = STALE.format(**said)
        if due.communities and not due.is_everybody:
            places = Text("、".join(due.communities), ", ".join(due.communities))
            what = STALE_OF.format(**said, places=places)
        readers = [m.key for m in answers.metrics().values() if due.dataset in m.reads]
        yield Finding("stale", what, _departments(readers), "import_data")


def _contradictions(place: Place, period: Period) -> Iterable[Finding]:
    found = three_zero.found(place, period)
    inside = {
        each.period_id for each in answers.periods().all
        if each.start_on <= period.end_on and each.end_on >= period.start_on
        and each.kind in ("week", "month")
    }  # fmt: skip
    for check in found.checks:
        if check.period_id not in inside or check.community_id not in found.communities:
            continue
        what = CHECKS[check.key].format(
            kind=KINDS[check.kind], ledger=check.ledger, reported=check.reported
        )
        where = found.communities[check.community_id]
        yield Finding(
            "contradiction",
            CONTRADICTION.format(place=where.name, period=check.period_id, what=what),
            _departments([COMPONENTS[check.kind]]), "three_zero", (("place", where.place_id),),
        )  # fmt: skip


def _of_plan(place: Place, period: Period) -> Iterable[Finding]:
    """Where the office's ledger of commitments contradicts itself, the plan, or the sheets."""
    board = commitments.found(place, period).board
    for standing in board.standings:
        for it in standing.contradictions:
            yield Finding("contradiction", it.text, standing.commitment.departments, "commitments")
    for row in board.unmatched:
        what = UNPLACED.format(row=row.get("commitment_id") or numbers.NONE)
        yield Finding("contradiction", what, (), "commitments")


def _provisional(place: Place, period: Period) -> Iterable[Finding]:
    for key in COMPONENTS.values():
        readings = answers.field(key, level="community", period=period, within=place.place_id)
        zeros = [r for r in readings if "provisional" in r.flags and r.value == 1]
        if zeros:
            said = names([reading.place for reading in zeros])
            what = PROVISIONAL.format(metric=zeros[0].metric.name, places=said)
            yield Finding("provisional", what, _departments([key]), "three_zero")


def _unexplained(
    place: Place, period: Period, matters: Iterable[Matter]
) -> Iterable[Finding]:  # fmt: skip
    tree = answers.places()
    under_way = {
        (m.metric.key, m.place) for m in matters
        if m.metric is not None and m.place is not None and m.state != "verified"
    }  # fmt: skip
    readings = [s.now for s in answers.standings(place, period)] + list(
        answers.below(place, period)
    )
    by_metric: dict[str, list[Place]] = {}
    for reading in readings:
        if reading.state != "red":
            continue
        above = tree.lineage(reading.place.place_id)
        if not any((reading.metric.key, place) in under_way for place in above):
            by_metric.setdefault(reading.metric.key, []).append(reading.place)
    for key, places in by_metric.items():
        what = UNEXPLAINED.format(metric=answers.metrics()[key].name, places=names(places))
        yield Finding("unexplained", what, _departments([key]), "grid_map", (("metric", key),))


def _since(period: Period) -> Iterable[Finding]:
    """What reads otherwise than at the last frozen meeting about an earlier period."""
    published = answers.published()
    record = last_frozen(settings.home(), period.start_on)
    if published is None or record is None:
        return
    moved = _moved(ledgers.at(), record.meeting.number)
    if moved:
        what = RESTATED.format(number=record.meeting.number, period=record.period.period_id,
                               count=len(moved))  # fmt: skip
        keys = [key for key in dict.fromkeys(moved) if key in answers.metrics()]
        yield Finding("restated", what, _departments(keys), "weekly_review",
                      (("period", record.period.period_id), ("view", "changes")))  # fmt: skip
    yield from _redefined(record)


@per_version(64)
def _moved(at: ledgers.At, number: int) -> tuple[str, ...]:
    """The metrics of the numbers that a meeting saw otherwise, once for each number."""
    published = answers.published()
    if published is None:
        return ()
    found = restated(reopen(settings.home(), number), published)
    return tuple(each.then.metric for each in found)


def _redefined(record: MeetingRecord) -> Iterable[Finding]:
    published = answers.published()
    if published is None:
        return
    for each in redefinitions(record, published):
        known = each.now or each.then
        if known is None:
            continue
        if each.then is None or each.now is None:
            what = (ADDED if each.then is None else REMOVED).format(metric=known.name)
        else:
            said = list(dict.fromkeys(FIELDS.get(field, OTHER) for field in each.changed))
            what = REDEFINED.format(metric=known.name, fields=joined(said))
        yield Finding("redefined", what, known.departments, "handbook")
