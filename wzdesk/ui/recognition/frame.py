"""What stands around the picture: header with the steps, remarks, and the footer with the buttons."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from wzdesk.ui import icons, painting
from wzdesk.ui.recognition.sheet_tabs import SheetTabs
from wzdesk.ui.recognition.step_trail import StepTrail
from wzdesk.ui.shell.page_header import PageHeader, Strip
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel, WrappedLabel
from wzdesk.ui.widgets.picker import PickerButton
from wzdesk.ui.widgets.room import Room

FOOTER_HEIGHT = 44
_ASSUMED = "没有写"
_WRITE_KEY = "Ctrl+Return"


class RecognitionHeader(PageHeader):
    """The file's name, the steps, region and period with where they come from, and a menu."""

    layouts_given = Signal()
    layouts_taken = Signal()
    rejected_asked = Signal()
    form_asked = Signal()

    def __init__(self, theme: Theme, book: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "导入", parent)
        self.book = ElidedLabel(theme, book, self, color="t1")
        self.trail = StepTrail(theme, self)
        self.region, self.period = PickerButton(theme, "地区"), PickerButton(theme, "期别")
        self.place = ElidedLabel(theme, "", self, color="t2")
        self.more = FlatButton(theme, "更多", self, icon_name="dots-three-vertical")
        self.more.setToolTip("导出对照、导入对照、新建表样、退回件")
        self.add_left(self.book)
        self.add_separator()
        self.add_left(self.trail)
        self.add_separator()
        self.add_left(self.place, self.region, self.period)
        self.add_right(self.more)
        self.let_go(self.place)
        self.more.clicked.connect(self._offer_more)

    def show_place(self, region: str, period: str) -> None:
        """What the sheet says of itself is only named; what it does not say can be chosen."""
        self.region.setVisible(_ASSUMED in region)
        self.period.setVisible(_ASSUMED in period or (bool(region) and not period))
        named = [words for words in (region, period) if words and _ASSUMED not in words]
        self.place.setText("　".join(named))
        self.place.setVisible(bool(named))
        for picker, words in ((self.region, region), (self.period, period)):
            reason = words.partition("（")[2].rstrip("）")
            picker.setToolTip(f"表上{reason}，可以另选" if reason else "")

    def _offer_more(self) -> None:
        menu = QMenu(self.more)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("更多")
        menu.addAction("导出对照…", partial(self.layouts_given.emit))
        menu.addAction("导入对照…", partial(self.layouts_taken.emit))
        menu.addSeparator()
        menu.addAction("按这张表新建表样…", partial(self.form_asked.emit))
        menu.addAction("退回件：存一份带原因的副本…", partial(self.rejected_asked.emit))
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class RemarkStrip(QWidget):
    """Sentences about the file and its reading, on a yellow ground; hidden where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = WrappedLabel(theme, "", self)
        row = QHBoxLayout(self)
        Room(theme, row, (36, 5, 12, 6))
        row.addWidget(self.words)
        theme.changed.connect(self.update)

    def show_remarks(self, remarks: Sequence[str]) -> None:
        """Show these, one a line."""
        self.words.setText("\n".join(remarks))
        self.setVisible(bool(remarks))
        self.setAccessibleName("；".join(remarks))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, sign, line."""
        painter, theme, p = QPainter(self), self._theme, self._theme.palette
        painting.fill(painter, self.rect(), p.query_tint)
        painting.horizontal_line(painter, 0, self.width(), self.height() - 1, p.line2)
        side = theme.px(16)
        icons.paint_icon(painter, QRect(theme.px(12), theme.px(6), side, side), "warning", p.query)


class Footer(Strip):
    """Tabs of the sheets at the left, the buttons at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, FOOTER_HEIGHT, parent)
        self.tabs = SheetTabs(theme, self)
        self.hidden = ElidedLabel(theme, "", self, role=Role.CAPTION, color="t3")
        self.note = PlainLabel(theme, "", self, role=Role.CAPTION, color="t3")
        self.leave = FlatButton(theme, "取消", self, key="Esc")
        self.leave.setShortcut("")  # Esc goes back one step, and leaves from the first
        self.compare = FlatButton(theme, "逐格看差异", self, outlined=True, key="Ctrl+D")
        self.write = PrimaryButton(theme, "写入", self, key=_WRITE_KEY)
        self.add_left(self.tabs, self.hidden)
        self.add_right(self.note, self.leave, self.compare, self.write)
        self.let_go(self.hidden, self.note)

    def show_write(self, words: str, *, can_write: bool) -> None:
        """What the main button says."""
        self.write.setText(words)
        self.write.setShortcut(_WRITE_KEY)  # Qt forgets it with the text
        self.write.setAccessibleName(words)
        self.write.setEnabled(can_write)
        self.write.updateGeometry()

    def set_step(self, step: int) -> None:
        """Which way the second button leads."""
        self.compare.setText("回到识别" if step else "逐格看差异")
        self.compare.setShortcut("Ctrl+D")
        self.compare.updateGeometry()
        self.tabs.setVisible(not step and self.tabs.inner is not None)
        self.hidden.setVisible(not step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and a line above."""
        painter, p = QPainter(self), self._theme.palette
        painting.fill(painter, event.rect(), p.page)
        painting.horizontal_line(painter, 0, self.width(), 0, p.line2)
