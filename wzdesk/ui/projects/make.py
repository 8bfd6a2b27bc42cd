"""Making the page 项目进度."""

from wzdesk.ui.projects.projects_desk import ProjectsDesk
from wzdesk.ui.projects.projects_page import ProjectsPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> ProjectsPage:
    """The frame at once; the ledger is read when the file is open."""
    regions = {region.code: region.short_name or region.name for region in workspace.look.regions}
    page = ProjectsPage(workspace.theme, regions)
    ProjectsDesk(workspace, page)
    return page
