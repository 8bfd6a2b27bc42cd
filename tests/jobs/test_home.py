"""The 工作台 in the real window: what it says, and that all of it leads somewhere, by mouse and by keyboard."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.jobs.windows import Walks
from tests.tour.walk import Walk, wait_for
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.history.history_page import BACKUPS, HistoryPage
from wzdesk.ui.home.home_desk import HomeDesk
from wzdesk.ui.home.home_page import HomePage
from wzdesk.ui.pages import ENTRY, HISTORY, HOME, PLANS
from wzdesk.ui.plans.plans_page import PlansPage
from wzdesk.ui.program import page_to_open
from wzdesk.ui.shell.status_bar import StatusBar

SEPTEMBER = Period.to_month(2023, 9)


def opened(walks: Walks, data: Path, page: str = HOME) -> Walk:
    """A window on a page, once the file is open."""
    walk = walks.window(data)
    ready: list[bool] = []
    walk.program.ready.connect(lambda: ready.append(True))
    walk.program.window.show_page(page)
    walk.program.window.show()
    wait_for(lambda: bool(ready), "the file")
    return walk


def home_of(walk: Walk) -> HomePage:
    """The page, with all that it reads."""
    page = walk.program.window.page(HOME)
    assert isinstance(page, HomePage)
    (desk,) = page.findChildren(HomeDesk)
    wait_for(lambda: not desk.busy and (bool(page.tiles.tiles) or page.no_figures.isVisible()), "its content")
    QApplication.processEvents()
    return page


def form_of(walk: Walk) -> FormPage:
    page = entry_screen_of(walk.program.window).currentWidget()
    assert isinstance(page, FormPage)
    return page


def show_home(walk: Walk) -> HomePage:
    QTest.keyClick(walk.program.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert walk.program.window.current_page == HOME
    return home_of(walk)


def said(button: QAbstractButton) -> str:
    return button.accessibleName()


def monthly(page: HomePage) -> QAbstractButton:
    """The line of the monthly form among those of what is due."""
    return next(line for line in page.due.lines if "月报表" in said(line))


def fill_a_cell(walk: Walk, period: Period | None = SEPTEMBER) -> None:
    entry_screen_of(walk.program.window).show_form("monthly", "330326", period)
    walk.program.window.show_page(ENTRY)
    form_of(walk).grid.select_cell(3, Column.TOTAL)
    walk.type("402.5")
    walk.press(Qt.Key.Key_Return)


def test_that_it_says_what_is_due_and_leads_there(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = home_of(walk)
    form, plan = monthly(page), page.due.lines[-1]
    assert "主要经济指标月报表" in said(form)
    assert "0 / 66 格" in said(form)
    assert "已过" in said(form) or "还有" in said(form) or "截止" in said(form)
    assert "49 / 49 行" in said(plan)
    form.click()
    assert walk.program.window.current_page == ENTRY
    assert form_of(walk).table.form.code == "monthly"
    show_home(walk).due.lines[-1].click()
    assert entry_screen_of(walk.program.window).currentWidget() is walk.entry


def test_that_the_verdicts_lead_to_the_items_that_have_them(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = home_of(walk)
    assert [page.verdicts[one].count for one in Verdict] == [33, 2, 5, 5, 0]
    assert page.verdicts[Verdict.UNDETERMINED].isHidden()
    page.verdicts[Verdict.MISSED].click()
    assert walk.program.window.current_page == PLANS
    plans = walk.program.window.page(PLANS)
    assert isinstance(plans, PlansPage)
    assert plans.shown_items == ["6", "18", "19", "20", "22"]


def test_that_a_key_figure_leads_to_its_row(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = home_of(walk)
    retail = next(tile for tile in page.tiles.shown if tile.figure.item_no == "10")
    assert said(retail) == "社会消费品零售总额：4257.1亿元 +7.9%，目标增长6%，完成"
    retail.click()
    grid = walk.entry.grid
    row = next(one.index for one in walk.entry.filled.table.rows() if one.item.no == "10")
    assert grid.cell_cursor.place == (row, grid.grid.column_of(Column.GROWTH))


def test_that_a_person_chooses_the_figures_for_good(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = home_of(walk)
    (desk,) = page.findChildren(HomeDesk)
    desk.choose_figures()
    chooser = desk.chooser
    assert chooser is not None
    assert set(chooser.ticked) == {tile.figure.item_no for tile in page.tiles.shown}
    for row in range(chooser.list.count()):
        item = chooser.list.item(row)
        wanted = item.text().endswith(("居民消费价格涨幅", "城市空气质量优良率"))
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    chooser.keep.click()
    assert [tile.figure.item_no for tile in home_of(walk).tiles.shown] == ["30", "41"]
    walks.close()
    again = opened(walks, data)
    assert [tile.figure.item_no for tile in home_of(again).tiles.shown] == ["30", "41"]
    (desk,) = home_of(again).findChildren(HomeDesk)
    desk.choose_figures()
    assert desk.chooser is not None
    desk.chooser.usual.click()
    assert len(home_of(again).tiles.shown) > 2


def test_that_one_goes_on_at_the_very_cell_also_after_a_restart(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    assert home_of(walk).go_on.text() == "开始填报"
    fill_a_cell(walk)
    name = form_of(walk).table.form.rows[4].name
    assert home_of_go_on(walk) == f"继续上次的填报：2023年1—9月　{name}"
    walks.close()
    again = opened(walks, data)
    home_of(again).go_on.click()
    page = form_of(again)
    assert (page.table.region.code, page.table.period) == ("330326", SEPTEMBER)
    assert page.grid.cell_cursor.place == (4, page.model.column_of(Column.TOTAL))


def home_of_go_on(walk: Walk) -> str:
    return show_home(walk).go_on.text()


def test_that_looking_alone_is_no_work_to_go_on_with(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    entry_screen_of(walk.program.window).show_form("monthly", "330326", SEPTEMBER)
    assert home_of_go_on(walk) == "开始填报"


def test_that_a_change_is_listed_and_leads_to_its_cell(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    fill_a_cell(walk)
    page = show_home(walk)
    (change,) = page.changes.lines
    assert f"今天 {datetime.now().astimezone():%H}" in said(change)
    assert "空 → 402.5" in said(change)
    walk.program.window.show_page(PLANS)
    change.click()
    assert form_of(walk).grid.cell_cursor.place == (3, form_of(walk).model.column_of(Column.TOTAL))


def test_that_a_star_is_listed_and_leads_to_its_row(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    entry_screen_of(walk.program.window).show_form("monthly", "330300", SEPTEMBER)
    form = form_of(walk)
    form.desk.note(form.table.follow_key(form.table.form.rows[10]), "跟踪")
    page = show_home(walk)
    (star,) = page.followed.lines
    assert said(star) == "社会消费品零售总额，2023年1—9月"
    star.click()
    place = form_of(walk).grid.cell_cursor.place
    assert place is not None
    assert place[0] == 10


def test_that_another_region_has_its_own_work(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    home_of(walk)
    fill_a_cell(walk, None)
    page = show_home(walk)
    page.region.set_current("330326")
    page.region.picked.emit("330326")
    page = home_of(walk)
    assert "1 / 66 格" in said(monthly(page))
    assert page.tiles.tiles == []
    assert page.no_figures.isVisible()
    walks.close()
    assert home_of(opened(walks, data)).region.current == "330326"


def test_that_backups_are_listed_and_lead_to_where_they_are_kept(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = home_of(walk)
    assert "还没有备份" in page.backups.words
    backups = walk.program.workspace.backups
    backups.see_what_is_due()
    wait_for(lambda: not backups.busy and bool(page.backups.lines), "the backup")
    assert "每日" in said(page.backups.lines[0])
    assert "已核对" in said(page.backups.lines[0])
    page.backups.lines[0].click()
    history = walk.program.window.page(HISTORY)
    assert isinstance(history, HistoryPage)
    assert (walk.program.window.current_page, history.view) == (HISTORY, BACKUPS)


def test_that_everything_is_reached_by_tab_and_pressed_by_enter(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = home_of(walk)
    walk.program.window.activateWindow()
    page.region.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    wanted = [page.go_on, page.search, *page.due.lines, *page.tiles.shown, page.verdicts[Verdict.MISSED]]
    assert [widget for widget in wanted if widget not in reached] == []
    assert all(widget.accessibleName() for widget in reached)
    tile = page.tiles.shown[0]
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tile, Qt.Key.Key_Return)
    assert walk.program.window.current_page == ENTRY


def test_that_the_status_bar_says_who_and_where(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    bar = walk.program.window.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    assert [text for text in bar.texts() if text in {"温州市计划.wzd", "2023年", "温州市"}] == [
        "温州市计划.wzd",
        "2023年",
        "温州市",
    ]


@pytest.mark.parametrize(
    ("day", "page", "opened_on"),
    (
        ("", "", ENTRY),
        ("2024-01-08", "", HOME),
        ("2024-01-08", ENTRY, HOME),
        ("2024-01-09", ENTRY, ENTRY),
        ("2024-01-09", HOME, HOME),
        ("2024-01-09", "gone", ENTRY),
    ),
)
def test_that_a_day_begins_on_the_workbench(day: str, page: str, opened_on: str) -> None:
    settings = QSettings("wzdesk", "wzdesk")
    settings.setValue("start/day", day)
    settings.setValue("start/page", page)
    assert page_to_open(settings, "2024-01-09") == opened_on


def test_that_a_start_on_the_same_day_goes_on_where_one_was(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    walk.program.window.show_page(HOME)
    walks.close()
    again = walks.window(data)
    assert again.program.window.current_page == HOME
