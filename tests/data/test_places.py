"""The register of places and the spellings that it understands."""

import pytest

from data.places import Register, community_stem, grid_ordinal


@pytest.fixture
def register():
    register = Register()
    register.add_community("990101001001", "柳荫社区")
    register.add_community("990101001002", "柳荫里社区")
    register.add_grid("990101001001001", "第一网格", "990101001001")
    register.add_grid("990101001001010", "第十网格", "990101001001")
    register.add_grid("990101001002001", "第一网格", "990101001002")
    register.add_grid("990101001001901", "柳荫商场专属网格", "990101001001")
    return register


@pytest.mark.parametrize(
    "written",
    [
        "柳荫社区",
        "柳荫",
        "柳荫社区居委会",
        "柳荫社区居民委员会",
        "柳 荫 社区",
        "柳荫社区党群服务中心",
    ],
)
def test_a_community_is_known_in_its_usual_spellings(register, written):
    assert register.community(written).code == "990101001001"


def test_two_names_of_the_register_are_never_merged(register):
    assert register.community("柳荫里").code == "990101001002"


def test_an_unknown_community_is_not_guessed_but_likely_ones_are_offered(register):
    found = register.community("柳阴社区")
    assert found.code is None
    assert found.candidates[0] == "柳荫社区"


@pytest.mark.parametrize(
    "written",
    [
        "第十网格",
        "10号网格",
        "十网格",
        "010网格",
        "10网格",
        "第10网格",
        "柳荫第十网格",
        "柳荫社区十网格",
        "990101001001010",
    ],
)
def test_a_grid_is_known_by_its_ordinal_inside_its_community(register, written):
    assert register.grid(written, "990101001001").code == "990101001001010"


def test_the_same_ordinal_in_another_community_is_another_grid(register):
    assert register.grid("一网格", "990101001002").code == "990101001002001"


def test_without_a_community_an_ordinal_fits_several_grids_and_is_not_guessed(register):
    found = register.grid("第一网格", None)
    assert (found.code, found.is_ambiguous) == (None, True)


def test_a_named_grid_is_known_by_its_name(register):
    assert register.grid("柳荫商场专属网格", "990101001001").code == "990101001001901"


def test_stems_and_ordinals():
    assert community_stem("柳荫社区居委会") == "柳荫"
    assert grid_ordinal("第二十一网格") == 21
    assert grid_ordinal("柳荫商场专属网格") is None
