"""Articles 1 to 3: how the party organisations lead the communities."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_1 = partial(Commitment, article=1, departments=("党建办",), family="O")
_of_3 = partial(Commitment, article=3, departments=("党建办",), family="O")

COMMITMENTS = (
    _of_1(
        "1a",
        Text(
            "小区、楼栋和单元都有党组织",
            "Party organisations in every estate, building and stairwell",
        ),
        "P",
        threshold=Text("全覆盖", "full coverage"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        dataset="party_organisations",
        ledger_names=("党组织建到小区、楼栋", "党组织建到小区、楼栋、单元"),
    ),
    _of_1(
        "1b",
        Text("每季度一次党建观摩", "A visit to learn from others every quarter"),
        "P",
        threshold=Text("每季度至少 1 次", "at least once a quarter"),
        threshold_value=1,
        unit=UNITS["次"],
        set_by="plan",
        target=1,
        target_in="count",
        rule="periodic",
        per="quarter",
        ledger_names=("季度观摩",),
    ),
    _of_1(
        "1c",
        Text(
            "示范点、“五星”支部和软弱涣散组织的整顿",
            "Model sites, “five-star” branches, and weak organisations put right",
        ),
        "C",
        rule="trend",
        dataset="party_organisations",
        ledger_names=("党建示范点创建", "“五星”党支部创建", "软弱涣散党组织整顿"),
    ),
    Commitment(
        "2",
        Text(
            "重大事项先经党组织研究再决定", "Weighty matters go before the party organisation first"
        ),
        "C",
        article=2,
        departments=("党政办", "党建办"),
        family="O",
        threshold=Text("全部重大事项", "every weighty matter"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        ledger_names=("重大事项由党组织研究决定", "重大事项由党组织研究后决定"),
    ),
    _of_3(
        "3a",
        Text("书记兼任居委会主任", "The secretary also chairs the residents' committee"),
        "C",
        unit=UNITS["社区"],
        rule="trend",
        dataset="communities",
        ledger_names=("一肩挑", "书记、主任一肩挑"),
    ),
    _of_3(
        "3b",
        Text("两委成员互相兼职", "Members of the two committees hold posts in both"),
        "C",
        unit=UNITS["人"],
        rule="trend",
        ledger_names=("两委交叉任职", "“两委”交叉任职"),
    ),
    _of_3(
        "3c",
        Text(
            "各类组织向党组织报告并每年述职",
            "Organisations report to the party and account for the year",
        ),
        "P",
        threshold=Text("每年 1 次", "once a year"),
        threshold_value=1,
        unit=UNITS["次"],
        set_by="plan",
        target=1.0,
        rule="periodic",
        per="year",
        ledger_names=("年度述职", "各类组织年度述职"),
    ),
)
