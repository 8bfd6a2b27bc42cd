"""What can be found in a data file: its tables, indicators, projects and regions, by name, initials or code."""

from dataclasses import dataclass

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_indicators, read_plans, read_regions
from wzdesk.db.projects.read import read_names
from wzdesk.db.store import Store
from wzdesk.domain.address import Address, FormAddress, PlanAddress
from wzdesk.domain.find import Thing
from wzdesk.domain.typed_cell import Column
from wzdesk.services.addresses import Addresses
from wzdesk.services.enter_form import forms_of

TABLE, INDICATOR, PROJECT, REGION = "填报表和计划", "指标", "项目", "地区"
MOST_PROJECTS = 20_000
"""Of a larger ledger the first so many: its page finds the others."""
_NOWHERE = "不在填报表里"


@dataclass(frozen=True, slots=True)
class ProjectGoal:
    """Where a project leads: the ledger, with the project in its panel."""

    code: str


def things_of(store: Store, plan: str, region: str) -> list[Thing]:
    """All of it, as seen from the plan and region that are worked on; an indicator's hint says where it is filled.

    Goals are a ``ProjectGoal`` for a project, an ``Address`` (None for an indicator that no table has), and a ``Region`` for a region.
    """
    addresses, forms = Addresses.of(store), forms_of(store)
    with store.reading() as session:
        execute = execute_of(session)
        plans, indicators, regions = read_plans(execute), read_indicators(execute), read_regions(execute)
        projects = read_names(session, MOST_PROJECTS)
    form_names, plan_names = {one.code: one.name for one in forms}, {one.code: one.name for one in plans}
    things = [
        Thing(TABLE, name, FormAddress(code, region), "填报表", code) for code, name in form_names.items()
    ]
    things += [
        Thing(TABLE, name, PlanAddress(code, region), "计划", code) for code, name in plan_names.items()
    ]
    places = addresses.places_of(plan)
    for one in indicators:
        table, item = places.get(one.code, ("", ""))
        goal: Address | None = None
        if item:
            goal = PlanAddress(table, region, item)
        elif table in form_names:
            goal = FormAddress(table, region, None, one.code, Column.TOTAL)
        hint = (form_names | plan_names).get(table, _NOWHERE)
        things.append(Thing(INDICATOR, one.name, goal, hint, one.code, one.aliases))
    things += [Thing(PROJECT, name, ProjectGoal(code), code, code) for code, name in projects]
    return things + [Thing(REGION, one.name, one, one.code, one.code, (one.short_name,)) for one in regions]
