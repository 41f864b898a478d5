"""The emergency team of the subdistrict; its members' names are not stored."""

from data.contract import Column, Contract, Person
from data.rules import NotAfterData
from wording import Text

CONTRACT = Contract(
    name="emergency_team",
    title=Text("综合应急救援队伍花名册", "Roster of the emergency team"),
    grain=Text("一行是一个人在应急队伍的一个岗位。", "One row is one person in one post of the team."),
    kind="snapshot",
    person=Person(),
    columns=(
        Column("unit_name", "text", ("单位", "所属单位", "来源单位", "所在单位", "工作单位", "单位名称", "人员单位", "所在部门"), Text("所属单位", "Unit of the member"),
               required=True),
        Column("post", "text", ("岗位", "职务", "队内职务", "分工", "队内岗位", "队伍职务", "担任职务", "角色"), Text("岗位", "Post in the team"), required=True),
        Column("status", "choice", ("在岗状态", "状态", "在队状态", "是否在岗", "在岗情况", "目前状态", "队员状态", "人员状态"), Text("在岗或离队", "On duty or left"),
               choices={"on_duty": ("在岗", "在队", "是", "正常"), "left": ("离队", "离岗", "离职", "退出", "否"),
                        "moved": ("调离", "借调")},
               required=True, blank="asked"),
        Column("trained_on", "date", ("培训日期", "培训时间", "最近培训日期", "最近培训时间", "最近一次培训时间", "最后培训时间", "最近培训", "上次培训时间", "末次培训日期"),
               Text("最近培训日期", "Day of the last training"), required=True),
    ),
    rules=(NotAfterData("trained_on", severity="flag"),),
    never_stored=("民族", "身份证件号码", "学历", "特长", "身份证号", "性别", "年龄", "出生日期", "血型", "住址", "备注", "序号"),
)  # fmt: skip
