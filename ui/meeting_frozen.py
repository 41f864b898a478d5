"""A frozen meeting for its pack: what it kept, over the version that it was frozen on.

The record holds every figure with its definition and target, and the decisions. What it does not
hold (streaks, boundaries, the ledgers of commitments and of supervised matters) is read from the
version of the meeting, which a clean-up keeps and which is built again where it is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from office.follow_ups import FollowUp
from office.meetings import Meeting, meeting_of
from publication.changed_rows import version_of
from publication.meeting_record import MeetingRecord
from publication.meetings import reopen
from ui import answers, follow_ups, meeting_record, scope, settings
from views.follow_ups.matter import Matter, attention_first
from views.meeting.record import Kept
from views.places import Period, Periods, Place
from views.results import Reading, Standing


@dataclass(frozen=True)
class Frozen:
    """One frozen meeting; asked while its version is looked at."""

    record: MeetingRecord
    kept: Kept

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return self.record.meeting

    @property
    def decisions(self) -> tuple[FollowUp, ...]:
        """What it decided, as it stood when it was frozen."""
        return self.record.decisions

    @cached_property
    def _live(self) -> dict[tuple[str, str], Reading]:
        everywhere = answers.field(None, level=None, period=self.kept.period)
        return {(r.metric.key, r.place.place_id): r for r in everywhere}

    def dated(self, reading: Reading) -> Reading:
        """A reading with the day of its data, which the record keeps for the whole only."""
        known = self._live.get((reading.metric.key, reading.place.place_id))
        return replace(reading, through_on=known.through_on if known else self.kept.through_on)

    def readings(self) -> tuple[Reading, ...]:
        """Every figure of the meeting's period at every level, in the order of the catalogue."""
        order = {each.key: at for at, each in enumerate(self.record.definitions)}
        found = sorted(
            self.kept.readings, key=lambda r: (order[r.metric.key], r.place.place_id)
        )  # fmt: skip
        return tuple(self.dated(reading) for reading in found)

    def place(self, asked: Place) -> Place:
        """A place as its version has it: a grid by its community, an unknown one by the whole."""
        tree = answers.places()
        shown = tree.container(asked.place_id) or asked
        top = self.kept.top.place_id if self.kept.top else ""
        wanted = shown.place_id if shown.place_id in self.kept.standings else top
        return tree.by_id.get(wanted, asked)

    def standings(self, place: Place) -> tuple[Standing, ...]:
        """How a place stood on its metrics."""
        return tuple(
            replace(s, now=self.dated(s.now), parts=tuple(self.dated(part) for part in s.parts))
            for s in self.kept.standings.get(place.place_id, ())
        )

    def unreported(self, place: Place) -> tuple[Reading, ...]:
        """The readings of the places below, of a community its own, that say "not reported"."""
        is_whole = place.level == "subdistrict"
        return tuple(
            reading for reading in self.readings()
            if reading.state == "not_reported"
            and (reading.place.parent_id if is_whole else reading.place.place_id) == place.place_id
        )  # fmt: skip

    def matters(self) -> tuple[Matter, ...]:
        """All follow-ups as they stood when it was frozen, those of the office's ledger as well."""
        on = (self.meeting.frozen_at or self.record.published_at).date()
        named = {reading.metric.key: reading.metric for reading in self.kept.readings}
        own = [
            replace(matter, metric=named.get(each.metric or "", matter.metric))
            for each in self.record.follow_ups
            if (matter := follow_ups.as_matter(each))
        ]
        return attention_first(
            (*own, *follow_ups.imported([each.code for each in own], on=on))
        )  # fmt: skip


@contextmanager
def looked_at(number: int) -> Iterator[Frozen]:
    """A frozen meeting; whatever is asked within reads the version that it was frozen on."""
    home, record = settings.home(), reopen(settings.home(), number)
    version = record.meeting.version or 0
    with (
        version_of(home, version, published_at=record.published_at) as old,
        scope.looking_at(old),
    ):
        yield Frozen(record, meeting_record.kept(number))


def meeting_about(period: Period) -> int | None:
    """The number of the frozen meeting about a period, if there is one."""
    held = meeting_of(settings.home().path, period.period_id)
    return held.number if held is not None and held.is_frozen else None


def period_of(period_id: str) -> Period | None:
    """A period that a frozen meeting was about, also when no version tells of it any more."""
    held = meeting_of(settings.home().path, period_id)
    return meeting_record.kept(held.number).period if held and held.is_frozen else None


def with_its_period(periods: Periods, asked: str) -> Periods:
    """The published periods, and the one asked for where a frozen meeting was about it."""
    if not asked or periods.find(asked) is not None:
        return periods
    found = period_of(asked)
    return periods if found is None else Periods.of((*periods.all, found))
