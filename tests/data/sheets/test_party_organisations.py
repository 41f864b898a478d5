"""Several grids in one cell."""

from tests.data.books import codes

TABLE = """
    | 组织编号 | 党组织名称 | 类型 | 所属社区 | 覆盖网格 | 书记 |
    | P00 | 柳荫社区党总支 | 党总支 | 柳荫社区 | | 甲一 |
    | P01 | 第一联合党支部 | 党支部 | 柳荫社区 | 一网格、第10网格 | 乙二 |
    | P02 | 第一党小组 | 党小组 | 柳荫社区 | 1号网格/十网格；第一网格 | 丙三 |
    | P03 | 没有的网格 | 党小组 | 柳荫社区 | 一网格、第九网格 | 丁四 |
"""


def test_the_grids_of_one_cell_become_codes_that_sql_can_find(clerk):
    sheet = clerk.take_in(TABLE)
    both = ";990101001001001;990101001001010;"
    rows = clerk.stored("party_organisations")
    assert [row["covered_grid_ids"] for row in rows] == [None, both, both]
    assert codes(sheet, "asked") == [("E5", "unknown_place")]
    assert sheet.of("asked")[0].spelling == "第九网格"


def test_a_slash_inside_the_name_of_a_grid_does_not_part_it(clerk, tmp_path):
    from tests.data.books import book

    name = "中学网格<b>东</b>"
    grids = f"""
        | 所属社区 | 网格编码 | 网格名称 | 常住户数 |
        | 柳荫社区 | '990101001001901' | {name} | 0 |
    """
    clerk.registers.append(book(tmp_path / "more.xlsx", {"Sheet1": grids}))
    clerk.take_in(f"""
        | 组织编号 | 党组织名称 | 类型 | 所属社区 | 覆盖网格 |
        | P01 | 党支部 | 党支部 | 柳荫社区 | 一网格、{name} |
    """)
    (row,) = clerk.stored("party_organisations")
    assert row["covered_grid_ids"] == ";990101001001001;990101001001901;"
