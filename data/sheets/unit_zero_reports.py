"""Weekly zero reports of enterprises and institutions."""

from data.contract import Column, Contract
from data.rules import NotAfterData
from wording import Text

CONTRACT = Contract(
    name="unit_zero_reports",
    title=Text("“三零”创建零报告表（企事业单位）", "Weekly zero reports of enterprises and institutions"),
    grain=Text("一行是一个单位一周的报告；没有行就是未报。",
               "One row is the report of one unit for one week; no row means not reported."),
    kind="events",
    key=("unit_id", "week"),
    latest_by="filed_at",
    event_on="week",
    columns=(
        Column("unit_id", "code", ("单位编号", "企业编号", "单位代码", "编码", "单位编码", "企业代码", "企业编码", "单位序号", "单位号"), Text("单位编号", "Number of the unit"),
               required=True, blank="refused"),
        Column("community_id", "community", ("所在社区", "所属社区", "社区", "社区名称"),
               Text("所在社区", "Community of the unit")),
        Column("week", "week", ("周次", "周", "报告周", "期次", "报告期", "报告周次", "填报周次", "统计周期", "报送周期", "所属周", "报告时段", "填报周期"), Text("周次", "ISO week"),
               required=True, blank="asked"),
        Column("petitions", "integer", ("上访", "信访", "上访数", "零上访", "上访起数", "信访件数", "上访情况", "上访人次"), Text("上访件数", "Petitions"),
               required=True, blank="asked", minimum=0),
        Column("accidents", "integer", ("事故", "事故数", "零事故", "事故起数", "安全事故", "生产安全事故"), Text("事故起数", "Accidents"),
               required=True, blank="asked", minimum=0),
        Column("cases", "integer", ("案件", "案件数", "零案件", "案件起数", "刑事案件", "刑事治安案件"), Text("案件起数", "Cases"),
               required=True, blank="asked", minimum=0),
        Column("filed_at", "instant", ("报送时间", "上报时间", "填报时间", "报送日期", "上报日期", "报告时间", "填报日期"), Text("报送时间", "When it was filed")),
    ),
    rules=(
        NotAfterData("week", Text("不晚于数据日期所在周", "not later than the week of the data")),
    ),
    references={"unit_id": "units.unit_id"},
    never_stored=("单位名称", "企业名称", "填报人", "审核人", "联系电话", "备注", "序号"),
)  # fmt: skip
