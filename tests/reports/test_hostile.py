"""What people typed stays what they typed, in every kind of file."""

from __future__ import annotations

import io
import socket
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook

from data.catalogue import contracts
from data.home import Home
from metrics.commitments.model import DEPARTMENTS
from publication.reading import open_published
from reports import pack, workbook
from reports.story import story
from reports.words import clean
from tests.demonstration import demonstration
from tests.reports.packs import HOSTILE, MONDAY, Pack, after, before, words_of

LONG = "很长的名字" * 60
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


@BOTH
def test_a_placeholder_in_a_decision_is_not_filled_in(language):
    for name, words in after(language).words.items():
        if "D001-1" in name or "纪要" in name or "minutes" in name:
            assert "{{ 7 * 7 }}" in words and "boom{% endfor %}" in words, name
        assert "boomboom" not in words and "补齐网格员49" not in words, name


@BOTH
def test_markup_in_a_decision_stays_text_without_what_no_file_can_hold(language):
    found = after(language)
    order = next(f for f in found.files if "D001-3" in f.name)
    assert "<script>alert(1)</script><w:p/>&amp; abc" in words_of(order)
    assert "&lt;script&gt;alert(1)" in found.page and "<script" not in found.page


@BOTH
def test_a_formula_in_a_decision_is_not_one(language):
    book = after(language).workbook
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink]
    formula = [c for c in cells if isinstance(c.value, str) and c.value.startswith("=HYPERLINK")]
    assert formula and all(cell.quotePrefix for cell in formula)


@BOTH
def test_every_part_of_every_file_is_well_formed(language):
    for file in after(language).files:
        if file.name.endswith(".html"):
            continue
        with zipfile.ZipFile(io.BytesIO(file.content)) as parts:
            for name in parts.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(parts.read(name))


def test_hostile_and_endless_names_of_places_make_a_whole_pack():
    result = before("zh").result
    name = HOSTILE[0] + HOSTILE[1] + HOSTILE[2] + LONG
    place = replace(result.place, name=name)
    places = {key: replace(value, name=f"{key}{name}") for key, value in result.places.items()}
    standings = tuple(
        replace(s, parts=tuple(replace(p, place=places[p.place.place_id]) for p in s.parts))
        for s in result.standings
    )
    figures = tuple(
        replace(f, reading=replace(f.reading, place=places[f.reading.place.place_id]))
        for f in result.figures
    )
    changed = replace(
        result, place=place, places=places, standings=standings, figures=figures,
        made_by="=1+1<u>{{ made_at }}",
    )  # fmt: skip
    made = Pack(changed, pack.files(changed, "zh"))
    for file, words in made.words.items():
        assert "boomboom" not in words, file
        assert "<u>" not in words or not file.endswith(".html"), file
    for slide in made.slides.slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + shape.height <= made.slides.slide_height, shape.name


def test_names_of_people_stand_in_no_file():
    """Posts are named, people are not: what stands in a column that may hold names is in no pack,
    the text of the office's own supervised matters included."""
    source = open_published(Home(demonstration()))
    held = {
        (dataset, column): set(source.rows(dataset)[column].dropna())
        for dataset, contract in contracts().items()
        for column in contract.name_columns
    }
    assert len(held["grid_staff", "person_name"]) > 100
    assert "路灯缺亮（青荇）" in held["supervision", "problem"]
    people = {name for names in held.values() for name in names if len(name) > 2}
    people -= set(DEPARTMENTS)  # some offices write the department where the person is asked for
    for file, words in after("zh").words.items():
        assert not [name for name in people if name in words], file


def test_a_pack_needs_no_network(monkeypatch):
    def refuse(*given, **named):
        raise AssertionError("a pack asked for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert len(pack.files(before("zh").result, "zh")) == 5


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x07c", "a b c"),
        ("一\n二\t三", "一 二 三"),
        ("\u202eabc", "abc"),
        ("\ud800x", "x"),
        ("{{ x }}", "{{ x }}"),
        ("", ""),
    ],
)
def test_text_is_made_safe_and_otherwise_left_alone(given, kept):
    assert clean(given) == kept


def test_who_makes_it_and_when_does_not_change_the_numbers():
    result = replace(before("zh").result, made_by="别人", made_at=MONDAY.replace(hour=23))
    again = load_workbook(io.BytesIO(workbook.workbook(result, story(result, "zh"), "zh")))["数据"]
    ours = before("zh").workbook["数据"]
    assert list(ours.iter_rows(values_only=True)) == list(again.iter_rows(values_only=True))
