"""What ``import`` and ``demo`` share: importing files, publishing them, and showing the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commands.office import log, now, office, publish_with_progress
from commands.output import Progress, quoted, table
from wording import Text

if TYPE_CHECKING:
    from data.report import FileReport, ImportReport, SheetReport


@dataclass(frozen=True)
class Intake:
    """A finished import: its report, and the version that it published, if any."""

    report: ImportReport
    version: int | None
    is_dry_run: bool
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The stable form documented in docs/command-line.md."""
        return {"version": self.version, "dry_run": self.is_dry_run, **self.report.as_json()}


def import_and_publish(
    home_path: Path,
    paths: Sequence[Path],
    *,
    as_of: date | None,
    answers: Path | None,
    imported_by: str,
    dry_run: bool,
    language: str,
    returns: Path | None = None,
) -> Intake:
    """Import the files into the home and publish what was accepted, with progress on stderr.

    Answers that the office gave before hold too, and those given now are remembered.
    """
    from data.answers import Answers, read_answers
    from data.importing import stage
    from publication.answering import answers_for, contents_of, keep_answers

    home = office(home_path)
    given = read_answers(answers) if answers else Answers()
    contents = contents_of(paths)
    with Progress(language) as progress:
        report = stage(
            home,
            list(paths),
            as_of=as_of,
            answers=answers_for(home, contents, given),
            imported_at=now(),
            imported_by=imported_by,
            dry_run=dry_run,
            on_progress=progress.step,
        )
        seconds = progress.seconds
    if not dry_run:
        keep_answers(home, contents, given, at=now(), by=imported_by)
    if returns is not None:
        write_returns(returns, paths, report, language)
    version = None
    if report.import_ids:
        version, more = publish_with_progress(home, language, add=report.import_ids)
        seconds += more
    if report.import_ids:
        names = " ".join(path.name for path in paths)
        rows = sum(sheet.rows_accepted for file in report.files for sheet in file.sheets)
        numbers = ",".join(map(str, report.import_ids))
        log(home, "import", detail=f"imports={numbers} version={version} {names}", rows=rows)
    return Intake(report, version, dry_run, seconds)


def write_returns(
    folder: Path, paths: Sequence[Path], report: ImportReport, language: str
) -> list[Path]:
    """Put the marked workbook of every file with refused or asked cells into a folder."""
    from data.importing import files_in
    from data.returned import file_name_of, returned_workbook

    written = []
    folder.mkdir(parents=True, exist_ok=True)
    for path, file in zip(files_in(paths), report.files, strict=True):
        content = returned_workbook(path, file, language)
        if content is not None:
            wanted = folder / file_name_of(file)
            # 名单.xls and 名单.xlsx, or files of one name from two folders, are two files.
            names = (wanted.with_stem(f"{wanted.stem} ({number})") for number in count(2))
            written.append(next(name for name in chain([wanted], names) if name not in written))
            written[-1].write_bytes(content)
    return written


def summary(done: Intake) -> Text:
    """Files, rows accepted, refused and asked, the version published, and what was not read."""
    sheets = [sheet for file in done.report.files for sheet in file.sheets]
    files = len(done.report.files)
    accepted = sum(sheet.rows_accepted for sheet in sheets)
    refused = sum(sheet.rows_of("refused") for sheet in sheets)
    asked = sum(sheet.rows_of("asked") for sheet in sheets)
    if done.version is not None:
        end = Text(f"已发布版本 {done.version}", f"version {done.version} is published")
    elif done.is_dry_run:
        end = Text("仅检查，未写入", "checked only, nothing stored")
    else:
        end = Text("没有可发布的内容", "there is nothing to publish")
    unread = [file.file_name for file in done.report.files if file.error]
    missing = Text("。", ".")
    if unread:
        missing = Text(
            f"。未能读取 {len(unread)} 个文件：{'、'.join(unread)}。",
            f". {len(unread)} could not be read: {', '.join(unread)}.",
        )
    return Text(
        f"{files} 个文件：采用 {accepted:,} 行，退回 {refused:,} 行，疑问 {asked:,} 行；"
        f"{end.zh}{missing.zh}用时 {done.seconds:.1f} 秒。",
        f"{files} files: {accepted:,} rows accepted, {refused:,} refused, {asked:,} asked; "
        f"{end.en}{missing.en} It took {done.seconds:.1f} s.",
    )


HEADERS = (
    Text("文件", "File"), Text("表", "Sheet"), Text("数据", "Dataset"), Text("数据日期", "As of"),
    Text("行数", "Rows"), Text("采用", "Accepted"), Text("退回", "Refused"), Text("疑问", "Asked"),
    Text("略过", "Dropped"), Text("标记", "Flagged"),
)  # fmt: skip
STATUS = {
    "asked": Text("（待答复）", "(waits for an answer)"),
    "unknown": Text("（不认识）", "(not recognised)"),
    "skipped": Text("（空表，略过）", "(empty, skipped)"),
    "left_out": Text("（按答复不导入）", "(left out, as answered)"),
}
MOST_CANDIDATES = 8
"""As many as a line on a screen holds; JSON names all."""


def report_drawn(done: Intake, language: str) -> str:
    """The report for a screen: a table of sheets, what was refused, and what is asked."""
    from data.catalogue import contracts
    from data.report import KINDS

    titles = {name: contract.title.in_(language) for name, contract in contracts().items()}
    rows: list[tuple[object, ...]] = []
    for file in done.report.files:
        for sheet in file.sheets:
            what = titles.get(sheet.dataset or "", "")
            if sheet.status in STATUS:
                what += STATUS[sheet.status].in_(language)
            counts = [sheet.rows_of(kind) or "" for kind in KINDS]
            rows.append(
                (file.file_name, sheet.sheet or "", what, sheet.as_of or "",
                 sheet.rows_read or "", sheet.rows_accepted or "", *counts)
            )  # fmt: skip
    parts = [table([word.in_(language) for word in HEADERS], rows, right="llllrrrrrr")]
    parts += _errors(done.report.files, language)
    parts += _refusals(done.report.files, language)
    parts += _questions(done.report.files, language)
    return "\n".join([*parts, "", summary(done).in_(language)])


def _errors(files: Sequence[FileReport], language: str) -> list[str]:
    wrong = [file for file in files if file.error is not None]
    if not wrong:
        return []
    title = Text("无法导入的文件", "Files that could not be imported").in_(language)
    return [f"\n{title}"] + [
        f"  {file.file_name}: {file.error.in_(language)}" for file in wrong if file.error
    ]


def _refusals(files: Sequence[FileReport], language: str) -> list[str]:
    from data.report import MOST_LISTED

    lines = []
    for file in files:
        for sheet in file.sheets:
            lines += [
                f"  {file.file_name} {_place(sheet, issue.cell)}: {issue.message.in_(language)}"
                for issue in sheet.of("refused")[:MOST_LISTED]
            ]
            more = sheet.not_listed_sentence(["refused"])
            if more is not None:
                lines.append(f"  {file.file_name} {sheet.sheet or ''}: {more.in_(language)}")
    title = Text("退回的行", "Refused rows").in_(language)
    return [f"\n{title}", *lines] if lines else []


def _place(sheet: SheetReport, cell: str) -> str:
    """``网格台账!D17``, or the cell alone in a file without sheets."""
    return f"{sheet.sheet}!{cell}" if sheet.sheet else cell


def _questions(files: Sequence[FileReport], language: str) -> list[str]:
    """The open questions in the form of an answers file, ready to be filled in."""
    lines: list[str] = []
    for file in files:
        for sheet in file.sheets:
            for issue in sheet.of("asked"):
                asked = issue.as_json(file.file_name)
                if "question" not in asked:
                    continue
                lines += ["", "[[answer]]"]
                lines += [
                    f"{key} = {quoted(asked[key])}"
                    for key in ("question", "spelling", "file", "sheet", "cell")
                    if asked.get(key)
                ]
                some = [*issue.candidates[:MOST_CANDIDATES], "…"][: len(issue.candidates)]
                hint = f"{issue.message.in_(language)} {' / '.join(some)}".strip()
                lines.append(f'# value = ""  # {hint}')
    title = Text(
        "# 疑问：填写 value 并去掉前面的 #，存成文件，再用 --answers 导入一次",
        "# Open questions: fill in value, take away its #, save as a file, and import again "
        "with --answers",
    )
    return [f"\n{title.in_(language)}", *lines[1:]] if lines else []
