"""Beside the picture of a form: what stands where, those that need a person first, and the story of one cell."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from wzdesk.ui import painting
from wzdesk.ui.exchange.fill_model import KIND_ROLE, Field, FillLine, FillModel, Index
from wzdesk.ui.exchange.sheet_marks import COLORS, NEEDS_PERSON, WORDS, MarkKind, paint_swatch
from wzdesk.ui.theme import Role, Strength, Theme
from wzdesk.ui.widgets.chip import Chip
from wzdesk.ui.widgets.labels import PlainLabel, WrappedLabel
from wzdesk.ui.widgets.text_table import TextTable

WIDTH = 440
_WIDTHS = {Field.CELL: 44, Field.HEADING: 84, Field.VALUE: 68, Field.STATE: 92}
_SWATCH, _IN_ONE_ROW = 14, 4


class MarkLegend(QWidget):
    """The signs of the picture, their words, and how many cells have each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: dict[MarkKind, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_counts(self, counts: dict[MarkKind, int]) -> None:
        """Show the kinds that there are."""
        self._counts = {kind: counts[kind] for kind in MarkKind if counts.get(kind)}
        self.setAccessibleName(
            "图例：" + "，".join(f"{WORDS[kind]} {count} 格" for kind, count in self._counts.items())
        )
        self.update()

    def sizeHint(self) -> QSize:
        """A strip of the tokens' height."""
        return QSize(self._theme.px(300), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sign, word and count, one after the other."""
        painter, theme = QPainter(self), self._theme
        painting.fill(painter, self.rect(), theme.palette.page)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, theme.palette.line2)
        left, side = theme.px(12), theme.px(_SWATCH)
        word_font, count_font = theme.font(Role.CAPTION), theme.font(Role.CAPTION, Strength.STRONG)
        for kind, count in self._counts.items():
            paint_swatch(painter, QRect(left, (self.height() - side) // 2, side, side), kind, theme)
            left += side + theme.px(5)
            for words, font, color in ((WORDS[kind], word_font, "t2"), (str(count), count_font, "t1")):
                area = QRect(left, 0, painting.width_of(words, font) + 1, self.height())
                painting.text(painter, area, words, font, str(getattr(theme.palette, color)))
                left += area.width() + theme.px(4)
            left += theme.px(10)


class FillPanel(QWidget):
    """The list with its chips, and below it what is to be known about the chosen cell."""

    current_changed = Signal(str, str)
    """Sheet and cell that the person went to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = FillModel(self)
        self._quiet = False
        self._several = False
        self._chips = {kind: Chip(theme, WORDS[kind]) for kind in MarkKind}
        for chip in self._chips.values():
            chip.clicked.connect(partial(self._on_chip_clicked))
        self.head = PlainLabel(theme, "", self, role=Role.SUBJECT)
        self.table = self._make_table()
        self.subject = WrappedLabel(theme, "", self, role=Role.BODY_STRONG)
        self.story = WrappedLabel(theme, "", self, color="t2")
        self._chip_rows, self._column = (QHBoxLayout(), QHBoxLayout()), QVBoxLayout(self)
        self._build()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    @property
    def lines(self) -> list[FillLine]:
        """The rows that are shown."""
        return [self._model.line(row) for row in range(self._model.rowCount())]

    def chip(self, kind: MarkKind) -> Chip:
        """The chip that shows or hides a kind."""
        return self._chips[kind]

    def set_lines(self, lines: Sequence[FillLine]) -> None:
        """Show another form; the first row that needs a person is chosen, without telling."""
        counts = counts_of(lines)
        for kind, chip in self._chips.items():
            chip.set_count(counts[kind])
            chip.setChecked(bool(counts[kind]))
        self._lay_chips([kind for kind in MarkKind if counts[kind]])
        needed = sum(counts[kind] for kind in NEEDS_PERSON)
        self.head.setText(f"{needed} 格要看" if needed else "没有要看的" if lines else "没有要填的格")
        self._several = len({line.sheet for line in lines}) > 1
        self._model.set_lines(lines, self._kinds())
        self._show_story(None)

    def select(self, sheet: str, cell: str) -> None:
        """Choose the row of a cell, without telling; shows its kind again where it was hidden."""
        row = self._model.row_of(sheet, cell)
        self._quiet = True
        if row < 0:
            self.table.clearSelection()
            self._show_story(None)
        else:
            self.table.selectRow(row)
        self._quiet = False

    # Inside

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground, a line to the picture, and the tint below the story."""
        painter, p = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), p.page)
        if self.subject.text():
            top = self.table.geometry().bottom() + 1
            painting.fill(painter, QRect(0, top, self.width(), self.height() - top), p.accbg)
            painting.horizontal_line(painter, 0, self.width(), top, p.line2)
        painting.vertical_line(painter, 0, 0, self.height(), p.line2)

    def _build(self) -> None:
        self._column.addWidget(self.head)
        for row in self._chip_rows:
            row.addStretch(1)
            self._column.addLayout(row)
        self._column.addWidget(self.table, 1)
        self._column.addWidget(self.subject)
        self._column.addWidget(self.story)

    def _make_table(self) -> TextTable:
        table = TextTable(
            self._theme,
            self._model,
            "要填的格",
            self,
            color_of=self._color_of,
            right=frozenset({Field.VALUE.value}),
            paint_cell=self._paint_state,
        )
        table.horizontalHeader().setSectionResizeMode(Field.NAME, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setMinimumSectionSize(self._theme.px(24))
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return table

    def _lay_chips(self, kinds: list[MarkKind]) -> None:
        """Kinds that do not occur take no room; many stand in two rows."""
        for chip in self._chips.values():
            for row in self._chip_rows:
                row.removeWidget(chip)
        for kind, chip in self._chips.items():
            row = self._chip_rows[len(kinds) > _IN_ONE_ROW and kind not in NEEDS_PERSON]
            row.insertWidget(row.count() - 1, chip)
            chip.setVisible(kind in kinds)

    def _kinds(self) -> frozenset[MarkKind]:
        return frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())

    def _on_chip_clicked(self) -> None:
        self._model.show_kinds(self._kinds())
        self._show_story(None)

    def _on_row_changed(self, current: Index) -> None:
        line = self._model.line(current.row()) if current.isValid() else None
        self._show_story(line)
        if line is not None and not self._quiet:
            self.current_changed.emit(line.sheet, line.cell)

    def _show_story(self, line: FillLine | None) -> None:
        sheet = f"{line.sheet}　" if line and self._several else ""
        self.subject.setText(f"{sheet}{line.subject}" if line else "")
        self.story.setText(line.story if line else "")
        for label in (self.subject, self.story):
            label.setVisible(line is not None)
        self.update()

    def _color_of(self, index: Index) -> str:
        if index.column() == Field.VALUE:
            return "acc" if index.data(KIND_ROLE) == MarkKind.FILL.value else "t2"
        return "t1" if index.column() == Field.NAME else "t2"

    def _paint_state(self, painter: QPainter, area: QRect, index: Index) -> bool:
        """The sign of the picture and its word."""
        if index.column() != Field.STATE:
            return False
        kind, theme = MarkKind(index.data(KIND_ROLE)), self._theme
        side = theme.px(_SWATCH)
        paint_swatch(painter, QRect(area.left(), area.center().y() - side // 2, side, side), kind, theme)
        words = area.adjusted(side + theme.px(6), 0, 0, 0)
        strength = Strength.MEDIUM if kind in NEEDS_PERSON else Strength.REGULAR
        color = str(getattr(theme.palette, COLORS[kind]))
        painting.text(painter, words, WORDS[kind], theme.font(Role.BODY, strength), color)
        return True

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(WIDTH))
        self._column.setContentsMargins(1, px(8), 0, px(10))
        self._column.setSpacing(px(8))
        for row in self._chip_rows:
            row.setContentsMargins(px(11), 0, px(8), 0)
            row.setSpacing(px(6))
        self.head.setContentsMargins(px(12), 0, px(12), 0)
        for label in (self.subject, self.story):
            label.setContentsMargins(px(12), 0, px(12), 0)
        for field, width in _WIDTHS.items():
            self.table.setColumnWidth(field, px(width))
        self.update()


def counts_of(lines: Iterable[FillLine]) -> dict[MarkKind, int]:
    """How many cells are of each kind."""
    counts = dict.fromkeys(MarkKind, 0)
    for line in lines:
        counts[line.kind] += 1
    return counts
