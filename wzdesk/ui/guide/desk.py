"""Leads through the steps: goes to the page, waits until its part can be seen, and skips what is not there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QRect, QSettings, QTimer, Signal
from PySide6.QtWidgets import QWidget

from wzdesk.ui.guide.card import GuideCard
from wzdesk.ui.guide.spotlight import Spotlight, card_place
from wzdesk.ui.guide.steps import STEPS, Step
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace

_FOLLOW_MS, PATIENCE_MS, _GAP = 120, 3000, 8
_OFFERED = "guide/offered"
_OFFER = "第一次用？导览用两分钟把各页看一遍，不改任何数；以后在「帮助」里也能看。"


class GuideDesk(QObject):
    """One walk at a time. It only shows pages: no cell is selected, nothing is typed or stored."""

    ended = Signal()

    def __init__(self, workspace: Workspace, steps: Sequence[Step] = STEPS) -> None:
        super().__init__(workspace)
        self._workspace, self._steps = workspace, tuple(steps)
        self._at, self._by = -1, 1
        self._waited = QElapsedTimer()
        self.card: GuideCard | None = None
        self.light: Spotlight | None = None
        self._follow = QTimer(self)
        self._follow.setInterval(_FOLLOW_MS)
        self._follow.timeout.connect(self._on_follow)
        workspace.closing.connect(self.end)

    @property
    def is_on(self) -> bool:
        """Whether it leads just now."""
        return self._at >= 0

    @property
    def step(self) -> Step:
        """The present step."""
        return self._steps[self._at]

    def start(self) -> None:
        """Begin with the first step."""
        self.end()
        window = self._workspace.window
        theme = self._workspace.theme
        self.light, self.card = Spotlight(theme, window), GuideCard(theme, window)
        self.card.back_asked.connect(self.go_back)
        self.card.next_asked.connect(self.go_on)
        self.card.end_asked.connect(self.end)
        self._follow.start()
        self._go(0, 1)

    def go_on(self) -> None:
        """The next step; after the last one it ends."""
        self._go(self._at + 1, 1)

    def go_back(self) -> None:
        """The step before."""
        if self._at > 0:
            self._go(self._at - 1, -1)

    def end(self) -> None:
        """Take veil and card away; the page that is shown stays."""
        if not self.is_on:
            return
        self._at = -1
        self._follow.stop()
        for widget in (self.light, self.card):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.light = self.card = None
        self._workspace.window.focus_page()
        self.ended.emit()

    # Inside

    def _go(self, at: int, by: int) -> None:
        if not 0 <= at < len(self._steps):
            self.end()
            return
        self._at, self._by = at, by
        self._waited.start()
        window = self._workspace.window
        window.show_page(self.step.page)
        assert self.card is not None
        assert self.light is not None
        self.card.show_step(at + 1, len(self._steps), self.step.title, self.step.words)
        self.light.show_place(QRect())
        self._on_follow()
        self.card.setFocus()

    def _on_follow(self) -> None:
        """Stay with the part: the window may be resized, the page may still be filled."""
        if self.card is None or self.light is None:
            return
        window = self._workspace.window
        self.light.setGeometry(window.rect())
        target = self._target() if window.current_page == self.step.page else None
        if target is None:
            self._without_target()
            return
        self._waited.restart()
        area = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).intersected(window.rect())
        self.light.show_place(area)
        self._place_card(area)

    def _without_target(self) -> None:
        """Somebody looks elsewhere, or the part is not there (yet): then the step is left out."""
        assert self.card is not None
        assert self.light is not None
        self.light.show_place(QRect())
        window = self._workspace.window
        self._place_card(QRect(window.rect().center(), window.rect().center()))
        if window.current_page == self.step.page and self._waited.elapsed() > PATIENCE_MS:
            is_first = self._by < 0 and self._at == 0
            self._go(self._at + self._by, self._by) if not is_first else self.end()

    def _place_card(self, area: QRect) -> None:
        assert self.card is not None
        assert self.light is not None
        theme = self._workspace.theme
        hint = self.card.sizeHint()
        place = card_place(self._workspace.window.rect(), area, hint.width(), hint.height(), theme.px(_GAP))
        if self.card.geometry() != place:
            self.card.setGeometry(place)
        if not self.card.isVisible():
            self.light.show()
            self.card.show()
            self.card.setFocus()
        self.light.raise_()
        self.card.raise_()

    def _target(self) -> QWidget | None:
        page = self._workspace.window.made_page(self.step.page)
        found = (_part_of(page, path) for path in self.step.parts)
        return next((part for part in found if part is not None and part.isVisible()), None)


def _part_of(page: QWidget | None, path: str) -> QWidget | None:
    part: object = page
    for name in path.split("."):
        part = getattr(part, name, None)
    return part if isinstance(part, QWidget) else None


def start_guide(workspace: Workspace) -> GuideDesk:
    """Begin the walk; one that goes on begins anew."""
    desk = workspace.findChild(GuideDesk)
    if not isinstance(desk, GuideDesk):
        desk = GuideDesk(workspace)
    desk.start()
    return desk


def offer_guide(workspace: Workspace) -> None:
    """Offer it once on this machine, after the first start."""
    settings = QSettings("wzdesk", "wzdesk")
    was_offered = str(settings.value(_OFFERED, "")) == "yes"
    settings.setValue(_OFFERED, "yes")
    desk = workspace.findChild(GuideDesk)
    if was_offered or (isinstance(desk, GuideDesk) and desk.is_on):
        return
    workspace.window.show_message(_OFFER, MessageAction("看导览", partial(start_guide, workspace)))
