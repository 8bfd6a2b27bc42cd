"""How a workbook was read: its sheets with the reading laid over them, and everything that can be corrected."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from wzdesk.domain.period import Period, period_of_code
from wzdesk.domain.sheet_look import SheetLook
from wzdesk.services.receiving.claims import Axis
from wzdesk.services.receiving.reception import SheetReception
from wzdesk.ui import painting
from wzdesk.ui.exchange.sheet_geometry import place_of_cell
from wzdesk.ui.exchange.sheet_picture import SheetPicture
from wzdesk.ui.recognition.card_maker import EMPTY, CardMaker
from wzdesk.ui.recognition.choices import indicator_choices, period_choices, region_choices, unit_choices
from wzdesk.ui.recognition.decisions import CellRef, Decisions
from wzdesk.ui.recognition.difference_list import DifferenceList
from wzdesk.ui.recognition.frame import Footer, RecognitionHeader, RemarkStrip
from wzdesk.ui.recognition.legend import ReadingLegend
from wzdesk.ui.recognition.overview import overview_of
from wzdesk.ui.recognition.panel import RecognitionPanel
from wzdesk.ui.recognition.targets import cell_of_line, line_at
from wzdesk.ui.recognition.views import LineView, Overview, SheetView
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.labels import PlainLabel

_MOST_AT_ONCE = 3_000
"""Cells for which everything is found again while the person waits."""


class RecognitionPage(QWidget):
    """Stands in front of the grid until the person has decided; it stores nothing itself."""

    accepted = Signal(object)
    """The differences to write."""
    abandoned = Signal()
    taught = Signal(object)
    """Lessons for ``SheetReception.teach_all``."""
    adding_asked = Signal(object)
    """Words and unit of each new indicator."""
    place_picked = Signal(str, object)
    """Region and period for what names none."""
    layouts_given = Signal()
    layouts_taken = Signal()
    rejected_asked = Signal()
    form_asked = Signal()
    """Make a form of the tables that were recognised."""
    overview_asked = Signal()
    """A decision was made about a sheet so large that what follows is better found in the background."""

    def __init__(
        self,
        theme: Theme,
        reception: SheetReception,
        looks: Sequence[SheetLook],
        asked: str = "",
        parent: QWidget | None = None,
        *,
        overview: Overview | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.reception, self._asked = theme, reception, asked
        self._looks = {look.name: look for look in looks}
        self.decisions = Decisions()
        self.overview = overview or overview_of(reception, self.decisions, asked)
        self._sheet = ""
        self._is_busy = False
        self._target: LineView | str = ""
        self._make_parts()
        self._build()
        self._connect()
        self._offer()
        self.show_sheet(self._first_sheet())
        self._begin()

    # What is shown

    @property
    def sheet(self) -> SheetView:
        """The sheet in the picture."""
        return self.overview.sheets[self._sheet]

    @property
    def is_busy(self) -> bool:
        """Whether something that was asked for is being done."""
        return self._is_busy

    @cached_property
    def differences(self) -> DifferenceList:
        """The second step, made when it is first wanted."""
        made = DifferenceList(self._theme, self)
        made.checked.connect(self._on_checked)
        made.cell_opened.connect(self._on_cell_opened)
        self.steps.addWidget(made)
        return made

    def show_sheet(self, name: str) -> None:
        """Show another sheet of the workbook."""
        is_other, self._sheet = name != self._sheet, name
        look = self._looks.get(name)
        self.picture.setVisible(look is not None)
        self.without.setVisible(look is None)
        if look is not None and is_other:
            self.picture.show_places(look, self.sheet.marks)
            self.picture.setAccessibleName(f"表 {name}")
            self._target = ""
            self.panel.card.show_content(EMPTY)
        self._show_sheet_parts()

    def refresh(self, overview: Overview | None = None) -> None:
        """The reception was read anew, or a decision was made: show what holds now."""
        if overview is None and len(self.overview.of_cell) + len(self.overview.not_taken) > _MOST_AT_ONCE:
            self.overview_asked.emit()
            return
        self.overview = overview or overview_of(self.reception, self.decisions, self._asked)
        self.picture.set_marks(self.sheet.marks)
        self._offer()
        self._show_sheet_parts()
        self._show_target()
        if self.steps.currentIndex() == 1:
            self.differences.show_overview(self.overview)

    def set_busy(self, *, busy: bool) -> None:
        """While something is done, nothing else can be asked for; looking goes on."""
        self._is_busy = busy
        for widget in (
            self.panel.card,
            self.panel.agree,
            self.panel.add,
            self.header.region,
            self.header.period,
        ):
            widget.setEnabled(not busy)
        self._show_write()

    def show_step(self, step: int) -> None:
        """Go to the picture, the differences, or ask to write."""
        if step == 2:
            self.footer.write.click()
            return
        if step == 1:
            self.differences.show_overview(self.overview)
        self.steps.setCurrentIndex(step)
        self.header.trail.set_current(step)
        self.footer.set_step(step)
        (self.differences.table if step == 1 else self.picture).setFocus()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back a step, and from the first leaves all as it is."""
        if event.key() == Qt.Key.Key_Escape:
            if self.steps.currentIndex() == 1:
                self.show_step(0)
            else:
                self.abandoned.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def showEvent(self, event: QShowEvent) -> None:
        """Only now it is known how much of the sheet can be seen."""
        super().showEvent(event)
        self.picture.verticalScrollBar().setValue(0)
        self.picture.horizontalScrollBar().setValue(0)
        self.picture.go_to(self.picture.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        super().resizeEvent(event)
        self.panel.fit_width(self.window().width())

    # Building

    def _make_parts(self) -> None:
        theme = self._theme
        self.header = RecognitionHeader(theme, self.reception.book, self)
        self.remarks = RemarkStrip(theme, self)
        self.legend = ReadingLegend(theme, self)
        self.picture = SheetPicture(theme, self, free=True)
        self.without = PlainLabel(theme, "这张表没有图样可看，认出的在右边。", self, color="t3")
        self.without.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.panel = RecognitionPanel(theme, self)
        self.footer = Footer(theme, self)
        self.cards = CardMaker(theme, self.reception, self.decisions, self)

    def _build(self) -> None:
        left = QVBoxLayout()
        for widget, stretch in ((self.legend, 0), (self.remarks, 0), (self.picture, 1), (self.without, 1)):
            left.addWidget(widget, stretch)
        look = QWidget(self)
        row = QHBoxLayout(look)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self.steps = QStackedWidget(self)
        self.steps.addWidget(look)
        column = QVBoxLayout(self)
        column.addWidget(self.header)
        column.addWidget(self.steps, 1)
        column.addWidget(self.footer)
        for layout in (left, row, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def _connect(self) -> None:
        self.picture.current_changed.connect(self._on_cell)
        self.picture.activated.connect(self._on_cell_activated)
        self.panel.line_chosen.connect(self._on_line)
        self.panel.card_wanted.connect(self.panel.card.open_first)
        self.panel.cell_chosen.connect(self._on_group_cell)
        self.panel.agreed_to_all.connect(lambda: self.cards.agree_to_all(self.overview))
        self.panel.adding_asked.connect(lambda: self._add(self.overview.unknown_rows))
        self.panel.card.picked.connect(self.cards.pick)
        self.cards.taught.connect(self.taught)
        self.cards.decided.connect(self.refresh)
        self.cards.adding_asked.connect(self._add)
        self.cards.line_wanted.connect(self._correct_line)
        self.header.trail.picked.connect(self.show_step)
        self.header.region.picked.connect(self._on_place)
        self.header.period.picked.connect(self._on_place)
        for signal, asked in (
            (self.header.layouts_given, self.layouts_given),
            (self.header.layouts_taken, self.layouts_taken),
            (self.header.rejected_asked, self.rejected_asked),
            (self.header.form_asked, self.form_asked),
        ):
            signal.connect(asked)
        self.footer.tabs.picked.connect(self.show_sheet)
        self.footer.leave.clicked.connect(self.abandoned)
        self.footer.compare.clicked.connect(lambda: self.show_step(1 - self.steps.currentIndex()))
        self.footer.write.clicked.connect(self._on_write)

    def _offer(self) -> None:
        known = self.overview.known
        self.panel.card.offer(indicator_choices(known), region_choices(known), unit_choices(known))
        sheets = [
            (name, f"{name} {sheet.needs}" if sheet.needs else name)
            for name, sheet in self.overview.sheets.items()
        ]
        self.footer.tabs.set_sheets(sheets, self._sheet)

    def _show_sheet_parts(self) -> None:
        sheet = self.sheet
        self.legend.set_marks(sheet.marks)
        self.remarks.show_remarks(sheet.remarks)
        self.panel.show_sheet(sheet, self.overview)
        self.footer.tabs.set_current(self._sheet)
        self.footer.hidden.setText(sheet.hidden)
        self._show_place(sheet)
        self._show_write()

    def _show_place(self, sheet: SheetView) -> None:
        """Where region and period come from; what the sheet does not name can be chosen."""
        if not sheet.tables:
            self.header.show_place("", "")
            return
        match = self.reception.tables[sheet.tables[0]].match
        known = self.overview.known
        region, period = ([*match.why, "", ""])[:2]
        self.header.show_place(region, period)
        self.header.region.set_choices(region_choices(known), match.region or "")
        self.header.period.set_choices(
            period_choices(match.period), match.period.code if match.period else ""
        )

    def _show_write(self) -> None:
        count, waiting = len(self.overview.chosen), self.overview.waiting
        words = f"写入 {count} 格" if count else "记住对应" if self._only_lessons() else "没有要写入的"
        if count and waiting:
            words += f"，{waiting} 格待定"
        can_write = self.reception.can_write
        self.footer.show_write(
            words, can_write=can_write and bool(count or self._only_lessons()) and not self._is_busy
        )
        note = "写入后可以一次撤销" if can_write else "文件正被别人使用，现在只能看，不能写入"
        self.footer.note.setText(note)

    def _only_lessons(self) -> bool:
        return self.reception.has_lessons and not self.overview.chosen

    def _first_sheet(self) -> str:
        """The first that needs a person, else the first with a table."""
        sheets = self.overview.sheets
        with_tables = [name for name, sheet in sheets.items() if sheet.tables]
        needed = [name for name in with_tables if sheets[name].needs]
        return (needed or with_tables or list(sheets))[0]

    def _begin(self) -> None:
        """At the first line that needs a person."""
        views = self.panel.list.views
        if views and self.sheet.needs:
            self._on_line(views[0])
            self.panel.list.select(views[0].table, views[0].axis, views[0].place)
        else:
            self.panel.card.show_content(EMPTY)
            self.panel.fit_below()

    # What the person does

    def _on_line(self, view: object) -> None:
        """A line that a check warns of shows its cell, any other itself."""
        assert isinstance(view, LineView)
        self._target = view.trouble or view
        self.picture.go_to(view.trouble or cell_of_line(self.reception, view))
        self._show_target()

    def _on_cell(self, cell: str) -> None:
        place = place_of_cell(cell)
        view = line_at(self.reception, self.sheet, place) if place else None
        self._target = view or cell
        self._show_target()
        if view is not None:
            self.panel.list.select(view.table, view.axis, view.place)
        elif place:
            self.panel.list.select(self._table_at(cell), Axis.ROW, place[0])

    def _on_cell_activated(self, cell: str) -> None:
        """Enter: the choices of the row, the column or the cell."""
        del cell
        self.panel.card.open_first()

    def _on_group_cell(self, cell: str) -> None:
        self.picture.go_to(cell)
        self._target = cell
        self._show_target()

    def _on_cell_opened(self, sheet: str, cell: str) -> None:
        self.show_step(0)
        self.show_sheet(sheet)
        self.picture.go_to(cell)
        self._on_cell(cell)

    def _correct_line(self, view: object) -> None:
        assert isinstance(view, LineView)
        self._target = view
        self.picture.go_to(cell_of_line(self.reception, view))
        self._show_target()
        self.panel.list.select(view.table, view.axis, view.place)
        self.panel.card.open_first()

    def _table_at(self, cell: str) -> int:
        each = self.overview.of_cell.get((self._sheet, cell))
        for at in self.sheet.tables:
            if each and each.claim in self.reception.tables[at].match.claims:
                return at
        return self.sheet.tables[0] if self.sheet.tables else 0

    def _show_target(self) -> None:
        """The card for what is chosen, as it stands now."""
        if isinstance(self._target, LineView):
            old = self._target
            same = (
                view
                for view in self.sheet.lines
                if (view.table, view.axis, view.place) == (old.table, old.axis, old.place)
            )
            self._target = next(same, old)
            self.panel.card.show_content(self.cards.for_line(self._target))
            self.panel.list.select(old.table, old.axis, old.place)
        elif self._target:
            place = place_of_cell(self._target)
            look = self._looks.get(self._sheet)
            text = look.cells[place].text if look and place and place in look.cells else ""
            self.panel.card.show_content(self.cards.for_cell(self._sheet, self._target, self.overview, text))
        else:
            self.panel.card.show_content(EMPTY)
        self.panel.fit_below()

    def _on_checked(self, refs: tuple[CellRef, ...], chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        for ref in refs:
            each = self.overview.of_cell[ref]
            if chosen:
                self.decisions.take(each, self.overview.differences)
            else:
                self.decisions.leave(each)
        self.refresh()

    def _on_place(self) -> None:
        period: Period | None = period_of_code(self.header.period.current)
        self.place_picked.emit(self.header.region.current, period)

    def _add(self, views: Sequence[LineView]) -> None:
        rows = []
        for view in views:
            table = self.reception.tables[view.table].match.table
            unit = view.line.facts.unit or next((row.unit for row in table.rows if row.row == view.place), "")
            rows.append((view.line.words, unit if view.axis is Axis.ROW else view.line.facts.unit))
        unique = {words[-1]: (words, unit) for words, unit in reversed(rows)}
        if unique:
            self.adding_asked.emit(list(reversed(unique.values())))

    def _on_write(self) -> None:
        self.header.trail.set_current(2)
        self.accepted.emit(self.overview.to_write)
