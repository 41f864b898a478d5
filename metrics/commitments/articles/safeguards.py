"""Articles 23 to 27: who leads, who works, who pays, who is honoured."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_23 = partial(
    Commitment, kind="C", article=23, departments=("党政办", "党建办", "纪工委"), family="O"
)
_of_24 = partial(
    Commitment,
    kind="P",
    article=24,
    departments=("党建办",),
    family="O",
    threshold_value=100,
    unit=UNITS["%"],
    set_by="plan",
    target=1.0,
)
_of_25 = partial(
    Commitment, article=25, departments=("党建办", "财政所"), family="O", unit=UNITS["人"]
)

COMMITMENTS = (
    _of_23(
        "23a",
        Text("领导小组和专班已成立", "The leadership group and its working group are set up"),
        threshold=Text("各 1 个", "one of each"),
        threshold_value=1,
        set_by="plan",
        rule="yes_no",
        ledger_names=("领导小组、专班成立", "成立社区治理工作领导小组", "成立工作专班"),
    ),
    _of_23(
        "23b",
        Text("领导小组定期开会议事", "The leadership group meets regularly"),
        threshold=Text("定期，原文未定次数", "regularly; the plan gives no number"),
        unit=UNITS["次"],
        suggested=Text("每月至少 1 次", "at least once a month"),
        rule="trend",
        ledger_names=("定期研究社区治理", "定期研究社区治理工作"),
    ),
    _of_24(
        "24a",
        Text("书记备案并有后备人才", "Secretaries on record, and a pool of successors"),
        threshold=Text("全部书记；有后备库", "all secretaries; a pool exists"),
        ledger_names=("书记备案管理", "后备人才库"),
    ),
    _of_24(
        "24b",
        Text("书记每年轮训", "Secretaries are trained every year"),
        threshold=Text("每年全部轮训一遍", "all of them once a year"),
        rule="periodic",
        per="year",
        metric="training_coverage",
        dataset="trainings",
        compared_with="training_coverage",
        ledger_names=("社区党组织书记轮训", "社区党组织负责人轮训"),
    ),
    _of_25(
        "25a",
        Text("社区工作者的总量", "The number of community workers"),
        "C",
        unit=UNITS["名/万人"],
        suggested=Text("全国参考每万人 18 名", "national reference 18 per 10,000 residents"),
        rule="trend",
        ledger_names=("社区工作者总量", "社区工作者队伍建设"),
    ),
    _of_25(
        "25b",
        Text("持证社工都领到津贴", "Every certified social worker is paid the allowance"),
        "P",
        threshold=Text("全部持证人员", "all who hold a certificate"),
        threshold_value=100,
        set_by="plan",
        target=1.0,
        ledger_names=("持证津贴", "社工持证津贴"),
    ),
    _of_25(
        "25c",
        Text(
            "管理办法、薪酬、后备、推荐和全科社工",
            "Rules, pay, successors, nominations and all-round workers",
        ),
        "C",
        rule="trend",
        ledger_names=("社区工作者管理办法", "薪酬体系", "全科社工培养"),
    ),
    Commitment(
        "26",
        Text("治理经费有保障", "Money for the work"),
        "C",
        article=26,
        departments=("财政所",),
        family="O",
        unit=UNITS["万元"],
        rule="trend",
        ledger_names=("社区治理经费保障",),
    ),
    Commitment(
        "27",
        Text(
            "评最美社区工作者，建和谐社区",
            "Best community workers chosen, harmonious communities built",
        ),
        "C",
        article=27,
        departments=("党建办", "社区治理办"),
        family="O",
        unit=UNITS["人"],
        suggested=Text("每年至少 1 次评选", "at least one award a year"),
        rule="trend",
        ledger_names=("最美社区工作者", "和谐社区创建"),
    ),
)
