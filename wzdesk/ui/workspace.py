"""What the pages share: window, data file, the place that is worked on, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from wzdesk.ui.app_signals import AppSignals

if TYPE_CHECKING:
    from wzdesk.domain.person import Person
    from wzdesk.domain.plan import Plan
    from wzdesk.domain.region import Region
    from wzdesk.excel.apart.apart import Apart
    from wzdesk.services.look_first import FirstLook
    from wzdesk.ui.backup_desk import BackupDesk
    from wzdesk.ui.errors import ErrorDesk
    from wzdesk.ui.jobs import Job, JobRunner, Work
    from wzdesk.ui.pack_update.update_desk import UpdateDesk
    from wzdesk.ui.shell.window import MainWindow
    from wzdesk.ui.theme import Theme
    from wzdesk.ui.window_file import WindowFile

_REST_S = 30.0


class Place(NamedTuple):
    """The plan and the region that are worked on."""

    plan: Plan
    region: Region


class Workspace(QObject):
    """Given to every page when it is made; the program tells through it how far the start is.

    Pages speak through ``window`` (messages, status bar), ask ``file`` for the store, hear of changes in the file
    through ``signals``, and hand errors that nobody expected to ``errors``.
    """

    page_painted = Signal()
    """From the page shown first: it is on the screen, now what it did without can be loaded."""
    file_opened = Signal()
    """The store can be asked for without waiting."""
    file_reopened = Signal()
    """The file is no longer the one that was open: another program had it and may have changed it."""
    charts_loaded = Signal()
    closing = Signal()
    """Stop what is going on: the file is closed next."""

    def __init__(
        self, theme: Theme, window: MainWindow, file: WindowFile, errors: ErrorDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.theme, self.window, self.file, self.errors = theme, window, file, errors
        self.signals = AppSignals(self)
        self.are_charts_loaded = False
        self.finishers: list[Callable[[], bool]] = []
        """Each stores what is being typed on its page; False where it was refused and stays there."""
        self._look: FirstLook | None = None
        self._place: Place | None = None
        self.charts_loaded.connect(self._on_charts_loaded)

    # What is shown

    @property
    def has_look(self) -> bool:
        """Whether plans, regions and the first rows are known."""
        return self._look is not None

    @property
    def look(self) -> FirstLook:
        """Plans and regions of the file, and the rows to show first; known before any page is made."""
        assert self._look is not None
        return self._look

    @property
    def place(self) -> Place:
        """The plan and region that are worked on."""
        assert self._place is not None
        return self._place

    def look_first(self) -> None:
        """Read the rows of the place of last time, without the database library.

        Raises:
            WzdeskError: the file is damaged, older, newer, or holds no plan.
        """
        from wzdesk.domain.demo import DEMO_MARK
        from wzdesk.services.look_first import look_first
        from wzdesk.ui.file_memory import FileMemory, keep_office_region, office_region, own_file

        path = self.file.path
        self._look = look_first(path, *FileMemory(path).last_place)
        if not office_region() and path == own_file():  # begun before anybody was asked
            keep_office_region(self._look.info.home)
        self.window.set_data_mark(DEMO_MARK if self._look.info.is_demo else "")
        table = self._look.filled.table
        self._place = Place(table.plan, table.region)

    def set_place(self, place: Place) -> None:
        """Work on another plan or region; the next start begins there."""
        from wzdesk.ui.file_memory import FileMemory

        self._place = place
        FileMemory(self.file.path).keep_place(place.plan.code, place.region.code)
        self.show_place()
        self.signals.context_changed.emit()

    def show_place(self) -> None:
        """Who, file, period and region in the status bar; whether one can only look stands first."""
        plan, region = self.place
        self.show_fields(plan.year.words if plan.is_annual else plan.span.words, region.name)

    def show_fields(self, period: str, region: str) -> None:
        """The same for a period and a region in words."""
        name, read_only = self.file.path.name, self.file.read_only
        fields = (_as_shown(self.person) or "本机", name, self.window.data_mark, period, region)
        self.window.set_fields(*(("只能看", *fields) if read_only else fields))
        self.window.set_file_name(f"{name}（只能看）" if read_only else name)

    # What pages do

    @cached_property
    def person(self) -> str:
        """Who works here, as it stands on every change; "" where neither a person nor the system says."""
        from wzdesk.services.who import signature

        return signature()

    def set_person(self, person: Person) -> None:
        """Keep who works here; every change from now on carries it.

        Raises:
            PersonNotKept: it cannot be kept for the next start; it holds for this one.
        """
        from wzdesk.services.who import keep_person

        self.person = person.signature
        if self._place is not None:
            self.show_place()
        self.signals.person_changed.emit()
        keep_person(person)

    def finish_typing(self) -> bool:
        """Store what is being typed on any page; False where it was refused and stays there."""
        return all(finish() for finish in self.finishers)

    def run(self, work: Work, done: Callable[[object], None]) -> Job:
        """Do some work in the background; ``done`` is a bound method of a QObject, an error is shown."""
        return self._jobs.run(work, done=done, failed=self.errors.show)

    @cached_property
    def readers(self) -> Apart:
        """The child process in which foreign files are read, one for all pages: it waits from one file to the next.

        Whoever lets a file be chosen warms it meanwhile; after half a minute without a file it gives its memory back.
        """
        from wzdesk.excel.apart.apart import Apart

        readers = Apart(keeps_warm=True, rests_after_s=_REST_S)
        self.closing.connect(readers.close)
        return readers

    @cached_property
    def backups(self) -> BackupDesk:
        """Makes and restores backups of the file."""
        from wzdesk.ui.backup_desk import BackupDesk

        return BackupDesk(self)

    @cached_property
    def updates(self) -> UpdateDesk:
        """Takes up packs that were sent."""
        from wzdesk.ui.pack_update.update_desk import UpdateDesk

        return UpdateDesk(self)

    @cached_property
    def _jobs(self) -> JobRunner:
        from wzdesk.ui.jobs import JobRunner

        jobs = JobRunner(self)
        self.closing.connect(jobs.close)
        return jobs

    def _on_charts_loaded(self) -> None:
        self.are_charts_loaded = True


def _as_shown(signature: str) -> str:
    """Name and agency side by side, without the brackets."""
    return signature.replace("（", "　").removesuffix("）")
