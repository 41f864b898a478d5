"""Safety hazards found on inspections, without what stands about the place below its name."""

from data.contract import Column, Contract
from data.rules import FilledWhen, NotAfterData, NotBefore
from wording import Text

CONTRACT = Contract(
    name="hazards",
    title=Text("安全隐患排查台账", "Ledger of safety hazards"),
    grain=Text("一行是检查中发现的一处隐患。", "One row is one hazard found on an inspection."),
    kind="cumulative_ledger",
    key=("hazard_id",),
    event_on="found_on",
    may_be_empty=True,
    columns=(
        Column("hazard_id", "code", ("隐患编号", "隐患编码", "编号", "台账编号"), Text("隐患编号", "Number of the hazard")),
        Column("found_on", "date", ("检查日期", "检查时间", "排查日期", "排查时间", "发现日期", "发现时间", "巡查时间", "巡查日期", "隐患发现时间"),
               Text("检查日期", "Day of the inspection"), required=True, blank="asked"),
        Column("community_id", "community", ("社区", "所属社区", "社区名称", "所在社区", "村居", "属地社区", "归属社区"),
               Text("所属社区", "Community of the place"), required=True, blank="asked"),
        Column("grid_id", "grid", ("所属网格", "网格", "网格名称", "责任网格", "所在网格"), Text("所属网格", "Grid of the place")),
        Column("unit_name", "text", ("单位/场所", "单位", "场所", "单位名称", "场所名称", "受检单位", "被检查单位", "企业名称", "检查场所", "单位（场所）名称", "场所（单位）", "检查单位", "检查对象", "受检单位名称", "隐患单位", "企业（单位）名称"),
               Text("单位或场所", "Unit or place inspected"), required=True, blank="refused"),
        Column("hazard_kind", "text", ("隐患类型", "隐患类别", "类型", "类别", "隐患分类"), Text("隐患类型", "Kind of hazard")),
        Column("hazard_level", "choice", ("级别", "隐患级别", "隐患等级", "等级", "隐患程度", "风险等级"), Text("一般或重大隐患", "Ordinary or major"),
               choices={"ordinary": ("一般", "一般隐患", "一般事故隐患"), "major": ("重大", "重大隐患", "重大事故隐患")},
               required=True, blank="asked"),
        Column("responsible_name", "text", ("责任人", "整改责任人", "隐患责任人"),
               Text("整改责任人", "Person in charge of putting it right"), names_people=True),
        Column("due_on", "date", ("整改期限", "整改时限", "限期整改日期", "限改日期", "整改时限要求", "限期整改时间", "计划整改时间", "应整改日期"), Text("整改期限", "Day by which it is due"), without_day="last"),
        Column("completed_on", "date", ("整改完成日期", "整改完成时间", "完成日期", "完成时间", "整改日期", "实际整改时间", "整改完毕时间", "销号时间", "实际完成时间"),
               Text("整改完成日期", "Day on which it was put right"), required=True),
        Column("verifier_name", "text", ("复查人", "验收人", "复查人员", "复核人", "核查人"), Text("复查人", "Who looked again"), names_people=True),
        Column("is_struck_off", "yes_no", ("是否销号", "销号", "销号情况", "是否整改到位", "是否整改", "是否完成整改", "整改与否", "整改是否完成", "是否闭环"),
               Text("是否销号", "Whether it is struck off"), blank="none",
               choices={"yes": ("已销号", "已整改"), "no": ("未销号", "未整改", "整改中")}),
    ),
    rules=(
        NotAfterData("found_on"),
        NotBefore("completed_on", "found_on", Text("不早于检查日期", "not earlier than the inspection")),
        NotAfterData("completed_on", severity="flag"),
        NotBefore("due_on", "found_on", Text("不早于检查日期", "not earlier than the inspection"), severity="flag"),
        FilledWhen("completed_on", "is_struck_off", True,
                   Text("销号应有整改完成日期", "a hazard struck off has a day on which it was put right")),
    ),
    never_stored=("隐患问题", "隐患具体内容", "存在问题", "问题描述", "负责人电话", "隐患部位", "隐患描述", "隐患内容", "存在隐患", "隐患情况", "整改措施", "整改情况", "地址", "详细地址", "具体位置", "检查人", "检查人员",
                  "联系电话", "责任人电话", "照片", "整改前照片", "整改后照片", "备注"),
)  # fmt: skip
