"""Articles 20 to 22: law and good conduct in the communities."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_20 = partial(Commitment, article=20, departments=("司法所",), family="O", unit=UNITS["次"])
_of_21 = partial(Commitment, article=21, departments=("司法所",), family="O")
_of_22 = partial(
    Commitment,
    kind="C",
    article=22,
    departments=("党建办",),
    family="O",
    unit=UNITS["场"],
    rule="trend",
)

COMMITMENTS = (
    _of_20(
        "20a",
        Text("党员干部学法", "Members and officials study the law"),
        "C",
        rule="trend",
        ledger_names=("法治学习", "法治内容纳入学习培训"),
    ),
    _of_20(
        "20b",
        Text("宪法日和宪法周的宣传", "Constitution Day and Week"),
        "P",
        threshold=Text("每年 1 次（12月4日）", "once a year (4 December)"),
        threshold_value=1,
        set_by="plan",
        target=1,
        target_in="count",
        rule="periodic",
        per="year",
        not_before=(12, 4),
        ledger_names=("国家宪法日宣传", "国家宪法日、宪法宣传周", "宪法宣传周"),
    ),
    _of_20(
        "20c",
        Text("送法进社区", "The law brought to communities"),
        "C",
        rule="trend",
        ledger_names=("常态化送法进社区",),
    ),
    _of_21(
        "21a",
        Text("街道有法律服务站", "The subdistrict has a station for legal services"),
        "C",
        threshold=Text("1 个", "one"),
        threshold_value=1,
        unit=UNITS["站"],
        set_by="plan",
        rule="yes_no",
        ledger_names=("公共法律服务工作站", "街道公共法律服务工作站"),
    ),
    _of_21(
        "21b",
        Text("每个社区有法律服务室", "An office for legal services in every community"),
        "P",
        threshold=Text("每个社区", "every community"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        ledger_names=("公共法律服务工作室", "社区公共法律服务工作室"),
    ),
    _of_22(
        "22a",
        Text("宣讲活动和百姓宣讲团", "Talks in communities and the residents' team of speakers"),
        ledger_names=("万场宣讲进社区", "百姓宣讲团"),
    ),
    _of_22(
        "22b",
        Text(
            "道德评议，评选模范和最美社区人",
            "Good conduct discussed, models and best neighbours chosen",
        ),
        suggested=Text("每年至少 1 次评选", "at least one award a year"),
        ledger_names=("道德评议", "道德模范评选", "最美社区人"),
    ),
)
