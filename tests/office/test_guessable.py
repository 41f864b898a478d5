"""A password that is tried first is refused, one that takes long to guess is taken."""

from __future__ import annotations

import random

import pytest

from office import guessable
from office.guessable import is_guessable

LISTED = guessable._LIST.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "password1234", "p@ssw0rd2026!", "passwordpassword", "administrator1",
        "qwertyuiop123", "1qaz2wsx3edc", "1q2w3e4r5t6y", "abcd12345678", "letmein12345",
        "iloveyou1314", "monkeydragon99", "summer2026summer", "abcabcabcabcabc",
        # as people here choose them
        "123456789a123", "a123456a123456", "aa1234567890", "qq123456789a", "woaini1314520",
        "5201314520131", "woaini123456", "zhangwei19900101", "wangxiaoming1990", "zhang.wei.1990",
        "admin@123456", "huawei@123456", "zhengfu#12345", "shequ@2026!!", "henan@20261123",
        "wangge123456", "beijing2008aoyun", "我爱你我爱中国1314", "410102199001011234",
        "13812345678ab",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused(password):
    assert is_guessable(password)


@pytest.mark.parametrize(
    "password",
    ["每周一早上九点开例会吧各位", "correct horse battery", "jintianwanshangchijiaozi",
     "kx7q-9mfe-w2rd-t5hu", "今晚的月亮像半块烧饼", "my cat ate 3 of the blue plates"],
)  # fmt: skip
def test_a_sentence_or_what_chance_wrote_is_taken(password):
    assert not is_guessable(password)


def test_any_two_of_the_listed_words_with_a_year_are_refused():
    words = [w for line in LISTED.splitlines() if not line.startswith("# ") for w in line.split()]
    assert len(words) > 4000
    long = [word for word in words if len(word) >= 12]
    chance = random.Random(5)
    made = ["".join(chance.choices(words, k=2)) + str(chance.randint(1950, 2030))
            for _ in range(500)]  # fmt: skip
    assert [each for each in long + made if not is_guessable(each.casefold())] == []


def test_what_chance_wrote_is_nearly_never_refused_and_no_password_takes_long():
    chance = random.Random(5)
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    made = ["".join(chance.choices(letters, k=12)) for _ in range(1000)]
    assert sum(map(is_guessable, made)) < 5
    assert not is_guessable("1a" * 63 + "b9")  # the longest, of nothing but parts
