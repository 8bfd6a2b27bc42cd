"""What the grid shows of each project of a month, and of their sum."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.projects.lag import USUAL_WORDS, rounded
from wzdesk.domain.projects.month_checks import MonthFinding
from wzdesk.domain.projects.month_sheet import CellPlace, MonthLine, MonthSheet, MonthSums
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.units import plain
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn, MergedBy
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow, RowHead
from wzdesk.ui.entry.lag_cell import GAP
from wzdesk.ui.projects.amounts import points_words

Findings = Mapping[str, Sequence[MonthFinding]]
"""What the checks say of each project, by its code."""
_STATES = {
    Severity.FATAL: CellState.FATAL,
    Severity.BLOCKING: CellState.BLOCKING,
    Severity.QUERY: CellState.QUERY,
}
TOTAL_ROW = "合计"
"""What stands in the place of a project's code; no code is a Chinese word."""
_SUM_CLOSED = "这一行是合计，自动计算，不用填。"


def build_rows(
    sheet: MonthSheet, specs: Sequence[ColumnSpec], findings: Findings, shown: Collection[str] | None = None
) -> tuple[GridRow, ...]:
    """The sum of the projects ``shown`` (None: of all), then all projects."""
    rows = [_row(sheet, line, number, specs, findings) for number, line in enumerate(sheet.lines, 1)]
    return (sum_row(sheet, specs, shown), *rows)


def renew_rows(
    before: Sequence[GridRow],
    sheet: MonthSheet,
    specs: Sequence[ColumnSpec],
    findings: Findings,
    projects: Collection[str],
    shown: Collection[str] | None,
) -> tuple[GridRow, ...]:
    """The rows after an act: those of some projects and the sum made anew, all others as they were."""
    rows = [
        _row(sheet, line, number, specs, findings) if line.project.code in projects else before[number]
        for number, line in enumerate(sheet.lines, 1)
    ]
    return (sum_row(sheet, specs, shown), *rows)


def sum_row(sheet: MonthSheet, specs: Sequence[ColumnSpec], shown: Collection[str] | None) -> GridRow:
    """The sum of the projects shown."""
    sums = sheet.sums(shown)
    cells = tuple(GridCell(_sum_text(sheet, sums, spec), state=CellState.COMPUTED) for spec in specs)
    words = f"合计　{sums.count} 项"
    return GridRow(RowHead(TOTAL_ROW, "", words), cells, _merged(0), closed=_SUM_CLOSED)


def lag_words(ahead: Decimal | None) -> str:
    """The office's word for a distance from time progress and the points: 低于 −5.1."""
    return "" if ahead is None else f"{USUAL_WORDS.say(ahead)}{GAP}{points_words(ahead)}"


def _merged(row: int) -> dict[MergedBy, tuple[int, int]]:
    return dict.fromkeys(MergedBy, (row, row))


def _row(
    sheet: MonthSheet, line: MonthLine, number: int, specs: Sequence[ColumnSpec], findings: Findings
) -> GridRow:
    its = findings.get(line.project.code, ())
    cells = tuple(_cell(sheet, line, number, spec, its) for spec in specs)
    return GridRow(RowHead(line.project.code, str(number), line.project.name), cells, _merged(number))


def _cell(
    sheet: MonthSheet, line: MonthLine, number: int, spec: ColumnSpec, findings: Sequence[MonthFinding]
) -> GridCell:
    if spec.stored is None:
        return GridCell(_printed(sheet, line, number, spec.column))
    place: CellPlace = line.project.code, spec.stored
    state, remarks = CellState.NONE, []
    if place in sheet.drafts:
        state |= CellState.DRAFT
    for one in findings:
        if one.column is spec.stored:
            state |= _STATES[one.severity]
            remarks.append(one.sentence)
    if beside := last_text(sheet, line, spec.stored):
        remarks.append(f"上月：{beside}")
    return GridCell(sheet.text(line, spec.stored), state=state, remark="\n".join(remarks))


def last_text(sheet: MonthSheet, line: MonthLine, column: Column) -> str:
    """What the cell held in the report before."""
    before = line.before
    if before is None or column is Column.PROBLEM:
        return ""
    earlier = MonthLine(before.month, line.project, (before,))
    return MonthSheet(before.month, (earlier,), sheet.unit).text(earlier, column)


def _printed(sheet: MonthSheet, line: MonthLine, number: int, column: GridColumn) -> str:
    match column:
        case GridColumn.NO:
            return str(number)
        case GridColumn.NAME:
            return line.project.name
        case GridColumn.PLAN:
            return sheet.unit.shown(line.plan)
        case GridColumn.BEFORE:
            return sheet.unit.shown(line.last_month.reported.year if line.last_month else None)
        case GridColumn.COMPLETION:
            return _rate_text(line.rate)
    return lag_words(line.ahead)


def _rate_text(rate: Decimal | None) -> str:
    return "" if rate is None else plain(rounded(rate))


_SUMMED = {
    GridColumn.MONTH: Column.MONTH,
    GridColumn.TOTAL: Column.TOTAL,
    GridColumn.SINCE_START: Column.SINCE_START,
    GridColumn.BOOKED: Column.BOOKED,
    GridColumn.FUNDS: Column.FUNDS,
}


def _sum_text(sheet: MonthSheet, sums: MonthSums, spec: ColumnSpec) -> str:
    if (column := _SUMMED.get(spec.column)) is not None:
        return sheet.unit.shown(sums.amounts[column])
    match spec.column:
        case GridColumn.NAME:
            return f"合计　{sums.count} 项"
        case GridColumn.PLAN:
            return sheet.unit.shown(sums.plan)
        case GridColumn.BEFORE:
            return sheet.unit.shown(sums.before)
        case GridColumn.COMPLETION:
            return _rate_text(sums.rate) if sums.filled else ""
        case GridColumn.LAG:
            return lag_words(sums.ahead(sheet.month)) if sums.filled else ""
    return ""
