"""The page of forms: typed by keys, followed by the panel, closed and opened again."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.form_sample import close, monthly_page
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.checks.reviewed import form_cells
from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.entry.no_rows import NoRows
from wzdesk.ui.forms.form_filters import FormFilter
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.forms.form_rows import build_rows

SEPTEMBER = Period.to_month(2023, 9)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


@pytest.fixture
def page(store: DataFile, qtbot: QtBot) -> FormPage:
    """September of Wenzhou, shown in a window of the smallest size."""
    page = monthly_page(store, qtbot, SEPTEMBER)
    qtbot.waitUntil(lambda: not page.checking.is_running)
    return page


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focused(), key, modifiers)


def typed(text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    for sign in text:
        QTest.keyClicks(_focused(), sign)
    press(key)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def shown(page: FormPage, indicator: str, column: Column) -> str:
    return page.model.cell(page.model.row_of(indicator), page.model.column_of(column)).text


def place_of(page: FormPage) -> tuple[str, Column | None]:
    place = page.grid.cell_cursor.place
    assert place is not None
    return page.model.rows[place[0]].indicator, page.model.specs[place[1]].stored


def compose(sign: str) -> None:
    """As an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(sign)
    QApplication.sendEvent(_focused(), event)


def test_that_rows_are_typed_one_below_the_other(page: FormPage) -> None:
    page.grid.select_cell(0, Column.TOTAL)
    for text in ("6432.1", "=1000+213.5", "3100"):
        typed(text)
    assert [shown(page, its, Column.TOTAL) for its in ("GDP", "IND_VA", "SERVICE_VA")] == [
        "6432.1",
        "1213.5",
        "3100",
    ]
    assert page.header.progress.text() == "已填 3 / 66 格"


def test_that_the_panel_follows_each_key_and_nothing_is_stored_before(
    page: FormPage, store: DataFile
) -> None:
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.TOTAL)
    for sign in "4486000":
        QTest.keyClicks(_focused(), sign)
    content = page.panel.content
    assert content is not None
    assert content.is_typing
    assert (content.given, content.read_as, str(content.trend.now)) == ("4486000", "合 448.6 亿元", "4486000")
    assert FormFilling.open(store, "monthly", "330300", SEPTEMBER).table.counts()[0] == 0
    press(Qt.Key.Key_Escape)
    assert shown(page, "BUDGET_REVENUE", Column.TOTAL) == ""


def test_that_a_refused_text_stays_in_the_editor(page: FormPage) -> None:
    said: list[str] = []
    page.refused.connect(said.append)
    page.desk.record([TypedCell("FAI", Column.GROWTH, "6.9")], ChangeKind.EDIT)
    page.grid.select_cell(page.model.row_of("FAI"), Column.TOTAL)
    for sign in "增长7%":
        QTest.keyClicks(_focused(), sign) if sign.isascii() else compose(sign)
    press(Qt.Key.Key_Return)
    assert "“增速”列已有 6.9" in said[0]
    assert page.grid.editing.is_open
    press(Qt.Key.Key_Escape)


def test_that_enter_runs_down_the_cells_to_fill_and_passes_over_the_others(page: FormPage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.MONTH)
    typed("398000")
    assert place_of(page) == ("CONTAINERS", Column.MONTH)  # deposits and loans have no single month
    press(Qt.Key.Key_Up)
    QTest.keyClicks(_focused(), "1")
    assert not page.grid.editing.is_open
    assert "没有单月的数" in said[0]
    press(Qt.Key.Key_Return)
    assert place_of(page) == ("CONTAINERS", Column.MONTH)
    page.grid.select_cell(0, Column.GROWTH)
    press(Qt.Key.Key_Tab)
    assert place_of(page) == ("GDP", Column.REMARK)  # over target and completion


def test_that_a_form_opens_where_filling_goes_on(page: FormPage) -> None:
    assert place_of(page) == ("GDP", Column.MONTH)
    page.desk.record([TypedCell(its, Column.TOTAL, "1") for its in ("GDP", "IND_VA")], ChangeKind.EDIT)
    page.show_form("monthly", "330300", SEPTEMBER)
    assert place_of(page) == ("SERVICE_VA", Column.TOTAL)


def test_that_an_undo_shows_the_cell_that_went_back(page: FormPage) -> None:
    page.grid.select_cell(2, Column.TOTAL)
    typed("3100")
    page.grid.select_cell(9, Column.GROWTH)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(page, "SERVICE_VA", Column.TOTAL) == ""
    place = page.grid.cell_cursor.place
    assert place is not None
    assert (place[0], page.model.specs[place[1]].stored) == (2, Column.TOTAL)
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert shown(page, "SERVICE_VA", Column.TOTAL) == "3100"


def test_that_a_closed_month_is_only_looked_at_until_it_is_opened_with_a_reason(
    page: FormPage, qtbot: QtBot
) -> None:
    close(page, qtbot)
    assert page.model.is_read_only
    assert page.header.due.text() == "已关账"
    total = page.model.column_of(Column.TOTAL)
    assert all(CellState.LOCKED in page.model.state(row, total) for row in range(page.model.rowCount()))
    said: list[str] = []
    page.told.connect(said.append)
    page.grid.select_cell(0, Column.TOTAL)
    typed("1")
    assert shown(page, "GDP", Column.TOTAL) == ""
    assert said

    page.header.close_button.click()
    page.panel._reason_box.given.emit("省局核减")

    assert page.header.close_button.text() == "关账"
    page.grid.select_cell(0, Column.TOTAL)
    typed("2")
    assert shown(page, "GDP", Column.TOTAL) == "2"
    page.undo()
    page.undo()
    assert page.table.is_closed
    assert said[-1] == "撤销了这张表的关账。"


def test_that_a_comment_and_a_star_show_in_the_grid(page: FormPage) -> None:
    page.grid.select_cell(3, Column.TOTAL)
    page.panel.comment_asked.emit()
    page.panel.comment_given.emit("待省局反馈")
    page.panel.follow_asked.emit()

    total = page.model.column_of(Column.TOTAL)
    assert CellState.COMMENTED in page.model.state(3, total)
    assert "待省局反馈" in str(page.model.data(page.model.index(3, total), Qt.ItemDataRole.ToolTipRole))
    assert page.tools.chips[FormFilter.FOLLOWED].isVisible()
    page.tools.chips[FormFilter.FOLLOWED].click()
    assert page.grid.visible_part().rows == (3,)


def test_that_months_and_regions_are_left_with_what_was_typed_stored(page: FormPage) -> None:
    page.grid.select_cell(0, Column.TOTAL)
    QTest.keyClicks(_focused(), "7")
    page.tools.before.click()
    assert page.table.period == Period.to_month(2023, 8)
    page.tools.after.click()
    assert shown(page, "GDP", Column.TOTAL) == "7"
    page.header.place_picked.emit("330326", SEPTEMBER)
    assert (page.table.region.name, shown(page, "GDP", Column.TOTAL)) == ("平阳县", "")


def test_that_last_years_figure_that_was_revised_says_so(page: FormPage, store: DataFile) -> None:
    before = FormFilling.open(store, "monthly", "330300", SEPTEMBER.year_before)
    before.record([TypedCell("RETAIL", Column.TOTAL, "3100.5")], ChangeKind.EDIT)
    page.reload()
    row, column = page.model.row_of("RETAIL"), page.model.column_of(Column.LAST_YEAR)
    assert page.model.cell(row, column).text == "3100.5"
    page.desk.record([TypedCell("RETAIL", Column.LAST_YEAR, "3105.0")], ChangeKind.EDIT)
    cell = page.model.cell(row, column)
    assert cell.text == "3105.0"
    assert CellState.REVISED in cell.state
    assert "上年报的是 3100.5" in cell.remark


def test_that_all_columns_stand_in_the_smallest_window(page: FormPage) -> None:
    assert page.grid.horizontalScrollBar().maximum() == 0
    headed = [spec.title for spec in page.model.specs]
    assert headed == [
        "类别",
        "序号",
        "指标名称",
        "单位",
        "1—9月",
        "9月",
        "1—9月累计",
        "增速",
        "2023年目标",
        "完成率",
        "备注",
    ]


def test_that_the_chart_shows_the_months_of_the_years_before(page: FormPage, store: DataFile) -> None:
    for year, share in ((2021, "70"), (2022, "72")):
        for month, text in ((9, share), (12, "100")):
            filling = FormFilling.open(store, "monthly", "330300", Period.to_month(year, month))
            filling.record([TypedCell("FAI", Column.TOTAL, text)])
    page.reload()
    page.desk.record([TypedCell("FAI", Column.TOTAL, "142")], ChangeKind.EDIT)
    page.grid.select_cell(page.model.row_of("FAI"), Column.TOTAL)
    page.panel.comment_asked.emit()
    content = page.panel.content
    assert content is not None
    trend = content.trend
    assert [line.year for line in trend.lines] == [2021, 2022, 2023]
    assert trend.projection is not None
    assert (str(trend.projection.value), "71.0%" in trend.projection.method) == ("200.0", True)
    assert page.table.form.columns[-1] is FormColumn.REMARK

    filling = FormFilling.open(store, "monthly", "330300", Period.to_month(2023, 10))
    filling.record([TypedCell("FAI", Column.TOTAL, "150")])
    page.reload()
    content = page.panel.content
    assert content is not None
    assert content.trend.projection is None


def test_that_the_chart_speaks_in_the_unit_of_the_form(page: FormPage, store: DataFile) -> None:
    for year, text in ((2020, "3900000"), (2021, "4100000"), (2022, "4300000")):
        filling = FormFilling.open(store, "monthly", "330300", Period.to_month(year, 9))
        filling.record([TypedCell("BUDGET_REVENUE", Column.TOTAL, text)])
    page.reload()
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.TOTAL)
    page._panel_desk.show_cell()
    content = page.panel.content
    assert content is not None
    trend = content.trend
    assert trend.unit == "万元"
    assert trend.lines[-1].points == ((9, Decimal(4300000)),)
    assert trend.usual == (Decimal(3900000), Decimal(4300000))


def test_that_rows_are_found_by_initials_while_one_types(page: FormPage) -> None:
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for sign in "gdzctz":
        QTest.keyClicks(_focused(), sign)
    assert [page.model.rows[row].head.item for row in page.grid.visible_part().rows] == ["固定资产投资"]
    press(Qt.Key.Key_Return)
    assert page.grid.hasFocus()
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Escape)
    assert len(page.grid.visible_part().rows) == 24


def test_that_after_acts_the_grid_shows_what_one_made_anew_would(page: FormPage) -> None:
    page.checking.check(form_cells(page.table))
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.TOTAL)
    for text in ("378", "-5", "暂无数据"):
        page.desk.record([TypedCell("BUDGET_REVENUE", Column.TOTAL, text)], ChangeKind.EDIT)
        page.desk.record([TypedCell("FAI", Column.TOTAL, "增长7%")], ChangeKind.EDIT)
        page.panel.follow_asked.emit()
        assert page.model.rows == build_rows(page.table, page.model.specs, page.checking.marks)
        page.undo()
        page.undo()
        assert page.model.rows == build_rows(page.table, page.model.specs, page.checking.marks)


def test_that_a_form_turns_over_to_one_indicator_of_all_regions_and_back_to_the_same_cell(
    page: FormPage,
) -> None:
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.GROWTH)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.table.is_across
    assert page.tools.shape.current == "across"
    assert page.grid.cell_cursor.place == (page.model.row_of("330300"), page.model.column_of(Column.GROWTH))

    page.grid.select_cell(page.model.row_of("330326"), Column.TOTAL)
    typed("100.5")
    assert shown(page, "330326", Column.TOTAL) == "100.5"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert (page.table.is_across, page.table.region.name) == (False, "平阳县")
    assert shown(page, "BUDGET_REVENUE", Column.TOTAL) == "100.5"
    assert page.grid.cell_cursor.place == (
        page.model.row_of("BUDGET_REVENUE"),
        page.model.column_of(Column.TOTAL),
    )


def test_that_the_sum_of_the_regions_cannot_be_typed(page: FormPage) -> None:
    said: list[str] = []
    page.told.connect(said.append)
    page.grid.select_cell(page.model.row_of("BUDGET_REVENUE"), Column.TOTAL)
    page.turn_over()
    page.grid.select_cell(page.model.rowCount() - 1, Column.TOTAL)
    press(Qt.Key.Key_5)
    assert not page.grid.editing.is_open
    assert "各地区相加" in said[-1]


def test_that_months_are_turned_and_indicators_picked_in_the_turned_over_form(page: FormPage) -> None:
    page.grid.select_cell(page.model.row_of("GDP"), Column.TOTAL)
    page.turn_over()
    page.grid.select_cell(page.model.row_of("330303"), Column.TOTAL)
    page.tools.before.click()
    assert (page.table.is_across, page.table.period) == (True, Period.to_month(2023, 8))
    assert page.grid.cell_cursor.place is not None
    assert page.grid.cell_cursor.place[0] == page.model.row_of("330303")
    page.header.indicator.picked.emit("DEPOSITS")
    assert {row.indicator for row in page.table.form.rows} == {"DEPOSITS"}
    page.tools.finder.setText("py")
    shown_rows = [page.table.form.rows[row].name for row in page.grid.visible_part().rows]
    assert shown_rows == ["平阳县"]


def test_that_region_and_period_are_never_cut_short_on_a_small_window_at_150_percent(
    page: FormPage, qtbot: QtBot
) -> None:
    page.header.form.theme.set_scale(150)
    page.desk.close("")
    page.reload()
    header = page.header
    whole = (header.region, header.period, header.close_button, header.correct_button)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in whole))
    assert page.header.width() == 1298


def test_that_the_periods_before_and_after_have_their_keys(page: FormPage) -> None:
    for key, period in ((Qt.Key.Key_PageDown, Period.to_month(2023, 10)), (Qt.Key.Key_PageUp, SEPTEMBER)):
        press(key, Qt.KeyboardModifier.ControlModifier)
        assert page.table.period == period


def test_that_the_panel_shows_figures_with_a_true_minus(
    page: FormPage, store: DataFile, qtbot: QtBot
) -> None:
    august = FormFilling.open(store, "monthly", "330300", Period.to_month(2023, 8))
    august.record([TypedCell("FAI", Column.GROWTH, "-6.5")])
    page.reload()
    page.grid.select_cell(page.model.row_of("FAI"), Column.GROWTH)
    typed("-4.2", Qt.Key.Key_Tab)
    page.grid.select_cell(page.model.row_of("FAI"), Column.GROWTH)

    def shows_all() -> bool:
        content = page.panel.content
        return content is not None and content.given == "−4.2" and bool(content.history)

    qtbot.waitUntil(shows_all)
    content = page.panel.content
    assert content is not None
    assert content.last[0][2] == "−6.5"
    assert content.history[0].text.endswith("空 → −4.2")
    stored = page.table.observation(page.table.form.rows[page._place[0]], FormColumn.GROWTH)
    assert stored is not None
    assert stored.quantity.text == "-4.2"


def test_that_a_grid_without_rows_says_so(page: FormPage) -> None:
    label = page.grid.viewport().findChild(NoRows)
    assert isinstance(label, NoRows)
    page.tools.finder.setText("没有这个指标")
    assert label.isVisible()
    page.tools.finder.clear()
    assert not label.isVisible()
