"""Make a small data file with something of every kind in it, by the program that is imported.

Run in a checkout of the program that the file is to be of: ``PYTHONPATH=. python .../make_file.py 0003.wzd``. What that
program has not got yet is left out.
"""

import csv
import shutil
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from openpyxl import Workbook

from wzdesk.__main__ import main
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.observation import ObsStatus
from wzdesk.domain.period import Period
from wzdesk.domain.verdict import Verdict
from wzdesk.services.fill_plan import PlanFilling
from wzdesk.services.open_data_file import DataFile, open_data_file
from wzdesk.services.places import pack_folder
from wzdesk.services.receiving.layouts import Layout, RowChoice
from wzdesk.services.receiving.reception import import_layouts

CITY, WHO = "330300", "王敏（市发展改革委）"
LEFT_OUT = ("plans/13fyp", "plans/14fyp", "plans/2024", "forms/yearly")
PROJECTS, FIGURES = 5, 36


def small_pack(folder: Path) -> Path:
    """The pack of Wenzhou with its plan of 2023, a part of its figures, and a few of its projects."""
    small = folder / "wenzhou"
    shutil.copytree(pack_folder("wenzhou"), small)
    for name in LEFT_OUT:
        for file in small.glob(f"{name}.*"):
            file.unlink()
    _cut(small / "observations.csv", FIGURES)
    if (small / "projects").is_dir():
        _cut(small / "projects" / "named.csv", PROJECTS)
    return small


def _cut(file: Path, lines: int) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows[: lines + 1])


def fill_plan(store: DataFile) -> None:
    """Texts of many kinds, a target, verdicts, and something taken back."""
    where = "typed_cell" if has("wzdesk.domain.typed_cell") else "plan_table"
    cells = import_module(f"wzdesk.domain.{where}")
    Column, TypedCell = cells.Column, cells.TypedCell  # noqa: N806 - the names of classes
    filling = PlanFilling.open(store, "2023", CITY, WHO)
    first, second, third, fourth, *_ = [part.indicator for _, part in filling.filled.table.plan.parts()]
    for cell in (
        TypedCell(first, Column.LEVEL, "8730.60"),
        TypedCell(second, Column.GROWTH, "8.7(实际增长7.9)"),
        TypedCell(third, Column.GROWTH, "约6.9"),
        TypedCell(fourth, Column.LEVEL, "暂无数据"),
        TypedCell(third, Column.TARGET, "增长8%以上"),
    ):
        filling.record([cell])
    filling.record(
        [TypedCell(first, Column.GROWTH, "6.90"), TypedCell(second, Column.LEVEL, "29.0")], ChangeKind.PASTE
    )
    filling.set_verdict("3", Verdict.UNDETERMINED, "统计口径待省里核定")
    filling.undo()
    filling.undo()
    filling.redo()


def receive(store: DataFile, folder: Path) -> Path:
    """A workbook to import, and what was taught about another one."""
    import_layouts(
        store,
        [Layout("0123456789abcdef", "主要经济指标月报表", {"生产总值(旧口径)": RowChoice(indicator="GDP")})],
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("2022年温州市主要经济指标",),
        ("指标", "单位", "2022年", "增长（%）"),
        ("地区生产总值", "亿元", "8029.8", "3.7"),
        ("社会消费品零售总额", "亿元", "4100.50", "2.1"),
        ("研发经费支出占GDP比重", "%", "2.51", ""),
    ):
        sheet.append(row)
    path = folder / "2022年指标.xlsx"
    book.save(path)
    return path


def fill_form(store: DataFile) -> None:
    """A month with remarks, comments and stars that is closed, and one that is open."""
    from wzdesk.domain.cell_note import NoteKey, NoteKind
    from wzdesk.domain.typed_cell import Column, TypedCell
    from wzdesk.services.enter_form import FormFilling

    for month, is_closed in ((8, True), (9, False)):
        period = Period.to_month(2023, month)
        filling = FormFilling.open(store, "monthly", CITY, period, WHO)
        rows = [row.indicator for row in filling.table.form.rows]
        filling.record(
            [TypedCell(code, Column.TOTAL, f"{at}{month}.50") for at, code in enumerate(rows[:4], 1)]
        )
        filling.note(NoteKey(NoteKind.COMMENT, CITY, rows[0], period, "level"), "已同市统计局核对")
        filling.note(NoteKey(NoteKind.FOLLOW_UP, CITY, rows[1], period), "下月再看")
        filling.record([TypedCell(rows[2], Column.REMARK, "含跨区项目")])
        if is_closed:
            filling.close()


def make_forms(store: DataFile) -> None:
    """A form of the office's own, changed once, and one of the pack that is retired."""
    from dataclasses import replace

    from wzdesk.services.make_form import draft_of_form, keep_form, retire_form

    draft = replace(draft_of_form(store, "quarterly"), code="", name="季度快报")
    own = keep_form(store, draft, WHO)
    keep_form(store, replace(draft_of_form(store, own.code), name="季度快报（试行）"), WHO)
    retire_form(store, "quarterly", WHO)


def fill_projects(store: DataFile) -> None:
    """Months of some projects, a problem, a move to another stage, and a project of the office's own."""
    from dataclasses import replace
    from datetime import date
    from decimal import Decimal

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
    from wzdesk.domain.projects.project import Stage
    from wzdesk.services.projects.act_on import move_to_stage
    from wzdesk.services.projects.read_project import all_projects
    from wzdesk.services.projects.record import record

    projects = all_projects(store)
    for month in (1, 2, 3):
        period, sum_so_far = Period.of_month(2024, month), Decimal(1250 * month)
        record(
            store,
            [
                ProgressChange(
                    ProgressKey(one.code, period),
                    ProjectProgress(
                        one.code,
                        period,
                        Invested(Decimal("1250.55"), sum_so_far, sum_so_far),
                        image="桩基完成",
                        image_percent=Decimal(month * 5),
                    ),
                )
                for one in projects[:4]
            ],
            who=WHO,
        )
    problem = Problem(projects[0].code, 1, "征地未完成", "市自然资源局", date(2024, 6, 30), date(2024, 3, 5))
    record(store, [ProblemChange(ProblemKey(problem.project, 1), problem)], who=WHO)
    move_to_stage(store, projects[1].code, Stage.IN_USE, date(2024, 3, 20), WHO)
    own = replace(projects[2], code="own-1", name="市民中心改造")
    record(store, [ProjectChange(ProjectKey(own.code), own)], who=WHO, why="市里新增")


def has(module: str) -> bool:
    """Whether the program has a part."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def make(path: Path) -> None:
    """The whole file."""
    with tempfile.TemporaryDirectory() as folder:
        assert main(["new", "--data", str(path), "--pack", str(small_pack(Path(folder)))]) == 0
        with open_data_file(path) as store:
            fill_plan(store)
            book = receive(store, Path(folder))
        assert main(["import", str(book), "--data", str(path)]) == 0
        with open_data_file(path) as store:
            if has("wzdesk.services.enter_form"):
                fill_form(store)
            if has("wzdesk.services.make_form"):
                make_forms(store)
            if has("wzdesk.services.projects.record"):
                fill_projects(store)
            filling = PlanFilling.open(store, "2023", CITY, WHO)
            first = next(part.indicator for _, part in filling.filled.table.plan.parts())
            filling.set_status(
                [key for key in filling.filled.table.observations if key.indicator == first],
                ObsStatus.ESTIMATED,
            )
        assert main(["undo", "--data", str(path)]) == 0
    shutil.rmtree(path.parent / "备份", ignore_errors=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
