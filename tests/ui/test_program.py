"""What the program loads when, and that no page depends on another one having been shown."""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wzdesk.domain.demo import DEMO_MARK
from wzdesk.services.open_data_file import create_data_file
from wzdesk.services.places import DEMO_PACK, pack_folder
from wzdesk.ui.pages import ENTRY, HELP, HISTORY, PAGES, PLANS, SETTINGS
from wzdesk.ui.program import Program
from wzdesk.ui.shell.message_bar import MessageBar
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.shell.status_bar import StatusBar
from wzdesk.ui.widgets.labels import TagLabel

ROOT = Path(__file__).parents[2]
START = """
import json, os, sys
from pathlib import Path
from wzdesk.ui.theme import make_application
from wzdesk.ui.program import Program
app = make_application()
program = Program(app, Path(sys.argv[1]))
def tell():
    print(json.dumps(list(sys.modules)), flush=True)
    os._exit(0)
program.window._ground.painted.connect(tell)
program.window.show()
app.exec()
"""


def test_that_the_program_paints_before_it_knows_more_of_pages_than_their_names(tmp_path: Path) -> None:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, None).close()
    command = [sys.executable, "-c", START, str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    ours = {name for name in json.loads(run.stdout) if name.startswith("wzdesk.")}
    assert {name.split(".")[1] for name in ours} == {"ui"}
    packages = {name.split(".")[2] for name in ours if name.count(".") >= 2}
    assert packages == {"pages", "painting", "program", "shell", "theme"}


ROWS = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from wzdesk.ui.theme import make_application
from wzdesk.ui.program import Program
app = make_application()
program = Program(app, Path(sys.argv[1]))
told = {}
class Watch(QObject):
    def on_page_made(self):
        from wzdesk.ui.entry.entry_screen import entry_screen_of
        self.grid = entry_screen_of(program.window).entry.grid
        self.grid.viewport().installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            told["modules"] = list(sys.modules)
            told["rows"] = self.grid.model().rowCount()
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5")
            QCoreApplication.postEvent(self.grid, key)
        return False
    def on_ready(self):
        editing = self.grid.editing
        told["typed"] = editing.editor.text() if editing.is_open else None
        told["is_stored"] = editing.commit()
        print(json.dumps(told), flush=True)
        os._exit(0)
watch = Watch()
program.window.first_painted.connect(watch.on_page_made)
program.ready.connect(watch.on_ready)
program.window.show()
app.exec()
"""


def test_that_rows_are_painted_and_take_a_key_before_anything_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    command = [sys.executable, "-c", ROWS, str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(run.stdout)
    assert told["rows"] > 0
    not_needed = {
        "sqlalchemy", "numpy", "pyqtgraph", "openpyxl", "wzdesk.domain.address", "wzdesk.domain.assess",
        "wzdesk.domain.form_table", "wzdesk.domain.target_reading", "wzdesk.ui.entry.side_panel",
    }  # fmt: skip
    assert not_needed & set(told["modules"]) == set()
    assert told["typed"] == "5"  # though the panel and the data file came meanwhile
    assert told["is_stored"]


def test_that_every_page_is_made_once_for_the_rail() -> None:
    keys = [page.key for page in PAGES]
    assert len(set(keys)) == len(keys)
    assert [page.key for page in PAGES if not page.needs_file] == [HISTORY, SETTINGS, HELP]


def test_that_help_can_be_read_while_the_first_file_is_made(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    program = Program(qapp, tmp_path / "新的.wzd")
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.ready, timeout=30_000):
        program.window.show()
        program.window.show_page(HELP)
    program.window.close()


def test_that_a_file_without_a_plan_is_said(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "空的.wzd"
    create_data_file(path, None).close()
    program = Program(qapp, path)
    qtbot.addWidget(program.window)
    program.window.show()

    def said() -> bool:
        bar = program.window.findChild(MessageBar)
        return isinstance(bar, MessageBar) and "没有计划" in bar.sentence

    qtbot.waitUntil(said, timeout=30_000)
    program.window.close()


def test_that_a_page_reads_the_file_without_the_entry_page(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "温州市计划.wzd"
    create_data_file(path, pack_folder("wenzhou")).close()
    program = Program(qapp, path)
    qtbot.addWidget(program.window)
    program.window.show_page(PLANS)
    with qtbot.waitSignal(program.ready, timeout=30_000):
        program.window.show()
    assert program.window.made_page(ENTRY) is None
    program.window.close()


def test_that_every_page_says_that_a_file_holds_invented_figures(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "演示.wzd"
    create_data_file(path, pack_folder(DEMO_PACK)).close()
    program = Program(qapp, path)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.ready, timeout=30_000):
        program.window.show()
    assert program.window.windowTitle().startswith(f"演示.wzd（{DEMO_MARK}）")
    for page in PAGES:
        program.window.show_page(page.key)
        made = program.window.made_page(page.key)
        assert made is not None
        shown = [tag for tag in made.findChildren(TagLabel) if tag.accessibleName() == DEMO_MARK]
        headed = any(header.isVisible() for header in made.findChildren(PageHeader))
        assert [tag.isVisible() for tag in shown] == [True] or not headed, page.key
    assert DEMO_MARK in program.window.findChildren(StatusBar)[0].texts()
    program.window.close()


def test_that_a_file_of_another_city_is_shown_without_a_mark(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "温岭市.wzd"
    create_data_file(path, pack_folder("wenling")).close()
    program = Program(qapp, path)
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.ready, timeout=30_000):
        program.window.show()
    assert program.window.windowTitle().startswith("温岭市.wzd —")
    assert program.workspace.place.region.name == "温岭市"
    for page in PAGES:
        program.window.show_page(page.key)
        made = program.window.made_page(page.key)
        assert made is not None
        assert not [tag for tag in made.findChildren(TagLabel) if tag.isVisible()]
    program.window.close()
