"""Making the page 帮助."""

from wzdesk.services.places import resources_folder
from wzdesk.ui.help.help_desk import HelpDesk
from wzdesk.ui.help.help_page import HelpPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> HelpPage:
    """The help that comes with the program; it needs no data file."""
    folder = resources_folder() / "help"
    page = HelpPage(workspace.theme, folder)
    HelpDesk(workspace, page, folder)
    return page
