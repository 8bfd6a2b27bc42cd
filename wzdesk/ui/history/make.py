"""Making the page 历史与备份."""

from wzdesk.ui.history.history_desk import HistoryDesk
from wzdesk.ui.history.history_page import HistoryPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> HistoryPage:
    """The past of the file that is open, and its backups; the backups also where it cannot be opened."""
    page = HistoryPage(workspace.theme)
    HistoryDesk(workspace, page)
    return page
