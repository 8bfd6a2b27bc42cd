"""How wide the panel of a returned form is: three values stand side by side in it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from wzdesk.ui.theme import Theme

WIDTH, WIDE_WIDTH, _WIDE_WINDOW = 440, 560, 1700


class PanelWidth(QObject):
    """Keeps a panel as wide as suits the window."""

    def __init__(self, theme: Theme, panel: QWidget) -> None:
        super().__init__(panel)
        self._theme, self._panel, self._window = theme, panel, 0
        self.fit(0)
        theme.changed.connect(self._on_theme_changed)

    def fit(self, window_width: int) -> None:
        """Take the width for a window; never more than a third of it where the text is large."""
        self._window = window_width
        wanted = self._theme.px(WIDE_WIDTH if window_width >= _WIDE_WINDOW else WIDTH)
        most = max(round(window_width * 0.4), WIDTH) if window_width else wanted
        self._panel.setFixedWidth(min(wanted, most))

    def _on_theme_changed(self) -> None:
        self.fit(self._window)
