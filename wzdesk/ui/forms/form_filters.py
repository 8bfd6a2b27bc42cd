"""Which rows the chips above a form show."""

from collections.abc import Collection
from enum import StrEnum

from wzdesk.domain.form import TYPED_COLUMNS, FormColumn, FormRow
from wzdesk.domain.form_table import FormTable
from wzdesk.domain.observation import ObsStatus


class FormFilter(StrEnum):
    """What a chip asks for."""

    ALL = "all"
    EMPTY = "empty"
    DOUBTED = "doubted"
    FOLLOWED = "followed"
    ESTIMATED = "estimated"


FILTER_WORDS = {
    FormFilter.ALL: "全部",
    FormFilter.EMPTY: "未填",
    FormFilter.DOUBTED: "有问题",
    FormFilter.FOLLOWED: "跟踪",
    FormFilter.ESTIMATED: "预计数",
}


def rows_of(table: FormTable, chosen: FormFilter, doubted: Collection[str]) -> set[int]:
    """The rows a chip shows; ``doubted`` are the codes of rows with findings."""
    rows = enumerate(table.form.rows)
    if chosen is FormFilter.DOUBTED:
        return {number for number, row in rows if row.code in doubted}
    return {number for number, row in rows if _matches(table, row, chosen)}


def _matches(table: FormTable, row: FormRow, chosen: FormFilter) -> bool:
    match chosen:
        case FormFilter.ALL | FormFilter.DOUBTED:
            return True
        case FormFilter.EMPTY:
            return any(table.observation(row, column) is None for column in _asked(table, row))
        case FormFilter.FOLLOWED:
            return table.is_followed(row)
        case FormFilter.ESTIMATED:
            found = (table.observation(row, column) for column in _asked(table, row))
            return any(one is not None and one.status is ObsStatus.ESTIMATED for one in found)


def _asked(table: FormTable, row: FormRow) -> list[FormColumn]:
    """The cells of a row that are to be filled."""
    columns = (its for its in table.form.columns if its in TYPED_COLUMNS and its is not FormColumn.LAST_YEAR)
    return [column for column in columns if table.key_of(row, column) is not None]
