"""Who works here, light or dark, and how large, all of which holds at once; and which program this is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.errors import WzdeskError
from wzdesk.services.who import kept_person
from wzdesk.ui import painting
from wzdesk.ui.about.about_line import AboutLine
from wzdesk.ui.pack_update.pack_row import PackRow
from wzdesk.ui.person_bar import PersonFields
from wzdesk.ui.shell.looks import LOOK_DARK, LOOK_LIGHT, LOOK_OF_SYSTEM
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import SCALES, Role
from wzdesk.ui.whats_new.version_row import VersionRow
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.labels import HairLine, PlainLabel
from wzdesk.ui.workspace import Workspace

_LOOKS = (
    Segment(LOOK_LIGHT, "浅色"),
    Segment(LOOK_DARK, "深色"),
    Segment(LOOK_OF_SYSTEM, "跟随系统"),
)
_SIZES = tuple(Segment(str(scale), f"{scale}%") for scale in SCALES)
_CAPTION, _GAP = 72, 14


class SettingsPage(QWidget):
    """Rows of a caption and what can be chosen."""

    def __init__(self, workspace: Workspace, agencies: Sequence[str]) -> None:
        super().__init__()
        self._workspace, self._theme = workspace, workspace.theme
        theme = self._theme
        self._person = QWidget(self)
        self.fields = PersonFields(theme, self._person, agencies)
        self.keep = PrimaryButton(theme, "记下", self._person)
        self.looks = Segments(theme, _LOOKS, self, name="外观")
        self.pack = PackRow(workspace, self)
        self.version = VersionRow(workspace, self)
        self.sizes = Segments(theme, _SIZES, self, name="字号")
        self.about = AboutLine(theme, self)
        self._notes: list[PlainLabel] = []
        self._lay_out()
        self._show_person()
        self._show_choices()
        self._connect()
        self._on_theme_changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Come back with what was chosen elsewhere."""
        super().showEvent(event)
        self._show_person()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page's ground."""
        painting.fill(QPainter(self), event.rect(), self._theme.palette.page)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._person)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.fields.name, self.fields.agency, self.keep):
            row.addWidget(widget)
        self._grid = QGridLayout()
        self._add_row(
            "填报人", self._note("写在以后每一处改动上；记在这台电脑上您自己的设置里，换一台电脑要再写一次。")
        )
        self._add_row("", self._person)
        self._add_line()
        self._add_row("外观", self.looks)
        self._add_line()
        self._add_row("字号", self.sizes)
        self._add_row("", self._note("哪一页都可以按 Ctrl++ 放大、Ctrl+− 缩小，Ctrl+0 回到 100%。"))
        self._add_line()
        self._add_row("数据包", self.pack)
        self._add_row(
            "",
            self._note("上级发来的数据包文件（.wzpack）可以双击，也可以直接拖进窗口；先看改了什么，再更新。"),
        )
        self._add_line()
        self._add_row("版本", self.version)
        self._add_row("关于", self.about)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PageHeader(self._theme, "设置"))
        column.addLayout(self._grid)
        column.addStretch(1)

    def _note(self, words: str) -> PlainLabel:
        label = PlainLabel(self._theme, words, self, role=Role.CAPTION, color="t3")
        self._notes.append(label)
        return label

    def _add_row(self, caption: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        if caption:
            label = PlainLabel(self._theme, caption, self, role=Role.BODY_STRONG)
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(widget, row, 1, Qt.AlignmentFlag.AlignLeft)

    def _add_line(self) -> None:
        self._grid.addWidget(HairLine(self._theme, self), self._grid.rowCount(), 0, 1, 2)

    def _connect(self) -> None:
        self.keep.clicked.connect(self._on_kept)
        for field in (self.fields.name, self.fields.agency):
            field.returnPressed.connect(self._on_kept)
        self.looks.picked.connect(self._workspace.window.looks.choose)
        self.sizes.picked.connect(self._on_size_picked)
        self._workspace.signals.person_changed.connect(self._show_person)
        self._theme.changed.connect(self._on_theme_changed)
        self.setFocusProxy(self.fields.name)

    def _show_person(self) -> None:
        self.fields.show_person(kept_person())

    def _show_choices(self) -> None:
        """The size may have come from a key, between two steps of the row from another version."""
        self.looks.set_current(self._workspace.window.looks.choice)
        nearest = min(SCALES, key=lambda scale: abs(scale - self._theme.scale_percent))
        self.sizes.set_current(str(nearest))

    def _on_kept(self) -> None:
        window, person = self._workspace.window, self.fields.person
        if person is None:
            window.show_refusal("还没有写姓名；写上姓名再按“记下”，单位可以不写。")
            return
        try:
            self._workspace.set_person(person)
        except WzdeskError as error:
            window.show_refusal(error.sentence)
        else:
            window.show_message(f"记下了，以后的改动都记作“{person.signature}”。")

    def _on_size_picked(self, key: str) -> None:
        self._theme.set_scale(int(key))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(20), px(18), px(20), 0)
        self._grid.setVerticalSpacing(px(_GAP))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setColumnMinimumWidth(0, px(_CAPTION))
        self.fields.fit()
        self._show_choices()
        self.update()
