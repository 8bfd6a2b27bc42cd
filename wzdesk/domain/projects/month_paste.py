"""Judging a block pasted into a month of projects before it is stored (design.md §5)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.pasting.judge import Slices
from wzdesk.domain.pasting.pasted_text import plain_given
from wzdesk.domain.pasting.verdict import Beside, JudgedCell, LaidCell, PasteKind
from wzdesk.domain.projects.month_checks import MonthFinding, month_findings
from wzdesk.domain.projects.month_entry import month_entry
from wzdesk.domain.projects.month_sheet import MONEY_COLUMNS, MonthLine, MonthSheet
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.domain.typed_sum import with_sum_done

_SLICE = 45
"""Cells judged at a time: a few rows, so that the window stays usable."""
_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


def judged_in_slices(laid: Sequence[LaidCell], sheet: MonthSheet) -> Slices:
    """Judge a block, a few cells at a time: read as a whole first, for figures of one row belong together."""
    cells = [cell for one in laid if not one.is_outside and (cell := _plain(one).typed) is not None]
    entry = month_entry(sheet, cells)
    lines = {line.project.code: line for line in sheet.lines} | entry.lines
    findings = _findings(cells, lines, sheet)
    judged: list[JudgedCell] = []
    for chunk in _chunks(laid):
        judged += [_judged(one, sheet, lines, findings) for one in chunk]
        yield len(judged), len(laid)
    return tuple(judged)


def _chunks(laid: Sequence[LaidCell]) -> Iterator[Sequence[LaidCell]]:
    return (laid[at : at + _SLICE] for at in range(0, len(laid), _SLICE))


def _plain(laid: LaidCell) -> LaidCell:
    if laid.typed is None:
        return laid
    return replace(laid, typed=replace(laid.typed, text=with_sum_done(plain_given(laid.text))))


_Place = tuple[str, Column]


def _findings(
    cells: Sequence[TypedCell], lines: Mapping[str, MonthLine], sheet: MonthSheet
) -> Mapping[_Place, list[MonthFinding]]:
    """What the checks say of the block: at its own cell, or at the first one pasted into the line."""
    pasted: defaultdict[str, list[Column]] = defaultdict(list)
    for cell in cells:
        pasted[cell.indicator].append(cell.column)
    found: defaultdict[_Place, list[MonthFinding]] = defaultdict(list)
    for code, columns in pasted.items():
        for one in month_findings(lines[code], sheet.unit):
            found[code, one.column if one.column in columns else columns[0]].append(one)
    return found


def _judged(
    given: LaidCell,
    sheet: MonthSheet,
    lines: Mapping[str, MonthLine],
    findings: Mapping[_Place, Sequence[MonthFinding]],
) -> JudgedCell:
    if given.is_outside:
        return JudgedCell(given, PasteKind.OUTSIDE, sentences=(given.why or "表里没有这一格，不写入。",))
    laid = _plain(given)
    cell = laid.typed
    if cell is None:
        return JudgedCell(laid, PasteKind.CLOSED, sentences=(given.why or "这一格不能填，不写入。",))
    alone = month_entry(sheet, [cell])
    if any(text is not None for text in alone.drafts.values()):
        return JudgedCell(laid, PasteKind.UNREADABLE, sentences=tuple(alone.notes))
    line = lines[cell.indicator]
    text = replace(sheet, drafts={}).text(line, cell.column)
    kind, said = _first_look(laid, text, alone.notes)
    its = sorted(findings.get((cell.indicator, cell.column), ()), key=lambda one: _WEIGHTS[one.severity])
    if its and kind is not PasteKind.SAME:
        kind, said = PasteKind.FINDING, [*said, *(one.sentence for one in its)]
    return _beside(
        JudgedCell(
            laid,
            kind,
            read_as=text,
            unit=_unit(cell.column, sheet),
            sentences=tuple(dict.fromkeys(said)),
            severity=its[0].severity if its and kind is PasteKind.FINDING else None,
        ),
        line,
        cell.column,
        sheet,
    )


def _first_look(laid: LaidCell, text: str, notes: Sequence[str]) -> tuple[PasteKind, list[str]]:
    before = laid.before.strip()
    if normalise(before) == normalise(text) and not notes:
        return PasteKind.SAME, []
    said = [*notes]
    if before and not notes:
        said.append(f"这一格现有 {before}，收下就改写；旧数留在历史里。")
    return (PasteKind.LOOK if said else PasteKind.CLEAR), said


def _unit(column: Column, sheet: MonthSheet) -> str:
    if column in MONEY_COLUMNS:
        return sheet.unit.value
    return "%" if column is Column.IMAGE_PERCENT else ""


def _beside(judged: JudgedCell, line: MonthLine, column: Column, sheet: MonthSheet) -> JudgedCell:
    """With the figure of the report before; a year before there may be no project yet."""
    before = line.before
    earlier = MonthLine(before.month, line.project, (before,)).amount(column) if before else None
    if before is None or earlier is None:
        return judged
    return replace(judged, last_period=Beside(before.month.words, Decimal(sheet.unit.shown(earlier))))
