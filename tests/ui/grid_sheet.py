"""A shown grid and short words for what a person does with it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grid_plan import Desk, plan_table
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.theme import Theme

Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier


class Sheet:
    """A shown grid and short words for what is done with it."""

    def __init__(self, qtbot: QtBot, plan: str = "2023") -> None:
        self.desk = Desk(plan_table(plan))
        self.view = GridView(self.desk.model, Theme())
        qtbot.addWidget(self.view)
        self.view.resize(976, 487)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.view.activateWindow()
        self.view.setFocus()
        qtbot.waitUntil(self.view.hasFocus)
        self.level = self.desk.model.column_of(Column.LEVEL)

    def at(self, row: int, column: Column = Column.LEVEL) -> "Sheet":
        self.view.select_cell(row, column)
        return self

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClick(target, key, modifiers)

    def write(self, text: str) -> None:
        for sign in text:
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClicks(target, sign)

    @property
    def place(self) -> tuple[int, str]:
        found = self.view.cell_cursor.place
        assert found is not None
        return found[0], self.desk.model.specs[found[1]].column.value

    @property
    def is_editing(self) -> bool:
        return self.view.editing.is_open

    def text(self, row: int, column: Column = Column.LEVEL) -> str:
        return self.desk.model.cell(row, self.desk.model.column_of(column)).text
