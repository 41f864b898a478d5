"""Bringing files in: uploads in a folder of their own, staging, publishing, undoing."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import streamlit as st

from data.answers import Answers, read_answers
from data.catalogue import contracts
from data.importing import stage
from data.ledger import ImportRecord, Ledger
from publication.publish import publish as publish_imports
from ui import session, settings
from wording import Text

SAMPLES = settings.ROOT / "data" / "samples" / "inbox"
SAMPLES_AS_OF = date(2026, 11, 22)
DEMONSTRATION = "demo"
_PENDING = "_pending_import"


class Upload(Protocol):
    """A file as the browser handed it over."""

    name: str

    def getvalue(self) -> bytes:
        """Its content."""


@dataclass(frozen=True)
class Pending:
    """A staged import that waits for a decision: its report and the imports it may publish."""

    report: dict[str, Any]
    import_ids: tuple[int, ...]


def pending() -> Pending | None:
    """The import of this session that is neither published nor dropped."""
    found: Pending | None = st.session_state.get(_PENDING)
    return found


def forget() -> None:
    """Drop the pending import: nothing was published, its rows stay out of every number."""
    st.session_state.pop(_PENDING, None)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _steps(language: str) -> Callable[[int, int, Text], None]:
    """Progress on the page; drawing it is also where a reader's "stop" takes hold."""
    bar = st.progress(0.0)

    def told(done: int, total: int, what: Text) -> None:
        bar.progress(min(1.0, done / max(1, total)), text=what.in_(language))

    return told


def read(uploads: Sequence[Upload], answers: Upload | None, as_of: date | None) -> None:
    """Stage the uploads; they lie in a folder that only we may enter, and are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="lingtu-upload-") as folder:
        paths = []
        for number, upload in enumerate(uploads):
            inside = Path(folder) / str(number)
            inside.mkdir(mode=0o700)
            path = inside / (Path(upload.name.replace("\\", "/")).name or f"{number}")
            path.write_bytes(upload.getvalue())
            paths.append(path)
        known = Answers()
        if answers is not None:
            written = Path(folder) / "answers.toml"
            written.write_bytes(answers.getvalue())
            known = read_answers(written)
        _stage(paths, known, as_of, getpass.getuser())


def _stage(paths: Sequence[Path], answers: Answers, as_of: date | None, by: str) -> None:
    report = stage(
        settings.home(), paths, as_of=as_of, answers=answers, imported_at=_now(), imported_by=by,
        on_progress=_steps(session.language()),
    )  # fmt: skip
    st.session_state[_PENDING] = Pending(report.as_json(), report.import_ids)


def load_demonstration() -> int:
    """Import the demonstration office and publish it; returns the version."""
    answers = read_answers(SAMPLES / "answers.toml")
    _stage([SAMPLES], answers, SAMPLES_AS_OF, DEMONSTRATION)
    waiting = pending()
    forget()
    return publish(add=waiting.import_ids if waiting else ())


def publish(add: Sequence[int] = (), remove: Sequence[int] = ()) -> int:
    """Publish a version with some imports added or taken out; returns its number."""
    return publish_imports(
        settings.home(), add=tuple(add), remove=tuple(remove), published_at=_now(),
        on_progress=_steps(session.language()),
    )  # fmt: skip


def latest(count: int) -> tuple[ImportRecord, ...]:
    """The latest imports, newest first."""
    if not settings.home().ledger_path.exists():
        return ()
    found = sorted(Ledger(settings.home()).imports(), key=lambda record: -record.import_id)
    return tuple(found[:count])


def titles() -> dict[str, Text]:
    """Dataset -> its name."""
    return {name: contract.title for name, contract in contracts().items()}
