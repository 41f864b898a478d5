"""The page of the integrity checks: who may open it, what it answers first, what is written down."""

from __future__ import annotations

import re

import pytest

from data.home import Home
from office import audit
from office.permissions import Role
from publication.integrity.catalogue import checks
from tests import demonstration
from tests.ui.people import PEOPLE
from tests.ui.test_roles import opened, text


@pytest.fixture
def analyst(looking):
    looking(PEOPLE[Role.ANALYST])


def test_the_first_line_says_what_should_be_looked_at(analyst):
    said = text(opened("integrity"))
    assert "8 项检查中，3 项有可看之处：尾数集中、占位姓名、事后改动。" in said
    for check in checks().values():
        assert check.name.zh in said
    assert "不针对任何人" in said


@pytest.mark.parametrize("key", checks())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_check_opens_and_says_what_it_cannot_say(analyst, key, language):
    visit = opened("integrity", check=key, lang=language)
    assert not visit.exception
    said = text(visit)
    assert checks()[key].cannot_say.in_(language) in said
    assert "lt-trouble" not in said
    assert not re.search(r"\b[Nn]a[Nn]\b", said)


def test_a_community_is_shown_its_own_findings_and_those_of_the_whole_office(analyst):
    said = text(opened("integrity", check="restatements", place="990102013001"))
    assert "松岫社区" in said
    assert "已登记的日期、数字或地点后来改了的 2 行（两份以上文件都有的共 615 行）" in said
    assert "共 816 行" not in said
    assert "后一份不再有的 2 行" in said


def opened_rows() -> list[str]:
    """What the log says of rows that were opened, the latest line last."""
    found = audit.lines(demonstration.demonstration(), what="view.rows")
    return [line.detail for line in found][::-1]


def test_opening_the_rows_of_a_finding_is_one_line_in_the_log(analyst):
    before = len(opened_rows())
    visit = opened("integrity", check="placeholder_names", rows="2")
    assert "06志愿者花名册.xlsx · 成员登记表 第 318 行" in text(visit)
    visit.run()
    assert opened_rows()[before:] == ["integrity placeholder_names volunteers"]


@pytest.mark.parametrize("rows", ["0", "9", "x", "²"])
def test_an_address_that_names_no_finding_opens_the_page_alone(analyst, rows):
    visit = opened("integrity", check="placeholder_names", rows=rows)
    assert not visit.exception
    assert "第 318 行" not in text(visit)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ANALYST}))
def test_nobody_but_the_analyst_opens_it(looking, role):
    looking(PEOPLE[role])
    said = text(opened("integrity"))
    assert "您的账号不能打开“数据核查”" in said
    assert "占位姓名" not in said


def test_an_office_without_data_is_told_what_to_import(monkeypatch):
    monkeypatch.setenv("LINGTU_HOME", str(demonstration.empty()))
    assert "这里还没有数据" in text(opened("integrity"))


def test_an_office_of_one_community_is_told_that_the_checks_lack_data(monkeypatch):
    home = Home(demonstration.one_community())
    monkeypatch.setenv("LINGTU_HOME", str(home.path))
    said = text(opened("integrity"))
    assert "数据不足" in said
    assert "有可看之处" not in said
