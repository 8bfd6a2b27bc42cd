"""The page of forms for quarters and years, closed months corrected, and remarks carried over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.form_sample import close, form_page
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.form import FormColumn
from wzdesk.domain.period import Frequency, Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import DataFile, create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.charts.month_shape import month_shape_of
from wzdesk.ui.entry.grid_rows import CellState
from wzdesk.ui.forms.form_page import FormPage

SEPTEMBER = Period.to_month(2024, 9)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFile]:
    """Invented quarters and months; nothing is stored in it here."""
    path = tmp_path_factory.mktemp("demo") / "data.wzd"
    with create_data_file(path, pack_folder("demo")) as store:
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataFile]:
    with create_data_file(tmp_path / "data.wzd", pack_folder("wenzhou")) as store:
        yield store


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def titles(page: FormPage) -> list[str]:
    return [spec.title for spec in page.model.specs][3:]


def look_at(page: FormPage, indicator: str, column: Column) -> None:
    page.grid.select_cell(page.model.row_of(indicator), column)
    page._panel_desk.show_cell()


def test_that_a_quarterly_form_speaks_of_quarters(demo: DataFile, qtbot: QtBot) -> None:
    page = form_page(demo, qtbot, SEPTEMBER)
    page.show_form("quarterly", "330300", SEPTEMBER)
    assert titles(page)[1:5] == ["前三季度", "三季度", "前三季度累计", "增速"]
    assert page.header.period.text() == "2024年前三季度"
    assert page.table.single == Period.of_quarter(2024, 3)
    assert str(page.table.time_progress) == "75"
    look_at(page, "GDP", Column.TOTAL)
    content = page.panel.content
    assert content is not None
    assert [when for when, _, _ in content.last][:3] == ["2024年上半年", "2024年一季度", "2023年全年"]
    shape = month_shape_of(content.trend)
    assert [words for _, words in shape.ticks] == ["一季度", "上半年", "前三季度", "全年"]
    assert [x for x, _ in shape.lines[0].points] == [3.0, 6.0, 9.0, 12.0]
    look_at(page, "GDP", Column.MONTH)
    content = page.panel.content
    assert content is not None
    assert content.column == "本季"
    assert month_shape_of(content.trend).ticks[2] == (9.0, "三季度")
    page.tools.after.click()
    assert page.table.words == "2024年全年"
    page.tools.after.click()
    assert page.table.words == "2025年一季度"
    gdp = page.table.form.rows[0]
    last_year = page.table.observation(gdp, FormColumn.LAST_YEAR)
    assert last_year is not None
    assert last_year.key.period == Period.to_month(2024, 3)


def test_that_a_quarter_in_the_year_is_what_the_running_totals_say(demo: DataFile) -> None:
    table = FormFilling.open(demo, "quarterly", "330326", SEPTEMBER).table
    half = FormFilling.open(demo, "quarterly", "330326", Period.to_month(2024, 6)).table
    for row in table.form.rows:
        single = table.observation(row, FormColumn.MONTH)
        if single is None:
            continue
        total, before = table.observation(row, FormColumn.TOTAL), half.observation(row, FormColumn.TOTAL)
        assert total is not None
        assert before is not None
        assert total.quantity.value is not None
        assert before.quantity.value is not None
        assert single.quantity.value == total.quantity.value - before.quantity.value


def test_that_a_yearly_form_speaks_of_years(demo: DataFile, qtbot: QtBot) -> None:
    page = form_page(demo, qtbot, SEPTEMBER)
    page.show_form("yearly", "330300", Period.of_year(2023))
    assert titles(page)[1:4] == ["2022年", "全年", "增速"]
    assert page.header.period.text() == "2023年"
    look_at(page, "RD_GDP", Column.TOTAL)
    content = page.panel.content
    assert content is not None
    assert (content.trend.frequency, content.trend.place) == (Frequency.YEAR, 2023)
    shape = month_shape_of(content.trend)
    assert shape.now == (2023.0, 2.7)
    assert shape.ticks[0] == (2023.0, "2023")
    assert [x for x, _ in shape.lines[0].points] == [2020.0, 2023.0]
    assert content.last == (("2020年", "2.2左右", ""),)
    assert content.read_as == "不低于2.7%"
    page.tools.before.click()
    assert page.table.period == Period.of_year(2022)


def test_that_a_closed_month_is_corrected_with_a_reason_and_stays_closed(
    store: DataFile, qtbot: QtBot
) -> None:
    page = form_page(store, qtbot, SEPTEMBER)
    page.show_form("monthly", "330300", SEPTEMBER)
    page.desk.record([TypedCell("GDP", Column.TOTAL, "6616.87")], ChangeKind.EDIT)
    assert page.header.correct_button.isHidden()
    close(page, qtbot)
    assert page.model.why_closed(0, page.model.column_of(Column.TOTAL)).startswith("2024年1—9月已经关账")

    page.header.correct_button.click()
    page.panel._reason_box.given.emit("省局核减")
    assert page.header.due.text() == "正在修订"
    page.grid.setFocus()
    qtbot.waitUntil(page.grid.hasFocus)
    page.grid.select_cell(0, Column.TOTAL)
    for sign in "6500.1":
        QTest.keyClicks(focused(), sign)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    total = page.model.column_of(Column.TOTAL)
    assert page.model.cell(0, total).text == "6500.1"
    assert CellState.CORRECTED in page.model.state(0, total)
    assert "报出的是 6616.87，后来修订：省局核减。" in page.model.cell(0, total).remark
    look_at(page, "GDP", Column.TOTAL)
    content = page.panel.content
    assert content is not None
    assert content.status == "报出的是 6616.87，后来修订：省局核减"
    assert "修订　6616.87 → 6500.1" in content.history[0].text

    page.header.correct_button.click()
    assert page.model.is_read_only
    assert page.table.is_closed
    page.undo()
    assert page.model.cell(0, total).text == "6616.87"
    assert CellState.CORRECTED not in page.model.state(0, total)


def test_that_another_month_is_not_corrected_by_chance(store: DataFile, qtbot: QtBot) -> None:
    page = form_page(store, qtbot, SEPTEMBER)
    page.show_form("monthly", "330300", SEPTEMBER)
    close(page, qtbot)
    page.correcting._begin("核减")
    page.tools.after.click()
    assert not page.correcting.is_on
    page.tools.before.click()
    assert page.model.is_read_only


def test_that_remarks_are_taken_over_from_the_menu_and_grey_until_touched(
    store: DataFile, qtbot: QtBot
) -> None:
    page = form_page(store, qtbot, SEPTEMBER)
    page.show_form("monthly", "330300", SEPTEMBER)
    page.desk.record([TypedCell("GDP", Column.REMARK, "快报数")], ChangeKind.EDIT)
    page.tools.after.click()
    page.header.menu.remarks_asked.emit()
    remark = page.model.column_of(Column.REMARK)
    assert page.model.cell(0, remark).text == "快报数"
    assert CellState.CARRIED in page.model.state(0, remark)
    index = page.model.index(0, remark)
    assert "沿用上期的备注" in str(page.model.data(index, Qt.ItemDataRole.ToolTipRole))
    page.desk.record([TypedCell("GDP", Column.REMARK, "初步数")], ChangeKind.EDIT)
    assert CellState.CARRIED not in page.model.state(0, remark)
    said: list[str] = []
    page.refused.connect(said.append)
    page.header.menu.remarks_asked.emit()
    assert "没有可以带入的备注" in said[0]


def test_that_the_base_that_was_revised_shows_what_last_year_said_in_the_forms_unit(
    store: DataFile, qtbot: QtBot
) -> None:
    before = FormFilling.open(store, "monthly", "330300", SEPTEMBER.year_before)
    before.record([TypedCell("BUDGET_REVENUE", Column.TOTAL, "511.32亿元")], ChangeKind.EDIT)
    page = form_page(store, qtbot, SEPTEMBER)
    page.show_form("monthly", "330300", SEPTEMBER)
    page.desk.record([TypedCell("BUDGET_REVENUE", Column.LAST_YEAR, "5113500")], ChangeKind.EDIT)
    look_at(page, "BUDGET_REVENUE", Column.LAST_YEAR)
    content = page.panel.content
    assert content is not None
    assert (content.given, content.status) == ("5113500", "上年报的是 5113200")
    before.reload()
    row = next(row for row in before.table.form.rows if row.indicator == "BUDGET_REVENUE")
    assert before.table.text(row, FormColumn.TOTAL) == "5113200"
