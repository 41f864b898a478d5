"""Activities of volunteers."""

from data.contract import Column, Contract
from data.rules import NotAfterData
from wording import Text

CONTRACT = Contract(
    name="volunteer_activities",
    title=Text("志愿服务活动台账", "Ledger of volunteer activities"),
    grain=Text("一行是一次志愿服务活动。", "One row is one activity."),
    kind="events",
    key=("activity_id",),
    event_on="held_on",
    columns=(
        Column("activity_id", "code", ("活动编号", "项目编号", "活动号"), Text("活动编号", "Number of the activity")),
        Column("held_on", "date", ("活动日期", "活动时间", "开展时间", "开展日期", "日期", "时间", "举办时间", "举办日期"),
               Text("活动日期", "Day of the activity"), required=True, blank="asked"),
        Column("activity_name", "text", ("活动名称", "活动主题", "项目名称", "主题", "项目"),
               Text("活动名称", "Name of the activity"), required=True),
        Column("activity_kind", "text", ("类型", "活动类型", "服务类型", "领域", "服务领域", "活动类别", "志愿服务类别", "项目类型"),
               Text("活动类型", "Kind of activity")),
        Column("community_id", "community", ("社区", "所属社区", "社区名称", "活动社区", "主办社区", "开展社区", "举办社区"),
               Text("活动所在社区", "Community of the activity"), required=True, blank="asked"),
        Column("organiser_name", "text", ("组织单位", "主办单位", "承办单位", "组织队伍", "组织者", "承办队伍", "开展单位", "承办团队", "志愿队伍"),
               Text("组织单位或队伍", "Unit or team that organised it")),
        Column("volunteers", "integer",
               ("志愿者服务人数及时长统计/合计/人数", "合计/人数", "参加人数", "志愿者人数", "人次", "参与人数", "服务人数", "参与志愿者", "参加志愿者", "志愿者人次", "参与情况/参与志愿者", "到场志愿者", "参加志愿者人数"),
               Text("参加的志愿者人次", "Volunteers who took part"), required=True, unit="persons", minimum=0),
        Column("service_hours", "number",
               ("志愿者服务人数及时长统计/合计/小时", "合计/小时", "服务时长", "时长", "小时", "总时长", "服务小时", "服务总时长", "服务时数", "服务总时数", "志愿服务时长", "累计时长"),
               Text("服务时长合计", "Hours served in total"), unit="hours", minimum=0),
        Column("beneficiaries", "integer", ("受益人数", "服务对象人数", "受益群众", "服务群众", "受益人次", "服务对象", "服务居民人数", "受益群众人数", "服务群众人数"),
               Text("受益人数", "People who benefited"), unit="persons", minimum=0),
    ),
    rules=(NotAfterData("held_on"),),
    never_stored=("地点", "活动地点", "负责人", "联系电话", "照片", "备注", "序号", "活动内容"),
)  # fmt: skip
