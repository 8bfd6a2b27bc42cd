"""Storing what is typed and decided on the entry page, and telling the window of it."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ChangeKind, NoteChange, OverrideKey, TargetKey
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.observation import ObservationKey, ObsStatus
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.app_signals import AppSignals

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.fill_plan import PlanFilling

OpenFilling = Callable[[str, str], "PlanFilling"]


class RecordDesk(QObject):
    """Connects the entry page with the service that stores, which is opened when it is first needed.

    ``open_filling`` gives the service for a plan and a region, and may wait for the data file to be open; ``place``
    tells which ones are shown.
    """

    opened = Signal()
    """The service is there: whether anything can be stored is known."""
    stored = Signal(object)
    """Keys that have other values now; the service has the table with them. The window is told right after."""
    reloaded = Signal(object)
    """Something else changed the file; the service has the table as it is now. The keys, or None for any."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        open_filling: OpenFilling,
        place: Callable[[], tuple[str, str]],
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_filling, self._place, self._signals = open_filling, place, signals
        self._filling: PlanFilling | None = None
        self._block_notes: tuple[str, ...] = ()
        self._announcing = False
        for signal in (signals.observations_changed, signals.overrides_changed, signals.targets_changed):
            signal.connect(self._on_changed)

    # The service

    @property
    def is_open(self) -> bool:
        """Whether the service is there, so that reading does not wait."""
        return self._filling is not None

    @property
    def read_only(self) -> bool:
        """Whether the service is there and nothing can be stored."""
        return self._filling is not None and self._filling.read_only

    def filling(self) -> "PlanFilling":
        """The service for what is shown; waits for the data file where it must.

        Raises:
            WzdeskError: the file cannot be opened, or has no such plan or region.
        """
        if self._filling is None:
            self._filling = self._open_filling(*self._place())
            self.opened.emit()
        return self._filling

    def open(self, plan: str, region: str) -> bool:
        """Store for another plan or region from now on; False where it was refused."""
        try:
            self._filling = self._open_filling(plan, region)
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return False
        return True

    def sign_as(self, who: str) -> None:
        """Someone else fills from now on."""
        if self._filling is not None:
            self._filling.who = who

    def detach(self) -> None:
        """The data file is closed, to be opened anew by whatever is stored next."""
        self._filling = None

    def reload(self, keys: Collection[CellKey] | None = None) -> None:
        """Read the table anew; ``keys`` are what changed elsewhere, None where that is not known."""
        self.filling().reload()
        self.reloaded.emit(keys)

    # Storing

    def record(self, cells: Sequence[TypedCell], kind: ChangeKind) -> None:
        """Store typed cells as one act, and tell what the person should know of it.

        Raises:
            WzdeskError: nothing was stored.
        """
        recorded = self.filling().record(cells, kind)
        self._tell_stored(recorded.keys)
        if kind is ChangeKind.EDIT and recorded.notes:
            self.told.emit("".join(recorded.notes))
        elif recorded.notes:  # the grid goes on to say what was pasted; one message holds both
            self._block_notes = recorded.notes

    def tell(self, sentence: str) -> None:
        """Tell what the grid did, and what there is to know of the block that was stored before."""
        notes, self._block_notes = self._block_notes, ()
        self.told.emit(sentence + "".join(notes))

    def set_verdict(self, item_no: str, verdict: Verdict, reason: str) -> bool:
        """A person's verdict on an item; False where it was refused."""
        return self._override(item_no, lambda filling: filling.set_verdict(item_no, verdict, reason))

    def take_back_verdict(self, item_no: str) -> bool:
        """Go back to the proposed verdict; False where it was refused."""
        return self._override(item_no, lambda filling: filling.take_back_verdict(item_no))

    def set_status(self, key: ObservationKey, status: ObsStatus) -> bool:
        """Mark a figure as 预计数, 初步数, or neither; False where it was refused."""
        return self._act(lambda filling: filling.set_status([key], status))

    def note(self, key: NoteKey, text: str) -> bool:
        """Keep a note, or take it out where the text is empty; False where it was refused."""
        return self._act(lambda filling: filling.store([NoteChange(key, text.strip())], ChangeKind.NOTE))

    def turn(self, *, back: bool) -> frozenset[CellKey]:
        """Take the latest act back, or do it again; the keys that changed, none where it was refused."""
        try:
            turned = self.filling().undo() if back else self.filling().redo()
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return frozenset()
        if turned is None:
            self.told.emit("没有可以撤销的改动了。" if back else "没有可以重做的改动。")
            return frozenset()
        self._tell_stored(turned.keys)
        return turned.keys

    def announce(self, keys: frozenset[CellKey]) -> None:
        """Tell whoever shows figures of this file, once, after the commit."""
        self._announcing = True
        figures = frozenset(key for key in keys if isinstance(key, ObservationKey))
        overrides = frozenset(key for key in keys if isinstance(key, OverrideKey))
        targets = frozenset(key for key in keys if isinstance(key, TargetKey))
        notes = frozenset(key for key in keys if isinstance(key, NoteKey))
        for signal, changed in (
            (self._signals.observations_changed, figures),
            (self._signals.overrides_changed, overrides),
            (self._signals.targets_changed, targets),
            (self._signals.notes_changed, notes),
        ):
            if changed:
                signal.emit(changed)
        self._announcing = False

    def _override(self, item_no: str, act: "Callable[[PlanFilling], None]") -> bool:
        def override(filling: "PlanFilling") -> frozenset[CellKey]:
            act(filling)
            table = filling.filled.table
            return frozenset({OverrideKey(table.plan.code, table.region.code, item_no)})

        return self._act(override)

    def _act(self, act: "Callable[[PlanFilling], frozenset[CellKey]]") -> bool:
        try:
            keys = act(self.filling())
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return False
        self._tell_stored(keys)
        return True

    def _tell_stored(self, keys: frozenset[CellKey]) -> None:
        if keys:
            self.stored.emit(keys)
            self.announce(keys)

    def _on_changed(self, keys: frozenset[CellKey]) -> None:
        if not self._announcing:
            self.reload(keys)
