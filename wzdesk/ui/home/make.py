"""Making the page 工作台."""

from wzdesk.ui.first_paint import FirstPaint
from wzdesk.ui.home.home_desk import HomeDesk
from wzdesk.ui.home.home_page import HomePage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> HomePage:
    """The frame at once; what stands in it is read when the file is open."""
    page = HomePage(workspace.theme, workspace.look.regions)
    HomeDesk(workspace, page)
    FirstPaint(page).painted.connect(workspace.page_painted)
    return page
