"""The line on a file that leaves the system: who took it, when, and that it is internal.

Where it stands depends on the file, so that whatever reads the file goes on reading it:

- CSV: one last row as wide as the table, its first cell starting with ``#``, the others empty.
- Workbooks: the footer of every sheet, which is printed on every page, and the file's properties.
  No cell is touched: a workbook that goes back to its community is imported again.
- TOML: a comment in the first line. HTML: a last line of the body.
- Maps: a strip below a picture, a member of its own in GeoJSON, the description of a layer in GPKG.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

from lxml import etree

from views import watermark_maps
from views.html import tag
from wording import Text

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOML = "application/toml"
HTML = "text/html"
PNG = "image/png"
GEOJSON, GPKG = "application/geo+json", "application/geopackage+sqlite3"
ON_MAPS = {
    PNG: watermark_maps.picture, GEOJSON: watermark_maps.geojson, GPKG: watermark_maps.geopackage
}  # fmt: skip

NOTE = Text(
    "内部资料，注意保管 · {name}（{account}）于 {at} 导出",
    "Internal, keep it safe · exported by {name} ({account}) at {at}",
)

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS = "http://purl.org/dc/elements/1.1/"
_PROPERTIES = "docProps/core.xml"
_AFTER_FOOTER = frozenset({
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
})  # fmt: skip
"""What must follow a sheet's footer: the order of a sheet's parts is prescribed (ECMA-376)."""

LONGEST_FOOTER = 255
"""Characters; Excel repairs a workbook with a longer one."""
_PIECES = re.compile(r"&[&LCRlcr]|&|[^&]+")


def note(name: str, account: str, at: datetime) -> Text:
    """The words of the line."""
    return NOTE.format(name=name, account=account, at=f"{at:%Y-%m-%d %H:%M:%S}")


def stamped(content: bytes, kind: str, words: str) -> bytes:
    """The file with the line; a kind of file that has no place for one is returned as it is."""
    words = " ".join(words.split())
    if kind in ON_MAPS:
        return ON_MAPS[kind](content, words)
    if kind == CSV:
        return content + _last_row(content, words)
    if kind == XLSX:
        return _workbook(content, words)
    if kind == TOML:
        return f"# {words}\n".encode() + content
    if kind == HTML:
        line = tag("p", words, style="font-size:12px;color:#52606D;text-align:center").encode()
        before, closing, after = content.rpartition(b"</body>")
        return before + line + closing + after if closing else content + line
    return content


def _last_row(content: bytes, words: str) -> bytes:
    header = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))), [""])
    held = io.StringIO()
    csv.writer(held).writerow([f"# {words}", *[""] * (len(header) - 1)])
    return held.getvalue().encode()


def _workbook(content: bytes, words: str) -> bytes:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == _PROPERTIES:
                part = _described(part, words)
            elif entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                part = _footed(part, words)
            target.writestr(entry, part)
    return held.getvalue()


def _read(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _described(part: bytes, words: str) -> bytes:
    root = _read(part)
    for name in (f"{{{_TERMS}}}description", f"{{{_CORE}}}lastModifiedBy"):
        found = root.find(name)
        found = etree.SubElement(root, name) if found is None else found
        found.text = words
    return _written(root)


def _footed(part: bytes, words: str) -> bytes:
    root = _read(part)
    former = root.find(f"{{{_SHEET}}}headerFooter")
    foot = etree.Element(f"{{{_SHEET}}}headerFooter") if former is None else former
    stood = foot.findtext(f"{{{_SHEET}}}oddFooter") or ""
    for each in list(foot):  # the same header and footer on every page, so that none goes unmarked
        if each.tag != f"{{{_SHEET}}}oddHeader":
            foot.remove(each)
    for flag in ("differentOddEven", "differentFirst"):
        foot.attrib.pop(flag, None)
    etree.SubElement(foot, f"{{{_SHEET}}}oddFooter").text = _beside(words, stood)
    if former is not None:
        return _written(root)
    following = (each for each in root if etree.QName(each).localname in _AFTER_FOOTER)
    follower = next(following, None)
    if follower is None:
        root.append(foot)
    else:
        follower.addprevious(foot)
    return _written(root)


def _beside(words: str, former: str) -> str:
    """The words in the middle of a footer, what stood there after them; its codes stay codes."""
    # An ampersand starts a code in a footer; two of them are the character.
    line = words.replace("&", "&&")
    if line in former:
        return former
    parts = {"&L": "", "&C": "", "&R": ""}
    place = "&C"
    for piece in _PIECES.findall(former):
        if piece.upper() in parts:
            place = piece.upper()
        else:
            parts[place] += piece
    parts["&C"] = f"{line} · {parts['&C']}" if parts["&C"] else line
    joined = "".join(f"{code}{said}" for code, said in parts.items() if said)
    return joined if len(joined) <= LONGEST_FOOTER else f"&C{line}"[:LONGEST_FOOTER]
