"""The headings of a table: one to three rows whose words name an indicator and its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wzdesk.excel.read.book import BookCell, Sheet
from wzdesk.excel.read.headings import VALUE_ROLES, Heading, Role, read_heading

_MOST_ROWS = 4
_MOST_COLUMNS = 256
_LONGEST_HEADING = 40
_OPENING = (Role.CATEGORY, Role.NUMBER, Role.NAME)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Headings by column, between the rows ``top`` and ``bottom``."""

    top: int
    bottom: int
    headings: Mapping[int, Heading]


def header_at(sheet: Sheet, row: int, columns_of: Mapping[int, Sequence[int]]) -> list[HeaderBlock]:
    """The blocks whose headings begin in a row, left to right; none where it is no such row."""
    if len(columns_of.get(row, ())) > _MOST_COLUMNS:
        return []
    own = {column: sheet.cells[row, column].text for column in columns_of.get(row, ())}
    roles = {
        column: read_heading((text,)).role for column, text in own.items() if len(text) <= _LONGEST_HEADING
    }
    names = [column for column, role in roles.items() if role is Role.NAME]
    if not names or len(set(roles.values()) - {Role.BLANK}) < 2:
        return []
    bottom = _bottom(sheet, row, names[0], columns_of)
    columns = _columns(sheet, row, bottom, columns_of)
    headings = {column: read_heading(_words(sheet, row, bottom, column)) for column in columns}
    blocks = [HeaderBlock(row, bottom, block) for block in _side_by_side(sheet, row, headings)]
    return [block for block in blocks if _is_plan_table(block)]


def _columns(sheet: Sheet, top: int, bottom: int, columns_of: Mapping[int, Sequence[int]]) -> list[int]:
    """The columns under the headings: those with words, those under their merges, and one blank beside each."""
    worded = {(row, column) for row in range(top, bottom + 1) for column in columns_of.get(row, ())}
    last = max(column for _, column in worded)
    columns = {column for _, column in worded} | {column + 1 for _, column in worded if column < last}
    for row, column in worded:
        if merge := sheet.merge_at(row, column):
            columns.update(range(merge.left, min(merge.right, merge.left + _MOST_COLUMNS) + 1))
    return sorted(columns)


def _is_plan_table(block: HeaderBlock) -> bool:
    roles = {heading.role for heading in block.headings.values()}
    return Role.NAME in roles and bool(roles & VALUE_ROLES)


def _bottom(sheet: Sheet, top: int, name_column: int, columns_of: Mapping[int, Sequence[int]]) -> int:
    """The last row of the headings: where the name's merge ends, or where words of headings end under it."""
    merge = sheet.merge_at(top, name_column)
    if merge and merge.bottom > top:
        return min(merge.bottom, top + _MOST_ROWS - 1)
    bottom = top
    for row in range(top + 1, top + _MOST_ROWS):
        texts = {column: sheet.cells[row, column].text for column in columns_of.get(row, ())}
        blank_name = not sheet.text_at(row, name_column).strip() or sheet.cell_at(
            row, name_column
        ) is sheet.cell_at(top, name_column)
        heads = [read_heading((text,)).role for text in texts.values()]
        if (
            not texts
            or not blank_name
            or not all(role in VALUE_ROLES or role is Role.COMPUTED for role in heads)
        ):
            break
        bottom = row
    return bottom


def _words(sheet: Sheet, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The words over a column from top to bottom; a merged cell counts once, an unmerged group reaches to the right."""
    words: list[str] = []
    seen: set[int] = set()
    for row in range(top, bottom + 1):
        cell = sheet.cell_at(row, column)
        if cell is None and row < bottom and sheet.text_at(bottom, column):
            cell = _group_to_the_left(sheet, row, bottom, column)
        if cell and id(cell) not in seen and cell.text.strip():
            seen.add(id(cell))
            words.append(cell.text)
    return tuple(words)


def _group_to_the_left(sheet: Sheet, row: int, bottom: int, column: int) -> BookCell | None:
    """The heading of an unmerged group: the next text to the left, if a sub-heading stands under it too."""
    for left in range(column - 1, max(column - 6, 0), -1):
        cell = sheet.cell_at(row, left)
        under = sheet.cell_at(bottom, left)
        if under is None or under is cell:
            return None
        if cell:
            return cell
    return None


def _side_by_side(sheet: Sheet, row: int, headings: Mapping[int, Heading]) -> list[dict[int, Heading]]:
    """Cuts the headings where the opening one (类别, 序号, else 指标名称) comes again after figures."""
    opening = next((role for role in _OPENING if _count(sheet, row, headings, role) > 1), None)
    blocks: list[dict[int, Heading]] = [{}]
    for column, heading in headings.items():
        if heading.role is opening and any(each.role in VALUE_ROLES for each in blocks[-1].values()):
            blocks.append({})
        blocks[-1][column] = heading
    return blocks


def _count(sheet: Sheet, row: int, headings: Mapping[int, Heading], role: Role) -> int:
    cells = [sheet.cell_at(row, column) for column, heading in headings.items() if heading.role is role]
    return len({cell and (cell.row, cell.column) for cell in cells})
