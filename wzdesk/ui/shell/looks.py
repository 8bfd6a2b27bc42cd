"""Light or dark, as the person chose or as the system is.

It stands on the way to the first paint: only who follows the system pays for asking it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from wzdesk.ui.theme import DARK, LIGHT, Palette, Theme

LOOK_LIGHT, LOOK_DARK, LOOK_OF_SYSTEM = "light", "dark", "system"
_KEY = "looks/theme"


class Looks(QObject):
    """Gives the theme the chosen palette, and follows the system where that was chosen."""

    def __init__(self, theme: Theme, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme, self._settings = theme, settings
        self._follows = False
        kept = str(settings.value(_KEY, LOOK_LIGHT))
        self._choice = kept if kept in {LOOK_DARK, LOOK_OF_SYSTEM} else LOOK_LIGHT
        if self._choice != LOOK_LIGHT:
            self._apply()

    @property
    def choice(self) -> str:
        """What was chosen: one of the three words above."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Show the program so at once, and from the next start on."""
        self._choice = choice
        self._settings.setValue(_KEY, choice)
        self._apply()

    def _apply(self) -> None:
        if self._choice == LOOK_OF_SYSTEM:
            self._follow()
        self._theme.set_palette(self._palette())

    def _follow(self) -> None:
        """Let the system say, now and whenever it changes."""
        hints = QApplication.styleHints()
        hints.unsetColorScheme()
        if not self._follows:
            self._follows = True
            hints.colorSchemeChanged.connect(self._on_system_changed)

    def _palette(self) -> Palette:
        if self._choice != LOOK_OF_SYSTEM:
            return DARK if self._choice == LOOK_DARK else LIGHT
        from PySide6.QtCore import Qt

        return DARK if QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _on_system_changed(self) -> None:
        if self._choice == LOOK_OF_SYSTEM:
            self._theme.set_palette(self._palette())
