"""Which rows the chips above a form show."""

from collections.abc import Collection
from enum import StrEnum

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
    match chosen:
        case FormFilter.ALL:
            return set(range(len(table.form.rows)))
        case FormFilter.DOUBTED:
            return {number for number, row in rows if row.code in doubted}
        case FormFilter.FOLLOWED:
            return {number for number, row in rows if table.is_followed(row)}
        case FormFilter.EMPTY:
            told = table.observations
            return {n for n, keys in enumerate(table.asked_keys()) if any(key not in told for key in keys)}
        case FormFilter.ESTIMATED:
            estimated = {key for key, one in table.observations.items() if one.status is ObsStatus.ESTIMATED}
            return {n for n, keys in enumerate(table.asked_keys()) if not estimated.isdisjoint(keys)}
