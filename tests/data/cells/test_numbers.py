"""Numbers, codes, choices and yes or no as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cells.numbers import read_code, read_integer, read_number
from data.cells.spelling import chinese_number, header_key
from data.cells.words import read_choice, read_yes_no


@pytest.mark.parametrize(
    ("written", "unit", "meant", "flag"),
    [
        ("35㎡", "m2", 35, None),
        ("35平方米", "m2", 35, None),
        ("120户", "households", 120, None),
        ("约300", None, 300, "approximate"),
        ("300余", None, 300, "approximate"),
        ("3批12人次", "persons", 12, "batches_and_people"),
        ("1,200", None, 1200, None),
        ("１２０", None, 120, None),
        ("12.5万", None, 125_000, None),
        ("2小时30分", "hours", 2.5, None),
        ("2.5h", "hours", 2.5, None),
        ("半小时", "hours", 0.5, None),
        ("六小时", "hours", 6, "number_in_words"),
        ("三十", None, 30, "number_in_words"),
        ("26500元", "10k yuan", 2.65, "unit_converted"),
        ("125万元", "10k yuan", 125, None),
        ("98%", None, 0.98, None),
        ("-20.5", "m2", -20.5, None),
    ],
)
def test_a_number_is_read_with_its_unit_and_qualifier(written, unit, meant, flag):
    outcome = read_number(written, unit)
    assert outcome.value == pytest.approx(meant)
    assert outcome.flag == flag


@pytest.mark.parametrize("written", ["三批", "若干", "12,34", "1-2", "甲12"])
def test_what_is_no_number_is_asked(written):
    assert read_number(written).problem == "ask"


def test_a_fraction_of_a_person_is_asked_not_rounded():
    assert read_integer("2.5").problem == "ask"


def test_a_code_of_fifteen_digits_survives_being_a_number():
    assert read_code(990102013004009.0).value == "990102013004009"


@pytest.mark.parametrize("written", [9902202512020020.0, "9.90101E+17"])
def test_a_longer_code_lost_digits_and_is_not_used(written):
    outcome = read_code(written)
    assert (outcome.value, outcome.flag) == (None, "digits_lost")


def test_leading_zeros_of_a_code_stay():
    assert read_code("0012").value == "0012"


@given(st.integers(0, 99_999_999))
def test_plain_integers_come_back_as_written(number):
    assert read_integer(str(number)).value == number
    assert read_integer(f"{number:,}").value == number


@given(st.integers(1, 9999))
def test_chinese_numerals_come_back(number):
    assert chinese_number(_in_chinese(number)) == number


def _in_chinese(number: int) -> str:
    digits, units, text = "零一二三四五六七八九", ["", "十", "百", "千"], ""
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            text = digits[int(digit)] + units[place] + text
        elif text and not text.startswith("零"):
            text = "零" + text
    return text.removeprefix("一") if 10 <= number <= 19 else text


def test_a_column_has_words_of_its_own_for_yes_and_no():
    own = {"yes": ("已销号",), "no": ("未销号",)}
    assert read_yes_no("已销号").problem == "ask"
    assert [read_yes_no(w, own).value for w in ("已销号", "未销号", "√")] == [True, False, True]


@pytest.mark.parametrize("written", ["√", "✓", "☑", "是", "有", "Y", 1.0, True])
def test_ticks_mean_yes(written):
    assert read_yes_no(written).value is True


@pytest.mark.parametrize("written", ["×", "否", "无", "□", 0.0, "N"])
def test_crosses_mean_no(written):
    assert read_yes_no(written).value is False


def test_a_tick_answers_a_choice_that_can_be_told_by_yes():
    choices = {"yes": ("是",), "no": ("否",), "pending": ("待定",)}
    assert read_choice("√", choices, None).value == "yes"
    assert read_choice("待定", choices, None).value == "pending"
    assert read_choice("也许", choices, None).problem == "ask"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("*网格名称", "网格名称"),
        ("姓  名*", "姓名"),
        ("建筑面积（㎡）", "建筑面积"),
        ("常住户数\n（户）", "常住户数"),
        ("联系手机（党支部联系人)", "联系手机"),
        ("备 注", "备注"),
    ],
)
def test_a_header_is_known_without_its_noise(written, meant):
    assert header_key(written) == meant
