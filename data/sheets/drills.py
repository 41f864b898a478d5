"""Emergency drills."""

from data.contract import Column, Contract
from data.rules import NotAfterData
from wording import Text

CONTRACT = Contract(
    name="drills",
    title=Text("应急演练台账", "Ledger of emergency drills"),
    grain=Text("一行是一次演练。", "One row is one drill."),
    kind="events",
    key=("held_on", "drill_name", "organised_at", "community_id"),
    blank_in_key=("community_id",),
    event_on="held_on",
    columns=(
        Column("held_on", "date", ("演练日期", "演练时间", "开展时间", "开展日期", "日期", "时间", "举办日期", "举办时间"), Text("演练日期", "Day of the drill"),
               required=True, blank="asked"),
        Column("drill_name", "text", ("演练名称", "演练主题", "演练科目", "演练内容", "演练项目", "演练", "科目"), Text("演练名称", "Name of the drill"),
               required=True, blank="refused"),
        Column("drill_kind", "choice", ("类型", "演练类型", "演练类别", "演练形式", "演练种类", "演练性质"), Text("综合或专项演练", "Kind of drill"),
               choices={"comprehensive": ("综合演练", "综合"), "special": ("专项演练", "专项", "单项演练"),
                        "table_top": ("桌面演练", "桌面推演")}, otherwise="other", required=True, blank="asked"),
        Column("organised_at", "choice", ("层级", "组织层级", "演练层级", "组织单位级别", "组织级别", "级别", "演练级别", "主办层级"),
               Text("由街道、社区或单位组织", "Level that organised it"),
               choices={"subdistrict": ("街道", "街道级", "镇", "乡镇"), "community": ("社区", "社区级", "村"),
                        "unit": ("单位", "企业")}, otherwise="other", required=True, blank="asked"),
        Column("community_id", "community", ("社区", "所属社区", "组织社区", "社区名称", "承办社区"),
               Text("组织演练的社区；街道组织的为空", "Community that organised it; blank for the subdistrict's own")),
        Column("participants", "integer", ("参加人数", "参演人数", "参与人数", "人数", "参演人次", "参加人员数", "参与人次"),
               Text("参加人数", "Participants"), unit="persons", minimum=0),
        Column("assessment", "text", ("评估", "评估结果", "演练评估", "评价", "演练效果", "评估情况", "效果评估"), Text("评估", "Assessment")),
    ),
    rules=(NotAfterData("held_on"),),
    never_stored=("组织单位名称", "演练简况", "地点", "演练地点", "负责人", "联系电话", "照片", "备注", "序号"),
)  # fmt: skip
