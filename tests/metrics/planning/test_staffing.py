"""Grid staffing: who is short, who may help out, and how many remain to be hired."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from metrics.planning.staffing import Grid, Move, StaffingPlan, need_of, staffing_plan

NOT_REPORTED = None


def plan(drawing: str, *borders: str, **options) -> StaffingPlan:
    """A plan from one line per grid (id, community, households, workers) and borders like "A-B"."""
    lines = [line.split() for line in drawing.strip().splitlines()]
    grids = [
        Grid(grid, community, *(None if cell == "?" else int(cell) for cell in numbers))
        for grid, community, *numbers in lines
    ]
    return staffing_plan(grids, [tuple(border.split("-")) for border in borders], **options)


def moves(found: StaffingPlan) -> list[str]:
    return [f"{move.from_grid}>{move.to_grid} {move.workers}" for move in found.moves]


@pytest.mark.parametrize(
    ("households", "need"), [(0, 0), (1, 1), (149, 1), (150, 1), (151, 2), (300, 2), (301, 3)]
)
def test_every_150_households_begun_need_one_worker(households, need):
    assert need_of(households) == need


def test_need_is_rounded_up_grid_by_grid_and_not_over_the_whole():
    found = plan("A C1 160 1\nB C1 160 1\nD C1 160 1")
    assert (found.need, found.need_if_pooled) == (6, 4)
    assert found.hires_if_nobody_moves == 3
    assert "6" in found.sentences()[1].zh and "4" in found.sentences()[1].zh


def test_a_surplus_next_door_spares_a_hire_and_one_further_off_does_not():
    found = plan("A C1 150 2\nB C1 300 1\nD C1 300 1", "A-B", "B-D")
    assert (found.hires_if_nobody_moves, found.hires_after_moves) == (2, 1)
    assert found.moved_workers == 1


def test_a_grid_in_between_passes_on_one_of_its_own_and_keeps_what_it_needs():
    found = plan("A C1 150 2\nB C1 150 1\nD C1 300 1", "A-B", "B-D")
    assert moves(found) == ["A>B 1", "B>D 1"]
    assert found.hires_after_moves == 0
    assert [grid.workers_after for grid in found.grids] == [1, 1, 2]


def test_nobody_passes_through_a_grid_that_has_no_workers_of_its_own():
    """A worker moves to a neighbouring grid and no further; an empty grid has nobody to pass on."""
    found = plan("A C1 150 2\nB C1 0 0\nD C1 300 1", "A-B", "B-D")
    assert moves(found) == []
    assert found.hires_after_moves == 1


def test_a_grid_with_just_enough_does_not_help_out():
    found = plan("A C1 300 2\nB C1 300 1", "A-B")
    assert moves(found) == []
    assert found.hires_after_moves == 1


def test_nobody_moves_where_nothing_is_gained_by_it():
    found = plan("A C1 150 5\nB C1 300 2", "A-B")
    assert moves(found) == []
    assert found.hires_if_nobody_moves == found.hires_after_moves == 0


def test_moves_stay_inside_a_community_unless_it_is_asked_otherwise():
    drawing = "A C1 150 2\nB C2 300 1"
    assert plan(drawing, "A-B").hires_after_moves == 1
    assert plan(drawing, "A-B", across_communities=True).hires_after_moves == 0
    assert "跨社区" in plan(drawing, across_communities=True).assumes().zh
    assert "只在本社区" in plan(drawing).assumes().zh


def test_a_direct_move_beats_two_in_a_row():
    found = plan("A C1 0 1\nB C1 150 1\nD C1 150 0\nE C1 0 1", "A-B", "B-D", "D-E")
    assert moves(found) == ["E>D 1"]


def test_the_shorter_way_wins_and_among_equal_ones_the_earlier_grid():
    drawing = "A C1 0 1\nB C1 0 1\nD C1 150 0"
    assert moves(plan(drawing, "B-D", "A-D", metres=[300, 400])) == ["B>D 1"]
    assert moves(plan(drawing, "B-D", "A-D", metres=[400, 400])) == ["A>D 1"]
    assert moves(plan(drawing, "B-D", "A-D")) == ["A>D 1"]


def test_dedicated_and_withdrawn_grids_take_no_part():
    grids = [
        Grid("A", "C1", 300, 1),
        Grid("B", "C1", 0, 3, kind="dedicated"),
        Grid("D", "C1", 0, 3, is_active=False),
        Grid("E", "C1", 900, 0, is_active=False),
    ]
    found = staffing_plan(grids, [("A", "B"), ("A", "D"), ("A", "E")])
    assert [grid.grid_id for grid in found.grids] == ["A"]
    assert found.hires_after_moves == 1


def test_a_grid_that_was_not_reported_is_left_out_and_named_not_taken_for_empty():
    found = plan("A C1 ? 5\nB C1 300 1\nD C1 450 ?", "A-B", "B-D")
    assert found.unknown == ("A", "D")
    assert (found.need, found.workers, found.hires_after_moves) == (2, 1, 1)
    assert "2" in found.sentences()[-1].en


def test_tables_may_hold_floats_but_no_halves_and_no_negative_counts():
    assert staffing_plan([Grid("A", "C1", 300.0, float("nan"))], []).unknown == ("A",)
    assert staffing_plan([Grid("A", "C1", 300.0, np.float64(1))], []).hires_after_moves == 1
    for wrong in (-1, 0.5):
        with pytest.raises(ValueError, match="whole"):
            staffing_plan([Grid("A", "C1", wrong, 1)], [])


def test_a_grid_given_twice_or_distances_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="twice"):
        plan("A C1 150 1\nA C1 150 1")
    with pytest.raises(ValueError, match="per pair"):
        plan("A C1 150 1\nB C1 150 1", "A-B", metres=[1, 2])


def test_no_grids_no_plan_and_the_answer_is_called_a_proposal():
    found = plan("")
    assert (found.grids, found.moves, found.need) == ((), (), 0)
    assert (found.label.zh, found.label.en) == ("测算建议", "Proposal")


def test_another_norm_than_150_can_be_tried():
    assert plan("A C1 600 2", households_per_worker=300).need == 2


grids = st.lists(
    st.tuples(st.sampled_from(["C1", "C2"]), st.integers(0, 500), st.integers(0, 3)),
    min_size=1,
    max_size=7,
)


@st.composite
def offices(draw):
    """Grids, some of the pairs among them, and how far apart each pair is."""
    rows = draw(grids)
    known = [Grid(f"G{i}", *row) for i, row in enumerate(rows)]
    pairs = list(itertools.combinations([grid.grid_id for grid in known], 2))
    some = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    metres = draw(st.lists(st.integers(8, 9), min_size=len(some), max_size=len(some)))
    return known, some, metres


def ranks(known, pairs, across) -> dict[tuple[str, str], int]:
    """Every possible move and its place in the list of them all, by the ids of both grids."""
    community = {grid.grid_id: grid.community_id for grid in known}
    allowed = [pair for pair in pairs if across or community[pair[0]] == community[pair[1]]]
    return {arc: i for i, arc in enumerate(sorted(allowed + [pair[::-1] for pair in allowed]))}


def by_assignment(known, pairs, metres, across):
    """(hires, moves, metres, ranks) when every worker is matched with a post: another method."""
    apart = {frozenset(pair): length for pair, length in zip(pairs, metres, strict=True)}
    rank = ranks(known, pairs, across)
    staff = [grid.grid_id for grid in known for _ in range(grid.workers)]
    posts = [grid.grid_id for grid in known for _ in range(-(-grid.households // 150))]
    cost = np.zeros((len(staff), len(posts) + len(staff)))
    for row, column in itertools.product(range(len(staff)), range(len(posts))):
        move = one, other = staff[row], posts[column]
        far = 1e3 + apart.get(frozenset(move), 0) + rank.get(move, 0) / 1e3
        cost[row, column] = -1e6 if one == other else -1e6 + far if move in rank else 1e9
    rows, columns = linear_sum_assignment(cost)
    done = [(staff[r], posts[c]) for r, c in zip(rows, columns, strict=True) if c < len(posts)]
    changed = [move for move in done if move[0] != move[1]]
    return (
        len(posts) - len(done),
        len(changed),
        sum(apart[frozenset(move)] for move in changed),
        sum(rank[move] for move in changed),
    )


@settings(max_examples=150, deadline=None)
@given(offices(), st.booleans())
def test_no_other_plan_hires_fewer_moves_fewer_or_walks_less(office, across):
    known, pairs, metres = office
    found = staffing_plan(known, pairs, metres=metres, across_communities=across)
    apart = {frozenset(pair): length for pair, length in zip(pairs, metres, strict=True)}
    walked = sum(m.workers * apart[frozenset((m.from_grid, m.to_grid))] for m in found.moves)
    rank = ranks(known, pairs, across)
    ranked = sum(m.workers * rank[m.from_grid, m.to_grid] for m in found.moves)
    figures = (found.hires_after_moves, found.moved_workers, walked, ranked)
    assert figures == by_assignment(known, pairs, metres, across)


@settings(max_examples=100, deadline=None)
@given(offices(), st.booleans(), st.randoms())
def test_the_laws_of_staffing(office, across, random):
    known, pairs, metres = office
    found = staffing_plan(known, pairs, metres=metres, across_communities=across)
    surplus = sum(max(0, grid.workers - grid.need) for grid in found.grids)
    assert found.hires_after_moves <= found.hires_if_nobody_moves
    assert found.hires_after_moves >= found.hires_if_nobody_moves - surplus
    assert found.hires_after_moves >= found.need - found.workers
    assert sum(grid.workers_after for grid in found.grids) == found.workers
    for grid in found.grids:
        assert grid.hires == max(0, grid.need - grid.workers_after)
        assert grid.gives <= grid.workers
        assert not grid.gives or grid.workers_after >= grid.need
        assert grid.hires <= grid.short
    for move in found.moves:
        assert {(move.from_grid, move.to_grid), (move.to_grid, move.from_grid)} & set(pairs)
    shuffled, order = list(known), list(range(len(pairs)))
    random.shuffle(shuffled)
    random.shuffle(order)
    again = staffing_plan(
        shuffled,
        [pairs[i][::-1] for i in order],
        metres=[metres[i] for i in order],
        across_communities=across,
    )
    assert again == found


@settings(max_examples=50, deadline=None)
@given(offices())
def test_crossing_communities_never_costs_hires(office):
    known, pairs, _ = office
    across = staffing_plan(known, pairs, across_communities=True)
    assert across.hires_after_moves <= staffing_plan(known, pairs).hires_after_moves


def test_three_hundred_grids_in_a_lattice_need_no_hires_although_many_are_short():
    """Chessboard: every black grid has one too many, every white one is one short."""
    size = range(0, 15), range(0, 20)
    known = [
        Grid(f"{i:02d}{j:02d}", "C1", 300, 3 if (i + j) % 2 else 1)
        for i, j in itertools.product(*size)
    ]
    pairs = [(f"{i:02d}{j:02d}", f"{i + 1:02d}{j:02d}") for i in range(14) for j in range(20)]
    pairs += [(f"{i:02d}{j:02d}", f"{i:02d}{j + 1:02d}") for i in range(15) for j in range(19)]
    found = staffing_plan(known, pairs)
    assert (found.hires_if_nobody_moves, found.hires_after_moves) == (150, 0)
    assert found.moved_workers == 150
    assert all(isinstance(move, Move) and move.workers == 1 for move in found.moves)
