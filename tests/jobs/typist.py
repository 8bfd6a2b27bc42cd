"""Types into the real window until it is killed, and tells of every stored act through a pipe.

``python -m tests.jobs.typist FILE DESCRIPTOR SEED``. One line of JSON for each act, written after the window has
said that it is saved: a list of [entity, key, text]; the text is None where the cell was emptied.
"""

import json
import os
import random
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from wzdesk.domain.change import TargetKey
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.plan import TargetColumn
from wzdesk.domain.plan_table import PlanTable
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.program import Program
from wzdesk.ui.theme import make_application

SAYINGS = (
    "{}", "{}", "{}", "-{}", "{}%", "{}以上", "{}以内", "{}左右", "约{}", "[{}]", "增长{}%", "下降{}个百分点",
    "缩小{}个点", "—", "暂无数据", "控制在{}以内", "与省平均水平同步",
)  # fmt: skip
LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up)


class Typist(QObject):
    """A person at the keyboard: chooses a cell, types, leaves it, now and then empties one or takes one back."""

    def __init__(self, program: Program, pipe: int, seed: int) -> None:
        super().__init__(program)
        self._program, self._pipe, self._random = program, pipe, random.Random(seed)
        program.ready.connect(self._on_ready)

    @property
    def _entry(self) -> EntryPage:
        return entry_screen_of(self._program.window).entry

    def _on_ready(self) -> None:
        sys.excepthook = _give_up
        assert not self._program.workspace.file.read_only
        self._program.workspace.signals.observations_changed.connect(self._tell)
        self._program.workspace.signals.targets_changed.connect(self._tell)
        self._program.window.activateWindow()
        QTimer.singleShot(0, self._act)

    def _act(self) -> None:
        """One act, then the next one as soon as the window has painted this one."""
        if not self._program.window.isActiveWindow():
            QTimer.singleShot(1, self._act)
            return
        self._choose_cell()
        lot = self._random.random()
        if lot < 0.08:
            QTest.keyClick(_focused(), Qt.Key.Key_Delete)
        elif lot < 0.16:
            QTest.keyClick(_focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        else:
            self._type(self._random.choice(SAYINGS).format(self._number()))
        QTimer.singleShot(0, self._act)

    def _choose_cell(self) -> None:
        model = self._entry.model
        row, number = self._random.choice(
            [
                (row, number)
                for row in range(model.rowCount())
                for number in range(model.columnCount())
                if model.is_editable(row, number)
            ]
        )
        stored = model.specs[number].stored
        assert stored is not None
        self._entry.grid.select_cell(row, stored)

    def _number(self) -> str:
        return f"{self._random.uniform(0, 2000):.{self._random.randrange(4)}f}"

    def _type(self, text: str) -> None:
        """Keys for what a keyboard has, an input method for the rest."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(_focused(), sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QApplication.sendEvent(_focused(), event)
        editing = self._entry.grid.editing
        assert editing.is_open
        assert editing.editor.text() == text
        QTest.keyClick(_focused(), self._random.choice(LEAVING))
        if editing.is_open:  # refused: the figure belongs in a cell that is taken
            QTest.keyClick(_focused(), Qt.Key.Key_Escape)

    def _tell(self, keys: object) -> None:
        assert isinstance(keys, frozenset)
        table = self._entry.filled.table
        line = json.dumps([_cell(table, key) for key in keys], ensure_ascii=False)
        os.write(self._pipe, line.encode() + b"\n")


def _cell(table: PlanTable, key: ObservationKey | TargetKey) -> tuple[str, str, str | None]:
    """A cell as the file names it, with the text that the window shows."""
    if isinstance(key, ObservationKey):
        found = table.observations.get(key)
        name = f"{key.region}|{key.indicator}|{key.period.code}|{key.measure.value}"
        return "observation", name, found.quantity.text if found else None
    part = next(part for _, part in table.plan.parts() if part.indicator == key.indicator)
    text = part.target if key.column == TargetColumn.LEVEL.value else part.rate_target
    return "target", f"{key.plan}|{key.region}|{key.indicator}|{key.column}", text or None


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _give_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> NoReturn:
    """Say it where the test can read it, instead of in a dialog."""
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


def main() -> None:
    path, pipe, seed = sys.argv[1:]
    app = make_application()
    program = Program(app, Path(path))
    _typist = Typist(program, int(pipe), int(seed))
    program.window.show()
    app.exec()


if __name__ == "__main__":
    main()
