"""F1 in a dialog, which holds the window back: the help in a window of its own over it."""

from functools import partial

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout

from wzdesk.services.places import resources_folder
from wzdesk.ui.help.places import anchor_at
from wzdesk.ui.theme import Theme

WIDTH, HEIGHT = 980, 620


def help_on_f1(dialog: QDialog, theme: Theme) -> None:
    """Let F1 open the help for a dialog."""
    QShortcut("F1", dialog, partial(open_help, dialog, theme))


def open_help(dialog: QDialog, theme: Theme) -> QDialog:
    """Show what tells of a dialog; Esc closes it."""
    from wzdesk.ui.help.help_page import HelpPage  # few dialogs are asked for it

    shown = QDialog(dialog)
    shown.setWindowTitle("帮助")
    page = HelpPage(theme, resources_folder() / "help")
    for button in (page.guide, page.pdf):
        button.hide()  # they need the window
    page.show_place(anchor_at(dialog, None, ""))
    column = QVBoxLayout(shown)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(page)
    shown.resize(theme.px(WIDTH), theme.px(HEIGHT))
    shown.open()
    return shown
