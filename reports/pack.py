"""The whole pack: every file made in memory first, then written beside its place and moved there.

Either all files are there or none: a folder that was not finished never bears the pack's name.
"""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from office.follow_ups import FollowUp
from reports import documents, page, slides, workbook
from reports.documents import Attachment
from reports.errors import ReportError
from reports.result import Result
from reports.story import story
from reports.words import REPORT
from wording import Text

FOLDER = Text("治理研判材料-{period}", "governance-pack-{period}")
NAMES = {
    "briefing": Text("1 {report}-{period}.docx", "1 report-{period}.docx"),
    "slides": Text("2 汇报演示-{period}.pptx", "2 slides-{period}.pptx"),
    "workbook": Text("3 数据与口径-{period}.xlsx", "3 figures-{period}.xlsx"),
    "page": Text("4 网页版-{period}.html", "4 page-{period}.html"),
    "minutes": Text("5 会议纪要（草稿）-{period}.docx", "5 minutes (draft)-{period}.docx"),
    "order": Text("督办单/{code}.docx", "supervision orders/{code}.docx"),
}
ABOUT = {
    "slides": Text("会上放映，图表可编辑", "for the projector; charts can be edited"),
    "workbook": Text("全部数值、口径、状态、依据行数和编号",
                     "every number with definition, state, rows behind it and passport"),
    "page": Text("双击打开，可打印", "opens by double-click, prints"),
    "minutes": Text("供会后核改", "to be checked after the meeting"),
    "order": Text("督办单 {count} 份", "supervision orders: {count}"),
}  # fmt: skip
MAKING = Text("正在写{what}", "Writing: {what}")
SAID = {
    "briefing": Text("简报", "briefing"),
    "slides": Text("演示文稿", "slides"),
    "workbook": Text("工作簿", "workbook"),
    "page": Text("网页", "page"),
    "minutes": Text("会议纪要草稿", "draft minutes"),
    "order": Text("督办单", "supervision orders"),
}
UNWRITABLE = Text(
    "写不进文件夹 {folder}（{why}）。换一个文件夹：--out 文件夹",
    "The folder {folder} cannot be written ({why}). Name another one: --out DIR",
)


@dataclass(frozen=True)
class PackFile:
    """One finished file; its name may lie in a folder of the pack."""

    name: str
    content: bytes


Progress = Callable[[int, int, Text], None]


def files(
    result: Result, language: str, *, own_templates: Path | None = None,
    on_progress: Progress | None = None,
) -> tuple[PackFile, ...]:  # fmt: skip
    """Every file of the pack; ReportError where a template is broken."""
    told = story(result, language)

    def tell(step: int, what: str) -> None:
        if on_progress is not None:
            on_progress(step, len(SAID), MAKING.format(what=SAID[what]))

    def name(what: str) -> str:
        return _name(what, result).in_(language)

    found = []
    tell(1, "briefing")
    attached = _attached(result, language)
    found.append(PackFile(
        name("briefing"), documents.briefing(result, told, attached, language, own_templates)
    ))  # fmt: skip
    tell(2, "slides")
    found.append(PackFile(name("slides"), slides.slides(result, told, language, own_templates)))
    tell(3, "workbook")
    found.append(PackFile(name("workbook"), workbook.workbook(result, told, language)))
    tell(4, "page")
    found.append(PackFile(name("page"), page.page(result, told, language)))
    tell(5, "minutes")
    found.append(
        PackFile(name("minutes"), documents.minutes(result, told, language, own_templates))
    )
    tell(6, "order")
    for decision in result.decisions:
        content = documents.order(result, told, decision, language, own_templates)
        found.append(PackFile(_order_name(decision, language), content))
    return tuple(found)


def folder_name(result: Result, language: str) -> str:
    """The name of the folder, or of the archive, that holds the pack."""
    return FOLDER.format(period=result.period.period_id).in_(language)


def archive(made: Sequence[PackFile]) -> bytes:
    """The files as one archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in made:
            packed.writestr(each.name, each.content)
    return held.getvalue()


def write(made: Sequence[PackFile], out: Path, folder: str) -> Path:
    """Write the files into a folder of that name in ``out``; an older pack of it is replaced."""
    target = out / folder
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".pack-", dir=out) as name:
            fresh, former = Path(name) / "new", Path(name) / "old"
            for each in made:
                path = fresh / each.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(each.content)
            if target.exists():
                target.rename(former)
            try:
                fresh.rename(target)
            except OSError:
                if former.exists() and not target.exists():
                    former.rename(target)
                raise
            shutil.rmtree(former, ignore_errors=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise ReportError(UNWRITABLE.format(folder=out, why=why)) from error
    return target


def _name(what: str, result: Result) -> Text:
    return NAMES[what].format(period=result.period.period_id, report=REPORT[result.period.kind])


def _order_name(decision: FollowUp, language: str) -> str:
    return NAMES["order"].format(code=decision.code).in_(language)


def _attached(result: Result, language: str) -> list[Attachment]:
    """What goes with the briefing."""
    found = [
        Attachment(_name(what, result).in_(language), ABOUT[what])
        for what in ("slides", "workbook", "page", "minutes")
    ]
    count = len(result.decisions)
    if count:
        found.append(Attachment(SAID["order"].in_(language), ABOUT["order"].format(count=count)))
    return found
