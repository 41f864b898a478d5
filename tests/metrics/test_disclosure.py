"""No hidden figure can be worked out: checked by linear programming, not by our own argument."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from metrics.disclosure import suppress_events, suppress_persons

NAN = float("nan")


def tables(largest=9, gaps=True):
    small = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 8, 30][: largest + 2])
    cell = small | st.just(NAN) if gaps else small
    return st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
        lambda shape: st.lists(
            st.lists(cell, min_size=shape[1], max_size=shape[1]),
            min_size=shape[0],
            max_size=shape[0],
        )
    )


def with_margins(table):
    cells = np.array(table, dtype=float)
    rows = np.column_stack([cells, np.nansum(cells, axis=1)])
    return np.vstack([rows, np.nansum(rows, axis=0)])


def masks(result):
    top = np.column_stack([result.hidden_cells, result.hidden_row_totals])
    return np.vstack([top, [*result.hidden_column_totals, result.hidden_total]])


def ranges(table, result):
    """What a reader can say about each hidden figure: its least and greatest possible value."""
    truth, hidden = with_margins(table), masks(result)
    places = [tuple(place) for place in np.argwhere(hidden)]
    height, width = truth.shape
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    left, right = [], []
    for line in lines:
        signs = dict.fromkeys(line[:-1], 1.0) | {line[-1]: -1.0}
        left.append([signs.get(place, 0.0) for place in places])
        right.append(-sum(s * np.nan_to_num(truth[p]) for p, s in signs.items() if not hidden[p]))
    bounds = [(1.0, None)] * len(places)  # the reader knows the rules: what is hidden is no zero
    found = {}
    for position, place in enumerate(places):
        goal = np.zeros(len(places))
        goal[position] = 1.0
        ends = []
        for sense in (1, -1):
            answer = linprog(sense * goal, A_eq=left, b_eq=right, bounds=bounds)
            ends.append(np.inf if answer.status == 3 else sense * answer.fun)
        found[place] = (ends[0], abs(ends[1]))
    return found


@settings(max_examples=150, deadline=None)
@given(tables(), st.sampled_from([suppress_persons, suppress_events]))
def test_no_hidden_figure_can_be_worked_out(table, suppress):
    result = suppress(table)
    truth = with_margins(table)
    for place, (least, greatest) in ranges(table, result).items():
        assert greatest - least > 0.5, place
        assert least - 1e-6 <= truth[place] <= greatest + 1e-6


@settings(max_examples=200, deadline=None)
@given(tables())
def test_persons_small_figures_go_and_zeros_and_gaps_stay(table):
    cells = np.array(table, dtype=float)
    result = suppress_persons(table)
    truth, hidden = with_margins(table), masks(result)
    assert hidden[(truth >= 1) & (truth <= 4)].all()
    assert not hidden[truth == 0].any()
    assert (result.not_reported == np.isnan(cells)).all()
    assert not (result.hidden_cells & result.not_reported).any()


@settings(max_examples=200, deadline=None)
@given(tables())
def test_events_small_cells_go_and_community_totals_stay(table):
    cells = np.array(table, dtype=float)
    result = suppress_events(table)
    assert result.hidden_cells[(cells >= 1) & (cells <= 2)].all()
    assert not (result.hidden_cells & result.not_reported).any()
    assert not masks(result)[with_margins(table) == 0].any(), "zeros always stand"
    # Beside zeros, and of ones only, a total would tell; among other figures totals stand.
    if cells.shape[1] > 1 and cells.shape[0] > 1 and (cells >= 2).all():
        assert not result.hidden_row_totals.any()


def test_a_lone_event_among_zeros_costs_its_totals_and_no_zero():
    result = suppress_events([[0, 0], [0, 1]])
    assert result.hidden_cells.tolist() == [[False, False], [False, True]]
    assert result.hidden_total
    assert result.row_totals[0] == result.column_totals[0] == 0


@settings(max_examples=100, deadline=None)
@given(tables())
def test_what_is_shown_is_true_and_what_is_hidden_is_not_in_the_result(table):
    cells = np.array(table, dtype=float)
    for result in (suppress_persons(table), suppress_events(table)):
        assert np.isnan(result.cells[result.hidden_cells]).all()
        shown = ~result.hidden_cells
        np.testing.assert_array_equal(result.cells[shown], cells[shown])
        assert np.isnan(result.row_totals[result.hidden_row_totals]).all()


def test_a_table_without_small_figures_stays_whole():
    result = suppress_persons([[10, 0], [7, 20]])
    assert not masks(result).any()
    assert result.total == 37


def test_the_cheapest_neighbours_are_taken():
    result = suppress_persons([[3, 10, 50], [6, 20, 60], [70, 80, 90]])
    expected = [[True, True, False], [True, True, False], [False, False, False]]
    assert result.hidden_cells.tolist() == expected
    assert not result.hidden_row_totals.any()


def test_two_hidden_ones_in_a_row_would_give_each_other_away():
    """1 + 1 = 2 with both known to be at least 1: a third figure has to go."""
    result = suppress_events([[1, 1, 20], [1, 1, 30], [9, 9, 9]])
    assert result.hidden_cells.sum() > 4
    assert all(
        high > low for low, high in ranges([[1, 1, 20], [1, 1, 30], [9, 9, 9]], result).values()
    )


def test_a_lone_person_in_a_row_takes_the_total_along_but_no_zero():
    table = [[3, 0, 0], [10, 11, 12]]
    result = suppress_persons(table)
    assert result.hidden_row_totals[0]
    assert not result.hidden_cells[0, 1:].any()


def test_a_lone_event_in_a_row_takes_its_total_along_but_no_zero():
    result = suppress_events([[1, 0, 0], [10, 11, 12]])
    assert result.hidden_row_totals[0]
    assert result.cells[0, 1:].tolist() == [0, 0]


def test_two_kinds_of_events_in_a_row_leave_its_total_standing():
    result = suppress_events([[1, 2, 0], [10, 11, 12]])
    assert result.row_totals.tolist() == [3, 33] and not result.hidden_row_totals.any()
    assert result.hidden_cells[0].tolist() == [True, True, False]


def test_a_community_that_did_not_report_has_no_total():
    result = suppress_persons([[NAN, NAN], [10, 20]])
    assert np.isnan(result.row_totals[0])
    assert not result.hidden_row_totals[0]
    assert result.total == 30


def test_the_threshold_can_be_set():
    assert not suppress_persons([[3, 9], [9, 9]], largest_hidden=2).hidden_cells.any()
    assert suppress_events([[3, 9], [9, 9]], largest_hidden=4).hidden_cells.any()


@pytest.mark.parametrize("table", [[1, 2], [[-1]], [[0.5]]])
def test_what_is_no_table_of_counts_is_refused(table):
    with pytest.raises(ValueError, match="table"):
        suppress_persons(table)
