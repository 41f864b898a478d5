"""The register of grids."""

from data.contract import Column, Contract
from data.rules import AtMost
from wording import Text

CONTRACT = Contract(
    name="grids",
    title=Text("网格基本信息表", "Register of grids"),
    grain=Text("一行是一个网格在数据日期的情况。", "One row is one grid on the as-of day."),
    kind="snapshot",
    key=("grid_id",),
    columns=(
        Column("community_id", "community", ("所属社区", "社区", "社区名称", "村居", "居委会名称", "所在社区"),
               Text("所属社区", "Community of the grid")),
        Column("grid_id", "grid", ("网格编码", "网格编号", "网格代码", "网格号", "网格ID"),
               Text("网格的 15 位代码", "Code of the grid, 15 digits"), required=True, blank="asked"),
        Column("grid_name", "text", ("网格名称", "网格", "所属网格", "责任网格", "网格全称", "网格全名"),
               Text("网格名称", "Name of the grid"), required=True, blank="refused"),
        Column("grid_kind", "choice", ("网格类型", "类型", "网格类别", "网格性质"),
               Text("居民网格或专属网格", "Residential or dedicated grid"),
               choices={"residential": ("居民网格", "居民", "基础网格", "基础", "居民类", "社区网格", "住宅网格", "居民小区", "小区", "住宅小区", "小区网格", "普通网格"),
                        "dedicated": ("专属网格", "专属", "专门网格", "单位网格", "企事业网格")},
               blank="asked"),
        Column("boundary_text", "text", ("四至范围", "边界", "管辖范围", "网格范围", "四至", "网格边界", "区域范围", "范围"),
               Text("四至范围", "Boundary in words")),
        Column("estate_names", "text", ("包含小区", "小区名称", "楼院", "小区", "覆盖小区", "所含小区", "小区楼院"),
               Text("包含的小区", "Housing estates in the grid")),
        Column("buildings", "integer", ("楼栋数", "栋数", "楼栋"), Text("楼栋数", "Buildings"), minimum=0),
        Column("total_households", "integer", ("总户数", "户数", "住户数", "居民户数"),
               Text("总户数", "All households"), unit="households", minimum=0),
        Column("resident_households", "integer", ("常住户数", "常住户", "常住居民户数", "实有户数", "入住户数", "实住户数", "实住户", "常住家庭户数", "网格户数"),
               Text("常住户数", "Resident households"), required=True, blank="asked", unit="households", minimum=0),
        Column("resident_population", "integer", ("常住人口", "人口数", "总人口", "实有人口", "常住人数"),
               Text("常住人口", "Resident population"), unit="persons", minimum=0),
        Column("migrant_population", "integer", ("流动人口", "流动人口数"),
               Text("流动人口", "Migrant population"), unit="persons", minimum=0),
        Column("leader_names", "text", ("网格长", "网格长姓名", "网格长（姓名）"), Text("网格长姓名", "Names of grid leaders"), names_people=True),
        Column("worker_names", "text", ("网格员", "网格员姓名", "专职网格员", "网格员（姓名）", "配备网格员"),
               Text("网格员姓名", "Names of grid workers"), names_people=True),
        Column("party_organisation", "text", ("网格党组织", "党组织名称", "网格党支部", "党小组", "党支部", "所属党组织"),
               Text("网格党组织", "Party organisation of the grid")),
        Column("status", "choice", ("状态", "网格状态", "是否启用", "启用状态", "运行状态", "网格使用状态"),
               Text("启用或已撤并", "In use or merged into another grid"),
               choices={"active": ("启用", "在用", "正常", "有效", "是", "使用中"),
                        "withdrawn": ("已撤并", "撤并", "撤销", "停用", "已撤销", "注销", "否", "合并")}),
    ),
    rules=(
        AtMost("resident_households", "total_households",
               Text("不大于总户数", "not more than all households")),
    ),
    never_stored=("联系电话", "备注", "序号"),
)  # fmt: skip
