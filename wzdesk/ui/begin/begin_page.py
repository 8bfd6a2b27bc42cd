"""Three questions before there is a data file: which unit, what it mainly does, where the file lies."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wzdesk.domain.office import OfficeRole
from wzdesk.domain.person import Person
from wzdesk.services.begin import Beginning, Office, agencies_of, demo, usual_file
from wzdesk.ui import painting
from wzdesk.ui.person_bar import PersonFields
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, LinkButton, PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.labels import HairLine, PlainLabel
from wzdesk.ui.widgets.picker import Choice, PickerButton

WIDTH, _CAPTION = 620, 168
_KINDS = "数据文件 (*.wzd)"
_ABOUT = "计划指标的填报、审核、汇总。先回答三个问题，就有一个数据文件可以填；不联网，数据只在这台电脑上。"
_ROLES = {
    OfficeRole.FILL: "一般是县（市、区）或部门：按月填报，审核无误后报送。",
    OfficeRole.MERGE: "一般是市发展改革委、统计局：下发表样，收各县各部门的表，汇总。",
}


class BeginPage(QWidget):
    """Asks; whoever hears ``begun`` makes or opens the file."""

    begun = Signal(object)
    """The ``Beginning``."""
    guide_asked = Signal()
    """A walk through the invented figures; ``begun`` follows."""
    opened = Signal(str)
    """The path of a file that was there before."""

    def __init__(self, theme: Theme, offices: Sequence[Office], note: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._offices = {office.region.code: office for office in offices}
        self._chose_path = False
        choices = [
            Choice(one.region.code, one.region.name, f"{one.region.code} {one.region.short_name}")
            for one in offices
        ]
        self.region = PickerButton(theme, "地区", choices, self)
        self._person = QWidget(self)
        self.fields = PersonFields(theme, self._person, self._agencies())
        self.roles = Segments(
            theme,
            (Segment(OfficeRole.FILL, "填报本单位的数"), Segment(OfficeRole.MERGE, "汇总各单位的数")),
            self,
            name="主要做什么",
        )
        self.path = QLineEdit(self)
        self.path.setAccessibleName("数据文件放在哪里")
        self.choose = FlatButton(theme, "换个地方…", self, outlined=True)
        self.start = PrimaryButton(theme, "开始", self)
        self.demo = FlatButton(theme, "先看看演示数据", self, outlined=True)
        self.guide = LinkButton(theme, "看导览", self, role=Role.BODY)
        self.guide.setToolTip("打开演示数据，把各页看一遍，大约两分钟")
        self.open = LinkButton(theme, "打开已有的数据文件…", self, role=Role.BODY)
        self.note = PlainLabel(theme, note, self, color="blocking", wrap=True)
        self.note.setVisible(bool(note))
        self._role_note = self._small("")
        self._path_note = self._small("")
        self._lay_out()
        self._connect()
        self._show_role()
        self._show_usual_path()
        self.setFocusProxy(self.region)
        QWidget.setTabOrder(self.region, self.fields.agency)
        QWidget.setTabOrder(self.fields.agency, self.fields.name)

    @property
    def role(self) -> OfficeRole:
        """What the office mainly does."""
        return OfficeRole(self.roles.current)

    @property
    def person(self) -> Person | None:
        """Who works here; None where no name was given: it is asked again later."""
        return self.fields.person

    @property
    def office(self) -> Office | None:
        """The region that was chosen, with its pack."""
        return self._offices.get(self.region.current)

    @property
    def path_note(self) -> str:
        """What is said of the place for the file."""
        return self._path_note.text()

    def refuse(self, sentence: str) -> None:
        """Say why it could not begin; all that was answered stays."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        self._enable(on=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), event.rect(), self._theme.palette.page)

    # Building

    def _small(self, words: str) -> PlainLabel:
        return PlainLabel(self._theme, words, self, role=Role.CAPTION, color="t3", wrap=True)

    def _lay_out(self) -> None:
        px = self._theme.px
        panel = QWidget(self)
        panel.setFixedWidth(px(WIDTH))
        column = QVBoxLayout(panel)
        column.setSpacing(px(10))
        column.addWidget(PlainLabel(self._theme, "欢迎使用计划与项目工作台", panel, role=Role.TITLE))
        about = PlainLabel(self._theme, _ABOUT, panel, color="t2", wrap=True)
        column.addWidget(about)
        column.addWidget(self.note)
        column.addWidget(HairLine(self._theme, color="line2"))
        column.addLayout(self._questions())
        column.addWidget(HairLine(self._theme, color="line2"))
        row = QHBoxLayout()
        row.setSpacing(px(10))
        for button in (self.start, self.demo, self.guide, self.open):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _questions(self) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnMinimumWidth(0, px(_CAPTION))
        grid.setColumnStretch(1, 1)
        names = QHBoxLayout(self._person)
        names.setContentsMargins(0, 0, 0, 0)
        for field in (self.fields.agency, self.fields.name):
            names.addWidget(field)
        names.addStretch(1)
        self._person.setMinimumHeight(px(30))
        place = QHBoxLayout()
        place.setSpacing(px(8))
        place.addWidget(self.path, 1)
        place.addWidget(self.choose)
        left = Qt.AlignmentFlag.AlignLeft
        self._question(grid, 0, "1　您是哪个单位的？")
        grid.addWidget(self.region, 0, 1, left)
        grid.addWidget(self._person, 1, 1)
        grid.addWidget(self._small("姓名写在以后每一处改动上；现在不写，打开后还会问一次。"), 2, 1)
        self._question(grid, 3, "2　主要做什么？")
        grid.addWidget(self.roles, 3, 1, left)
        grid.addWidget(self._role_note, 4, 1)
        self._question(grid, 5, "3　数据文件放在哪里？")
        grid.addLayout(place, 5, 1)
        grid.addWidget(self._path_note, 6, 1)
        for row in (2, 4):
            grid.setRowMinimumHeight(row, px(30))
        return grid

    def _question(self, grid: QGridLayout, row: int, words: str) -> None:
        grid.addWidget(PlainLabel(self._theme, words, self, role=Role.BODY_STRONG), row, 0)

    def _connect(self) -> None:
        self.region.picked.connect(self._on_region_picked)
        self.roles.picked.connect(self._show_role)
        self.path.textEdited.connect(self._on_path_typed)
        self.path.textChanged.connect(self._show_path_note)
        self.choose.clicked.connect(self._on_choose)
        self.start.clicked.connect(self._on_start)
        self.demo.clicked.connect(self._on_demo)
        self.guide.clicked.connect(self._on_guide)
        self.open.clicked.connect(self._on_open)
        for field in (self.fields.name, self.fields.agency, self.path):
            field.returnPressed.connect(self._on_start)

    def _agencies(self) -> list[str]:
        office = self.office
        return agencies_of(office.pack) if office else []

    # What was answered

    def _on_region_picked(self, _code: str) -> None:
        self.fields.offer_agencies(self._agencies())
        self._show_usual_path()

    def _show_role(self) -> None:
        self._role_note.setText(_ROLES[self.role])

    def _show_usual_path(self) -> None:
        if not self._chose_path and self.office is not None:
            self.path.setText(str(usual_file(self.office.region.name)))

    def _on_path_typed(self) -> None:
        self._chose_path = True

    def _show_path_note(self) -> None:
        is_there = Path(self.path.text().strip()).is_file()
        self._path_note.setText(
            "这个文件已经有了，会直接打开它，里面的数不动。"
            if is_there
            else "一个单位一个文件，放在本机的硬盘上最稳妥；备份自动放在它旁边。"
        )

    def _on_choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self,
            "数据文件放在哪里",
            self.path.text(),
            _KINDS,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if path:
            self._chose_path = True
            self.path.setText(path)

    def _on_start(self) -> None:
        office, text = self.office, self.path.text().strip()
        if office is None or not text:
            self.refuse("还没有写数据文件放在哪里；写上，或者按“换个地方…”选一个文件夹。")
            self.path.setFocus()
            return
        path = Path(text if text.endswith(".wzd") else f"{text}.wzd").expanduser()
        self._enable(on=False)
        self.begun.emit(Beginning(path, office.pack, office.region.code))

    def _on_demo(self) -> None:
        self._enable(on=False)
        self.begun.emit(demo())

    def _on_guide(self) -> None:
        self.guide_asked.emit()
        self._on_demo()

    def _enable(self, *, on: bool) -> None:
        """Nothing is asked twice while a file is being made."""
        for button in (self.start, self.demo, self.guide, self.open):
            button.setEnabled(on)

    def _on_open(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, "打开数据文件", str(Path(self.path.text()).parent), _KINDS
        )
        if path:
            self.opened.emit(path)
