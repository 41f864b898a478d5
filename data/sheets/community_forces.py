"""Police officer, legal adviser and mediators of each community."""

from data.contract import Column, Contract
from data.rules import NotBefore
from wording import Text

CONTRACT = Contract(
    name="community_forces",
    title=Text("一居一警一法律顾问一支民调员队伍配备表", "Police officer, legal adviser and mediators of communities"),
    grain=Text("一行是一个社区在数据日期的配备。", "One row is what one community has on the as-of day."),
    kind="snapshot",
    key=("community_id",),
    columns=(
        Column("community_id", "community", ("社区", "社区名称", "所属社区", "村居"),
               Text("社区", "Community"), required=True, blank="asked"),
        Column("police_name", "text", ("一居一警/民警姓名", "民警姓名", "社区民警", "民警", "一居一警", "一居一警/姓名", "社区民警/姓名", "驻区民警", "包片民警", "片警", "一居一警/民警", "社区民警姓名"),
               Text("社区民警", "Police officer"), required=True, names_people=True),
        Column("adviser_name", "text", ("一法律顾问/律师", "律师", "法律顾问", "律师姓名", "法律顾问姓名", "一法律顾问/姓名", "法律顾问/姓名", "一法律顾问/律师姓名", "法律顾问/律师", "驻点律师"),
               Text("法律顾问", "Legal adviser"), required=True, names_people=True),
        Column("law_firm", "text", ("一法律顾问/律所", "律所", "律师事务所", "所属律所", "法律顾问/所在律所", "法律顾问/律师事务所", "所在律所", "执业机构", "一法律顾问/律师事务所"), Text("律师事务所", "Law firm")),
        Column("adviser_from_on", "date", ("一法律顾问/聘期起", "聘期起", "聘用开始日期", "聘期开始", "聘用起始日期", "服务起始日期", "签约日期"),
               Text("聘期起", "First day of the term"), without_day="unknown"),
        Column("adviser_until_on", "date", ("一法律顾问/聘期止", "聘期止", "聘用结束日期", "聘期结束", "聘期至", "聘用终止日期", "服务终止日期", "合同到期日"),
               Text("聘期止", "Last day of the term"), without_day="last"),
        Column("mediator_names", "text", ("一支民调员队伍/成员", "民调员", "民调员姓名", "调解员", "成员", "民调员队伍/姓名", "民调员队伍/成员", "人民调解员", "民调员队伍/人员", "调解员姓名", "民调员名单"),
               Text("民调员", "Mediators"), names_people=True),
        Column("mediators", "integer", ("一支民调员队伍/人数", "民调员人数", "调解员人数", "人数", "民调员队伍/人数", "人民调解员人数", "民调员队伍人数", "队伍人数"),
               Text("民调员人数", "Number of mediators"), required=True, blank="asked", unit="persons", minimum=0),
    ),
    rules=(
        NotBefore("adviser_until_on", "adviser_from_on",
                  Text("不早于聘期起", "not earlier than the first day of the term")),
    ),
    never_stored=("民警电话", "律师电话", "手机号", "警号", "联系电话", "执业证号", "备注", "序号"),
)  # fmt: skip
