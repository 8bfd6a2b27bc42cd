"""What the pages of plans and forms store and check with, opened when it is first needed."""

from datetime import datetime
from typing import TYPE_CHECKING

from wzdesk.domain.period import Period
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.check_cells import CellChecks
    from wzdesk.services.enter_form import FormFilling
    from wzdesk.services.fill_plan import PlanFilling
    from wzdesk.services.judge_paste import PasteRecords


class TableServices:
    """Opens them on the data file of the window; each may wait for it to be open."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def plan(self, plan: str, region: str) -> "PlanFilling":
        """Fills a plan of a region."""
        from wzdesk.services.fill_plan import PlanFilling

        return PlanFilling.open(self._workspace.file.store(), plan, region, self._workspace.person)

    def form(self, form: str, region: str, period: Period | None) -> "FormFilling":
        """Fills a form of a region; without a period the one that the region is filling."""
        from wzdesk.services.enter_form import FormFilling, period_to_fill

        store, who = self._workspace.file.store(), self._workspace.person
        its = period or period_to_fill(store, form, region, datetime.now().astimezone())
        return FormFilling.open(store, form, region, its, who)

    def checks(self) -> "CellChecks":
        """Holds the rules of the file against cells."""
        from wzdesk.services.check_cells import CellChecks

        return CellChecks(self._workspace.file.store())

    def paste_records(self, checks: "CellChecks | None") -> "PasteRecords":
        """Looks up what pasted blocks are judged by; the ``checks`` of a page have read much of it already."""
        from wzdesk.services.judge_paste import PasteRecords

        return PasteRecords(self._workspace.file.store(), checks)
