"""Readers of plans, regions and settings: SQL as strings, through whichever door is open.

At start the first rows come through sqlite3, later through SQLAlchemy; so there is nothing but the standard
library and the domain in here.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from wzdesk.db.codec import OBSERVATION_FIELDS, key_of, observation_of, override_of, readable
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.demo import is_demo
from wzdesk.domain.indicator import Accumulation, Direction, Indicator, PriceBasis
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.period import period_of_code
from wzdesk.domain.plan import Nature, Plan, PlanItem, PlanPart, PlanSummary
from wzdesk.domain.plan_table import PlanTable
from wzdesk.domain.region import Region, RegionLevel

Rows = Iterable[tuple[Any, ...]]
Execute = Callable[[str, Mapping[str, object]], Rows]

OBSERVATION_COLUMNS = ", ".join(f"o.{name}" for name in OBSERVATION_FIELDS)

_REGION = """
    SELECT r.code, r.name, r.short_name, r.level, p.code, r.additive
    FROM region r LEFT JOIN region p ON p.id = r.parent_id
"""
_INDICATOR = """
    SELECT i.code, i.name, i.unit, i.decimals, i.direction, i.accumulation, i.price_basis,
           p.code, a.code, i.definition, i.is_index
    FROM indicator i LEFT JOIN indicator p ON p.id = i.parent_id LEFT JOIN agency a ON a.id = i.lead_id
"""
_PLAN = """
    SELECT p.code, p.name, r.code, p.first_year, p.last_year, p.growth_first, p.about_tolerance, p.nearly_tolerance,
           p.notes, p.stated, p.document, p.document_table, p.base_year, p.tolerance_source
    FROM plan p JOIN region r ON r.id = p.region_id
    WHERE p.code = :plan
"""
_PLAN_ROWS = """
    SELECT t.id, t.no, t.name, t.category, t.depth, t.marked,
           i.code, pp.unit, pp.base, pp.name, pp.shares_target, pp.nature, pp.source, lev.text, rat.text
    FROM plan p
    JOIN plan_item t ON t.plan_id = p.id
    JOIN plan_part pp ON pp.item_id = t.id
    JOIN indicator i ON i.id = pp.indicator_id
    JOIN region r ON r.code = :region
    LEFT JOIN plan_target lev ON lev.plan_id = p.id AND lev.region_id = r.id
         AND lev.indicator_id = pp.indicator_id AND lev.target_column = 'level'
    LEFT JOIN plan_target rat ON rat.plan_id = p.id AND rat.region_id = r.id
         AND rat.indicator_id = pp.indicator_id AND rat.target_column = 'rate'
    WHERE p.code = :plan
    ORDER BY t.position, pp.position
"""
_IN_PLAN = """
    IN (SELECT pp.indicator_id FROM plan p JOIN plan_item t ON t.plan_id = p.id
        JOIN plan_part pp ON pp.item_id = t.id WHERE p.code = :plan)
"""
_ALIASES = "SELECT i.code, x.alias FROM indicator_alias x JOIN indicator i ON i.id = x.indicator_id"
_HIGHER_REGIONS = """
    WITH RECURSIVE higher (id, parent_id, step) AS (
        SELECT id, parent_id, 0 FROM region WHERE code = :region
        UNION ALL
        SELECT r.id, r.parent_id, h.step + 1 FROM region r JOIN higher h ON r.id = h.parent_id WHERE h.step < 8
    )
    SELECT r.code, r.name, r.short_name, r.level, p.code, r.additive
    FROM higher h JOIN region r ON r.id = h.id LEFT JOIN region p ON p.id = r.parent_id
    WHERE h.step > 0 ORDER BY h.step
"""
_PLAN_OBSERVATIONS = f"""
    SELECT {OBSERVATION_COLUMNS}, i.code, o.period, o.measure
    FROM observation o JOIN indicator i ON i.id = o.indicator_id
    WHERE o.indicator_id {_IN_PLAN}
      AND o.region_id = (SELECT id FROM region WHERE code = :region)
      AND o.period IN (:year, :span, :before)
"""  # noqa: S608 - nothing but our own column names
_PLAN_OVERRIDES = """
    SELECT v.verdict, v.reason, v.who, v.at, v.source, v.item_no
    FROM verdict_override v JOIN plan p ON p.id = v.plan_id JOIN region r ON r.id = v.region_id
    WHERE p.code = :plan AND r.code = :region
"""
_PLAN_NOTES = f"""
    SELECT n.kind, i.code, n.period, n.about, n.text
    FROM cell_note n JOIN indicator i ON i.id = n.indicator_id
    WHERE n.region_id = (SELECT id FROM region WHERE code = :region) AND n.period IN (:year, :span)
      AND n.kind IN ('comment', 'follow_up') AND n.indicator_id {_IN_PLAN}
"""  # noqa: S608 - nothing but our own column names


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a data file is, and the region and plan that it opens on ("" where nobody said)."""

    created: datetime
    app: str
    pack_code: str
    pack_name: str
    pack_version: str
    home: str
    plan: str

    @property
    def is_demo(self) -> bool:
        """Whether it holds invented figures."""
        return is_demo(self.pack_name)


def read_plan_table(execute: Execute, plan_code: str, region_code: str) -> PlanTable | None:
    """A plan with the targets, actuals and overrides of one region; None where there is no such thing.

    With them come last year's figures and those of the regions above, which targets compare with.

    For another region than the plan's own the rows are the same, but the targets are that region's,
    and what the document says of its own region (base figures, notes, sources, stated result) is left out.
    """
    plan_row = _first(execute(_PLAN, {"plan": plan_code}))
    region_row = _first(execute(_REGION + "WHERE r.code = :region", {"region": region_code}))
    if plan_row is None or region_row is None:
        return None
    both: dict[str, object] = {"plan": plan_code, "region": region_code}
    plan = _plan(plan_row, _items(execute(_PLAN_ROWS, both), own=plan_row[2] == region_code), region_code)
    higher = tuple(_region(row) for row in execute(_HIGHER_REGIONS, {"region": region_code}))
    observations: dict[ObservationKey, Observation] = {}
    for code in (region_code, *(region.code for region in higher)):
        observations |= _plan_observations(execute, plan, code)
    return PlanTable(
        plan,
        _region(region_row),
        {found.code: found for found in _plan_indicators(execute, plan_code)},
        observations,
        {row[5]: override_of(row) for row in execute(_PLAN_OVERRIDES, both)},
        higher,
        read_file_info(execute).is_demo,
        _plan_notes(execute, plan, region_code),
    )


def read_plans(execute: Execute) -> list[PlanSummary]:
    """All plans, in the order of the pack."""
    sql = """SELECT p.code, p.name, r.code, p.first_year, p.last_year
             FROM plan p JOIN region r ON r.id = p.region_id ORDER BY p.position"""
    return [PlanSummary(*row) for row in execute(sql, {})]


def read_regions(execute: Execute) -> list[Region]:
    """All regions, in the order of the pack."""
    return [_region(row) for row in execute(_REGION + "ORDER BY r.position", {})]


def read_region(execute: Execute, code: str) -> Region | None:
    """A region by its code; None where there is no such one."""
    row = _first(execute(_REGION + "WHERE r.code = :code", {"code": code}))
    return None if row is None else _region(row)


def read_indicators(execute: Execute) -> list[Indicator]:
    """The whole catalogue, in the order of the pack."""
    return _indicators(
        execute(_INDICATOR + "ORDER BY i.position", {}),
        execute(_ALIASES + " ORDER BY x.indicator_id, x.position", {}),
    )


@readable("设置")
def read_setting(execute: Execute, key: str) -> Any:
    """A setting's JSON value, or None where it was never set."""
    found = _first(execute("SELECT value FROM setting WHERE key = :key", {"key": key}))
    return None if found is None else json.loads(found[0])


@readable("文件说明")
def read_file_info(execute: Execute) -> FileInfo:
    """What the file is."""
    sql = "SELECT created, app, pack_code, pack_name, pack_version, home, plan FROM file_info"
    created, *rest = next(iter(execute(sql, {})))
    return FileInfo(datetime.fromisoformat(created), *rest)


def _first(rows: Rows) -> tuple[Any, ...] | None:
    return next(iter(list(rows)), None)


@readable("地区")
def _region(row: Sequence[Any]) -> Region:
    code, name, short_name, level, parent, additive = row
    return Region(code, name, short_name, RegionLevel(level), parent, bool(additive))


@readable("计划")
def _plan(row: Sequence[Any], items: tuple[PlanItem, ...], region: str) -> Plan:
    (
        code,
        name,
        owner,
        first,
        last,
        growth_first,
        about,
        nearly,
        notes,
        stated,
        document,
        table,
        base,
        source,
    ) = row
    return Plan(
        code,
        name,
        owner,
        first,
        last,
        items,
        growth_first=bool(growth_first),
        about_tolerance=Decimal(about),
        nearly_tolerance=Decimal(nearly),
        notes=tuple(json.loads(notes)) if owner == region else (),
        stated=stated if owner == region else "",
        document=document,
        table=table,
        base_year=base,
        tolerance_source=source,
    )


def _items(rows: Rows, *, own: bool) -> tuple[PlanItem, ...]:
    items = []
    for (_, no, name, category, depth, marked), parts in groupby(rows, key=lambda row: tuple(row[:6])):
        items.append(
            PlanItem(
                no, name, category, tuple(_part(row, own=own) for row in parts), depth, marked=bool(marked)
            )
        )
    return tuple(items)


@readable("计划")
def _part(row: Sequence[Any], *, own: bool) -> PlanPart:
    indicator, unit, base, name, shares_target, nature, source, level, rate = row[6:]
    return PlanPart(
        indicator,
        unit,
        target=level or "",
        rate_target=rate or "",
        base=base if own else "",
        name=name,
        shares_target=bool(shares_target),
        nature=Nature(nature) if nature else None,
        source=source if own else "",
    )


def _plan_indicators(execute: Execute, plan_code: str) -> list[Indicator]:
    parameters = {"plan": plan_code}
    return _indicators(
        execute(_INDICATOR + f"WHERE i.id {_IN_PLAN} ORDER BY i.position", parameters),
        execute(
            _ALIASES + f" WHERE x.indicator_id {_IN_PLAN} ORDER BY x.indicator_id, x.position", parameters
        ),
    )


def _indicators(rows: Rows, alias_rows: Rows) -> list[Indicator]:
    aliases = {
        code: tuple(alias for _, alias in found)
        for code, found in groupby(alias_rows, key=lambda row: row[0])
    }
    return [_indicator(row, aliases.get(row[0], ())) for row in rows]


@readable("指标")
def _indicator(row: Sequence[Any], aliases: tuple[str, ...]) -> Indicator:
    code, name, unit, decimals, direction, accumulation, price_basis, parent, lead, definition, is_index = row
    return Indicator(
        code,
        name,
        unit,
        decimals,
        Direction(direction),
        Accumulation(accumulation),
        PriceBasis(price_basis),
        aliases,
        parent,
        lead,
        definition,
        is_index=bool(is_index),
    )


def _plan_observations(execute: Execute, plan: Plan, region: str) -> dict[ObservationKey, Observation]:
    parameters = {
        "plan": plan.code,
        "region": region,
        "year": plan.year.code,
        "span": plan.span.code,
        "before": plan.year.year_before.code,
    }
    found = {}
    for row in execute(_PLAN_OBSERVATIONS, parameters):
        key = key_of(region, *row[-3:])
        found[key] = observation_of(key, row)
    return found


@readable("批注")
def _plan_notes(execute: Execute, plan: Plan, region: str) -> dict[NoteKey, str]:
    parameters = {"plan": plan.code, "region": region, "year": plan.year.code, "span": plan.span.code}
    found = {}
    for kind, indicator, period, about, text in execute(_PLAN_NOTES, parameters):
        its_period = period_of_code(period)
        assert its_period is not None
        found[NoteKey(NoteKind(kind), region, indicator, its_period, about)] = text
    return found
