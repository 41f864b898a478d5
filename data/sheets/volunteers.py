"""The roster of volunteers; their names are not stored."""

from data.contract import Column, Contract, Person
from data.rules import NotAfterData
from wording import Text

CONTRACT = Contract(
    name="volunteers",
    title=Text("志愿者花名册", "Roster of volunteers"),
    grain=Text("一行是一名志愿者在数据日期的情况。", "One row is one volunteer on the as-of day."),
    kind="snapshot",
    key=("volunteer_id",),
    person=Person(is_keyed=False),
    columns=(
        Column("volunteer_id", "code", ("志愿者编号", "注册号", "志愿者注册号", "编号", "志愿者证号", "志愿者编码", "志愿者号", "志愿者ID", "志愿服务证号", "注册编号"),
               Text("志愿者编号", "Number of the volunteer"), required=True, blank="refused"),
        Column("community_id", "community", ("所属社区", "社区", "社区名称", "所在社区", "服务社区", "居住社区", "归属社区"),
               Text("志愿者所属社区", "Own community of the volunteer"), required=True, blank="asked"),
        Column("team_name", "text", ("所属队伍", "志愿服务组织", "队伍名称", "团体", "志愿队伍", "志愿服务队", "所属志愿队", "服务队名称", "志愿团体", "所在队伍", "志愿服务队伍"),
               Text("所属队伍", "Team")),
        Column("registered_on", "date", ("注册时间", "注册日期", "登记时间", "加入时间", "入册时间", "登记日期", "申请时间", "注册年月"),
               Text("注册日期", "Day of registration"), required=True, blank="asked"),
        Column("status", "choice", ("在册状态", "状态", "注册状态", "当前状态", "志愿者状态"), Text("在册或注销", "Registered or withdrawn"),
               choices={"registered": ("在册", "正常", "有效", "是"), "withdrawn": ("注销", "已注销", "退出", "否")}),
        Column("withdrawn_on", "date", ("注销日期", "注销时间", "退出日期"), Text("注销日期", "Day of withdrawal")),
        Column("affiliation", "choice", ("政治面貌",), Text("政治面貌", "Political affiliation"),
               choices={"party_member": ("中共党员", "党员", "中共预备党员", "预备党员"),
                        "other": ("群众", "共青团员", "团员", "民主党派")}, otherwise="other"),
        Column("volunteer_kind", "choice", ("类别", "志愿者类别", "人员类别"), Text("类别", "Kind of volunteer"),
               choices={"resident": ("居民",), "student": ("学生",), "working_party_member": ("在职党员",),
                        "grid_worker": ("网格员",)}, otherwise="other"),
        Column("total_service_hours", "number", ("累计时长", "服务时长", "服务小时", "工时", "累计服务时长", "累计服务时数", "服务总时长", "总时长", "累计小时"),
               Text("累计服务时长", "Hours served in total"), unit="hours", minimum=0),
    ),
    rules=(
        NotAfterData("registered_on"),
    ),
    never_stored=("身份证件号码", "公民身份号码", "年龄", "年龄段", "职业", "工作单位", "学历", "特长", "家庭住址", "证件号码", "性别", "出生日期", "身份证号", "服务技能", "备注", "序号", "片组片格", "职务", "队伍类型", "职位", "详细名称",
                  "星级", "积分", "住址"),
)  # fmt: skip
