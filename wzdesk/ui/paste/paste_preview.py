"""The look at a pasted block: it lies over the grid and its panel until something is decided."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.pasting.choice import Answer, PasteChoice, is_listed
from wzdesk.domain.pasting.verdict import JudgedCell
from wzdesk.ui import painting
from wzdesk.ui.paste.paste_bar import PasteBar
from wzdesk.ui.paste.paste_model import PasteModel
from wzdesk.ui.paste.paste_panel import PastePanel
from wzdesk.ui.paste.paste_table import ANSWER_KEYS, PasteTable
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import ElidedLabel, HairLine


@dataclass(frozen=True, slots=True)
class BlockWords:
    """What is said of a whole block: its size, what was made of heads and names, how many of its cells are empty."""

    size: str
    hint: str
    blanks: int


class PastePreview(QWidget):
    """Covers the page below its header; every act has a key, and Esc stores nothing."""

    all_accepted = Signal()
    clear_accepted = Signal()
    left = Signal()
    mend_asked = Signal(object)
    """Cells whose text is to be changed to the one offered: a list of ``JudgedCell``."""
    as_given_asked = Signal(object)
    """A mended ``JudgedCell`` that is to be taken as it was given after all."""
    by_name_toggled = Signal(bool)

    def __init__(self, theme: Theme, model: PasteModel, top: Callable[[], int], page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._model, self._top, self._page = theme, model, top, page
        self._blanks = 0
        self.table = PasteTable(model, theme, self)
        self.panel = PastePanel(theme, model.name_of, self)
        self.bar = PasteBar(theme, self)
        self.only_doubtful, self.by_name = self.bar.only_doubtful, self.bar.by_name
        self.hint = ElidedLabel(theme, "", self, role=Role.CAPTION, color="t3")
        self.none = FlatButton(theme, "都不写入", self, key="Esc")
        self.all = FlatButton(theme, "全部接受", self, key="Ctrl+Enter", outlined=True)
        self.clear = PrimaryButton(theme, "只写无疑问的", self, key="Enter")
        for button in (self.none, self.all, self.clear):
            button.setShortcut("")  # heard by keyPressEvent, so that no shortcut of the page is in the way
        self._lay_out()
        self._connect()
        page.installEventFilter(self)
        self.setAccessibleName("粘贴预览")
        self._fill_page()
        self.show_progress(0, 1)

    # Showing

    def show_progress(self, done: int, total: int) -> None:
        """While the block is judged."""
        self.bar.size_words.setText(f"正在核对，已核对 {done * 100 // max(total, 1)}%，Esc 停下，表没有改动")
        for button in (self.all, self.clear):
            button.setEnabled(False)

    def show_choice(self, choice: PasteChoice, words: BlockWords, *, has_names: bool, by_name: bool) -> None:
        """Show a judged block; the cursor goes to the first cell that needs a look."""
        here = self.table.current_cell()
        self.bar.size_words.setText(words.size)
        self.hint.setText(words.hint)
        self._blanks = words.blanks
        self.by_name.setVisible(has_names)
        self.by_name.setChecked(by_name)
        self._model.show_choice(choice, only_doubtful=self.only_doubtful.isChecked())
        self.table.lay_out()
        self._show_counts()
        self.panel.show_choice(choice, self._blanks)
        again = next((cell for cell in choice.cells if cell.place == here.place), None) if here else None
        self._go(again or choice.cells[choice.listed[0] if choice.listed else 0])

    def answers_changed(self, choice: PasteChoice) -> None:
        """The same block with other answers."""
        self._model.answers_changed(choice)
        self._show_counts()
        self.panel.show_choice(choice, self._blanks)
        self._tell_cell(self.table.current_cell())

    def _show_counts(self) -> None:
        choice = self._model.choice
        self.bar.show_counts(choice)
        clear, everything = len(choice.taken(doubtful_too=False)), len(choice.taken(doubtful_too=True))
        drafts = choice.drafts()
        self.clear.setText(f"只写无疑问的 {clear} 格" if not choice.answers else f"写入选好的 {clear} 格")
        self.all.setText(f"全部接受 {everything} 格" + (f"，{drafts} 格留作草稿" if drafts else ""))
        self.clear.setEnabled(bool(clear))
        self.all.setEnabled(bool(everything))
        for button in (self.clear, self.all):
            button.updateGeometry()

    # Keys

    def event(self, event: QEvent) -> bool:
        """The keys of the preview come before the shortcuts of the page below and of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._act_of(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What decides, wherever the focus is in the preview."""
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Tab stays in the preview."""
        around = [
            widget
            for widget in (
                self.table, self.panel.mend_alike, self.only_doubtful, self.by_name, self.none, self.all, self.clear,
            )
            if widget.isVisible() and widget.isEnabled()
        ]  # fmt: skip
        if not around:
            return False
        focused = self.focusWidget()
        at = around.index(focused) if focused in around else 0
        around[(at + (1 if forward else -1)) % len(around)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _act_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.left.emit,
            Qt.Key.Key_Return: self._accept_all if ctrl else self._accept_clear,
            Qt.Key.Key_Enter: self._accept_all if ctrl else self._accept_clear,
            Qt.Key.Key_F8: self.go_back if shift else self.go_on,
            Qt.Key.Key_F7: self.only_doubtful.click,
            Qt.Key.Key_F6: self.by_name.click,
        }
        if ctrl:
            mend = self._mend_alike if shift else self._mend
            plain |= {Qt.Key.Key_Period: mend, Qt.Key.Key_Greater: mend}
            plain |= {
                Qt.Key.Key_Z: _nothing,
                Qt.Key.Key_Y: _nothing,
            }  # what lies below is not turned back unseen
        else:
            plain[Qt.Key.Key_Space] = self.turn_current
            plain |= {key: partial(self.choose, number) for number, key in enumerate(ANSWER_KEYS)}
        return plain.get(event.key())

    # Acts

    def go_on(self) -> None:
        """To the next cell that needs a look."""
        self._go_by(1)

    def go_back(self) -> None:
        """To the one before."""
        self._go_by(-1)

    def turn_current(self) -> None:
        """Leave the current cell out, or take it after all."""
        cell = self.table.current_cell()
        if cell is not None:
            self.answers_changed(self._model.choice.turned(cell))

    def choose(self, number: int) -> None:
        """Give the current cell one of its answers, from 0."""
        cell = self.table.current_cell()
        options = self._model.choice.options(cell) if cell is not None and is_listed(cell) else ()
        if cell is not None and number < len(options):
            self.answer(cell, options[number].answer)

    def answer(self, cell: JudgedCell, answer: Answer) -> None:
        """Take what is offered for a cell, or its own text, or leave it out."""
        choice = self._model.choice
        if answer is Answer.LEAVE or (answer is Answer.TAKE and not cell.laid.mended):
            self.answers_changed(choice.answered([cell], is_taken=answer is Answer.TAKE))
        elif answer is Answer.TAKE:
            self.as_given_asked.emit(cell)
        elif cell.corrected:
            self.mend_asked.emit([cell])
        else:
            self.answers_changed(choice.answered([cell], is_taken=True))

    def _accept_all(self) -> None:
        if self.all.isEnabled():
            self.all_accepted.emit()

    def _accept_clear(self) -> None:
        if self.clear.isEnabled():
            self.clear_accepted.emit()

    def _mend(self) -> None:
        cell = self.table.current_cell()
        if cell is not None and cell.corrected:
            self.mend_asked.emit([cell])

    def _mend_alike(self) -> None:
        cell = self.table.current_cell()
        if cell is not None and cell.corrected:
            self.mend_asked.emit(self._model.choice.alike(cell))

    def _go_by(self, step: int) -> None:
        choice, here = self._model.choice, self.table.current_cell()
        listed = choice.listed
        if not listed:
            return
        at = next((n for n, cell in enumerate(choice.cells) if cell is here), -1)
        after = [n for n in listed if n > at] if step > 0 else [n for n in reversed(listed) if n < at]
        self._go(choice.cells[after[0] if after else listed[0 if step > 0 else -1]])

    def _go(self, cell: JudgedCell) -> None:
        self.table.go_to(cell)
        self._tell_cell(self.table.current_cell())

    def _tell_cell(self, cell: JudgedCell | None) -> None:
        self.panel.show_cell(cell)

    # Building

    def _lay_out(self) -> None:
        px = self._theme.px
        foot, middle = QHBoxLayout(), QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.table, 1)
        middle.addWidget(HairLine(self._theme, upright=True, color="line2"))
        middle.addWidget(self.panel)
        foot.setContentsMargins(px(12), px(8), px(12), px(8))
        foot.setSpacing(px(8))
        foot.addWidget(self.hint, 1)
        for button in (self.none, self.all, self.clear):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(HairLine(self._theme, color="acc"))
        column.addLayout(middle, 1)
        column.addWidget(HairLine(self._theme, color="line2"))
        column.addLayout(foot)

    def _connect(self) -> None:
        self.none.clicked.connect(self.left)
        self.all.clicked.connect(self._accept_all)
        self.clear.clicked.connect(self._accept_clear)
        self.only_doubtful.clicked.connect(self._on_filter_clicked)
        self.by_name.clicked.connect(self.by_name_toggled)
        self.table.cell_changed.connect(self._tell_cell)
        self.panel.answered.connect(self.answer)
        self.panel.picked.connect(self._go)
        self.panel.mend_alike_asked.connect(self._mend_alike)
        self._theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        """Other colours, another size: the counts hold theirs, and the cards their lines."""
        if self._model.choice.cells:
            self._show_counts()
            self.panel.show_choice(self._model.choice, self._blanks)
            self._tell_cell(self.table.current_cell())
        self.update()

    def _on_filter_clicked(self) -> None:
        here = self.table.current_cell()
        choice = self._model.choice
        self._model.show_choice(choice, only_doubtful=self.only_doubtful.isChecked())
        if here is not None and (is_listed(here) or not self.only_doubtful.isChecked()):
            self._go(here)
        elif choice.listed:
            self._go(choice.cells[choice.listed[0]])
        self.table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._fill_page()
        return super().eventFilter(watched, event)

    def _fill_page(self) -> None:
        top = self._top()
        self.setGeometry(0, top, self._page.width(), self._page.height() - top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar and foot on their grounds."""
        painter, palette = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), palette.page)
        bar = self.rect()
        bar.setHeight(self.table.y())
        painting.fill(painter, bar, palette.accbg)


def _nothing() -> None:
    """A key that does nothing here."""
