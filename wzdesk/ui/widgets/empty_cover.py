"""An empty page laid over a view that has nothing to show yet."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.empty_page import EmptyPage


class EmptyCover(EmptyPage):
    """As large as what it covers; hidden until it is told to show."""

    def __init__(
        self,
        theme: Theme,
        covered: QWidget,
        icon_name: str,
        words: tuple[str, str],
        button: PrimaryButton | None = None,
    ) -> None:
        super().__init__(theme, icon_name, *words, button, covered)
        self._covered = covered
        covered.installEventFilter(self)
        self.hide()

    def show_if(self, is_empty: bool) -> None:  # noqa: FBT001 - what the name asks
        """Cover the view, or uncover it."""
        self.resize(self._covered.size())
        self.setVisible(is_empty)
        if is_empty:
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the view."""
        if event.type() == QEvent.Type.Resize and watched is self._covered:
            self.resize(self._covered.size())
        return super().eventFilter(watched, event)
