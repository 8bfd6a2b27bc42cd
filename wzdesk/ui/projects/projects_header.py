"""The header of the page 项目进度: views, month, and the whole ledger of the month in one line."""

from PySide6.QtWidgets import QWidget

from wzdesk.domain.projects.project import Nature
from wzdesk.services.projects.look_at import LedgerLook
from wzdesk.ui.projects.amounts import yi_words
from wzdesk.ui.shell.page_header import PageHeader
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import LinkButton, PrimaryButton
from wzdesk.ui.widgets.chip import Segment, Segments
from wzdesk.ui.widgets.labels import PlainLabel
from wzdesk.ui.widgets.picker import PickerButton


class ProjectsHeader(PageHeader):
    """The headline gives way where the window is narrow."""

    def __init__(self, theme: Theme, views: list[Segment], parent: QWidget) -> None:
        super().__init__(theme, "项目进度", parent)
        self.views = Segments(theme, views, self, name="视图")
        self.month = PickerButton(theme, "期别", (), self)
        self.back = LinkButton(theme, "← 回到汇总 Alt+←", self)
        self.headline = PlainLabel(theme, "", self)
        self.natures = PlainLabel(theme, "", self, color="t2")
        self.planned = PlainLabel(theme, "", self)
        self.fill_button = PrimaryButton(theme, "填本月", self, icon_name="pencil-simple")
        self.add_left(self.views, self.month, self.back)
        self.add_right(self.headline, self.natures, self.planned, self.fill_button)
        self.let_go(self.natures, self.planned, self.headline)
        self.back.hide()

    def show_look(self, look: LedgerLook) -> None:
        """The ledger of the month, or of the list that is chosen, before any other filter."""
        self.headline.setText(f"全部 {look.whole.count} 项")
        parts = [
            f"{nature.value} {look.natures[nature].count}" for nature in Nature if nature in look.natures
        ]
        self.natures.setText(" · ".join(parts))
        self.planned.setText(f"年度计划 {yi_words(look.whole.plan)} 亿元")
        self._fit()

    def show_way_back(self, *, shown: bool) -> None:
        """Offer the way back to the roll-up."""
        self.back.setVisible(shown)
        self._fit()
