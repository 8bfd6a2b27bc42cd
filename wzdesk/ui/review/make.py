"""Making the page 审核."""

from wzdesk.ui.review.review_desk import ReviewDesk
from wzdesk.ui.review.review_page import ReviewPage
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> ReviewPage:
    """What the checks say of the open forms and the plan in work; a cell opens on the entry page."""
    page = ReviewPage(workspace.theme)
    ReviewDesk(workspace, page)
    return page
