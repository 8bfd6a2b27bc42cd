"""What the window shows of a pack that was sent, and whether it was taken."""

from tests.tour.walk import Walk, wait_for
from wzdesk.services.make_form import form_parts
from wzdesk.ui.pack_update.difference_dialog import DifferenceDialog


def shown(walk: Walk) -> DifferenceDialog:
    """The list of changes, once it is there."""
    desk = walk.program.workspace.updates
    wait_for(lambda: isinstance(desk.shown, DifferenceDialog), "the list of changes")
    assert isinstance(desk.shown, DifferenceDialog)
    return desk.shown


def definition(walk: Walk) -> str:
    """How the data file explains GDP."""
    return form_parts(walk.program.workspace.file.store()).indicators["GDP"].definition
