"""The line 关于 among the settings: name and version, and the way to the licences."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from wzdesk import __version__
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton
from wzdesk.ui.widgets.labels import PlainLabel


class AboutLine(QWidget):
    """What the program is; the licences are loaded when they are asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = PlainLabel(theme, f"计划与项目工作台 wzdesk {__version__}", self)
        self.licences = FlatButton(theme, "许可证", self, outlined=True)
        self.licences.clicked.connect(self.show_licences)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words)
        row.addWidget(self.licences)

    def show_licences(self) -> None:
        """Open the list over the window."""
        from wzdesk.services.licences import own_licence, parts
        from wzdesk.ui.about.licences_dialog import LicencesDialog

        LicencesDialog(self._theme, [own_licence(), *parts()], self.window()).open()
