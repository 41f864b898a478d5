"""Article 19: the rooms for services, what they offer, and how near they are."""

from functools import partial

from metrics.commitments.model import Commitment
from metrics.commitments.units import UNITS
from metrics.rating import amber_from
from wording import Text

_of_19 = partial(Commitment, article=19, departments=("党群服务中心",), family="S")

COMMITMENTS = (
    _of_19(
        "19a",
        Text("每个社区的服务用房够大", "Enough service space in every community"),
        "H",
        threshold=Text("每百户不低于 40 平方米", "at least 40 m² per 100 households"),
        threshold_value=40,
        unit=UNITS["平方米/百户"],
        set_by="plan",
        target=1.0,
        metric="service_space_attainment",
        companions=("service_space_per_100_households", "service_space_gap_m2"),
        compared_with="service_space_per_100_households",
        ledger_names=("每百户综合服务设施面积", "每百户≥40平方米"),
    ),
    _of_19(
        "19b",
        Text("“1”：一套组织架构", "The “1”: one organisational structure"),
        "H",
        threshold=Text("每个社区 1 套", "one in every community"),
        threshold_value=1,
        unit=UNITS["社区"],
        set_by="plan",
        target=1.0,
        metric="organisation_coverage",
        dataset="service_functions",
        compared_with="organisation_coverage",
        ledger_names=("1套组织架构",),
    ),
    _of_19(
        "19c",
        Text("“7”：七项服务齐备", "The “7”: all seven basic services"),
        "H",
        threshold=Text("7 项", "seven services"),
        threshold_value=7,
        unit=UNITS["项"],
        set_by="plan",
        target=1.0,
        metric="seven_services_complete",
        dataset="service_functions",
        compared_with="seven_services_complete",
        ledger_names=("7项基本服务", "7项服务齐备"),
    ),
    _of_19(
        "19d",
        Text("“N”：特色服务和一室多用", "The “N”: services of its own, rooms used for many ends"),
        "C",
        unit=UNITS["项"],
        rule="trend",
        dataset="service_functions",
        ledger_names=("N项特色服务", "N特色服务"),
    ),
    _of_19(
        "19e",
        Text("十分钟走到服务场所", "Services within a ten-minute walk"),
        "H",
        threshold=Text(
            "10 分钟（方案）；95% 的常住户（街道）",
            "10 minutes (the plan); 95% of resident households (the office)",
        ),
        threshold_value=10,
        unit=UNITS["分钟"],
        set_by="plan",
        target=0.95,
        rating=amber_from(0.85, is_share=True),
        metric="ten_minute_coverage",
        compared_with="ten_minute_coverage",
        ledger_names=("10分钟服务圈", "“10分钟服务圈”"),
    ),
    _of_19(
        "19f",
        Text("一有七中心齐备", "The one and the seven centres"),
        "H",
        threshold=Text(
            "1 + 7 项；七中心名称待街道确认", "1 + 7; the office confirms the seven names"
        ),
        threshold_value=8,
        unit=UNITS["项"],
        set_by="plan",
        target=1.0,
        metric="seven_centres_complete",
        dataset="service_functions",
        compared_with="seven_centres_complete",
        ledger_names=("一有七中心", "“一有七中心”规范化"),
    ),
    _of_19(
        "19g",
        Text(
            "家政进社区、关爱特殊群体、防病",
            "Home help, care for those in need, prevention of disease",
        ),
        "C",
        unit=UNITS["次"],
        rule="trend",
        ledger_names=("品牌家政进社区", "关爱特殊群体", "疾病防控"),
    ),
)
