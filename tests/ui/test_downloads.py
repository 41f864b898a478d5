"""Every table of a family page can be taken away by those who may take files."""

from __future__ import annotations

import pytest

from office.permissions import Role
from tests.ui.people import PEOPLE
from tests.ui.test_roles import opened
from views import files
from views.html import tag
from views.tables import Column, table

PAGES = {
    "grid_coverage": {"下载：各社区指标", "下载：各网格指标"},
    "service_space": {"下载：各社区指标", "下载：各网格指标", "下载：计入的设施", "下载：不计入的设施"},
    "volunteers": {"下载：各社区指标"},
    "three_zero": {
        "下载：各社区指标", "下载：本期计入和待定的事件", "下载：剔除清单（近 26 周）",
        "下载：待核清单（近 26 周）", "下载：企事业单位",
    },
    "commitments": {"下载：承诺任务"},
}  # fmt: skip


@pytest.mark.parametrize("url", PAGES)
def test_a_family_page_offers_its_tables(looking, url):
    looking(PEOPLE[Role.LEADER])
    visit = opened(url, period="2026-W47")
    assert not visit.exception
    assert {button.proto.label for button in visit.get("download_button")} == PAGES[url]


def test_a_table_is_taken_as_it_is_read_with_the_source_that_the_screen_has_in_a_tip():
    source = tag("span", "第9行", title="信访.xlsx · 台账", class_="lt-source")
    drawn = table([Column("社区"), Column("件数", True)], [("=1+1", source), ("<b>", 2)])
    assert files.as_shown(drawn) == (
        ["社区", "件数"],
        [["=1+1", "第9行 · 信访.xlsx · 台账"], ["<b>", "2"]],
    )
    assert files.as_shown("") == ([], [])
    header, rows = files.as_shown(drawn)
    assert b"'=1+1" in files.table(header, rows)
