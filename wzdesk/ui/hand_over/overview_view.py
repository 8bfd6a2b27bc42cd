"""收回汇总: who has sent what, the conflicts of the chosen form, and what came and went last."""

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wzdesk.domain.exchange.transfer import LATE_WORDS, STATE_WORDS, Standing, State, Transfer, Way
from wzdesk.services.exchange.decide_cells import with_rivals
from wzdesk.services.exchange.overview import Overview
from wzdesk.services.exchange.standings import Matrix
from wzdesk.ui import painting
from wzdesk.ui.hand_over.dropped import dropped_paths
from wzdesk.ui.hand_over.log_lines import LogLine, recent_lines
from wzdesk.ui.hand_over.matrix_table import MatrixTable, PlaceKey
from wzdesk.ui.hand_over.merge_panel import MergePanel
from wzdesk.ui.hand_over.panel_content import PanelContent, asked_of
from wzdesk.ui.hand_over.panel_width import PanelWidth
from wzdesk.ui.hand_over.words import WAY_COLORS, moment, result_words
from wzdesk.ui.shell.page_header import Strip, ToolRow
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.buttons import FlatButton, LinkButton, PrimaryButton
from wzdesk.ui.widgets.chip import Chip, Segment, Segments
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.labels import ElidedLabel, SectionLabel
from wzdesk.ui.widgets.room import FixedSize
from wzdesk.ui.widgets.text_model import Index, TextModel
from wzdesk.ui.widgets.text_table import ROW_HEIGHT, TextTable

_CHIPS = (
    LATE_WORDS,
    State.CONFLICT,
    State.REFUSED,
    State.RETURNED,
    State.INCOMPLETE,
    State.SENT,
    State.NOT_SENT,
    State.MERGED,
)
_RECENT_WIDTHS = ((104, 96), (72, 64), (56, 48))
_RECENT = 3
_WAITING = {
    State.NOT_SENT: ("还没有发出；到“发出去”选表、期别和地区。",),
    State.SENT: ("已经发出，还没有收到；收到后把文件拖进来。",),
}
REGIONS, AGENCIES = "regions", "agencies"
_DECIDE_KEY = "Ctrl+Return"


class OverviewView(QWidget):
    """Shows an ``Overview``; decides nothing itself."""

    paths_dropped = Signal(object)
    resolve_asked = Signal()
    open_asked = Signal(object)
    keep_asked = Signal(object)
    """The line of a return that is to be taken back."""
    """Form, region and period whose table is to be shown."""
    log_asked = Signal()
    remind_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.overview: Overview | None = None
        self.choices: dict[int, bool] = {}
        self.setAcceptDrops(True)
        self.chips = {each: Chip(theme, _chip_words(each), 0, parent=self) for each in _CHIPS}
        for each, chip in self.chips.items():
            chip.setCheckable(False)
            chip.clicked.connect(partial(self._go_to_next, each))
        self.who = Segments(theme, [Segment(REGIONS, "地区"), Segment(AGENCIES, "单位")], self)
        self.who.hide()
        self.remind = FlatButton(theme, "复制催报名单", self, icon_name="copy")
        self.remind.clicked.connect(self.remind_asked)
        self.folder = FlatButton(theme, "收文件夹…", self, icon_name="folder-open", key="Ctrl+Shift+O")
        self.folder.clicked.connect(self.folder_asked)
        self.table = MatrixTable(theme, self)
        self.recent: TextModel[LogLine] = TextModel(("时间", "地区", "收发", "结果"), self)
        self.panel = MergePanel(theme, self)
        self.decide = PrimaryButton(theme, "没有要裁定的", self.panel, key=_DECIDE_KEY)
        self.open = FlatButton(theme, "看这张表", self.panel, outlined=True)
        self.keep = FlatButton(theme, "不退了", self.panel, outlined=True)
        self.keep.setToolTip("撤销退回；两次都留在收发记录里")
        self.keep.hide()
        self._build()
        self._connect()

    def show_overview(self, overview: Overview) -> None:
        """Show how things stand now; what was chosen and not yet stored of conflicts that are still open, stays."""
        kept = self._chosen_conflicts()
        self.overview = overview
        self.choices = {
            number: kept[conflict] for number, conflict in enumerate(overview.conflicts) if conflict in kept
        }
        self.who.setVisible(bool(overview.agencies.regions))
        if not overview.agencies.regions:
            self.who.set_current(REGIONS)
        self.recent.show_lines(recent_lines(overview, _RECENT))
        self._show_matrix()

    @property
    def matrix(self) -> Matrix:
        """The states that are shown: of the regions, or of the agencies."""
        assert self.overview is not None
        return self.overview.agencies if self.who.current == AGENCIES else self.overview.matrix

    def decided(self) -> list[tuple[object, bool]]:
        """The conflicts that were chosen, and whether what came is taken."""
        return list(self._chosen_conflicts().items())

    def late_words(self) -> str:
        """Who is late with what and for how long, to be pasted into a message."""
        assert self.overview is not None
        names: dict[str, list[str]] = {}
        for region, form in self.matrix.late:
            standing = self.matrix.standings[region.code, form.code]
            names.setdefault(region.name, []).append(f"{form.name}（{standing.due_words}）")
        return "\n".join(f"{name}：{'、'.join(forms)}" for name, forms in names.items())

    # Files dropped on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders may be dropped."""
        if dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """All of them are read at once."""
        if paths := dropped_paths(event):
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide window gives the panel more room."""
        self._width.fit(self.window().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Page ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    # Building

    def _build(self) -> None:
        theme = self._theme
        self._tools = tools = ToolRow(theme, self)
        tools.add_left(self.who, *self.chips.values())
        tools.add_right(self.remind, self.folder)
        tools.let_go(
            *(self.chips[each] for each in (State.NOT_SENT, State.MERGED, State.SENT, State.REFUSED))
        )
        hint = ElidedLabel(
            theme,
            "把收回的文件或整个文件夹拖进来。同一份表收两次不会重复写入，先后不影响结果。方向键移动，Enter 到右边。",
            self,
            role=Role.CAPTION,
            color="t2",
        )
        strip, head = Strip(theme, 28, self), Strip(theme, 30, self)
        strip.add_left(hint)
        head.add_left(SectionLabel(theme, "最近收发", head))
        self.all = LinkButton(theme, "全部记录", head)
        head.add_right(self.all)
        recent = TextTable(theme, self.recent, "最近收发", self, color_of=self._color_of)
        recent.horizontalHeader().hide()
        recent.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        recent.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ColumnFit(recent, theme, _RECENT_WIDTHS)
        FixedSize(theme, recent, height=ROW_HEIGHT * _RECENT)
        left, row = QVBoxLayout(), QHBoxLayout(self)
        for widget, stretch in ((tools, 0), (self.table, 1), (strip, 0), (head, 0), (recent, 0)):
            left.addWidget(widget, stretch)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        for layout in (left, row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self.panel.add_button(self.keep, self.open, self.decide)
        self._width = PanelWidth(theme, self.panel)
        self.setFocusProxy(self.table)

    def _connect(self) -> None:
        self.who.picked.connect(self._show_matrix)
        self.table.chosen.connect(self._show_place)
        self.table.opened.connect(self._to_panel)
        self.panel.decided.connect(self._on_decided)
        self.decide.clicked.connect(self.resolve_asked)
        self.open.clicked.connect(self._on_open)
        self.keep.clicked.connect(self._on_keep)
        self.all.clicked.connect(self.log_asked)

    # What is shown

    def _show_matrix(self) -> None:
        self._show_counts()
        self.table.show_matrix(self.matrix)
        self._show_place(self.table.place)

    def _show_counts(self) -> None:
        standings = self.matrix.standings.values()
        for each, chip in self.chips.items():
            count = sum(_is_of(one, each) for one in standings)
            chip.set_count(count)
            chip.setEnabled(bool(count))
            chip.setVisible(bool(count) or each is not State.INCOMPLETE)  # few offices hand data files over
        self.remind.setEnabled(bool(self.matrix.late))
        self._tools.fit()

    def _show_place(self, place: PlaceKey | None) -> None:
        if self.overview is None or place is None:
            return
        look = self.overview
        standing = self.matrix.standings[place[1], place[0]]
        last = look.last_of(place)
        mine = [(number, one) for number, one in enumerate(look.conflicts) if one.at == place]
        about = [standing.words, standing.due_words]
        if last is not None:
            about += [last.file, moment(last.when), last.who]
        counts = last.counts if last and last.way in {Way.MERGED, Way.REFUSED} else None
        notes = _notes(standing, last)
        self.keep.setVisible(standing.state is State.RETURNED)
        asked = asked_of(mine, look.names, look.histories)
        content = PanelContent(
            look.names.words(place), "　".join(filter(None, about)), counts, asked, notes=notes
        )
        self.panel.show_content(content, self._known())
        self._say_on_button()

    def _known(self) -> dict[Hashable, bool]:
        return {number: takes for number, takes in self.choices.items()}  # noqa: C416 - a wider key

    def _chosen_conflicts(self) -> dict[object, bool]:
        if self.overview is None:
            return {}
        return {self.overview.conflicts[number]: takes for number, takes in self.choices.items()}

    def _on_decided(self, decided: dict[int, bool]) -> None:
        assert self.overview is not None
        cells = {number: one.cell for number, one in enumerate(self.overview.conflicts)}
        self.choices = with_rivals(self.choices, decided, cells)
        self.panel.show_choices(self._known())
        self._say_on_button()

    def _say_on_button(self) -> None:
        count = len(self.choices)
        self.decide.setText(f"裁定 {count} 处" if count else "没有要裁定的")
        self.decide.setShortcut(_DECIDE_KEY)  # Qt forgets it with the text
        self.decide.setAccessibleName(self.decide.text())
        self.decide.setEnabled(bool(count))
        self.decide.updateGeometry()

    def _go_to_next(self, wanted: object) -> None:
        """The next cell of a state, behind the chosen one."""
        matrix, here = self.matrix, self.table.place
        order = [
            (form.code, row.region.code, period.code)
            for row in self.table.matrix.rows
            if row.region is not None
            for form, period in matrix.forms
        ]
        at = order.index(here) + 1 if here in order else 0
        for place in order[at:] + order[:at]:
            if _is_of(matrix.standings[place[1], place[0]], wanted):
                self.table.choose(place)
                self.table.setFocus()
                return

    def _to_panel(self) -> None:
        if self.panel.cards:
            self.panel.cards[0].theirs.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._on_open()

    def _on_keep(self) -> None:
        place = self.table.place
        if place is not None and (last := self.matrix.standings[place[1], place[0]].last) is not None:
            self.keep_asked.emit(last)

    def _on_open(self) -> None:
        if self.table.place is not None:
            self.open_asked.emit(self.table.place)

    def _color_of(self, index: Index) -> str:
        if index.column() == 2:
            return WAY_COLORS[self.recent.line(index.row()).way]
        return "t2" if index.column() in {0, 3} else "t1"


def _notes(standing: Standing, last: Transfer | None) -> tuple[str, ...]:
    """Why it was returned or refused, or what it waits for."""
    if standing.state is State.RETURNED and standing.last is not None:
        return (f"退回原因：{standing.last.reason.rstrip('。')}。改好再报回来，照常收。",)
    if last is not None and last.way is Way.REFUSED:
        return (result_words(last),)
    if standing.state is State.INCOMPLETE:
        return (f"数据文件只带来一部分，还有 {standing.count} 格没有数；补好再收一次，或者自己填上。",)
    if standing.state is State.CONFLICT and standing.last is not None and standing.last.asked_again:
        again = standing.last.asked_again
        return (f"{again} 格冲突没有定；把“{standing.last.file}”再收一次，就会再问。",)
    return _WAITING.get(standing.state, ())


def _chip_words(each: str | State) -> str:
    return STATE_WORDS[each] if isinstance(each, State) else each


def _is_of(standing: Standing, wanted: object) -> bool:
    """Whether a form belongs to a chip: to the one whose words its cell shows."""
    return standing.words == (STATE_WORDS[wanted] if isinstance(wanted, State) else wanted)
