"""Printing the plan or the form that is shown: the preview comes when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from wzdesk.domain.filled_plan import FilledPlan
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:  # comes after the first rows
    from wzdesk.domain.form_table import FormTable
    from wzdesk.domain.open_ends import OpenEnd
    from wzdesk.reports.paper.printout import Printout
    from wzdesk.ui.forms.whole_check import WholeCheck
    from wzdesk.ui.printing.print_desk import PrintDesk


class TablePrinting(QObject):
    """Shows tables as they will print, over the page in ``stack``."""

    def __init__(self, workspace: Workspace, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._workspace, self._stack = workspace, stack
        self.desk: PrintDesk | None = None
        """The preview, once it was asked for."""

    def show_plan(self, filled: FilledPlan) -> None:
        """A plan with its verdicts; its drafts are counted above the preview."""
        from wzdesk.domain.open_ends import open_ends_of_plan, open_words
        from wzdesk.services.print_plan_table import plan_printout

        self._preview(plan_printout(filled.table, filled.assessments, author=self._workspace.person))
        self._remark(open_words(open_ends_of_plan(filled.table)))

    def show_form(self, table: "FormTable", check: "WholeCheck") -> None:
        """A form of a period; what it lacks is said above the preview as soon as all of it has been checked."""
        from wzdesk.services.print_form import form_printout

        self._preview(form_printout(table, author=self._workspace.person))
        self._remark("正在审核整张表……")
        check.begin(self._on_checked)

    def _on_checked(self, ends: "tuple[OpenEnd, ...]") -> None:
        from wzdesk.domain.open_ends import open_words

        self._remark(open_words(ends))

    def _remark(self, sentence: str) -> None:
        if self.desk is not None:
            self.desk.remark(sentence)

    def _preview(self, printout: "Printout") -> None:
        if self.desk is None:
            from wzdesk.ui.printing.print_desk import PrintDesk

            workspace = self._workspace
            self.desk = PrintDesk(workspace.theme, workspace.window, self._stack, self)
            workspace.closing.connect(self.desk.close)
        self.desk.preview(printout)
