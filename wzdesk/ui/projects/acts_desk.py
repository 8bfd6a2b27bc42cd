"""Stores what is done on the boards: a project moved to another stage, a problem solved; and takes acts back."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject

from wzdesk.domain.change import CellKey
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.problem import Problem
from wzdesk.domain.projects.project import Stage
from wzdesk.domain.projects.stage_moves import day_in
from wzdesk.services.projects.act_on import move_to_stage, solve_problem
from wzdesk.services.undo_change import turn
from wzdesk.ui.projects.projects_page import ProjectsPage
from wzdesk.ui.projects.view_reading import today
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.workspace import Workspace


class ActsDesk(QObject):
    """Each act is stored at once, told to the window, and can be taken back."""

    def __init__(self, workspace: Workspace, page: ProjectsPage, month: Callable[[], Period | None]) -> None:
        super().__init__(page)
        self._workspace, self._page, self._month = workspace, page, month
        page.board.moved.connect(self.move)
        page.problems.solved.connect(self.solve)
        page.undo_asked.connect(partial(self.turn, back=True))
        page.redo_asked.connect(partial(self.turn, back=False))

    def move(self, line: LedgerLine, stage: Stage) -> None:
        """Move a project to a stage, dated within the month that is shown."""
        month = self._month()
        if month is None:
            return
        on, file = day_in(month, today()), self._workspace.file
        act = partial(move_to_stage, file.store(), line.code, stage, on, self._workspace.person)
        if self._act(act):
            self._say(f"{line.name} 已移到“{stage.value}”，日期 {on.year}年{on.month}月{on.day}日。")

    def solve(self, problem: Problem) -> None:
        """Say that a problem is solved, dated likewise."""
        month = self._month()
        if month is None:
            return
        on, file = day_in(month, today()), self._workspace.file
        if self._act(partial(solve_problem, file.store(), problem, on, self._workspace.person)):
            self._say(f"“{problem.text}”已标为解决，日期 {on.year}年{on.month}月{on.day}日。")

    def turn(self, *, back: bool) -> None:
        """Take the latest act back, or do it again."""
        file = self._workspace.file
        if not file.is_open:
            return
        keys = self._act(partial(turn, file.store(), self._workspace.person, back=back))
        if keys is None:
            return
        if keys:
            sentence = "已撤销。" if back else "已重做。"
        else:
            sentence = "没有可以撤销的改动了。" if back else "没有可以重做的改动。"
        self._workspace.window.show_message(sentence)

    def _say(self, sentence: str) -> None:
        # without its key, which the page has: two for one key would be none
        action = MessageAction("撤销", partial(self.turn, back=True))
        self._workspace.window.show_message(sentence, action)

    def _act(self, act: Callable[[], frozenset[CellKey]]) -> frozenset[CellKey] | None:
        """The keys that changed; None where it was refused."""
        window = self._workspace.window
        try:
            keys = act()
        except WzdeskError as error:
            window.show_refusal(error.sentence)
            return None
        if keys:
            window.set_saved(datetime.now().astimezone().time())
            self._workspace.signals.announce(keys)
        return keys
