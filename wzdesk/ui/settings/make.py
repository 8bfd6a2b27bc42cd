"""Making the page 设置."""

from wzdesk.services.agencies import agency_names
from wzdesk.ui.settings.settings_page import SettingsPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> SettingsPage:
    """The settings of the person; only the agencies to choose from come from the data file, where it is open."""
    agencies = agency_names(workspace.file.store()) if workspace.file.is_open else []
    return SettingsPage(workspace, agencies)
