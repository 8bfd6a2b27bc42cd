"""汇总: the sums of the ledger by field and nature, region, list, agency, owner, stage; each leads into the ledger."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.project import Nature, Stage
from wzdesk.domain.projects.roll_up import Division, Sum
from wzdesk.domain.projects.selection import Selection
from wzdesk.ui.projects.amounts import percent_words, yi_words
from wzdesk.ui.projects.lag_marks import lag_words
from wzdesk.ui.projects.views.figure_table import FigureLine, FigureTable, Heads
from wzdesk.ui.shell.page_header import ToolRow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.chip import Segment, Segments

BY_LIST = "list"
WAYS: dict[str, tuple[str, tuple[Division, ...]]] = {
    "field": ("领域 × 性质", (Division.FIELD, Division.NATURE)),
    "region": ("地区", (Division.REGION,)),
    BY_LIST: ("层级", ()),
    "agency": ("责任单位", (Division.AGENCY,)),
    "owner": ("业主", (Division.OWNER,)),
    "stage": ("阶段", (Division.STAGE,)),
}
_HEADS = Heads(
    ("分组", "项数", "总投资 亿元", "年度计划 亿元", "本月完成 亿元", "年初累计 亿元", "完成年度计划 %", "与序时进度", "入库差额 亿元"),
    (0, 60, 96, 100, 100, 100, 150, 140, 100),
    frozenset({1, 2, 3, 4, 5, 8}), 6, 7,
)  # fmt: skip
WITHOUT = "未填"
Sums = Mapping[tuple[str, ...], Sum]


class RollUpView(QWidget):
    """Shows sums; asks for another division, and for the ledger of a line."""

    way_picked = Signal(str)
    drilled = Signal(object)
    """The ``Selection`` of a line, within that of the page."""

    def __init__(self, theme: Theme, regions: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._regions, self._selection = regions, Selection()
        self.ways = Segments(
            theme, [Segment(key, way[0]) for key, way in WAYS.items()], self, name="按什么汇总"
        )
        self.table = FigureTable(theme, _HEADS, "汇总表", self)
        bar = ToolRow(theme, self)
        bar.add_left(self.ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        self.ways.picked.connect(self.way_picked)
        self.table.asked.connect(self._on_asked)
        self.setFocusProxy(self.table)

    @property
    def way(self) -> str:
        """The division that is chosen: a key of ``WAYS``."""
        return self.ways.current

    def show_sums(self, sums: Sums, total: Sum, month: Period, selection: Selection) -> None:
        """The sums of the division that is chosen, under the total."""
        self._selection = selection
        number = month.last_month
        lines = [_line("合计", total, number, (), depth=0)]
        if self.way == "field":
            lines += self._nested(sums, number)
        else:
            lines += [_line(self._words(key[0]), added, number, key) for key, added in sums.items()]
        self.table.show_lines(lines, number)

    def _nested(self, sums: Sums, month: int) -> list[FigureLine]:
        """A sum for each field, and below it those of its natures."""
        lines = []
        for field in dict.fromkeys(key[0] for key in sums):
            inner = {key: added for key, added in sums.items() if key[0] == field}
            lines.append(_line(field or WITHOUT, sum(inner.values(), Sum()), month, (field,), depth=0))
            lines += [_line(key[1] or WITHOUT, added, month, key) for key, added in inner.items()]
        return lines

    def _words(self, key: str) -> str:
        return (self._regions.get(key, key) if self.way == "region" else key) or WITHOUT

    def _on_asked(self, key: tuple[str, ...]) -> None:
        if all(key):  # those without a word cannot be filtered by it
            self.drilled.emit(narrowed(self._selection, self.way, key))


def narrowed(selection: Selection, way: str, key: tuple[str, ...]) -> Selection:
    """The selection of a line of a roll-up within another one."""
    if not key:
        return selection
    match way:
        case "field":
            within = replace(selection, fields=frozenset({key[0]}))
            return replace(within, natures=frozenset({Nature(key[1])})) if len(key) > 1 else within
        case "region":
            return replace(selection, regions=frozenset({key[0]}))
        case "stage":
            return replace(selection, stages=frozenset({Stage(key[0])}))
        case "agency":
            return replace(selection, agency=key[0])
        case "owner":
            return replace(selection, owner=key[0])
        case _:
            return replace(selection, project_list=key[0])


def _line(words: str, added: Sum, month: int, key: tuple[str, ...], depth: int = 1) -> FigureLine:
    ahead = added.ahead(month)
    done = (added.month, added.done) if added.reports else (None, None)
    amounts = (yi_words(one) for one in (added.total, added.plan, *done))
    texts = (
        words,
        str(added.count),
        *amounts,
        percent_words(added.rate),
        lag_words(ahead),
        yi_words(added.gap if added.reports else None),
    )
    return FigureLine(texts, key, added.rate, ahead, depth)
