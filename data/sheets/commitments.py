"""The commitments of the plan: target, current value, and what the office says of them."""

from data.contract import Column, Contract
from data.rules import Attains, NotAfterData
from wording import Text

CONTRACT = Contract(
    name="commitments",
    title=Text("承诺任务台账", "Ledger of commitments"),
    grain=Text("一行是一项承诺任务在数据日期的情况。", "One row is one commitment on the as-of day."),
    kind="snapshot",
    key=("commitment_id",),
    columns=(
        Column("commitment_id", "code", ("编号", "任务编号", "承诺编号", "序号", "任务号", "任务序号"), Text("编号", "Number of the commitment"),
               required=True, blank="refused"),
        Column("clause", "text", ("条款号", "条款", "依据", "方案条款", "对应条款", "方案条目", "文件依据", "依据条款"), Text("条款号", "Clause of the plan")),
        Column("commitment", "text", ("承诺事项", "任务", "任务内容", "承诺任务", "事项", "重点任务", "工作任务", "承诺内容", "目标任务", "任务名称", "重点工作"),
               Text("承诺事项", "What is promised"), required=True, blank="refused"),
        Column("indicator", "text", ("指标", "指标名称", "考核指标", "量化指标", "衡量指标", "评价指标"), Text("指标", "What is measured")),
        Column("target_value", "number", ("目标值", "目标", "年度目标", "目标数", "年度目标值", "计划值", "任务目标", "目标要求"), Text("目标值，单位见“单位”列", "Target, in the unit of the row"),
               required=True, unit_in="unit"),
        Column("current_value", "number", ("当前值", "完成值", "目前进展值", "实际值", "目前值", "现状值", "实际完成", "实际完成值", "完成数", "当前完成值", "现状"),
               Text("当前值，单位见“单位”列", "Current value, in the unit of the row"), required=True, unit_in="unit"),
        Column("unit", "text", ("单位", "计量单位"), Text("计量单位", "Unit of target and current value")),
        Column("responsible_departments", "text", ("责任部门", "责任单位", "牵头部门", "牵头单位", "主责部门", "主责单位", "承办部门"),
               Text("责任部门", "Responsible departments")),
        Column("responsible_name", "text", ("责任人", "责任领导", "负责人"), Text("责任人", "Person in charge"), names_people=True),
        Column("due_on", "date", ("完成时限", "时限", "完成期限", "计划完成时间", "完成日期", "办理时限", "截止日期", "到期日"), Text("完成时限", "Day by which it is due"), without_day="last"),
        Column("reported_status", "choice", ("状态", "完成状态", "进展状态", "完成情况", "推进状态", "进展", "推进情况", "工作进展", "进展情况", "任务状态", "落实情况"),
               Text("填报的状态；实际状态由目标值和当前值推出", "State as filed; the true state follows from target and current value"),
               choices={"done": ("已完成", "完成", "已办结"), "in_progress": ("进行中", "推进中", "正在推进"),
                        "behind": ("滞后", "已滞后", "逾期"), "not_started": ("未开始", "未启动")}, otherwise="other"),
        Column("evidence", "text", ("佐证", "佐证材料", "佐证资料"), Text("佐证材料的种类", "Kinds of evidence"), names_people=True),
        Column("updated_on", "date", ("更新日期", "更新时间", "填报日期", "更新于"), Text("更新日期", "Day of the last update")),
    ),
    rules=(
        Attains("reported_status", "done", "current_value", "target_value",
                Text("与目标值和当前值一致的状态", "a state that agrees with target and current value")),
        NotAfterData("updated_on", severity="flag"),
    ),
    never_stored=("备注", "联系电话"),
)  # fmt: skip
