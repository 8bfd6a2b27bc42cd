"""A verdict in a panel: its mark and its word."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wzdesk.domain.verdict import Verdict
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.verdict_marks import paint_verdict, verdict_width


class VerdictLabel(QWidget):
    """Mark and word, always together."""

    def __init__(
        self, theme: Theme, verdict: Verdict, parent: QWidget | None = None, *, role: Role = Role.BODY
    ) -> None:
        super().__init__(parent)
        self._theme, self._verdict, self._role = theme, verdict, role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_verdict(verdict)
        theme.changed.connect(self.updateGeometry)

    @property
    def verdict(self) -> Verdict:
        """What is shown."""
        return self._verdict

    def set_verdict(self, verdict: Verdict) -> None:
        """Show another verdict."""
        self._verdict = verdict
        self.setAccessibleName(verdict.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Mark and word in one line."""
        width = verdict_width(self._verdict, self._theme, self._role)
        return QSize(width + 1, self._theme.line(self._role) + self._theme.px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The verdict."""
        paint_verdict(QPainter(self), self.rect(), self._verdict, self._theme, self._role)
