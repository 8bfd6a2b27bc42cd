"""Sheets made for the printer, a ruler without a typeface, and what is found on laid-out pages."""

from collections.abc import Iterable, Sequence

from wzdesk.domain.sheet_layout import Align, CellRole, SheetCell, SheetLayout
from wzdesk.reports.paper.page import Page
from wzdesk.reports.paper.printout import Paper


class PlainRuler:
    """Chinese signs are one em wide, all others half an em; bold ones a little more."""

    ascent = 0.88
    descent = 0.12

    def advance(self, sign: str, *, is_strong: bool) -> float:
        return (0.5 if ord(sign) < 0x2E80 else 1.0) * (1.05 if is_strong else 1.0)


def cell(row: int, column: int, text: str, role: CellRole = CellRole.BODY, **more: object) -> SheetCell:
    return SheetCell(row, column, text, role, **more)  # type: ignore[arg-type]


def sheet_of(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    names: int = 1,
    notes: Sequence[str] = (),
    **more: object,
) -> SheetLayout:
    """Title, one row of headings, rows of texts (figures from column ``names`` on), notes."""
    width = len(heads)
    cells = [cell(1, 1, "测试表", CellRole.TITLE, columns=width)]
    cells += [cell(2, at, head, CellRole.HEADER) for at, head in enumerate(heads, 1)]
    for row, texts in enumerate(rows, 3):
        for at, text in enumerate(texts, 1):
            cells.append(cell(row, at, text, align=Align.LEFT if at <= names else Align.RIGHT))
    for row, note in enumerate(notes, 3 + len(rows)):
        cells.append(cell(row, 1, note, CellRole.NOTE, align=Align.LEFT, columns=width))
    return SheetLayout(
        name="测试表",
        cells=tuple(cells),
        widths=(12.0,) * width,
        heights={},
        header_rows=(2, 2),
        frozen_columns=names,
        **more,  # type: ignore[arg-type]
    )


def long_sheet(rows: int = 300) -> SheetLayout:
    """A made-up table of a unit's projects."""
    heads = ("序号", "项目名称", "年度计划\n（万元）", "本月完成", "累计完成", "完成率(%)", "备注")
    body = [
        (
            f"{n}",
            f"演示项目第{n}号工程及配套道路",
            f"{n * 1370}",
            f"{n * 97 / 10:.1f}",
            f"{n * 811 / 100:.2f}",
            f"{n % 100}.{n % 10}",
            "前期" * (n % 4),
        )
        for n in range(1, rows + 1)
    ]
    return sheet_of(heads, body, names=2, notes=("注：数据为虚构。",))


def texts_of(page: Page) -> list[str]:
    return [text.text for text in page.texts]


def all_text(pages: Iterable[Page]) -> str:
    """Everything printed, without the blanks that a line end may take."""
    return "".join(text for page in pages for text in texts_of(page)).replace(" ", "")


def outside(page: Page, paper: Paper) -> list[object]:
    """What lies outside the margins; page number and running title may stand in the upper and lower one."""
    edge, near = 18.0, 0.6
    found: list[object] = [
        text
        for text in page.texts
        if text.left < paper.side - near
        or text.left + text.width > paper.right + near
        or not edge < text.baseline < paper.height - edge
    ]
    found += [
        line
        for line in page.lines
        if line.left < paper.side - near
        or line.right > paper.right + near
        or line.top < edge
        or line.bottom > paper.foot + near
    ]
    return found


def overlapping(page: Page) -> list[tuple[str, str]]:
    """Texts that are written over each other."""
    found = []
    boxes = [
        (text.left, text.baseline - 0.7 * text.size, text.left + text.width, text.baseline, text.text)
        for text in page.texts
    ]
    boxes.sort()
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other[0] >= one[2] - 0.5:
                break
            if one[1] < other[3] and other[1] < one[3]:
                found.append((one[4], other[4]))
    return found
