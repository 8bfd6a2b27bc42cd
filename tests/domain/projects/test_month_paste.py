"""What is said of a block pasted into a month of projects."""

from decimal import Decimal

from wzdesk.domain.pasting.judge import Slices
from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell, PasteKind
from wzdesk.domain.period import Period
from wzdesk.domain.projects.month_paste import judged_in_slices
from wzdesk.domain.projects.month_sheet import MonthLine, MonthSheet
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import Project
from wzdesk.domain.typed_cell import Column, TypedCell

AUGUST, SEPTEMBER = Period.of_month(2024, 8), Period.of_month(2024, 9)


def judged(*texts: str, before: str = "", column: Column = Column.MONTH) -> list[JudgedCell]:
    reports = [
        ProjectProgress(f"P{at}", AUGUST, Invested(Decimal(10), Decimal(80), Decimal(300)))
        for at in range(len(texts))
    ]
    lines = tuple(MonthLine(SEPTEMBER, Project(one.project, one.project), (one,)) for one in reports)
    laid = [
        LaidCell((at, 0), text, TypedCell(f"P{at}", column, text), before) for at, text in enumerate(texts)
    ]
    return drained(judged_in_slices(laid, MonthSheet(SEPTEMBER, lines)))


def drained(slices: Slices) -> list[JudgedCell]:
    while True:
        try:
            next(slices)
        except StopIteration as end:
            found: tuple[JudgedCell, ...] = end.value
            return list(found)


def test_that_each_cell_of_a_block_has_its_verdict() -> None:
    clear, unread, negative = judged("12", "约30", "-5")
    assert (clear.kind, clear.read_as, clear.unit) == (PasteKind.CLEAR, "12", "万元")
    assert unread.kind is PasteKind.UNREADABLE
    assert "约30" in unread.sentences[0]
    assert negative.kind is PasteKind.FINDING
    assert any("−5" in one for one in negative.sentences)


def test_that_last_months_figure_stands_beside() -> None:
    (its,) = judged("12")
    assert its.last_period is not None
    assert (its.last_period.period, its.last_period.value) == ("2024年8月", Decimal(10))


def test_that_overwriting_wants_a_look_and_the_same_none() -> None:
    assert judged("12", before="11")[0].kind is PasteKind.LOOK
    assert judged("12.0", before="12")[0].kind is PasteKind.SAME


def test_that_a_large_block_is_judged_a_few_cells_at_a_time() -> None:
    texts = [str(number) for number in range(1, 101)]
    assert [one.kind for one in judged(*texts)] == [PasteKind.CLEAR] * 100


def test_that_a_cell_outside_or_closed_is_not_taken() -> None:
    laid = [LaidCell((0, 0), "1", None, why="自动计算"), LaidCell((9, 9), "1", None, is_outside=True)]
    kinds = [one.kind for one in drained(judged_in_slices(laid, MonthSheet(SEPTEMBER)))]
    assert kinds == [PasteKind.CLOSED, PasteKind.OUTSIDE]
