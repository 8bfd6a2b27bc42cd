from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.recognition_sample import book_of, data_file, page_of
from wzdesk.db.store import Store
from wzdesk.services.open_data_file import read_data_file
from wzdesk.services.receiving import reception as reception_module
from wzdesk.services.receiving.checks import Finding, Rule
from wzdesk.services.receiving.claims import Axis
from wzdesk.services.receiving.differences import Kind
from wzdesk.services.receiving.reception import SheetReception, stored_layouts
from wzdesk.services.undo_change import turn
from wzdesk.ui.recognition.decisions import ref_of
from wzdesk.ui.recognition.difference_list import diff_lines
from wzdesk.ui.recognition.reading_marks import ReadKind
from wzdesk.ui.recognition.recognition_desk import RecognitionDesk
from wzdesk.ui.recognition.recognition_page import RecognitionPage
from wzdesk.ui.recognition.targets import cell_of_line
from wzdesk.ui.recognition.views import LineView, Need, ranges
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.picker import PickerButton


@pytest.fixture
def store(tmp_path: Path, shared: Path) -> Iterator[Store]:
    with data_file(tmp_path) as made:
        yield made


@pytest.fixture
def theme() -> Iterator[Theme]:
    made = Theme()
    yield made
    made.deleteLater()


def kind_at(page: RecognitionPage, row: int, column: int) -> ReadKind:
    return page.sheet.marks[row, column].kind


class Bench:
    """A page in a window with its desk."""

    def __init__(self, qtbot: QtBot, theme: Theme, store: Store, start: str) -> None:
        self.qtbot, self.store = qtbot, store
        self.page = page_of(theme, store, start)
        self.window = MainWindow(theme)
        qtbot.addWidget(self.window)
        self.window.add_page("entry", "指标填报", "table", lambda: self.page)
        self.window.resize(1366, 768)
        with qtbot.waitSignal(self.window.first_painted):
            self.window.show()
        self.page.show()
        self.desk = RecognitionDesk(
            theme, self.window, self.page, book_of(start), lambda: "测试", "330300", self.window
        )

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk.busy and not self.page.is_busy)

    def line(self, axis: Axis, place: int) -> LineView:
        return next(view for view in self.page.sheet.lines if (view.axis, view.place) == (axis, place))

    def choose(self, axis: Axis, place: int) -> LineView:
        view = self.line(axis, place)
        cell = cell_of_line(self.page.reception, view)
        self.page.picture.go_to(cell)
        self.page._on_cell(cell)
        return view

    def pick(self, name: str, key: str) -> None:
        self.page.panel.card.pickers[name]._on_popup_picked(key)
        self.settle()

    def press(self, words: str) -> None:
        self.page.panel.card.button(words).click()
        self.settle()

    def sentence(self) -> str:
        return self.window._message.sentence if self.window._message else ""


@pytest.fixture
def departments(qtbot: QtBot, theme: Theme, store: Store) -> Iterator[Bench]:
    bench = Bench(qtbot, theme, store, "a06")
    yield bench
    bench.desk.close()


@pytest.fixture
def trade(qtbot: QtBot, theme: Theme, store: Store) -> Iterator[Bench]:
    bench = Bench(qtbot, theme, store, "a08")
    yield bench
    bench.desk.close()


@pytest.fixture
def county(qtbot: QtBot, theme: Theme, store: Store) -> Iterator[Bench]:
    bench = Bench(qtbot, theme, store, "a01r1")
    yield bench
    bench.desk.close()


def test_that_a_page_begins_where_a_person_is_needed(departments: Bench) -> None:
    page = departments.page
    assert page.sheet.name == "市统计局"
    assert page.picture.current == "C10"
    assert [view.need for view in page.panel.list.views] == [
        Need.FATAL,
        Need.UNKNOWN,
        Need.UNKNOWN,
        Need.ASK,
        Need.ASK,
    ]
    assert page.panel.needs.text() == "要看"
    assert "只能选一个" in page.panel.card.story.text()


def test_that_the_counts_add_up_to_the_cells(departments: Bench) -> None:
    page, counts = departments.page, departments.page.overview.counts()
    cells = len(page.overview.differences) + len(page.overview.not_taken)
    assert sum(counts.values()) == cells
    assert page.footer.write.text() == f"写入 {len(page.overview.chosen)} 格，2 格待定"


def test_that_each_sheet_has_its_marks(departments: Bench) -> None:
    page = departments.page
    marks = {
        name: {mark.kind for mark in sheet.marks.values()} for name, sheet in page.overview.sheets.items()
    }
    assert {ReadKind.TITLE, ReadKind.HEADING, ReadKind.LABEL, ReadKind.TAKEN, ReadKind.UNKNOWN} <= marks[
        "市统计局"
    ]
    page.footer.tabs.picked.emit("市财政局")
    assert page.sheet.name == "市财政局"
    assert page.picture.cell_rect("A1").isValid()


def test_that_a_row_is_corrected_and_all_follows(departments: Bench) -> None:
    before = len(departments.page.overview.chosen)
    departments.choose(Axis.ROW, 6)
    departments.pick("indicator", "FISCAL_REVENUE")
    view = departments.line(Axis.ROW, 6)
    assert (view.need, view.how) == (Need.NONE, "手选")
    assert view.is_taken
    assert len(departments.page.overview.chosen) == before + 1
    assert departments.page.panel.card.subject.text().startswith("第 6 行")
    departments.press("按自动认的")
    assert departments.line(Axis.ROW, 6).need is Need.UNKNOWN


def test_that_a_column_is_corrected(departments: Bench) -> None:
    departments.page.show_sheet("市财政局")
    departments.choose(Axis.COLUMN, 5)
    departments.pick("measure", "level")
    view = departments.line(Axis.COLUMN, 5)
    assert view.is_taken
    assert "绝对值" in view.meaning
    departments.pick("relation", "last_year")
    assert "上年同期" in departments.line(Axis.COLUMN, 5).meaning


def test_that_a_row_is_left_out_and_taken_again(departments: Bench) -> None:
    before = len(departments.page.overview.chosen)
    departments.choose(Axis.ROW, 9)
    departments.press("不收这一行")
    view = departments.line(Axis.ROW, 9)
    assert (view.meaning, view.is_taken) == ("不收", False)
    assert kind_at(departments.page, 9, 3) is ReadKind.SKIPPED
    assert any(group.reason == "选了不收这一行" for group in departments.page.sheet.groups)
    departments.press("这一行还是要收")
    assert len(departments.page.overview.chosen) == before


def test_that_unknown_rows_become_indicators_in_one_step(departments: Bench) -> None:
    count = len(departments.page.overview.unknown_rows)
    assert departments.page.panel.add.text() == f"新增 {count} 个指标"
    departments.page.panel.add.click()
    departments.settle()
    assert departments.page.overview.unknown_rows == []
    assert not departments.page.panel.add.isVisible()
    assert departments.sentence() == f"已在目录里新增 {count} 个指标。"


def test_that_names_merely_alike_wait_for_consent(trade: Bench) -> None:
    page = trade.page
    assert page.overview.waiting == 24
    assert kind_at(page, 6, 5) is ReadKind.WAITING
    page.picture.setFocus()
    page._on_cell("E6")
    trade.press("认可")
    assert page.overview.waiting < 24
    page.panel.agree.click()
    trade.settle()
    assert page.overview.waiting == 0
    assert kind_at(page, 6, 5) is not ReadKind.WAITING
    assert not page.panel.agree.isVisible()


def test_that_arrows_go_from_cell_to_cell_and_enter_opens_the_choices(
    trade: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, opened = trade.page, list[str]()
    monkeypatch.setattr(PickerButton, "open", lambda picker: opened.append(picker.accessibleName()))
    page.picture.setFocus()
    page.picture.go_to("B4")
    QTest.keyClick(page.picture, Qt.Key.Key_Right)
    assert page.picture.current == "C4"
    assert page.panel.card.subject.text().startswith("C 列")
    QTest.keyClick(page.picture, Qt.Key.Key_Return)
    assert opened == ["指标 一般公共预算收入（亿元）"]
    page.picture.go_to("A14")
    QTest.keyClick(page.picture, Qt.Key.Key_Down)
    assert page.picture.current == "A16"  # row 15 is hidden
    QTest.keyClick(page.picture, Qt.Key.Key_End)
    assert page.picture.current == "I16"
    assert "没有取用" in page.panel.card.subject.text()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(page.picture, key)
    assert page.picture.current.startswith("A")


def test_that_the_list_takes_cells_rows_and_all(departments: Bench) -> None:
    page = departments.page
    page.show_step(1)
    table = page.differences
    row = next(at for at, line in enumerate(table.lines) if line.is_row and line.texts[2] == "第 8 行")
    table.toggle(row)
    assert ("市统计局", "C8") not in page.overview.chosen
    assert table.lines[row].chosen == 0
    table.toggle(row + 1)
    assert table.lines[row].chosen == 1
    table.none.click()
    assert page.overview.chosen == frozenset()
    assert page.footer.write.text() == "没有要写入的"
    table.all.click()
    assert len(page.overview.chosen) == 30


def test_that_of_a_contradiction_only_one_is_chosen(departments: Bench) -> None:
    page = departments.page
    page.show_step(1)
    table = page.differences
    places = {line.texts[2]: at for at, line in enumerate(table.lines) if line.kind == "conflict"}
    table.toggle(places["市统计局!C10"])
    assert ("市统计局", "C10") in page.overview.chosen
    table.toggle(places["市统计局!E10"])
    assert {ref for ref in page.overview.chosen if ref[1].endswith("10")} >= {("市统计局", "E10")}
    assert ("市统计局", "C10") not in page.overview.chosen


def test_that_chips_filter_the_differences(departments: Bench) -> None:
    overview = departments.page.overview
    lines = diff_lines(overview, frozenset({"not_taken"}))
    assert len(lines) == len(overview.not_taken)
    assert all(line.texts[8] for line in lines)
    departments.page.show_step(1)
    departments.page.differences.chips["new"].click()
    assert {line.kind for line in departments.page.differences.lines if not line.is_row} == {"conflict"}
    QTest.keyClick(departments.page.differences.table, Qt.Key.Key_Escape)
    assert departments.page.steps.currentIndex() == 0


def test_that_what_was_chosen_is_written_once_and_undone_at_once(departments: Bench, qtbot: QtBot) -> None:
    count = len(departments.page.overview.chosen)
    departments.choose(Axis.ROW, 6)
    departments.pick("indicator", "FISCAL_REVENUE")
    with qtbot.waitSignal(departments.desk.written) as written:
        departments.page.footer.write.click()
    assert written.args == [count + 1]
    assert stored_layouts(departments.store)
    again = page_of(departments.page._theme, departments.store, "a06")
    qtbot.addWidget(again)
    assert again.overview.counts()["new"] == 0
    assert any(view.how == "记住的" for view in again.overview.lines)
    assert len(turn(departments.store, "测试", back=True)) == count + 1


def test_that_a_correction_of_a_check_is_a_button(county: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(
        "1-9月", "G16", Rule.UNIT_SLIP, "填 448600 亿元，疑按万元填。", "448600万元", holds_back=True
    )
    monkeypatch.setattr(reception_module, "findings_of", lambda claims, *_, **__: [finding] if claims else [])
    page = county.page
    page.reception.place_in("330300", None)
    page.refresh()
    before = len(page.overview.chosen)
    assert kind_at(page, 16, 7) is ReadKind.FATAL
    page._on_line(county.line(Axis.ROW, 16))
    assert page.picture.current == "G16"
    assert "疑按万元填" in page.panel.card.story.text()
    page.panel.card.button("按 448600万元 收").click()
    assert len(page.overview.chosen) == before + 1
    taken = next(each for each in page.overview.to_write if each.claim.cell == "G16")
    assert taken.claim.quantity.text == "448600万元"
    assert kind_at(page, 16, 7) is ReadKind.TAKEN
    assert county.line(Axis.ROW, 16).need is Need.NONE
    page.panel.card.button("先不写").click()
    assert ref_of(taken.claim) not in page.overview.chosen


def test_that_another_county_is_said_and_kept_apart(county: Bench) -> None:
    assert "正在填的是温州市" in county.page.remarks.words.text()
    assert {each.claim.key.region for each in county.page.overview.to_write} == {"330326"}
    assert county.page.header.place.text().startswith("地区：平阳县")
    assert not county.page.header.region.isVisible()


def test_that_the_region_of_a_sheet_without_one_can_be_chosen(departments: Bench) -> None:
    page = departments.page
    assert page.header.region.isVisible()
    page.header.region._on_popup_picked("330326")
    departments.settle()
    assert {each.claim.key.region for each in page.overview.differences} == {"330326"}


def test_that_escape_leaves_all_as_it_is(county: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(county.page.abandoned):
        QTest.keyClick(county.page, Qt.Key.Key_Escape)
    assert county.page.reception.counts()["new"] == 69


def test_that_a_file_for_looking_only_cannot_be_written(qtbot: QtBot, theme: Theme, store: Store) -> None:
    with read_data_file(store.path) as looking:
        page = page_of(theme, looking, "a01r1")
        qtbot.addWidget(page)
        assert not page.footer.write.isEnabled()
        assert "只能看" in page.footer.note.text()


def test_that_layouts_go_out_and_come_in(
    departments: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "对照"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (f"{out}.json", ""))
    departments.page.layouts_given.emit()
    assert "没有可以导出的对照" in departments.sentence()
    departments.choose(Axis.ROW, 6)
    departments.pick("indicator", "FISCAL_REVENUE")
    departments.page.layouts_given.emit()
    departments.settle()
    assert out.with_suffix(".json").is_file()
    departments.press("按自动认的")
    departments.page.layouts_taken.emit()
    departments.settle()
    assert "已导入对照" in departments.sentence()
    out.with_suffix(".json").write_text("[]", encoding="utf-8")
    departments.page.layouts_taken.emit()
    departments.settle()
    assert "没有导入" in departments.sentence()


def test_that_a_returned_copy_that_cannot_be_made_is_said(
    departments: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "退回"), ""))
    departments.page.rejected_asked.emit()
    departments.settle()
    assert "退回件" in departments.sentence()


def test_that_every_control_has_a_name(departments: Bench) -> None:
    page = departments.page
    for widget in (
        page.picture,
        page.panel.list,
        page.panel.groups,
        page.panel.comparison,
        page.panel.card,
        page.legend,
        page.differences.table,
        page.footer.write,
        page.header.trail,
    ):
        assert widget.accessibleName(), widget


def test_that_rows_are_told_as_ranges() -> None:
    assert ranges([8, 3, 5, 6, 7]) == "3、5—8"


def test_that_a_changed_figure_is_told_with_its_old_value(
    qtbot: QtBot, theme: Theme, store: Store, tmp_path: Path
) -> None:
    first = page_of(theme, store, "a01r1")
    qtbot.addWidget(first)
    first.reception.apply(first.overview.to_write, "测试")
    book = openpyxl.load_workbook(book_of("a01r1"))
    book["1-9月"]["G6"] = 4.45
    changed = tmp_path / "改过.xlsx"
    book.save(changed)
    page = _page_of_file(theme, store, changed)
    qtbot.addWidget(page)
    assert page.overview.counts()["changed"] == 1
    assert page.panel.comparison.changed[0][2] == "4.46 → 4.45"
    assert kind_at(page, 6, 7) is ReadKind.CHANGED
    assert [each.kind for each in page.overview.to_write] == [Kind.CHANGED]


def _page_of_file(theme: Theme, store: Store, book: Path) -> RecognitionPage:
    from wzdesk.excel.read.sheet_look import read_looks
    from wzdesk.services.read_workbook import read_workbook

    reception = SheetReception(store, read_workbook(book), "330300")
    return RecognitionPage(theme, reception, read_looks(book), "330300")
