"""Then and now for a frozen meeting, and the rows that changed a number, kept per version."""

from __future__ import annotations

from dataclasses import replace

from data.catalogue import contracts
from data.contract import Contract
from office.permissions import Action
from publication.changed_rows import ChangedRow, changed_rows, version_of
from publication.meetings import Restated, reopen, restated
from ui import (
    answers,
    disclosure,
    evidence,
    exports,
    jobs,
    ledgers,
    meeting_record,
    session,
    settings,
    show,
    viewer,
)
from ui.evidence import WITHHELD
from ui.kept import per_version
from views import files, numbers
from views.evidence import Field, written
from views.meeting import changes as views
from views.meeting.changes import Change, Row
from wording import Text

ROWS = "rows"
PLACES = ("community_id", "grid_id")
REBUILDING = Text(
    "第 {version} 版的文件已清理，正在按当时的导入重建以便对照。",
    "The file of version {version} was cleaned up; it is built again from its imports.",
)


@per_version(64)
def _changes(at: ledgers.At, number: int) -> tuple[Change, ...]:
    published = answers.published()
    if published is None:
        return ()
    record = reopen(settings.home(), number)
    names = {place.place_id: place.path.partition("/")[2] or place.name for place in record.places}
    found = restated(record, published)
    return tuple(_change(each, names) for each in found if each.then.metric in answers.metrics())


def changes(number: int) -> tuple[Change, ...]:
    """The numbers of a frozen meeting that read otherwise in the version in force."""
    return _changes(ledgers.at(), number)


def _change(one: Restated, names: dict[str, str]) -> Change:
    _, _, then, then_state = one.then.shown
    now, now_state = (None, None) if one.now is None else one.now.shown[2:]
    return Change(
        metric=answers.metrics()[one.then.metric], place_id=one.then.place_id,
        place=names.get(one.then.place_id, one.then.place_id), level=one.then.level,
        then=then, then_state=then_state, now=now, now_state=now_state, cause=one.cause,
        what=one.what,
    )  # fmt: skip


def run(number: int) -> None:
    """Then and now of one frozen meeting, with the rows behind the number that is asked for."""
    language = session.language()
    found = changes(number)
    show.sentence(views.summary(number, found))
    key, _, place_id = session.argument(ROWS).partition("~")
    asked = next((c for c in found if (c.metric.key, c.place_id) == (key, place_id)), None)
    if asked is not None and viewer.allowed(Action.SEE_EVIDENCE):
        changed = _rows(number, asked)
        rows = [_row(each) for each in changed]
        show.heading(views.rows_heading(asked, rows))
        show.html(views.rows_table(rows, language))
        if rows:
            _offer_rows(number, asked, changed)
    show.html(views.listed(found, session.choice().query, language))
    if found:
        _offer(number, found)


def _offer(number: int, found: tuple[Change, ...]) -> None:
    """Then and now as a file, without what the disclosure rule hides."""
    hidden = meeting_record.hidden_then_and_now(number)
    shown = [
        replace(c, then=None, now=None) if (c.metric.key, c.place_id) in hidden else c
        for c in found
    ]
    header, cells = views.cells(shown, session.language())
    exports.offer_table(lambda: files.table(header, cells), f"then-now-{number}",
                        rows=len(cells), what="export.then_now")  # fmt: skip


def _offer_rows(number: int, change: Change, changed: tuple[ChangedRow, ...]) -> None:
    """The rows as a file, as those behind any number may leave the system."""
    hidden = meeting_record.hidden_then_and_now(number)
    withheld = {place for key, place in hidden if key == change.metric.key}
    kept = [
        _row(each, leaves=True)
        for each in changed
        if disclosure.row_leaves(each.place_id, withheld)
    ]
    if not kept or disclosure.no_row_leaves(change.place_id, withheld):
        show.remark(WITHHELD)
        return
    header, cells = views.row_cells(kept, session.language())
    exports.offer_table(lambda: files.table(header, cells), f"changed-rows-{number}",
                        rows=len(cells), what="export.rows")  # fmt: skip


def _rows(number: int, change: Change) -> tuple[ChangedRow, ...]:
    home, published = settings.home(), answers.published()
    record = reopen(home, number)
    version = record.meeting.version or 0
    if published is None:
        return ()
    viewer.record("meeting.changed_rows", detail=f"{number} {change.metric.key} {change.place_id}")

    def compared(tell: jobs.Progress | None) -> tuple[ChangedRow, ...]:
        with version_of(home, version, published_at=record.published_at, on_progress=tell) as old:
            return changed_rows(
                old, published, change.metric.key, change.place_id, record.period.period_id
            )

    if home.version_path(version).exists():
        found = compared(None)
    else:
        show.remark(REBUILDING.format(version=version))
        found = jobs.wait_for(lambda tell, _: compared(tell), session.language())
    return found


def _row(row: ChangedRow, *, leaves: bool = False) -> Row:
    """A row in words; one that leaves the system without names, of a private person without all."""
    contract = contracts()[row.dataset]
    shows_names = viewer.allowed(Action.SEE_NAMES) and not leaves
    hidden = frozenset() if shows_names else contract.name_columns
    fields = tuple(
        (field.title, _said(then, field), _said(now, field))
        for field, then, now in ((_field(contract, n), then, now) for n, then, now in row.fields)
        if field.name not in hidden and not (leaves and disclosure.is_private(contract))
    )
    return Row(row.kind, contract.title, row.file, row.sheet, row.row, row.import_id, fields)


def _field(contract: Contract, name: str) -> Field:
    """The column as the evidence names it; a place is named, not numbered."""
    field = evidence.field_of(contract, name)
    if name not in PLACES:
        return field
    places = answers.places().by_id
    return replace(field, words={key: Text(each.name, each.name) for key, each in places.items()})


def _said(value: object, field: Field) -> Text:
    zh, en = (written(value, field, language) or numbers.NONE for language in ("zh", "en"))
    return Text(zh, en)
