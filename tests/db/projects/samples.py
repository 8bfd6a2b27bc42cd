"""A small ledger: projects with everything that one can have, their months and problems."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from wzdesk.db.changes import apply_changes
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import (
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import (
    AnnualPlan,
    Funding,
    FundingSource,
    Membership,
    Milestone,
    Nature,
    Needs,
    Project,
    Stage,
    StageMove,
)
from wzdesk.domain.projects.when import When

CITY, COUNTY = "330300", "330326"


def month(number: int, year: int = 2024) -> Period:
    return Period.of_month(year, number)


FULL = Project(
    "WZ-001",
    "泰顺抽水蓄能电站",
    "清洁能源保供",
    "抽水蓄能",
    (COUNTY, CITY),
    "泰顺抽水蓄能有限公司",
    "市能源局",
    "李某",
    "装机容量 120 万千瓦",
    Decimal("713000.50"),
    When(2022, 12),
    When(2024, 6, 30, "2024年6月底"),
    When(2022, 12, 20),
    When(2024, 5),
    "WZ-000",
    True,
    "000#第四部分",
    (
        Membership("省“千项万亿”", date(2023, 1, 1), None, "首批"),
        Membership("市级政府投资", date(2024, 1, 1), date(2024, 7, 1)),
    ),
    (StageMove(Stage.BUILDING, date(2022, 12, 20)), StageMove(Stage.IN_USE, date(2024, 8, 1))),
    (Milestone("大坝", When(2024, 3), When(2024, 4), Decimal("40.5")), Milestone("投产", When(2024, 12))),
    (
        AnnualPlan(2023, Decimal(60000), Nature.CARRIED_ON),
        AnnualPlan(2024, Decimal("70000.000001"), Nature.CARRIED_ON),
        AnnualPlan(2024, Decimal(80000), Nature.CARRIED_ON, since=7),
    ),
    (Funding(FundingSource.SPECIAL_BOND, Decimal(200000)), Funding(FundingSource.OWN, Decimal("513000.50"))),
    Needs(Decimal("1200.5"), energy=Decimal(3000)),
)
SMALL = Project(
    "WZ-002",
    "瓯江引水工程",
    "水网安澜提升",
    regions=(CITY,),
    agency="市水利局",
    total=Decimal(50000),
    planned_start=When(2024, 3),
    plans=(AnnualPlan(2024, Decimal(12000), Nature.NEW),),
)
UNPLANNED = Project(
    "WZ-003", "前期谋划项目", "水网安澜提升", planned_start=When(2024), planned_end=When(2025)
)


def project(one: Project) -> ProjectChange:
    return ProjectChange(ProjectKey(one.code), one)


def no_project(code: str) -> ProjectChange:
    return ProjectChange(ProjectKey(code), None)


def report(
    code: str, number: int, year_to_date: str, booked: str | None = None, year: int = 2024, **more: object
) -> ProgressChange:
    """A month's report; the month's own amount is a tenth of the year to date."""
    amount = Decimal(year_to_date)
    told = ProjectProgress(
        code,
        month(number, year),
        Invested(amount / 10, amount, amount * 2),
        Invested(year=Decimal(booked)) if booked is not None else Invested(),
        **more,  # type: ignore[arg-type]
    )
    return ProgressChange(ProgressKey(code, month(number, year)), told)


def no_report(code: str, number: int) -> ProgressChange:
    return ProgressChange(ProgressKey(code, month(number)), None)


def problem(code: str, no: int, text: str = "弃渣场选址", **more: object) -> ProblemChange:
    return ProblemChange(ProblemKey(code, no), Problem(code, no, text, **more))  # type: ignore[arg-type]


def act(store: Store, *changes: Change, kind: ChangeKind = ChangeKind.PROJECT) -> None:
    with store.writing() as session:
        apply_changes(session, changes, kind=kind, who="王某")


def ledger(store: Store) -> None:
    """The small ledger, entered in one act."""
    act(store, *LEDGER)


LEDGER: Sequence[Change] = (
    report("WZ-001", 1, "5000", "4000"),  # before its project: an act needs no order
    project(FULL),
    project(SMALL),
    project(UNPLANNED),
    report(
        "WZ-001", 6, "40000", "38000", funds=Decimal(41000), image="大坝填筑", image_percent=Decimal("40.5")
    ),
    report("WZ-001", 7, "45000.12345"),
    report("WZ-002", 6, "3000", "3100", funds=Decimal(1000), next_step="征地"),
    problem("WZ-001", 1, solver="泰顺县政府", due=date(2024, 8, 28), raised=date(2024, 5, 10)),
    problem("WZ-001", 2, "移民安置", raised=date(2024, 5, 10), solved=date(2024, 6, 20)),
    problem("WZ-002", 1, "供地", due=date(2024, 7, 1), raised=date(2024, 6, 1)),
)
