"""Sending forms out from the page: what can be sent, the work in the background, the keys."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.period import Period
from wzdesk.services.exchange.issue_forms import (
    IssuableForm,
    IssueAsked,
    IssuedFile,
    IssuePlan,
    issuable_forms,
    issue,
    plan_issue,
)
from wzdesk.services.exchange.keys import accept_key, known_keys, office_key
from wzdesk.ui.folders import keep_folder, last_folder
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.view_words import ISSUE
from wzdesk.ui.jobs import Job, JobRunner, Progress
from wzdesk.ui.shell.message import MessageAction
from wzdesk.ui.widgets.job_bar import JobBar
from wzdesk.ui.workspace import Workspace

_FOLDER = "exchange/issue_folder"
_BOOKS = "exchange/issue_workbook_folder"
_OUT = "发出的表"


class IssueDesk(QObject):
    """Connects the view 发出去 with the services."""

    issued = Signal()
    """The transfer log has more lines."""

    def __init__(self, workspace: Workspace, screen: ExchangeScreen) -> None:
        super().__init__(screen)
        self._workspace, self._screen, self._view = workspace, screen, screen.issue
        self._jobs = JobRunner(self)
        self._plans = JobRunner(self, threads=1)
        self._plan: Job | None = None
        self._period: Period | None = None
        view = self._view
        screen.segments.picked.connect(self._on_view_shown)
        view.folder_asked.connect(self._on_folder_asked)
        view.issue_asked.connect(self.send)
        view.open_folder_asked.connect(self._open_folder)
        view.workbook_asked.connect(self._on_workbook_asked)
        view.asked_changed.connect(self._look_ahead)
        view.keys.copied.connect(self._on_copied)
        view.keys.accepted.connect(self._on_accepted)
        view.set_folder(Path(last_folder(_FOLDER)) / _OUT)

    @property
    def busy(self) -> bool:
        """Whether workbooks are being made, or it is found out who would get what."""
        return self._jobs.busy or self._plans.busy

    def close(self) -> None:
        """Stop what is going on."""
        self._plans.close()
        self._jobs.close()

    def set_period(self, period: Period) -> None:
        """What is offered first."""
        self._period = period

    def refresh(self) -> None:
        """Offer the forms as they are now, and show the keys."""
        if self._workspace.file.is_open:
            store = self._workspace.file.store()
            self._jobs.run(
                lambda _progress: issuable_forms(store), done=self._on_forms, failed=self._on_failed
            )
            self._show_keys()

    def send(self) -> None:
        """Make the workbooks."""
        view = self._view
        asked, folder, codes = view.asked, view.folder, view.regions.ticked
        if not (asked and folder and codes) or self._jobs.busy or not self._workspace.finish_typing():
            return
        self._stop_looking()
        store, who = self._workspace.file.store(), self._workspace.person
        chosen, apart = replace(asked, codes=codes), self._workspace.readers

        def work(progress: Progress) -> list[IssuedFile]:
            return issue(store, chosen, folder, who=who, on_progress=progress, apart=apart)

        job = self._jobs.make(work)
        job.done.connect(self._on_sent)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._workspace.window.add_bar(JobBar(self._workspace.theme, job, _sending))
        self._jobs.start(job)

    # Inside

    def _look_ahead(self) -> None:
        """Find out who would get what, as it is chosen now."""
        self._stop_looking()
        asked = self._view.asked
        if asked is None or not self._workspace.file.is_open:
            return
        store, apart = self._workspace.file.store(), self._workspace.readers

        def work(progress: Progress) -> tuple[IssueAsked, IssuePlan | WzdeskError]:
            try:
                return asked, plan_issue(store, asked, on_progress=progress, apart=apart)
            except WzdeskError as error:
                return asked, error

        self._plan = self._plans.run(work, done=self._on_planned, failed=self._workspace.errors.show)

    def _stop_looking(self) -> None:
        if self._plan is not None:
            self._plan.cancel()
            self._plan = None

    @Slot(object)
    def _on_planned(self, told: object) -> None:
        assert isinstance(told, tuple)
        asked, plan = told
        if asked != self._view.asked or self._jobs.busy:
            return  # something else was chosen meanwhile
        if isinstance(plan, IssuePlan):
            self._view.show_plan(plan)
        else:
            self._view.show_refusal(plan.sentence)

    def _on_workbook_asked(self) -> None:
        self._workspace.readers.warm()
        path, _ = QFileDialog.getOpenFileName(
            self._workspace.window,
            "用哪个工作簿作表样",
            last_folder(_BOOKS),
            "工作簿 (*.xlsx *.xlsm *.xls *.et *.ods)",
        )
        if path:
            keep_folder(Path(path).parent, _BOOKS)
            self._view.set_workbook(Path(path))

    def _on_view_shown(self, key: str) -> None:
        if key == ISSUE:
            self.refresh()

    @Slot(object)
    def _on_forms(self, forms: object) -> None:
        assert isinstance(forms, list)
        found = [one for one in forms if isinstance(one, IssuableForm) and not one.form.is_retired]
        self._view.offer(found, self._period)

    @Slot(object)
    def _on_sent(self, files: object) -> None:
        assert isinstance(files, list)
        self._view.show_sent(files)
        words = f"已发出 {len(files)} 份，放在 {self._view.folder}。"
        self._workspace.window.show_message(words, MessageAction("打开文件夹", self._open_folder))
        self.issued.emit()

    @Slot()
    def _on_cancelled(self) -> None:
        self._workspace.window.show_message("已停下；做好的几份留在文件夹里，也记在收发记录里。")
        self.issued.emit()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._view.folder)))

    def _on_folder_asked(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._workspace.window, "发到哪个文件夹", last_folder(_FOLDER)
        )
        if folder:
            keep_folder(Path(folder), _FOLDER)
            self._view.set_folder(Path(folder))

    def _show_keys(self) -> None:
        try:
            own, known = office_key().public.fingerprint, known_keys()
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)
            return
        self._view.keys.show_keys(own, [(one.owner or "没有写单位", one.fingerprint) for one in known])

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(office_key().public.text)
        self._workspace.window.show_message("公钥已复制，可以贴进邮件；指纹请在电话里念给对方核对。")

    def _on_accepted(self, text: str, owner: str, fingerprint: str) -> None:
        try:
            key = accept_key(text, owner, fingerprint)
        except WzdeskError as error:
            self._workspace.window.show_refusal(error.sentence)
            return
        self._view.keys.clear()
        self._show_keys()
        self._workspace.window.show_message(f"已记下{key.owner}的公钥，以后收它签名的表不再问。")

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, WzdeskError):
            self._workspace.window.show_refusal(error.sentence)
        else:
            self._workspace.errors.show(error)
        self.issued.emit()


def _sending(done: int, total: int) -> str:
    return f"正在做第 {min(done + 1, total)} 份，共 {total} 份" if total else "正在准备"
