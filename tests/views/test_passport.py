"""A passport leads back to its number, and a slip of the pen is told at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from views.passport import SIGNS, PassportError, belongs, code_of, looks_like_one, read

NUMBER = ("zero_case", "990102013001", "2026-W47")

codes = st.builds(
    code_of,
    st.integers(1, 100_000),
    st.integers(0, 32**5 - 1),
    st.just(NUMBER[0]),
    st.just(NUMBER[1]),
    st.just(NUMBER[2]),
)


@given(st.integers(1, 10**6), st.integers(0, 32**5 - 1))
def test_a_passport_leads_back_to_its_version_and_row(version: int, row: int):
    found = read(code_of(version, row, *NUMBER))
    assert (found.version, found.row) == (version, row)
    assert belongs(found, *NUMBER)


@given(codes, st.data())
def test_one_wrong_sign_is_told(code: str, data: st.DataObject):
    place = data.draw(st.sampled_from([i for i, sign in enumerate(code) if sign != "-"]))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[place]]))
    with pytest.raises(PassportError):
        read(code[:place] + other + code[place + 1 :])


@given(codes, st.data())
def test_any_two_swapped_signs_are_told(code: str, data: st.DataObject):
    signs = list(code.replace("-", ""))
    one, other = data.draw(
        st.tuples(*[st.integers(0, len(signs) - 1)] * 2).filter(
            lambda p: signs[p[0]] != signs[p[1]]
        )
    )
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(PassportError):
        read("".join(signs))


@given(codes)
def test_small_letters_spaces_and_letters_like_digits_do_no_harm(code: str):
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert read(typed) == read(code)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_with_a_sentence(text: str):
    try:
        read(text)
    except PassportError as error:
        assert error.text.zh and error.text.en


@pytest.mark.parametrize("text", ["", "信访", "three_zero", "第十三条", "2026-W47", "zrdj", "三零"])
def test_ordinary_words_are_not_taken_for_a_passport(text: str):
    assert not looks_like_one(text)


def test_a_passport_has_ten_signs_in_three_groups():
    assert [len(group) for group in code_of(7, 12345, *NUMBER).split("-")] == [3, 5, 2]


def test_another_number_in_the_same_row_is_noticed():
    kept = read(code_of(7, 12345, *NUMBER))
    strangers = [("zero_case", "990102013001", f"2026-W{week}") for week in range(10, 47)]
    noticed = [not belongs(kept, *one) for one in strangers]
    assert sum(noticed) >= len(strangers) - 4
