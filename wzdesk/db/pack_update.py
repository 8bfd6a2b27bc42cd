"""What a newer pack is held against in a data file, and how its catalogue is written: the rest are changes of cells."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from wzdesk.db.catalogue import (
    agencies,
    agency_rows,
    document_row,
    documents,
    groups,
    indicator_row,
    plan_row,
    region_row,
    save_groups,
    save_parents,
    save_plan_rows,
)
from wzdesk.db.cells import kind_of
from wzdesk.db.closed import closed_words
from wzdesk.db.codec import dump, key_text
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.observations import stored_observations
from wzdesk.db.plan_tables import read_file_info, read_indicators, read_plan_table, read_plans, read_regions
from wzdesk.db.projects.read import read_projects
from wzdesk.db.settings import CHECKS, get_setting, set_setting
from wzdesk.db.tables import (
    AgencyRow,
    Base,
    DocumentRow,
    FileInfoRow,
    IndicatorAliasRow,
    IndicatorRow,
    PlanItemRow,
    PlanPartRow,
    PlanRow,
    RegionRow,
    table_of,
)
from wzdesk.domain.change import CellKey, OverrideKey
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.pack import Pack
from wzdesk.domain.pack_update.cells import keys_of
from wzdesk.domain.pack_update.change import Written
from wzdesk.domain.pack_update.difference import Stored
from wzdesk.domain.plan import Plan
from wzdesk.domain.projects.pack_ledger import PackLedger
from wzdesk.domain.verdict import Override

# An act of a person; not what a pack brought, nor the taking back or doing again of that.
_TOUCHED = """
    SELECT DISTINCT k.value FROM json_each(:keys) k
    CROSS JOIN revision r ON r.entity = :entity AND r.key = k.value
    JOIN change_set c ON c.id = r.change_set_id
    LEFT JOIN change_set o ON o.id = c.reverts_id
    WHERE c.kind NOT IN ('pack', 'update')
      AND NOT (c.kind IN ('undo', 'redo') AND coalesce(o.kind, '') = 'update')
"""
_COUNTED = """
    SELECT i.code, count(*) FROM observation o JOIN indicator i ON i.id = o.indicator_id GROUP BY i.code
"""


def _stored_pack(session: Session) -> Pack:
    """What a file holds of what packs bring, but for figures; each plan with the targets of its own region."""
    execute = execute_of(session)
    info = read_file_info(execute)
    tables = [read_plan_table(execute, plan.code, plan.region) for plan in read_plans(execute)]
    return Pack(
        info.pack_code,
        info.pack_name,
        info.pack_version,
        info.home,
        info.plan,
        tuple(documents(session)),
        tuple(read_regions(execute)),
        tuple(groups(session)),
        tuple(agencies(session)),
        tuple(read_indicators(execute)),
        tuple(table.plan for table in tables if table),
        (),
        (),
        tuple(read_forms(execute)),
        rules_text=get_setting(session, CHECKS, ""),
        ledger=PackLedger(tuple(read_projects(session))),
    )


def read_stored(session: Session, new: Pack, own_code: str) -> Stored:
    """What a file holds of what a new pack brings, all but the rules read from their text.

    Codes that begin with ``own_code`` are those of the office's own indicators.
    """
    execute = execute_of(session)
    pack = _stored_pack(session)
    wanted = [one.key for one in new.observations]
    stored, touched = stored_observations(execute, wanted), _touched(session, keys_of(pack, new))
    return Stored(
        pack,
        (),
        stored,
        _overrides(session, pack),
        closed_words(execute, wanted),
        touched,
        _measured(session, [key for key in stored if key not in touched]),
        own_code,
    )


def _overrides(session: Session, pack: Pack) -> dict[OverrideKey, Override]:
    execute = execute_of(session)
    found = {}
    for plan in pack.plans:
        table = read_plan_table(execute, plan.code, plan.region)
        assert table is not None
        for no, override in table.overrides.items():
            found[OverrideKey(plan.code, plan.region, no)] = override
    return found


def _touched(session: Session, keys: Collection[CellKey]) -> set[CellKey]:
    by_entity: dict[str, dict[str, CellKey]] = {}
    for key in keys:
        by_entity.setdefault(kind_of(key).entity, {})[key_text(key)] = key
    found: set[CellKey] = set()
    for entity, texts in by_entity.items():
        rows = execute_of(session)(_TOUCHED, {"keys": dump(list(texts)), "entity": entity})
        found.update(texts[row[0]] for row in rows)
    return found


def _measured(session: Session, of_pack: Collection[ObservationKey]) -> set[str]:
    """Indicators with more figures than the pack brings anew."""
    counted: dict[str, int] = dict(execute_of(session)(_COUNTED, {}))
    for key in of_pack:
        counted[key.indicator] -= 1
    return {code for code, count in counted.items() if count > 0}


def write_catalogue(session: Session, written: Written, *, version: str) -> None:
    """Write what is no cell; plans' targets follow as changes of cells."""
    connection = session.connection()
    _upsert(connection, RegionRow, [region_row(one, 0) for one in written.regions])
    save_parents(connection, RegionRow, written.regions)
    if written.groups:
        save_groups(connection, written.groups)
    _upsert(connection, AgencyRow, agency_rows(written.agencies))
    _write_indicators(connection, written.indicators)
    _upsert(connection, DocumentRow, [document_row(one, 0) for one in written.documents], "key")
    for plan in written.plans:
        _write_plan(connection, plan)
    if written.rules_text:
        set_setting(session, CHECKS, written.rules_text)
    connection.execute(update(FileInfoRow).values(pack_version=version))


def _write_indicators(connection: Connection, indicators: Collection[Indicator]) -> None:
    _upsert(connection, IndicatorRow, [indicator_row(connection, one, 0) for one in indicators])
    save_parents(connection, IndicatorRow, indicators)
    table, aliases = table_of(IndicatorRow).c, table_of(IndicatorAliasRow)
    for one in indicators:
        number = connection.execute(select(table.id).where(table.code == one.code)).scalar_one()
        if one.parent is None:
            connection.execute(update(IndicatorRow).where(table.id == number).values(parent_id=None))
        connection.execute(delete(aliases).where(aliases.c.indicator_id == number))
        for place, alias in enumerate(one.aliases):
            connection.execute(insert(aliases).values(indicator_id=number, position=place, alias=alias))


def _write_plan(connection: Connection, plan: Plan) -> None:
    """A plan with its rows, in the place of those that it had."""
    _upsert(connection, PlanRow, [plan_row(connection, plan, 0)])
    plans, items, parts = (table_of(row) for row in (PlanRow, PlanItemRow, PlanPartRow))
    number = connection.execute(select(plans.c.id).where(plans.c.code == plan.code)).scalar_one()
    of_plan = select(items.c.id).where(items.c.plan_id == number)
    connection.execute(delete(parts).where(parts.c.item_id.in_(of_plan)))
    connection.execute(delete(items).where(items.c.plan_id == number))
    save_plan_rows(connection, plan, number)


def _upsert(
    connection: Connection, row: type[Base], rows: Iterable[dict[str, Any]], by: str = "code"
) -> None:
    """Change the rows that are there, in their place, and add the others behind all."""
    table = table_of(row)
    for values in rows:
        kept = {name: value for name, value in values.items() if name != "position"}
        changed = connection.execute(update(table).where(table.c[by] == values[by]).values(kept))
        if changed.rowcount:
            continue
        if "position" in table.c:
            last = connection.execute(select(func.max(table.c.position))).scalar()
            kept["position"] = (last if last is not None else -1) + 1
        connection.execute(insert(table).values(kept))
