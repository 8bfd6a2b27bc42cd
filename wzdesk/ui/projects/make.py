"""Making the page 项目进度."""

from wzdesk.ui.projects.projects_screen import ProjectsScreen
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> ProjectsScreen:
    """The frame at once; the ledger is read when the file is open."""
    return ProjectsScreen(workspace)
