"""Making the page 指标填报."""

from wzdesk.ui.entry.entry_screen import EntryScreen
from wzdesk.ui.entry.last_place import LastPlace
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> EntryScreen:
    """The rows of the first look; what takes files in and gives them out comes after their first paint."""
    screen = EntryScreen(workspace)
    LastPlace(workspace, screen)
    return screen
