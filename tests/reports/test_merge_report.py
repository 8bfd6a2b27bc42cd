"""The report of a merge adds up, line by line and below."""

from wzdesk.domain.exchange.merge import Counts
from wzdesk.reports.merge_report import ReportLine, lay_out_merge

LINES = [
    ReportLine("平阳县", "a.xlsx", Counts(11, 38, 2, 0, 3, 4)),
    ReportLine("苍南县", "b.xlsx", Counts(refused=58), "旧表样"),
]


def test_that_each_line_and_the_sum_add_up_as_formulas() -> None:
    cells = {(cell.row, cell.column): cell for cell in lay_out_merge("来表合并报告", LINES).cells}
    assert [cells[3, column].text for column in range(3, 10)] == ["11", "38", "2", "0", "3", "4", "58"]
    assert cells[3, 9].formula == "SUM(C3:H3)"
    assert [cells[5, column].text for column in range(3, 10)] == ["11", "38", "2", "0", "3", "62", "116"]
    assert (cells[5, 3].formula, cells[5, 9].formula) == ("SUM(C3:C4)", "SUM(I3:I4)")
    assert cells[4, 10].text == "旧表样"
    assert any("负责人（签字）" in cell.text for cell in cells.values())


def test_that_a_merge_of_nothing_has_a_page_too() -> None:
    cells = {(cell.row, cell.column): cell for cell in lay_out_merge("来表合并报告", []).cells}
    assert cells[3, 9].text == "0"
