"""Every promise of the plan is there, under its own number and its own departments."""

import hashlib
import json
import re
import unicodedata

import pytest

from data.catalogue import contracts
from metrics import catalogue
from metrics.commitments.catalogue import commitments, fed_by
from metrics.commitments.model import DEPARTMENTS, KINDS, UNNAMED
from metrics.commitments.units import UNITS
from tests.tree import ROOT

NUMBERS = """
    1a 1b 1c 2 3a 3b 3c 4 5a 5b 6a 6b 6c 6d 6e 6f 7a 7b 7c 7d 8a 8b 8c 8d 9a 9b 10a 10b 10c
    11a 11b 11c 11d 11e 12a 12b 12c 12d 13a 13b 13c 13d 13e 13f 13g 13h
    14a 14b 14c 14d 14e 14f 14g 15a 15b 15c 15d 16a 16b 16c 17 18a 18b 18c 18d
    19a 19b 19c 19d 19e 19f 19g 20a 20b 20c 21a 21b 22a 22b 23a 23b 24a 24b 25a 25b 25c 26 27
    28 29 30a 30b 31 G0
"""

THRESHOLDS = "11c 13d 13e 13f 14b 14c 18c 19a 19b 19c 19e 19f"
PERIODS_AND_COVERAGE = """
    1a 1b 3c 8c 11b 13a 14a 14e 15b 16a 16b 16c 17 18a 20b 21b 24a 24b 25b 30a 30b 31
"""

FAMILIES = {
    "G": "12a 14a 14b 14c 14d 14e 14f 14g",
    "S": "9a 9b 19a 19b 19c 19d 19e 19f 19g",
    "V": "6a 6b 6c 6d 6e 6f",
    "Z": "13a 13b 13c 13d 13e 13f 13g 13h",
}

ANSWERS_FOR = {
    "党建办": {1, 2, 3, 7, 10, 17, 18, 22, 23, 24, 25, 27},
    "党政办": {2, 10, 23},
    "党群服务中心": {5, 6, 8, 9, 10, 15, 19},
    "社区治理办": {6, 16, 27},
    "社会治理办": {13, 14},
    "社区管理办": {16, 18},
    "安监站": {11, 12},
    "人武部": {11, 12},
    "综合执法大队": {11},
    "司法所": {20, 21},
    "财政所": {25, 26},
    "工会": {4},
    "团工委": {4},
    "纪工委": {23},
}

ALL = commitments()

EXPECTED = set(
    json.loads((ROOT / "data/samples/inbox/truth.json").read_text(encoding="utf-8"))["kpis"]
)
"""The indicators of the demonstration office's expected figures."""


def test_the_numbers_are_those_of_the_plan_in_its_order():
    assert list(ALL) == NUMBERS.split()


def test_every_article_from_1_to_31_is_there():
    assert {one.article for one in ALL.values()} == set(range(32))
    assert {one.article for one in ALL.values() if one.id != "G0"} == set(range(1, 32))


def test_article_28_is_missing_in_the_source_and_says_nothing_else():
    missing = ALL["28"]
    assert missing.title.zh == "第28条：原文缺号"
    assert (missing.is_missing_in_source, missing.is_judged) == (True, False)
    assert (missing.departments, missing.department_names) == ((), ())
    assert [one.id for one in ALL.values() if one.is_missing_in_source] == ["28"]


@pytest.mark.parametrize("name", ANSWERS_FOR)
def test_each_department_answers_for_the_articles_that_name_it(name):
    assert {one.article for one in ALL.values() if name in one.departments} == ANSWERS_FOR[name]


def test_there_are_14_departments_and_three_look_alike():
    assert set(DEPARTMENTS) == set(ANSWERS_FOR) | {UNNAMED}
    alike = ["社区治理办", "社会治理办", "社区管理办"]
    assert len({DEPARTMENTS[name].en for name in alike}) == 3


def test_articles_29_to_31_name_no_department():
    unnamed = {one.id for one in ALL.values() if one.department_names == (UNNAMED,)}
    assert unnamed == {"29", "30a", "30b", "31"}


def test_an_article_has_the_same_departments_throughout():
    for article in range(1, 32):
        named = {one.departments for one in ALL.values() if one.article == article}
        assert len(named) == 1, article


def test_kinds_are_told_apart():
    assert [one.id for one in ALL.values() if one.kind == "H"] == THRESHOLDS.split()
    assert [one.id for one in ALL.values() if one.kind == "P"] == PERIODS_AND_COVERAGE.split()
    assert [one.id for one in ALL.values() if one.kind is None] == ["28", "29", "G0"]
    assert set(KINDS) == {"H", "P", "C"}


@pytest.mark.parametrize("family", "GSVZ")
def test_families_are_told_apart(family):
    assert [one.id for one in ALL.values() if one.family == family] == FAMILIES[family].split()


@pytest.mark.parametrize(
    ("number", "value", "en"),
    [
        ("11c", 30, "persons"),
        ("14b", 1, "persons"),
        ("14c", 150, "households per worker"),
        ("18c", 50, "%"),
        ("19a", 40, "m² per 100 households"),
        ("19c", 7, "items"),
        ("19e", 10, "minutes"),
        ("19f", 8, "items"),
    ],
)
def test_the_hard_numbers_are_the_plans(number, value, en):
    one = ALL[number]
    assert (one.threshold_value, one.unit.en, one.set_by) == (value, en, "plan")


def test_what_has_a_threshold_or_a_period_was_set_by_the_plan():
    for one in ALL.values():
        if one.kind in ("H", "P"):
            assert one.set_by == "plan", one.id
            assert one.threshold, one.id


def test_the_rate_of_three_zero_is_the_offices_own():
    assert (ALL["13c"].kind, ALL["13c"].set_by, ALL["13c"].target) == ("C", "office", 0.8)


def test_no_target_of_a_volunteer_commitment_is_said_to_be_the_plans():
    for one in ALL.values():
        if one.family == "V":
            assert (one.set_by, one.target, one.rule) == ("nobody", None, "trend"), one.id


def test_periodic_duties_name_their_period():
    per = {one.id: one.per for one in ALL.values() if one.rule == "periodic"}
    yearly = dict.fromkeys(["3c", "11b", "16b", "20b", "24b", "30b", "31"], "year")
    assert per == {"1b": "quarter"} | yearly


def test_each_force_of_a_community_is_judged_by_itself_and_one_row_may_speak_of_all():
    assert [ALL[n].metric for n in ("13d", "13e", "13f")] == [
        "police_presence", "legal_adviser_presence", "mediator_presence",
    ]  # fmt: skip
    assert ALL["13e"].joint == ("13d", "13f")
    assert ALL["13e"].compared_jointly == "community_forces_complete"


@pytest.mark.parametrize("number", ["13g", "14g"])
def test_what_has_a_deadline_has_a_target_that_the_office_set(number):
    one = ALL[number]
    assert (one.kind, one.set_by, one.target, one.rating.amber) == ("C", "office", 0.95, 0.85)
    assert catalogue.metrics()[one.metric].targets[0].value == one.target


# -- Evidence ------------------------------------------------------------------


def test_every_expected_figure_of_the_demonstration_office_feeds_a_commitment():
    assert not [key for key in EXPECTED if not fed_by(key)]


def test_every_indicator_and_dataset_named_exists():
    known = set(catalogue.metrics()) | EXPECTED
    for one in ALL.values():
        keys = {one.metric, one.compared_with, *one.companions} - {None}
        assert keys <= known, one.id
        assert one.dataset is None or one.dataset in contracts(), one.id


def test_an_indicator_that_decides_belongs_to_the_same_article_and_departments():
    for one in ALL.values():
        metric = catalogue.metrics().get(one.metric or "")
        if metric:
            assert metric.clause == str(one.article), one.id
            assert set(metric.departments) == set(one.departments), one.id


def test_no_indicator_claims_that_the_plan_set_what_the_plan_left_open():
    for one in ALL.values():
        metric = catalogue.metrics().get(one.metric or "")
        if metric and one.kind == "C":
            assert {target.set_by for target in metric.targets} <= {"office"}, one.id


def test_no_two_commitments_go_by_the_same_words_unless_judged_together():
    seen = {}
    for one in ALL.values():
        for words in (one.title.zh, *one.ledger_names):
            other = seen.setdefault(words, one)
            assert other is one or one.id in other.joint, words


# -- Words ---------------------------------------------------------------------


def words_of(one):
    return [text for text in (one.title, one.threshold, one.suggested) if text]


def tight(words):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def fingerprints(text):
    """Of every run of twelve characters; the plan's own text is not part of the project."""
    runs = (text[i : i + 12] for i in range(len(text) - 11))
    return {hashlib.sha256(run.encode()).hexdigest()[:10] for run in runs}


def test_no_sentence_of_the_plan_is_copied():
    plan = set((ROOT / "tests/fixtures/plan-2023.fingerprints.txt").read_text().split())
    assert fingerprints("每个网格至少配备1名网格长") & plan  # a fact that the plan does state so
    for one in ALL.values():
        for text in words_of(one):
            assert not fingerprints(tight(text.zh)) & plan, one.id


def test_every_word_is_in_both_languages():
    cjk = re.compile(r"[\u3400-\u9fff]")
    for one in ALL.values():
        for text in words_of(one):
            assert cjk.search(text.zh) or re.search(r"\d", text.zh), one.id
            assert not cjk.search(text.en), one.id
    for text in [*DEPARTMENTS.values(), *UNITS.values()]:
        assert not cjk.search(text.en)


def test_titles_tell_the_commitments_apart():
    for language in ("zh", "en"):
        titles = [one.title.in_(language) for one in ALL.values()]
        assert len(set(titles)) == len(titles)


# -- The page about them -------------------------------------------------------


def test_the_documentation_lists_what_decides_as_declared():
    page = (ROOT / "docs/commitments.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| ([\w, ]+) \| `(\w+)` \|", page, re.M)
    by_metric = {}
    for one in ALL.values():
        if one.metric:
            by_metric.setdefault(one.metric, []).append(one.id)
    assert listed == [(", ".join(numbers), metric) for metric, numbers in by_metric.items()]
