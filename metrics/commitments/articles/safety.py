"""Article 13: safety and order, three-zero, and those who keep them in each community."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from metrics.rating import amber_from, amber_points
from wording import Text

_of_13 = partial(Commitment, article=13, departments=("社会治理办",), family="Z")
_force = partial(
    _of_13,
    kind="H",
    threshold_value=1,
    unit=UNITS["社区"],
    set_by="plan",
    target=1.0,
    dataset="community_forces",
    companions=("community_forces_complete",),
    compared_jointly="community_forces_complete",
)
_FORCES = ("一居一警一法律顾问一支民调员队伍",)

COMMITMENTS = (
    _of_13(
        "13a",
        Text(
            "街道和每个社区的综治中心达到规范", "Governance centres up to standard at both levels"
        ),
        "P",
        threshold=Text(
            "街道 1 个，每个社区 1 个", "one of the subdistrict, one in every community"
        ),
        threshold_value=1,
        set_by="plan",
        target=1.0,
        ledger_names=("两级综治中心规范化", "综治中心规范化建设", "街道、社区两级综治中心规范化"),
    ),
    _of_13(
        "13b",
        Text("综治中心与法庭对接", "The governance centre works with the court"),
        "C",
        unit=UNITS["次"],
        rule="trend",
        ledger_names=("对接人民法庭",),
    ),
    _of_13(
        "13c",
        Text("三零社区和三零单位", "Communities and units that attain three-zero"),
        "C",
        threshold=Text(
            "原文未定比例；参照省内社区 80%、企事业单位 90%",
            "no rate in the plan; provincial reference 80% of communities, 90% of units",
        ),
        threshold_value=80,
        unit=UNITS["%"],
        set_by="office",
        target=0.8,
        rating=amber_points(0.10),
        metric="three_zero_attainment",
        companions=(
            "zero_petition",
            "zero_accident",
            "zero_case",
            "zero_reporting_rate",
            "unit_three_zero_attainment",
        ),
        ledger_names=("“三零”社区创建", "三零创建"),
    ),
    _force(
        "13d",
        Text("每个社区有民警", "A police officer for every community"),
        threshold=Text("每个社区 1 名", "one for every community"),
        metric="police_presence",
        compared_with="police_presence",
        joint=("13e", "13f"),
        ledger_names=("一居一警", *_FORCES),
    ),
    _force(
        "13e",
        Text("每个社区有聘期内的法律顾问", "A legal adviser in term for every community"),
        threshold=Text("每个社区 1 名", "one for every community"),
        metric="legal_adviser_presence",
        compared_with="legal_adviser_presence",
        joint=("13d", "13f"),
        ledger_names=("一法律顾问", "一社区一法律顾问", *_FORCES),
    ),
    _force(
        "13f",
        Text("每个社区有民调员队伍", "A team of mediators in every community"),
        threshold=Text("每个社区 1 支", "one team in every community"),
        metric="mediator_presence",
        compared_with="mediator_presence",
        joint=("13d", "13e"),
        ledger_names=("一支民调员队伍", *_FORCES),
    ),
    _of_13(
        "13g",
        Text("矛盾纠纷的排查和化解", "Disputes found and resolved"),
        "C",
        threshold=Text("95% 按期化解，85% 起为黄", "95% resolved on time, amber from 85%"),
        threshold_value=95,
        unit=UNITS["%"],
        set_by="office",
        target=0.95,
        rating=amber_from(0.85, is_share=True),
        metric="dispute_resolved_on_time",
        companions=("dispute_resolution_rate", "petition_reply_on_time", "petition_repeat_share"),
        compared_with="dispute_resolved_on_time",
        ledger_names=("矛盾纠纷化解", "矛盾纠纷大排查大化解", "矛盾纠纷一站式化解"),
    ),
    _of_13(
        "13h",
        Text("智慧平安社区", "Smart and safe communities"),
        "C",
        rule="trend",
        ledger_names=("智慧平安社区创建",),
    ),
)
