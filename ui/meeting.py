"""What the review meeting looks at: its agenda, its decisions and the rows behind its figures."""

from __future__ import annotations

from collections.abc import Mapping

from office.meetings import Meeting, meeting_of
from publication.evidence_counts import evidence_counts
from ui import answers, ledgers, meeting_record, settings
from ui.kept import per_version
from ui.weekly import fresh_starts
from views.meeting.agenda import Item, agenda
from views.meeting.record import Kept
from views.places import Period, Place, period_name
from wording import Text

TITLE = Text("第 {number} 次例会 · {period}", "Meeting {number} · {period}")
UNOPENED = Text("例会 · {period}", "Review meeting · {period}")
NO_FIGURES = Text(
    "{place}在这一周期还没有任何数据，排不出议程。",
    "There are no figures of {place} for this period yet, so there is no agenda.",
)
NOT_KEPT = Text(
    "会议定稿时保存的是街道和各社区的议程，{place}不在其中。",
    "What was frozen is the agenda of the subdistrict and of its communities; {place} is not among "
    "them.",
)


@per_version(64)
def _items(at: ledgers.At, place: Place, period: Period) -> tuple[Item, ...]:
    standings = answers.standings(place, period)
    fresh = {s.metric.key: fresh_starts(s.metric.key, place, s.periods) for s in standings}
    return agenda(standings, fresh)


def items(place: Place, period: Period) -> tuple[Item, ...]:
    """The agenda of a place at a period, exceptions first; of a frozen meeting as it was."""
    kept = _kept(period)
    if kept is not None:
        return agenda(kept.standings.get(place.place_id, ()), kept.starts.get(place.place_id))
    return _items(ledgers.at(), place, period)


def why_empty(place: Place, period: Period) -> Text | None:
    """Why there is no agenda, where nobody could have found that nothing has to be looked at."""
    kept = _kept(period)
    if kept is not None:
        return None if place.place_id in kept.standings else NOT_KEPT.format(place=place.name)
    return None if answers.standings(place, period) else NO_FIGURES.format(place=place.name)


def _kept(period: Period) -> Kept | None:
    meeting = held(period)
    return meeting_record.kept(meeting.number) if meeting and meeting.is_frozen else None


@per_version(64)
def _rows(at: ledgers.At, period: Period) -> Mapping[tuple[str, str], int]:
    published = answers.published()
    return {} if published is None else evidence_counts(published, period.period_id)


def rows_behind(key: str, place: Place, period: Period) -> int | None:
    """How many stored rows stand behind a number; as they were, once the meeting is frozen."""
    kept = _kept(period)
    if kept is not None:
        return kept.rows.get((key, place.place_id))
    return _rows(ledgers.at(), period).get((key, place.place_id))


def held(period: Period) -> Meeting | None:
    """The meeting about a period, open or frozen."""
    return meeting_of(settings.home().path, period.period_id)


def title(meeting: Meeting | None, period: Period) -> Text:
    """The name of a meeting."""
    name = period_name(period)
    if meeting is None:
        return UNOPENED.format(period=name)
    return TITLE.format(number=meeting.number, period=name)
