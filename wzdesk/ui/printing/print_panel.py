"""Beside the preview: which printer, how many, which pages, which way the paper lies, and who signs."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from wzdesk.reports.paper.printout import Signatures
from wzdesk.ui import painting
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.labels import PlainLabel, SectionLabel, WrappedLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton
from wzdesk.ui.widgets.room import Room

WIDTH = 272
_CAPTION, _MOST_COPIES = 60, 99
_LANDSCAPE, _PORTRAIT = "landscape", "portrait"
_NO_PRINTER = "没有打印机"


class PrintPanel(QWidget):
    """What a person chooses before printing; printer and names are remembered for the next time."""

    orientation_picked = Signal()
    signatures_changed = Signal()

    def __init__(self, theme: Theme, signatures: Signatures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = QSettings("wzdesk", "wzdesk")
        self._given = signatures
        self.printer = PickerButton(theme, "", [Choice("", _NO_PRINTER)], self)
        self.printer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # names may be long
        self.copies = QSpinBox(self)
        self.copies.setRange(1, _MOST_COPIES)
        self.pages = QLineEdit(self)
        self.pages.setPlaceholderText("全部，或如 1-3,5")
        segments = (Segment(_LANDSCAPE, "横向"), Segment(_PORTRAIT, "纵向"))
        self.orientation = Segments(theme, segments, self, name="纸张方向")
        self.filler = self._name_field("填表人", "filler", signatures.filler)
        self.reviewer = self._name_field("审核人", "reviewer", signatures.reviewer)
        self.head = self._name_field("负责人", "head", signatures.head)
        self.extent = WrappedLabel(theme, "", self, color="t3")
        self._build()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)
        self.orientation.picked.connect(self._on_orientation_picked)
        self.printer.picked.connect(self._on_printer_picked)

    @property
    def is_landscape(self) -> bool:
        """Which way the paper lies."""
        return self.orientation.current == _LANDSCAPE

    @property
    def signatures(self) -> Signatures:
        """The names as they are written here."""
        return Signatures(self.filler.text(), self.reviewer.text(), self.head.text(), self._given.date)

    def set_orientation(self, *, is_landscape: bool) -> None:
        """Turn the paper, without telling."""
        self.orientation.blockSignals(True)
        self.orientation.set_current(_LANDSCAPE if is_landscape else _PORTRAIT)
        self.orientation.blockSignals(False)

    def offer_printers(self, names: Sequence[str]) -> None:
        """The machine's printers, the usual one first; the one of last time is chosen."""
        last = str(self._settings.value("print/printer", ""))
        choices = [Choice(name, name) for name in names] or [Choice("", _NO_PRINTER)]
        self.printer.set_choices(choices, last if last in names else "")

    def show_size(self, count: int) -> None:
        """How many pages there are."""
        self.extent.setText(f"A4 {'横向' if self.is_landscape else '纵向'}，共 {count} 页")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground and the line at the left."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), palette.page)
        painting.vertical_line(painter, 0, 0, self.height(), palette.line2)

    def _name_field(self, caption: str, key: str, name: str) -> QLineEdit:
        """A name; where the printout has none, that of last time."""
        field = QLineEdit(name or str(self._settings.value(f"print/{key}", "")), self)
        field.setAccessibleName(caption)
        field.setPlaceholderText("留空，手签")
        field.setMaxLength(20)
        field.textChanged.connect(lambda text: self._settings.setValue(f"print/{key}", text))
        field.textChanged.connect(self.signatures_changed)
        return field

    def _build(self) -> None:
        column = QVBoxLayout(self)
        px = self._theme.px
        Room(self._theme, column, (14, 12, 12, 12), 8)
        self._add(column, "打印", ("打印机", self.printer), ("份数", self.copies), ("页码", self.pages))
        column.addSpacing(px(8))
        self._add(column, "纸张", ("方向", self.orientation))
        column.addWidget(self.extent)
        column.addSpacing(px(8))
        names = (("填表人", self.filler), ("审核人", self.reviewer), ("负责人", self.head))
        self._add(column, "签名", *names)
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, head: str, *rows: tuple[str, QWidget]) -> None:
        column.addWidget(SectionLabel(self._theme, head, self))
        grid = QGridLayout()
        Room(self._theme, grid, gap=(8, 6))
        grid.setColumnMinimumWidth(0, self._theme.px(_CAPTION))
        grid.setColumnStretch(1, 1)
        for row, (caption, widget) in enumerate(rows):
            grid.addWidget(PlainLabel(self._theme, caption, self, color="t2"), row, 0)
            grid.addWidget(widget, row, 1)
            widget.setAccessibleName(caption)
        column.addLayout(grid)

    def _on_orientation_picked(self, _key: str) -> None:
        self.orientation_picked.emit()

    def _on_printer_picked(self, name: str) -> None:
        self._settings.setValue("print/printer", name)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))
        self.copies.setFixedHeight(self._theme.px(28))
        self.update()
