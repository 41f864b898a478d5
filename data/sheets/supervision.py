"""Matters under supervision, to be put right and struck off."""

from data.contract import Column, Contract
from data.rules import Excludes, FilledWhen, NotAfterData
from wording import Text

CONTRACT = Contract(
    name="supervision",
    title=Text("督办整改台账", "Ledger of supervised matters"),
    grain=Text("一行是一件督办事项在数据日期的情况。", "One row is one supervised matter on the as-of day."),
    kind="snapshot",
    key=("matter_id",),
    columns=(
        Column("matter_id", "code", ("督办编号", "序号", "编号", "督办单号", "问题编号", "交办单号", "事项编号"), Text("督办编号", "Number of the matter")),
        Column("problem", "text", ("问题", "存在问题", "督办事项", "问题描述", "整改事项", "问题清单", "问题内容", "督办内容", "事项", "交办事项", "督查事项"), Text("问题", "What is to be put right"),
               required=True, blank="refused", names_people=True),
        Column("origin", "text", ("来源", "问题来源", "督办来源", "交办来源", "督查来源", "发现渠道"), Text("来源", "Where it came from")),
        Column("responsible_unit", "text", ("责任单位", "责任部门", "承办单位", "整改单位", "主办单位", "牵头单位", "整改责任单位"), Text("责任单位", "Responsible unit"),
               required=True),
        Column("responsible_name", "text", ("责任人", "整改责任人", "责任领导"), Text("责任人", "Person in charge"), names_people=True),
        Column("measures", "text", ("整改措施", "措施", "办理要求", "整改要求", "工作措施", "落实措施"), Text("整改措施", "Measures"), names_people=True),
        Column("due_on", "date", ("整改时限", "办理时限", "完成时限", "整改期限", "时限", "整改完成时限", "完成期限", "办结时限", "要求完成时间", "应完成时间"), Text("整改时限", "Day by which it is due"),
               required=True, blank="asked", without_day="last"),
        Column("reported_progress", "choice", ("进展", "进展情况", "整改进展", "办理情况", "整改情况", "办理进展", "落实情况", "整改落实情况", "推进情况"),
               Text("填报的进展", "Progress as filed"),
               choices={"done": ("已完成", "完成", "已整改"), "in_progress": ("推进中", "整改中", "进行中", "办理中"),
                        "overdue": ("已逾期", "逾期", "超期"), "not_started": ("未开始", "未启动")}, otherwise="other"),
        Column("is_struck_off", "yes_no", ("是否销号", "销号", "是否完成/销号", "是否完成", "是否办结", "是否整改到位", "销号情况", "完成/销号"),
               Text("是否销号", "Whether it is struck off"), blank="none", required=True),
        Column("completed_on", "date", ("完成时间", "完成日期", "销号时间", "整改完成时间", "实际完成时间", "整改完成日期", "办结时间", "销号日期", "实际办结时间"),
               Text("完成日期", "Day of completion"), required=True),
    ),
    rules=(
        FilledWhen("completed_on", "is_struck_off", True, Text("销号应有完成日期", "a matter struck off has a day of completion")),
        Excludes("reported_progress", "done", "is_struck_off", False,
                 Text("与是否销号一致的进展", "progress that agrees with whether it is struck off")),
        NotAfterData("completed_on", severity="flag"),
    ),
    never_stored=("备注", "联系电话"),
)  # fmt: skip
