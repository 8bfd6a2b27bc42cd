"""Making the page of the first start, which stands in place of all that need a data file."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from wzdesk.domain.errors import WzdeskError
from wzdesk.services.begin import Beginning, offices
from wzdesk.services.places import default_data_file
from wzdesk.ui.begin.begin_page import BeginPage
from wzdesk.ui.file_desk import open_other
from wzdesk.ui.file_memory import keep_office_region, keep_office_role
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace, begin: Callable[[Beginning], object]) -> BeginPage:
    """``begin`` makes or opens the file."""
    page = BeginPage(workspace.theme, offices(), _missing(workspace))
    _Answers(workspace, page, begin)
    return page


def _missing(workspace: Workspace) -> str:
    """What is to be said of the file of last time, where that is gone."""
    path = workspace.file.path
    if path == default_data_file():
        return ""
    return f"上次用的数据文件 {path} 现在找不到，可能是 U 盘没有插上，或者文件移走了。插上以后重新打开软件，或者在下面另选一个。"


class _Answers(QObject):
    """Keeps what was answered, then begins."""

    def __init__(self, workspace: Workspace, page: BeginPage, begin: Callable[[Beginning], object]) -> None:
        super().__init__(page)
        self._workspace, self._page, self._begin = workspace, page, begin
        page.begun.connect(self._on_begun)
        page.opened.connect(self._on_opened)

    def _on_begun(self, beginning: Beginning) -> None:
        if not beginning.is_demo:
            keep_office_role(self._page.role)
            keep_office_region(beginning.home)
        self._keep_person()
        self._begin(beginning)

    def _keep_person(self) -> None:
        person = self._page.person
        if person is None:
            return
        try:
            self._workspace.set_person(person)
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)

    def _on_opened(self, path: str) -> None:
        open_other(self._workspace.window, path)
