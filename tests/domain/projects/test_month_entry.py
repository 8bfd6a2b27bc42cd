"""Typing a month of projects: what runs on, what is read, what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import ProblemChange, ProgressChange, ProgressKey
from wzdesk.domain.projects.month_entry import MonthEntry, month_entry, read_amount, typed_line
from wzdesk.domain.projects.month_sheet import MoneyUnit, MonthLine, MonthSheet
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project
from wzdesk.domain.typed_cell import Column, TypedCell

SEPTEMBER = Period.of_month(2024, 9)
fen = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


def report(month: int, amount: str, year: str, start: str, of: int = 2024) -> ProjectProgress:
    return ProjectProgress(
        "P1", Period.of_month(of, month), Invested(Decimal(amount), Decimal(year), Decimal(start))
    )


def sheet(
    *reports: ProjectProgress, unit: MoneyUnit = MoneyUnit.WAN, month: Period = SEPTEMBER
) -> MonthSheet:
    return MonthSheet(month, (MonthLine(month, Project("P1", "一期"), reports),), unit)


def typed(on: MonthSheet, column: Column, text: str) -> MonthEntry:
    return month_entry(on, [TypedCell("P1", column, text)])


def account(entry: MonthEntry) -> Invested:
    return entry.lines["P1"].reported


def test_that_a_month_runs_on_from_the_month_before() -> None:
    entry = typed(sheet(report(8, "10", "80.5", "300")), Column.MONTH, "12.25")
    assert account(entry) == Invested(Decimal("12.25"), Decimal("92.75"), Decimal("312.25"))
    (change,) = entry.changes
    assert isinstance(change, ProgressChange)
    assert change.key == ProgressKey("P1", SEPTEMBER)


def test_that_the_year_begins_anew_in_january_even_after_a_gap() -> None:
    january = Period.of_month(2025, 1)
    for last in (11, 12):
        entry = typed(sheet(report(last, "10", "80", "300"), month=january), Column.MONTH, "5")
        assert account(entry) == Invested(Decimal(5), Decimal(5), Decimal(305))


def test_that_the_first_report_begins_the_totals() -> None:
    assert account(typed(sheet(), Column.MONTH, "7")) == Invested(Decimal(7), Decimal(7), Decimal(7))


def test_that_a_total_gives_the_month() -> None:
    entry = typed(sheet(report(8, "10", "80.5", "300")), Column.TOTAL, "92.75")
    assert account(entry) == Invested(Decimal("12.25"), Decimal("92.75"), Decimal("312.25"))


def test_that_a_total_since_the_start_gives_month_and_year_of_an_empty_line() -> None:
    entry = typed(sheet(report(8, "10", "80", "300")), Column.SINCE_START, "312")
    assert account(entry) == Invested(Decimal(12), Decimal(92), Decimal(312))


def test_that_a_corrected_total_since_the_start_leaves_the_year() -> None:
    before = report(8, "10", "80", "300")
    entry = typed(sheet(before, report(9, "12", "92", "312")), Column.SINCE_START, "320")
    assert account(entry) == Invested(Decimal(12), Decimal(92), Decimal(320))


def test_that_emptying_a_month_takes_along_what_ran_on_from_it() -> None:
    entry = typed(sheet(report(8, "10", "80", "300"), report(9, "12", "92", "312")), Column.MONTH, "")
    (change,) = entry.changes
    assert change.after is None


def test_that_the_booked_total_gives_its_month() -> None:
    before = replace(report(8, "10", "80", "300"), booked=Invested(None, Decimal(70), Decimal(290)))
    entry = typed(sheet(before), Column.BOOKED, "81")
    assert entry.lines["P1"].now is not None
    assert entry.lines["P1"].now.booked == Invested(Decimal(11), Decimal(81), Decimal(301))


@given(before=fen, amount=fen)
def test_that_typing_the_total_that_ran_on_changes_nothing(before: Decimal, amount: Decimal) -> None:
    on = sheet(report(8, "1", str(before), str(before)))
    first = typed(on, Column.MONTH, f"{amount:f}")
    again = typed(on.with_lines(first.lines.values()), Column.TOTAL, f"{before + amount:f}")
    assert account(again) == account(first)
    assert not again.changes


@given(amount=fen)
def test_that_an_amount_shown_in_either_unit_is_read_as_the_same(amount: Decimal) -> None:
    for unit in MoneyUnit:
        assert read_amount(unit.shown(amount), unit) == amount


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    (
        ("1,234.5", MoneyUnit.WAN, "1234.5"),
        ("１２．５", MoneyUnit.WAN, "12.5"),
        ("0.52", MoneyUnit.YI, "5200"),
        ("520万元", MoneyUnit.YI, "520"),
        ("1.2亿", MoneyUnit.WAN, "12000"),
        ("35元", MoneyUnit.WAN, "0.0035"),
        ("-20", MoneyUnit.WAN, "-20"),
    ),
)
def test_that_amounts_are_read_with_their_units(text: str, unit: MoneyUnit, amount: str) -> None:
    assert read_amount(text, unit) == Decimal(amount)


@pytest.mark.parametrize("text", ("约30", "2，9", "0.0000001", "一百", "3万吨", "=A1+1"))
def test_that_what_is_no_amount_becomes_a_draft_and_is_said(text: str) -> None:
    entry = typed(sheet(), Column.MONTH, text)
    assert entry.drafts == {("P1", Column.MONTH): text}
    assert not entry.changes
    assert all(text in note for note in entry.notes)
    assert entry.notes


def test_that_a_sum_is_done() -> None:
    assert account(typed(sheet(), Column.MONTH, "=12+30.5")).month == Decimal("42.5")


def test_that_one_bad_text_of_a_block_does_not_keep_the_others_out() -> None:
    on = MonthSheet(SEPTEMBER, tuple(MonthLine(SEPTEMBER, Project(code, code)) for code in ("P1", "P2")))
    cells = [TypedCell("P1", Column.MONTH, "暂缺"), TypedCell("P2", Column.MONTH, "3")]
    entry = month_entry(on, cells)
    assert [change.key for change in entry.changes] == [ProgressKey("P2", SEPTEMBER)]
    assert set(entry.drafts) == {("P1", Column.MONTH)}


def test_that_a_draft_gives_way_to_what_can_be_read() -> None:
    on = replace(sheet(), drafts={("P1", Column.MONTH): "约30"})
    assert on.text(on.lines[0], Column.MONTH) == "约30"
    assert typed(on, Column.MONTH, "30").drafts == {("P1", Column.MONTH): None}


def test_that_an_unknown_project_is_refused() -> None:
    with pytest.raises(Refused, match="P9"):
        month_entry(sheet(), [TypedCell("P9", Column.MONTH, "1")])


def with_problems(*problems: Problem) -> MonthSheet:
    return MonthSheet(SEPTEMBER, (MonthLine(SEPTEMBER, Project("P1", "一期"), (), problems),))


def test_that_a_problem_typed_is_raised_in_the_month() -> None:
    (change,) = typed(with_problems(), Column.PROBLEM, "征地滞后").changes
    assert change.after == Problem("P1", 1, "征地滞后", raised=date(2024, 9, 30))


def test_that_an_emptied_problem_of_earlier_is_solved_and_stays() -> None:
    old = Problem("P1", 4, "征地滞后", "县政府", raised=date(2024, 6, 1))
    entry = typed(with_problems(old), Column.PROBLEM, "")
    (change,) = entry.changes
    assert isinstance(change, ProblemChange)
    assert change.after == replace(old, solved=date(2024, 9, 30))
    assert "解决" in entry.notes[0]


def test_that_of_several_problems_none_is_changed_in_the_cell() -> None:
    two = [Problem("P1", no, f"问题{no}", raised=date(2024, 6, 1)) for no in (1, 2)]
    entry = typed(with_problems(*two), Column.PROBLEM, "别的")
    assert not entry.changes
    assert "逐个改" in entry.notes[0]


def test_that_the_line_while_typing_is_what_storing_would_make() -> None:
    on, cell = sheet(report(8, "10", "80", "300")), TypedCell("P1", Column.MONTH, "12")
    assert typed_line(on, cell) == month_entry(on, [cell]).lines["P1"]
    assert typed_line(on, replace(cell, text="1.")) is not None
    assert typed_line(on, replace(cell, text="abc")) is None


def test_that_the_sum_leaves_out_what_is_not_shown() -> None:
    lines = tuple(MonthLine(SEPTEMBER, Project(code, code)) for code in ("P1", "P2"))
    on = MonthSheet(SEPTEMBER, lines)
    for code, text in (("P1", "3"), ("P2", "4")):
        on = on.with_lines(month_entry(on, [TypedCell(code, Column.MONTH, text)]).lines.values())
    assert on.sums().amounts[Column.MONTH] == 7
    assert on.sums({"P2"}).amounts[Column.MONTH] == 4
    assert on.filled == 2


def test_that_figures_given_together_stay_as_they_were_given() -> None:
    on = sheet(report(8, "10", "80", "300"))
    cells = [TypedCell("P1", Column.MONTH, "12"), TypedCell("P1", Column.TOTAL, "95")]
    entry, other = month_entry(on, cells), month_entry(on, cells[::-1])
    for one in (entry, other):
        assert (account(one).month, account(one).year) == (Decimal(12), Decimal(95))
    emptied = month_entry(
        on.with_lines(entry.lines.values()),
        [TypedCell("P1", column, "") for column in (Column.MONTH, Column.TOTAL, Column.SINCE_START)],
    )
    assert [change.after for change in emptied.changes] == [None]


def alone(account_: Invested, booked: Invested, month: int, nature: Nature = Nature.CARRIED_ON) -> MonthSheet:
    """A project whose first report in the file is this one, with totals of months that nobody entered."""
    when = Period.of_month(2024, month)
    plan = AnnualPlan(2024, Decimal(10_000), nature)
    reports = (ProjectProgress("P1", when, account_, booked),) if account_ != Invested() else ()
    return MonthSheet(when, (MonthLine(when, Project("P1", "一期", plans=(plan,)), reports),), MoneyUnit.WAN)


def of(*amounts: str) -> Invested:
    return Invested(*(Decimal(one) if one else None for one in amounts))


def test_that_correcting_a_first_report_moves_its_totals_and_does_not_begin_them_anew() -> None:
    april = alone(of("1000", "4000", "40000"), of("900", "3800", "39000"), 4)
    assert account(typed(april, Column.MONTH, "1010")) == of("1010", "4010", "40010")
    assert account(typed(april, Column.TOTAL, "4010")) == of("1010", "4010", "40010")
    booked = typed(april, Column.BOOKED, "3900").lines["P1"].now
    assert booked is not None
    assert booked.booked == of("1000", "3900", "39100")


def test_that_nothing_is_made_up_of_months_that_nobody_reported() -> None:
    empty = alone(Invested(), Invested(), 6)
    assert account(typed(empty, Column.TOTAL, "6000")) == of("", "6000", "")
    assert account(typed(empty, Column.MONTH, "500")) == of("500", "", "")
    begun = alone(Invested(), Invested(), 6, Nature.NEW)
    assert account(typed(begun, Column.MONTH, "500")) == of("500", "500", "500")


def test_that_after_a_gap_a_total_does_not_say_what_the_month_alone_was() -> None:
    entry = typed(
        sheet(report(3, "1000", "3000", "9000"), month=Period.of_month(2024, 6)), Column.TOTAL, "6000"
    )
    assert account(entry) == of("", "6000", "12000")
