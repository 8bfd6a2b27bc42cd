"""What a merge did, county by county, as a page that a chief signs: the counts add up to the number of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wzdesk.domain.exchange.merge import OUTCOME_WORDS, Counts, Outcome, total
from wzdesk.domain.pack import DEMO_MARK
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.reports.row_heights import row_heights

_HEADS = ("序号", "地区", "表和期别", *(OUTCOME_WORDS[each] for each in Outcome), "合计", "文件", "说明")
_WIDTHS = (5.0, 10.0, 24.0, *(6.5,) * 7, 26.0, 30.0)
_TITLE_ROW, _HEAD_ROW, _BODY_ROW = 1, 2, 3
_COUNTS_FROM = 4
_SPANS = {1: 1, 2: 1, 3: 1, 4: 2, 6: 2, 8: 3, 11: 1, 12: 1}
"""Where the columns of the conflicts begin, and over how many of the table's they go."""
_CONFLICT_HEADS = ("序号", "地区", "指标", "发出时", "来表", "库里", "文件和格", "裁定")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What became of one file."""

    region: str
    what: str
    file: str
    counts: Counts
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportConflict:
    """A cell that both sides had changed, and which value was taken; "" where nobody decided yet."""

    region: str
    name: str
    base: str
    theirs: str
    ours: str
    where: str
    kept: str


def lay_out_merge_report(
    lines: Sequence[ReportLine], conflicts: Sequence[ReportConflict], title: str, *, is_demo: bool = False
) -> SheetLayout:
    """The report: a row for each file, their sum, and below them the conflicts."""
    sums = total([line.counts for line in lines])
    rows = [(line.region, line.what, line.counts, line.file, line.note) for line in lines]
    rows.append(("合计", f"{len(lines)} 份", sums, "", ""))
    cells = [SheetCell(_TITLE_ROW, 1, title, CellRole.TITLE, columns=len(_WIDTHS))]
    cells += [SheetCell(_HEAD_ROW, at, words, CellRole.HEADER) for at, words in enumerate(_HEADS, 1)]
    for number, row in enumerate(rows):
        cells += _counted(_BODY_ROW + number, str(number + 1) if number < len(lines) else "", *row)
    after = _BODY_ROW + len(rows)
    if conflicts:
        cells += _conflicts(after, conflicts)
        after += len(conflicts) + 2
    note = "各栏之和等于要填的格数；没有采用的数留在批注和收发记录里。"
    cells.append(SheetCell(after, 1, note, CellRole.NOTE, align=Align.LEFT, columns=len(_WIDTHS)))
    return SheetLayout(
        name="合并报告",
        cells=tuple(cells),
        widths=_WIDTHS,
        heights=row_heights(cells, _WIDTHS),
        header_rows=(_HEAD_ROW, _HEAD_ROW),
        mark=DEMO_MARK if is_demo else "",
        properties={"title": title},
    )


def _counted(
    row: int, number: str, region: str, what: str, counts: Counts, file: str, note: str
) -> Iterator[SheetCell]:
    for column, text in ((1, number), (2, region), (3, what), (11, file), (12, note)):
        align = Align.CENTRE if column == 1 else Align.LEFT
        yield SheetCell(row, column, text, align=align)
    told = [getattr(counts, each.value) for each in Outcome]
    for column, figure in enumerate([*told, counts.cells], _COUNTS_FROM):
        yield SheetCell(row, column, str(figure), kind=CellKind.NUMBER, align=Align.RIGHT, number_format="0")


def _conflicts(first: int, conflicts: Sequence[ReportConflict]) -> Iterator[SheetCell]:
    words = f"冲突 {len(conflicts)} 格：发出以后两边都改过"
    yield SheetCell(first, 1, words, align=Align.LEFT, columns=len(_WIDTHS))
    for (column, span), head in zip(_SPANS.items(), _CONFLICT_HEADS, strict=True):
        yield SheetCell(first + 1, column, head, CellRole.BODY, columns=span)
    for number, one in enumerate(conflicts, 1):
        told = (str(number), one.region, one.name, one.base, one.theirs, one.ours, one.where, one.kept)
        for (column, span), text in zip(_SPANS.items(), told, strict=True):
            align = Align.CENTRE if column == 1 else Align.LEFT
            yield SheetCell(first + 1 + number, column, text, align=align, columns=span)
