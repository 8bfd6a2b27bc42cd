"""The page 项目进度: the ledger by window, filters, roll-up and back, board, problems, race, timeline."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester

from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import Walk, wait_for
from tests.ui.ledger_sample import CITY_LIST, NAMED, make_ledger
from wzdesk.domain.find import FindIndex
from wzdesk.domain.period import Period
from wzdesk.domain.projects.change import ProjectChange, ProjectKey
from wzdesk.domain.projects.ledger import LedgerColumn, Order
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.pack_ledger import MAIN_LIST
from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.selection import Selection
from wzdesk.services.find_everything import PROJECT, ProjectGoal, things_of
from wzdesk.services.projects.read_project import problems_of, project_of
from wzdesk.services.projects.record import record
from wzdesk.services.undo_change import turn
from wzdesk.ui.home.home_page import HomePage
from wzdesk.ui.pages import HOME, PROJECTS
from wzdesk.ui.projects.ledger.ledger_columns import SPECS, Col
from wzdesk.ui.projects.ledger.ledger_look import ColumnChooser
from wzdesk.ui.projects.projects_desk import month_to_begin
from wzdesk.ui.projects.projects_page import ProjectsPage, View
from wzdesk.ui.projects.projects_screen import ProjectsScreen, projects_screen_of
from wzdesk.ui.shell.status_bar import StatusBar

MORE = 400


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "重大项目.wzd"
    make_ledger(path, MORE).close()
    return path


@pytest.fixture
def walk(qapp: QApplication, template: Path, tmp_path: Path) -> Iterator[Walk]:
    path = tmp_path / template.name
    path.write_bytes(template.read_bytes())
    walks = Walks(qapp, tmp_path)
    walk = walks.window(path)
    walk.open()
    yield walk
    walks.close()


@pytest.fixture
def opened(walk: Walk) -> ProjectsPage:
    """As it opens: with the list of the year's major projects."""
    walk.program.window.show_page(PROJECTS)
    shown = projects_screen_of(walk.program.workspace).ledger
    wait_for(lambda: not walk.is_working and shown.ledger.lines.rowCount() > 0, "the ledger")
    return shown


@pytest.fixture
def page(walk: Walk, opened: ProjectsPage) -> ProjectsPage:
    """With all projects."""
    opened.filters.clear()
    wait_for(lambda: not walk.is_working, "the whole ledger")
    QApplication.processEvents()
    return opened


@pytest.fixture
def settled(walk: Walk) -> Callable[[], None]:
    def settle() -> None:
        for _ in range(3):
            QApplication.processEvents()
            wait_for(lambda: not walk.is_working, "the reading")

    return settle


def filters_of(page: ProjectsPage) -> Selection:
    return page.filters.selection


def view_of(page: ProjectsPage) -> str:
    return page.views.current


def names(page: ProjectsPage) -> list[str]:
    """What the first column says, as far as it was read."""
    model = page.ledger.lines
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)


def test_that_it_opens_on_the_list_of_major_projects(opened: ProjectsPage) -> None:
    assert opened.filters.selection == Selection(project_list=MAIN_LIST)
    assert opened.header.headline.text() != f"全部 {len(NAMED) + MORE} 项"


def test_that_a_ledger_without_reports_opens_on_its_last_year() -> None:
    august = Period.of_month(2024, 8)
    assert month_to_begin([2021, 2023, 2024], []) == Period.of_month(2024, 1)
    assert month_to_begin([2021, 2024], [Period.of_month(2023, 12), august]) == august


def test_that_the_headline_counts_the_whole_ledger(page: ProjectsPage) -> None:
    assert page.header.headline.text() == f"全部 {len(NAMED) + MORE} 项"
    assert page.header.natures.text().startswith("续建 ")


def test_that_the_ledger_keeps_the_rules_of_a_table_model(
    page: ProjectsPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.ledger.lines)  # type: ignore[no-untyped-call]


def test_that_a_line_shows_rate_lag_and_gap(page: ProjectsPage, settled: Callable[[], None]) -> None:
    page.filters.finder.setText("泰顺抽水蓄能")
    wait_for(lambda: page.ledger.lines.rowCount() == 2, "the project")
    settled()
    texts = {spec.col: page.ledger.lines.index(1, place).data() for place, spec in enumerate(SPECS)}
    assert texts[Col.PLAN] == "7.00"
    assert texts[Col.RATE] == "69.9"
    assert texts[Col.AHEAD] == "低于 −5.1"
    assert texts[Col.GAP] == "−0.38"


def test_that_only_the_windows_that_are_shown_are_read(
    page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.grouping_menu().actions()[-1].trigger()
    settled()
    rows, last = page.ledger.lines.rows, len(NAMED) + MORE - 1
    assert rows.count == last + 1
    assert rows.line(last) is None
    page.ledger.scrollToBottom()
    settled()
    line = rows.line(last)
    assert line is not None
    assert line.name == f"演示项目{MORE:05d}"


def test_that_groups_fold_by_the_arrow_keys_and_keep_what_was_read(page: ProjectsPage) -> None:
    table = page.ledger
    whole = table.lines.rowCount()
    table.select_row(3)
    press(table, Qt.Key.Key_Left)
    head = table.lines.rows.head(0)
    assert head is not None
    assert table.lines.rowCount() == whole - head.sum.count
    assert table.currentIndex().row() == 0
    press(table, Qt.Key.Key_Right)
    assert table.lines.rowCount() == whole
    assert names(page)[1] == NAMED[0][0]


def test_that_a_head_sorts_and_again_the_other_way(page: ProjectsPage, settled: Callable[[], None]) -> None:
    page.grouping_menu().actions()[-1].trigger()
    settled()
    page.ledger.ask_order(LedgerColumn.PLAN)
    settled()
    assert names(page)[0] == "苍南三澳核电一期"
    assert page.ledger.head.order == Order(LedgerColumn.PLAN, descending=True)
    page.ledger.ask_order(LedgerColumn.PLAN)
    settled()
    assert names(page)[0] == "鳌江南港流域江西洋平原排涝工程（四期）"


def test_that_chips_filter_and_the_sums_are_those_of_the_filtered(
    page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.filters.chips["fields"].picked.emit(frozenset({"水网安澜提升"}))
    page.filters.chips["natures"].picked.emit(frozenset({Nature.CARRIED_ON.value}))
    settled()
    shown = page.ledger.lines.rows.total
    assert names(page)[0].startswith("水网安澜提升")
    assert all(
        line.field == "水网安澜提升" and line.nature is Nature.CARRIED_ON
        for row in range(1, page.ledger.lines.rowCount())
        if (line := page.ledger.lines.line(row))
    )
    page.filters.lagging.click()
    settled()
    assert 0 < page.ledger.lines.rows.total.count < shown.count
    assert page.filters.selection.is_lagging


def test_that_a_filter_is_kept_under_its_name_for_the_file(
    page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.filters.troubled.click()
    page.filters.save_as("月报重点")
    page.filters.clear()
    settled()
    assert not filters_of(page).has_problems
    saved = next(one for one in page.filters.saved_menu().actions() if one.text() == "月报重点")
    saved.trigger()
    settled()
    assert filters_of(page).has_problems
    assert page.ledger.lines.rows.total.count == 6


def test_that_a_filter_that_leaves_nothing_says_how_to_see_all_again(
    page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.filters.finder.setText("没有这样的项目名")
    wait_for(lambda: page.filters.selection.text != "", "the typing")
    settled()
    assert not page.ledger.isVisible()
    press(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert page.ledger.isVisible()


def test_that_columns_left_out_stay_so(page: ProjectsPage) -> None:
    page.columns.set_shown(Col.FIELD, True)
    page.columns.set_shown(Col.GAP, False)
    again = ColumnChooser(page.ledger, page.filters.columns)
    assert Col.GAP in page.ledger.hidden_columns
    assert Col.FIELD not in page.ledger.hidden_columns
    again.reset()
    assert Col.GAP not in page.ledger.hidden_columns


def test_that_the_status_bar_adds_up_what_is_selected(walk: Walk, page: ProjectsPage) -> None:
    page.ledger.select_row(1)
    press(page.ledger, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    bar = walk.program.window.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    assert "选中 2 项　年度计划合计 24.00　1—9月合计 19.30　完成 80.4%" in bar.texts()


@pytest.mark.parametrize("way", ("field", "region", "list", "agency", "owner", "stage"))
def test_that_every_roll_up_leads_into_its_ledger_and_back(
    page: ProjectsPage, settled: Callable[[], None], way: str
) -> None:
    page.show_view(View.ROLL_UP)
    page.roll_up.ways.set_current(way)
    settled()
    table = page.roll_up.table
    keys = [table.lines.line(row).key for row in range(table.lines.rowCount())]
    row = next(row for row, key in enumerate(keys) if isinstance(key, tuple) and key and all(key))
    table.selectRow(row)
    count = int(table.lines.line(row).texts[1])
    press(table, Qt.Key.Key_Return)
    settled()
    assert view_of(page) == "ledger"
    assert page.ledger.lines.rows.total.count == count
    page.go_back()
    settled()
    assert view_of(page) == "roll_up"
    assert table.lines.line(0).texts[1] == str(len(NAMED) + MORE)


def test_that_the_list_of_the_city_can_be_chosen_alone(
    page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.filters.chips["project_list"].picked.emit(frozenset({CITY_LIST}))
    settled()
    assert page.ledger.lines.rows.total.count == (len(NAMED) + MORE + 1) // 2


def card(page: ProjectsPage, stage: Stage, name: str) -> LedgerLine:
    cards = page.board.lists[stage.value]
    line = next(one for one in cards.cards.lines if one.name == name)
    assert cards.choose(line.code)
    return line


def test_that_a_card_is_moved_by_a_key_with_its_day_and_taken_back(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.show_view(View.BOARD)
    settled()
    store = walk.program.workspace.file.store()
    line = card(page, Stage.BUILDING, "瓯江引水工程")
    press(page.board.lists[Stage.BUILDING.value], Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settled()
    project = project_of(store, line.code)
    assert project is not None
    assert project.stages[-1].stage is Stage.IN_USE
    assert project.stages[-1].on == date(2024, 9, 30)
    assert page.board.lists[Stage.IN_USE.value].line_of(line.code) is not None
    assert "已移到“建成投产”" in sentence_of(walk)
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    project = project_of(store, line.code)
    assert project is not None
    assert [move.stage for move in project.stages] == [Stage.BUILDING]
    assert page.board.lists[Stage.BUILDING.value].line_of(line.code) is not None


def test_that_a_card_is_moved_by_dropping_it_on_another_stage(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.show_view(View.BOARD)
    settled()
    line = card(page, Stage.PREPARED, "华润怡宝饮料生产基地")
    source, target = (page.board.lists[one.value] for one in (Stage.PREPARED, Stage.BUILDING))
    data: QMimeData = source.cards.mimeData([source.currentIndex()])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(drop)
    settled()
    project = project_of(walk.program.workspace.file.store(), line.code)
    assert project is not None
    assert project.stages[-1].stage is Stage.BUILDING


def test_that_a_problem_is_marked_solved_and_the_mark_taken_back(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.show_view(View.PROBLEMS)
    settled()
    assert page.problems.about.text() == "截至 2024.9.30，没有解决的 8 条，其中已过期 6 条"
    press(page, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.problems.about.text().startswith("截至 2024.9.30，没有解决的 7 条")
    solved = [
        one
        for place in range(1, len(NAMED) + 1)
        for one in problems_of(walk.program.workspace.file.store(), f"WZ{place:05d}")
        if one.solved
    ]
    assert [one.solved for one in solved] == [date(2024, 9, 30)]
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.problems.about.text().startswith("截至 2024.9.30，没有解决的 8 条")


def test_that_the_race_prints_its_formula_and_thresholds(
    page: ProjectsPage, settled: Callable[[], None]
) -> None:
    page.show_view(View.RACE)
    settled()
    assert "投资完成率 × 0.4" in page.race.formula.text()
    assert "红旗 ≥ 95" in page.race.formula.text()
    lines = page.race.table.lines
    scores = [Decimal(lines.line(row).texts[2]) for row in range(lines.rowCount())]
    assert scores == sorted(scores, reverse=True)


def test_that_the_timeline_says_who_is_overdue(page: ProjectsPage, settled: Callable[[], None]) -> None:
    page.show_view(View.TIMELINE)
    settled()
    lines = page.timeline.table.lines
    states = {lines.line(row).texts[0]: lines.line(row).texts[4] for row in range(lines.rowCount())}
    assert states["市域铁路S3线一期"] == "逾期 92 天未竣工"


def test_that_nothing_to_undo_or_to_redo_is_told(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    press(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert sentence_of(walk) == "没有可以重做的改动。"
    while turn(walk.program.workspace.file.store(), "", back=True):
        pass
    press(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sentence_of(walk) == "没有可以撤销的改动了。"
    settled()


def test_that_the_views_are_turned_by_a_key(page: ProjectsPage, settled: Callable[[], None]) -> None:
    seen = []
    for _ in View:
        seen.append(page.view)
        press(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        settled()
    assert seen == list(View)
    press(page, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.view is View.PROBLEMS


def test_that_the_panel_opens_beside_and_follows_the_line(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    screen = projects_screen_of(walk.program.workspace)
    page.ledger.select_row(1)
    press(page.ledger, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_for(lambda: screen.panel is not None and screen.panel.line is not None, "the panel")
    assert screen.panel is not None
    page.ledger.select_row(2)
    wait_for(lambda: project_in(screen) == NAMED[1][0], "the next project")
    press(page.ledger, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not screen.panel.isVisible()


def project_in(screen: ProjectsScreen) -> str:
    """The name in the panel."""
    return screen.panel.line.project.name if screen.panel is not None and screen.panel.line else ""


def test_that_the_month_of_the_chosen_projects_is_filled_and_left(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    screen = projects_screen_of(walk.program.workspace)
    page.filters.troubled.click()
    settled()
    page.fill_button.click()
    assert screen.monthly is not None
    assert screen.currentWidget() is screen.monthly
    assert len(screen.monthly.sheet.lines) == 6
    screen.monthly.done.emit()
    settled()
    assert screen.currentWidget() is page


def test_that_the_panel_behind_the_month_is_read_when_it_is_seen_again(
    walk: Walk, page: ProjectsPage, settled: Callable[[], None]
) -> None:
    screen, workspace = projects_screen_of(walk.program.workspace), walk.program.workspace
    screen.show_project("WZ00010")
    wait_for(lambda: project_in(screen) == "瓯江引水工程", "the project in the panel")
    screen.fill_month()
    assert screen.monthly is not None
    before = project_of(workspace.file.store(), "WZ00010")
    assert before is not None
    renamed = ProjectChange(ProjectKey("WZ00010"), replace(before, name="瓯江引水二期"))
    keys = record(workspace.file.store(), [renamed], who="张三").keys
    workspace.signals.announce(frozenset(keys))
    wait_for(lambda: not screen._resting.isActive(), "the rest after which the panel would follow")
    settled()
    assert project_in(screen) == "瓯江引水工程"
    screen.monthly.done.emit()
    wait_for(lambda: project_in(screen) == "瓯江引水二期", "the project as it is now")


def test_that_the_search_for_everything_leads_to_a_project(walk: Walk, page: ProjectsPage) -> None:
    store, place = walk.program.workspace.file.store(), walk.program.workspace.place
    found = FindIndex(things_of(store, place.plan.code, place.region.code)).find("oj")
    goals = {thing.name: thing.goal for group in found if group.kind == PROJECT for thing in group.things}
    assert goals == {"瓯江引水工程": ProjectGoal("WZ00010")}
    screen = projects_screen_of(walk.program.workspace)
    screen.show_project("WZ00010")
    wait_for(lambda: project_in(screen) == "瓯江引水工程", "the project in the panel")


def test_that_the_workbench_says_how_the_projects_stand_and_leads_there(
    walk: Walk, page: ProjectsPage
) -> None:
    window = walk.program.window
    window.show_page(HOME)
    home = window.page(HOME)
    assert isinstance(home, HomePage)
    wait_for(home.projects.isVisible, "the line of the projects")
    assert home.projects.text().startswith("项目 9月：年度计划完成 ")
    home.projects.click()
    assert window.current_page == PROJECTS
