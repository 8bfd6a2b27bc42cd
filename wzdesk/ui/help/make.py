"""Making the page 帮助."""

from wzdesk.services.places import resources_folder
from wzdesk.ui.help.help_page import HelpPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> HelpPage:
    """The help text that comes with the program; it needs no data file."""
    return HelpPage(workspace.theme, resources_folder() / "help")
