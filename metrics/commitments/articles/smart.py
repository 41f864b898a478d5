"""Article 15: terminals, the platform, one window, smart estates."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_15 = partial(Commitment, article=15, departments=("党群服务中心",), family="O")

COMMITMENTS = (
    _of_15(
        "15a",
        Text("自助终端进社区", "Self-service terminals in communities"),
        "C",
        unit=UNITS["台"],
        rule="trend",
        ledger_names=("一体化自助终端", "综合自助终端"),
    ),
    _of_15(
        "15b",
        Text("综合信息平台接通所有社区", "The information platform reaches every community"),
        "P",
        threshold=Text("覆盖全部社区", "all communities"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        ledger_names=("综合管理服务信息平台覆盖全部社区",),
    ),
    _of_15(
        "15c",
        Text("社区一个窗口办事", "One window for everything in the community"),
        "C",
        threshold=Text("社区推行，原文未定比例", "in communities; the plan gives no share"),
        unit=UNITS["社区"],
        rule="trend",
        ledger_names=("一门式服务", "“一门式”服务"),
    ),
    _of_15(
        "15d",
        Text("智慧小区的四类应用", "Smart estates and their four uses"),
        "C",
        unit=UNITS["小区"],
        rule="trend",
        ledger_names=("智慧小区", "智慧小区建设"),
    ),
)
