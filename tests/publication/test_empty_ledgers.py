"""A ledger without a row is a report: nothing happened. A ledger that never came is none."""

from __future__ import annotations

from datetime import date

import pytest

from data.ledger import Ledger
from metrics.catalogue import metric
from publication import declared
from publication.publish import publish
from publication.reading import open_published
from tests.data.books import COMMUNITIES, GRIDS, book, taken_in
from tests.publication.office import MONDAY

METRIC = "petitions_registered"
HERE, THERE = "990101001001", "990101001002"
TITLE = "| 信访登记台账 |\n| 截至2026年11月22日 |\n"
HEADER = "| 信访编号 | 登记日期 | 所属社区 | 信访形式 | 问题类别 | 是否计入三零 |\n"
ONE = "| X1 | 2026-11-17 | 柳荫社区 | 来访 | 物业 | 是 |\n"


def published(home, *files, **options):
    report = taken_in(home, *files, **options)
    publish(home, add=report.import_ids, published_at=MONDAY)
    return report


@pytest.fixture(autouse=True)
def few_metrics(monkeypatch):
    monkeypatch.setattr(declared, "metrics", lambda: {METRIC: metric(METRIC)})


@pytest.fixture
def registers(tmp_path):
    return (
        book(tmp_path / "communities.xlsx", {"Sheet1": COMMUNITIES}),
        book(tmp_path / "grids.xlsx", {"Sheet1": GRIDS}),
    )


def petitions(home, period="2026-W47"):
    """Community -> how many petitions, None where nobody can say."""
    with open_published(home).cursor() as con:
        rows = con.execute(
            "SELECT place_id, value, state FROM measures"
            " WHERE metric = ? AND level = 'community' AND period_id = ?",
            [METRIC, period],
        ).fetchall()
    return {place: None if state == "not_reported" else value for place, value, state in rows}


def test_nobody_sent_a_ledger_so_nothing_is_known(home, registers):
    published(home, *registers)
    assert set(petitions(home).values()) <= {None}


@pytest.mark.parametrize(
    "said", ["", "| 无 |\n", "| 1 | 无 | 无 | — |\n", "| | 本周无信访 |\n", "| 填报人：甲 |\n"]
)
def test_a_ledger_without_a_row_says_that_there_were_none(home, registers, tmp_path, said):
    ledger = book(tmp_path / "信访.xlsx", {"Sheet1": TITLE + HEADER + said})
    report = published(home, *registers, ledger)
    (sheet,) = report.files[2].sheets
    assert [issue.code for issue in sheet.of("flagged")] == ["empty_ledger"]
    assert (sheet.rows_read, sheet.of("asked"), sheet.of("refused")) == (0, [], [])
    assert petitions(home) == {HERE: 0, THERE: 0}
    (held,) = Ledger(home).imports()[-1].datasets
    assert (held.dataset, held.rows, held.as_of_on) == ("petitions", 0, date(2026, 11, 22))


def test_it_speaks_for_the_month_of_its_day_and_for_no_other(home, registers, tmp_path):
    ledger = book(tmp_path / "信访.xlsx", {"Sheet1": TITLE + HEADER})
    published(home, *registers, ledger)
    assert set(petitions(home, "2026-W45").values()) == {0}
    assert set(petitions(home, "2026-W43").values()) <= {None}


def test_an_empty_ledger_takes_nothing_away_from_one_with_rows(home, registers, tmp_path):
    full = book(tmp_path / "信访(上周).xlsx", {"Sheet1": TITLE + HEADER + ONE})
    published(home, *registers, full)
    empty = book(tmp_path / "信访.xlsx", {"Sheet1": TITLE + HEADER})
    published(home, empty)
    assert petitions(home) == {HERE: 1, THERE: 0}


def test_a_sheet_all_of_whose_rows_were_refused_says_nothing(home, registers, tmp_path):
    late = ONE.replace("2026-11-17", "2027-11-17")
    ledger = book(tmp_path / "信访.xlsx", {"Sheet1": TITLE + HEADER + late})
    published(home, *registers, ledger)
    assert set(petitions(home).values()) <= {None}


def test_an_empty_list_of_grid_staff_is_no_report_that_there_is_nobody(home, registers, tmp_path):
    staff = "| 所属社区 | 网格 | 姓名 | 职务 |\n"
    report = published(home, *registers, book(tmp_path / "花名册.xlsx", {"Sheet1": staff}))
    assert report.files[2].import_id is None
