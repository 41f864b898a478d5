"""Numbers whose unit stands beside them, and a state that contradicts them."""

import pytest

from tests.data.books import codes

HEADER = "| 编号 | 承诺事项 | 目标值 | 当前值 | 单位 | 状态 | 完成时限 |\n"


@pytest.mark.parametrize(
    "cells, stored, flags",
    [
        ("100% | 95.8% | %", (100, 95.8, "%"), []),
        ("100% | 0.98 | %", (100, 98, "%"), [("D2", "fraction_as_percentage")]),
        ("100% | 87.5% | 次", (100, 87.5, "%"), [("E2", "unit_contradicts")]),
        ("160 | 125万 | 万元", (160, 125, "万元"), [("D2", "unit_in_cell")]),
        ("160万元 | 125 | 万元", (160, 125, "万元"), []),
        ("160 | 1250000元 | 万元", (160, 125, "万元"), [("D2", "unit_converted")]),
        ("32支 | 30 | 支", (32, 30, "支"), []),
        ("4 | 3 | ", (4, 3, None), []),
    ],
)
def test_a_number_is_read_in_the_unit_of_its_row(clerk, cells, stored, flags):
    row = f"| A1 | 任务 | {cells} | 进行中 | 2026.12.31 |"
    sheet = clerk.take_in(HEADER + row)
    (kept,) = clerk.stored("commitments")
    assert (kept["target_value"], kept["current_value"], kept["unit"]) == stored
    assert codes(sheet, "flagged") == flags


def test_one_in_per_cent_is_asked(clerk):
    sheet = clerk.take_in(HEADER + "| A1 | 任务 | 100% | 1 | % | 滞后 | 2026.12.31 |")
    assert codes(sheet, "asked") == [("D2", "share_or_percentage")]


@pytest.mark.parametrize("state, current", [("已完成", 3), ("滞后", 4), ("未开始", 5)])
def test_a_state_that_contradicts_the_numbers_is_flagged_and_kept_as_filed(clerk, state, current):
    sheet = clerk.take_in(HEADER + f"| A1 | 任务 | 4 | {current} | 次 | {state} | 长期 |")
    assert ("F2", "contradiction") in codes(sheet, "flagged")
    (row,) = clerk.stored("commitments")
    assert row["due_on"] is None
    assert "contradiction" in row["row_flags"]
