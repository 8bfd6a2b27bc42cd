import json
import subprocess
import sys
from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import SMALLEST, picture_of, save_picture
from tests.ui import shell_sample
from wzdesk.ui.shell.message import MessageAction, MessageKind
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import DARK, LIGHT, Theme

ROOT = Path(__file__).parents[2]
KEY, NO, CONTROL = Qt.Key, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme()


@pytest.fixture
def window(theme: Theme, settings: QSettings, qtbot: QtBot) -> MainWindow:
    window = MainWindow(theme, settings=settings)
    qtbot.addWidget(window)
    window.add_page("home", "工作台", "house", QLabel)
    window.add_page("entry", "指标填报", "table", QLineEdit)
    window.add_page("help", "帮助", "question", QWidget, at_bottom=True)
    return window


def show(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def test_that_pages_are_built_when_they_are_first_shown(
    theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    built: list[str] = []

    def maker(key: str) -> QWidget:
        built.append(key)
        return QWidget()

    window = MainWindow(theme, settings=settings)
    qtbot.addWidget(window)
    window.add_page("home", "工作台", "house", lambda: maker("home"))
    window.add_page("entry", "指标填报", "table", lambda: maker("entry"))
    assert built == []
    show(window, qtbot)
    assert built == ["home"]
    window.show_page("entry")
    window.show_page("home")
    window.show_page("entry")
    assert built == ["home", "entry"]


def test_that_the_first_paint_is_told_once(window: MainWindow, qtbot: QtBot) -> None:
    told: list[bool] = []
    window.first_painted.connect(lambda: told.append(True))
    show(window, qtbot)
    window.hide()
    window.show()
    window.repaint()
    QApplication.processEvents()
    assert told == [True]


def test_that_held_pages_show_their_ground_until_released(window: MainWindow, qtbot: QtBot) -> None:
    window.hold_pages()
    show(window, qtbot)
    window.show_page("entry")
    assert window._stack.currentWidget() is window._ground
    window.release_pages()
    assert isinstance(window._stack.currentWidget(), QLineEdit)


def test_that_the_keys_show_the_pages_in_the_order_of_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot)
    shown: list[str] = []
    window.page_shown.connect(shown.append)
    for key in (KEY.Key_2, KEY.Key_3, KEY.Key_1, KEY.Key_9, KEY.Key_1):
        QTest.keyClick(window, key, CONTROL)
    assert shown == ["entry", "help", "home"]
    assert window.current_page == "home"


def test_that_a_click_on_the_rail_shows_the_page_and_gives_it_the_keyboard(
    window: MainWindow, qtbot: QtBot
) -> None:
    show(window, qtbot)
    QTest.mouseClick(window._rail.item("entry"), Qt.MouseButton.LeftButton)
    assert window.current_page == "entry"
    assert window.page("entry").hasFocus()
    assert window._rail.item("entry").isChecked()
    assert not window._rail.item("home").isChecked()


def test_that_the_arrow_keys_walk_along_the_rail(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot)
    window._rail.item("home").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window._rail.item("home"), KEY.Key_Down)
    assert window.current_page == "entry"
    assert window._rail.item("entry").hasFocus()


def test_that_search_help_and_scale_have_their_keys(window: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    show(window, qtbot)
    with qtbot.waitSignal(window.search_requested):
        QTest.keyClick(window, KEY.Key_K, CONTROL)
    with qtbot.waitSignal(window.help_requested):
        QTest.keyClick(window, KEY.Key_F1)
    QTest.keyClick(window, KEY.Key_Equal, CONTROL)
    assert theme.scale_percent == 110
    QTest.keyClick(window, KEY.Key_Minus, CONTROL)
    QTest.keyClick(window, KEY.Key_Minus, CONTROL)
    assert theme.scale_percent == 90
    QTest.keyClick(window, KEY.Key_0, CONTROL)
    assert theme.scale_percent == 100


def test_that_a_message_stands_below_the_page_and_covers_none_of_it(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot)
    before = window._stack.geometry()
    window.show_message("这份表昨天 09:12 已经收过，内容一样，没有再写入。")
    bar = window._message
    assert bar is not None
    assert bar.isVisible()
    qtbot.waitUntil(lambda: bar.geometry().bottom() == before.bottom())
    assert window._stack.geometry().topLeft() == before.topLeft()
    assert window._stack.geometry().bottom() == bar.geometry().top() - 1
    assert bar.width() == before.width()
    assert (bar.sentence, bar.kind, bar.action_button) == (bar.accessibleName(), MessageKind.INFO, None)
    QTest.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    assert bar.sentence == ""
    qtbot.waitUntil(lambda: window._stack.geometry() == before)


def test_that_a_message_goes_with_the_page_that_it_was_told_on(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot)
    here, other = window._rail.keys[:2]
    window.show_page(here)
    window.show_message("上期的备注带进来了。")
    window.show_page(here)
    bar = window._message
    assert bar is not None
    assert bar.isVisible()
    window.show_page(other)
    assert bar.isHidden()
    window.show_message("新的一句")
    assert bar.isVisible()


def test_that_a_refusal_offers_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    show(window, qtbot)
    chosen: list[str] = []
    window.show_message("先前的一句")
    window.show_refusal(
        "没有收，数据没有改动。", MessageAction("另选文件", lambda: chosen.append("另选文件"), "Ctrl+O")
    )
    bar = window._message
    assert bar is not None
    assert bar.kind is MessageKind.REFUSAL
    assert bar.action_button is not None
    QTest.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert chosen == ["另选文件"]
    assert bar.isHidden()
    window.show_message("下一句")
    assert bar.action_button is None


def test_that_a_long_message_is_shown_whole(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1100, 640)
    show(window, qtbot)
    window.show_refusal("填 2.0898 亿元，存款余额是 21948 亿元，疑按万亿元填。" * 6)
    QApplication.processEvents()
    bar = window._message
    assert bar is not None
    qtbot.waitUntil(lambda: bar.height() >= bar._words.heightForWidth(bar._words.width()) > 0)


def test_that_the_status_bar_says_where_one_is_and_that_all_is_saved(
    window: MainWindow, qtbot: QtBot
) -> None:
    show(window, qtbot)
    window.set_fields("张某　市发展改革委", "温州市计划.wzd", "", "温州市")
    window.set_hint("编辑中　Enter 存入下移")
    window.set_selection_summary("选中 1 格　计数 1　合计 7.9　平均 7.9")
    window.set_saved(time(10, 32, 5))
    texts = ["张某　市发展改革委", "温州市计划.wzd", "温州市", "编辑中　Enter 存入下移"]
    texts += ["选中 1 格　计数 1　合计 7.9　平均 7.9", "已保存 10:32:05"]
    assert window._status.texts() == texts
    assert window._status.accessibleDescription() == "；".join(texts)
    window.set_saved(None)
    assert window._status.texts() == texts[:-1]


def test_that_the_title_names_the_file(window: MainWindow) -> None:
    assert window.windowTitle() == "计划与项目工作台"
    window.set_file_name("温州市计划.wzd")
    assert window.windowTitle() == "温州市计划.wzd — 计划与项目工作台"


def test_that_size_and_scale_are_remembered(
    window: MainWindow, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    show(window, qtbot)
    window.resize(window.minimumWidth(), 678)
    theme.set_scale(125)
    with qtbot.waitSignal(window.closed):
        window.close()
    again = MainWindow(Theme(), settings=settings)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (window.minimumWidth(), 678)
    assert again._theme.scale_percent == 125
    again._theme.set_scale(100)


def test_that_settings_written_by_another_hand_do_no_harm(settings: QSettings, qtbot: QtBot) -> None:
    settings.setValue("looks/scale", "大")
    settings.setValue("window/geometry", "?")
    window = MainWindow(Theme(), settings=settings)
    qtbot.addWidget(window)
    assert window._theme.scale_percent == 100


def test_that_the_window_fits_the_smallest_screen(theme: Theme, qtbot: QtBot) -> None:
    window = shell_sample.make_window(theme)
    qtbot.addWidget(window)
    show(window, qtbot)
    assert window.minimumSizeHint().width() <= 1100
    assert window.minimumSizeHint().height() <= 640


@pytest.mark.parametrize("percent", (100, 150))
def test_that_every_page_keeps_its_item_on_a_low_window(theme: Theme, percent: int, qtbot: QtBot) -> None:
    window = shell_sample.make_window(theme)
    qtbot.addWidget(window)
    theme.set_scale(percent)
    window.resize(1100, 700)
    show(window, qtbot)
    boxes = [window._rail.item(key).geometry() for key in window._rail.keys]
    assert all(window._rail.rect().contains(box) for box in boxes)
    assert all(not one.intersects(other) for one, other in pairwise(boxes))
    theme.set_scale(100)


def test_that_every_control_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    window = shell_sample.make_window_with_message(theme)
    qtbot.addWidget(window)
    show(window, qtbot)
    for button in window.findChildren(QAbstractButton):
        if type(button).__module__.startswith("wzdesk"):
            interface = QAccessible.queryAccessibleInterface(button)
            assert interface.text(QAccessible.Text.Name), button


def test_that_dark_and_light_differ_everywhere(theme: Theme, tmp_path: Path, qtbot: QtBot) -> None:
    window = shell_sample.make_window(theme)
    qtbot.addWidget(window)
    theme.apply()
    show(window, qtbot)
    save_picture(window, tmp_path / "light.png", SMALLEST)
    light = window.grab().toImage()
    theme.set_palette(DARK)
    QApplication.processEvents()
    dark = window.grab().toImage()
    for x, y in [(30, 20), (30, 740), (600, 20), (600, 60), (1200, 500), (600, 760)]:
        assert light.pixelColor(x, y).lightness() > 200, (x, y)
        assert dark.pixelColor(x, y).lightness() < 80, (x, y)
    theme.set_palette(LIGHT)


def test_that_pictures_can_be_taken_at_another_scale(tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    file = picture_of("tests.ui.shell_sample:make_window", tmp_path / "shell.png", scale=1.5, dark=True)
    assert QImage(str(file)).width() == 2049


def test_that_the_first_paint_waits_for_nothing_heavy() -> None:
    program = """
import json, sys
from wzdesk.ui.theme import apply_theme, make_application
app = make_application()
from wzdesk.ui.shell.window import MainWindow
from PySide6.QtWidgets import QWidget
window = MainWindow(apply_theme(app))
window.add_page("home", "工作台", "house", QWidget)
window.set_fields("张某")
early = []
window._ground.painted.connect(lambda: early.extend(sys.modules))
def tell():
    print(json.dumps({"paint": early, "after": list(sys.modules)}))
    app.exit()
window.first_painted.connect(tell)
window.show()
app.exec()
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = json.loads(run.stdout)
    roots = {name.partition(".")[0] for name in modules["after"]}
    assert roots & {"sqlalchemy", "numpy", "pyqtgraph", "openpyxl", "alembic", "lxml", "sqlite3"} == set()
    parts = {".".join(name.split(".")[:2]) for name in modules["after"] if name.startswith("wzdesk.")}
    assert parts == {"wzdesk.ui"}
    assert {"wzdesk.ui.icons", "wzdesk.ui.shapes", "wzdesk.ui.shell.message_bar"} & set(
        modules["paint"]
    ) == set()
