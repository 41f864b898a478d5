"""The 1+7+N functions and the seven centres of each community."""

from data.contract import Column, Contract
from wording import Text

_SERVICES, _CENTRES = "7项基本服务", "一有七中心"


def _tick(name: str, parent: str, header: str, english: str, *more: str) -> Column:
    """A cell that is ticked where the community has the function; blank means that it has not."""
    headers = (f"{parent}/{header}", header, *more)
    meaning = Text(header, english)
    return Column(name, "yes_no", headers, meaning, blank="none", required=parent == _SERVICES)


CONTRACT = Contract(
    name="service_functions",
    title=Text("“1+7+N”社区治理服务模式落实情况", "The 1+7+N service functions of communities"),
    grain=Text("一行是一个社区在数据日期具备的服务功能。",
               "One row is what one community offers on the as-of day."),
    kind="snapshot",
    key=("community_id",),
    columns=(
        Column("community_id", "community", ("社区", "社区名称", "所属社区", "村居"),
               Text("社区", "Community"), required=True, blank="asked"),
        Column("has_organisation", "yes_no", ("1套组织架构", "一套组织架构", "组织架构", "组织体系", "一套架构", "组织架构（1套）"),
               Text("一套组织架构", "The one organisational structure"), blank="none"),
        _tick("has_medical_care", _SERVICES, "医疗", "Medical care", "医疗服务", "卫生", "医疗卫生", "卫生服务", "卫生健康"),
        _tick("has_care_for_the_old", _SERVICES, "敬老", "Care for the old", "养老", "敬老服务", "养老服务", "为老服务", "助老"),
        _tick("has_child_care", _SERVICES, "托幼", "Child care", "托幼服务", "托育", "托幼托育", "托育服务", "幼托", "托幼照护"),
        _tick("has_culture", _SERVICES, "文化", "Culture", "文化服务", "文化活动", "文化娱乐"),
        _tick("has_sport", _SERVICES, "体育", "Sport", "体育服务", "体育健身", "体育活动", "健身"),
        _tick("has_volunteering", _SERVICES, "志愿服务", "Volunteering", "志愿", "志愿者服务", "志愿服务站"),
        _tick("has_safety_and_order", _SERVICES, "综合治理", "Safety and order", "综治", "综治服务", "平安综治", "综合治理服务", "治安"),
        Column("featured_services", "text", ("N特色服务", "N项特色服务", "特色服务", "N"),
               Text("特色服务", "Services of its own")),
        _tick("has_party_room", _CENTRES, "党群活动室", "Room for party and people", "党群活动中心"),
        _tick("has_convenience_centre", _CENTRES, "便民中心", "Convenience centre", "便民服务中心"),
        _tick("has_governance_centre", _CENTRES, "治理中心", "Governance centre", "综治中心"),
        _tick("has_culture_and_sport_centre", _CENTRES, "文体中心", "Culture and sport centre"),
        _tick("has_health_care_centre", _CENTRES, "康养中心", "Health care centre"),
        _tick("has_nursery_centre", _CENTRES, "托育中心", "Nursery centre"),
        _tick("has_council_centre", _CENTRES, "议事中心", "Council centre"),
        _tick("has_volunteer_centre", _CENTRES, "志愿中心", "Volunteer centre", "志愿服务中心"),
    ),
    never_stored=("备注", "序号", "联系电话", "负责人"),
    recomputed=("齐备数", "达标数", "是否齐备"),
)  # fmt: skip
