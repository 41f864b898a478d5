"""Members of owners' committees; their names are not stored."""

from data.contract import Column, Contract, Person
from data.rules import NeverIs, NotAfterData
from wording import Text

CONTRACT = Contract(
    name="owners_committees",
    title=Text("业主委员会花名册", "Members of owners' committees"),
    grain=Text("一行是一个业主委员会的一名成员。", "One row is one member of one owners' committee."),
    kind="snapshot",
    person=Person(within=("committee_name",)),
    columns=(
        Column("community_id", "community", ("社区", "所属社区", "社区名称", "所在社区"),
               Text("所属社区", "Community of the committee"), required=True, blank="asked"),
        Column("estate_name", "text", ("小区", "小区名称", "物业小区", "所属小区", "物业区域", "所在小区", "住宅小区"), Text("小区", "Housing estate")),
        Column("committee_name", "text", ("业委会名称", "业主委员会名称", "业委会", "业主委员会", "业主组织名称", "业委会全称"),
               Text("业委会名称", "Name of the committee"), required=True, blank="refused"),
        Column("post", "choice", ("职务", "业委会职务", "岗位", "业委会任职", "所任职务", "成员职务", "在业委会职务"), Text("职务", "Post"),
               choices={"chair": ("主任",), "deputy_chair": ("副主任",), "member": ("委员",),
                        "alternate": ("候补委员",)}, otherwise="other", required=True),
        Column("affiliation", "choice", ("政治面貌", "政治身份", "党员情况"), Text("政治面貌", "Political affiliation"),
               choices={"party_member": ("党员", "中共党员"), "probationary_member": ("预备党员", "中共预备党员"),
                        "other": ("群众", "共青团员", "团员", "民主党派")},
               otherwise="other", required=True, blank="asked"),
        Column("term_text", "text", ("任期起止", "任期", "任职期限", "本届任期", "任职起止时间", "届期"), Text("任期起止", "Term")),
        Column("recorded_on", "date", ("备案日期", "备案时间", "成立备案时间", "备案时间（街道）"), Text("备案日期", "Day of recording"), without_day="unknown"),
        Column("property_company", "text", ("物业企业", "物业公司", "物业服务企业", "物业", "物业单位", "物管公司"), Text("物业企业", "Property company")),
    ),
    rules=(
        NotAfterData("recorded_on", severity="flag"),
        NeverIs("term_text", ("至今", "长期"), Text("任期的终止时间", "the end of the term"),
                severity="flag", code="open_ended"),
    ),
    never_stored=("身份证件号码", "成员电话", "楼栋房号", "年龄", "联系电话", "身份证号", "性别", "出生日期", "住址", "房号", "备注", "序号"),
)  # fmt: skip
