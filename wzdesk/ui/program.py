"""The window program: shell first, then the last plan's rows, then the data file that stores."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from wzdesk.ui.shell.window import MainWindow
from wzdesk.ui.theme import apply_theme, make_application

if TYPE_CHECKING:  # everything else comes after the first paint
    import logging
    from concurrent.futures import Future
    from datetime import datetime

    from PySide6.QtWidgets import QApplication, QWidget

    from wzdesk.domain.filled_plan import FilledPlan
    from wzdesk.domain.period import Period
    from wzdesk.services.fill_plan import CellKey, PlanFilling
    from wzdesk.services.look_first import FirstLook
    from wzdesk.services.open_data_file import DataFile
    from wzdesk.ui.charts.loading import ChartLoading
    from wzdesk.ui.entry.entry_page import EntryPage
    from wzdesk.ui.errors import ErrorDesk
    from wzdesk.ui.exchange.exchange_desk import ExchangeDesk
    from wzdesk.ui.exchange.fill_desk import FillDesk
    from wzdesk.ui.exchange.fill_page import FillPage

ENTRY, PLANS, EXCHANGE, HELP = "entry", "plans", "exchange", "help"
_WATCH_MS = 3_000


def run_window(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the exit code."""
    app = make_application()
    program = Program(app, data_option(arguments))
    program.window.show()
    return app.exec()


def data_option(arguments: Sequence[str]) -> Path | None:
    """The file named by ``--data``, or None for the person's own."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--data="):
            return Path(argument.removeprefix("--data="))
        if argument == "--data" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
    return None


class Program(QObject):
    """Everything the window needs, in the order in which it is needed."""

    opened = Signal(object)
    """The ``DataFile``, or the error that it could not be opened with; comes from another thread."""
    ready = Signal()
    """The rows are shown and the data file is open."""

    def __init__(self, app: QApplication, path: Path | None) -> None:
        super().__init__(app)
        gc.disable()  # until all is loaded: what a start makes stays, and looking through it takes a tenth of the time
        self._app = app
        self._path = path
        self._theme = apply_theme(app)
        self._settings = QSettings("wzdesk", "wzdesk")
        self._store: Future[DataFile] | None = None
        self._look: FirstLook | None = None
        self._charts: ChartLoading | None = None
        self._are_charts_loaded = False
        self._holder_watch: QTimer | None = None
        self._pages: dict[str, Callable[[], QWidget]] = {}
        self._errors: ErrorDesk | None = None
        self._log: logging.Handler | None = None
        self.entry: EntryPage | None = None
        self.exchange: ExchangeDesk | None = None
        self.form_filling: FillDesk | None = None
        self.window = MainWindow(self._theme)
        self.window.hold_pages()
        self.window.add_page(ENTRY, "指标填报", "table", self._make_entry)
        self.window.add_page(PLANS, "规划", "target", self._make_plans)
        self.window.add_page(EXCHANGE, "数据交换", "arrows-left-right", self._make_exchange)
        self.window.add_page(HELP, "帮助", "question", self._make_help, at_bottom=True)
        self.window.help_requested.connect(self._on_help_requested)
        self.window.first_painted.connect(self._after_first_paint)
        self.window.closed.connect(self._on_closed)
        self.opened.connect(self._on_opened)

    @property
    def path(self) -> Path:
        """The data file."""
        if self._path is None:
            from wzdesk.services.places import default_data_file

            self._path = default_data_file()
        return self._path

    def store(self) -> DataFile:
        """The open data file; waits where it is being opened.

        Raises:
            WzdeskError: it cannot be opened.
        """
        if self._store is None:
            self._open_in_thread()
        assert self._store is not None
        return self._store.result()

    # Start

    def _after_first_paint(self) -> None:
        self._catch_errors()
        self.window.set_file_name(self.path.name)
        if self.path.exists():
            self._show_first_rows()
        else:
            self.window.set_hint(f"正在准备 {self.path.name}，第一次要几秒钟")
        if self.entry is None:
            self._after_first_rows()

    def _after_first_rows(self) -> None:
        """The last plan's rows can be typed into, or there are none yet: now the rest."""
        self._speak_chinese()
        if self.entry is not None:
            self._on_shown_changed(self.entry.filled)
        self._make_desks()
        self._open_in_thread()

    def _speak_chinese(self) -> None:
        """Qt's own words (dialogs, menus of fields) in Chinese."""
        from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

        if self._app.findChild(QTranslator) is not None:
            return
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        translator = QTranslator(self._app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._app.installTranslator(translator)

    def _catch_errors(self) -> None:
        from wzdesk.services.places import user_folder
        from wzdesk.ui.errors import ErrorDesk, start_log

        log_file = user_folder() / "wzdesk.log"
        self._log = start_log(log_file)
        self._errors = ErrorDesk(self.window.show_refusal, log_file, self)
        self._errors.install()

    def _show_first_rows(self) -> None:
        """The plan shown last, read without the database library."""
        from wzdesk.domain.errors import WzdeskError
        from wzdesk.services.look_first import look_first

        plan, region = (
            str(self._settings.value("entry/plan", "")),
            str(self._settings.value("entry/region", "")),
        )
        try:
            self._look = look_first(self.path, plan, region)
        except WzdeskError:
            return  # opening it properly says what is wrong, or upgrades an older file
        self.window.release_pages()

    def _open_in_thread(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        if self._store is not None:
            return
        pool = ThreadPoolExecutor(1, "wzdesk-open")
        self._store = pool.submit(_open_or_create, self.path)
        self._store.add_done_callback(self._tell_opened)
        pool.shutdown(wait=False)

    def _tell_opened(self, future: Future[DataFile]) -> None:
        """In the other thread: hand the result over to the window's."""
        error = future.exception()
        self.opened.emit(error if error is not None else future.result())

    def _on_opened(self, result: object) -> None:
        self.window.set_hint("")
        if isinstance(result, BaseException):
            gc.enable()
            self._show_unopened(result)
            return
        if self._look is None:
            self._show_first_rows()
        self._make_desks()
        if self.entry is not None:
            self.entry.attach()
        if self.store().read_only and (holder := self.store().holder):
            self.window.show_refusal(holder.sentence)
            self._watch_holder()
        self._check_file()
        self.ready.emit()
        self._load_charts()

    def _load_charts(self) -> None:
        from wzdesk.ui.charts.loading import ChartLoading

        if self._charts is None:
            self._charts = ChartLoading(self)
            self._charts.loaded.connect(self._on_charts_loaded)
            self._charts.start()

    def _watch_holder(self) -> None:
        """Look every few seconds whether whoever has the file has closed it."""
        self._show_fields()
        self._holder_watch = QTimer(self)
        self._holder_watch.setInterval(_WATCH_MS)
        self._holder_watch.timeout.connect(self._on_watch)
        self._holder_watch.start()

    def _on_watch(self) -> None:
        """Free again: open the file anew, with what was stored meanwhile, and say so."""
        if not self.store().is_free() or self.entry is None or self._holder_watch is None:
            return
        self._holder_watch.stop()
        self.store().close()
        self._store = None
        self.entry.detach()
        self.entry.attach()
        self.entry.reload()
        if not self.store().read_only:
            self._show_fields()
            self.window.show_message("占用这个文件的程序已经关闭，现在可以填了。")

    def _on_charts_loaded(self) -> None:
        """Draw from now on; what was loaded stays, so the collector need not look at it again."""
        self._are_charts_loaded = True
        if self.entry is not None:
            self.entry.panel.let_charts()
        gc.collect()
        gc.freeze()
        gc.enable()

    def _show_unopened(self, error: BaseException) -> None:
        """The file cannot be used: say so, and offer another one."""
        from wzdesk.ui.unopened import UnopenedPage

        assert self._errors is not None
        self._errors.show(error)
        page = UnopenedPage(self._theme, str(self.path))
        page.picked.connect(self.open_other)
        self._pages = {
            ENTRY: lambda: page,
            PLANS: lambda: UnopenedPage(self._theme, str(self.path)),
            EXCHANGE: lambda: UnopenedPage(self._theme, str(self.path)),
        }
        self.window.release_pages()

    def open_other(self, path: str) -> None:
        """Go on with another file: a new process shares nothing with this one."""
        from PySide6.QtCore import QProcess

        if self.window.close():
            QProcess.startDetached(sys.executable, ["-m", "wzdesk", "gui", "--data", path])

    def _check_file(self) -> None:
        """The quick check after the first paint, on its own connection in a thread."""
        from wzdesk.services.check_data_file import quick_check

        assert self.exchange is not None
        self.exchange.run(lambda _progress: quick_check(self.path), self._on_checked)

    def _on_checked(self, health: object) -> None:
        from wzdesk.services.check_data_file import Health

        if isinstance(health, Health) and not health.is_ok:
            self.window.show_refusal(health.sentence)

    # Pages

    def _make_entry(self) -> QWidget:
        if ENTRY in self._pages:
            return self._pages[ENTRY]()
        from PySide6.QtWidgets import QStackedWidget

        from wzdesk.ui.app_signals import AppSignals
        from wzdesk.ui.entry.entry_page import EntryPage

        assert self._look is not None
        look = self._look
        self.signals = AppSignals(self)
        self.entry = entry = EntryPage(
            self._theme, self.signals, self._open_filling, look.filled, look.plans, look.regions
        )
        stack = QStackedWidget()
        stack.addWidget(entry)
        stack.setFocusProxy(entry)
        entry.saved.connect(self._on_saved)
        entry.told.connect(self._on_told)
        entry.refused.connect(self.window.show_refusal)
        entry.summary_changed.connect(self.window.set_selection_summary)
        entry.hint_changed.connect(self.window.set_hint)
        entry.shown_changed.connect(self._on_shown_changed)
        entry.changed_elsewhere.connect(self._on_changed_elsewhere)
        self.window.may_close = entry.finish_editing
        self.window.page_shown.connect(self._on_page_shown)
        entry.rows_painted.connect(self._after_first_rows)
        self._stack = stack
        if self._are_charts_loaded:
            entry.panel.let_charts()
        if self._store is not None and self._store.done() and self._store.exception() is None:
            entry.attach()
        return stack

    def _make_desks(self) -> None:
        """What takes files in and gives them out."""
        if self.entry is None or self.exchange is not None:
            return
        from wzdesk.ui.exchange.exchange_desk import ExchangeDesk
        from wzdesk.ui.file_desk import FileDesk

        self.exchange = ExchangeDesk(self._theme, self.window, self._stack, self.entry, self.store, self)
        self.files = FileDesk(self, self.entry.header.file_button)

    def _make_plans(self) -> QWidget:
        if PLANS in self._pages:
            return self._pages[PLANS]()
        from wzdesk.ui.plans.plans_page import PlansPage

        self.window.page(ENTRY)
        assert self._look is not None
        page = PlansPage(self._theme, self._look.plans, self._read_plan)
        page.item_opened.connect(self._on_item_opened)
        if self.entry is not None:
            page.show_plan(self.entry.filled.table.plan.code)
        return page

    def _make_exchange(self) -> QWidget:
        if EXCHANGE in self._pages:
            return self._pages[EXCHANGE]()
        from wzdesk.ui.exchange.fill_desk import FillDesk
        from wzdesk.ui.exchange.fill_page import FillPage

        self.window.page(ENTRY)
        page = FillPage(self._theme)
        self.form_filling = FillDesk(self._theme, self.window, page, self.store, self._fill_place, self)
        self._offer_places(page)
        return page

    def _offer_places(self, page: FillPage) -> None:
        """Regions and periods to choose from; at first those of the plan that is being filled."""
        from wzdesk.domain.region import RegionLevel
        from wzdesk.ui.widgets.picker import Choice

        assert self._look is not None
        regions = [
            Choice(one.code, one.name) for one in self._look.regions if one.level is not RegionLevel.PROVINCE
        ]
        years = sorted({one.last_year for one in self._look.plans}, reverse=True)
        page.offer_places(regions, [Choice(str(year), f"{year}年") for year in years], *self._fill_place())

    def _fill_place(self) -> tuple[str, str]:
        """Region and period of the plan that is being filled."""
        assert self.entry is not None
        self.entry.finish_editing()
        table = self.entry.filled.table
        return table.region.code, table.plan.year.code

    def _make_help(self) -> QWidget:
        from wzdesk.services.places import resources_folder
        from wzdesk.ui.help.help_page import HelpPage

        return HelpPage(self._theme, resources_folder() / "help")

    def _on_help_requested(self) -> None:
        self.window.show_page(HELP)

    def _open_filling(self, plan: str, region: str) -> PlanFilling:
        from wzdesk.services.fill_plan import PlanFilling

        return PlanFilling.open(self.store(), plan, region, _person())

    def _read_plan(self, plan: str) -> FilledPlan:
        from wzdesk.services.fill_plan import read_filled

        assert self.entry is not None
        return read_filled(self.store(), plan, self.entry.filled.table.region.code)

    def _on_item_opened(self, plan: str, item_no: str) -> None:
        assert self.entry is not None
        self.window.show_page(ENTRY)
        if self.entry.filled.table.plan.code != plan:
            self.entry.show_plan(plan, self.entry.filled.table.region.code)
        self.entry.open_item(item_no)

    # What the pages tell

    def _on_saved(self, when: datetime) -> None:
        self.window.hide_message()
        self.window.set_saved(when.time())

    def _on_told(self, sentence: str) -> None:
        self.window.show_message(sentence)

    def _on_shown_changed(self, filled: FilledPlan) -> None:
        table = filled.table
        self._settings.setValue("entry/plan", table.plan.code)
        self._settings.setValue("entry/region", table.region.code)
        self._show_fields()

    def _show_fields(self) -> None:
        """Who, file, period and region in the status bar; whether one can only look stands first."""
        assert self.entry is not None
        table = self.entry.filled.table
        opened = self._store is not None and self._store.done() and self._store.exception() is None
        read_only = opened and self.store().read_only
        period = table.plan.year.words if table.plan.is_annual else table.plan.span.words
        fields = (_person() or "本机", self.path.name, period, table.region.name)
        self.window.set_fields(*(("只能看", *fields) if read_only else fields))
        self.window.set_file_name(f"{self.path.name}（只能看）" if read_only else self.path.name)

    def _on_page_shown(self, key: str) -> None:
        if key != ENTRY:
            self.window.set_selection_summary("")

    def _on_changed_elsewhere(self, keys: frozenset[CellKey]) -> None:
        """An undo put something back that is not on the page: say where, and offer to go there."""
        from wzdesk.domain.change import OverrideKey, TargetKey
        from wzdesk.ui.shell.message import MessageAction

        assert self._look is not None
        assert self.entry is not None
        names = {region.code: region.name for region in self._look.regions}
        key = next(iter(keys))
        plan = key.plan if isinstance(key, OverrideKey | TargetKey) else self._plan_of(key.period)
        place = partial(self.entry.show_plan, plan, key.region)
        words = f"改回的是{names.get(key.region, key.region)}的数，不在这一页上。"
        self.window.show_message(words, MessageAction("去看", place) if plan else None)

    def _plan_of(self, period: Period) -> str:
        """The plan whose actuals stand in a period; "" where there is none."""
        assert self._look is not None
        span = (period.year, period.last_year)
        return next((one.code for one in self._look.plans if (one.first_year, one.last_year) == span), "")

    def _on_closed(self) -> None:
        """Stop what is going on, and give the file free."""
        gc.enable()
        if self._errors is not None:
            self._errors.uninstall()
        if self._log is not None:
            import logging

            logging.getLogger().removeHandler(self._log)
            self._log.close()
        for desk in (self.exchange, self.form_filling):
            if desk is not None:
                desk.close()
        if self._store is not None:
            try:
                self._store.result().close()
            except Exception:  # noqa: BLE001 - it was said when opening failed
                return


def _open_or_create(path: Path) -> DataFile:
    from wzdesk.services.open_data_file import create_data_file, open_data_file
    from wzdesk.services.places import pack_folder

    return open_data_file(path) if path.exists() else create_data_file(path, pack_folder("wenzhou"))


def _person() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
