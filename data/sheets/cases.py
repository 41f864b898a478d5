"""Criminal and public-order cases, row by row."""

from data.contract import Column, Contract
from data.rules import NotAfterData, NotBefore
from wording import Text

CONTRACT = Contract(
    name="cases",
    title=Text("案件登记表", "Case register"),
    grain=Text("一行是一起案件。", "One row is one case."),
    kind="events",
    key=("case_id",),
    event_on="occurred_at",
    may_be_empty=True,
    columns=(
        Column("case_id", "code", ("案件编号", "案号", "编号"), Text("案件编号", "Number of the case")),
        Column("case_class", "choice", ("案别", "案件类别", "案件性质", "刑事/治安"), Text("刑事或治安", "Criminal or public order"),
               choices={"criminal": ("刑事案件", "刑事"), "public_order": ("治安案件", "治安", "行政案件")},
               required=True, blank="asked"),
        Column("case_kind", "text", ("类型", "案件类型", "案由", "案件名称类别", "具体类型", "罪名", "案由类别"), Text("案件类型", "Kind of case")),
        Column("occurred_at", "instant", ("发案时间", "发生时间", "案发时间", "发案日期", "案发日期", "发生日期", "作案时间"),
               Text("发案时间", "When it happened"), required=True, blank="asked"),
        Column("accepted_at", "instant", ("受理时间", "立案时间", "受案时间", "受理日期", "受案日期", "立案日期", "接报时间"), Text("受理时间", "When it was accepted")),
        Column("community_id", "community", ("社区", "所属社区", "发案社区", "发案地社区", "案发社区", "辖区社区"),
               Text("发案地社区", "Community where it happened"), required=True, blank="asked"),
        Column("unit_name", "text", ("涉案单位", "涉及单位"), Text("涉案单位", "Unit concerned")),
        Column("is_major_impact", "yes_no", ("是否重大影响", "重大影响", "有重大影响", "是否重大案件", "重大影响案件"),
               Text("是否有重大影响", "Major impact"), blank="none"),
        Column("is_solved", "yes_no", ("是否破案", "破案"), Text("是否破案", "Solved")),
        Column("counts_toward_zero", "choice", ("是否计入三零", "是否计入", "计入三零", "是否计入三零考核", "是否纳入三零", "三零考核"),
               Text("是否计入三零", "Whether it counts toward three-zero"),
               choices={"yes": ("是", "√", "计入"), "no": ("否", "×", "不计入"), "pending": ("待定", "待认定")},
               blank="asked"),
    ),
    rules=(
        NotAfterData("occurred_at"),
        NotBefore("accepted_at", "occurred_at", Text("不早于发案时间", "not earlier than the case")),
    ),
    never_stored=("案情", "简要案情", "报案人", "受害人姓名", "嫌疑人姓名", "案件名称", "发案地址", "发案地点", "备注", "序号", "当事人", "嫌疑人", "受害人"),
)  # fmt: skip
