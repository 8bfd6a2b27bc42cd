"""A region's plan as one printed table, like table 1 of the yearly report (source 000)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from wzdesk.domain.demo import DEMO_MARK, DEMO_WORD
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.sheet_layout import Align, CellRole, SheetCell, SheetLayout
from wzdesk.domain.verdict import Assessment
from wzdesk.reports.plan_heads import Head, Label, heads_of
from wzdesk.reports.plan_rows import row_cells
from wzdesk.reports.row_heights import row_heights

_TITLE_ROW, _HEAD_ROW, _BODY_ROW = 1, 2, 4
_NAME_LIMIT = 31  # signs in the name of a sheet


def lay_out_plan(table: PlanTable, assessments: Sequence[Assessment]) -> SheetLayout:
    """The page of a plan's table: title, headings, one row per part, notes, and what we computed."""
    heads = heads_of(table)
    mark = DEMO_MARK if table.is_demo else ""
    body = tuple(row_cells(table, assessments, heads, _BODY_ROW))
    after = max((cell.row + cell.rows for cell in body), default=_BODY_ROW)
    cells = (*_title_cells(table, heads), *_head_cells(heads), *body, *_note_cells(table, heads, after))
    widths = tuple(head.width for head in heads)
    return SheetLayout(
        name=_sheet_name(table),
        cells=cells,
        widths=widths,
        heights=row_heights(cells, widths),
        header_rows=(_HEAD_ROW, _BODY_ROW - 1),
        frozen_columns=next(index for index, head in enumerate(heads, 1) if head.holds is Label.PART),
        mark=mark,
        properties={
            "title": plan_title(table),
            "subject": "计划完成情况",
            "keywords": f"wzdesk 计划 {table.plan.code} 地区 {table.region.code} {mark}".rstrip(),
        },
    )


def plan_title(table: PlanTable) -> str:
    """The title over the table; it names the region where the plan's own name does not, and what is invented."""
    name = table.plan.name
    stem = (
        name
        if name.endswith("完成情况")
        else re.sub(r"(?:（草案）|\(草案\)|完成情况表|表)$", "", name) + "完成情况"
    )
    named = table.region.name in stem or table.region.short_name in stem
    mark = f"（{DEMO_MARK}）" if table.is_demo else ""
    return (stem if named else f"{table.region.name}{stem}") + mark


def note_lines(table: PlanTable) -> tuple[str, ...]:
    """The notes under the table: those of the document, how our verdicts come about, what is invented."""
    notes = [f"注：{note}" if index == 0 else f"　　{note}" for index, note in enumerate(_numbered(table))]
    demo = f"{DEMO_MARK}：备注写有“{DEMO_WORD}”的数是编造的，不是实际数，不能上报。"
    return (*notes, _computed_line(table), *([demo] if table.is_demo else []))


def _numbered(table: PlanTable) -> list[str]:
    notes = table.plan.notes
    is_numbered = all(re.match(r"\d+[.、．]", note) for note in notes)
    return [*notes] if is_numbered or len(notes) < 2 else [f"{n}.{note}" for n, note in enumerate(notes, 1)]


def _computed_line(table: PlanTable) -> str:
    plan = table.plan
    about, nearly = (_percent(each) for each in (plan.about_tolerance, plan.nearly_tolerance))
    order = (
        "既有总量目标又有增速目标的，先看增速。"
        if plan.growth_first
        else "既有总量目标又有增速目标的，都要达到。"
    )
    source = f"容差来源：{plan.tolerance_source.rstrip('。')}。" if plan.tolerance_source else ""
    return (
        f"说明：“判定”由 wzdesk 按计划容差计算，不是上报的数：“左右”按目标数的 {about}，"
        f"与目标相差在目标数的 {nearly} 以内为“基本完成”。{order}{source}"
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}%"


def _sheet_name(table: PlanTable) -> str:
    words = re.sub(r"[\[\]:*?/\\]", "", plan_title(table))[:_NAME_LIMIT].strip("'")
    return words or "计划"


def _title_cells(table: PlanTable, heads: Sequence[Head]) -> Iterator[SheetCell]:
    yield SheetCell(_TITLE_ROW, 1, plan_title(table), CellRole.TITLE, columns=len(heads))


def _head_cells(heads: Sequence[Head]) -> Iterator[SheetCell]:
    column = 1
    for group, members in groupby(heads, lambda head: head.group):
        inside = list(members)
        if group:
            yield SheetCell(_HEAD_ROW, column, group, CellRole.HEADER, columns=len(inside))
        for index, head in enumerate(inside, column):
            if group:
                yield SheetCell(_HEAD_ROW + 1, index, head.text, CellRole.HEADER)
            elif head.holds is not Label.PART:
                over = 2 if head.holds is Label.NAME else 1
                yield SheetCell(_HEAD_ROW, index, head.text, CellRole.HEADER, rows=2, columns=over)
        column += len(inside)


def _note_cells(table: PlanTable, heads: Sequence[Head], row: int) -> Iterator[SheetCell]:
    for at, line in enumerate(note_lines(table), row):
        yield SheetCell(at, 1, line, CellRole.NOTE, align=Align.LEFT, columns=len(heads))
