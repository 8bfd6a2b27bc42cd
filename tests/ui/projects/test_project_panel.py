"""The panel of a project: what it shows, and what can be changed in it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.jobs import month_of_40 as job
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import ProjectChange, ProjectKey
from wzdesk.domain.projects.lag import ahead
from wzdesk.domain.projects.month_sheet import MonthLine
from wzdesk.domain.projects.project import AnnualPlan, Nature
from wzdesk.domain.projects.project_texts import Field
from wzdesk.services.projects.read_project import history_of, project_of
from wzdesk.services.projects.record import record
from wzdesk.ui.program import Program
from wzdesk.ui.projects.detail.curve_shape import curve_shape
from wzdesk.ui.projects.detail.editor import ProjectEditor
from wzdesk.ui.projects.detail.lag_label import lag_sentence
from wzdesk.ui.projects.detail.panel import ProjectPanel

AUGUST = Period.of_month(2024, 8)


@pytest.fixture
def panel(program: Program) -> ProjectPanel:
    made = ProjectPanel(program.workspace, program.window)
    assert made.show_project("PY-004", AUGUST)
    made.show()
    return made


def test_that_every_tab_shows_a_project(panel: ProjectPanel) -> None:
    for number in range(6):
        panel.choose_tab(number)
    assert panel.line is not None
    assert len(panel.line.open_problems) == 2
    assert not panel.show_project("没有的", AUGUST)
    assert panel.line is None


def test_that_an_edited_project_is_stored_with_its_reason(panel: ProjectPanel, program: Program) -> None:
    data = program.workspace.file.store()
    project = project_of(data, "PY-004")
    assert project is not None
    editor = ProjectEditor(program.workspace.theme, project, panel.places, panel._store_project, panel)
    editor.fields[Field.PERSON].setText("李某")
    editor.why.setText("换人")
    editor._on_saved()
    after = project_of(data, "PY-004")
    assert after == replace(project, person="李某")
    step = history_of(data, "PY-004")[0]
    assert (step.what, step.after, step.change_set.why) == ("责任人", "李某", "换人")
    assert panel.line is not None
    assert panel.line.project.person == "李某"


def test_that_a_place_typed_by_name_keeps_the_project_in_its_county(
    panel: ProjectPanel, program: Program
) -> None:
    data = program.workspace.file.store()
    project = project_of(data, "PY-004")
    assert project is not None
    assert project.regions == ("330326",)
    editor = ProjectEditor(program.workspace.theme, project, panel.places, panel._store_project, panel)
    assert editor.fields[Field.REGIONS].text() == panel.places.names["330326"]
    editor.fields[Field.REGIONS].setText("苍南县，平阳县")
    editor._on_saved()
    after = project_of(data, "PY-004")
    assert after is not None
    assert after.regions == ("330327", "330326")
    editor.fields[Field.REGIONS].setText("平羊县")
    editor._on_saved()
    assert "平羊县" in editor.told.text()
    assert project_of(data, "PY-004") == after


def test_that_a_form_with_mistakes_stays_open_and_changes_nothing(
    panel: ProjectPanel, program: Program
) -> None:
    data = program.workspace.file.store()
    project = project_of(data, "PY-004")
    assert project is not None
    editor = ProjectEditor(program.workspace.theme, project, panel.places, panel._store_project, panel)
    editor.fields[Field.TOTAL].setText("很多")
    editor._on_saved()
    assert "总投资" in editor.told.text()
    assert project_of(data, "PY-004") == project


def test_that_a_hidden_panel_reads_what_changed_when_it_is_shown(
    panel: ProjectPanel, program: Program
) -> None:
    panel.hide()
    assert panel.line is not None
    before = panel.line.project
    data, changed = program.workspace.file.store(), replace(before, person="李某")
    keys = record(data, [ProjectChange(ProjectKey(before.code), changed)], who="张三").keys
    program.workspace.signals.announce(frozenset(keys))
    assert panel.line.project == before
    panel.show()
    assert panel.line.project == changed


def test_that_a_split_package_keeps_the_years_plan(panel: ProjectPanel, program: Program) -> None:
    data = program.workspace.file.store()
    before = project_of(data, "PY-004")
    assert before is not None
    panel._store_split((("一期", "1000", "500"), ("二期", "800", "")))
    package, first = project_of(data, "PY-004"), project_of(data, "PY-004-1")
    assert package is not None
    assert first is not None
    july, august = (Period.of_month(2024, month) for month in (7, 8))
    assert package.plan_in(july) == before.plan_in(july)
    plans = [one.plan_in(august) for one in (package, first)]
    assert sum((its.amount or Decimal(0) for its in plans if its), Decimal(0)) == job.plan_of(3)


def test_that_the_curve_says_how_the_plan_was_spread_and_the_year_projected() -> None:
    line = MonthLine(AUGUST, job.projects()[3], tuple(job.reports(3)))
    shape = curve_shape(line)
    assert shape.unit == "亿元"
    assert len(shape.actual) == 9
    assert shape.ahead[0] == shape.now
    assert "里程碑" in shape.words
    assert "近三月均速" in shape.words


def test_that_a_curve_of_a_small_project_is_in_wan() -> None:
    small = replace(job.projects()[3], plans=(AnnualPlan(2024, Decimal(300), Nature.NEW),))
    shape = curve_shape(MonthLine(AUGUST, small))
    assert (shape.unit, shape.year_label, shape.now) == ("万元", "年计划 300", None)


def test_that_a_project_without_plan_or_report_is_drawn_as_nothing() -> None:
    bare = replace(job.projects()[3], plans=())
    shape = curve_shape(MonthLine(AUGUST, bare))
    assert (shape.planned, shape.actual) == ((), ())
    assert "没有年度计划" in shape.words


def test_that_the_lag_is_said_in_the_offices_words() -> None:
    behind, before = ahead(Decimal("4.89"), Decimal(7), 9), ahead(Decimal("629.0"), Decimal("647.4"), 10)
    assert behind is not None
    assert before is not None
    assert lag_sentence(behind) == "低于序时进度 5.1 个百分点"
    assert lag_sentence(before) == "达到序时进度，快 13.8 个百分点"
