"""The window program: shell first, then the last plan's rows, then the data file that stores."""

from __future__ import annotations

import gc
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, QSettings, Signal

from wzdesk.ui.pages import ENTRY, HELP, HOME, PAGES, SETTINGS, Page
from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import apply_theme, make_application

if TYPE_CHECKING:  # everything else comes after the first paint
    import logging
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from wzdesk.services.begin import Beginning
    from wzdesk.ui.charts.loading import ChartLoading
    from wzdesk.ui.errors import ErrorDesk
    from wzdesk.ui.find.find_desk import FindDesk
    from wzdesk.ui.shell.message import MessageAction
    from wzdesk.ui.workspace import Workspace


def run_window(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    from wzdesk.domain.errors import WzdeskError
    from wzdesk.services.named_files import named_data_file, named_pack
    from wzdesk.services.settings_format import check_settings

    app = make_application()
    try:
        check_settings()
    except WzdeskError as error:
        from wzdesk.ui.refusal import refuse_start

        return refuse_start(app, error.sentence)
    program = Program(app, named_data_file(arguments), pack=named_pack(arguments))
    program.window.show()
    return app.exec()


def page_to_open(settings: QSettings, today: str) -> str:
    """The page that a start opens on: the 工作台 at the first start of a day, else where one was.

    A day begins with what is due; within it one goes on where one was, and the rows to fill are there first. Where
    nothing is remembered somebody opened a file by its name, to look into its rows.
    """
    before = str(settings.value(_DAY, ""))
    if before and before != today:
        return HOME
    return HOME if settings.value(_PAGE, ENTRY) == HOME else ENTRY


_DAY, _PAGE = "start/day", "start/page"


class Program(QObject):
    """Starts what the window needs, in the order in which it is needed, and stops it.

    The shell is painted with nothing but itself. Then a first look into the file shows rows that can be typed into.
    When they are painted, the file is opened in a thread; at last the charts are loaded.
    """

    ready = Signal()
    """The rows are shown and the data file is open."""

    def __init__(
        self,
        app: QApplication,
        path: Path | None,
        pages: Sequence[Page] = PAGES,
        *,
        pack: Path | None = None,
    ) -> None:
        super().__init__(app)
        gc.disable()  # until all is loaded: what a start makes stays, and looking through it takes a tenth of the time
        self._app = app
        self._path, self._pack = path, pack
        self._theme = apply_theme(app)
        self._workspace: Workspace | None = None
        self._errors: ErrorDesk | None = None
        self._log: logging.Handler | None = None
        self._charts: ChartLoading | None = None
        self._is_unopened = self._is_beginning = False
        self._begun: Beginning | None = None
        self.window = MainWindow(self._theme)
        self.window.hold_pages()
        for page in pages:
            make = partial(self._make_page, page)
            self.window.add_page(page.key, page.word, page.icon_name, make, at_bottom=page.at_bottom)
        self._settings = QSettings("wzdesk", "wzdesk")
        first = page_to_open(self._settings, _today())
        if any(page.key == first for page in pages):
            self.window.show_page(first)
        self.window.help_requested.connect(self._on_help_requested)
        self.window.answer_requested.connect(self._on_help_requested)
        self.window.search_requested.connect(self._on_search_requested)
        self.window.first_painted.connect(self._after_first_paint)
        self.window.closed.connect(self._on_closed)

    @property
    def workspace(self) -> Workspace:
        """What the pages share; there from the first paint on."""
        assert self._workspace is not None
        return self._workspace

    # Start

    def _after_first_paint(self) -> None:
        errors = self._catch_errors()
        self._workspace = self._make_workspace(errors)
        path = self.workspace.file.path
        if self._path is None and not path.exists():
            self._ask_how_to_begin()
            return
        self.window.set_file_name(path.name)
        if path.exists():
            self._try_first_rows()
        else:
            self.window.set_hint(f"正在准备 {path.name}，第一次要几秒钟")
        if not any(self.window.made_page(key) for key in (ENTRY, HOME)):  # these tell when they are painted
            self._after_first_rows()

    def _catch_errors(self) -> ErrorDesk:
        from wzdesk.services.places import user_folder
        from wzdesk.ui.errors import ErrorDesk, start_log

        log_file = user_folder() / "wzdesk.log"
        self._log = start_log(log_file)
        self._errors = ErrorDesk(self.window.show_refusal, log_file, self)
        self._errors.install()
        return self._errors

    def _make_workspace(self, errors: ErrorDesk) -> Workspace:
        from wzdesk.ui.file_memory import own_file
        from wzdesk.ui.window_file import WindowFile
        from wzdesk.ui.workspace import Workspace

        file = WindowFile(self._path or own_file(), self)
        file.opened.connect(self._on_opened)
        file.failed.connect(self._on_unusable)
        file.freed.connect(self._on_freed)
        workspace = Workspace(self._theme, self.window, file, errors, self)
        workspace.page_painted.connect(self._after_first_rows)
        self.window.may_close = workspace.finish_typing
        self.window.explain = self._explain
        return workspace

    def _ask_how_to_begin(self) -> None:
        """There is no file yet: ask whose it is and where it lies, before one is made."""
        self._is_beginning = True
        self.window.show_page(HOME)
        self.window.release_pages()

    def _on_begun(self, beginning: Beginning) -> None:
        """Make or open the file; the page with the answers stays until it is open."""
        self._begun = beginning
        self.workspace.file.begin(beginning)
        self.window.set_hint(f"正在准备 {beginning.path.name}，第一次要几秒钟")
        self._after_first_rows()

    def _end_beginning(self) -> None:
        from wzdesk.ui.file_memory import keep_own_file

        self._is_beginning = False
        self.window.hold_pages()
        self.window.forget_pages()
        self.window.show_page(HOME)
        if self._begun is not None and not self._begun.is_demo:
            keep_own_file(self._begun.path)

    def _ask_again(self, error: object) -> None:
        """The file could not be made: say why beside the answers."""
        from wzdesk.domain.errors import WzdeskError
        from wzdesk.ui.begin.begin_page import BeginPage

        for page in self.window.findChildren(BeginPage):
            page.refuse(error.sentence if isinstance(error, WzdeskError) else "")
        if not isinstance(error, WzdeskError):
            self.workspace.errors.show(error)

    def _try_first_rows(self) -> None:
        from wzdesk.domain.errors import WzdeskError

        try:
            self._show_first_rows()
        except WzdeskError:
            return  # opening it properly says what is wrong, or upgrades an older file

    def _show_first_rows(self) -> None:
        """From now on pages can be made.

        Raises:
            WzdeskError: there are no rows to show.
        """
        self.workspace.look_first()
        self.window.release_pages()

    def _after_first_rows(self) -> None:
        """The last plan's rows can be typed into, or there are none yet: now the rest."""
        from wzdesk.ui.chinese import speak_chinese

        speak_chinese(self._app)
        self.workspace.file.open_in_thread()

    def _load_charts(self) -> None:
        from wzdesk.ui.charts.loading import ChartLoading

        if self._charts is None:
            self._charts = ChartLoading(self)
            self._charts.loaded.connect(self._on_charts_loaded)
            self._charts.start()

    def _on_charts_loaded(self) -> None:
        """Draw from now on; what was loaded stays, so the collector need not look at it again."""
        self.workspace.charts_loaded.emit()
        gc.collect()
        gc.freeze()
        gc.enable()

    # The data file

    def _on_opened(self) -> None:
        from wzdesk.domain.errors import WzdeskError

        self.window.set_hint("")
        if self._is_beginning:
            self._end_beginning()
        try:
            if not self.workspace.has_look:
                self._show_first_rows()
        except WzdeskError as error:
            self._on_unusable(error)
            return
        self.workspace.file_opened.emit()
        self._tell_whats_new()
        self._watch_for_packs()
        self._settings.setValue(_DAY, _today())
        self._keep_settings_format()
        if self.workspace.file.read_only:
            self._look_only()
        else:
            self._begin_work()
        self._check_file()
        if self._begun is not None:
            self._offer_guide()
        self.ready.emit()
        self._load_charts()

    def _watch_for_packs(self) -> None:
        from wzdesk.ui.pack_update.drop_watch import DropWatch

        DropWatch(self.workspace)

    def _tell_whats_new(self) -> None:
        from wzdesk.ui.whats_new.notice import tell_whats_new

        tell_whats_new(self.workspace, is_first_start=not self._settings.value(_DAY, ""))

    def _keep_settings_format(self) -> None:
        from wzdesk.services.settings_format import keep_settings_format

        keep_settings_format()

    def _offer_guide(self) -> None:
        """After the first start, once."""
        from wzdesk.ui.guide.desk import offer_guide

        offer_guide(self.workspace)

    def _begin_work(self) -> None:
        """The file can be written: ask who does, and keep backups."""
        from wzdesk.ui.person_bar import ask_who

        ask_who(self.workspace)
        self.workspace.backups.start()
        self._take_up_pack()

    def _take_up_pack(self) -> None:
        """Forms and rules that came with a newer program, into a file that was made with an older one."""
        from wzdesk.services.take_up_pack import take_up_pack

        store = self.workspace.file.store()
        self.workspace.run(lambda _progress: take_up_pack(store), self._on_pack_taken_up)

    def _on_pack_taken_up(self, said: object) -> None:
        if said:
            self.workspace.signals.forms_changed.emit()
            self.window.show_message(str(said))
        self._look_at_pack()

    def _look_at_pack(self) -> None:
        """What the pack would change that the program was started with, now that the file can take it."""
        if self._pack is not None:
            pack, self._pack = self._pack, None
            self.workspace.updates.look(pack)

    def _look_only(self) -> None:
        """Another program has the file: say which, and wait until it has closed it."""
        file = self.workspace.file
        if holder := file.store().holder:
            waits = f"{self._pack.name} 等关闭后再更新，也可以拖进正在用它的窗口。" if self._pack else ""
            self.window.show_refusal(holder.sentence + waits)
            self.workspace.show_place()
            file.watch()

    def _on_freed(self) -> None:
        """Take the file over, with what was stored meanwhile."""
        self.workspace.file_reopened.emit()
        if not self.workspace.file.store().read_only:
            self.workspace.show_place()
            self._begin_work()
            self.window.show_message("占用这个文件的程序已经关闭，现在可以填了。")

    def _check_file(self) -> None:
        """The quick check, on its own connection in a thread."""
        from wzdesk.services.check_data_file import quick_check

        path = self.workspace.file.path
        self.workspace.run(lambda _progress: quick_check(path), self._on_checked)

    def _on_checked(self, health: object) -> None:
        from wzdesk.services.check_data_file import Health

        if isinstance(health, Health) and not health.is_ok:
            self.window.show_refusal(health.sentence)

    def _on_unusable(self, error: object) -> None:
        """The file cannot be used: say so, and offer another one."""
        self.window.set_hint("")
        if self._is_beginning:
            self._ask_again(error)
            return
        gc.enable()
        self.workspace.errors.show(error)
        self._is_unopened = True
        self.window.release_pages()

    # Pages

    def _make_page(self, page: Page) -> QWidget:
        if self._is_beginning and page.key not in {SETTINGS, HELP}:
            from wzdesk.ui.begin.make import make_page

            return make_page(self.workspace, self._on_begun)
        if self._is_unopened and page.needs_file:
            return self._make_unopened()
        return page.make(self.workspace)

    def _make_unopened(self) -> QWidget:
        from wzdesk.ui.file_desk import open_other
        from wzdesk.ui.unopened import UnopenedPage

        page = UnopenedPage(self._theme, str(self.workspace.file.path))
        page.picked.connect(partial(open_other, self.window))
        return page

    def _on_help_requested(self, anchor: str = "") -> None:
        from wzdesk.ui.help.help_desk import show_help

        if self._workspace is not None:
            show_help(self._workspace, anchor)

    def _explain(self, sentence: str) -> MessageAction | None:
        from wzdesk.ui.help.why_link import why_action

        return why_action(self.window, sentence)

    @cached_property
    def finder(self) -> FindDesk:
        """The search for everything, loaded when it is first asked for."""
        from wzdesk.ui.find.find_desk import FindDesk

        return FindDesk(self.workspace)

    def _on_search_requested(self) -> None:
        if self._workspace is not None and self.workspace.has_look:
            self.finder.open()

    # End

    def _on_closed(self) -> None:
        """Stop what is going on, and give the file free."""
        gc.enable()
        if not self._is_beginning:
            self._settings.setValue(_PAGE, HOME if self.window.current_page == HOME else ENTRY)
        if self._errors is not None:
            self._errors.uninstall()
        if self._log is not None:
            import logging

            logging.getLogger().removeHandler(self._log)
            self._log.close()
        if self._workspace is not None:
            self._workspace.closing.emit()
            self._workspace.file.close()


def _today() -> str:
    return QDate.currentDate().toString("yyyy-MM-dd")
