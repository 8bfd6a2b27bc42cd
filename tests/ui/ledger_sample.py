"""A ledger in a data file for tests and pictures of the page 项目进度: named projects of 2024, and as many more as asked."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

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
from wzdesk.domain.projects.project import AnnualPlan, Membership, Nature, Project, Stage, StageMove
from wzdesk.domain.projects.when import When
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.projects.read_project import all_projects, problems_of, reports_of
from wzdesk.services.projects.record import record

SEPTEMBER = Period.of_month(2024, 9)
CITY_LIST = "市“百项千亿”"
_NEW, _OLD, _EARLY = Nature.NEW, Nature.CARRIED_ON, Nature.EARLY
# name, field, nature, region, plan, month, year to date, booked (亿元), problems
NAMED = (
    ("温州锂电池新材料产业基地", "先进制造业基地", _OLD, "330303", "16.00", "1.42", "13.18", "12.84", 0),
    ("运达股份温州洞头风电零碳产业园", "先进制造业基地", _OLD, "330305", "8.00", "0.56", "6.12", "5.83", 1),
    ("海经区大兆瓦海上风电场风机塔筒生产基地", "先进制造业基地", _NEW, "330300HJ", "3.20", "0.18", "0.95", None, 1),
    ("华润怡宝饮料生产基地", "先进制造业基地", _NEW, "330328", "2.50", "0.26", "2.17", "1.98", 0),
    ("市域铁路S3线一期", "交通强市", _OLD, "330303", "30.00", "2.15", "23.67", "22.10", 2),
    ("瑞平苍高速", "交通强市", _OLD, "330381", "26.00", "1.87", "21.53", None, 0),
    ("温州机场三期扩建项目", "交通强市", _NEW, "330303", "1.00", "0.00", "0.00", None, 1),
    ("苍南三澳核电一期", "清洁能源保供", _OLD, "330327", "68.00", "5.26", "57.14", None, 0),
    ("泰顺抽水蓄能电站", "清洁能源保供", _OLD, "330329", "7.00", "0.43", "4.89", "4.51", 2),
    ("瓯江引水工程", "水网安澜提升", _OLD, "330302", "4.00", "0.29", "3.73", "3.69", 0),
    ("鳌江南港流域江西洋平原排涝工程（四期）", "水网安澜提升", _NEW, "330327", "0.60", "0.05", "0.05", "0.00", 1),
)  # fmt: skip
_STAGES = {_OLD: Stage.BUILDING, _NEW: Stage.PREPARED, _EARLY: Stage.SOUGHT}


def make_ledger(path: Path, more: int = 0) -> DataFile:
    """A file of Wenzhou with the named projects in September 2024 and ``more`` invented ones."""
    data = create_data_file(path, pack_folder("wenzhou"))
    record(data, list(_nothing(data)), who="王某")  # the projects of the pack give way
    rows = (*NAMED, *_invented(more))
    changes: list[Change] = [change for place, row in enumerate(rows, 1) for change in _changes(place, row)]
    record(data, changes, who="王某", kind=ChangeKind.IMPORT)
    return data


def _nothing(data: DataFile) -> Iterator[Change]:
    for project in all_projects(data):
        for report in reports_of(data, project.code):
            yield ProgressChange(ProgressKey(project.code, report.month), None)
        for problem in problems_of(data, project.code):
            yield ProblemChange(ProblemKey(project.code, problem.no), None)
        yield ProjectChange(ProjectKey(project.code), None)


def _invented(count: int) -> Iterator[tuple[object, ...]]:
    fields = list(dict.fromkeys(row[1] for row in NAMED))
    regions = [row[3] for row in NAMED]
    for place in range(count):
        nature = (_OLD, _NEW, _EARLY)[place % 3]
        plan = Decimal(100 + place % 900) / 100
        done = plan * (place % 11) / 10
        yield (
            f"演示项目{place + 1:05d}", fields[place % len(fields)], nature, regions[place % len(regions)],
            plan, done / 10, done, done * 9 / 10, 0,
        )  # fmt: skip


def _changes(place: int, row: tuple[object, ...]) -> Iterator[Change]:
    name, field, nature, region, *amounts, problems = row
    plan, month, year, booked = (None if one is None else Decimal(str(one)) * 10_000 for one in amounts)
    assert isinstance(nature, Nature)
    assert plan is not None
    code = f"WZ{place:05d}"
    regions = (str(region), "330300JKQ", "330304", "330302") if name == "市域铁路S3线一期" else (str(region),)
    yield ProjectChange(
        ProjectKey(code),
        Project(
            code, str(name), str(field), regions=regions, owner=f"{name}公司" if place < 12 else "演示公司",
            agency=("市发展改革委", "市交通局", "市水利局")[place % 3], total=plan * 5,
            planned_start=When(2024, 1 + place % 9) if nature is _NEW else When(2022, 12),
            actual_start=When(2022, 12, 20) if nature is _OLD else When(2024, 5, 8) if place % 2 else None,
            planned_end=When(2024, 6, 30) if place % 5 == 0 else When(2026, 12),
            is_invented=place > len(NAMED),
            memberships=(Membership(CITY_LIST, date(2024, 1, 1)),) if place % 2 else (),
            stages=(StageMove(_STAGES[nature], date(2024, 1, 1)),),
            plans=(AnnualPlan(2024, plan, nature),),
        ),
    )  # fmt: skip
    yield ProgressChange(
        ProgressKey(code, SEPTEMBER),
        ProjectProgress(code, SEPTEMBER, Invested(month, year, year), Invested(year=booked), funds=year, image="进场交通洞贯通"),
    )  # fmt: skip
    for no in range(1, int(str(problems)) + 1):
        text, due = (("弃渣场选址调整", date(2024, 8, 28)), ("下库移民安置点供地", date(2024, 10, 31)))[
            no - 1
        ]
        problem = Problem(code, no, text, "泰顺县政府" if no == 1 else "市资源规划局", due, date(2024, 5, 10))
        yield ProblemChange(ProblemKey(code, no), problem)
