"""The legend of a grid: each state of a cell, drawn by the grid's own painter, with what it means."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.typed_cell import Column
from wzdesk.ui.entry.grid_columns import ColumnSpec, GridColumn, Shape
from wzdesk.ui.entry.grid_metrics import GridMetrics
from wzdesk.ui.entry.grid_model import GridModel
from wzdesk.ui.entry.grid_pane import GridPane
from wzdesk.ui.entry.grid_rows import CellState, GridCell, GridRow, RowHead, merged_by
from wzdesk.ui.entry.text_cache import TextCache
from wzdesk.ui.theme import Theme

LEGEND = (
    (CellState.SAVED, "42.6", "刚存好，过一会儿勾就不见了"),
    (CellState.FATAL, "42.6", "审核：强制性，要改正才能报送"),
    (CellState.BLOCKING, "42.6", "审核：准强制性，上级放行才能报送"),
    (CellState.QUERY, "42.6", "审核：核实性，要写明原因"),
    (CellState.DRAFT, "四十多", "没有读成数，按原文留作草稿"),
    (CellState.ESTIMATED, "42.6", "预计数"),
    (CellState.PRELIMINARY, "42.6", "初步数"),
    (CellState.REVISED, "42.6", "上年同期与上年报的不同"),
    (CellState.CORRECTED, "42.6", "关账后修订过"),
    (CellState.COMMENTED, "42.6", "有批注（Ctrl+M）"),
    (CellState.IMPORTED, "42.6", "从文件导入，还没有改过"),
    (CellState.LOCKED, "42.6", "已关账，不能改"),
    (CellState.COMPUTED, "42.6", "自动计算，不用填"),
    (CellState.FOLLOWED, "", "跟踪（Ctrl+E）：星在指标名称后面"),
    (CellState.CARRIED, "", "灰色的备注：沿用上期，还没有动过"),
)
"""The states that a cell can show, a sample text for them and what they mean."""
_SAMPLE = "指标名称"
_SPECS = (
    ColumnSpec(column=GridColumn.NAME, title="名称", shape=Shape.NAME, narrow=110, wide=110),
    ColumnSpec(
        column=GridColumn.LEVEL, title="数", shape=Shape.NUMBER, narrow=96, wide=96, stored=Column.LEVEL
    ),
    ColumnSpec(column=GridColumn.REMARK, title="意思", shape=Shape.WORDS, narrow=260, wide=260),
)


def legend_rows() -> tuple[GridRow, ...]:
    """One row for each state: the name, the figure or the words in it, and what it means."""
    alone = merged_by(len(LEGEND))
    return tuple(
        GridRow(
            RowHead(state.name or "", "", _SAMPLE if state is CellState.FOLLOWED else ""),
            (
                GridCell(_SAMPLE if state is CellState.FOLLOWED else "", state=state),
                GridCell(text, state=state if text else CellState.NONE),
                GridCell(words, state=state & CellState.CARRIED),
            ),
            {way: runs[number] for way, runs in alone.items()},
            closed="图例",
        )
        for number, (state, text, words) in enumerate(LEGEND)
    )


class _Swatches(GridModel):
    """Samples, of which nothing is typed."""

    def __init__(self) -> None:
        super().__init__(lambda _cells, _kind: None)
        self.set_rows(_SPECS, legend_rows())


class GridLegend(QWidget):
    """A small list over the page; any key or click elsewhere closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("图例：" + "；".join(words for _, _, words in LEGEND))
        self._theme = theme
        texts, model = TextCache(), _Swatches()
        model.setParent(self)
        self.pane = GridPane(model, GridMetrics(theme, model), texts, self)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.horizontalHeader().hide()
        self.pane.verticalHeader().hide()
        self.pane.verticalHeader().setDefaultSectionSize(self.pane.metrics.row)
        for set_policy in (self.pane.setHorizontalScrollBarPolicy, self.pane.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for number, spec in enumerate(_SPECS):
            self.pane.setColumnWidth(number, theme.px(spec.narrow))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.pane)
        self.setStyleSheet(f"background:{theme.palette.line2}")
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """All states, one a line."""
        width = sum(self._theme.px(spec.narrow) for spec in _SPECS)
        return QSize(width + 2, len(LEGEND) * self.pane.metrics.row + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever it is, the legend has been read."""
        event.accept()
        self.close()
