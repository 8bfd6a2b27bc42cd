"""Who works here is asked once, shown, and stands on every change from then on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.jobs.windows import Walks, sentence_of
from tests.tour.walk import Walk, wait_for
from wzdesk.__main__ import main
from wzdesk.domain.person import Person
from wzdesk.domain.typed_cell import Column
from wzdesk.domain.verdict import Verdict
from wzdesk.services.who import keep_person, kept_person
from wzdesk.ui.pages import HELP, SETTINGS
from wzdesk.ui.person_bar import PersonBar
from wzdesk.ui.settings.settings_page import SettingsPage
from wzdesk.ui.shell.looks import LOOK_DARK
from wzdesk.ui.shell.status_bar import StatusBar

SIGNED = "张某（市发展改革委）"


def asked(walk: Walk) -> PersonBar | None:
    """The strip that asks, where it can be seen."""
    bars = walk.program.window.findChildren(PersonBar)
    return next((bar for bar in bars if bar.isVisible()), None)


def opened(walks: Walks, data: Path) -> Walk:
    walk = walks.window(data)
    ready: list[bool] = []
    walk.program.ready.connect(lambda: ready.append(True))
    walk.open()
    wait_for(lambda: bool(ready), "the window")
    QApplication.processEvents()  # a strip is shown when its layout has had its turn
    walk.program.window.activateWindow()
    return walk


def answer(walk: Walk, name: str, agency: str) -> None:
    """Without the mouse: the key, both fields, Enter."""
    bar = asked(walk)
    assert bar is not None
    QTest.keyClick(walk.program.window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    wait_for(bar.fields.name.hasFocus, "the name field")
    bar.fields.name.setText(name)
    QTest.keyClick(bar.fields.name, Qt.Key.Key_Tab)
    assert bar.fields.agency.hasFocus()
    bar.fields.agency.setText(agency)
    QTest.keyClick(bar.fields.agency, Qt.Key.Key_Return)


def status_of(walk: Walk) -> list[str]:
    bar = walk.program.window.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    return bar.texts()


def signed(data: Path) -> list[tuple[str, str]]:
    """Kind and person of every act of a person."""
    with closing(sqlite3.connect(data)) as connection:
        return connection.execute(
            "SELECT kind, who FROM change_set WHERE kind <> 'pack' ORDER BY id"
        ).fetchall()


def type_a_figure(walk: Walk, text: str) -> None:
    walk.select("4", Column.LEVEL)
    walk.type(text)
    walk.press(Qt.Key.Key_Return)


def test_that_a_person_is_asked_once_and_holds_up_nobody(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    assert asked(walk) is not None
    type_a_figure(walk, "630.1")
    assert walk.text_of("4", Column.LEVEL) == "630.1"
    answer(walk, "张某", "市发展改革委")
    assert asked(walk) is None
    assert status_of(walk)[0] == "张某　市发展改革委"
    wait_for(walk.entry.grid.hasFocus, "the keyboard back in the grid")
    walks.close()
    again = opened(walks, data)
    assert asked(again) is None
    assert status_of(again)[0] == "张某　市发展改革委"


def test_that_every_kind_of_act_carries_who_did_it(walks: Walks, data: Path, tmp_path: Path) -> None:
    walk = opened(walks, data)
    answer(walk, "张某", "市发展改革委")
    type_a_figure(walk, "631.2")
    walk.select("11", Column.LEVEL)
    QApplication.clipboard().setText("21950\t14.8\n20900\t15.5\n")
    walk.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    walk.accept_what_is_pasted()
    walk.entry.panel.verdict_decided.emit("6", Verdict.NEARLY, "年底有补报")
    walk.entry.undo()
    walk.entry.redo()
    assert signed(data) == [(kind, SIGNED) for kind in ("edit", "paste", "override", "undo", "redo")]
    with closing(sqlite3.connect(data)) as connection:
        assert connection.execute("SELECT who FROM verdict_override WHERE who <> ''").fetchall() == [
            (SIGNED,)
        ]


def test_that_an_import_carries_who_did_it(walks: Walks, data: Path, tmp_path: Path) -> None:
    walk = opened(walks, data)
    walk.exchange.export(walk.book)
    wait_for(lambda: walk.book.exists() and not walk.exchange.busy, "the workbook")
    answer(walk, "张某", "市发展改革委")
    changed = tmp_path / "回来的表.xlsx"
    book = openpyxl.load_workbook(walk.book)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if str(cell.value) == "8730.6":
                cell.value = 8735.2
    book.save(changed)
    walk.exchange.receive(changed)
    wait_for(lambda: walk.exchange.page is not None, "the differences")
    assert walk.exchange.page is not None
    walk.exchange.page.write.click()
    wait_for(lambda: bool(signed(data)), "the import")
    assert signed(data) == [("import", SIGNED)]


def test_that_later_is_asked_again_at_the_next_start_only(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    bar = asked(walk)
    assert bar is not None
    bar.later.click()
    assert asked(walk) is None
    assert kept_person() is None
    walks.close()
    assert asked(opened(walks, data)) is not None


def test_that_a_missing_name_is_said_and_the_strip_stays(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    answer(walk, " ", "市发展改革委")
    assert "还没有写姓名" in sentence_of(walk)
    assert asked(walk) is not None


def test_that_settings_change_who_works_here(walks: Walks, data: Path) -> None:
    keep_person(Person("张某", "市发展改革委"))
    walk = opened(walks, data)
    type_a_figure(walk, "632.3")
    page = settings_of(walk)
    assert page.fields.person == Person("张某", "市发展改革委")
    page.fields.name.setText("李某")
    QTest.keyClick(page.fields.name, Qt.Key.Key_Return)
    assert "李某（市发展改革委）" in sentence_of(walk)
    assert status_of(walk)[0] == "李某　市发展改革委"
    walk.program.window.show_page("entry")
    type_a_figure(walk, "633.4")
    assert [who for _, who in signed(data)] == [SIGNED, "李某（市发展改革委）"]


def test_that_settings_change_the_looks_for_good(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = settings_of(walk)
    page.looks.set_current(LOOK_DARK)
    page.sizes.set_current("125")
    assert walk.program.workspace.theme.palette.dark
    assert walk.program.workspace.theme.scale_percent == 125
    QTest.keyClick(walk.program.window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.sizes.current == "100"
    walks.close()
    assert QSettings("wzdesk", "wzdesk").value("looks/theme") == LOOK_DARK
    assert opened(walks, data).program.workspace.theme.palette.dark


def test_that_everything_in_settings_is_reached_by_tab(walks: Walks, data: Path) -> None:
    walk = opened(walks, data)
    page = settings_of(walk)
    page.fields.name.setFocus()
    reached: list[QWidget] = []
    for _ in range(20):
        widget = QApplication.focusWidget()
        assert widget is not None
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert {page.fields.name, page.fields.agency, page.keep} <= set(reached)
    assert any(page.looks.isAncestorOf(widget) for widget in reached)
    assert any(page.sizes.isAncestorOf(widget) for widget in reached)
    assert all(widget.accessibleName() for widget in reached if page.isAncestorOf(widget))


@pytest.mark.parametrize(("said", "who"), ((["--who", "李某"], "李某"), ([], SIGNED)))
def test_that_the_command_line_signs_too(data: Path, said: list[str], who: str, walks: Walks) -> None:
    walk = opened(walks, data)
    type_a_figure(walk, "634")
    walks.close()
    keep_person(Person("张某", "市发展改革委"))
    assert main(["undo", "--data", str(data), *said]) == 0
    assert signed(data)[-1] == ("undo", who)


def settings_of(walk: Walk) -> SettingsPage:
    walk.program.window.show_page(HELP)
    walk.program.window.show_page(SETTINGS)
    page = walk.program.window.page(SETTINGS)
    assert isinstance(page, SettingsPage)
    return page
