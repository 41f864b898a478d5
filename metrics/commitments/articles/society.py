"""Articles 4 to 7: mass organisations, social organisations, volunteers, members reporting in."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_5 = partial(
    Commitment, kind="C", article=5, departments=("党群服务中心",), family="O", rule="trend"
)
_of_6 = partial(
    Commitment,
    kind="C",
    article=6,
    departments=("党群服务中心", "社区治理办"),
    family="V",
    rule="trend",
)
_of_7 = partial(Commitment, kind="C", article=7, departments=("党建办",), family="O", rule="trend")

COMMITMENTS = (
    Commitment(
        "4",
        Text("群团组织的建设和公共服务", "Mass organisations and the services that they take on"),
        "C",
        article=4,
        departments=("工会", "团工委"),
        family="O",
        rule="trend",
        ledger_names=("群团组织建设", "群团组织承担公共服务"),
    ),
    _of_5(
        "5a",
        Text(
            "为老人、孩子和家庭服务的社会组织",
            "Social organisations for families, the old, the young and their health",
        ),
        ledger_names=("发展社区社会组织", "居民服务类社会组织"),
    ),
    _of_5(
        "5b",
        Text(
            "购买社工服务、社区基金会和社工站项目",
            "Social work bought, community funds, station projects",
        ),
        ledger_names=("购买社会工作服务", "政府购买社工服务", "社区基金会"),
    ),
    _of_6(
        "6a",
        Text("志愿服务队伍", "Teams of volunteers"),
        unit=UNITS["支"],
        suggested=Text("每个社区至少 1 支队伍", "at least one team in every community"),
        dataset="volunteers",
        ledger_names=("发展志愿服务队伍", "发展志愿服务组织"),
    ),
    _of_6(
        "6b",
        Text("登记在册的志愿者", "Volunteers on the register"),
        unit=UNITS["人"],
        metric="registered_volunteer_share",
        compared_with="registered_volunteer_share",
        ledger_names=("壮大志愿者队伍", "壮大志愿服务队伍", "注册志愿者"),
    ),
    _of_6(
        "6c",
        Text("志愿者经常参加服务", "Volunteers serve regularly"),
        unit=UNITS["次"],
        metric="active_volunteer_rate",
        companions=("volunteer_hours", "volunteer_attendances"),
        compared_with="active_volunteer_rate",
        ledger_names=("志愿服务常态化", "志愿服务常态化参与", "常态化参与"),
    ),
    _of_6(
        "6d",
        Text("志愿服务项目，需求和供给对上", "Volunteer projects that match needs with offers"),
        dataset="volunteer_activities",
        ledger_names=("志愿服务项目", "志愿服务供需对接"),
    ),
    _of_6(
        "6e",
        Text("志愿积分换服务", "Points for service that can be redeemed"),
        unit=UNITS["次"],
        ledger_names=("积分兑换", "志愿服务积分兑换"),
    ),
    _of_6(
        "6f",
        Text("评最美志愿队，做志愿品牌", "The best volunteer team chosen, brands of service built"),
        unit=UNITS["次"],
        suggested=Text("每年至少 1 次评比", "at least one award a year"),
        ledger_names=("最美志愿服务队评比", "志愿服务品牌"),
    ),
    _of_7(
        "7a",
        Text("逐级召开党建联席会议", "Joint party meetings at every level"),
        unit=UNITS["次"],
        suggested=Text("每季度至少 1 次", "at least once a quarter"),
        ledger_names=("党建联席会议", "党建工作联席会议"),
    ),
    _of_7(
        "7b",
        Text("单位和党员到社区“双报到”", "Work units and party members report to communities"),
        unit=UNITS["人"],
        ledger_names=("双报到", "“双报到”常态化"),
    ),
    _of_7(
        "7c",
        Text("流动和退休党员转入社区", "Mobile and retired members join the community's party"),
        unit=UNITS["人"],
        ledger_names=("流动党员、退休党员转入", "党员组织关系转入"),
    ),
    _of_7(
        "7d",
        Text("定期结对帮扶和联建共建", "Pairing and joint work at fixed times"),
        threshold=Text("固定时间，原文未定次数", "at fixed times; the plan gives no number"),
        unit=UNITS["次"],
        ledger_names=("结对帮扶", "联建共建"),
    ),
)
