"""The handbook says what is declared, all of it, in both languages, and never something older."""

from __future__ import annotations

import ast
import re

import pytest

from data.catalogue import contracts
from metrics.catalogue import metrics
from metrics.commitments.catalogue import commitments
from metrics.constants import constants
from publication.integrity.catalogue import checks
from reports import handbook
from tests.tree import ROOT
from views.handbook import page

CHAPTERS = handbook.chapters(metrics())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_handbook_in_the_documentation_is_not_stale(language):
    """After a change of a declaration: python3 manage.py handbook --write."""
    kept = (ROOT / "docs" / handbook.FILES[language]).read_text(encoding="utf-8")
    assert kept == handbook.markdown(language)


def words_of(chapter):
    """Every wording of a chapter."""
    yield from (chapter.name, chapter.intro)
    for section in chapter.sections:
        yield section.name
        for entry in section.entries:
            yield entry.name
            yield from (word for fact in entry.facts for word in fact)
        for listing in (section.listing, *(entry.listing for entry in section.entries)):
            if listing:
                yield from listing.columns
                yield from (cell for row in listing.rows for cell in row)


def test_every_metric_says_its_rating_rule_and_who_set_its_target():
    metrics_chapter = CHAPTERS[0]
    entries = {one.key: one for section in metrics_chapter.sections for one in section.entries}
    assert set(entries) == set(metrics())
    for key, metric in metrics().items():
        facts = {what.zh: said for what, said in entries[key].facts}
        assert facts["责任部门"].zh
        if metric.targets:
            assert facts["亮灯"] == metric.rating.words
            assert re.search("方案|街道", facts["目标"].zh), key
            assert re.search("plan|office", facts["目标"].en), key
        else:
            assert facts["目标"].zh == "未设目标，不亮灯"


def test_every_commitment_constant_and_column_is_there():
    _, plan, sheets, looked_at, cited = CHAPTERS
    rows = [row for section in plan.sections for row in section.listing.rows]
    assert [row[0].zh for row in rows] == list(commitments())
    assert [one.key for one in looked_at.sections[0].entries] == list(checks())
    listed = {row[0].zh for section in cited.sections for row in section.listing.rows}
    assert listed == set(constants())
    entries = {one.key: one for section in sheets.sections for one in section.entries}
    for name, contract in contracts().items():
        columns = [row[-1].zh for row in entries[name].listing.rows]
        assert columns == [one.name for one in contract.columns]


UNCITED = {"AT_ONCE"}  # of the machine, not of a number: rows computed at a time


def test_every_constant_behind_a_number_is_cited():
    """A number that stands alone in capitals under metrics/ decides something."""
    found = set()
    for path in (ROOT / "metrics").rglob("*.py"):
        if "integrity" in path.name:
            continue  # integrity checks declare their constants themselves
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            target = node.targets[0] if isinstance(node, ast.Assign) else None
            if isinstance(target, ast.Name) and re.fullmatch(r"[A-Z][A-Z0-9_]*", target.id):
                holds = [n for n in ast.walk(node.value) if isinstance(n, ast.Constant)]
                is_number = isinstance(node.value, ast.Constant | ast.BinOp)
                if is_number and holds and all(type(n.value) in (int, float) for n in holds):
                    found.add(target.id)
    assert found - UNCITED == set(constants())


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda one: one.key)
def test_the_page_shows_what_the_document_says(chapter):
    for language in ("zh", "en"):
        drawn = page.draw(chapter, language)
        assert "None" not in drawn
        for section in chapter.sections:
            assert all(f'id="{one.key}"' in drawn for one in section.entries)
    assert page.chosen(CHAPTERS, chapter.key) is chapter
    assert page.chosen(CHAPTERS, "nothing") is CHAPTERS[0]


def test_english_has_no_chinese_but_what_sheets_are_called_by():
    cjk = re.compile(r"[\u3400-\u9fff]")
    for chapter in CHAPTERS:
        for words in words_of(chapter):
            if words.zh != words.en:
                assert not cjk.search(words.en), words


def test_a_pipe_or_a_bracket_does_not_break_a_table():
    assert handbook._plain("a|b <i> *c*\n_d_") == "a\\|b \\<i> \\*c\\* \\_d\\_"
