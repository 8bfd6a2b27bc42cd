"""Importing a plan's table from a workbook: a preview of differences first, then changes for one change set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from wzdesk.domain.assess import assess_table
from wzdesk.domain.cell_reading import rate_measure, read_cell
from wzdesk.domain.change import Change, ObservationChange, TargetChange, TargetKey
from wzdesk.domain.errors import Refused
from wzdesk.domain.observation import Observation, ObservationKey, ObsStatus, natural_status
from wzdesk.domain.plan import PlanPart, TargetColumn
from wzdesk.domain.plan_edit import with_changes
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region
from wzdesk.domain.typed_cell import ACTUAL_COLUMNS, Column
from wzdesk.excel.read.book import Book
from wzdesk.excel.read.plan_tables import FoundTable, find_plan_tables, name_columns
from wzdesk.reports.row_note import SEPARATOR, STATUS_WORDS
from wzdesk.services.import_beside import Beside, notes_under, status_words
from wzdesk.services.import_differences import differences_of
from wzdesk.services.import_fit import WrongTable, column_of, misfit, title_of, wrong_table
from wzdesk.services.import_preview import Difference, ImportPreview, Kind, NotTaken
from wzdesk.services.match_plan_rows import Match, match_rows
from wzdesk.services.read_plan_cells import Claim, Place, read_claim, unit_over
from wzdesk.services.receiving.differences import closed_remark

_TARGET_KEYS = {Column.TARGET: TargetColumn.LEVEL, Column.RATE_TARGET: TargetColumn.RATE}


@dataclass(frozen=True, slots=True)
class _Matched:
    """A row of a found table with its place in the plan."""

    found: FoundTable
    match: Match
    columns: dict[int, Column]


NOTHING_CLOSED: Mapping[ObservationKey, str] = MappingProxyType({})


def preview_import(
    book: Book,
    table: PlanTable,
    regions: Sequence[Region] = (),
    closed: Mapping[ObservationKey, str] = NOTHING_CLOSED,
) -> ImportPreview:
    """Holds a workbook's table against a plan's; nothing is stored.

    ``regions`` are those the data file knows: a title that names another one than ``table.region`` is refused.
    ``closed`` are the figures of closed periods with the words of the period.

    Raises:
        WzdeskError: the workbook holds another table than asked for.
    """
    fitting, not_taken = _fitting(book, table, regions)
    matched, left_out = _matched(book.name, fitting, table)
    not_taken += left_out
    claims: list[Claim] = []
    for each in matched:
        for read in _claims(table, each):
            if isinstance(read, Claim):
                claims.append(read)
            else:
                not_taken.append(read)
    differences = tuple(_unless_closed(table, each, closed) for each in differences_of(table, claims))
    preview = ImportPreview(book.name, table, differences, ())
    # Blocks side by side share the lines under them: each is told once.
    told = dict.fromkeys([*not_taken, *_beside(preview, fitting, matched)])
    return replace(preview, not_taken=tuple(told))


def _unless_closed(table: PlanTable, each: Difference, closed: Mapping[ObservationKey, str]) -> Difference:
    """A figure of a closed period is set aside; targets belong to no period that is closed."""
    if not closed or each.kind is Kind.SAME or each.column not in ACTUAL_COLUMNS:
        return each
    part = next(part for _, part in table.plan.parts() if part.indicator == each.indicator)
    words = next((closed[key] for key in table.keys_of(part, each.column) if key in closed), "")
    if not words:
        return each
    return replace(
        each, kind=Kind.CLOSED, remark="；".join(filter(None, (closed_remark(words), each.remark)))
    )


def _fitting(
    book: Book, table: PlanTable, regions: Sequence[Region]
) -> tuple[list[FoundTable], list[NotTaken]]:
    """The tables that are the plan's, and those that say they are not."""
    found = find_plan_tables(book)
    if not found:
        words = "“指标名称”和“计划目标”“绝对值”“增速”等列"
        raise WrongTable(f"“{book.name}”里没有找到计划指标表（表头要有{words}）；没有收，数据没有改动。")
    misfits = [misfit(each, table, regions) for each in found]
    if all(misfits):
        raise wrong_table(book.name, misfits[0], table)
    others = [
        NotTaken(each.sheet, each.columns[0].cell, title_of(each), f"这张表{what}，没有收")
        for each, what in zip(found, misfits, strict=True)
        if what
    ]
    return [each for each, what in zip(found, misfits, strict=True) if not what], others


def _matched(
    book: str, tables: Sequence[FoundTable], table: PlanTable
) -> tuple[list[_Matched], list[NotTaken]]:
    """The rows found in the plan, and the columns and rows that are not in it."""
    not_taken: list[NotTaken] = []
    columns = [_columns(each, table, not_taken) for each in tables]
    if not any(columns):
        raise WrongTable(f"“{book}”里没有能取的列：{_first_reason(not_taken)}；没有收，数据没有改动。")
    pairs = [(at, row) for at, each in enumerate(tables) for row in each.rows]
    matched = []
    for (at, _), match in zip(pairs, match_rows([row for _, row in pairs], table), strict=True):
        if match.row:
            matched.append(_Matched(tables[at], match, columns[at]))
        else:
            not_taken += _unmatched(tables[at], match, columns[at])
    if not matched:
        plan = f"{table.region.name}的《{table.plan.name}》"
        raise WrongTable(f"“{book}”里的 {len(pairs)} 行指标，没有一行在{plan}里；没有收，数据没有改动。")
    return matched, not_taken


def _first_reason(not_taken: Sequence[NotTaken]) -> str:
    return next(
        (f"“{each.text}”{each.reason}" for each in not_taken if each.reason[:1] == "是"), "表里没有数"
    )


def _columns(found: FoundTable, table: PlanTable, not_taken: list[NotTaken]) -> dict[int, Column]:
    """The plan's column of each column that fills one; the others with something in them are told."""
    columns: dict[int, Column] = {}
    names = name_columns(found.columns)
    for each in found.columns:
        column, reason = column_of(each, found, table)
        if column:
            columns[each.column] = column
        elif reason and each not in names and any(row.cells[each.column].text.strip() for row in found.rows):
            not_taken.append(NotTaken(found.sheet, each.cell, each.heading.text, reason))
    return columns


def _unmatched(found: FoundTable, match: Match, columns: dict[int, Column]) -> list[NotTaken]:
    cells = [cell for at, cell in match.found.cells.items() if at in columns and not cell.from_above]
    return [
        NotTaken(found.sheet, cell.address, cell.text, match.remark) for cell in cells if cell.text.strip()
    ]


def _claims(table: PlanTable, each: _Matched) -> list[Claim | NotTaken]:
    assert each.match.row
    unit = unit_over(each.found, each.match.found)
    statuses = status_words(each.found, each.match.found)
    claims: list[Claim | NotTaken] = []
    for at, column in each.columns.items():
        place = Place(each.found.sheet, each.match.row, column, unit)
        read = read_claim(table, place, each.match.found.cells[at])
        if isinstance(read, Claim):
            remark = "；".join(filter(None, (each.match.remark, read.remark)))
            read = replace(read, remark=remark, statuses=statuses)
        if read:
            claims.append(read)
    return claims


def _beside(
    preview: ImportPreview, tables: Sequence[FoundTable], matched: Sequence[_Matched]
) -> list[NotTaken]:
    """What stands beside the figures and contradicts the plan as it would be after the import."""
    after = with_changes(preview.table, changes_of(preview))
    beside = Beside(preview.table, after, assess_table(preview.table), assess_table(after))
    told = [
        each
        for one in matched
        if one.match.row
        for each in beside.contradictions(one.found, one.match.found, one.match.row)
    ]
    return told + [each for found in tables for each in notes_under(found, preview.table)]


def changes_of(preview: ImportPreview, take: Iterable[Difference] | None = None) -> list[Change]:
    """The changes that differences ask for, to be stored as one change set.

    ``take`` are those chosen, by default all that are new or changed. A conflict is taken only when chosen.

    Raises:
        Refused: two chosen cells of the workbook give one cell two values.
    """
    if take is None:
        take = (each for each in preview.differences if each.kind in {Kind.NEW, Kind.CHANGED})
    chosen: dict[tuple[str, Column], Difference] = {}
    for each in take:
        earlier = chosen.setdefault((each.indicator, each.column), each)
        if earlier.after != each.after:
            raise Refused(f"“{each.name}”在 {earlier.cell} 和 {each.cell} 写得不同，只能选一个；没有写入。")
    parts = {part.indicator: part for _, part in preview.table.plan.parts()}
    return [
        change
        for each in chosen.values()
        if each.kind not in {Kind.SAME, Kind.CLOSED}
        for change in _changes(preview, parts[each.indicator], each)
    ]


def _changes(preview: ImportPreview, part: PlanPart, each: Difference) -> list[Change]:
    table = preview.table
    if each.column not in ACTUAL_COLUMNS:
        column = _TARGET_KEYS[each.column].value
        return [
            TargetChange(TargetKey(table.plan.code, table.region.code, part.indicator, column), each.after)
        ]
    quantity = read_cell(each.after, each.column, part.unit)
    keys = table.keys_of(part, each.column)
    wanted = keys[0]
    if each.column is Column.RATE:
        wanted = next(key for key in keys if key.measure is rate_measure(quantity))
    stored = table.observation(part, each.column)
    status = natural_status(quantity, each.status or ObsStatus.NORMAL)
    source = f"{preview.book} {each.sheet}!{each.cell}"
    after = Observation(wanted, quantity, status, _kept_note(stored, status), source)
    return [_removal(key) for key in keys if key != wanted and key in table.observations] + [
        ObservationChange(wanted, after)
    ]


def _removal(key: ObservationKey) -> Change:
    """A rate column holds growth or a total: the one takes the other's place."""
    return ObservationChange(key, None)


def _kept_note(stored: Observation | None, status: ObsStatus) -> str:
    """The remark stays, but for a 预计数 that no longer holds."""
    if stored is None or stored.status is status or not (word := STATUS_WORDS.get(stored.status)):
        return stored.note if stored else ""
    return SEPARATOR.join(each for each in stored.note.split(SEPARATOR) if not each.startswith(word))
