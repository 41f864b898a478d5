"""The handbook as a document, written from the declarations: ``docs/handbook.md`` and its like.

The same chapters stand on the handbook page. A test fails when the files are not what this
writes: after a change of a declaration run ``python3 manage.py handbook --write``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data.catalogue import contracts
from data.contract import Contract
from metrics import catalogue
from metrics.metric import Metric
from publication.integrity.catalogue import checks
from views.handbook import of_checks, of_metrics, of_sheets, of_the_plan
from views.handbook.content import Chapter, Entry, Listing, Sheet, SheetColumn
from wording import Text

FILES: Mapping[str, str] = {"zh": "handbook.zh.md", "en": "handbook.md"}
"""Language -> the file in ``docs``."""

TITLE = Text("指标手册", "Handbook")
WRITTEN = Text(
    "本文由声明生成，请勿手改；改了声明后运行 `python3 manage.py handbook --write`。",
    "Written from the declarations; do not edit. After a change of a declaration run "
    "`python3 manage.py handbook --write`.",
)
KEY = Text("代号", "Key")


def _sheet(contract: Contract) -> Sheet:
    columns = tuple(
        SheetColumn(one.name, one.headers, one.meaning, one.type, one.blank, one.required)
        for one in contract.columns
    )
    return Sheet(
        contract.name, contract.title, contract.grain, contract.kind, columns, contract.never_stored
    )


def chapters(metrics: Mapping[str, Metric]) -> tuple[Chapter, ...]:
    """The whole handbook; ``metrics`` with the targets that hold, the office's over the plan's."""
    titles = {name: contract.title for name, contract in contracts().items()}
    return (
        of_metrics.chapter(metrics, titles),
        of_the_plan.plan_chapter(),
        of_sheets.chapter([_sheet(one) for one in contracts().values()]),
        of_checks.chapter(checks().values()),
        of_the_plan.constants_chapter(),
    )


def markdown(language: str) -> str:
    """The handbook of what is declared, without anything that an office has decided."""
    lines = [f"# {TITLE.in_(language)}", "", WRITTEN.in_(language)]
    for chapter in chapters(catalogue.metrics()):
        lines += ["", f"## {chapter.name.in_(language)}", "", chapter.intro.in_(language)]
        for section in chapter.sections:
            if section.name != chapter.name:
                lines += ["", f"### {section.name.in_(language)}"]
            for entry in section.entries:
                lines += _entry(entry, language)
            if section.listing:
                lines += ["", *_table(section.listing, language)]
    return "\n".join(lines) + "\n"


def write(folder: Path) -> tuple[Path, ...]:
    """Writes the documents of both languages into a folder; returns their paths."""
    written = []
    for language, name in FILES.items():
        path = folder / name
        path.write_text(markdown(language), encoding="utf-8")
        written.append(path)
    return tuple(written)


def _entry(entry: Entry, language: str) -> list[str]:
    lines = ["", f"#### {_plain(entry.name.in_(language))}", ""]
    lines.append(f"- {KEY.in_(language)}{_colon(language)}`{entry.key}`")
    lines += [
        f"- {what.in_(language)}{_colon(language)}{_plain(said.in_(language))}"
        for what, said in entry.facts
    ]
    return [*lines, "", *_table(entry.listing, language)] if entry.listing else lines


def _table(listing: Listing, language: str) -> list[str]:
    rows = [[_plain(cell.in_(language)) for cell in row] for row in listing.rows]
    head = [words.in_(language) for words in listing.columns]
    return [_line(head), _line(["---"] * len(head)), *(_line(row) for row in rows)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _plain(words: str) -> str:
    """On one line, with nothing that Markdown would read as its own."""
    for sign in ("\\", "|", "<", "*", "_"):
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())
