"""What leaves the ledger as a workbook comes back without a difference."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.projects.test_project_sheets import received
from wzdesk.db.store import Store
from wzdesk.domain.change import Change
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.errors import Refused
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
from wzdesk.domain.projects.project import AnnualPlan, Nature, Project
from wzdesk.domain.projects.when import When
from wzdesk.reports.paper.printout import a4
from wzdesk.services.projects.export import Kind, export_projects, lay_out
from wzdesk.services.projects.record import record

SEPTEMBER = Period.of_month(2024, 9)
WORDS = st.text("主体施工完成桩基吊装用地未落实征迁剩余３5%，；。（）=+-@'\"<&>\n 1.①", max_size=24)
NAMES = st.text("鳌江万全产业园高速公路引水工程一二三期S3线（）", min_size=3, max_size=12)
AMOUNTS = st.integers(0, 10**13).map(lambda fen: Decimal(fen).scaleb(-6))
DATES = st.builds(When, st.integers(2015, 2035), st.integers(0, 12))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Change]:
    changes: list[Change] = []
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique_by=lambda name: name))
    for number, name in enumerate(names):
        code = f"P-{number:03d}"
        project = Project(
            code,
            name,
            draw(st.sampled_from(["先进制造业基地", "交通强市", ""])),
            regions=tuple(
                draw(st.lists(st.sampled_from(["330326", "330327", "330300HJ"]), max_size=2, unique=True))
            ),
            content=draw(WORDS),
            owner=draw(WORDS),
            agency=draw(WORDS),
            total=draw(AMOUNTS),
            planned_start=draw(st.none() | DATES),
            planned_end=draw(st.none() | DATES),
            plans=(AnnualPlan(2024, draw(AMOUNTS), draw(st.sampled_from(Nature))),),
        )
        changes.append(ProjectChange(ProjectKey(code), project))
        told = Invested(*(draw(st.none() | AMOUNTS) for _ in range(3)))
        report = ProjectProgress(code, SEPTEMBER, told, image=draw(WORDS))
        changes.append(ProgressChange(ProgressKey(code, SEPTEMBER), report))
        problem = draw(WORDS)
        if problem.strip():
            stored = Problem(code, 1, problem, raised=date(2024, 9, 1))
            changes.append(ProblemChange(ProblemKey(code, 1), stored))
    return changes


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=ledgers())
def test_that_what_was_exported_is_imported_with_no_change(
    changes: list[Change], bare_file: Path, tmp_path: Path
) -> None:
    with Store.open(Path(shutil.copy(bare_file, tmp_path / "项目.wzd"))) as store:
        record(store, changes, who="张三")
        for kind in (Kind.LIST, Kind.MONTHLY):
            out = tmp_path / f"{kind.value}.xlsx"
            export_projects(store, kind, SEPTEMBER, out)
            reception = received(store, out)
            assert len(reception.rows) == sum(isinstance(one, ProjectChange) for one in changes)
            assert [each for each in reception.differences if each.kind.value != "same"] == []
            assert not [one for one in reception.findings if one.rule.name in {"SUM_APART", "COUNT_APART"}]


@pytest.fixture
def ledger(store: Store, shared: Path) -> Store:
    reception = received(store, next((shared / "forms").glob("a03_*.xlsx")))
    reception.apply(reception.with_new_projects())
    return store


@pytest.mark.parametrize("kind", tuple(Kind))
def test_that_a_table_prints_on_a4_across_with_its_headings_on_every_page(
    ledger: Store, kind: Kind, tmp_path: Path
) -> None:
    export_projects(ledger, kind, SEPTEMBER, tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows in {"$3:$3", "$3:$4"}
    assert sheet.page_setup.fitToWidth == 1


def test_that_sums_are_formulas_over_the_rows_of_their_field(ledger: Store, tmp_path: Path) -> None:
    export_projects(ledger, Kind.MONTHLY, SEPTEMBER, tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    results = openpyxl.load_workbook(tmp_path / "表.xlsx", data_only=True).worksheets[0]
    rows = {str(row[2].value): number for number, row in enumerate(sheet.iter_rows(), 1)}
    total, field = rows["合计（11个）"], rows["一、先进制造业基地（4个）"]
    assert sheet.cell(field, 7).value == f"=SUM(G{field + 1}:G{field + 4})"
    assert str(sheet.cell(total, 7).value).startswith(f"=G{field}+G")
    assert results.cell(total, 7).value == 1_663_000


def test_that_a_month_without_projects_is_refused_and_nothing_written(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有这样的项目"):
        export_projects(store, Kind.LIST, SEPTEMBER, tmp_path / "表.xlsx")
    assert not (tmp_path / "表.xlsx").exists()


def test_that_only_invented_projects_are_marked(ledger: Store) -> None:
    layout = lay_out(ledger, Kind.LIST, SEPTEMBER)
    assert layout.mark == ""
    invented = Project(
        "YS-1", "编造的项目", "交通强市", is_invented=True, plans=(AnnualPlan(2024, Decimal(1), Nature.NEW),)
    )
    record(ledger, [ProjectChange(ProjectKey("YS-1"), invented)], who="张三")
    layout = lay_out(ledger, Kind.LIST, SEPTEMBER)
    assert layout.mark == DEMO_MARK
    assert DEMO_MARK in layout.cells[0].text
    assert a4(is_landscape=layout.is_landscape).width > 800
