"""The templates of a pack: ours, or the office's own file of the same name in its home.

A template may be anybody's file: its expressions run in a sandbox, what it is given is text only,
and whatever is wrong with it becomes a sentence that says which file and what.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docx.table import Table, _Row
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from reports.errors import ReportError
from wording import Text, wide

FOLDER = Path(__file__).parent / "templates"

LARGEST_BYTES = 20 * 1024 * 1024
LONGEST_PROPERTY = 255
PICTURE_WIDTH = Mm(150)
SHORT_TABLE = 13
"""A table of so many rows, its heading included, stands on one page; of a longer one at least
``ENDS`` rows stay together at either end."""

LONG_TEXT = 1_200
"""A table with more text than that, in halves of a Chinese character row by row, may fill a page:
kept whole it would leave the page before it empty."""

WHOLE_POINTS = 520
"""The height to which a short table is kept whole: what is left of a page below the heading of a
supervision order."""

ENDS = 3
ENDS_POINTS = 280
"""The height to which the rows at either end are kept together; higher ones would leave the page
before them to a heading alone."""

CELL_POINTS, LINE_POINTS, PADDING_POINTS = 9.5, 13.0, 4.0
LONGEST_QUOTE = 60
LINES_BEFORE = 3
"""Of the template, that docxtpl hands over with a mistake, before its line."""

BROKEN = Text(
    "模板 {file} 不能用：{why}。请改正，或把它移出模板文件夹，改用自带的模板。",
    "The template {file} cannot be used: {why}. Mend it, or move it out of the folder of "
    "templates; ours is used then.",
)
NOT_A_DOCUMENT = Text("它不是 Word 文档（.docx）", "it is no Word document (.docx)")
TOO_LARGE = Text("它超过 20 MB", "it is larger than 20 MB")
UNKNOWN = Text("有不认识的占位符“{said}”", "it has an unknown placeholder, “{said}”")
SYNTAX = Text("占位符写法有误，在“{said}”附近", "a placeholder is not well written, near “{said}”")
UNCLOSED = Text(
    "占位符写法有误，有条件或循环没有结束（缺少 endif 或 endfor）",
    "a condition or loop in it does not end (an endif or endfor is missing)",
)
SENSELESS = Text("占位符里的算式算不出来", "an expression in a placeholder makes no sense")
FORBIDDEN = Text("用了不允许的写法", "it uses something that is not allowed")
NOT_XML = Text(
    "填入内容后不再是有效的文档，条件和循环可能跨越了段落或表格行",
    "it is no valid document once filled in; a condition or loop may cross paragraphs or rows",
)


@dataclass(frozen=True)
class Template:
    """A template file: its content, and the name by which it is spoken of."""

    name: str
    content: bytes


def find(file: str, own: Path | None) -> Template:
    """The office's own template of that file name in the folder ``own``, else ours."""
    path = own / file if own is not None and (own / file).is_file() else FOLDER / file
    if path.stat().st_size > LARGEST_BYTES:
        raise ReportError(BROKEN.format(file=file, why=TOO_LARGE))
    return Template(file, path.read_bytes())


def fill(template: Template, content: Mapping[str, object], picture: bytes | None = None) -> bytes:
    """The document; ReportError where the template is broken.

    ``picture`` becomes the placeholder ``map``. Text is escaped: none of it is read as a
    placeholder, as markup, or as a line break.
    """
    document = _opened(template)
    shown: object = ""
    if picture is not None:
        shown = InlineImage(document, io.BytesIO(picture), width=PICTURE_WIDTH)
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        document.render({**content, "map": shown}, environment, autoescape=True)
    except UndefinedError as error:
        raise broken(template, UNKNOWN.format(said=_name(error))) from error
    except SecurityError as error:
        raise broken(template, FORBIDDEN) from error
    except TemplateError as error:
        raise broken(template, _miswritten(error)) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
            ValueError) as error:  # fmt: skip
        raise broken(template, SENSELESS) from error
    except XMLSyntaxError as error:
        raise broken(template, NOT_XML) from error
    for table in document.docx.tables:
        _keep_together(table)
    about = document.docx.core_properties
    about.title, about.subject, about.author, about.comments = (
        str(content[each])[:LONGEST_PROPERTY] for each in ("title", "period", "issuer", "watermark")
    )
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _keep_together(table: Table) -> None:
    """Let no row stand alone on a page, and no page stay empty for the sake of it."""
    rows = list(table.rows)
    count, heights = len(rows), [_height(row) for row in rows]
    short = count <= SHORT_TABLE and _text(table) <= LONG_TEXT and sum(heights) <= WHOLE_POINTS
    for number, row in enumerate(rows[:-1]):
        is_head = number < ENDS and sum(heights[: number + 2]) <= ENDS_POINTS
        is_end = number >= count - ENDS and sum(heights[number:]) <= ENDS_POINTS
        if short or number == 0 or is_head or is_end:
            for paragraph in (p for cell in row.cells for p in cell.paragraphs):
                paragraph.paragraph_format.keep_with_next = True


def _height(row: _Row) -> float:
    """About how many points high a row is, as its cells' text breaks."""
    lines: list[int] = [
        math.ceil(wide(cell.text) * CELL_POINTS / 2 / max(cell.width.pt - 2 * PADDING_POINTS, 1))
        for cell in row.cells if cell.width
    ]  # fmt: skip
    least = float(row.height.pt) if row.height else 0.0
    return max([least, *(each * LINE_POINTS + PADDING_POINTS for each in lines)])


def _text(table: Table) -> int:
    """The text that makes a table high: the longest cell of each row."""
    return sum(max(wide(cell.text) for cell in row.cells) for row in table.rows)


def _opened(template: Template) -> DocxTemplate:
    try:
        document = DocxTemplate(io.BytesIO(template.content))
        document.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise broken(template, NOT_A_DOCUMENT) from error
    return document


def broken(template: Template, why: Text) -> ReportError:
    """What is said of a template that cannot be used."""
    return ReportError(BROKEN.format(file=template.name, why=why))


def _name(error: UndefinedError) -> str:
    """The placeholder that is not known: the last of what the engine quotes."""
    quoted = re.findall(r"'([^']*)'", error.message or "")
    return str(quoted[-1])[:LONGEST_QUOTE] if quoted else "?"


def _miswritten(error: TemplateError) -> Text:
    """Where in the template it is not well written; it quotes the template and never data."""
    around = [" ".join(str(line).split()) for line in getattr(error, "docx_context", ())]
    line = getattr(error, "lineno", None) or 1
    at = around[min(line - 1, LINES_BEFORE)] if len(around) > min(line - 1, LINES_BEFORE) else ""
    is_at_end = (error.message or "").startswith("Unexpected end of template")
    return SYNTAX.format(said=at[:LONGEST_QUOTE]) if at and not is_at_end else UNCLOSED
