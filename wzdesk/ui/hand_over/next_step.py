"""What 收回汇总 says while there is nothing to sum up: no form yet, or none for the period; and the button that helps."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wzdesk.domain.period import Period
from wzdesk.services.exchange.overview import Overview
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import PrimaryButton
from wzdesk.ui.widgets.empty_cover import EmptyCover

_KEY = "Ctrl+Return"
_SUBJECT = "这里看各地区报了没有，裁定冲突"
_NO_FORM = (
    "数据文件里还没有填报表。先做一张，到“发出去”发给各地区；报回来的表拖进来，这里就有谁报了、谁没报。"
    "别的电脑的数据文件（.wzd）不用表，现在就可以按“收文件…”（Ctrl+O）收。"
)
_NEW_FORM = "新建表样…"


class NextStep(EmptyCover):
    """Lies over the matrix; hidden while that has forms."""

    form_asked = Signal()
    """A form is to be made."""
    period_asked = Signal(str)
    """The period that has forms is to be shown, by its code."""

    def __init__(self, theme: Theme, covered: QWidget) -> None:
        self.button = PrimaryButton(theme, _NEW_FORM, key=_KEY)
        super().__init__(theme, covered, "table", (_SUBJECT, _NO_FORM), self.button)
        self._period: Period | None = None
        self.button.clicked.connect(self._on_clicked)

    def show_overview(self, overview: Overview) -> bool:
        """Say what to do where no form is reported; whether it is so."""
        is_empty = not overview.matrix.forms
        self._period = its = overview.period_with_forms if is_empty else None
        if its is not None:
            sentence = (
                f"没有一张表要报{overview.period.words}。离得最近的是{its.words}；别的期别在上面“期别”里选。"
            )
            self.say(_SUBJECT, sentence)
        elif is_empty:
            self.say(_SUBJECT, _NO_FORM)
        self.button.setText(f"看{its.words}" if its is not None else _NEW_FORM)
        self.button.setShortcut(_KEY)  # Qt forgets it with the text
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()
        self.show_if(is_empty)
        return is_empty

    def _on_clicked(self) -> None:
        if self._period is None:
            self.form_asked.emit()
        else:
            self.period_asked.emit(self._period.code)
