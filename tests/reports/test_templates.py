"""The office's own templates: used when they are good, refused by name when they are not."""

from __future__ import annotations

import io
import re
import shutil

import pytest
from docx import Document

from reports import documents, filling, slides
from reports.errors import ReportError
from reports.story import story
from tests.reports.packs import before


def briefing(own) -> bytes:
    result = before("zh").result
    return documents.briefing(result, story(result, "zh"), [], "zh", own)


def own_template(folder, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(folder / "briefing.zh.docx")


def test_the_offices_own_template_is_used(tmp_path):
    own_template(tmp_path, "本街道自己的版式：{{ title }}", "{%p for row in alerts.rows %}",
                 "{{ row.metric }} {{ row.value }}", "{%p endfor %}")  # fmt: skip
    written = [p.text for p in Document(io.BytesIO(briefing(tmp_path))).paragraphs]
    assert written[0] == "本街道自己的版式：槐澜街道社区治理工作周报"
    assert written[1] == "网格员配备达标率 81.2%"
    assert len(written) == 1 + len(before("zh").result.in_state("red"))


def test_without_one_ours_is_used(tmp_path):
    assert len(Document(io.BytesIO(briefing(tmp_path))).tables) == 10


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ tittle }}", "不认识的占位符“tittle”"),
        ("{{ place.nope }}", "不认识的占位符“nope”"),
        ("{% if title %}没有结束", "缺少 endif 或 endfor"),
        ("{{ title }", "占位符写法有误，在“{{ title }”附近"),
        ("{% repeat title %}", "在“{% repeat title %}”附近"),
        ("{{ ''.__class__.__mro__ }}", "不允许的写法"),
        ("{{ title.format_map(alerts) }}{% set x = alerts.rows.append(1) %}", "不允许的写法"),
        ("{% for x in range(999999999) %}x{% endfor %}", "算不出来"),
        ("{{ title + 1 }}", "算不出来"),
        ("{{ 1 / 0 }}", "算不出来"),
    ],
)
def test_a_broken_template_is_refused_with_its_name_and_what_is_wrong(tmp_path, line, said):
    own_template(tmp_path, line)
    with pytest.raises(ReportError) as refused:
        briefing(tmp_path)
    assert "briefing.zh.docx" in refused.value.text.zh
    assert said in refused.value.text.zh
    assert "briefing.zh.docx" in refused.value.text.en
    assert not re.search("undefined|Unexpected|Encountered", refused.value.text.zh), "one language"


@pytest.mark.parametrize("content", [b"", b"no document", b"PK\x03\x04broken"])
def test_what_is_no_document_is_refused(tmp_path, content):
    (tmp_path / "briefing.zh.docx").write_bytes(content)
    with pytest.raises(ReportError, match=r"briefing\.zh\.docx.*Word"):
        briefing(tmp_path)


def test_a_document_of_another_kind_is_refused(tmp_path):
    shutil.copy(filling.FOLDER / "slides.zh.pptx", tmp_path / "briefing.zh.docx")
    with pytest.raises(ReportError, match=r"briefing\.zh\.docx"):
        briefing(tmp_path)
    shutil.copy(filling.FOLDER / "briefing.zh.docx", tmp_path / "slides.zh.pptx")
    result = before("zh").result
    with pytest.raises(ReportError, match=r"slides\.zh\.pptx"):
        slides.slides(result, story(result, "zh"), "zh", tmp_path)


def test_slides_without_the_layouts_are_refused(tmp_path):
    from pptx import Presentation

    whole = Presentation(filling.FOLDER / "slides.zh.pptx")
    whole.slide_layouts.remove(whole.slide_layouts.get_by_name("Title Only"))
    whole.save(tmp_path / "slides.zh.pptx")
    result = before("zh").result
    with pytest.raises(ReportError, match="Title Only"):
        slides.slides(result, story(result, "zh"), "zh", tmp_path)


def test_every_placeholder_of_ours_is_documented():
    import re

    from tests.tree import ROOT

    said = (ROOT / "docs" / "pack-templates.md").read_text(encoding="utf-8")
    for path in filling.FOLDER.glob("*.docx"):
        words = "\n".join(
            p.text for p in Document(path).element.body.iter() if p.tag.endswith("}t") and p.text
        )
        roots = set(re.findall(r"\{\{\s*(\w+)", words)) - {
            "row",
            "line",
            "family",
            "loop",
            "meeting",
        }
        assert all(f"`{root}" in said for root in roots), roots
