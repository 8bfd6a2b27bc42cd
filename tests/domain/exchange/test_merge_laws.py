"""The laws of merging, over random edits of what was sent, what came back and what the file holds."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.exchange.merge import (
    TAKEN,
    Answer,
    Merged,
    Outcome,
    Said,
    count,
    merge_cell,
    merge_without_base,
    said,
    total,
)
from wzdesk.domain.typed_cell import Column

VALUES: st.SearchStrategy[Said] = st.one_of(st.none(), st.integers(0, 3).map(lambda n: (n,)))
ANSWERS = st.builds(Answer, VALUES, VALUES)


def after(ours: Said, merged: Merged) -> Said:
    return merged.taken if merged.outcome in TAKEN else ours


@given(base=VALUES, theirs=VALUES)
def test_that_an_edit_of_one_side_is_never_lost(base: Said, theirs: Said) -> None:
    came_back = merge_cell([Answer(base, theirs)], base)
    assert after(base, came_back) == theirs
    stayed = merge_cell([Answer(base, base)], theirs)
    assert stayed.outcome is Outcome.UNCHANGED


@given(base=VALUES, theirs=VALUES, ours=VALUES)
def test_that_two_different_edits_are_asked_and_nothing_else_is(base: Said, theirs: Said, ours: Said) -> None:
    merged = merge_cell([Answer(base, theirs)], ours)
    assert (merged.outcome is Outcome.CONFLICT) == (len({base, theirs, ours}) == 3)


@given(answers=st.lists(ANSWERS, max_size=4), ours=VALUES)
def test_that_no_value_is_invented(answers: list[Answer], ours: Said) -> None:
    merged = merge_cell(answers, ours)
    assert after(ours, merged) in {ours, *(one.theirs for one in answers)}
    assert set(merged.rivals) <= {one.theirs for one in answers} - {ours}


@given(answers=st.lists(ANSWERS, max_size=4), ours=VALUES)
def test_that_a_second_merge_changes_nothing(answers: list[Answer], ours: Said) -> None:
    first = merge_cell(answers, ours)
    again = merge_cell(answers, after(ours, first))
    assert again.outcome is (Outcome.CONFLICT if first.outcome is Outcome.CONFLICT else Outcome.UNCHANGED)


@given(answers=st.lists(ANSWERS, max_size=4), ours=VALUES)
def test_that_the_order_of_files_does_not_matter(answers: list[Answer], ours: Said) -> None:
    assert len({merge_cell(order, ours) for order in permutations(answers)}) == 1


@given(base=VALUES, theirs=VALUES, ours=VALUES)
def test_that_the_kind_of_a_taken_cell_says_what_happens_to_the_file(
    base: Said, theirs: Said, ours: Said
) -> None:
    outcome = merge_cell([Answer(base, theirs)], ours).outcome
    if outcome is Outcome.FILLED:
        assert ours is None
        assert theirs is not None
    if outcome is Outcome.EMPTIED:
        assert ours is not None
        assert theirs is None
    if outcome is Outcome.CHANGED:
        assert None not in {ours, theirs}


@given(theirs=VALUES, ours=VALUES)
def test_that_without_a_base_nothing_stored_is_overwritten(theirs: Said, ours: Said) -> None:
    merged = merge_without_base(theirs, ours)
    assert ours is None or after(ours, merged) == ours
    assert theirs is None or ours is not None or after(ours, merged) == theirs


@given(files=st.lists(st.lists(st.sampled_from(Outcome), max_size=20), max_size=5))
def test_that_counts_add_up_to_the_cells(files: list[list[Outcome]]) -> None:
    counts = total([count(outcomes) for outcomes in files])
    assert counts.cells == sum(map(len, files))
    assert counts.taken == sum(outcome in TAKEN for outcomes in files for outcome in outcomes)


def test_that_spellings_of_a_figure_mean_the_same_and_bounds_do_not() -> None:
    def meaning(text: str) -> Said:
        return said(read_cell(text, Column.LEVEL, "亿元"))

    assert meaning("29") == meaning("29.0") == meaning("２９") == meaning(" 29 ")
    assert meaning("8,730.6") == meaning("8730.60")
    assert len({meaning(text) for text in ("29", "29以内", "29左右", "暂无数据", "—", "")}) == 6
