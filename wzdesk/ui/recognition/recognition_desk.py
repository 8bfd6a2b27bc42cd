"""Everything the recognition page asks for that reads or writes: in the background, one thing after the other."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from wzdesk.domain.errors import Refused, WzdeskError
from wzdesk.domain.period import Period
from wzdesk.services.receiving.layouts import read_layouts, write_layouts
from wzdesk.services.receiving.reception import Lesson, SheetReception
from wzdesk.ui.jobs import Job, JobRunner, Progress
from wzdesk.ui.recognition.overview import overview_of
from wzdesk.ui.recognition.recognition_page import RecognitionPage
from wzdesk.ui.recognition.views import Overview
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import Theme
from wzdesk.ui.widgets.job_bar import JobBar

BAR_AFTER_MS = 400
"""What is done sooner needs no strip with a button to stop it."""
_LAYOUTS = "对照文件 (*.json)"


class RecognitionDesk(QObject):
    """Serves one page until the person has decided."""

    written = Signal(int)
    """The chosen cells are stored: how many changed."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        page: RecognitionPage,
        book: Path,
        who: Callable[[], str],
        asked: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._window, self._page, self._book = theme, window, page, book
        self._who, self._asked = who, asked
        self._jobs = JobRunner(self, threads=1)
        self._said = ""
        page.taught.connect(self._on_taught)
        page.adding_asked.connect(self._on_adding_asked)
        page.place_picked.connect(self._on_place_picked)
        page.overview_asked.connect(self._on_overview_asked)
        page.accepted.connect(self._on_accepted)
        page.layouts_given.connect(self._on_layouts_given)
        page.layouts_taken.connect(self._on_layouts_taken)
        page.rejected_asked.connect(self._on_rejected_asked)

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._jobs.busy

    @property
    def _reception(self) -> SheetReception:
        return self._page.reception

    def close(self) -> None:
        """Stop what is going on."""
        self._jobs.close()

    # Correcting

    def _on_taught(self, lessons: list[Lesson]) -> None:
        self._reread(partial(self._reception.teach_all, lessons))

    def _on_adding_asked(self, rows: list[tuple[tuple[str, ...], str]]) -> None:
        said = f"已在目录里新增 {len(rows)} 个指标。"
        self._reread(partial(self._reception.add_indicators, rows), said)

    def _on_place_picked(self, region: str, period: Period | None) -> None:
        self._reread(partial(self._reception.place_in, region, period))

    def _on_overview_asked(self) -> None:
        self._reread(lambda: None)

    def _reread(self, change: Callable[[], object], said: str = "") -> None:
        """Change how the sheets are read, and show them anew."""
        if self._page.is_busy:
            return
        self._page.set_busy(busy=True)
        self._said = said
        reception, decisions, asked = self._reception, self._page.decisions, self._asked

        def work(_progress: Progress) -> Overview:
            change()
            return overview_of(reception, decisions, asked)

        self._jobs.run(work, done=self._on_reread, failed=self._on_failed)

    @Slot(object)
    def _on_reread(self, overview: object) -> None:
        assert isinstance(overview, Overview)
        self._page.set_busy(busy=False)
        self._page.refresh(overview)
        if self._said:
            self._window.show_message(self._said)
            self._said = ""

    # Writing

    def _on_accepted(self, chosen: object) -> None:
        if self._page.is_busy:
            return
        assert isinstance(chosen, list)
        self._page.set_busy(busy=True)
        self._window.set_hint(f"正在写入 {len(chosen)} 格")
        reception, who = self._reception, self._who()
        job = self._jobs.make(lambda _progress: reception.apply(chosen, who))
        job.done.connect(self._on_written)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_stopped)
        words = f"正在写入 {len(chosen)} 格"
        QTimer.singleShot(BAR_AFTER_MS, self, partial(self._show_job, job, words))
        self._jobs.start(job)

    @Slot(object)
    def _on_written(self, count: object) -> None:
        assert isinstance(count, int)
        self._window.set_hint("")
        self._page.set_busy(busy=False)
        self.written.emit(count)

    @Slot()
    def _on_stopped(self) -> None:
        self._window.set_hint("")
        self._page.set_busy(busy=False)
        self._page.show_step(self._page.steps.currentIndex())
        self._window.show_message("已停下，没有写入，数据没有改动。")

    def _show_job(self, job: Job, words: str) -> None:
        """A strip that says what is done, with the button that stops it, while it is being done."""
        if job not in self._jobs:
            return
        self._window.add_bar(JobBar(self._theme, job, lambda _done, _total: words))

    # Files

    def _on_layouts_given(self) -> None:
        layouts = self._reception.layouts_to_give()
        if not layouts:
            self._window.show_message("还没有确认过任何对应，没有可以导出的对照。")
            return
        path, _ = QFileDialog.getSaveFileName(
            self._page, "导出对照", str(self._book.with_name("对照.json")), _LAYOUTS
        )
        if path:
            out = Path(path) if path.endswith(".json") else Path(f"{path}.json")
            self._do(partial(write_layouts, layouts, out), f"已导出 {len(layouts)} 种表的对照到 {out}。")

    def _on_layouts_taken(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self._page, "导入对照", str(self._book.parent), _LAYOUTS)
        if path:
            self._reread(
                lambda: self._reception.take_layouts(read_layouts(Path(path))),
                "已导入对照，这份表按它重新认过了。",
            )

    def _on_rejected_asked(self) -> None:
        usual = self._book.with_name(f"{self._book.stem}（退回）{self._book.suffix}")
        kind = f"工作簿 (*{self._book.suffix})"
        path, _ = QFileDialog.getSaveFileName(self._page, "退回件存到", str(usual), kind)
        if not path:
            return
        out = Path(path) if Path(path).suffix else Path(path).with_suffix(self._book.suffix)
        self._do(
            partial(_write_rejected, self._book, self._reception, out),
            f"退回件已存为 {out}，原因写在每一格旁边。",
        )

    def _do(self, work: Callable[[], object], said: str) -> None:
        if self._page.is_busy:
            return
        self._page.set_busy(busy=True)
        self._said = said
        self._jobs.run(lambda _progress: work(), done=self._on_done, failed=self._on_failed)

    @Slot(object)
    def _on_done(self, _result: object) -> None:
        self._page.set_busy(busy=False)
        self._window.show_message(self._said)
        self._said = ""

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._window.set_hint("")
        self._said = ""
        self._page.set_busy(busy=False)
        self._page.show_step(self._page.steps.currentIndex())
        if not isinstance(error, WzdeskError):
            raise error if isinstance(error, BaseException) else RuntimeError(str(error))
        self._window.show_refusal(error.sentence)


def _write_rejected(book: Path, reception: SheetReception, out: Path) -> int:
    """The same workbook with the reasons beside the cells."""
    try:
        from importlib import import_module

        module = import_module("wzdesk.services.receiving.rejected_copy")
    except ModuleNotFoundError as error:
        raise Refused("这一版还不能存退回件；没有存，数据没有改动。") from error
    return int(module.write_rejected_copy(book, reception, out))
