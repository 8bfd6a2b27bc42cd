"""发出去: which form, for which period, to whom and into which folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.region import Region
from wzdesk.services.exchange.issue_forms import IssuableForm, IssuedFile
from wzdesk.ui import painting
from wzdesk.ui.hand_over.key_panel import KeyPanel
from wzdesk.ui.hand_over.panel_width import PanelWidth
from wzdesk.ui.shell.page_header import Strip, ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.empty_cover import EmptyCover
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

_ROW_HEIGHT, _STRIP = 28, 44
_SEND_KEY = "Ctrl+Return"
_NO_FORMS = (
    "这里把填报表发给各地区",
    "数据文件里还没有填报表。先做一张：从目录里挑指标，或者认一个工作簿里的表；做好就可以发。",
)


class IssueView(QWidget):
    """Asks what is to be sent; the desk sends it."""

    folder_asked = Signal()
    issue_asked = Signal()
    open_folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forms: dict[str, IssuableForm] = {}
        self.folder: Path | None = None
        self.form = PickerButton(theme, "表", (), self)
        self.period = PickerButton(theme, "期别", (), self)
        self.regions = QListWidget(self)
        self.regions.setAccessibleName("发给哪些地区")
        self.regions.setFrameShape(QListWidget.Shape.NoFrame)
        self.all = FlatButton(theme, "全选", self, outlined=True, small=True)
        self.none = FlatButton(theme, "全不选", self, outlined=True, small=True)
        self.where = ElidedLabel(theme, "", self, color="t2")
        self.choose = FlatButton(theme, "换文件夹…", self, outlined=True)
        self.send = PrimaryButton(theme, "发出", self, key=_SEND_KEY)
        self.look = FlatButton(theme, "打开文件夹", self, outlined=True)
        self.look.hide()
        self.keys = KeyPanel(theme, self)
        self.new_form = PrimaryButton(theme, "新建表样…", self)
        self._no_forms = EmptyCover(theme, self, "paper-plane-tilt", _NO_FORMS, self.new_form)
        self._build()
        self._connect()

    @property
    def current(self) -> tuple[str, Period, tuple[str, ...]] | None:
        """Form, period and regions; None while something is missing."""
        form = self._forms.get(self.form.current)
        codes = tuple(str(one.data(Qt.ItemDataRole.UserRole)) for one in self._items() if _is_on(one))
        period = (
            next((one for one in form.periods if one.code == self.period.current), None) if form else None
        )
        return (form.form.code, period, codes) if form and period and codes else None

    def offer(self, forms: Sequence[IssuableForm], period: Period | None) -> None:
        """What can be sent; the form that was chosen stays so, the period is that of the page."""
        self._forms = {one.form.code: one for one in forms}
        self._no_forms.show_if(not forms)
        current = self.form.current if self.form.current in self._forms else ""
        self.form.set_choices([Choice(one.form.code, one.form.name, one.form.code) for one in forms], current)
        self._show_form(period)

    def set_folder(self, folder: Path) -> None:
        """Where the workbooks will lie."""
        self.folder = folder
        self.where.setText(f"放到 {folder}")
        self._say_on_button()

    def show_sent(self, files: Sequence[IssuedFile]) -> None:
        """Say beside each region that its workbook was made."""
        made = {one.region.code: one for one in files}
        for item in self._items():
            one = made.get(str(item.data(Qt.ItemDataRole.UserRole)))
            if one is not None:
                item.setText(f"{one.region.name}　已发出：{one.path.name}，要填 {one.cells} 格")
        self.look.setVisible(bool(files))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._width.fit(self.window().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def _build(self) -> None:
        theme = self._theme
        tools, foot = ToolRow(theme, self), Strip(theme, _STRIP, self)
        tools.add_left(self.form, self.period, self.all, self.none)
        self.count = PlainLabel(theme, "", tools, color="t2")
        tools.add_right(self.count)
        tools.let_go(self.count)
        foot.add_left(self.choose, self.where)
        foot.add_right(self.look, self.send)
        left, row = QVBoxLayout(), QHBoxLayout(self)
        for widget, stretch in ((tools, 0), (self.regions, 1), (foot, 0)):
            left.addWidget(widget, stretch)
        row.addLayout(left, 1)
        row.addWidget(self.keys)
        for layout in (left, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._width = PanelWidth(theme, self.keys)
        self.setFocusProxy(self.regions)

    def _connect(self) -> None:
        self.form.picked.connect(self._on_form_picked)
        self.period.picked.connect(self._on_period_picked)
        self.regions.itemChanged.connect(self._say_on_button)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self.choose.clicked.connect(self.folder_asked)
        self.send.clicked.connect(self.issue_asked)
        self.look.clicked.connect(self.open_folder_asked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.regions.item(row) for row in range(self.regions.count())]

    def _on_form_picked(self) -> None:
        form = self._forms[self.form.current]
        self._show_form(next((one for one in form.periods if one.code == self.period.current), None))

    def _show_form(self, period: Period | None) -> None:
        form = self._forms.get(self.form.current)
        if form is None:
            self._say_on_button()
            return
        periods = [Choice(one.code, form.form.words(one), one.code) for one in reversed(form.periods)]
        its = form.form.at(period) if period is not None else None
        known = {one.key for one in periods}
        self.period.set_choices(periods, its.code if its is not None and its.code in known else "")
        self._list(form.reporters)

    def _list(self, reporters: Sequence[Region]) -> None:
        self.regions.blockSignals(True)
        self.regions.clear()
        for region in reporters:
            item = QListWidgetItem(region.name)
            item.setData(Qt.ItemDataRole.UserRole, region.code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setSizeHint(QSize(0, self._theme.px(_ROW_HEIGHT)))
            self.regions.addItem(item)
        self.regions.setCurrentRow(0)
        self.regions.blockSignals(False)
        self.look.hide()
        self._say_on_button()

    def _on_period_picked(self) -> None:
        form = self._forms.get(self.form.current)
        if form is not None:
            self._list(form.reporters)

    def _on_all(self) -> None:
        self._check(Qt.CheckState.Checked)

    def _on_none(self) -> None:
        self._check(Qt.CheckState.Unchecked)

    def _check(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(state)

    def _say_on_button(self) -> None:
        asked = self.current
        count = len(asked[2]) if asked else 0
        self.count.setText(
            f"{self.regions.count()} 个地区要报，选了 {count} 个" if self._forms else "还没有填报表"
        )
        self.send.setText(f"发出 {count} 份" if count else "请选地区")
        self.send.setShortcut(_SEND_KEY)  # Qt forgets it with the text
        self.send.setAccessibleName(self.send.text())
        self.send.setEnabled(bool(count) and self.folder is not None)
        self.send.updateGeometry()


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
