"""A start that is refused: one sentence in place of the window."""

from PySide6.QtWidgets import QApplication, QMessageBox


def refuse_start(app: QApplication, sentence: str) -> int:
    """Say why the program does not start; the exit code."""
    box = QMessageBox(QMessageBox.Icon.Warning, "计划与项目工作台", sentence)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.show()
    app.exec()
    return 2
