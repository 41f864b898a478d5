"""Records of volunteer service."""

from data.contract import Column, Contract
from data.rules import NotAfterData, NotBefore
from wording import Text

CONTRACT = Contract(
    name="volunteer_service",
    title=Text("志愿服务时长记录", "Records of volunteer service"),
    grain=Text("一行是一名志愿者的一次服务。", "One row is one service of one volunteer."),
    kind="events",
    key=("record_id",),
    event_on="served_on",
    columns=(
        Column("record_id", "code", ("记录号", "记录编号", "流水号", "服务编号"), Text("记录号", "Number of the record")),
        Column("volunteer_id", "code", ("志愿者编号", "注册号", "志愿者注册号", "志愿者编码", "志愿者号", "志愿者ID", "志愿服务证号", "注册编号"),
               Text("志愿者编号", "Number of the volunteer"), required=True, blank="refused"),
        Column("activity_name", "text", ("活动名称", "项目名称", "活动主题", "服务内容", "服务项目", "项目", "活动", "志愿服务项目"),
               Text("活动名称", "Name of the activity")),
        Column("community_id", "community", ("服务社区", "所属社区", "社区", "活动社区", "服务地点所属社区", "活动地社区", "服务地社区"),
               Text("服务所在社区", "Community of the service"), required=True, blank="asked"),
        Column("served_on", "date", ("服务日期", "活动日期", "日期", "服务时间", "活动时间", "服务年月日", "开展日期"),
               Text("服务日期", "Day of the service"), required=True, blank="asked"),
        Column("started_at", "clock", ("开始时间", "签到时间", "起始时间", "签到", "开始", "起时", "到场时间"), Text("开始时间", "Start")),
        Column("ended_at", "clock", ("结束时间", "签退时间", "终止时间", "签退", "结束", "止时", "离场时间"), Text("结束时间", "End")),
        Column("service_hours", "number", ("服务时长", "时长", "服务小时", "工时", "小时数", "服务时数", "时数", "服务小时数", "服务时间（小时）", "计时"),
               Text("服务时长", "Hours of service"), required=True, blank="asked", unit="hours",
               minimum=0, maximum=16),
        Column("hours_source", "choice", ("时长来源", "来源", "记录方式", "记录来源", "录入方式"), Text("时长来源", "How the hours were recorded"),
               choices={"system": ("系统签到", "系统", "自动签到"), "manual": ("人工补录", "补录", "手工")},
               otherwise="other"),
    ),
    rules=(
        NotAfterData("served_on"),
        NotBefore("ended_at", "started_at", Text("不早于开始时间", "not earlier than the start")),
    ),
    references={"volunteer_id": "volunteers.volunteer_id"},
    never_stored=("志愿者姓名", "手机号码", "姓名", "联系电话", "身份证号", "备注", "序号"),
)  # fmt: skip
