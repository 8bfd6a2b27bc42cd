from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fill_sample import book_of_sheets, county_form, report
from wzdesk.domain.errors import Refused
from wzdesk.excel.fill.form_reading import FormReading
from wzdesk.excel.fill.report import CellRef, FillReport
from wzdesk.services import fill_form, read_form
from wzdesk.services.form_placing import FormPlacing, Placement, PlacementState
from wzdesk.services.read_workbook import Apart
from wzdesk.ui.exchange.fill_desk import FillDesk
from wzdesk.ui.exchange.fill_model import Field, fill_lines, marks_of
from wzdesk.ui.exchange.fill_page import FillPage
from wzdesk.ui.exchange.fill_result import result_notes, result_sentence
from wzdesk.ui.exchange.sheet_marks import MarkKind
from wzdesk.ui.jobs import Progress
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.chip import Segments
from wzdesk.ui.widgets.picker import Choice

KIND = MarkKind


@pytest.fixture
def page(qtbot: QtBot, shared: Path) -> Iterator[FillPage]:
    theme = Theme()
    made = FillPage(theme)
    qtbot.addWidget(made)
    made.resize(1298, 744)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    theme.deleteLater()


def test_that_an_empty_page_says_what_it_is_for(page: FillPage, qtbot: QtBot) -> None:
    assert page.empty.isVisible()
    assert "拖到窗口里" in page.empty.accessibleName()
    with qtbot.waitSignal(page.form_requested):
        page.choose.click()


def test_that_what_needs_a_person_comes_first(shared: Path) -> None:
    kinds = [line.kind for line in fill_lines(county_form()[0])]
    assert kinds[:5] == [KIND.MISSING, KIND.MISSING, KIND.MISSING, KIND.KEPT, KIND.UNPLACED]
    assert sorted(kinds, key=list(KIND).index) == kinds


def test_that_each_cell_tells_its_story(shared: Path) -> None:
    lines = {line.cell: line for line in fill_lines(county_form()[0])}
    assert lines["G6"].story == "填 223.86。"
    assert "没有动" in lines["G7"].story
    assert lines["G16"].story == "2024年1—9月没有数。"
    marks = marks_of(lines.values(), "1-9月")
    assert (marks["G6"].kind, marks["G6"].text) == (KIND.FILL, "223.86")
    assert marks["G7"].text == ""
    assert marks["C33"].kind is KIND.UNPLACED


def test_that_a_long_heading_shows_its_lowest_part_in_the_list(shared: Path) -> None:
    placing, _ = county_form()
    one = replace(placing.placements[0], heading="1—9月累计/绝对值", remark="由亿元换算")
    line = fill_lines(replace(placing, placements=(one,), unplaced=()))[0]
    assert line.texts[Field.HEADING] == "绝对值"
    assert line.subject.endswith("1—9月累计/绝对值")
    assert line.story == "填 223.86。由亿元换算。"


@pytest.mark.parametrize(
    ("state", "text", "remark", "story"),
    (
        (PlacementState.KEPT, "", "", "表里已写“5”，库里没有数；没有动。"),
        (PlacementState.KEPT, "7", "", "表里已写“5”，库里是 7；没有动，要换请先在表里清空这一格。"),
        (PlacementState.MISSING, "", "没有2022年的数", "没有2022年的数。"),
        (PlacementState.SAME, "5", "", "表里已经是 5，不用再填。"),
        (PlacementState.FORMULA, "", "", "是公式，由表自己算，不填。"),
    ),
)
def test_that_a_story_says_what_stays(state: PlacementState, text: str, remark: str, story: str) -> None:
    one = Placement(CellRef("表", "A1"), "甲", "", "2022年", state, text, None, "5", remark)
    assert fill_lines(FormPlacing(Path("甲.xlsx"), "乙", "2022年", (one,), ()))[0].story == story


def test_that_the_button_says_how_many_cells_it_writes(page: FillPage, qtbot: QtBot) -> None:
    placing, looks = county_form()
    page.show_placing(placing, looks)
    count = len(placing.to_fill)
    assert page.write.text() == f"写入 {count} 格"
    with qtbot.waitSignal(page.write_requested) as asked:
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [placing.form.with_name(f"{placing.form.stem}（已填）.xlsx")]


def test_that_picture_and_list_move_together(page: FillPage, qtbot: QtBot) -> None:
    page.show_placing(*county_form())
    assert page.picture.current == "G16"
    assert page.panel.subject.text().startswith("G16")
    QTest.keyClick(page.panel.table, Qt.Key.Key_Down)
    assert page.picture.current == "H16"
    page.picture.setFocus()
    QTest.keyClick(page.picture, Qt.Key.Key_Home)
    assert page.picture.current == "G6"
    row = page.panel.table.currentIndex().row()
    assert page.panel.lines[row].cell == "G6"
    assert page.panel.story.text() == "填 223.86。"


def test_that_chips_show_and_hide_kinds(page: FillPage) -> None:
    page.show_placing(*county_form())
    assert not page.panel.chip(KIND.SAME).isVisibleTo(page)
    everything = len(page.panel.lines)
    page.panel.chip(KIND.FILL).click()
    assert len(page.panel.lines) == everything - 45
    assert page.panel.head.text() == "5 格要看"
    page.picture.setFocus()
    page._on_picture_current("G6")
    assert page.panel.table.selectionModel().selectedRows() == []


def test_that_chips_stay_at_the_left_from_form_to_form(page: FillPage, qtbot: QtBot) -> None:
    for _ in range(2):
        page.show_placing(*county_form())
        qtbot.waitUntil(page.panel.chip(KIND.MISSING).isVisible)
        page.panel.layout().activate()  # type: ignore[union-attr]
        assert page.panel.chip(KIND.MISSING).x() < 20
        assert page.panel.chip(KIND.FILL).x() < 20


def test_that_several_sheets_are_tabs_and_follow_the_list(page: FillPage, qtbot: QtBot) -> None:
    page.show_placing(*book_of_sheets())
    assert isinstance(page.tabs, Segments)
    assert page.sheet == "市财政局"
    QTest.keyClick(page.panel.table, Qt.Key.Key_Down)
    assert (page.sheet, page.tabs.current, page.picture.current) == ("市统计局", "市统计局", "D5")
    page.tabs.set_current("封面")
    assert (page.sheet, page.picture.current, page.picture.marked) == ("封面", "", ())
    page.show_placing(*county_form())
    assert page.tabs is None


def test_that_a_form_without_a_picture_still_has_its_list(page: FillPage) -> None:
    page.show_placing(county_form()[0], ())
    assert page.without.isVisible()
    assert not page.picture.isVisible()
    assert page.panel.lines


def test_that_the_result_says_what_was_done(page: FillPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.show_placing(*county_form())
    out = tmp_path / "甲（已填）.xlsx"
    page.show_written(report(), out)
    assert page.result.isVisible()
    assert page.result.words.text() == "已写入 24 格，存为 甲（已填）.xlsx。"
    assert page.result.notes.text().splitlines() == [
        "1 个公式的结果已随着重新算好。",
        "工作表“1-9月”有保护，保护原样保留。",
    ]
    assert not page.write.isEnabled()
    with qtbot.waitSignal(page.folder_requested) as asked:
        page.result.folder.click()
    assert asked.args == [out]
    with qtbot.waitSignal(page.form_requested):
        page.result.again.click()
    page.show_placing(*county_form())
    assert not page.result.isVisible()


def test_that_the_copy_of_the_original_is_named() -> None:
    made = FillReport(backup=Path("甲（原件 2026-07-01 090000）.xlsx"))
    assert result_notes(made) == ["原表另存为 甲（原件 2026-07-01 090000）.xlsx。"]
    assert result_sentence(made, Path("甲.xlsx")) == "已写入 0 格，存为 甲.xlsx。"


def test_that_region_and_period_can_be_picked_where_they_are_offered(page: FillPage, qtbot: QtBot) -> None:
    page.show_placing(*county_form())
    assert page.place.text() == "平阳县　2024年1—9月"
    regions = [Choice("330326", "平阳县"), Choice("330327", "苍南县")]
    page.offer_places(regions, [Choice("2024-01/09", "2024年1—9月")], "330326", "2024-01/09")
    assert not page.place.isVisible()
    with qtbot.waitSignal(page.place_picked) as picked:
        page.region._on_popup_picked("330327")
    assert picked.args == ["330327", "2024-01/09"]


def test_that_a_file_can_be_dropped(page: FillPage, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "表.xlsx"))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(page.form_dropped) as dropped:
        page.dropEvent(drop)
    assert dropped.args == [tmp_path / "表.xlsx"]


def test_that_every_control_has_a_name(page: FillPage) -> None:
    page.show_placing(*county_form())
    for widget in (page.write, page.other, page.picture, page.panel.table, page.legend):
        assert widget.accessibleName()


# The desk


@pytest.fixture
def window(page: FillPage, qtbot: QtBot) -> MainWindow:
    window = MainWindow(page._theme)
    qtbot.addWidget(window)
    window.add_page("exchange", "数据交换", "arrows-left-right", lambda: page)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    return window


@pytest.fixture
def desk(page: FillPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[FillDesk]:
    def read(form: Path, _progress: Progress, *, apart: Apart, with_looks: bool) -> FormReading:
        assert not apart.last_peak
        assert with_looks
        if form.suffix != ".xlsx":
            raise Refused(f"没有读“{form.name}”：不是工作簿；数据没有改动。")
        return FormReading((), frozenset(), county_form()[1])

    def place(
        _store: object, _form: Path, region: str, period: str, reading: FormReading | None
    ) -> FormPlacing:
        assert reading is not None
        assert (region, period) == ("330326", "2024-01/09")
        return county_form()[0]

    monkeypatch.setattr(read_form, "read_form", read)
    monkeypatch.setattr(fill_form, "place_numbers", place)
    monkeypatch.setattr(fill_form, "write_form", lambda _placing, out: out.write_bytes(b"x") and report())
    made = FillDesk(
        page._theme,
        window,
        page,
        lambda: None,  # type: ignore[arg-type, return-value]
        Apart,
        lambda: ("330326", "2024-01/09"),
        window,
    )
    yield made
    made.close()


def test_that_a_form_is_chosen_shown_and_written(
    desk: FillDesk, page: FillPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, out = county_form()[0].form, tmp_path / "甲"
    asked: list[str] = []

    def open_name(_parent: QWidget, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        asked.append(folder)
        return str(form), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", open_name)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.choose.click()
    qtbot.waitUntil(page.work.isVisible)
    assert len(page.picture.marked) == 66
    page.write.click()
    qtbot.waitUntil(page.result.isVisible)
    assert (tmp_path / "甲.xlsx").exists()
    page.result.again.click()
    assert asked[1] == str(form.parent)
    qtbot.waitUntil(lambda: not desk.busy)


def test_that_a_refusal_is_shown_and_nothing_changes(
    desk: FillDesk, page: FillPage, window: MainWindow, qtbot: QtBot
) -> None:
    desk.open_form(Path("x.pdf"))
    qtbot.waitUntil(lambda: window._message is not None and window._message.isVisible())
    assert window._message is not None
    assert window._message.sentence == "没有读“x.pdf”：不是工作簿；数据没有改动。"
    assert page.empty.isVisible()


def test_that_another_page_is_told_what_was_written(
    desk: FillDesk, page: FillPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_placing(*county_form())
    window.add_page("other", "别的", "house", QWidget)
    window.show_page("other")
    desk.write(tmp_path / "甲.xlsx")
    qtbot.waitUntil(lambda: window._message is not None and window._message.isVisible())
    assert window._message is not None
    assert window._message.action_button is not None
    assert window._message.action_button.text() == "打开文件夹"


def test_that_a_failed_write_can_be_tried_again(
    desk: FillDesk, page: FillPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_placing: FormPlacing, _out: Path) -> FillReport:
        raise Refused("没有写：文件正被占用；原文件没有动。")

    monkeypatch.setattr(fill_form, "write_form", refuse)
    page.show_placing(*county_form())
    desk.write(Path("甲.xlsx"))
    qtbot.waitUntil(lambda: window._message is not None and window._message.isVisible())
    assert page.write.isEnabled()
    assert not page.result.isVisible()
