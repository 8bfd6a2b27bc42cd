"""What typing into a plan's table changes, and the table after it."""

import pytest

from tests.domain.notation import reading_notation
from tests.domain.plan_tables import Row, table_of
from wzdesk.domain.assess import assess_table
from wzdesk.domain.change import ObservationChange, OverrideChange, OverrideKey, TargetChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Measure
from wzdesk.domain.plan_edit import entry_of, with_changes
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.verdict import Override, Verdict

GDP = Row("增长6%左右", code="GDP", name="地区生产总值")
RATIO = Row("1.9左右", "1.91", unit="-", code="RATIO", name="城乡居民收入比")


def table() -> PlanTable:
    return table_of([[GDP], [RATIO]])


def test_that_a_typed_number_is_what_its_column_is_for() -> None:
    entry = entry_of(
        table(), [TypedCell("GDP", Column.LEVEL, "8730.6"), TypedCell("GDP", Column.GROWTH, "6.9")]
    )
    readings = [
        (change.key.measure, reading_notation(change.after.quantity))
        for change in entry.changes
        if isinstance(change, ObservationChange) and change.after
    ]
    assert readings == [(Measure.LEVEL, "level at 8730.6 亿元"), (Measure.GROWTH, "growth at 6.9 %")]
    assert entry.notes == ()


def test_that_a_change_typed_under_growth_goes_where_it_belongs() -> None:
    entry = entry_of(table(), [TypedCell("RATIO", Column.GROWTH, "缩小0.04个点")])
    (change,) = entry.changes
    assert isinstance(change, ObservationChange)
    assert change.key.measure is Measure.CHANGE
    assert entry.notes == ("“缩小0.04个点”是变动，不是增速，改放“变动”列。",)  # tokens.md §6, 5


def test_that_a_taken_cell_is_not_overwritten_from_its_neighbour() -> None:
    taken = table_of([[Row("1.9左右", change="缩小0.05", unit="-", code="RATIO")]])
    with pytest.raises(Refused, match=r"已有 缩小0\.05"):
        entry_of(taken, [TypedCell("RATIO", Column.GROWTH, "缩小0.04个点")])


def test_that_a_row_outside_the_plan_is_refused() -> None:
    with pytest.raises(Refused, match="NONE"):
        entry_of(table(), [TypedCell("NONE", Column.LEVEL, "1")])


def test_that_an_empty_text_takes_the_number_out() -> None:
    before = table()
    entry = entry_of(before, [TypedCell("RATIO", Column.LEVEL, " ")])
    after = with_changes(before, entry.changes)
    assert after.text(after.plan.items[1].parts[0], Column.LEVEL) == ""
    assert assess_table(after)[1].proposed is Verdict.NO_DATA
    assert entry_of(after, [TypedCell("RATIO", Column.LEVEL, "")]).changes == ()


@pytest.mark.parametrize("text", ("暂无数据", "—", "已完成", "约40", "2，9", "０.７７０ "))
def test_that_every_text_comes_back_as_it_was_typed(text: str) -> None:
    before = table()
    after = with_changes(before, entry_of(before, [TypedCell("GDP", Column.LEVEL, text)]).changes)
    assert after.text(after.plan.items[0].parts[0], Column.LEVEL) == text


def test_that_a_new_target_is_judged_at_once() -> None:
    before = with_changes(table(), entry_of(table(), [TypedCell("GDP", Column.GROWTH, "6.9")]).changes)
    entry = entry_of(before, [TypedCell("GDP", Column.TARGET, "增长8%以上")])
    (change,) = entry.changes
    assert isinstance(change, TargetChange)
    assert assess_table(before)[0].proposed is Verdict.ACHIEVED
    assert assess_table(with_changes(before, entry.changes))[0].proposed is Verdict.MISSED


def test_that_a_persons_verdict_is_put_on_and_taken_off() -> None:
    key = OverrideKey("2023", "330300", "2")
    elsewhere = OverrideKey("2023", "330326", "2")
    override = Override(Verdict.ACHIEVED, "口径调整")
    before = table()
    after = with_changes(before, [OverrideChange(key, override), OverrideChange(elsewhere, override)])
    assert after.overrides == {"2": override}
    assert with_changes(after, [OverrideChange(key, None)]).overrides == {}
