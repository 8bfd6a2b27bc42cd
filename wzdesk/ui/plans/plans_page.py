"""The page of plans: the list at the left, one plan with its counts and reasons at the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wzdesk.domain.assess import summary
from wzdesk.domain.demo import DEMO_MARK
from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.domain.plan import PlanSummary
from wzdesk.domain.verdict import Verdict
from wzdesk.ui import painting, shapes
from wzdesk.ui.plans.plan_model import VERDICT_ROLE, Field, PlanModel, plan_lines
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.verdict_marks import MARK_SIZE, paint_verdict, paint_verdict_mark, verdict_color
from wzdesk.ui.widgets.column_fit import ColumnFit
from wzdesk.ui.widgets.labels import TagLabel, WrappedLabel
from wzdesk.ui.widgets.room import FixedSize, Room
from wzdesk.ui.widgets.text_model import Index
from wzdesk.ui.widgets.text_table import TextTable

ReadPlan = Callable[[str], FilledPlan]
_WIDTHS = ((48, 44), (320, 230), (88, 76), (220, 112), (240, 128), (176, 152), (96, 92))
"""Of each field but the reason: as wide as it likes to be, and as narrow as it may be."""


class PlansPage(QWidget):
    """Plans of the file; ``read_plan`` gives one as it stands now."""

    item_opened = Signal(str, str)

    def __init__(self, theme: Theme, plans: Sequence[PlanSummary], read_plan: ReadPlan) -> None:
        super().__init__()
        self._theme, self._read = theme, read_plan
        self._plans = list(plans)
        self._current = ""
        self._filled: FilledPlan | None = None
        self._model = PlanModel(self)
        self._buttons: dict[str, PlanButton] = {}
        self._tiles: dict[Verdict, VerdictTile] = {}
        self._build()
        if self._plans:
            self.show_plan(self._plans[0].code)

    @property
    def current_plan(self) -> str:
        """Code of the plan that is shown."""
        return self._current

    @property
    def shown_items(self) -> list[str]:
        """Numbers of the items that are listed; those with parts once for each."""
        return [self._model.line(row).no for row in range(self._model.rowCount())]

    def show_plan(self, code: str) -> None:
        """Show another plan, with all its items."""
        self._current = code
        for key, button in self._buttons.items():
            button.setChecked(key == code)
        self.show_only(None)
        self.refresh()

    def refresh(self) -> None:
        """Read the plan anew: figures or verdicts changed elsewhere."""
        if not self._current:
            return
        self._filled = filled = self._read(self._current)
        counts = summary(filled.assessments)
        self._title.setText(filled.table.plan.name)
        self._about.setText(_about(filled))
        self._stated.setText(_stated(filled, counts))
        self._stated.setVisible(bool(filled.table.plan.stated))
        for verdict, tile in self._tiles.items():
            tile.set_count(counts[verdict])
        self._model.set_lines(plan_lines(filled))
        self._detail.setText("")
        self._notes.setText(_notes(filled))
        self._mark.setVisible(filled.table.is_demo)

    def showEvent(self, event: object) -> None:
        """Come back with what was filled meanwhile."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The white ground."""
        painting.fill(QPainter(self), self.rect(), self._theme.palette.page)

    # Building

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._plan_list())
        row.addWidget(self._plan_side(), 1)
        self.setFocusProxy(self._table)

    def _plan_list(self) -> QWidget:
        side = _ListGround(self._theme)
        column = QVBoxLayout(side)
        Room(self._theme, column, (0, 12, 0, 0), 0)
        head = WrappedLabel(self._theme, "规划和计划", role=Role.TITLE)
        self._mark = TagLabel(self._theme, DEMO_MARK)
        titled = QHBoxLayout()
        Room(self._theme, titled, (14, 0, 14, 8))
        titled.addWidget(head, 1)
        titled.addWidget(self._mark)
        column.addLayout(titled)
        for plan in self._plans:
            button = PlanButton(self._theme, plan)
            button.clicked.connect(partial(self.show_plan, plan.code))
            self._buttons[plan.code] = button
            column.addWidget(button)
        column.addStretch(1)
        FixedSize(self._theme, side, width=200)
        return side

    def _plan_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        Room(self._theme, column, (14, 10, 14, 8), 4)
        self._title = WrappedLabel(self._theme, role=Role.TITLE, color="t1")
        self._about = WrappedLabel(self._theme, role=Role.CAPTION, color="t3")
        self._stated = WrappedLabel(self._theme, role=Role.BODY, color="t2")
        for label in (self._title, self._about, self._stated):
            column.addWidget(label)
        column.addLayout(self._tile_row())
        self._table = self._make_table()
        column.addWidget(self._table, 1)
        self._detail = WrappedLabel(self._theme, role=Role.BODY, color="t2")
        column.addWidget(self._detail)
        self._notes = WrappedLabel(self._theme, role=Role.NOTE, color="t3")
        column.addWidget(self._notes)
        return side

    def _tile_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        Room(self._theme, row, (0, 4, 0, 4), 8)
        for verdict in Verdict:
            tile = VerdictTile(self._theme, verdict)
            tile.clicked.connect(partial(self._on_tile_clicked, verdict))
            self._tiles[verdict] = tile
            row.addWidget(tile)
        row.addStretch(1)
        return row

    def _make_table(self) -> TextTable:
        table = TextTable(
            self._theme,
            self._model,
            "计划指标",
            color_of=_color_of,
            right=frozenset({Field.ACTUAL.value}),
            paint_cell=self._paint_verdict,
        )
        table.wrap(Field.TARGET, Field.READING)
        ColumnFit(table, self._theme, _WIDTHS, rest=220)
        table.activated.connect(self._on_activated)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return table

    def _paint_verdict(self, painter: QPainter, area: QRect, index: Index) -> bool:
        verdict = index.data(VERDICT_ROLE)
        if verdict is None:
            return False
        paint_verdict(painter, area, Verdict(verdict), self._theme)
        return True

    def show_only(self, verdict: Verdict | None) -> None:
        """Show the items with one verdict; all with None."""
        for key, tile in self._tiles.items():
            tile.setChecked(key is verdict)
        self._model.show_only(verdict)

    def _on_tile_clicked(self, verdict: Verdict) -> None:
        self.show_only(verdict if self._tiles[verdict].isChecked() else None)

    def _on_row_changed(self, current: Index) -> None:
        """The whole reading and reason of the chosen row, where the table has to shorten them."""
        if not current.isValid():
            self._detail.setText("")
            return
        texts = self._model.line(current.row()).texts
        said = f"{texts[Field.NAME].strip()}：目标“{texts[Field.TARGET]}”，读作 {texts[Field.READING] or '没有定目标'}。"
        self._detail.setText(
            f"{said}{texts[Field.VERDICT]}：{texts[Field.REASON]}。（双击或按 Enter 去填报）"
        )

    def _on_activated(self, index: Index) -> None:
        self.item_opened.emit(self._current, self._model.line(index.row()).no)


_QUIET = frozenset({Field.UNIT, Field.READING, Field.REASON, Field.NO})


def _color_of(index: Index) -> str:
    return "t2" if index.column() in _QUIET else "t1"


def _about(filled: FilledPlan) -> str:
    plan = filled.table.plan
    years = f"{plan.first_year}年" if plan.is_annual else f"{plan.first_year}—{plan.last_year}年"
    order = "先看增速，再看绝对值" if plan.growth_first else "绝对值和增速都要完成"
    about, nearly = (
        f"{plan.about_tolerance * 100:f}".rstrip("0").rstrip("."),
        f"{plan.nearly_tolerance * 100:f}".rstrip("0").rstrip("."),
    )
    return f"{filled.table.region.name}　{years}　{len(plan.items)} 项　判定：{order}；“左右”±{about}%，基本完成 {nearly}% 以内"


def _stated(filled: FilledPlan, counts: dict[Verdict, int]) -> str:
    done = counts[Verdict.ACHIEVED] + counts[Verdict.NEARLY]
    return (
        f"文件表述：{filled.table.plan.stated}　　本软件判定：完成或基本完成 {done} 项，"
        f"暂无数据 {counts[Verdict.NO_DATA]} 项，未完成 {counts[Verdict.MISSED]} 项"
    )


def _notes(filled: FilledPlan) -> str:
    return "　".join(f"注{number}：{note}" for number, note in enumerate(filled.table.plan.notes, 1))


class PlanButton(QAbstractButton):
    """A plan in the list."""

    def __init__(self, theme: Theme, plan: PlanSummary) -> None:
        super().__init__()
        self._theme, self._plan = theme, plan
        self.setCheckable(True)
        self.setText(plan.name)
        self.setAccessibleName(plan.name)
        self.setToolTip(plan.name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._theme.px(200), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Years large, the name below; the chosen one with an accent bar."""
        painter, p, px = QPainter(self), self._theme.palette, self._theme.px
        if self.isChecked():
            painting.fill(painter, self.rect(), p.accbg)
            painting.fill(painter, QRect(0, 0, px(3), self.height()), p.acc)
        elif self.underMouse() or self.hasFocus():
            painting.fill(painter, self.rect(), p.hover)
        years = (
            f"{self._plan.first_year}年"
            if self._plan.first_year == self._plan.last_year
            else f"{self._plan.first_year}—{self._plan.last_year}年"
        )
        inner = self.rect().adjusted(px(14), px(6), -px(8), -px(6))
        upper = QRect(inner.left(), inner.top(), inner.width(), px(18))
        lower = QRect(inner.left(), inner.top() + px(18), inner.width(), px(17))
        painting.text(
            painter, upper, years, self._theme.font(Role.BODY_STRONG), p.acc if self.isChecked() else p.t1
        )
        painting.text(painter, lower, self._plan.name, self._theme.font(Role.CAPTION), p.t2)


class VerdictTile(QAbstractButton):
    """How many items have a verdict; pressed, the table shows only those."""

    def __init__(self, theme: Theme, verdict: Verdict) -> None:
        super().__init__()
        self._theme, self._verdict, self._count = theme, verdict, 0
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(f"{self._verdict.word} {count} 项")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for mark, word and number."""
        theme = self._theme
        word = painting.width_of(self._verdict.word, theme.font(Role.BODY))
        number = painting.width_of("000", theme.font(Role.FIGURE))
        return QSize(word + number + theme.px(32 + 12 + 8), theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and word, the number large at the right."""
        painter, p, px = QPainter(self), self._theme.palette, self._theme.px
        ground = p.accbg if self.isChecked() else p.hover if self.underMouse() else p.page
        shapes.frame(
            painter, self.rect(), px(4), ground, p.acc if self.isChecked() or self.hasFocus() else p.line2
        )
        side = px(MARK_SIZE + 2)
        paint_verdict_mark(painter, QRect(px(10), (self.height() - side) // 2, side, side), self._verdict, p)
        words = self.rect().adjusted(px(32), 0, 0, 0)
        painting.text(
            painter, words, self._verdict.word, self._theme.font(Role.BODY), verdict_color(self._verdict, p)
        )
        number = self.rect().adjusted(0, 0, -px(12), 0)
        painting.text(painter, number, str(self._count), self._theme.font(Role.FIGURE), p.t1, painting.RIGHT)


class _ListGround(QWidget):
    """The ground of the list of plans."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, p = QPainter(self), self._theme.palette
        painting.fill(painter, self.rect(), p.head)
        painting.vertical_line(painter, self.width() - 1, 0, self.height(), p.line2)
