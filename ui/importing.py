"""Bringing files in: uploads in a folder of their own, staging, previewing, publishing, undoing."""

from __future__ import annotations

import getpass
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from data.answers import Answer, Answers, as_toml, read_answers
from data.catalogue import contracts
from data.errors import ENCRYPTED, WRONG_PASSWORD
from data.importing import files_in, stage
from data.ledger import ImportRecord, Ledger
from data.leftovers import passing_folder
from data.report import ImportReport
from data.returned import file_name_of, has_marked_cells, message, returned_workbook
from office.answers import RememberedAnswer, remembered, withdraw
from office.permissions import Action
from publication.answering import answers_for, as_answers, contents_of, keep_answers
from publication.preview import Preview, preview
from publication.publish import publish as publish_imports
from ui import access, import_waiting, jobs, session, settings
from ui.import_waiting import Pending, Return
from ui.jobs import Progress
from ui.permission import require
from ui.uploads import Batch, Upload
from ui.viewer import record, viewer
from views.import_report import totals
from wording import Text

SAMPLES = settings.ROOT / "data" / "samples" / "inbox"
SAMPLES_AS_OF = date(2026, 11, 22)
DEMONSTRATION = "demo"
_MARKING = Text("标注 {name}", "Marking {name}")


def pending() -> Pending | None:
    """The import of this window that is neither published nor dropped."""
    return import_waiting.mine()


def drop() -> None:
    """Give the pending import up; what was staged for it goes."""
    waiting = import_waiting.let_go()
    record("import.drop", detail=_numbers(waiting.import_ids) if waiting is not None else "")
    if waiting is not None:
        Ledger(settings.home()).discard(waiting.import_ids)


def reader() -> str:
    """Who does this, for the ledger: the account, or who is logged in at this machine."""
    who = viewer()
    return getpass.getuser() if who.is_local else who.account


def read(uploads: Sequence[Upload], answers: Upload | None, as_of: date | None) -> None:
    """Stage the uploads and find out what publishing them would change."""
    require(Action.IMPORT)
    batch = Batch(uploads)
    try:
        _take_in(batch, _answers_of(answers), as_of, {})
    except BaseException:
        batch.close()
        raise


def read_again(
    waiting: Pending, answers: Sequence[Answer], passwords: dict[str, str], as_of: date | None
) -> None:
    """Read the uploads once more with the reader's answers, which are remembered."""
    require(Action.IMPORT)
    if waiting.batch is not None:
        given = Answers(answers).before(waiting.given)
        _take_in(waiting.batch, given, as_of or waiting.as_of, passwords)
        Ledger(settings.home()).discard(waiting.import_ids)


def version_now() -> int:
    """The version in force; 0 for none."""
    return settings.home().current_version() or 0


def is_overtaken(waiting: Pending) -> bool:
    """Whether another version was published since the preview was made."""
    return waiting.version != version_now()


def preview_again(waiting: Pending) -> Pending:
    """What publishing would change now that another version is in force."""
    home, at, version = settings.home(), access.now(), version_now()

    def work(tell: Progress, _stop: threading.Event) -> Preview | None:
        ids = waiting.import_ids
        return preview(home, add=ids, previewed_at=at, on_progress=tell) if ids else None

    found = jobs.wait_for(work, session.language())
    again = replace(waiting, preview=found, version=version, is_overtaken=True)
    import_waiting.keep(again)
    return again


def _answers_of(upload: Upload | None) -> Answers:
    if upload is None:
        return Answers()
    with passing_folder() as folder:
        written = folder / "answers.toml"
        written.write_bytes(upload.getvalue())
        return read_answers(written)


def _take_in(batch: Batch, given: Answers, as_of: date | None, passwords: dict[str, str]) -> None:
    home, language, by, at = settings.home(), session.language(), reader(), access.now()

    def work(tell: Progress, stop: threading.Event) -> Pending:
        contents = contents_of(batch.paths)
        report = stage(
            home, batch.paths, as_of=as_of, answers=answers_for(home, contents, given),
            imported_at=at, imported_by=by, passwords=passwords, on_progress=tell, stop=stop,
        )  # fmt: skip
        try:
            keep_answers(home, contents, given, at=at, by=by)
            returns = _returns(batch, report, language, passwords, tell)
            changes, version = None, version_now()
            if report.import_ids:
                changes = preview(home, add=report.import_ids, previewed_at=at, on_progress=tell)
            if stop.is_set():
                raise jobs.Stopped
        except BaseException:
            # Stopped, or a mistake of ours: nothing of it stays.
            Ledger(home).discard(report.import_ids)
            raise
        locked = tuple(f.file_name for f in report.files if f.error in {ENCRYPTED, WRONG_PASSWORD})
        return Pending(
            report.as_json(), report.import_ids, returns, changes, batch, as_of, given, locked,
            version,
        )  # fmt: skip

    found = jobs.wait_for(work, language)
    import_waiting.keep(found)
    names = " ".join(path.name for path in batch.paths)
    rows = totals(found.report)["accepted"]
    record("import.read", detail=f"{_numbers(found.import_ids)} {names}", rows=rows)


def _returns(
    batch: Batch, report: ImportReport, language: str, passwords: dict[str, str], tell: Progress
) -> tuple[Return, ...]:
    """What goes back, for every file in which a cell was refused or asked about."""
    made = []
    for number, (path, file) in enumerate(zip(files_in(batch.paths), report.files, strict=True)):
        if not has_marked_cells(file) and file.error is None:
            continue
        tell(number, len(report.files), _MARKING.format(name=file.file_name))
        content = returned_workbook(path, file, language, password=passwords.get(path.name))
        made.append(Return(file.file_name, message(file), file_name_of(file), content))
    return tuple(made)


def load_demonstration() -> int:
    """Import the demonstration office and publish it; returns the version."""
    require(Action.IMPORT, Action.CHANGE_SETTINGS)
    home, at = settings.home(), access.now()
    given = read_answers(SAMPLES / "answers.toml")

    def work(tell: Progress, stop: threading.Event) -> tuple[int, ...]:
        report = stage(
            home, [SAMPLES], as_of=SAMPLES_AS_OF, answers=given, imported_at=at,
            imported_by=DEMONSTRATION, on_progress=tell, stop=stop,
        )  # fmt: skip
        keep_answers(home, contents_of([SAMPLES]), given, at=at, by=DEMONSTRATION)
        return report.import_ids

    return _publish("demo", jobs.wait_for(work, session.language()), ())


def needed(record: ImportRecord) -> Action:
    """The right to do to an import the one thing that can be done to it."""
    return Action.IMPORT if record.state == "not_published" else Action.UNDO_IMPORT


def weigh(record: ImportRecord) -> tuple[int, Preview]:
    """What undoing an import in force, restoring one undone or publishing one that is neither
    would change, and as against which version."""
    require(needed(record))
    home, at, version = settings.home(), access.now(), version_now()
    add, remove = _moved(record)

    def work(tell: Progress, _stop: threading.Event) -> Preview:
        return preview(home, add=add, remove=remove, previewed_at=at, on_progress=tell)

    return version, jobs.wait_for(work, session.language())


def publish(record: ImportRecord, *, seen: int) -> int:
    """Undo, restore or publish an import, as was weighed against the version ``seen``: raises
    Overtaken where another came into force since. Returns the number of the new version."""
    require(needed(record))
    add, remove = _moved(record)
    return _publish("import.undo" if remove else "import.publish", add, remove, seen=seen)


def _moved(record: ImportRecord) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which imports come in and which go out by the one thing that can be done to an import."""
    number = (record.import_id,)
    return ((), number) if record.state == "in_force" else (number, ())


def publish_waiting(waiting: Pending) -> int:
    """Publish what was previewed, and nothing else: raises Overtaken where another version came
    into force since. Returns the number of the version."""
    require(Action.IMPORT)
    version = _publish("import.publish", waiting.import_ids, (), seen=waiting.version)
    import_waiting.let_go()
    return version


def _publish(
    what: str, add: Sequence[int], remove: Sequence[int], *, seen: int | None = None
) -> int:
    home, at = settings.home(), access.now()

    def work(tell: Progress, _stop: threading.Event) -> int:
        return publish_imports(
            home, add=tuple(add), remove=tuple(remove), published_at=at, on_progress=tell,
            seen=seen,
        )  # fmt: skip

    version = jobs.wait_for(work, session.language())
    record(what, detail=f"{_numbers([*add, *remove])} version={version}")
    return version


def _numbers(import_ids: Sequence[int]) -> str:
    return "imports=" + ",".join(map(str, import_ids))


def latest() -> tuple[ImportRecord, ...]:
    """The imports, newest first; one that was read again later without being published in
    between is left out, and so is one that somebody is about to decide on."""
    if not settings.home().ledger_path.exists():
        return ()
    seen: set[tuple[str, str]] = set()
    found, held = [], import_waiting.held()
    for one in sorted(Ledger(settings.home()).imports(), key=lambda each: -each.import_id):
        content = (one.file_name, one.sha256)
        is_open = one.state == "not_published" and (content in seen or one.import_id in held)
        if not is_open:
            found.append(one)
        seen.add(content)
    return tuple(found)


def titles() -> dict[str, Text]:
    """Dataset -> its name."""
    return {name: contract.title for name, contract in contracts().items()}


def remembered_answers() -> tuple[RememberedAnswer, ...]:
    """The answers that hold for later imports, the latest first."""
    return remembered(settings.home().path)


def take_back(answer_id: int) -> None:
    """An answer no longer holds for later imports."""
    require(Action.IMPORT)
    withdraw(settings.home().path, answer_id, at=access.now(), by=reader())
    record("import.answer_withdrawn", detail=f"answer={answer_id}")


def remembered_as_file() -> bytes:
    """The remembered answers in the form of an answers file."""
    return as_toml(as_answers(remembered_answers())).encode()
