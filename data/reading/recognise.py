"""What a file is, told by its first bytes and what it holds, never by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from data.errors import (
    DBF_ALONE,
    EMPTY_FILE,
    NOT_A_TABLE,
    OLD_FORMAT,
    UNKNOWN_ENCODING,
    UNREADABLE,
    WEB_ARCHIVE,
    ZIP_OF_FILES,
    ContractError,
)
from data.reading.formats.foreign import reading_by_others

Kind = Literal[
    "excel",  # .xlsx, .xlsm, .xlsb and .et made of parts in a zip
    "biff",  # .xls and .et as a compound file
    "ods",
    "fods",
    "locked",  # a compound file that holds an encrypted workbook
    "html",
    "xml_2003",
    "text",
    "geojson",
    "kml",
    "kmz",
    "gpkg",
    "shapefile",
    "shapefile_zip",
]

_HEAD = 65_536
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
    b"MZ", b"\x7fELF", b"{\\rtf", b"ftyp", b"BZh", b"RIFF",
)  # fmt: skip
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_DBF = frozenset({0x02, 0x03, 0x30, 0x31, 0x43, 0x83, 0x8B, 0xF5})
_DBF_HEADER = 32
_MARKUP = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<", re.DOTALL)
_FLAT_ODF = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HTML = re.compile(r"<(?:html|table|body|head|meta|div|style|tr)\b", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(r"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_JSON = re.compile(r'^\s*\{\s*("|\})')


def recognise(path: Path) -> Kind:
    """The kind of a file; raises ContractError where it is nothing that holds a table."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00 \r\n\t"):
        raise ContractError(EMPTY_FILE)
    if head.startswith(_COMPOUND):
        return _compound(path)
    if head.startswith(b"PK"):
        return _zip(path)
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "shapefile"
    if head.startswith(_OLD_BIFF):
        raise ContractError(OLD_FORMAT)
    if _is_dbf(head):
        raise ContractError(DBF_ALONE)
    if head.startswith(_FOREIGN) or head[4:8] == b"ftyp":
        raise ContractError(NOT_A_TABLE)
    return _text(head)


def _is_dbf(head: bytes) -> bool:
    """Whether a dBASE table begins so: its kind, a day, and where its list of fields ends."""
    if len(head) < _DBF_HEADER or head[0] not in _DBF or not (head[2] <= 12 and head[3] <= 31):
        return False
    end = int.from_bytes(head[8:10], "little")
    return b"\r" in head[max(_DBF_HEADER, end - 2) : end]


def _compound(path: Path) -> Kind:
    # The names of the streams stand in the directory in UTF-16; walking its chains is not needed.
    raw = path.read_bytes()

    def holds(stream: str) -> bool:
        return (stream + "\0").encode("utf-16-le") in raw

    if holds("EncryptedPackage"):
        return "locked"
    if any(map(holds, ("Workbook", "Book", "WORKBOOK", "BOOK"))):
        return "biff"
    if holds("WordDocument") or holds("PowerPoint Document"):
        raise ContractError(NOT_A_TABLE)
    raise ContractError(UNREADABLE)


def _zip(path: Path) -> Kind:
    with reading_by_others(), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    lower = {name.lower().replace("\\", "/") for name in names}
    if any(name.startswith("xl/workbook.") for name in lower):
        return "excel"
    if "content.xml" in lower:
        return "ods"
    if any(name.endswith(".shp") for name in lower):
        return "shapefile_zip"
    if any(name.endswith(".kml") for name in lower):
        return "kmz"
    if any(name.startswith(("word/", "ppt/")) for name in lower):
        raise ContractError(NOT_A_TABLE)
    raise ContractError(UNREADABLE if "[content_types].xml" in lower else ZIP_OF_FILES)


def _text(head: bytes) -> Kind:
    text = head.decode(text_encoding(head), errors="replace").lstrip("\ufeff")
    if _MARKUP.match(text):
        if "urn:schemas-microsoft-com:office:spreadsheet" in text and "<html" not in text.lower():
            return "xml_2003"
        if _FLAT_ODF in text and "<office:document" in text:
            if "opendocument.spreadsheet" not in text:
                raise ContractError(NOT_A_TABLE)
            return "fods"
        if re.search(r"<(?:\w+:)?kml\b", text):
            return "kml"
        if _HTML.search(text):
            return "html"
        raise ContractError(NOT_A_TABLE)
    if _WEB_ARCHIVE.match(text):
        raise ContractError(WEB_ARCHIVE)
    return "geojson" if _JSON.match(text) else "text"


def text_encoding(head: bytes) -> str:
    """The encoding that a byte order mark tells, or zero bytes at every other place; else UTF-8."""
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = head[: len(head) // 2 * 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample and max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < max(even, odd) / 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def decode(raw: bytes) -> str:
    """The text of a file: its byte order mark, else strict UTF-8, else GB18030 (holds GBK)."""
    encoding = text_encoding(raw[:_HEAD])
    for candidate in (encoding, "gb18030"):
        try:
            return raw.decode(candidate).lstrip("\ufeff").replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise ContractError(UNKNOWN_ENCODING)
