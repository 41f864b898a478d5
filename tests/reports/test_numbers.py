"""Every number in a pack is the published one, and its passport leads back to it."""

from __future__ import annotations

import math
import random
import re

import pytest

from data.home import Home
from metrics.catalogue import metrics
from publication.evidence import evidence
from publication.reading import open_published
from reports.words import HIDDEN
from tests.demonstration import demonstration
from tests.reports.packs import WEEK, after, at_home, before, with_meeting
from ui import passports
from views import numbers

PLACE = "990102013"
CODE = re.compile(r"\b[0-9A-Z]{3}[-\u2011][0-9A-Z]{5}[-\u2011][0-9A-Z]{2}\b")


def published():
    return open_published(Home(demonstration()))


def measured(place_id: str | None = None) -> dict:
    frame = published().measures(periods=[WEEK], places=[place_id] if place_id else None)
    return {(row["metric"], row["place_id"]): row for row in frame.to_dict("records")}


def number(value) -> float | None:
    return None if value in (None, numbers.NONE) else float(value)


def sheet(book, name: str) -> list[dict]:
    header, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_holds_every_published_number_once(language):
    names = {"zh": ("数据", "指标键", "代码"), "en": ("Figures", "Key", "Code")}[language]
    rows = sheet(before(language).workbook, names[0])
    assert {(row[names[1]], row[names[2]]) for row in rows} == set(measured())
    assert len(rows) == len(measured())


def test_the_numbers_of_the_workbook_are_the_published_ones():
    found, withheld = measured(), 0
    for row in sheet(before("zh").workbook, "数据"):
        known = found[row["指标键"], row["代码"]]
        if row["数值"] == HIDDEN.zh:
            withheld += 1
            assert row["分子"] == HIDDEN.zh
            continue
        for ours, theirs in (("分子", "numerator"), ("分母", "denominator"), ("数值", "value")):
            grey = known["state"] == "not_reported" and ours != "分母"
            value = None if math.isnan(known[theirs]) or grey else known[theirs]
            shown = number(row[ours])
            same = shown is value if value is None else shown == pytest.approx(value, rel=1e-12)
            assert same, (row, theirs)
    assert withheld == len(before("zh").result.hidden)


def test_shares_are_shown_as_per_cent_and_kept_as_they_are():
    book = before("zh").workbook["数据"]
    header = [cell.value for cell in book[1]]
    at = header.index("数值"), header.index("指标键")
    for row in book.iter_rows(min_row=2, max_row=60):
        if metrics()[row[at[1]].value].kind == "ratio" and row[at[0]].data_type == "n":
            assert row[at[0]].number_format == "0.0%"


def test_whole_numbers_end_in_no_decimal_point():
    book = before("zh").workbook["数据"]
    header = [cell.value for cell in book[1]]
    at = [header.index(name) for name in ("分子", "分母", "依据行数")]
    cells = [row[each] for row in book.iter_rows(min_row=2) for each in at]
    whole = [cell for cell in cells if cell.data_type == "n" and float(cell.value).is_integer()]
    assert len(whole) > 100
    assert {cell.number_format for cell in whole} == {"#,##0"}


def test_the_main_table_of_the_briefing_is_published_too():
    table = before("zh").briefing.tables[0]
    shown = {row.cells[0].text: [cell.text for cell in row.cells] for row in table.rows[1:]}
    of_place = measured(PLACE)
    judged = [m for m in metrics().values()
              if of_place[m.key, PLACE]["state"] != "no_target"]  # fmt: skip
    assert list(shown) == [metric.name.zh for metric in judged]
    for metric in judged:
        known = of_place[metric.key, PLACE]
        cells = shown[metric.name.zh]
        assert cells[1] == numbers.with_unit(metric, known["value"], "zh")
        assert cells[2] == numbers.fraction(known["numerator"], known["denominator"])


def test_the_charts_hold_the_published_numbers():
    slide = before("zh").slides.slides[2]
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    history = published().measures(metrics=["grid_staffing_attainment"], places=[PLACE])
    line, bars = (chart.plots[0].series[0].values for chart in charts)
    assert line[-1] == measured()["grid_staffing_attainment", PLACE]["value"]
    assert len(line) == 26 and set(line) <= set(history["value"])
    below = [row["value"] for (key, place), row in measured().items()
             if key == "grid_staffing_attainment" and len(place) == 12]  # fmt: skip
    assert sorted(bars) == sorted(below)


def test_passports_lead_back_to_their_number():
    book = sheet(before("zh").workbook, "数据")
    with at_home(demonstration()):
        for row in random.Random(47).sample(book, 25):
            found = passports.resolve(row["编号"])
            assert (found.metric, found.place_id) == (row["指标键"], row["代码"])
            assert found.period_id == WEEK and found.is_current
        for row in before("en").briefing.tables[0].rows[1:]:
            found = passports.resolve(row.cells[-1].text)
            assert metrics()[found.metric].name.en == row.cells[0].text
            assert found.place_id == PLACE


@pytest.mark.parametrize(
    ("name", "least"),
    [("1 周报", 60), ("2 汇报演示", 45), ("3 数据与口径", 1500), ("4 网页版", 60), ("督办单", 1)],
)
def test_a_passport_of_every_file_leads_to_metric_place_period_version_and_rows(name, least):
    words = " ".join(text for file, text in after("zh").words.items() if file.startswith(name))
    codes = {found.replace("\u2011", "-") for found in CODE.findall(words)}
    assert len(codes) >= least
    with at_home(with_meeting()):
        for code in random.Random(7).sample(sorted(codes), min(len(codes), 5)):
            found = passports.resolve(code)
            assert (found.period_id, found.version, found.is_current) == (WEEK, 1, True)
            assert (found.metric, found.place_id) in measured()
            evidence(published(), found.metric, found.place_id, found.period_id)  # it has rows


def test_a_passport_in_a_sentence_breaks_over_no_line_and_can_be_typed_back():
    words = before("zh").words["1 周报-2026-W47.docx"]
    codes = re.findall(r"\S+\u2011\S+\u2011\S+", words)
    assert len(codes) == 4  # one for each family
    with at_home(demonstration()):
        assert passports.resolve(codes[0]).metric == "grid_staffing_attainment"


def test_the_rows_behind_a_number_are_counted():
    rows = [row for row in sheet(before("zh").workbook, "数据") if row["层级"] == "社区"]
    for row in random.Random(7).sample(rows, 12):
        if row["依据行数"] == HIDDEN.zh:
            assert row["指标键"] in {"zero_petition", "zero_accident", "zero_case"}
            continue
        listed = evidence(published(), row["指标键"], row["代码"], WEEK).rows
        assert row["依据行数"] == len(listed), row


def test_every_metric_is_defined_in_the_workbook():
    book = before("en").workbook
    defined = {row["Key"]: row for row in sheet(book, "Definitions")}
    assert set(defined) == {row["Key"] for row in sheet(book, "Figures")}
    assert all(row["Meaning"] == metrics()[key].meaning.en for key, row in defined.items())
