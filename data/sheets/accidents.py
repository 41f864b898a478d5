"""Safety accidents."""

from data.contract import Column, Contract
from data.rules import NotAfterData, NotBefore
from wording import Text

CONTRACT = Contract(
    name="accidents",
    title=Text("安全事故台账", "Accident ledger"),
    grain=Text("一行是一起事故。", "One row is one accident."),
    kind="events",
    key=("accident_id",),
    event_on="occurred_at",
    may_be_empty=True,
    columns=(
        Column("accident_id", "code", ("事故编号", "编号", "事故号", "序列号", "事故序号"), Text("事故编号", "Number of the accident")),
        Column("occurred_at", "instant", ("发生时间", "事故时间", "发生日期", "事发时间", "事故发生时间", "事故日期", "事故发生日期", "出险时间"),
               Text("发生时间", "When it happened"), required=True, blank="asked"),
        Column("community_id", "community", ("社区", "所属社区", "发生社区", "社区/网格", "属地社区", "事故地社区"),
               Text("发生地社区", "Community where it happened"), required=True, blank="asked"),
        Column("unit_name", "text", ("发生单位", "单位", "事故单位", "涉事单位"), Text("发生单位", "Unit where it happened")),
        Column("accident_kind", "choice", ("事故类型", "类型", "事故类别", "事故种类", "事故性质"), Text("事故类型", "Kind of accident"),
               choices={"fire": ("火灾",), "road_traffic": ("道路交通", "交通"), "fall": ("高坠", "高处坠落"),
                        "electric_shock": ("触电",), "gas": ("燃气",), "drowning": ("溺水",)}, otherwise="other"),
        Column("deaths", "integer", ("死亡人数", "死亡", "死亡数", "亡人数", "人员伤亡/死亡"), Text("死亡人数", "Deaths"),
               required=True, blank="asked", unit="persons", minimum=0),
        Column("seriously_injured", "integer", ("重伤", "重伤人数", "重伤数", "人员伤亡/重伤"), Text("重伤人数", "Seriously injured"),
               blank="asked", unit="persons", minimum=0),
        Column("slightly_injured", "integer", ("轻伤", "轻伤人数", "受伤人数", "轻伤数", "人员伤亡/轻伤"), Text("轻伤人数", "Slightly injured"),
               blank="asked", unit="persons", minimum=0),
        Column("direct_loss_10k_yuan", "number", ("直接经济损失", "经济损失", "直接损失", "财产损失", "直接财产损失", "损失金额"),
               Text("直接经济损失（万元）", "Direct loss in 10,000 yuan"), unit="10k yuan", minimum=0),
        Column("grade", "choice", ("等级", "事故等级"), Text("事故等级", "Grade"),
               choices={"none": ("无",), "ordinary": ("一般",), "larger": ("较大",), "major": ("重大",),
                        "extraordinary": ("特别重大",)}, otherwise="other"),
        Column("reported_at", "instant", ("上报时间", "报告时间", "上报日期", "报告日期"), Text("上报时间", "When it was reported")),
        Column("is_work_accident", "yes_no", ("是否生产安全事故", "生产安全事故"),
               Text("是否生产安全事故", "Accident at work")),
        Column("liability", "choice", ("责任认定", "责任"), Text("责任认定", "Liability"),
               choices={"established": ("已认定",), "none": ("无责任",), "pending": ("认定中",)}, otherwise="other"),
        Column("counts_toward_zero", "choice", ("是否计入三零", "是否计入", "计入三零", "是否计入三零考核", "是否纳入三零", "三零考核"),
               Text("是否计入三零", "Whether it counts toward three-zero"),
               choices={"yes": ("是", "√", "计入"), "no": ("否", "×", "不计入"), "pending": ("待定", "待认定")},
               blank="asked"),
        Column("exclusion_reason", "text", ("剔除原因", "不计入原因"), Text("剔除原因", "Reason for exclusion")),
    ),
    rules=(
        NotAfterData("occurred_at"),
        NotBefore("reported_at", "occurred_at", Text("不早于发生时间", "not earlier than the accident")),
    ),
    never_stored=("事故地点", "事故经过", "简要经过", "伤者姓名", "死者姓名", "伤亡人员", "地点", "备注", "序号", "处理结果", "当事人"),
)  # fmt: skip
