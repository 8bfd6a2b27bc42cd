"""What a file is started with: a pack goes in once; regions, indicators, documents and plans come out.

The values of a pack have no revision each: their row names the pack's change set, and the first person who
changes one writes a revision that holds it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from wzdesk.db.change_sets import insert_change_set
from wzdesk.db.codec import dump, observation_state, override_state
from wzdesk.db.doors import execute_of
from wzdesk.db.errors import (
    PackAmbiguous,
    PackPresent,
    UnknownAgency,
    UnknownCode,
    UnknownIndicator,
    UnknownPlan,
    UnknownRegion,
)
from wzdesk.db.forms import save_forms
from wzdesk.db.plan_tables import read_file_info, read_indicators, read_plans, read_regions
from wzdesk.db.projects.bulk import save_projects
from wzdesk.db.settings import CHECKS, set_setting
from wzdesk.db.tables import (
    AgencyRow,
    Base,
    DocumentRow,
    FileInfoRow,
    IndicatorAliasRow,
    IndicatorRow,
    ObservationRow,
    PlanItemRow,
    PlanPartRow,
    PlanRow,
    PlanTargetRow,
    RegionGroupMemberRow,
    RegionGroupRow,
    RegionRow,
    VerdictOverrideRow,
    table_of,
)
from wzdesk.domain.agency import Agency
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.pack import Pack
from wzdesk.domain.plan import Plan, PlanDocument, PlanSummary, TargetColumn
from wzdesk.domain.region import Region, RegionGroup

Row = dict[str, Any]


class _Ids:
    """Ids by code; a code that is not there has its own error."""

    def __init__(self, ids: Mapping[str, int], unknown: type[UnknownCode]) -> None:
        self._ids, self._unknown = ids, unknown

    def __getitem__(self, code: str) -> int:
        if code not in self._ids:
            raise self._unknown(code)
        return self._ids[code]


def save_pack(session: Session, pack: Pack) -> None:
    """Fill a file that holds no pack yet.

    Raises:
        PackPresent: it holds one.
        UnknownCode: the pack refers to something that it does not bring.
    """
    info = read_file_info(execute_of(session))
    if info.pack_code:
        raise PackPresent(info.pack_name)
    connection = session.connection()
    source = f"{pack.code} {pack.version}"
    head = {
        "kind": ChangeKind.PACK,
        "who": "",
        "why": pack.name,
        "source": source,
        "at": None,
        "reverts_id": None,
    }
    change_set = insert_change_set(connection, head)
    region_ids = _save_regions(connection, pack)
    indicator_ids = _save_indicators(connection, pack)
    _save_documents(connection, pack.documents)
    plan_ids = _save_plans(connection, pack.plans, region_ids)
    for plan in pack.plans:
        save_plan_rows(connection, plan, plan_ids[plan.code])
        _insert(connection, PlanTargetRow, _targets(plan, plan_ids, region_ids, indicator_ids, change_set))
    _insert(connection, ObservationRow, _observations(pack, region_ids, indicator_ids, change_set))
    _insert(connection, VerdictOverrideRow, _overrides(pack, plan_ids, region_ids, change_set))
    save_forms(session, pack.forms, change_set)
    set_setting(session, CHECKS, pack.rules_text)
    save_projects(session, change_set, pack.ledger.projects, pack.ledger.reports, pack.ledger.problems)
    _save_info(connection, pack)


def regions(session: Session) -> list[Region]:
    """All regions, in the order of the pack."""
    return read_regions(execute_of(session))


def groups(session: Session) -> list[RegionGroup]:
    """All named groups of regions."""
    members: dict[int, list[str]] = {}
    member = RegionGroupMemberRow
    statement = select(member.group_id, RegionRow.code).join(RegionRow, RegionRow.id == member.region_id)
    for group_id, code in session.execute(statement.order_by(member.group_id, member.position)):
        members.setdefault(group_id, []).append(code)
    group = RegionGroupRow
    rows = session.execute(select(group.id, group.code, group.name).order_by(group.position))
    return [RegionGroup(code, name, tuple(members.get(id_, ()))) for id_, code, name in rows]


def agencies(session: Session) -> list[Agency]:
    """All bodies that report or are responsible."""
    agency = AgencyRow
    rows = session.execute(select(agency.code, agency.name, agency.short_name).order_by(agency.id))
    return [Agency(*row) for row in rows]


def indicators(session: Session) -> list[Indicator]:
    """The whole catalogue, in the order of the pack."""
    return read_indicators(execute_of(session))


def documents(session: Session) -> list[PlanDocument]:
    """All source documents."""
    table = DocumentRow
    statement = select(table.key, table.title, table.issuer, table.date, table.tables).order_by(
        table.position
    )
    return [
        PlanDocument(key, title, issuer, date, tuple(json.loads(tables)))
        for key, title, issuer, date, tables in session.execute(statement)
    ]


def plans(session: Session) -> list[PlanSummary]:
    """All plans, in the order of the pack."""
    return read_plans(execute_of(session))


def _insert(connection: Connection, row: type[Base], rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        connection.execute(insert(row), listed)


def _ids(connection: Connection, row: type[Base], unknown: type[UnknownCode]) -> _Ids:
    table = table_of(row)
    return _Ids(dict(connection.execute(select(table.c.code, table.c.id)).all()), unknown)


def _save_regions(connection: Connection, pack: Pack) -> _Ids:
    _insert(connection, RegionRow, (region_row(region, place) for place, region in enumerate(pack.regions)))
    ids = _ids(connection, RegionRow, UnknownRegion)
    save_parents(connection, RegionRow, pack.regions)
    save_groups(connection, pack.groups)
    return ids


def save_groups(connection: Connection, listed: Sequence[RegionGroup]) -> None:
    """Write named groups of regions in the place of all that there were."""
    connection.execute(delete(RegionGroupMemberRow))
    connection.execute(delete(RegionGroupRow))
    named = [{"code": group.code, "name": group.name, "position": i} for i, group in enumerate(listed)]
    _insert(connection, RegionGroupRow, named)
    group_ids = _ids(connection, RegionGroupRow, UnknownCode)
    region_ids = _ids(connection, RegionRow, UnknownRegion)
    _insert(
        connection,
        RegionGroupMemberRow,
        (
            {"group_id": group_ids[group.code], "region_id": region_ids[member], "position": place}
            for group in listed
            for place, member in enumerate(group.members)
        ),
    )


def region_row(region: Region, position: int) -> Row:
    """A region's columns; its parent is set by ``save_parents``."""
    return {
        "code": region.code,
        "name": region.name,
        "short_name": region.short_name,
        "level": region.level.value,
        "additive": region.additive,
        "position": position,
    }


def save_parents(connection: Connection, row: type[Base], children: Iterable[Region | Indicator]) -> None:
    """Parents come after all rows are there, so that a pack may list them in any order."""
    table, ids = table_of(row), _ids(connection, row, UnknownRegion if row is RegionRow else UnknownIndicator)
    statement = update(table).where(table.c.id == bindparam("child")).values(parent_id=bindparam("parent"))
    pairs = [{"child": ids[c.code], "parent": ids[c.parent]} for c in children if c.parent is not None]
    if pairs:
        connection.execute(statement, pairs)


def _save_indicators(connection: Connection, pack: Pack) -> _Ids:
    _insert(connection, AgencyRow, agency_rows(pack.agencies))
    agency_ids = _ids(connection, AgencyRow, UnknownAgency)
    rows = (_indicator(indicator, place, agency_ids) for place, indicator in enumerate(pack.indicators))
    _insert(connection, IndicatorRow, rows)
    ids = _ids(connection, IndicatorRow, UnknownIndicator)
    save_parents(connection, IndicatorRow, pack.indicators)
    _insert(
        connection,
        IndicatorAliasRow,
        (
            {"indicator_id": ids[indicator.code], "position": place, "alias": alias}
            for indicator in pack.indicators
            for place, alias in enumerate(indicator.aliases)
        ),
    )
    return ids


def agency_rows(listed: Iterable[Agency]) -> list[Row]:
    """The columns of bodies that report or are responsible."""
    return [{"code": one.code, "name": one.name, "short_name": one.short_name} for one in listed]


def indicator_row(connection: Connection, indicator: Indicator, position: int) -> Row:
    """An indicator's columns; its parent is set by ``save_parents``.

    Raises:
        UnknownAgency: its lead is not in the file.
    """
    return _indicator(indicator, position, _ids(connection, AgencyRow, UnknownAgency))


def _indicator(indicator: Indicator, position: int, agency_ids: _Ids) -> Row:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "direction": indicator.direction.value,
        "accumulation": indicator.accumulation.value,
        "price_basis": indicator.price_basis.value,
        "lead_id": None if indicator.lead is None else agency_ids[indicator.lead],
        "definition": indicator.definition,
        "is_index": indicator.is_index,
        "position": position,
    }


def _save_documents(connection: Connection, listed: Iterable[PlanDocument]) -> None:
    _insert(
        connection,
        DocumentRow,
        (document_row(document, place) for place, document in enumerate(listed)),
    )


def document_row(document: PlanDocument, position: int) -> Row:
    """A source document's columns."""
    return {
        "key": document.key,
        "title": document.title,
        "issuer": document.issuer,
        "date": document.date,
        "tables": dump(document.tables),
        "position": position,
    }


def _save_plans(connection: Connection, listed: Iterable[Plan], region_ids: _Ids) -> _Ids:
    _insert(connection, PlanRow, (_plan(plan, place, region_ids) for place, plan in enumerate(listed)))
    return _ids(connection, PlanRow, UnknownPlan)


def plan_row(connection: Connection, plan: Plan, position: int) -> Row:
    """A plan's columns, without its rows.

    Raises:
        UnknownRegion: its region is not in the file.
    """
    return _plan(plan, position, _ids(connection, RegionRow, UnknownRegion))


def _plan(plan: Plan, position: int, region_ids: _Ids) -> Row:
    return {
        "code": plan.code,
        "name": plan.name,
        "region_id": region_ids[plan.region],
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "growth_first": plan.growth_first,
        "about_tolerance": plan.about_tolerance,
        "nearly_tolerance": plan.nearly_tolerance,
        "notes": dump(plan.notes),
        "stated": plan.stated,
        "document": plan.document,
        "document_table": plan.table,
        "base_year": plan.base_year,
        "tolerance_source": plan.tolerance_source,
        "position": position,
    }


def save_plan_rows(connection: Connection, plan: Plan, plan_id: int) -> None:
    """Write the items and parts of a plan that has none yet.

    Raises:
        UnknownIndicator: a row is of an indicator that is not in the file.
    """
    indicator_ids = _ids(connection, IndicatorRow, UnknownIndicator)
    items = (
        {
            "plan_id": plan_id,
            "position": place,
            "no": item.no,
            "name": item.name,
            "category": item.category,
            "depth": item.depth,
            "marked": item.marked,
        }
        for place, item in enumerate(plan.items)
    )
    _insert(connection, PlanItemRow, items)
    row = PlanItemRow
    found = connection.execute(select(row.position, row.id).where(row.plan_id == plan_id))
    _insert(connection, PlanPartRow, _parts(plan, dict(found.all()), indicator_ids))


def _parts(plan: Plan, item_ids: Mapping[int, int], indicator_ids: _Ids) -> Iterable[Row]:
    for place, item in enumerate(plan.items):
        for position, part in enumerate(item.parts):
            yield {
                "item_id": item_ids[place],
                "position": position,
                "indicator_id": indicator_ids[part.indicator],
                "unit": part.unit,
                "base": part.base,
                "name": part.name,
                "shares_target": part.shares_target,
                "nature": part.nature.value if part.nature else None,
                "source": part.source,
            }


def _targets(plan: Plan, plan_ids: _Ids, region_ids: _Ids, indicator_ids: _Ids, change_set: int) -> list[Row]:
    """The target sentences of the plan's own region; one per indicator and column."""
    sentences: dict[tuple[str, TargetColumn], str] = {}
    for _, part in plan.parts():
        for column, text in ((TargetColumn.LEVEL, part.target), (TargetColumn.RATE, part.rate_target)):
            if text and sentences.setdefault((part.indicator, column), text) != text:
                raise PackAmbiguous(plan.name, part.indicator)
    return [
        {
            "plan_id": plan_ids[plan.code],
            "region_id": region_ids[plan.region],
            "indicator_id": indicator_ids[indicator],
            "target_column": column.value,
            "text": text,
            "change_set_id": change_set,
        }
        for (indicator, column), text in sentences.items()
    ]


def _observations(pack: Pack, region_ids: _Ids, indicator_ids: _Ids, change_set: int) -> Iterable[Row]:
    for observation in pack.observations:
        key, quantity = observation.key, observation.quantity
        yield observation_state(observation) | {
            "indicator_id": indicator_ids[key.indicator],
            "region_id": region_ids[key.region],
            "period": key.period.code,
            "measure": key.measure.value,
            "value": quantity.value,
            "high": quantity.high,
            "change_set_id": change_set,
        }


def _overrides(pack: Pack, plan_ids: _Ids, region_ids: _Ids, change_set: int) -> Iterable[Row]:
    for key, override in pack.overrides:
        yield override_state(override) | {
            "plan_id": plan_ids[key.plan],
            "region_id": region_ids[key.region],
            "item_no": key.item_no,
            "change_set_id": change_set,
        }


def _save_info(connection: Connection, pack: Pack) -> None:
    values = {
        "pack_code": pack.code,
        "pack_name": pack.name,
        "pack_version": pack.version,
        "home": pack.home,
        "plan": pack.plan,
    }
    connection.execute(update(FileInfoRow).values(values))


def add_indicator(session: Session, indicator: Indicator) -> None:
    """Add an indicator of the office's own behind the others; its parent and lead stay unset.

    Raises:
        IntegrityError: the code is taken.
    """
    connection = session.connection()
    last = connection.execute(select(func.max(IndicatorRow.position))).scalar()
    _insert(
        connection,
        IndicatorRow,
        [_indicator(indicator, (last or 0) + 1, _ids(connection, AgencyRow, UnknownAgency))],
    )
