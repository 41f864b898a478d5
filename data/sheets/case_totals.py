"""Monthly totals of police reports and cases, where no case rows are sent."""

from data.contract import Column, Contract
from wording import Text

CONTRACT = Contract(
    name="case_totals",
    title=Text("警情案件月报", "Monthly totals of police reports and cases"),
    grain=Text("一行是一个社区一个月的合计数。", "One row is the totals of one community in one month."),
    kind="totals",
    key=("community_id", "month"),
    event_on="month",
    columns=(
        Column("community_id", "community", ("社区", "所属社区", "社区名称"),
               Text("社区", "Community"), required=True, blank="asked"),
        Column("month", "month", ("月份", "年月", "统计月份", "报告期"), Text("月份", "Month"),
               required=True, blank="asked"),
        Column("criminal_reports", "integer", ("刑事警情", "刑事警情数", "警情/刑事类", "警情/刑事", "刑事类警情", "刑事警情/件数"), Text("刑事警情", "Criminal reports"), minimum=0),
        Column("public_order_reports", "integer", ("治安警情", "治安警情数", "警情/治安类", "警情/治安", "治安类警情"),
               Text("治安警情", "Public-order reports"), minimum=0),
        Column("criminal_cases", "integer", ("刑事立案/小计", "刑事立案", "刑事案件", "刑事立案数", "刑事立案/合计", "刑事案件立案数/合计", "刑事案件/合计", "刑事案件/小计", "刑事案件/立案", "刑事案件立案", "刑事发案"),
               Text("刑事立案", "Criminal cases filed"), required=True, blank="asked", minimum=0,
               sum_of=("theft_cases", "fraud_cases", "injury_cases", "telecom_fraud_cases")),
        Column("theft_cases", "integer", ("刑事立案/盗窃", "盗窃", "盗窃案件", "盗窃类", "侵财"), Text("盗窃", "Thefts"), minimum=0),
        Column("fraud_cases", "integer", ("刑事立案/诈骗", "诈骗", "诈骗案件", "诈骗类"), Text("诈骗", "Frauds"), minimum=0),
        Column("injury_cases", "integer", ("刑事立案/伤害", "伤害", "伤害案件", "故意伤害"), Text("伤害", "Injuries"), minimum=0),
        Column("telecom_fraud_cases", "integer", ("刑事立案/电诈", "电诈", "电信诈骗", "电信网络诈骗", "电信诈骗案件", "电诈案件", "网络诈骗"),
               Text("电信诈骗", "Telecom frauds"), minimum=0),
        Column("public_order_cases", "integer", ("治安案件/件数", "治安案件", "治安案件数", "治安案件/查处数", "治安案件/受理数", "治安案件/合计", "治安案件/小计", "治安立案"),
               Text("治安案件", "Public-order cases"), minimum=0),
        Column("major_public_order_cases", "integer",
               ("治安案件/其中重大影响", "其中重大影响", "重大影响治安案件", "重大影响", "治安案件/其中:重大影响", "有重大影响", "重大影响案件"),
               Text("重大影响治安案件", "Public-order cases of major impact"), blank="asked", minimum=0),
        Column("solved_cases", "integer", ("破案数", "破案", "破获", "破获数", "破案起数", "侦破数"), Text("破案数", "Cases solved"), minimum=0),
    ),
    never_stored=("序号", "备注"),
    recomputed=("同比", "环比"),
)  # fmt: skip
