"""The report of a merge for a chief to sign: each county's cells by what became of them, adding up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wzdesk.domain.exchange.merge import OUTCOME_WORDS, Counts, Outcome, total
from wzdesk.domain.sheet_layout import Align, CellKind, CellRole, SheetCell, SheetLayout
from wzdesk.reports.row_heights import row_heights

_WIDTHS = (14.0, 30.0, *([8.0] * len(Outcome)), 9.0, 40.0)
_TITLE, _HEAD, _FIRST = 1, 2, 3
_CONFLICT_SPANS = ((1, 1), (2, 1), (3, 2), (5, 2), (7, 3), (10, 1))
"""Where the columns of the conflicts begin, and over how many of the table's they go."""
_SIGNATURE = "合并人：　　　　　　　　复核人：　　　　　　　　负责人（签字）：　　　　　　　　日期：　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One file: the region's name, the file, its counts, and the reason or warning to tell."""

    region: str
    file: str
    counts: Counts
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReportConflict:
    """A cell that both sides had changed: what was sent, what came, what the file held, and what was decided.

    ``base_words`` say when the first of them was: 发出时, or of data files 上次一致时.
    """

    region: str
    name: str
    base: str
    theirs: str
    ours: str
    kept: str
    base_words: str = "发出时"


def lay_out_merge(
    title: str,
    lines: Sequence[ReportLine],
    mark: str = "",
    conflicts: Sequence[ReportConflict] = (),
    *,
    has_signature: bool = True,
) -> SheetLayout:
    """The page of a merge; ``mark`` stands at its top. Conflicts stand below the sums."""
    after = _FIRST + len(lines) + 1
    below: list[SheetCell] = []
    for words in dict.fromkeys(one.base_words for one in conflicts):
        alike = [one for one in conflicts if one.base_words == words]
        below += _conflicts(after, words, alike)
        after += len(alike) + 1
    foot = _foot(after, has_signature=has_signature)
    cells = (*_heads(title), *_body(lines), *_sums(lines), *below, *foot)
    return SheetLayout(
        name="合并报告",
        cells=cells,
        widths=_WIDTHS,
        heights=row_heights(cells, _WIDTHS),
        header_rows=(_HEAD, _HEAD),
        frozen_columns=2,
        mark=mark,
        properties={"title": title},
    )


def _heads(title: str) -> Iterator[SheetCell]:
    yield SheetCell(_TITLE, 1, title, CellRole.TITLE, columns=len(_WIDTHS))
    words = ("地区", "来表", *(OUTCOME_WORDS[one] for one in Outcome), "合计", "说明")
    for column, word in enumerate(words, 1):
        yield SheetCell(_HEAD, column, word, CellRole.HEADER)


def _body(lines: Sequence[ReportLine]) -> Iterator[SheetCell]:
    for row, line in enumerate(lines, _FIRST):
        yield SheetCell(row, 1, line.region)
        yield SheetCell(row, 2, line.file, align=Align.LEFT)
        yield from _numbers(row, line.counts)
        yield SheetCell(row, len(_WIDTHS), line.remark, align=Align.LEFT)


def _numbers(row: int, counts: Counts, first: int = 0, last: int = 0) -> Iterator[SheetCell]:
    """The counts and their sum; with rows the sums over them, as formulas."""
    numbers = [getattr(counts, one.value) for one in Outcome]
    for column, number in enumerate((*numbers, sum(numbers)), 3):
        letter = chr(64 + column)
        across = f"SUM(C{row}:{chr(66 + len(numbers))}{row})" if column == 3 + len(numbers) else ""
        down = f"SUM({letter}{first}:{letter}{last})" if first else ""
        yield SheetCell(
            row,
            column,
            str(number),
            kind=CellKind.NUMBER,
            align=Align.RIGHT,
            number_format="0",
            formula=down or across,
        )


def _sums(lines: Sequence[ReportLine]) -> Iterator[SheetCell]:
    row = _FIRST + len(lines)
    yield SheetCell(row, 1, "合计", columns=2)
    last = row - 1 if lines else 0
    yield from _numbers(row, total([line.counts for line in lines]), _FIRST if lines else 0, last)
    yield SheetCell(row, len(_WIDTHS), "")


def _conflicts(first: int, base: str, conflicts: Sequence[ReportConflict]) -> Iterator[SheetCell]:
    """A heading and a row for each, under the columns of the counts; ``base`` says when both sides were the same."""
    heads = ("地区", f"冲突 {len(conflicts)} 格", base, "来表", "库里", "裁定")
    rows = [(one.region, one.name, one.base, one.theirs, one.ours, one.kept) for one in conflicts]
    for row, texts in enumerate([heads, *rows], first):
        for (column, span), text in zip(_CONFLICT_SPANS, texts, strict=True):
            align = Align.LEFT if row > first and column > 1 else Align.CENTRE
            yield SheetCell(row, column, text, align=align, columns=span)


def _foot(row: int, *, has_signature: bool) -> Iterator[SheetCell]:
    note = "注：未变＋填入＋改动＋清空＋冲突＋拒收＝合计；冲突的两边都留底，没有裁定前库里的数不动；拒收的没有写入。"
    yield SheetCell(row, 1, note, CellRole.NOTE, align=Align.LEFT, columns=len(_WIDTHS))
    if has_signature:
        yield SheetCell(row + 1, 1, _SIGNATURE, CellRole.NOTE, align=Align.LEFT, columns=len(_WIDTHS))
