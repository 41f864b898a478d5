"""Who attended which training."""

from data.contract import Column, Contract, Person
from data.rules import NotAfterData, NotBefore
from wording import Text

CONTRACT = Contract(
    name="trainings",
    title=Text("培训台账", "Ledger of trainings"),
    grain=Text("一行是一个人参加的一次培训。", "One row is one person in one course."),
    kind="events",
    key=("person_name", "course_name", "started_on"),
    event_on="started_on",
    person=Person(keeps_name=True, is_keyed=False),
    columns=(
        Column("community_id", "community", ("社区", "所属社区", "社区名称", "所在社区"),
               Text("学员所在社区", "Community of the trainee")),
        Column("role", "choice", ("职务", "岗位", "身份", "人员类别", "现任职务", "人员类型", "参训人员职务"), Text("学员的职务", "Post of the trainee"),
               choices={"secretary": ("党组织书记", "书记", "党委书记", "党总支书记", "党支部书记", "社区书记"),
                        "deputy_secretary": ("副书记", "党组织副书记"), "director": ("居委会主任", "主任"),
                        "worker": ("网格员", "专职网格员", "兼职网格员"), "leader": ("网格长",),
                        "community_worker": ("社区工作者", "社工")}, otherwise="other", required=True),
        Column("course_name", "text", ("班次", "培训班", "培训名称", "培训班次", "课程名称", "班次名称", "培训班名称", "培训主题", "培训项目", "培训内容", "培训科目"),
               Text("培训班次", "Course"), required=True, blank="refused"),
        Column("course_kind", "choice", ("培训类别", "培训类型", "类别", "培训种类", "班次类别", "培训性质"), Text("培训类别", "Kind of training"),
               choices={"secretary_rotation": ("书记轮训", "党组织书记轮训", "轮训"),
                        "professional": ("业务培训", "业务", "技能培训", "能力提升")}, otherwise="other",
               required=True, blank="asked"),
        Column("started_on", "date", ("开始日期", "开始时间", "培训时间", "培训日期", "开班时间", "起止时间", "培训起止时间", "起止日期", "参训时间", "举办时间", "培训开始时间"),
               Text("开始日期", "First day"), required=True, blank="asked"),
        Column("ended_on", "date", ("结束日期", "结束时间", "结业时间", "培训结束时间", "结业日期"), Text("结束日期", "Last day")),
        Column("class_hours", "number", ("学时", "培训学时", "课时", "学时数", "培训课时", "学时（课时）", "累计学时"), Text("学时", "Class hours"),
               unit="hours", minimum=0),
    ),
    rules=(
        NotAfterData("started_on"),
        NotBefore("ended_on", "started_on", Text("不早于开始日期", "not earlier than the first day")),
    ),
    never_stored=("学历", "年龄", "结业证书号", "证书编号", "身份证号", "性别", "联系电话", "成绩", "备注", "序号"),
)  # fmt: skip
