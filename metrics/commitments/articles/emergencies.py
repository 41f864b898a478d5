"""Articles 11 and 12: readiness for emergencies, in the subdistrict and in the communities."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_11 = partial(
    Commitment, article=11, departments=("安监站", "人武部", "综合执法大队"), family="O"
)
_of_12 = partial(Commitment, kind="C", article=12, departments=("安监站", "人武部"), rule="trend")

COMMITMENTS = (
    _of_11(
        "11a",
        Text("街道设立应急委员会", "The subdistrict has an emergency committee"),
        "C",
        threshold=Text("1 个", "one"),
        threshold_value=1,
        set_by="plan",
        rule="yes_no",
        ledger_names=("成立街道应急管理委员会", "街道应急管理委员会"),
    ),
    _of_11(
        "11b",
        Text("街道每年办综合演练", "A comprehensive drill of the subdistrict every year"),
        "P",
        threshold=Text("每年至少 1 次", "at least once a year"),
        threshold_value=1,
        unit=UNITS["次"],
        set_by="plan",
        target=1,
        target_in="count",
        rule="periodic",
        per="year",
        metric="drills_this_year",
        compared_with="drills_this_year",
        ledger_names=("每年开展综合演练", "每年综合演练", "综合演练"),
    ),
    _of_11(
        "11c",
        Text("街道应急救援队的在岗人数", "Members on duty in the emergency team"),
        "H",
        threshold=Text("不少于 30 人", "at least 30 persons"),
        threshold_value=30,
        unit=UNITS["人"],
        set_by="plan",
        target=30,
        target_in="count",
        metric="emergency_team_size",
        compared_with="emergency_team_size",
        ledger_names=("综合应急救援队伍", "综合应急救援队伍≥30人"),
    ),
    _of_11(
        "11d",
        Text("应急物资、备用金和避难场所", "Emergency stores, reserve money and shelters"),
        "C",
        rule="trend",
        ledger_names=("应急物资储备库", "应急备用金", "应急避难场所"),
    ),
    _of_11(
        "11e",
        Text("应急常识宣传", "Teaching people what to do in emergencies"),
        "C",
        unit=UNITS["次"],
        rule="trend",
        ledger_names=("应急知识宣传",),
    ),
    _of_12(
        "12a",
        Text("两委成员上门走访居民", "Committee members visit households"),
        family="G",
        unit=UNITS["户次"],
        ledger_names=("两委联系群众", "入户走访", "经常性入户走访"),
    ),
    _of_12(
        "12b",
        Text("社区自己的应急演练", "Drills of the communities' own"),
        family="O",
        unit=UNITS["社区"],
        suggested=Text("每个社区每年至少 1 次", "at least one a year in every community"),
        metric="community_drill_coverage",
        compared_with="community_drill_coverage",
        ledger_names=("社区应急演练",),
    ),
    _of_12(
        "12c",
        Text("民兵队伍，退役军人为主", "Militia, veterans above all"),
        family="O",
        unit=UNITS["人"],
        ledger_names=("民兵队伍", "民兵队伍建设"),
    ),
    _of_12(
        "12d",
        Text("减灾示范社区", "Model communities for disaster reduction"),
        family="O",
        ledger_names=("综合减灾示范社区", "综合减灾（安全）示范社区创建"),
    ),
)
