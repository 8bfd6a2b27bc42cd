"""Filling a form from the page to its end: the form is chosen, looked at and written, by the real services."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.excel import misbehaviour
from tests.excel.books import make_book, sheet_xml
from tests.excel.fill.convert.old_forms import cell, ods, row, table, without_office
from tests.services.three_quarters import CITY, PERIOD, three_quarters
from tests.ui.fill_sample import form_of
from wzdesk.excel.apart.apart import Apart
from wzdesk.services import read_form
from wzdesk.ui.exchange.fill_desk import FillDesk
from wzdesk.ui.exchange.fill_page import FillPage
from wzdesk.ui.exchange.sheet_marks import MarkKind
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.job_bar import JobBar
from wzdesk.ui.widgets.picker import Choice

SHEET = "1-9月"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    theme = Theme()
    made = MainWindow(theme)
    qtbot.addWidget(made)
    page = FillPage(theme)
    made.add_page("exchange", "数据交换", "arrows-left-right", lambda: page)
    with qtbot.waitSignal(made.first_painted):
        made.show()
    yield made
    theme.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> FillPage:
    found = window.page("exchange")
    assert isinstance(found, FillPage)
    return found


@pytest.fixture
def desk(page: FillPage, window: MainWindow, tmp_path: Path) -> Iterator[FillDesk]:
    with three_quarters(tmp_path / "温州.wzd") as store, Apart() as readers:
        place = CITY, PERIOD
        made = FillDesk(page._theme, window, page, lambda: store, lambda: readers, lambda: place, window)
        yield made
        made.close()


@pytest.fixture
def form(shared: Path, tmp_path: Path) -> Path:
    """A copy of the county's monthly form that may be written over."""
    copy = tmp_path / "主要指标.xlsx"
    copy.write_bytes(form_of("a01").read_bytes())
    return copy


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The names and kinds that the dialog for saving was opened with; it answers with ``answers``."""
    return []


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch, offered: list[tuple[str, str]]) -> Callable[[Path | None], None]:
    """Answers the dialog for saving: a path, the name that it offers for None."""

    def answered(chosen: Path | None) -> None:
        def ask(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
            offered.append((name, kinds))
            return str(chosen) if chosen else name, ""

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)

    return answered


def opened(desk: FillDesk, page: FillPage, form: Path, qtbot: QtBot) -> None:
    desk.open_form(form)
    qtbot.waitUntil(lambda: page.placing is not None and not desk.busy, timeout=20_000)


def written(desk: FillDesk, page: FillPage, qtbot: QtBot) -> None:
    page.write.click()
    qtbot.waitUntil(lambda: page.result.isVisible() and not desk.busy, timeout=20_000)


def test_that_a_form_goes_from_the_dialog_to_the_disk(
    desk: FillDesk,
    page: FillPage,
    form: Path,
    offered: list[tuple[str, str]],
    save_as: Callable[[Path | None], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, shown = form.read_bytes(), list[str]()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(form), ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    save_as(None)
    page.choose.click()
    qtbot.waitUntil(page.work.isVisible, timeout=20_000)
    assert page.placing is not None
    count = len(page.placing.to_fill)
    assert page.write.text() == f"写入 {count} 格"
    written(desk, page, qtbot)
    out = form.with_name("主要指标（已填）.xlsx")
    assert offered == [(str(out), "表样 (*.xlsx)")]
    assert form.read_bytes() == before
    assert openpyxl.load_workbook(out)[SHEET]["G6"].value == 6588
    assert page.result.words.text() == f"已写入 {count} 格，存为 主要指标（已填）.xlsx。"
    assert not page.write.isEnabled()
    page.result.folder.click()
    assert shown == [str(form.parent)]


def test_that_written_cells_are_no_longer_to_be_filled(
    desk: FillDesk, page: FillPage, form: Path, save_as: Callable[[Path | None], None], qtbot: QtBot
) -> None:
    save_as(None)
    opened(desk, page, form, qtbot)
    page.panel.select(SHEET, "G6")
    page._on_panel_current(SHEET, "G6")
    written(desk, page, qtbot)
    lines = {line.cell: line for line in page.panel.lines}
    assert (lines["G6"].kind, lines["G6"].story) == (MarkKind.DONE, "已填 6588.0。")
    assert not [line for line in lines.values() if line.kind is MarkKind.FILL]
    assert page.picture.current == "G6"
    assert page.panel.story.text() == "已填 6588.0。"
    assert not page.panel.chip(MarkKind.FILL).isVisibleTo(page)


def test_that_writing_over_the_form_keeps_a_dated_copy(
    desk: FillDesk, page: FillPage, form: Path, save_as: Callable[[Path | None], None], qtbot: QtBot
) -> None:
    before = form.read_bytes()
    save_as(form)
    opened(desk, page, form, qtbot)
    written(desk, page, qtbot)
    (copy,) = form.parent.glob("主要指标（原件*.xlsx")
    assert copy.read_bytes() == before
    assert openpyxl.load_workbook(form)[SHEET]["G6"].value == 6588
    assert f"原表另存为 {copy.name}。" in page.result.notes.text().splitlines()
    opened(desk, page, form, qtbot)
    assert page.write.text() == "没有要填的"
    assert not page.result.isVisible()


@pytest.mark.parametrize(("typed", "name"), (("甲", "甲（2）.xlsx"), ("2024.9月", "2024.9月.xlsx")))
def test_that_a_name_without_an_ending_gets_one_and_writes_over_nothing(
    typed: str,
    name: str,
    desk: FillDesk,
    page: FillPage,
    form: Path,
    save_as: Callable[[Path | None], None],
    qtbot: QtBot,
) -> None:
    there = form.with_name("甲.xlsx")
    there.write_bytes(b"mine")
    save_as(form.with_name(typed))
    opened(desk, page, form, qtbot)
    written(desk, page, qtbot)
    assert form.with_name(name).exists()
    assert there.read_bytes() == b"mine"


def test_that_a_dialog_that_is_left_writes_nothing(
    desk: FillDesk, page: FillPage, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    opened(desk, page, form, qtbot)
    files = sorted(form.parent.iterdir())
    page.write.click()
    assert not desk.busy
    assert page.write.isEnabled()
    assert sorted(form.parent.iterdir()) == files


def test_that_a_folder_that_is_gone_is_told_and_the_button_comes_back(
    desk: FillDesk,
    page: FillPage,
    window: MainWindow,
    form: Path,
    save_as: Callable[[Path | None], None],
    qtbot: QtBot,
) -> None:
    save_as(form.parent / "没有" / "甲.xlsx")
    opened(desk, page, form, qtbot)
    page.write.click()
    qtbot.waitUntil(lambda: window._message is not None and window._message.isVisible(), timeout=20_000)
    assert window._message is not None
    assert "文件夹" in window._message.sentence
    qtbot.waitUntil(page.write.isEnabled)


def test_that_an_old_form_is_dropped_shown_and_written_as_xlsx(
    desk: FillDesk,
    page: FillPage,
    offered: list[tuple[str, str]],
    save_as: Callable[[Path | None], None],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_office(monkeypatch)
    texts = (("2024年三季度主要指标",), ("指标名称", "单位", "1—9月累计"), ("地区生产总值", "亿元"))
    form = ods(
        tmp_path / "旧.ods", table(*(row(*(cell("string", "", one) for one in line)) for line in texts))
    )
    save_as(None)
    dropped(page, form)
    qtbot.waitUntil(lambda: page.placing is not None and not desk.busy, timeout=20_000)
    assert page.picture.marked == ("C3",)
    written(desk, page, qtbot)
    assert offered == [(str(tmp_path / "旧（已填）.xlsx"), "表样 (*.xlsx)")]
    assert openpyxl.load_workbook(tmp_path / "旧（已填）.xlsx")["表"]["C3"].value == Decimal(6588)
    assert page.result.notes.text().startswith("表样是 .ods 格式，")


def dropped(page: FillPage, form: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(form))])
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


def test_that_what_is_no_form_is_told_and_the_page_stays(
    desk: FillDesk,
    page: FillPage,
    window: MainWindow,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_office(monkeypatch)
    form = tmp_path / "坏.xls"
    form.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    dropped(page, form)
    assert "坏.xls" in sentence(window, qtbot)
    assert page.empty.isVisible()


def deep_form(tmp_path: Path) -> Path:
    """A workbook with elements within each other that no reader should follow to their end."""
    deep = "<a>" * 200_000 + "</a>" * 200_000
    return make_book(tmp_path / "深.xlsx", sheet_xml(f'<row r="1"><c r="A1"><v>29</v></c></row>{deep}'))


def test_that_a_hostile_form_is_one_sentence_and_the_window_lives(
    desk: FillDesk, page: FillPage, window: MainWindow, form: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open_form(deep_form(tmp_path))
    assert "深.xlsx" in sentence(window, qtbot)
    assert page.empty.isVisible()
    opened(desk, page, form, qtbot)
    assert page.placing is not None
    assert page.placing.to_fill


def test_that_a_form_over_which_the_reader_dies_is_one_sentence_and_the_window_lives(
    desk: FillDesk,
    page: FillPage,
    window: MainWindow,
    form: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as reading:
        reading.setattr(read_form, "read_tables_and_looks", misbehaviour.killed)
        desk.open_form(form)
        told = sentence(window, qtbot)
        assert form.name in told
        assert told.count("。") == 1
        qtbot.waitUntil(lambda: not desk.busy)
    opened(desk, page, form, qtbot)


def test_that_a_form_that_is_never_read_to_its_end_can_be_stopped(
    desk: FillDesk,
    page: FillPage,
    window: MainWindow,
    form: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as reading:
        reading.setattr(read_form, "read_tables_and_looks", misbehaviour.sleeping)
        desk.open_form(form)
        qtbot.waitUntil(lambda: bool(window.findChildren(JobBar)), timeout=20_000)
        (bar,) = window.findChildren(JobBar)
        bar.stop.click()
        assert "已停下" in sentence(window, qtbot)
        qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
    opened(desk, page, form, qtbot)


def test_that_a_form_chosen_meanwhile_is_read_instead(
    desk: FillDesk, page: FillPage, form: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as reading:
        reading.setattr(read_form, "read_tables_and_looks", misbehaviour.sleeping)
        desk.open_form(form.with_name("慢.xlsx"))
        first = desk._reading
        assert first is not None
        begun: list[int] = []
        first.progressed.connect(lambda done, _total: begun.append(done))
        qtbot.waitUntil(lambda: bool(begun), timeout=20_000)
    opened(desk, page, form, qtbot)


def sentence(window: MainWindow, qtbot: QtBot) -> str:
    """What the window tells, as soon as it does."""
    qtbot.waitUntil(lambda: window._message is not None and window._message.isVisible(), timeout=20_000)
    assert window._message is not None
    return window._message.sentence


def test_that_the_period_of_the_form_goes_before_the_one_worked_on_and_after_the_one_picked(
    desk: FillDesk, page: FillPage, tmp_path: Path, qtbot: QtBot
) -> None:
    book = openpyxl.Workbook()
    for line in (("2023年1—9月主要指标",), ("指标名称", "单位", "增速(%)"), ("固定资产投资", "亿元", None)):
        book.worksheets[0].append(line)
    form = tmp_path / "三季度.xlsx"
    book.save(form)
    page.offer_places([Choice(CITY, "温州市")], [Choice("2024", "2024年")], CITY, "2024")
    opened(desk, page, form, qtbot)
    assert page.placing is not None
    assert page.period.text() == page.placing.placements[0].period == "2023年1—9月"
    page.period._on_popup_picked("2024")
    qtbot.waitUntil(lambda: not desk.busy, timeout=20_000)
    assert page.period.text() == page.placing.placements[0].period == "2024年"
