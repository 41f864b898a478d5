"""How the files look: the layout of official documents, tables that are whole, captions that count."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import groupby

import pytest
from docx import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt
from pptx.util import Inches

from reports import documents
from reports.story import story
from tests.reports.packs import after, before
from wording import wide

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
COUNT = re.compile(r"(\d+)")


def east_asian_font(style) -> str:
    return style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))


@BOTH
def test_the_page_is_that_of_an_official_document(language):
    section = before(language).briefing.sections[0]
    assert [round(each.mm) for each in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in margins] == [37, 35, 28, 26]


def test_styles_bear_the_typography():
    styles = before("zh").briefing.styles
    asked = {
        "公文标题": ("方正小标宋简体", 22), "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16), "公文正文": ("仿宋_GB2312", 16),
    }  # fmt: skip
    for name, (font, points) in asked.items():
        assert east_asian_font(styles[name]) == font
        assert styles[name].font.size == Pt(points)
    body = styles["公文正文"].paragraph_format
    assert body.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert 28 <= body.line_spacing.pt <= 29
    assert styles["公文正文"].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_a_page_of_text_has_22_lines_of_28_characters():
    document = before("zh").briefing
    section, style = document.sections[0], document.styles["公文正文"]
    high = section.page_height - section.top_margin - section.bottom_margin
    wide = section.page_width - section.left_margin - section.right_margin
    closer = int(style.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert int(high / style.paragraph_format.line_spacing) == 22
    assert int(wide / (style.font.size + Pt(closer))) == 28


def test_no_font_is_embedded_and_each_names_a_fallback():
    document = before("zh").briefing
    parts = [str(part.partname) for part in document.part.package.iter_parts()]
    assert not [name for name in parts if name.endswith((".odttf", ".ttf", ".otf"))]
    table = next(p for p in document.part.package.iter_parts() if "fontTable" in str(p.partname))
    for font in ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"):
        found = re.search(rf'w:name="{font}"><w:altName w:val="([^"]+)"', table.blob.decode())
        assert found and "," in found[1]


def test_the_sections_stand_in_the_order_of_a_weekly_report():
    heads = [p.text for p in before("zh").briefing.paragraphs if p.style.name == "Heading 1"]
    assert heads == ["一、总体情况", "二、主要指标", "三、存在问题", "四、下步工作"]


@BOTH
def test_pages_are_numbered_between_dashes_odd_right_even_left(language):
    document = before(language).briefing
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert re.fullmatch(r"— \d* ?—", footer.paragraphs[0].text.replace("1", ""))
        assert "PAGE" in footer._element.xml
    assert (
        section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment
    )


@BOTH
def test_every_table_repeats_its_header_and_cuts_no_row(language):
    for table in before(language).briefing.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))


@BOTH
def test_no_row_stands_alone_on_a_page_and_a_short_table_is_never_cut(language):
    for table in before(language).briefing.tables:
        kept = [
            all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
            for row in table.rows[:-1]
        ]
        assert all(kept if len(kept) < 13 else [*kept[:3], *kept[-2:]])


@BOTH
def test_the_signature_of_the_minutes_never_stands_alone_on_the_last_page(language):
    (minutes,) = [f for f in before(language).files if f.name.startswith("5")]
    last = Document(io.BytesIO(minutes.content)).paragraphs[-7:-1]
    assert last[-2].text == "槐澜街道"
    for each in last:
        own = each.paragraph_format.keep_with_next
        assert own if own is not None else each.style.paragraph_format.keep_with_next, each.text


@BOTH
def test_attachments_signature_and_note_of_the_briefing_stay_on_one_page(language):
    briefing = before(language).briefing
    cells = [p for r in briefing.tables[-1].rows for cell in r.cells for p in cell.paragraphs]
    *signed, _note = briefing.paragraphs[-4:]
    assert signed[-2].text == "槐澜街道"
    for each in (*cells, *signed):
        own = each.paragraph_format.keep_with_next
        assert own if own is not None else each.style.paragraph_format.keep_with_next, each.text


@BOTH
@pytest.mark.parametrize("pack", [before, after])
def test_a_captions_number_is_that_of_the_rows_printed(language, pack):
    document = pack(language).briefing
    body = list(document.element.body)
    counted = 0
    for table in document.tables:
        caption = body[body.index(table._tbl) - 1]
        words = "".join(t.text for t in caption.iter(qn("w:t")))
        numbers = [int(each) for each in COUNT.findall(words)]
        assert numbers[-1] == len(table.rows) - 1, words
        counted += 1
    assert counted >= 7
    html = pack(language).page
    for caption, rows in re.findall(r"<caption>(.*?)</caption>.*?<tbody>(.*?)</tbody>", html, re.S):
        assert int(COUNT.findall(caption)[-1]) == rows.count("<tr>"), caption


@BOTH
@pytest.mark.parametrize("pack", [before, after])
def test_a_table_over_several_slides_has_as_many_rows_as_its_caption_says(language, pack):
    slides = [slide for slide in pack(language).slides.slides if tables_of(slide)]
    seen = 0
    for key, members in groupby(slides, key=lambda slide: tables_of(slide)[0].name):
        pages = list(members)
        rows = sum(len(tables_of(slide)[0].table.rows) - 1 for slide in pages)
        said = COUNT.findall(re.sub(r"（\d+/\d+）$| \(\d+/\d+\)$", "", pages[0].shapes.title.text))
        if key != "to_explain":
            assert int(said[-1]) == rows, pages[0].shapes.title.text
        seen += rows
    assert seen > 20


def tables_of(slide) -> list:
    return [shape for shape in slide.shapes if shape.has_table]


@BOTH
@pytest.mark.parametrize("pack", [before, after])
def test_slides_are_wide_hold_everything_and_can_be_read_from_afar(language, pack):
    slides = pack(language).slides
    assert (slides.slide_width, slides.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in slides.slides:
        assert slide.shapes.title.text
        for shape in slide.shapes:
            assert shape.left + shape.width <= slides.slide_width + Inches(0.01), shape.name
            assert shape.top + shape.height <= slides.slide_height, shape.name
            if shape.has_table:
                assert shape.top + shape.height <= Inches(6.95)
                sizes = {run.font.size.pt for row in shape.table.rows for cell in row.cells
                         for p in cell.text_frame.paragraphs for run in p.runs}  # fmt: skip
                assert sizes <= {16, 10}


def test_charts_are_native_and_the_last_slide_defines_what_was_shown():
    slides = list(before("zh").slides.slides)
    assert len([shape for slide in slides for shape in slide.shapes if shape.has_chart]) == 8
    (table,) = tables_of(slides[-1])
    assert table.name == "definitions"
    shown = [row.cells[0].text for row in table.table.rows][1:]
    assert shown == ["网格员配备达标率", "每百户服务设施面积", "志愿者活跃率", "三零社区达标率"]


@BOTH
def test_a_map_stands_in_the_briefing_on_a_slide_and_on_the_page(language):
    pack = before(language)
    assert len(pack.briefing.inline_shapes) == 1
    pictures = [s for slide in pack.slides.slides for s in slide.shapes if s.shape_type == 13]
    assert len(pictures) == 1
    assert pack.page.count("data:image/png") == 1


@BOTH
def test_sheets_have_a_fixed_header_filters_and_a_footer(language):
    book = before(language).workbook
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
    assert all(sheet.oddFooter.center.text for sheet in book.worksheets)


@BOTH
def test_the_page_asks_nobody_for_anything(language):
    page = before(language).page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!data:|#)', page)
    assert not re.search(r"url\(|@import", page)
    parts = re.findall(r'href="#(\w+)"', page)
    assert len(parts) == 5 and all(f'id="{part}"' in page for part in parts)


@BOTH
def test_every_file_says_internal_who_and_when(language):
    internal = {"zh": "内部资料", "en": "Internal"}[language]
    for name, words in after(language).words.items():
        assert internal in words, name
        assert "研判 &" in words.replace("&amp;", "&"), name
        assert "2026-11-23 09:30" in words, name
    assert 'string="研判 &amp; 室 2026-11-23 09:30"' in after(language).briefing.sections[
        0].header._element.xml  # fmt: skip


@BOTH
def test_no_row_of_a_sheet_is_lower_than_its_text(language):
    """Some programmes do not work the height out when they open a file."""
    for sheet in before(language).workbook:
        for row in sheet.iter_rows():
            high = sheet.row_dimensions[row[0].row].height or 15
            for cell in row:
                width = sheet.column_dimensions[cell.column_letter].width
                words = cell.value if isinstance(cell.value, str) else ""
                assert wide(words) <= width * high / 13 or high > 400, cell


@BOTH
def test_a_sheet_prints_no_column_for_machines_and_is_no_wider_than_its_words(language):
    for sheet in before(language).workbook.worksheets[1:]:
        heads = [cell.value for cell in sheet[1]]
        if heads[-1] in ("指标键", "Key"):
            printed = sheet.print_area.split("!")[-1].replace("$", "").partition(":")[2]
            assert sheet[printed].column == len(heads) - 1
        for column in sheet.iter_cols():
            longest = max(wide(str(cell.value or "")) for cell in column[1:])
            room = sheet.column_dimensions[column[0].column_letter].width
            assert room <= max(longest, wide(str(column[0].value))) + 9, column[0].value
            sides = {c.alignment.horizontal for c in column[1:] if isinstance(c.value, str)}
            if not any(isinstance(c.value, int | float) for c in column[1:]):
                assert sides <= {None, "general", "left"}, column[0].value


@BOTH
def test_the_minutes_tell_an_alert_in_half_a_line_and_leave_blank_what_nobody_knows(language):
    (minutes,) = [f for f in before(language).files if f.name.startswith("5")]
    said = [p.text for p in Document(io.BytesIO(minutes.content)).paragraphs]
    alerts = [words.rpartition(" ")[0] for words in said if "\u2011" in words]
    assert len(alerts) == len(before(language).result.in_state("red"))
    assert all(wide(words) < (56 if language == "zh" else 90) for words in alerts)
    assert "—" not in "".join(said[:6])


@pytest.mark.parametrize(("times", "is_whole"), [(3, True), (12, False), (30, False)])
def test_a_supervision_order_with_a_long_text_begins_below_its_heading(times, is_whole):
    pack = after("zh")
    matter = replace(pack.result.decisions[0], what="逐件核对受理、办理、答复三个节点，" * times)
    made = documents.order(pack.result, story(pack.result, "zh"), matter, "zh", None)
    (table,) = Document(io.BytesIO(made)).tables
    kept = [
        all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
        for row in table.rows[:-1]
    ]
    assert all(kept) is is_whole
