"""发出去: which form, for which period, on which sheet, to whom and into which folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.services.exchange.issue_forms import IssuableForm, IssueAsked, IssuedFile, IssuePlan
from wzdesk.ui import painting
from wzdesk.ui.hand_over.dropped import dropped_paths
from wzdesk.ui.hand_over.key_panel import KeyPanel
from wzdesk.ui.hand_over.panel_width import PanelWidth
from wzdesk.ui.shell.page_header import Strip, ToolRow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.empty_cover import EmptyCover
from wzdesk.ui.widgets.labels import ElidedLabel, PlainLabel, WrappedLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton
from wzdesk.ui.widgets.room import Room
from wzdesk.ui.widgets.tab_order import tab_through
from wzdesk.ui.widgets.tick_list import TickList

_STRIP = 44
_SEND_KEY = "Ctrl+Return"
REGIONS, AGENCIES = "regions", "agencies"
_OWN, _THEIRS, _CHOOSE = "own", "theirs", "choose"
_WHO = {REGIONS: "地区", AGENCIES: "单位"}
_NO_FORMS = (
    "这里把填报表发给各地区",
    "数据文件里还没有填报表。先做一张：从目录里挑指标，或者认一个工作簿里的表；做好就可以发。",
)


class IssueView(QWidget):
    """Asks what is to be sent; the desk says who would get what, and sends it."""

    folder_asked = Signal()
    issue_asked = Signal()
    open_folder_asked = Signal()
    workbook_asked = Signal()
    """An agency's workbook is to be chosen as the sheet."""
    asked_changed = Signal()
    """Another form, period, sheet or kind of recipients."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._forms: dict[str, IssuableForm] = {}
        self._can_send = True
        self.folder: Path | None = None
        self.workbook: Path | None = None
        self.form = PickerButton(theme, "表", (), self)
        self.period = PickerButton(theme, "期别", (), self)
        self.sheet = PickerButton(theme, "表样", (), self)
        self.who = Segments(
            theme, [Segment(key, f"发{word}") for key, word in _WHO.items()], self, name="发给谁"
        )
        self.regions = TickList(theme, "发给哪些地区", self)
        self.all = FlatButton(theme, "全选", self, outlined=True, small=True)
        self.none = FlatButton(theme, "全不选", self, outlined=True, small=True)
        self.notes = WrappedLabel(theme, "", self, role=Role.CAPTION, color="t2")
        self.where = ElidedLabel(theme, "", self, color="t2")
        self.choose = FlatButton(theme, "换文件夹…", self, outlined=True)
        self.send = PrimaryButton(theme, "发出", self, key=_SEND_KEY)
        self.look = FlatButton(theme, "打开文件夹", self, outlined=True)
        self.look.hide()
        self.keys = KeyPanel(theme, self)
        self.setAcceptDrops(True)
        self._offer_sheets()
        self.new_form = PrimaryButton(theme, "新建表样…", self)
        self._no_forms = EmptyCover(theme, self, "paper-plane-tilt", _NO_FORMS, self.new_form)
        self._build()
        self._connect()

    @property
    def asked(self) -> IssueAsked | None:
        """What would be sent to all; None while there is no form."""
        form = self._forms.get(self.form.current)
        period = (
            next((one for one in form.periods if one.code == self.period.current), None) if form else None
        )
        if form is None or period is None:
            return None
        return IssueAsked(
            form.form.code, period, to_agencies=self.who.current == AGENCIES, workbook=self.workbook
        )

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

    def set_workbook(self, workbook: Path | None) -> None:
        """The agency's workbook that is the sheet; None for the application's own."""
        self.workbook = workbook
        self._offer_sheets()
        self._ask_anew()

    def show_plan(self, plan: IssuePlan) -> None:
        """Say beside each who gets what, and under the list what to know first."""
        files = {one.recipient.code: one for one in plan.files}
        if list(files) != self.regions.codes:
            self.regions.offer((one.recipient.code, one.recipient.name) for one in plan.files)
        self.regions.tell(
            lambda code: (
                f"{files[code].rows} 行，要填 {files[code].cells} 格，已有 {files[code].known} 格有数"
            )
        )
        self._say("\n".join(plan.notes), can_send=True)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing can be sent as it is chosen."""
        self.regions.tell(lambda _code: "")
        self._say(sentence, can_send=False)

    def show_sent(self, files: Sequence[IssuedFile]) -> None:
        """Say beside each recipient that its workbook was made."""
        made = {one.code: one for one in files}
        self.regions.tell(
            lambda code: (
                f"已发出：{made[code].path.name}，要填 {made[code].cells} 格" if code in made else None
            )
        )
        self.look.setVisible(bool(files))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A workbook may be dropped: it becomes the sheet."""
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first of the files."""
        if paths := dropped_paths(event):
            event.acceptProposedAction()
            self.set_workbook(paths[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._width.fit(self.window().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """To the list; a focus proxy would move it out of its place among the others for Tab."""
        super().focusInEvent(event)
        self.regions.setFocus(event.reason())

    def _build(self) -> None:
        theme = self._theme
        tools, to, foot = ToolRow(theme, self), ToolRow(theme, self), Strip(theme, _STRIP, self)
        tools.add_left(self.form, self.period, self.sheet)
        to.add_left(self.who, self.all, self.none)
        self.count = PlainLabel(theme, "", to, color="t2")
        to.add_right(self.count)
        to.let_go(self.count)
        foot.add_left(self.choose, self.where)
        foot.add_right(self.look, self.send)
        told = QWidget(self)
        Room(theme, around := QVBoxLayout(told), (12, 6, 12, 6), 0)
        around.addWidget(self.notes)
        self.notes.hide()
        left, row = QVBoxLayout(), QHBoxLayout(self)
        for widget, stretch in ((tools, 0), (to, 0), (self.regions, 1), (told, 0), (foot, 0)):
            left.addWidget(widget, stretch)
        row.addLayout(left, 1)
        row.addWidget(self.keys)
        for layout in (left, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._width = PanelWidth(theme, self.keys)
        tab_through(
            self.form, self.period, self.sheet, self.who, self.all, self.none, self.regions,
            self.choose, self.look, self.send, self.keys,
        )  # fmt: skip

    def _connect(self) -> None:
        self.form.picked.connect(self._on_form_picked)
        self.period.picked.connect(self._ask_anew)
        self.sheet.picked.connect(self._on_sheet_picked)
        self.who.picked.connect(self._ask_anew)
        self.regions.itemChanged.connect(self._say_on_button)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self.choose.clicked.connect(self.folder_asked)
        self.send.clicked.connect(self.issue_asked)
        self.look.clicked.connect(self.open_folder_asked)

    def _offer_sheets(self) -> None:
        sheets = [Choice(_OWN, "本软件的表")]
        if self.workbook is not None:
            sheets.append(Choice(_THEIRS, self.workbook.name))
        sheets.append(Choice(_CHOOSE, "单位自己的工作簿…"))
        self.sheet.set_choices(sheets, _OWN if self.workbook is None else _THEIRS)

    def _on_sheet_picked(self, key: str) -> None:
        self._offer_sheets()
        if key == _CHOOSE:
            self.workbook_asked.emit()
        elif key == _OWN:
            self.set_workbook(None)

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
        self._ask_anew()

    def _ask_anew(self) -> None:
        """List those who can be sent the form; the desk finds out what each would get."""
        form = self._forms.get(self.form.current)
        if form is None:
            return
        is_agencies = self.who.current == AGENCIES
        listed = (
            [(one.code, one.name) for one in form.agencies]
            if is_agencies
            else [(one.code, one.name) for one in form.reporters]
        )
        self.regions.setAccessibleName(f"发给哪些{_WHO[self.who.current]}")
        if [code for code, _ in listed] != self.regions.codes:
            self.regions.offer(listed)
        self.regions.tell(lambda _code: "")
        self.look.hide()
        self._say("", can_send=True)
        self.asked_changed.emit()

    def _on_all(self) -> None:
        self.regions.tick_all(on=True)

    def _on_none(self) -> None:
        self.regions.tick_all(on=False)

    def _say(self, words: str, *, can_send: bool) -> None:
        self.notes.setText(words)
        self.notes.set_color("t2" if can_send else "fatal")
        self.notes.setVisible(bool(words))
        self._can_send = can_send
        self._say_on_button()

    def _say_on_button(self) -> None:
        count, who = len(self.regions.ticked) if self.asked else 0, _WHO[self.who.current]
        self.count.setText(
            f"{self.regions.count()} 个{who}要报，选了 {count} 个" if self._forms else "还没有填报表"
        )
        self.send.setText(f"发出 {count} 份" if count else f"请选{who}")
        self.send.setShortcut(_SEND_KEY)  # Qt forgets it with the text
        self.send.setAccessibleName(self.send.text())
        self.send.setEnabled(bool(count) and self.folder is not None and self._can_send)
        self.send.updateGeometry()
