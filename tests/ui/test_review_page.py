"""The page 审核: what is found is listed in groups, answered, corrected, gone to and come back from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wzdesk.domain.checks.reviewed import Told
from wzdesk.domain.checks.rule import Severity
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column, TypedCell
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import pack_folder
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.pages import ENTRY, REVIEW
from wzdesk.ui.program import Program
from wzdesk.ui.review.lines import Grouping, Kept
from wzdesk.ui.review.review_desk import ReviewDesk
from wzdesk.ui.review.review_page import ReviewPage

CITY, COUNTY = "330300", "330326"
MONTH = Period.to_month(2023, 8)


def put(path: Path) -> None:
    """Two years and eight months of deposits and budget revenue, and three slips in the last one."""
    with create_data_file(path, pack_folder("wenzhou")) as store:
        for region in (CITY, COUNTY):
            for year in (2021, 2022, 2023):
                for month in range(2, 13 if year < 2023 else 9):
                    filling = FormFilling.open(store, "monthly", region, Period.to_month(year, month))
                    deposits = 18000 + (year - 2021) * 1500 + month * 110
                    growth = [TypedCell("DEPOSITS", Column.GROWTH, "8.1")] if year > 2021 else []
                    filling.record([TypedCell("DEPOSITS", Column.TOTAL, f"{deposits}"), *growth])
        for region, indicator, column, text in (
            (CITY, "UNEMPLOYMENT", Column.TOTAL, "104"),
            (CITY, "DEPOSITS", Column.GROWTH, "48.1"),
            (COUNTY, "DEPOSITS", Column.TOTAL, "2.188"),
        ):
            FormFilling.open(store, "monthly", region, MONTH).record([TypedCell(indicator, column, text)])


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    path = tmp_path / "温州市计划.wzd"
    put(path)
    program = Program(qapp, path)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.ready, timeout=120_000):
        program.window.show()
    yield program
    program.window.close()


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> ReviewPage:
    program.window.show_page(REVIEW)
    page = program.window.page(REVIEW)
    assert isinstance(page, ReviewPage)
    desk = desk_of(page)
    qtbot.waitUntil(lambda: not desk.is_running, timeout=120_000)
    assert desk.period == MONTH
    return page


def desk_of(page: ReviewPage) -> ReviewDesk:
    desk = page.findChild(ReviewDesk)
    assert isinstance(desk, ReviewDesk)
    return desk


def told(page: ReviewPage) -> set[tuple[str, str, str]]:
    return {(one.sheet.region.code, one.name, one.finding.rule.code) for one in page.table.shown}


def one_of(page: ReviewPage, code: str, region: str = CITY) -> Told:
    return next(
        one for one in page.table.shown if (one.finding.rule.code, one.sheet.region.code) == (code, region)
    )


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    QTest.keyClick(widget, key, modifiers)


def form_of(program: Program) -> FormPage:
    form = entry_screen_of(program.window).forms
    assert form is not None
    return form


def test_that_findings_of_all_regions_are_listed_by_severity(page: ReviewPage) -> None:
    assert (CITY, "城镇调查失业率", "SHARE_RANGE") in told(page)
    assert (COUNTY, "金融机构本外币存款余额", "UNIT_SLIP") in told(page)
    severities = [one.finding.severity for one in page.table.shown]
    assert severities == sorted(severities, key=list(Severity).index)
    heads = [page.table.lines.line(row) for row in range(page.table.lines.rowCount())]
    assert [line.texts[0].split("　")[0] for line in heads if line.told is None] == [
        "强制性",
        "准强制性",
        "核实性",
    ]


def test_that_the_sentence_says_what_the_other_columns_do_not_and_keeps_its_room(page: ReviewPage) -> None:
    one = one_of(page, "UNIT_SLIP", COUNTY)
    lines = [page.table.lines.line(row) for row in range(page.table.lines.rowCount())]
    texts = next(line.texts for line in lines if line.told is one)
    assert one.finding.sentence.startswith(one.name)
    assert one.finding.sentence.endswith(texts[3])
    assert not texts[3].startswith((one.name, MONTH.words))
    page.window().resize(1366, 728)
    page._theme.set_scale(150)
    QApplication.processEvents()
    table, grouping = page.table, page.grouping
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()
    assert table.columnWidth(3) >= page._theme.px(140)
    assert grouping.width() >= grouping.sizeHint().width()
    assert page.finder.mapTo(page, page.finder.rect().bottomRight()).x() <= page.width()


def test_that_chips_regions_and_words_narrow_the_list(page: ReviewPage) -> None:
    everything = told(page)
    page.chips[Kept.FATAL].click()
    assert {code for _, _, code in told(page)} == {"SHARE_RANGE"}
    page.chips[Kept.OPEN].click()
    page.region.set_current(COUNTY)
    page.region.picked.emit(COUNTY)
    assert told(page) == {each for each in everything if each[0] == COUNTY}
    page.region.set_current("*")
    page.region.picked.emit("*")
    page.finder.setText("czdcsyl")
    assert {name for _, name, _ in told(page)} == {"城镇调查失业率"}
    page.finder.clear()
    page.grouping.set_current(Grouping.SHEET)
    assert told(page) == everything


def test_that_a_query_is_answered_by_a_true_reason_and_taken_back(program: Program, page: ReviewPage) -> None:
    waiting = page.chips[Kept.OPEN].accessibleName()
    query = one_of(page, "GROWTH_JUMP")
    page.table.choose(query)
    page.table.setFocus()
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    page.panel._box.given.emit("核实无误")
    assert page.panel._box.isVisible()
    assert (CITY, query.name, "GROWTH_JUMP") in told(page)

    page.panel._box.given.emit("两家银行总部资金归集到市本级")
    assert (CITY, query.name, "GROWTH_JUMP") not in told(page)
    page.chips[Kept.ANSWERED].click()
    assert [one.reason for one in page.table.shown] == ["两家银行总部资金归集到市本级"]
    page.panel._take_back.click()
    page.chips[Kept.OPEN].click()
    assert (CITY, query.name, "GROWTH_JUMP") in told(page)
    assert page.chips[Kept.OPEN].accessibleName() == waiting
    page.table.setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (CITY, query.name, "GROWTH_JUMP") not in told(page)


def test_that_a_slip_is_mended_by_one_key_and_undone(page: ReviewPage) -> None:
    slip = one_of(page, "UNIT_SLIP", COUNTY)
    page.table.choose(slip)
    page.table.setFocus()
    press(Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert (COUNTY, slip.name, "UNIT_SLIP") not in told(page)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (COUNTY, slip.name, "UNIT_SLIP") in told(page)


def test_that_a_cell_is_gone_to_and_come_back_from(program: Program, page: ReviewPage, qtbot: QtBot) -> None:
    slip = one_of(page, "UNIT_SLIP", COUNTY)
    page.table.choose(slip)
    page.table.setFocus()
    press(Qt.Key.Key_Return)
    window, form = program.window, form_of(program)
    assert window.current_page == ENTRY
    assert (form.table.region.code, form.table.period) == (COUNTY, MONTH)
    place = (form.model.row_of("DEPOSITS"), form.model.column_of(Column.TOTAL))
    assert form.grid.cell_cursor.place == place

    qtbot.waitUntil(lambda: not form.checking.is_running)
    form.grid.setFocus()
    for sign in "21880":
        press(Qt.Key(ord(sign)))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_page == REVIEW
    assert (COUNTY, slip.name, "UNIT_SLIP") not in told(page)
    assert (CITY, "城镇调查失业率", "SHARE_RANGE") in told(page)


def test_that_the_page_follows_the_month_that_is_open(
    program: Program, page: ReviewPage, qtbot: QtBot
) -> None:
    window = program.window
    july = Period.to_month(2023, 7)
    entry_screen_of(window).show_form("monthly", CITY, july)
    window.show_page(ENTRY)
    window.show_page(REVIEW)
    desk = desk_of(page)
    assert desk.period == july
    qtbot.waitUntil(lambda: not desk.is_running, timeout=120_000)
    assert (CITY, "城镇调查失业率", "SHARE_RANGE") not in told(page)
    page.period_picked.emit(MONTH.code)
    window.show_page(ENTRY)
    window.show_page(REVIEW)
    assert desk.period == MONTH


def test_that_a_closed_form_is_left_out(program: Program, page: ReviewPage, qtbot: QtBot) -> None:
    store = program.workspace.file.store()
    FormFilling.open(store, "monthly", COUNTY, MONTH).close()
    page.period_picked.emit(MONTH.code)
    desk = desk_of(page)
    qtbot.waitUntil(lambda: not desk.is_running, timeout=120_000)
    assert {region for region, _, _ in told(page)} == {CITY}
    assert "已关账的 1 张不再查" in page.about.text()


def test_that_the_keys_go_to_the_list_as_soon_as_it_has_findings(
    program: Program, page: ReviewPage, qtbot: QtBot
) -> None:
    window, desk = program.window, desk_of(page)
    page.show_told([])
    window.show_page(ENTRY)
    window.show_page(REVIEW)
    page.period_picked.emit(MONTH.code)
    qtbot.waitUntil(lambda: not desk.is_running, timeout=120_000)
    qtbot.waitUntil(page.table.hasFocus)
    before = page.table.current
    press(Qt.Key.Key_Down)
    assert page.table.current is not None
    assert page.table.current != before
