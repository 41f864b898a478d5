"""The ledger of disputes, without the parties and without what they quarrel about."""

from data.contract import Column, Contract, Trace
from data.rules import NotAfterData, NotBefore
from wording import Text

CONTRACT = Contract(
    name="disputes",
    title=Text("矛盾纠纷排查化解台账", "Ledger of disputes"),
    grain=Text("一行是一起矛盾纠纷。", "One row is one dispute."),
    kind="events",
    key=("dispute_id",),
    event_on="found_on",
    may_be_empty=True,
    columns=(
        Column("dispute_id", "code", ("矛盾纠纷编号", "纠纷编号", "事项编号", "编号", "纠纷序号", "案件编号", "矛盾编号"), Text("矛盾纠纷编号", "Number of the dispute")),
        Column("found_on", "date", ("排查时间", "排查日期", "受理时间", "受理日期", "发生时间", "登记时间", "发现时间", "发现日期", "摸排时间", "摸排日期", "上报时间"),
               Text("排查日期", "Day on which it was found"), required=True, blank="asked"),
        Column("community_id", "community", ("社区", "所属社区", "社区名称", "村居", "管辖单位"),
               Text("所在社区", "Community of the dispute"), required=True, blank="asked"),
        Column("grid_id", "grid", ("所在地网格", "矛盾纠纷所在地网格编号", "所属网格", "网格", "网格名称"),
               Text("所在网格", "Grid of the dispute")),
        Column("people_involved", "integer", ("涉及人员总数", "涉及人数", "人数", "涉及人员数", "当事人数"),
               Text("涉及人数", "People involved"), unit="persons", minimum=0),
        Column("dispute_kind", "text", ("矛盾纠纷类型", "纠纷类型", "类型", "类别", "纠纷种类", "矛盾类型", "矛盾种类", "事项类型", "案由"), Text("矛盾纠纷类型", "Kind of dispute"),
               required=True),
        Column("warning_level", "choice", ("稳定预警级别", "预警级别", "预警等级", "紧急程度", "风险等级", "风险级别", "预警"),
               Text("预警级别", "Warning level"),
               choices={"red": ("红", "红色"), "orange": ("橙", "橙色"), "yellow": ("黄", "黄色"),
                        "blue": ("蓝", "蓝色")}, otherwise="other"),
        Column("mediator_name", "text", ("化解责任人", "责任人", "调解员", "调解人", "负责人员", "调解人员", "化解人", "包案人", "调处人"),
               Text("化解责任人", "Person in charge of the settlement"), names_people=True),
        Column("method", "text", ("调解方式", "化解方式", "协议（协商）方式", "化解方法", "调处方式"), Text("调解方式", "Way of mediation")),
        Column("due_on", "date", ("化解时限", "化解期限", "办理时限", "化解截止时间", "调处期限"), Text("化解时限", "Day by which it is to be resolved"), without_day="last"),
        Column("resolution", "choice", ("是否化解", "化解情况", "矛盾纠纷状态", "化解状态", "调处结果", "调解结果", "化解结果", "调处情况", "办理结果", "调解情况", "办结情况", "化解与否"),
               Text("是否化解", "Whether it is resolved"),
               choices={"resolved": ("已化解", "是", "化解", "调解成功", "成功", "已调处"),
                        "in_progress": ("化解中", "调解中", "办理中"),
                        "unresolved": ("未化解", "否", "不成功", "未调处", "调解不成", "调解不成功", "未调解成功", "终止调解")},
               required=True),
        Column("resolved_on", "date", ("化解时间", "化解日期", "调解成功时间", "办结时间", "调结时间", "调处时间", "化解完成时间", "调解时间", "办结日期", "结案时间"),
               Text("化解日期", "Day on which it was resolved"), required=True),
    ),
    rules=(
        NotAfterData("found_on"),
        NotBefore("resolved_on", "found_on", Text("不早于排查日期", "not earlier than it was found")),
    ),
    traces=(
        Trace("text_key", ("矛盾纠纷内容", "纠纷内容", "诉求"),
              Text("文本指纹（加密，不能还原）", "Keyed hash of the text, which itself is not stored")),
    ),
    never_stored=("当事人姓名", "纠纷简要情况", "简要案情", "基本案情", "案情简介", "主要诉求", "当事人电话", "调解员电话", "矛盾纠纷名称", "矛盾纠纷内容", "纠纷名称", "纠纷内容", "当事人", "涉及人员", "甲方", "乙方", "发生地点", "诉求",
                  "反馈内容", "责任单位", "稳控责任单位", "化解责任部门", "包案领导", "协议书编号", "回访情况", "联系电话", "备注", "序号"),
)  # fmt: skip
