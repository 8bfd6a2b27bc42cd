"""Answers what is typed into the box, and goes to what is chosen."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Slot

from wzdesk.domain.address import FormAddress, PlanAddress
from wzdesk.domain.find import FindIndex, Found, Thing
from wzdesk.domain.region import Region
from wzdesk.services.find_everything import ProjectGoal, things_of
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.find.commands import HERE, PAGE, pages_and_commands, rows_at_hand
from wzdesk.ui.find.find_box import FindBox
from wzdesk.ui.goto import go_to
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.workspace import Workspace

_NOTHING = "没有找到“{}”；可以按名称、拼音首字母（如 dqsczz）或代码来找。"


class _Spelt(NamedTuple):
    asked: int
    names: FindIndex


class FindDesk(QObject):
    """What is there without reading is found at once; the file's names are spelt in a thread."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self.box = FindBox(workspace.theme, workspace.window)
        self._own: list[Thing] = []
        self._index = FindIndex(())
        self._asked = self._answered = 0
        self.box.sought.connect(self._on_sought)
        self.box.chosen.connect(self._on_chosen)
        self.box.left.connect(workspace.window.focus_page)

    @property
    def is_ready(self) -> bool:
        """Whether the names of the file can be found."""
        return bool(self._asked) and self._answered == self._asked

    def open(self) -> None:
        """Show the box; the names of the file are read anew, for it may have others now."""
        workspace = self._workspace
        self._own = [*rows_at_hand(workspace), *pages_and_commands(workspace)]
        if not self._answered:
            self._index = FindIndex(self._own, HERE)
        self.box.open()
        if workspace.file.is_open and workspace.has_look:
            self._read()

    def _read(self) -> None:
        """Spell the names in a thread; what was spelt before is found meanwhile."""
        self._asked += 1
        store, place = self._workspace.file.store(), self._workspace.place
        asked, own = self._asked, tuple(self._own)

        def read(_progress: object) -> _Spelt:
            names = things_of(store, place.plan.code, place.region.code)
            return _Spelt(asked, FindIndex([*own, *names], HERE))

        self._workspace.run(read, self._on_read)

    @Slot(object)
    def _on_read(self, read: object) -> None:
        assert isinstance(read, _Spelt)
        if read.asked != self._asked:
            return
        self._answered, self._index = read
        if self.box.isVisible():
            self._on_sought(self.box.field.text())

    def _on_sought(self, text: str) -> None:
        if not text.strip():
            pages = tuple(thing for thing in self._own if thing.kind == PAGE)
            self.box.show_found([Found(PAGE, pages)], "")
            return
        self.box.show_found(self._index.find(text), _NOTHING.format(text.strip()))

    def _on_chosen(self, thing: Thing) -> None:
        workspace, goal = self._workspace, thing.goal
        if isinstance(goal, PlanAddress | FormAddress):
            go_to(workspace, goal)
        elif isinstance(goal, ProjectGoal):
            self._show_project(goal)
        elif isinstance(goal, Region):
            self._show_region(goal)
        elif callable(goal):
            goal()
        else:
            workspace.window.focus_page()
            workspace.window.show_message(f"“{thing.name}”还不在哪张填报表或计划里，没有地方可去。")

    def _show_project(self, goal: ProjectGoal) -> None:
        """The ledger with the project in the panel."""
        from wzdesk.ui.pages import PROJECTS
        from wzdesk.ui.projects.projects_screen import projects_screen_of

        if self._workspace.finish_typing():
            self._workspace.window.show_page(PROJECTS)
            projects_screen_of(self._workspace).show_project(goal.code)

    def _show_region(self, region: Region) -> None:
        """The table that is shown, for another region."""
        if not self._workspace.finish_typing():
            return
        self._workspace.window.show_page(ENTRY)
        screen = entry_screen_of(self._workspace.window)
        forms = screen.forms
        if forms is not None and screen.currentWidget() is forms and forms.desk.is_open:
            forms.show_form(forms.table.form.code, region.code, forms.table.period)
        else:
            screen.entry.show_plan(screen.entry.filled.table.plan.code, region.code)
        self._workspace.window.focus_page()
