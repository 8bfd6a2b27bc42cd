"""Words that stand still: captions, shortened texts, tags, rows of caption and value, lines."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from wzdesk.ui import painting, shapes
from wzdesk.ui.theme import Role, Strength, Theme


class PlainLabel(QLabel):
    """A label in one role and one colour of the palette, such as ``t2``; follows the theme. Wraps if told to."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: Role = Role.BODY,
        color: str = "t1",
        strength: Strength | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.theme = theme
        self._role, self._color, self._strength = role, color, strength
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_color(self, color: str) -> None:
        """Take another colour of the palette, by its name."""
        self._color = color
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFont(self.theme.font(self._role, self._strength))
        painting.set_foreground(self, str(getattr(self.theme.palette, self._color)))


def breakable(text: str, most: int = 240) -> str:
    """A text that a label can break anywhere: long runs without blanks get places to break; very long ends are cut."""
    shown = text if len(text) <= most else text[:most] + "…"
    return _LONG_RUN.sub(
        lambda run: "\u200b".join(run[0][at : at + 12] for at in range(0, len(run[0]), 12)), shown
    )


_LONG_RUN = re.compile(r"[!-~]{16,}")


class WrappedLabel(PlainLabel):
    """A text that takes the width it is given and as many lines as it needs; selectable with the mouse."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: Role = Role.BODY,
        color: str = "t1",
    ) -> None:
        super().__init__(theme, text, parent, role=role, color=color, wrap=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)


class SectionLabel(PlainLabel):
    """The head of a part of a panel: 判定, 核对, 目标怎样理解."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, text, parent, role=Role.HEAD, color="t2")


class ElidedLabel(PlainLabel):
    """One line that gives way: shortened with …, and then whole in the tip."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: Role = Role.BODY,
        color: str = "t1",
        strength: Strength | None = None,
    ) -> None:
        super().__init__(theme, text, parent, role=role, color=color, strength=strength)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Room for one character and …."""
        return QSize(2 * painting.width_of("国", self.font()), super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._set_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tip is there only while something is hidden."""
        super().resizeEvent(event)
        self._set_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the text as fits."""
        align = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painting.plain_text(QPainter(self), self.contentsRect(), self.text(), self.font(), align.value)

    def _set_tip(self) -> None:
        hidden = painting.width_of(self.text(), self.font()) > self.contentsRect().width() > 0
        self.setToolTip(self.text() if hidden else "")


class TagLabel(QWidget):
    """A word in a dashed box: 演示, 含演示数据."""

    def __init__(self, theme: Theme, text: str = "演示", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._text = theme, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """The word and 4 px around it."""
        theme = self._theme
        width = painting.width_of(self._text, theme.font(Role.NOTE)) + 2 * theme.px(5)
        return QSize(width, theme.line(Role.NOTE) + theme.px(3))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dashed box and word."""
        theme, painter = self._theme, QPainter(self)
        shapes.frame(painter, self.rect(), theme.px(2), "", theme.palette.t4, dashed=True)
        painting.text(
            painter, self.rect(), self._text, theme.font(Role.NOTE), theme.palette.t2, painting.CENTRE
        )

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class HairLine(QWidget):
    """A 1-px line across a panel, or down a row with ``upright``; ``color`` is a name of the palette."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, upright: bool = False, color: str = "line"
    ) -> None:
        super().__init__(parent)
        self._theme, self._upright, self._color = theme, upright, color
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter, color = QPainter(self), str(getattr(self._theme.palette, self._color))
        if self._upright:
            painting.vertical_line(painter, 0, 0, self.height(), color)
        else:
            painting.horizontal_line(painter, 0, self.width(), 0, color)


class KeyValueRows(QWidget):
    """Rows of a grey caption and its value; long values wrap beside the caption."""

    def __init__(
        self,
        theme: Theme,
        rows: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        caption: int = 68,
    ) -> None:
        super().__init__(parent)
        self._theme, self._caption = theme, caption
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[PlainLabel] = []
        self.set_rows(rows)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show other rows; labels that are there are used again, so that nothing flickers while one types."""
        while len(self._labels) < 2 * len(rows):
            place = len(self._labels)
            label = PlainLabel(self._theme, "", self, color="t1" if place % 2 else "t3", wrap=bool(place % 2))
            self._grid.addWidget(label, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            self._labels.append(label)
        texts = [text for row in rows for text in row]
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(texts))
            label.setText(texts[place] if place < len(texts) else "")
        for caption, value in zip(self._labels[::2], self._labels[1::2], strict=True):
            value.setAccessibleName(f"{caption.text()}：{value.text()}")

    def rows(self) -> list[tuple[str, str]]:
        """What is shown."""
        texts = [label.text() for label in self._labels if not label.isHidden()]
        return list(zip(texts[::2], texts[1::2], strict=True))

    def _on_theme_changed(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(self._caption))
        self._grid.setVerticalSpacing(self._theme.px(2))


class ThinBar(QWidget):
    """How much of a whole is done; ``share`` from 0 to 1. ``color`` is a name of the palette."""

    def __init__(
        self, theme: Theme, share: float = 0.0, parent: QWidget | None = None, *, color: str = "acc"
    ) -> None:
        super().__init__(parent)
        self._theme, self._share, self._color = theme, share, color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_share(share)
        theme.changed.connect(self.updateGeometry)

    def set_share(self, share: float, color: str = "") -> None:
        """Show another share, perhaps in another colour."""
        self._share, self._color = max(0.0, min(share, 1.0)), color or self._color
        self.setAccessibleName(f"完成 {self._share:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """The bar of the tokens' header."""
        return QSize(self._theme.px(88), self._theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track and bar, rounded."""
        painter, palette = QPainter(self), self._theme.palette
        area, radius = QRectF(self.rect()), self.height() / 2
        shapes.frame(painter, area, radius, palette.track, "")
        if self._share > 0:
            done = QRectF(
                area.left(), area.top(), max(area.width() * self._share, area.height()), area.height()
            )
            shapes.frame(painter, done, radius, str(getattr(palette, self._color)), "")
