"""How a region stands with a form, from the lines of the transfer log."""

from datetime import date

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


def test_that_conflicts_stand_until_they_are_resolved() -> None:
    lines = [line(Way.SENT), line(Way.MERGED)]
    waiting = standing_of(lines, DUE, IN_TIME, 2)
    assert (waiting.state, waiting.count) == (State.CONFLICT, 2)
    one_decided = standing_of([*lines, line(Way.RESOLVED)], DUE, IN_TIME, 1)
    assert (one_decided.state, one_decided.count) == (State.CONFLICT, 1)
    assert standing_of([*lines, line(Way.RESOLVED)], DUE, IN_TIME).state is State.MERGED


def test_that_a_wrong_file_afterwards_leaves_a_merged_form_merged() -> None:
    assert standing_of([line(Way.MERGED), line(Way.REFUSED)], DUE, IN_TIME).state is State.MERGED
