"""Claims of a workbook's cells held against what is stored."""

from collections.abc import Sequence
from itertools import groupby

from wzdesk.domain.observation import Observation, ObsStatus
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.quantity import Quantity
from wzdesk.domain.typed_cell import Column
from wzdesk.reports.row_note import STATUS_WORDS
from wzdesk.services.import_preview import Difference, Kind
from wzdesk.services.read_plan_cells import Claim, same_reading, same_target

_ORDER = list(Column)
# What a cell without a figure is; a figure that comes in later is none of these.
_WITHOUT_FIGURE = frozenset(
    {ObsStatus.MISSING, ObsStatus.NOT_COLLECTED, ObsStatus.CANNOT_EXIST, ObsStatus.SUPPRESSED}
)


def differences_of(table: PlanTable, claims: Sequence[Claim]) -> tuple[Difference, ...]:
    """One difference for each cell of the plan that the workbook speaks of; several where it contradicts itself."""
    ordered = sorted(claims, key=_place)
    found: list[Difference] = []
    for _, members in groupby(ordered, key=_place):
        same_cell = list(members)
        if all(_agree(same_cell[0], each) for each in same_cell):
            found.append(_difference(table, same_cell[0]))
        else:
            found += _conflicts(table, same_cell)
    return tuple(found)


def _place(claim: Claim) -> tuple[int, int]:
    return claim.row.index, _ORDER.index(claim.column)


def _agree(one: Claim, other: Claim) -> bool:
    if one.quantity is None or other.quantity is None:
        return same_target(one.text, other.text)
    return same_reading(one.text, one.quantity, other.quantity)


def _conflicts(table: PlanTable, claims: Sequence[Claim]) -> list[Difference]:
    cells = "、".join(dict.fromkeys(f"{each.sheet}!{each.cell}" for each in claims))
    remark = f"表里 {cells} 写得不同，请选一个"
    return [_told(table, each, Kind.CONFLICT, _status(table, each), remark) for each in claims]


def _difference(table: PlanTable, claim: Claim) -> Difference:
    before = table.text(claim.row.part, claim.column)
    if claim.quantity is None:
        kind = Kind.SAME if same_target(claim.text, before) else Kind.CHANGED if before else Kind.NEW
        return _told(table, claim, kind, None)
    stored = table.observation(claim.row.part, claim.column)
    status = _status(table, claim)
    if stored is None or not stored.quantity.text:
        return _told(table, claim, Kind.NEW, status)
    if not same_reading(claim.text, claim.quantity, stored.quantity):
        return _told(table, claim, Kind.CHANGED, status)
    if status is stored.status:
        return _told(table, claim, Kind.SAME, status)
    return _told(table, claim, Kind.CHANGED, status, f"数没有变，改为{STATUS_WORDS.get(status, '正式数')}")


def _told(
    table: PlanTable, claim: Claim, kind: Kind, status: ObsStatus | None, remark: str = ""
) -> Difference:
    row = claim.row
    name = " ".join(filter(None, (row.item.name, row.part.name)))
    before = table.text(row.part, claim.column)
    stored = table.observation(row.part, claim.column)
    same_figure = (
        stored is not None and claim.quantity and same_reading(claim.text, claim.quantity, stored.quantity)
    )
    return Difference(
        sheet=claim.sheet,
        cell=claim.cell,
        item_no=row.item.no,
        indicator=row.part.indicator,
        name=name,
        column=claim.column,
        kind=kind,
        before=before,
        after=before if kind is not Kind.CONFLICT and same_figure else claim.text,
        status=status,
        remark="；".join(filter(None, (claim.remark, remark))),
    )


def _status(table: PlanTable, claim: Claim) -> ObsStatus:
    """What 备注 says; without a word there the stored status stays as long as the figure does."""
    assert claim.quantity
    stored = table.observation(claim.row.part, claim.column)
    if claim.statuses is None:
        return _kept(stored, claim.quantity)
    said = claim.statuses.by_column.get(claim.column) or claim.statuses.by_column.get(None)
    if said and (claim.quantity.is_given or claim.column in claim.statuses.by_column):
        return said
    if stored and same_reading(claim.text, claim.quantity, stored.quantity):
        return stored.status
    return ObsStatus.NORMAL


def _kept(stored: Observation | None, quantity: Quantity) -> ObsStatus:
    if stored is None or (quantity.is_given and stored.status in _WITHOUT_FIGURE):
        return ObsStatus.NORMAL
    return stored.status
