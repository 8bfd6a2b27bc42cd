"""Pictures of the entry grid to look at: ``python -m tests.ui.grid_gallery out/grid``."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.grid_plan import Desk, plan_table
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_view import GridView
from wzdesk.ui.theme import DARK, LIGHT, Palette, Theme, apply_theme

SMALL, LARGE = (976, 487), (1440, 800)
"""What the mock-ups leave for the grid in windows of 1366 × 768 and 1920 × 1080."""


def shown(theme: Theme, size: tuple[int, int], plan: str = "2023") -> tuple[Desk, GridView]:
    desk = Desk(plan_table(plan))
    view = GridView(desk.model, theme)
    view.resize(*size)
    view.show()
    view.setFocus()
    QApplication.processEvents()
    return desk, view


def save(view: GridView, folder: Path, name: str) -> None:
    QApplication.processEvents()
    view.grab().save(str(folder / f"{name}.png"))


def annual(theme: Theme, folder: Path, size: tuple[int, int], name: str) -> None:
    _, view = shown(theme, size)
    view.select_cell(9, Column.LEVEL)
    view.typing.begin("4260.1")
    QTest.keyClick(view.editing.editor, Qt.Key.Key_Tab)
    view.typing.begin("7.9")
    save(view, folder, f"{name}-top")
    QTest.keyClick(view.editing.editor, Qt.Key.Key_Escape)
    view.select_cell(38, Column.LEVEL)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 7)
    save(view, folder, f"{name}-bottom")
    view.select_cell(6, Column.TARGET)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    view.verticalScrollBar().setValue(60)
    save(view, folder, f"{name}-range")
    view.deleteLater()


def years(theme: Theme, folder: Path, size: tuple[int, int], name: str, plan: str) -> None:
    _, view = shown(theme, size, plan)
    save(view, folder, f"{name}-left")
    view.select_cell(12, Column.RATE)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    save(view, folder, f"{name}-right")
    view.deleteLater()


def draw_all(app: QApplication, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    looks: tuple[tuple[str, Palette, int], ...] = (
        ("light", LIGHT, 100),
        ("dark", DARK, 100),
        ("light150", LIGHT, 150),
    )
    for word, palette, scale in looks:
        theme = apply_theme(app, palette, scale)
        theme.apply_style_sheet()
        annual(theme, folder, SMALL, f"annual-1366-{word}")
        annual(theme, folder, LARGE, f"annual-1920-{word}")
        years(theme, folder, SMALL, f"13fyp-1366-{word}", "13fyp")
        years(theme, folder, LARGE, f"13fyp-1920-{word}", "13fyp")


if __name__ == "__main__":
    draw_all(QApplication(sys.argv[:1]), Path(sys.argv[1] if len(sys.argv) > 1 else "out/grid"))
