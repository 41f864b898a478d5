"""Articles 16 to 18: residents' committees, elections, property management."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_16 = partial(Commitment, article=16, departments=("社区治理办", "社区管理办"), family="O")
_of_18 = partial(Commitment, article=18, departments=("党建办", "社区管理办"), family="O")

COMMITMENTS = (
    _of_16(
        "16a",
        Text("居委会的三个下属委员会齐全", "Residents' committees have their three sub-committees"),
        "P",
        threshold=Text("3 个，环境和物业的可选", "three; the one for surroundings is optional"),
        threshold_value=3,
        set_by="plan",
        target=1.0,
        ledger_names=("居委会下设委员会", "居委会下属委员会"),
    ),
    _of_16(
        "16b",
        Text("居委会成员承诺和述职", "Committee members pledge and account for the year"),
        "P",
        threshold=Text("每年 1 次", "once a year"),
        threshold_value=1,
        unit=UNITS["次"],
        set_by="plan",
        target=1.0,
        rule="periodic",
        per="year",
        ledger_names=("居委会成员履职承诺和述职", "履职承诺、述职"),
    ),
    _of_16(
        "16c",
        Text("每个社区的公约已备案", "The residents' pact of every community is on record"),
        "P",
        threshold=Text("每个社区", "every community"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        ledger_names=("居民公约备案", "居民公约制定、备案"),
    ),
    Commitment(
        "17",
        Text(
            "两委人选全部经过资格联审", "Every candidate for the two committees is vetted jointly"
        ),
        "P",
        article=17,
        departments=("党建办",),
        family="O",
        threshold=Text("全部人选", "all candidates"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        ledger_names=("两委资格联审", "“两委”班子成员资格联审"),
    ),
    _of_18(
        "18a",
        Text(
            "物业企业都有党组织和党建工作", "Party organisations and work in every property company"
        ),
        "P",
        threshold=Text("全覆盖", "full coverage"),
        threshold_value=100,
        unit=UNITS["企业"],
        set_by="plan",
        target=1.0,
        ledger_names=("物业服务企业党组织覆盖", "物业企业党的组织和工作全覆盖"),
    ),
    _of_18(
        "18b",
        Text(
            "两委、业委会和物业负责人互相兼职",
            "Community, owners' committee and property manager hold posts in each other",
        ),
        "C",
        unit=UNITS["人"],
        rule="trend",
        ledger_names=("双向进入、交叉任职",),
    ),
    _of_18(
        "18c",
        Text("业委会里的党员", "Party members on owners' committees"),
        "H",
        threshold=Text("每个业委会不低于 50%", "at least 50% of every committee"),
        threshold_value=50,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        metric="owners_committee_party_attainment",
        dataset="owners_committees",
        compared_with="owners_committee_party_attainment",
        ledger_names=("业委会成员党员占比不低于50%", "业委会党员占比"),
    ),
    _of_18(
        "18d",
        Text("问居民对物业是否满意", "Residents are asked about property management"),
        "C",
        unit=UNITS["小区"],
        suggested=Text("每年 1 次", "once a year"),
        rule="trend",
        ledger_names=("物业满意度调查", "居民物业服务满意度调查"),
    ),
)
