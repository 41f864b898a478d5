"""Party organisations and the grids that they cover."""

from data.contract import Column, Contract
from wording import Text

CONTRACT = Contract(
    name="party_organisations",
    title=Text("网格党组织台账", "Register of party organisations"),
    grain=Text("一行是一个党组织在数据日期的情况。", "One row is one party organisation on the as-of day."),
    kind="snapshot",
    key=("organisation_id",),
    columns=(
        Column("organisation_id", "code", ("组织编号", "党组织编号", "组织代码", "党组织代码"),
               Text("组织编号", "Number of the organisation")),
        Column("organisation_name", "text", ("党组织名称", "组织名称", "党支部名称", "名称", "党组织全称", "支部名称", "党组织"),
               Text("党组织名称", "Name of the organisation"), required=True, blank="refused"),
        Column("organisation_kind", "choice", ("类型", "组织类型", "党组织类型", "类别", "党组织类别", "组织类别", "组织形式", "设置形式"), Text("党组织类型", "Kind of organisation"),
               choices={"committee": ("党委", "党工委", "社区党委"), "general_branch": ("党总支", "总支"),
                        "branch": ("党支部", "支部", "联合党支部", "网格党支部"), "group": ("党小组", "网格党小组")},
               otherwise="other", required=True),
        Column("community_id", "community", ("所属社区", "社区", "社区名称", "所在社区"),
               Text("所属社区", "Community of the organisation"), required=True, blank="asked"),
        Column("covered_grid_ids", "grids", ("覆盖网格", "所辖网格", "覆盖的网格", "所属网格", "网格", "对应网格", "覆盖网格名称", "对应网格名称", "网格范围", "涵盖网格", "服务网格"),
               Text("覆盖的网格代码，每个代码前后都有分号",
                    "Codes of the grids that it covers, a semicolon before and after each"), required=True),
        Column("secretary_name", "text", ("书记", "党组织书记", "支部书记", "负责人", "书记姓名", "支部书记姓名", "党组织负责人", "党小组长", "书记（组长）"),
               Text("书记", "Secretary"), names_people=True),
        Column("party_members", "integer", ("党员数", "党员人数", "党员总数", "党员数量", "正式党员数", "在册党员"), Text("党员数", "Party members"),
               unit="persons", minimum=0),
        Column("founded_on", "date", ("成立时间", "成立日期", "组建时间", "成立年月", "设立时间", "批复时间"), Text("成立日期", "Day of founding"), without_day="unknown"),
        Column("star_rating", "text", ("星级", "星级评定", "评定星级"), Text("星级", "Stars")),
    ),
    never_stored=("联系电话", "地址", "备注", "序号"),
)  # fmt: skip
