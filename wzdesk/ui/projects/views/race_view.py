"""赛马: the regions by their score, the formula and the thresholds under the table."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wzdesk.domain.period import Period
from wzdesk.domain.projects.lag import rounded, time_progress
from wzdesk.domain.projects.race import RaceRules, race
from wzdesk.domain.projects.rates import FourRates, Share
from wzdesk.ui.projects.amounts import percent_words, yi_words
from wzdesk.ui.projects.lag_marks import lag_words
from wzdesk.ui.projects.views.figure_table import FigureLine, FigureTable, Heads
from wzdesk.ui.theme import Role, Theme
from wzdesk.ui.widgets.labels import WrappedLabel
from wzdesk.ui.widgets.room import Room

_HEADS = Heads(
    ("地区", "名次", "得分", "评价", "开工率 %", "投资完成率 %", "与序时进度", "资金到位率 %", "按期竣工率 %"),
    (0, 52, 64, 76, 132, 150, 140, 160, 132),
    frozenset({1, 2}), 5, 6,
)  # fmt: skip
WITHOUT = "未填地区"


class RaceView(QWidget):
    """Shows the race of a month."""

    def __init__(self, theme: Theme, regions: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._regions = regions
        self.table = FigureTable(theme, _HEADS, "赛马榜", self)
        self.formula = WrappedLabel(theme, "", self, role=Role.CAPTION, color="t2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        foot = QVBoxLayout()
        Room(theme, foot, (12, 8, 12, 8))
        foot.addWidget(self.formula)
        column.addLayout(foot)
        self.setFocusProxy(self.table)

    def show_rates(self, rates: Mapping[str, FourRates], rules: RaceRules, month: Period) -> None:
        """The regions, best first; those without a task are left out of the race and named below."""
        entries = race(rates, rules)
        lines = []
        for entry in entries:
            of = rates[entry.region]
            share = of.invested.percent
            ahead = None if share is None else share - time_progress(month.last_month)
            texts = (
                self._regions.get(entry.region, entry.region) or WITHOUT, str(entry.place), str(rounded(entry.score)),
                entry.flag, _share(of.started, "项"), percent_words(share), lag_words(ahead), _money(of.funded),
                _share(of.completed, "项"),
            )  # fmt: skip
            lines.append(FigureLine(texts, entry.region, share, ahead))
        self.table.show_lines(lines, month.last_month)
        self.formula.setText("".join((rules.formula, "。", _thresholds(rules), self._left_out(rates, rules))))

    def _left_out(self, rates: Mapping[str, FourRates], rules: RaceRules) -> str:
        racing = {entry.region for entry in race(rates, rules)}
        names = [self._regions.get(code, code) or WITHOUT for code in rates if code not in racing]
        return f"没有任务、不参加的：{'、'.join(names)}。" if names else ""


def _thresholds(rules: RaceRules) -> str:
    if not rules.flags:
        return ""
    return "评价：" + "，".join(f"{word} ≥ {least}" for word, least in rules.flags) + "。"


def _share(share: Share, unit: str) -> str:
    return f"{percent_words(share.percent)}（{share.part}/{share.whole} {unit}）" if share.whole else "—"


def _money(share: Share) -> str:
    return f"{percent_words(share.percent)}（{yi_words(share.part)} 亿元）" if share.whole else "—"
