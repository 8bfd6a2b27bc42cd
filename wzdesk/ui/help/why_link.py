"""为什么？: a link beside a sentence that the help explains; it is not there where nothing explains it."""

from PySide6.QtWidgets import QWidget

from wzdesk.ui.help.answers import answers
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.buttons import LinkButton

WORDS = "为什么？"


class WhyLink(LinkButton):
    """Opens the help at the section that explains what stands beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, anchor: str = "") -> None:
        super().__init__(theme, WORDS, parent)
        self._anchor = ""
        self.clicked.connect(self._on_clicked)
        self.explain(anchor)

    @property
    def anchor(self) -> str:
        """The section it leads to; "" where it is hidden."""
        return self._anchor

    def explain(self, anchor: str) -> None:
        """Lead to another section, or to none."""
        self._anchor = anchor if anchor in answers().anchors else ""
        self.setVisible(bool(self._anchor))
        self.setToolTip("在帮助里看是什么意思、怎么办")

    def _on_clicked(self) -> None:
        window = self.window()
        if isinstance(window, MainWindow):
            window.answer_requested.emit(self._anchor)


def why_link(theme: Theme, sentence: str, parent: QWidget | None = None) -> WhyLink | None:
    """A link for a sentence, or None where no section explains it."""
    anchor = answers().anchor(sentence)
    return WhyLink(theme, parent, anchor) if anchor else None


def why_action(window: MainWindow, sentence: str) -> MessageAction | None:
    """The same as what a message bar offers."""
    anchor = answers().anchor(sentence)
    return MessageAction(WORDS, lambda: window.answer_requested.emit(anchor)) if anchor else None
