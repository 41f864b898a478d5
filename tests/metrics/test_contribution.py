"""What explains a change adds up to it exactly, whatever the figures."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from metrics.contribution import Share, explain_count, explain_numerators, explain_ratio

counts = st.integers(0, 10**7).map(float) | st.floats(0, 1e7, allow_nan=False)
shares = st.builds(Share, counts, counts)
sides = st.dictionaries(st.sampled_from("甲乙丙丁戊己"), shares)
scales = st.sampled_from([1.0, 100.0, 1000.0])


def summed(explanation):
    return sum((e.total for e in explanation.effects), explanation.denominator)


@given(sides, sides)
def test_the_parts_of_a_count_add_up_to_its_change(before, after):
    found = explain_count(before, after)
    assert summed(found) == found.change


@given(sides, sides, scales)
def test_the_parts_of_a_ratio_add_up_to_its_change(before, after, scale):
    found = explain_ratio(before, after, scale=scale)
    if found is not None:
        assert summed(found) == found.change
        assert found.change == found.after - found.before


@given(sides, sides, st.tuples(counts, counts), scales)
def test_numerators_and_the_denominator_add_up_to_the_change(before, after, lower, scale):
    found = explain_numerators(before, after, lower, scale=scale)
    if found is not None:
        assert summed(found) == found.change


@given(sides, sides, scales)
def test_the_same_change_backwards_has_the_opposite_parts(before, after, scale):
    there, back = (
        explain_ratio(before, after, scale=scale),
        explain_ratio(after, before, scale=scale),
    )
    if there is not None and back is not None:
        backwards = {e.key: (e.own, e.weight) for e in back.effects}
        assert all(backwards[e.key] == (-e.own, -e.weight) for e in there.effects)


@given(sides, scales)
def test_where_nothing_changes_nobody_contributes(side, scale):
    found = explain_ratio(side, side, scale=scale)
    if found is not None:
        assert all(e.own == e.weight == 0 for e in found.effects)


@given(sides, st.integers(2, 9))
def test_growing_evenly_explains_nothing(side, times):
    grown = {k: Share(s.numerator * times, s.denominator * times) for k, s in side.items()}
    whole = {k: Share(round(s.numerator), round(s.denominator)) for k, s in side.items()}
    grown = {k: Share(s.numerator * times, s.denominator * times) for k, s in whole.items()}
    found = explain_ratio(whole, grown)
    if found is not None:
        assert found.change == 0
        assert all(e.total == 0 for e in found.effects)


def test_a_part_that_improves_at_the_same_weight_owns_the_change():
    before = {"甲": Share(50, 100), "乙": Share(90, 100)}
    after = {"甲": Share(70, 100), "乙": Share(90, 100)}
    found = explain_ratio(before, after)
    assert found is not None
    first, second = found.effects
    assert (first.own, first.weight) == (Fraction(1, 10), 0)
    assert (second.own, second.weight) == (0, 0)


def test_a_good_part_that_grows_lifts_the_whole_by_its_weight():
    before = {"甲": Share(50, 100), "乙": Share(100, 100)}
    after = {"甲": Share(50, 100), "乙": Share(300, 300)}
    found = explain_ratio(before, after)
    assert found is not None
    assert found.change == Fraction(7, 8) - Fraction(3, 4)
    assert all(e.own == 0 and e.weight > 0 for e in found.effects)


def test_a_part_that_appears_or_vanishes_contributes_by_its_weight():
    found = explain_ratio({"甲": Share(5, 10)}, {"甲": Share(5, 10), "乙": Share(10, 10)})
    assert found is not None
    assert found.effects[1].own == 0
    assert [e.weight for e in found.effects] == [Fraction(1, 16), Fraction(3, 16)]


def test_without_a_denominator_there_is_no_ratio_to_explain():
    assert explain_ratio({}, {"甲": Share(1, 2)}) is None
    assert explain_numerators({}, {}, (0, 10)) is None
