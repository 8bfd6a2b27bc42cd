"""A clerk's 40 projects with their months up to August, and what is to be filled for September."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.store import Store
from wzdesk.domain.change import Change
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import (
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)
from wzdesk.domain.projects.pack_ledger import NO_LEDGER
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.progress import Invested, ProjectProgress
from wzdesk.domain.projects.project import (
    AnnualPlan,
    Funding,
    FundingSource,
    Membership,
    Milestone,
    Nature,
    Project,
    Stage,
    StageMove,
)
from wzdesk.domain.projects.when import When
from wzdesk.services.projects.record import record

COUNT, YEAR = 40, 2024
MONTH = Period.of_month(YEAR, 9)
FIRST_ROW = 5
"""Row of the workbook's first project."""
HEADS = (
    "序号", "项目编码", "项目名称", "总投资", "年度计划", "8月累计", "本月完成", "1-9月累计", "开工以来累计", "统计入库", "到位资金",
    "形象进度（%）", "形象进度", "存在问题", "下一步工作",
)  # fmt: skip
_FIELDS = ("先进制造业基地", "科技创新强基", "交通强市", "清洁能源保供", "水网安澜提升", "城镇有机更新")
_WORKS = (
    "产业园",
    "抽水蓄能电站",
    "高速公路连接线",
    "水厂扩建",
    "安置小区",
    "医院迁建",
    "标准海塘",
    "变电站",
)
_IMAGES = ("桩基施工", "主体结构封顶", "路基土石方开挖", "设备安装", "隧道贯通", "室内装修")


@dataclass(frozen=True, slots=True)
class Filled:
    """What the clerk types for a project: texts, empty ones are left out."""

    month: str
    booked: str
    funds: str
    percent: str
    image: str


def plan_of(number: int) -> Decimal:
    """The annual plan of a project."""
    return Decimal(6000 + number * 731 % 9000)


def projects() -> list[Project]:
    """The clerk's list, in its order."""
    return [_project(number) for number in range(COUNT)]


def _project(number: int) -> Project:
    plan = plan_of(number)
    total = plan * 6
    return Project(
        code=f"PY-{number + 1:03d}",
        name=f"平阳县{_IMAGES[number % 6][:2]}{number + 1}号{_WORKS[number % 8]}项目",
        field=_FIELDS[number % 6],
        regions=("330326",),
        owner=f"平阳县建设投资第{number % 5 + 1}公司",
        agency="平阳县发展和改革局",
        total=total,
        planned_start=When(2022, 6),
        planned_end=When(2026, 12),
        actual_start=When(2022, 7),
        is_invented=True,
        memberships=(Membership("市“百项千亿”", date(2023, 1, 1), None, "首批列入"),),
        stages=(StageMove(Stage.BUILDING, date(2022, 7, 1)),),
        milestones=(Milestone("主体完工", When(2024, 12), None, Decimal(60)),),
        plans=(AnnualPlan(YEAR, plan, Nature.CARRIED_ON),),
        funding=(Funding(FundingSource.SPECIAL_BOND, total / 2), Funding(FundingSource.OWN, total / 2)),
    )


def reports(number: int) -> list[ProjectProgress]:
    """January to August."""
    plan, start = plan_of(number), Decimal(9000)
    found, year = [], Decimal(0)
    for month in range(1, 9):
        amount = (plan / 12 * (70 + (number * 7 + month * 5) % 50) / 100).quantize(Decimal("0.1"))
        year += amount
        booked = (year * Decimal("0.93")).quantize(Decimal("0.1"))
        found.append(
            ProjectProgress(
                f"PY-{number + 1:03d}",
                Period.of_month(YEAR, month),
                Invested(amount, year, start + year),
                Invested(None, booked, start + booked),
                funds=(year * Decimal("0.97")).quantize(Decimal("0.1")),
                image=_IMAGES[(number + month // 4) % 6],
                image_percent=Decimal(20 + month * 4),
                next_step="加快施工进度",
            )
        )
    return found


def typed() -> list[Filled]:
    """September of each project, as the clerk types it."""
    filled = []
    for number in range(COUNT):
        last = reports(number)[-1]
        plan = plan_of(number)
        amount = (plan / 12 * (80 + number * 11 % 40) / 100).quantize(Decimal("0.1"))
        assert last.booked.year is not None
        assert last.funds is not None
        booked, funds = last.booked.year + amount - 20, last.funds + amount
        filled.append(Filled(str(amount), str(booked), str(funds), str(58 + number % 9), ""))
    return filled


def changes() -> list[Change]:
    """All that stands in the data file before September."""
    found: list[Change] = [ProjectChange(ProjectKey(one.code), one) for one in projects()]
    for number in range(COUNT):
        found += [ProgressChange(ProgressKey(one.project, one.month), one) for one in reports(number)]
    for number, text in ((3, "弃渣场选址调整"), (3, "下库移民安置点供地"), (9, "征地拆迁滞后")):
        code = f"PY-{number + 1:03d}"
        no = 1 + sum(isinstance(one, ProblemChange) and one.key.project == code for one in found)
        its = Problem(code, no, text, "平阳县政府", date(2024, 8, 28), date(2024, 6, 3))
        found.append(ProblemChange(ProblemKey(code, no), its))
    return found


def write_data_file(path: Path) -> None:
    """A county's data file with the projects up to August."""
    with Store.create(path) as store:
        with store.writing() as session:
            save_pack(session, replace(wenzhou_pack(), ledger=NO_LEDGER))
        record(store, changes(), who="张某", why="月报")


def write_workbook(path: Path) -> None:
    """The same sheet as a bureau keeps it in Excel: last month's figures beside, sums as formulas."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["平阳县重点建设项目2024年9月进度表"])
    sheet.append(["填报单位：平阳县发展和改革局", *[None] * 10, "单位：万元"])
    sheet.append([])
    sheet.append(HEADS)
    for number, project in enumerate(projects()):
        row, last = FIRST_ROW + number, reports(number)[-1]
        line: list[object] = [number + 1, project.code, project.name, float(project.total)]
        line += [float(plan_of(number)), float(last.reported.year or 0), None, f"=F{row}+G{row}"]
        line += [
            f"={float(last.reported.start or 0)}+G{row}",
            None,
            None,
            None,
            last.image,
            None,
            last.next_step,
        ]
        sheet.append(line)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADS))
    book.save(path)
