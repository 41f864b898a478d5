"""The templates are what Word expects, not only what more patient programs can read."""

from __future__ import annotations

import pytest
from docx import Document

from reports.filling import FOLDER
from tests.reports.packs import after

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike noProof color spacing kern sz szCs u "
    "lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}  # ECMA-376, part 1, annex A: the properties that we use, in the order that it prescribes


def out_of_order(root) -> list[str]:
    found = []
    for tag, sequence in SEQUENCES.items():
        order = sequence.split()
        for element in root.iter(W + tag):
            names = [child.tag.removeprefix(W) for child in element]
            known = [order.index(name) for name in names if name in order]
            if known != sorted(known) or len(set(known)) != len(known):
                found.append(f"{tag}: {names}")
    return found


def parts(document) -> list:
    found = [document.element, document.styles.element]
    for section in document.sections:
        for part in (section.header, section.footer,
                     section.even_page_header, section.even_page_footer):  # fmt: skip
            found.append(part._element)
    return found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.docx")), ids=lambda path: path.name)
def test_properties_stand_in_the_order_that_the_standard_prescribes(path):
    for part in parts(Document(path)):
        assert not out_of_order(part)


def test_a_filled_briefing_keeps_that_order():
    for part in parts(after("zh").briefing):
        assert not out_of_order(part)
