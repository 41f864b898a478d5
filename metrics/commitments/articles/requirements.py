"""Articles 28 to 31 and the goals of the whole plan; these articles name no department.

Article 28 is missing in the source: the numbers run from 27 to 29. It is shown, never invented.
"""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_unjudged = partial(Commitment, kind=None, departments=(), family="O", rule="none")
_of_30 = partial(Commitment, kind="P", article=30, departments=(), family="O", set_by="plan")

COMMITMENTS = (
    _unjudged(
        "28",
        Text("第28条：原文缺号", "Article 28: missing in the source"),
        article=28,
        is_missing_in_source=True,
    ),
    _unjudged(
        "29",
        Text("各单位加强领导（无可量化内容）", "Leadership by all offices (nothing to measure)"),
        article=29,
    ),
    _of_30(
        "30a",
        Text("支部有特色，社区有品牌", "A speciality of every branch, a brand of every community"),
        threshold=Text("每个支部、每个社区", "every branch, every community"),
        threshold_value=100,
        unit=UNITS["%"],
        target=1.0,
        ledger_names=("一支部一特色、一社区一品牌",),
    ),
    _of_30(
        "30b",
        Text("每年评一次示范社区", "Model communities chosen every year"),
        threshold=Text("每年 1 次", "once a year"),
        threshold_value=1,
        unit=UNITS["次"],
        target=1,
        target_in="count",
        rule="periodic",
        per="year",
        ledger_names=("评选基层治理示范社区", "评选表彰示范社区"),
    ),
    Commitment(
        "31",
        Text("治理工作列入年度考核", "The work is part of the yearly assessment"),
        "P",
        article=31,
        departments=(),
        family="O",
        threshold=Text("每年 1 次", "once a year"),
        threshold_value=1,
        unit=UNITS["次"],
        set_by="plan",
        target=1,
        target_in="count",
        rule="periodic",
        per="year",
        ledger_names=("年度目标责任制考核", "书记述职评议考核"),
    ),
    _unjudged(
        "G0",
        Text("2023年底的总体目标（定性）", "The goals for the end of 2023 (in words only)"),
        article=0,
    ),
)
