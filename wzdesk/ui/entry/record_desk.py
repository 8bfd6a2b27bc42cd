"""Storing what is typed and decided on the entry page, and telling the window of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ChangeKind, NoteChange, OverrideKey
from wzdesk.domain.errors import WzdeskError
from wzdesk.domain.observation import ObservationKey, ObsStatus
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.verdict import Verdict
from wzdesk.ui.app_signals import AppSignals
from wzdesk.ui.table_desk import TableDesk

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.fill_plan import PlanFilling

OpenFilling = Callable[[str, str], "PlanFilling"]


class RecordDesk(TableDesk):
    """Connects the entry page with the service that stores, which is opened when it is first needed.

    ``open_filling`` gives the service for a plan and a region, and may wait for the data file to be open; ``place``
    tells which ones are shown.
    """

    opened = Signal()
    """The service is there: whether anything can be stored is known."""

    def __init__(
        self,
        open_filling: OpenFilling,
        place: Callable[[], tuple[str, str]],
        signals: AppSignals,
        parent: QObject,
    ) -> None:
        super().__init__(signals, parent)
        self._open_filling, self._place = open_filling, place
        self._filling: PlanFilling | None = None
        self._block_notes: tuple[str, ...] = ()
        signals.overrides_changed.connect(self._on_changed)
        signals.notes_changed.connect(self._on_changed)

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

    def _service(self) -> "PlanFilling":
        return self.filling()

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
        return self._act(lambda: self.filling().set_status([key], status))

    def note(self, key: NoteKey, text: str) -> bool:
        """Keep a note, or take it out where the text is empty; False where it was refused."""
        return self._act(lambda: self.filling().store([NoteChange(key, text.strip())], ChangeKind.NOTE))

    def _override(self, item_no: str, act: "Callable[[PlanFilling], None]") -> bool:
        def override() -> frozenset[CellKey]:
            filling = self.filling()
            act(filling)
            table = filling.filled.table
            return frozenset({OverrideKey(table.plan.code, table.region.code, item_no)})

        return self._act(override)
