"""The sheets of a workbook: side by side while they fit, else as a list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.picker import Choice, PickerButton

_MOST_SEGMENTS, _MOST_SIGNS = 6, 36


class SheetTabs(QWidget):
    """Nothing while there is only one sheet."""

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[tuple[str, str]] = []
        self.inner: Segments | PickerButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sheets(self, sheets: Sequence[tuple[str, str]], current: str) -> None:
        """Names and the words for them."""
        if list(sheets) != self._shown:
            self._shown = list(sheets)
            self._make()
        self.set_current(current)

    def set_current(self, name: str) -> None:
        """Show which sheet it is, without telling."""
        if self.inner is not None and name:
            self.inner.blockSignals(True)
            self.inner.set_current(name)
            self.inner.blockSignals(False)

    def _make(self) -> None:
        if self.inner is not None:
            self.inner.setParent(None)
            self.inner.deleteLater()
            self.inner = None
        self.setVisible(len(self._shown) > 1)
        if len(self._shown) < 2:
            return
        signs = sum(len(words) for _, words in self._shown)
        if len(self._shown) <= _MOST_SEGMENTS and signs <= _MOST_SIGNS:
            segments = [Segment(name, words) for name, words in self._shown]
            self.inner = Segments(self._theme, segments, name="工作表")
        else:
            choices = [Choice(name, words) for name, words in self._shown]
            self.inner = PickerButton(self._theme, "工作表", choices)
        self.inner.picked.connect(self.picked)
        self._row.addWidget(self.inner)
