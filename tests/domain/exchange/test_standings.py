"""How a region stands with a form, from the lines of the transfer log."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.exchange.transfer import State, Transfer, Way, standing_of

DUE = date(2024, 7, 12)
IN_TIME, TOO_LATE = date(2024, 7, 12), date(2024, 7, 13)


def line(way: Way) -> Transfer:
    return Transfer(way, "2024-07-10T00:00:00+00:00", "李某", "表.xlsx", "")


def test_that_who_did_not_report_by_the_due_day_is_late() -> None:
    assert not standing_of([line(Way.SENT)], DUE, IN_TIME).is_late
    late = standing_of([line(Way.SENT)], DUE, TOO_LATE)
    assert (late.state, late.words) == (State.SENT, "逾期未报")


def test_that_days_late_are_counted_from_the_due_day() -> None:
    assert standing_of([line(Way.SENT)], DUE, IN_TIME).due_words == "7月12日截止"
    late = standing_of([line(Way.SENT)], DUE, date(2024, 8, 1))
    assert (late.days_late, late.due_words) == (20, "7月12日截止，已逾期 20 天")


def test_that_who_was_never_sent_a_form_is_not_late_with_it() -> None:
    never = standing_of([], DUE, TOO_LATE)
    assert (never.state, never.words, never.is_late) == (State.NOT_SENT, "未发", False)
    assert not standing_of([line(Way.REFUSED)], DUE, TOO_LATE).is_late


def test_that_a_merged_form_is_not_late_and_a_refused_one_is() -> None:
    assert standing_of([line(Way.SENT), line(Way.MERGED)], DUE, TOO_LATE).words == "已并入"
    assert standing_of([line(Way.SENT), line(Way.REFUSED)], DUE, TOO_LATE).is_late


def test_that_a_returned_form_is_waited_for_until_it_is_merged_or_taken_back() -> None:
    lines = [line(Way.SENT), line(Way.MERGED), line(Way.RETURNED)]
    returned = standing_of(lines, DUE, TOO_LATE)
    assert (returned.words, returned.days_late) == ("已退回", 1)
    assert standing_of(lines, DUE, IN_TIME).words == "已退回"
    assert standing_of([*lines, line(Way.KEPT)], DUE, TOO_LATE).state is State.MERGED
    assert standing_of([*lines, line(Way.MERGED)], DUE, TOO_LATE).state is State.MERGED


def test_that_a_whole_form_stays_whole_when_a_data_file_is_decided_later() -> None:
    part = replace(line(Way.MERGED), missing=5)
    lines = [line(Way.SENT), line(Way.MERGED), replace(part, open_conflicts=2)]
    assert standing_of(lines, DUE, TOO_LATE).state is State.CONFLICT
    assert standing_of([*lines, part], DUE, TOO_LATE).state is State.MERGED
    assert standing_of([*lines, line(Way.SENT), part], DUE, TOO_LATE).state is State.INCOMPLETE


def test_that_conflicts_stand_until_they_are_resolved() -> None:
    lines = [line(Way.SENT), line(Way.MERGED)]
    waiting = standing_of(lines, DUE, IN_TIME, 2)
    assert (waiting.state, waiting.count) == (State.CONFLICT, 2)
    one_decided = standing_of([*lines, line(Way.RESOLVED)], DUE, IN_TIME, 1)
    assert (one_decided.state, one_decided.count) == (State.CONFLICT, 1)
    assert standing_of([*lines, line(Way.RESOLVED)], DUE, IN_TIME).state is State.MERGED


def test_that_a_wrong_file_afterwards_leaves_a_merged_form_merged() -> None:
    assert standing_of([line(Way.MERGED), line(Way.REFUSED)], DUE, IN_TIME).state is State.MERGED


SENT, REFUSED, MERGED, RESOLVED, RETURNED, KEPT = (
    Way.SENT,
    Way.REFUSED,
    Way.MERGED,
    Way.RESOLVED,
    Way.RETURNED,
    Way.KEPT,
)


@pytest.mark.parametrize(
    ("ways", "state"),
    (
        ((SENT, SENT), State.SENT),
        ((SENT, REFUSED), State.REFUSED),
        ((SENT, REFUSED, SENT), State.SENT),
        ((SENT, REFUSED, SENT, MERGED), State.MERGED),
        ((SENT, REFUSED, MERGED), State.MERGED),
        ((SENT, REFUSED, RETURNED), State.RETURNED),
        ((SENT, RETURNED), State.RETURNED),
        ((SENT, RETURNED, SENT), State.SENT),
        ((SENT, RETURNED, SENT, MERGED), State.MERGED),
        ((SENT, RETURNED, SENT, REFUSED), State.REFUSED),
        ((SENT, RETURNED, REFUSED), State.REFUSED),
        ((SENT, RETURNED, REFUSED, MERGED), State.MERGED),
        ((SENT, RETURNED, RETURNED), State.RETURNED),
        ((SENT, RETURNED, RETURNED, KEPT), State.RETURNED),
        ((SENT, RETURNED, SENT, KEPT), State.SENT),
        ((SENT, RETURNED, REFUSED, KEPT), State.REFUSED),
        ((SENT, MERGED, RETURNED), State.RETURNED),
        ((SENT, MERGED, RETURNED, RESOLVED), State.RETURNED),
        ((SENT, MERGED, RETURNED, RESOLVED, KEPT), State.MERGED),
        ((SENT, MERGED, SENT), State.SENT),
        ((SENT, MERGED, SENT, RESOLVED), State.SENT),
        ((SENT, MERGED, SENT, REFUSED), State.REFUSED),
        ((SENT, MERGED, SENT, MERGED), State.MERGED),
        ((SENT, MERGED, REFUSED, RESOLVED), State.MERGED),
        ((MERGED, RETURNED), State.RETURNED),
        ((REFUSED, SENT), State.SENT),
        ((RESOLVED,), State.NOT_SENT),
        ((KEPT,), State.NOT_SENT),
        ((Way.EXPORTED, SENT, Way.EXPORTED), State.SENT),
    ),
)
def test_that_the_last_thing_that_happened_tells_the_state(ways: tuple[Way, ...], state: State) -> None:
    assert standing_of(map(line, ways), DUE, IN_TIME).state is state
    waits = State.CONFLICT if state is State.MERGED else state
    assert standing_of(map(line, ways), DUE, IN_TIME, 2).state is waits


def of_file(way: Way, digest: str) -> Transfer:
    return replace(line(way), digest=digest)


@pytest.mark.parametrize("way", (Way.MERGED, Way.REFUSED))
def test_that_the_very_file_that_went_back_says_nothing_new(way: Way) -> None:
    lines = [line(Way.SENT), of_file(Way.RETURNED, "a1"), of_file(way, "a1")]
    assert standing_of(lines, DUE, TOO_LATE).state is State.RETURNED
    mended = standing_of([*lines, of_file(Way.MERGED, "b2")], DUE, TOO_LATE)
    assert (mended.state, mended.days_late) == (State.MERGED, 0)
    sent_anew = [*lines, line(Way.SENT), of_file(Way.MERGED, "a1")]
    assert standing_of(sent_anew, DUE, TOO_LATE).state is State.MERGED


HISTORIES = st.lists(st.sampled_from(Way), max_size=12)
CONFLICTS = st.integers(0, 3)


@given(HISTORIES, CONFLICTS)
def test_that_any_history_ends_with_what_was_done_last(ways: list[Way], conflicts: int) -> None:
    lines = [line(way) for way in ways]
    before = standing_of(lines, DUE, TOO_LATE, conflicts)
    taken = State.CONFLICT if conflicts else State.MERGED

    def after(*more: Way) -> State:
        return standing_of([*lines, *map(line, more)], DUE, TOO_LATE, conflicts).state

    assert after(Way.SENT) is State.SENT
    assert after(Way.RETURNED) is State.RETURNED
    assert after(Way.MERGED) is taken
    assert after(Way.RETURNED, Way.KEPT) is before.state
    assert after(Way.EXPORTED) is before.state
    assert after(Way.RESOLVED) is before.state
    assert after(Way.REFUSED) is (taken if before.state is taken else State.REFUSED)
    assert before.is_late == (Way.SENT in ways and before.state not in {taken, State.NOT_SENT})


def test_that_a_data_file_may_bring_a_part_of_a_form() -> None:
    part, rest = replace(line(Way.MERGED), missing=4), line(Way.MERGED)
    told = standing_of([line(Way.SENT), part], DUE, TOO_LATE)
    assert (told.state, told.count, told.words, told.days_late) == (State.INCOMPLETE, 4, "未报全", 1)
    assert not standing_of([part], DUE, TOO_LATE).is_late
    assert standing_of([part, rest], DUE, TOO_LATE).state is State.MERGED
    assert standing_of([rest, part], DUE, TOO_LATE).state is State.MERGED
    assert standing_of([part, line(Way.REFUSED)], DUE, TOO_LATE).state is State.INCOMPLETE
    assert standing_of([part, line(Way.RESOLVED)], DUE, TOO_LATE).state is State.INCOMPLETE
    assert standing_of([part, line(Way.RETURNED)], DUE, TOO_LATE).state is State.RETURNED
    assert standing_of([part, line(Way.SENT)], DUE, TOO_LATE).state is State.SENT


def test_that_conflicts_of_a_data_file_wait_until_it_is_merged_again() -> None:
    open_ = replace(line(Way.MERGED), open_conflicts=2, missing=1)
    told = standing_of([open_], DUE, IN_TIME)
    assert (told.state, told.count) == (State.CONFLICT, 2)
    assert standing_of([open_, line(Way.MERGED)], DUE, IN_TIME).state is State.MERGED
