"""Tables of projects for Excel and paper: the list, the sheet of a month, fields by natures, the race."""

from enum import StrEnum
from pathlib import Path

from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_file_info, read_regions
from wzdesk.db.projects.read import read_projects
from wzdesk.db.store import Store
from wzdesk.domain.errors import Refused
from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.race import race
from wzdesk.domain.projects.roll_up import Division
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.domain.sheet_layout import SheetLayout
from wzdesk.reports.projects.field_sheet import lay_out_fields
from wzdesk.reports.projects.ledger_sheet import LedgerRow, lay_out_list, lay_out_monthly
from wzdesk.reports.projects.race_sheet import lay_out_race
from wzdesk.services.projects.race_rules import race_rules
from wzdesk.services.projects.read_ledger import EVERYTHING, ledger_lines
from wzdesk.services.projects.roll_up import open_problems, rates_by_region, roll_up


class Kind(StrEnum):
    """Which table."""

    LIST = "list"
    MONTHLY = "monthly"
    FIELDS = "fields"
    RACE = "race"


def lay_out(data: Store, kind: Kind, month: Period, selection: Selection = EVERYTHING) -> SheetLayout:
    """The table of the chosen projects of a month.

    Raises:
        Refused: no project stands in it.
    """
    with data.reading() as session:
        execute = execute_of(session)
        info = read_file_info(execute)
        is_demo = info.is_demo
        names = {one.code: _name_of(one) for one in read_regions(execute)}
    title = f"{month.year}年{selection.project_list or '重大'}项目"
    if kind is Kind.RACE:
        rates, rules = rates_by_region(data, month, selection), race_rules(info.pack_code)
        layout = lay_out_race(race(rates, rules), rates, names, month, rules, is_demo=is_demo)
        is_empty = not rates
    elif kind is Kind.FIELDS:
        sums = roll_up(data, month, (Division.FIELD, Division.NATURE), selection)
        layout = lay_out_fields(sums, month, title, is_demo=is_demo)
        is_empty = not sums
    else:
        rows = _rows(data, month, selection, names)
        make = lay_out_list if kind is Kind.LIST else lay_out_monthly
        layout = make(rows, month, title, is_demo=is_demo)
        is_empty = not rows
    if is_empty:
        raise Refused(f"{month.words}没有这样的项目，没有导出；请换月份或筛选。")
    return layout


def export_projects(
    data: Store, kind: Kind, month: Period, path: Path, selection: Selection = EVERYTHING
) -> SheetLayout:
    """Write the table as a workbook on A4; what stood at ``path`` is replaced only by a complete file.

    Raises:
        WzdeskError: there is nothing to write, or the name, the folder or the disk is at fault.
    """
    from wzdesk.excel.write.sheet import write_sheet

    layout = lay_out(data, kind, month, selection)
    write_sheet(layout, path)
    return layout


def _rows(data: Store, month: Period, selection: Selection, names: dict[str, str]) -> list[LedgerRow]:
    with data.reading() as session:
        projects = {one.code: one for one in read_projects(session)}
    problems: dict[str, list[str]] = {}
    for one in open_problems(data, When(month.year, month.last_month).last, selection):
        problems.setdefault(one.project.code, []).append(one.problem.text)
    return [
        LedgerRow(
            line,
            projects[line.code],
            _regions(projects[line.code], names),
            "；\n".join(problems.get(line.code, ())),
        )
        for line in ledger_lines(data, month, selection)
    ]


def _name_of(region: Region) -> str:
    """A zone by its short name: the whole one is a line long."""
    return region.short_name if region.level is RegionLevel.ZONE else region.name


def _regions(project: Project, names: dict[str, str]) -> str:
    return "、".join(names.get(one, one) for one in project.regions)
