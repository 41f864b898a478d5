"""The register of enterprises and institutions."""

from data.contract import Column, Contract
from wording import Text

CONTRACT = Contract(
    name="units",
    title=Text("企事业单位名录", "Register of enterprises and institutions"),
    grain=Text("一行是一个单位在数据日期的情况。", "One row is one unit on the as-of day."),
    kind="snapshot",
    key=("unit_id",),
    columns=(
        Column("unit_id", "code", ("单位编号", "企业编号", "单位代码", "编码", "单位编码", "企业代码", "企业编码", "单位号"), Text("单位编号", "Number of the unit"),
               required=True, blank="refused"),
        Column("unit_name", "text", ("企业名称", "单位名称", "名称", "企业单位名称", "场所名称", "单位全称", "企业全称", "机构名称", "企事业单位名称"),
               Text("单位名称", "Name of the unit"), required=True, blank="refused"),
        Column("unit_kind", "text", ("企业类型", "单位类型", "单位性质", "类型", "行业类别", "单位类别", "行业类型", "行业", "单位属性", "机构类型"),
               Text("单位类型", "Kind of unit"), required=True),
        Column("community_id", "community", ("所属社区", "所在社区", "社区", "社区名称", "归属社区", "属地社区"),
               Text("所属社区", "Community of the unit"), required=True, blank="asked"),
        Column("employees", "integer", ("员工数", "职工人数", "从业人数", "员工人数", "从业人员", "职工数", "员工总数", "用工人数"),
               Text("员工数", "Employees"), unit="persons", minimum=0),
        Column("party_members", "integer", ("党员数", "党员人数"), Text("党员数", "Party members"),
               unit="persons", minimum=0),
        Column("has_dangerous_chemicals", "yes_no", ("是否存危化企业", "是否存危化品", "危化企业", "是否危化企业", "涉危化品", "是否涉危化", "是否涉及危化品", "危险化学品"),
               Text("是否储存危险化学品", "Whether it stores dangerous chemicals")),
        Column("status", "choice", ("状态", "经营状态", "单位状态", "目前状态", "营业状态", "运营状态", "生产经营状态"), Text("正常、停业或注销", "Open, suspended or deregistered"),
               choices={"active": ("正常", "在营", "营业", "存续", "开业", "是"),
                        "suspended": ("停业", "歇业", "停产"),
                        "deregistered": ("注销", "已注销", "吊销", "迁出", "否")}),
    ),
    never_stored=("法人", "法人代表人", "负责人电话", "单位地址", "经营地址", "联系人", "营业执照号", "地址", "法人代表", "法定代表人", "负责人", "联系电话", "面积", "注册资金", "注册资本", "所属网格", "备注", "序号",
                  "隐患情况", "隐患整改情况", "统一社会信用代码"),
)  # fmt: skip
