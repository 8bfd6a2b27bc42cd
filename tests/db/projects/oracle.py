"""What the ledger must say, worked out of the stored projects one by one, as the domain defines it."""

from wzdesk.db.store import Store
from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger import months_in_ledger
from wzdesk.domain.projects.ledger_line import NOTHING, LedgerLine
from wzdesk.domain.projects.progress import ProjectProgress
from wzdesk.domain.projects.project import Project
from wzdesk.domain.projects.rates import FourRates, four_rates
from wzdesk.domain.projects.roll_up import Division, Sum, roll_up
from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.read_project import all_projects, problems_of, reports_of


def lines_by_hand(store: Store, month: Period, selection: Selection) -> list[LedgerLine]:
    return [
        line
        for project in all_projects(store)
        if (line := _line(store, project, month)) and selection.takes(line)
    ]


def sums_by_hand(
    store: Store, month: Period, selection: Selection, divisions: tuple[Division, ...]
) -> dict[tuple[str, ...], Sum]:
    chosen = _chosen(store, month, selection)
    return roll_up(chosen, _reports(store, chosen, month), month, divisions)


def rates_by_hand(store: Store, month: Period, selection: Selection) -> dict[str, FourRates]:
    chosen = _chosen(store, month, selection)
    reports = _reports(store, chosen, month)
    regions = {one.region for one in chosen}
    return {
        region: four_rates([one for one in chosen if one.region == region], reports, month)
        for region in regions
    }


def _chosen(store: Store, month: Period, selection: Selection) -> list[Project]:
    codes = {line.code for line in lines_by_hand(store, month, selection)}
    return [one for one in all_projects(store) if one.code in codes]


def _reports(store: Store, projects: list[Project], month: Period) -> dict[str, ProjectProgress]:
    return {
        one.code: report
        for one in projects
        for report in reports_of(store, one.code)
        if report.month == month
    }


def _line(store: Store, project: Project, month: Period) -> LedgerLine | None:
    reports = {one.month: one for one in reports_of(store, project.code)}
    if month not in months_in_ledger(project, reports, 1900):
        return None
    end = When(month.last_year, month.last_month).last
    plan, now, before = project.plan_in(month), reports.get(month), reports.get(month.previous)
    return LedgerLine(
        code=project.code,
        name=project.name,
        month=month,
        field=project.field,
        subfield=project.subfield,
        nature=plan.nature if plan else None,
        stage=project.stage_on(end),
        regions=project.regions,
        lists=project.lists_on(end),
        agency=project.agency,
        owner=project.owner,
        total=project.total,
        plan=plan.amount if plan else None,
        reported=now.reported if now else NOTHING,
        booked=now.booked if now else NOTHING,
        before=before.reported if before else NOTHING,
        funds=now.funds if now else None,
        image=now.image if now else "",
        image_percent=now.image_percent if now else None,
        next_step=now.next_step if now else "",
        problems=sum(one.is_open_on(end) for one in problems_of(store, project.code)),
        is_invented=project.is_invented,
    )
