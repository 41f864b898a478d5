"""Articles 8 to 10: services for residents, care for the old, deliberation."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from wording import Text

_of_8 = partial(Commitment, article=8, departments=("党群服务中心",), family="O")
_of_9 = partial(
    Commitment,
    kind="C",
    article=9,
    departments=("党群服务中心",),
    family="S",
    unit=UNITS["社区"],
    rule="trend",
    dataset="facilities",
)
_of_10 = partial(
    Commitment,
    kind="C",
    article=10,
    departments=("党政办", "党建办", "党群服务中心"),
    family="O",
)

COMMITMENTS = (
    _of_8(
        "8a",
        Text("街道和社区的办事目录已公布", "The catalogue of services is published"),
        "C",
        threshold=Text("制定并公布", "drawn up and published"),
        unit=UNITS["份"],
        set_by="plan",
        rule="yes_no",
        ledger_names=("政务服务事项通用目录", "街道、社区政务服务事项通用目录"),
    ),
    _of_8(
        "8b",
        Text("门前责任和路长", "Frontage duties and street wardens"),
        "C",
        unit=UNITS["条"],
        rule="trend",
        ledger_names=("门前责任制、路长制", "门前责任制", "路长制"),
    ),
    _of_8(
        "8c",
        Text("社工站服务到每个社区", "A social work station for every community"),
        "P",
        threshold=Text("全覆盖", "full coverage"),
        threshold_value=100,
        unit=UNITS["%"],
        set_by="plan",
        target=1.0,
        ledger_names=("社会工作服务站全覆盖", "街道社会工作服务站全覆盖"),
    ),
    _of_8(
        "8d",
        Text("充实社会救助人手", "More people for social assistance"),
        "C",
        unit=UNITS["人"],
        rule="trend",
        ledger_names=("社会救助力量", "充实社会救助力量"),
    ),
    _of_9(
        "9a",
        Text("居家养老和日间照料的场所", "Places for home care and day care of old people"),
        ledger_names=("居家养老服务中心", "日间照料中心", "居家养老服务中心、日间照料中心"),
    ),
    _of_9(
        "9b",
        Text("社区卫生站和“云医院”", "Community health stations and the online hospital"),
        ledger_names=("社区卫生服务站",),
    ),
    _of_10(
        "10a",
        Text("街道有协商事项清单", "The subdistrict has a list of matters for deliberation"),
        threshold=Text("1 份清单", "one list"),
        threshold_value=1,
        unit=UNITS["份"],
        set_by="plan",
        rule="yes_no",
        ledger_names=("街道协商清单",),
    ),
    _of_10(
        "10b",
        Text("经常开展居民协商", "Regular deliberation with residents"),
        threshold=Text("定期，原文未定次数", "regularly; the plan gives no number"),
        unit=UNITS["次"],
        rule="trend",
        ledger_names=("定期民主协商", "民主协商"),
    ),
    _of_10(
        "10c",
        Text(
            "征集建议、听证、旁听和政务公开",
            "Suggestions, hearings, open meetings and open records",
        ),
        unit=UNITS["件"],
        rule="trend",
        ledger_names=("人民建议征集", "政务公开"),
    ),
)
