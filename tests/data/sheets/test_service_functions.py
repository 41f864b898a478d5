"""Every community ticks in its own way; blank means no."""

TABLE = """
    | 社区 | 1套组织架构 | 7项基本服务 | | | | | | | N特色服务 |
    | | | 医疗 | 敬老 | 托幼 | 文化 | 体育 | 志愿服务 | 综合治理 | |
    | 柳荫社区 | √ | √ | | √ | ☑ | □ | ✓ | × | 家电维修日 |
    | 柳荫里社区 | 有 | 是 | 否 | 无 | 有 | 1 | 0 | V | |
"""
SERVICES = ("medical_care", "care_for_the_old", "child_care", "culture", "sport", "volunteering",
            "safety_and_order")  # fmt: skip


def test_ticks_of_every_style_are_yes_or_no(clerk):
    clerk.take_in(TABLE, merged=("C1:I1", "A1:A2", "B1:B2", "J1:J2"))
    first, second = clerk.stored("service_functions")
    assert [first[f"has_{name}"] for name in SERVICES] == [1, 0, 1, 1, 0, 1, 0]
    assert [second[f"has_{name}"] for name in SERVICES] == [1, 0, 0, 1, 1, 0, 1]
    assert first["has_organisation"] is True
    assert (first["featured_services"], second["featured_services"]) == ("家电维修日", None)
    assert first["has_party_room"] is None  # the sheet has no such column: not known
