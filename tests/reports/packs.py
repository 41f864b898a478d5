"""Packs to look at: of the demonstration office, with a meeting, in both languages."""

from __future__ import annotations

import atexit
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from office.follow_up_changes import decide
from office.meetings import open_meeting
from reports import pack
from reports.result import Result
from tests.demonstration import demonstration
from ui import packing

WEEK = "2026-W47"
MONDAY = datetime(2026, 11, 23, 9, 30)
MADE_BY = "研判 & 室"
HOSTILE = (
    "{{ 7 * 7 }}{% for x in range(9) %}boom{% endfor %}",
    '=HYPERLINK("http://evil.example","看")',
    "<script>alert(1)</script><w:p/>&amp;\x07\x00\u202eabc",
)
"""What a decision may hold: a placeholder, a formula, markup with signs that no XML can hold."""


@contextmanager
def at_home(home: Path) -> Iterator[None]:
    """Screens and packs read this home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINGTU_HOME", str(home))
        yield


@dataclass(frozen=True)
class Pack:
    """A pack that was written, each file opened by the library that reads such files."""

    result: Result
    files: tuple[pack.PackFile, ...]

    def content(self, ending: str, number: int = 0) -> bytes:
        """The file of that ending, in the order in which they were made."""
        return [f.content for f in self.files if f.name.endswith(ending)][number]

    @cached_property
    def briefing(self):
        return Document(io.BytesIO(self.content(".docx")))

    @cached_property
    def slides(self):
        return Presentation(io.BytesIO(self.content(".pptx")))

    @cached_property
    def workbook(self):
        return load_workbook(io.BytesIO(self.content(".xlsx")))

    @property
    def page(self) -> str:
        return self.content(".html").decode()

    @cached_property
    def words(self) -> dict[str, str]:
        """File -> everything that can be read in it."""
        return {f.name: words_of(f) for f in self.files}


def words_of(file: pack.PackFile) -> str:
    """Everything that can be read in a file, headers and notes included."""
    held = io.BytesIO(file.content)
    if file.name.endswith(".docx"):
        return "\n".join(text for text in document_words(Document(held)))
    if file.name.endswith(".pptx"):
        return "\n".join(slide_words(Presentation(held)))
    if file.name.endswith(".xlsx"):
        rows = (row for sheet in load_workbook(held) for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    return re.sub(r"data:[^\"]*", "", file.content.decode())


def document_words(document) -> Iterator[str]:
    for section in document.sections:
        yield from (p.text for p in section.header.paragraphs)
    yield from (p.text for p in document.paragraphs)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def slide_words(slides) -> Iterator[str]:
    for slide in slides.slides:
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def made(home: Path, language: str, period_id: str = WEEK, at: datetime = MONDAY) -> Pack:
    """The pack of a home's whole office."""
    with at_home(home):
        place, period = packing.place_and_period(period_id)
        result = packing.collect(place, period, made_by=MADE_BY, at=at, language=language)
        return Pack(result, pack.files(result, language, own_templates=home / "templates"))


@cache
def before(language: str) -> Pack:
    """The week's pack before a meeting."""
    return made(demonstration(), language)


@cache
def with_meeting() -> Path:
    """The demonstration office with a meeting about the week, whose decisions are hostile."""
    folder = Path(tempfile.mkdtemp(prefix="lingtu-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    home = folder / "home"
    shutil.copytree(demonstration(), home)
    meeting = open_meeting(home, WEEK, at=MONDAY, by="会议室")
    for number, words in enumerate(HOSTILE):
        decide(
            home, meeting.number, what=f"补齐网格员{words}", department="社会治理办",
            post=f"主任{words}", due_on=date(2026, 11, 20 + 5 * number),
            metric="grid_staffing_attainment", place_id="990102013001", expected=words,
            at=MONDAY, by="会议室",
        )  # fmt: skip
    return home


@cache
def after(language: str) -> Pack:
    """The week's pack after the meeting."""
    return made(with_meeting(), language)
