"""What the pages of plans and of forms have in common in storing: acts, undo and redo, and telling the window."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.change import CellKey
from wzdesk.domain.errors import WzdeskError
from wzdesk.ui.app_signals import AppSignals

if TYPE_CHECKING:  # services load SQLAlchemy, which comes after the first rows
    from wzdesk.services.filling import Filling


class TableDesk(QObject):
    """Connects a page that shows a table with the service that stores."""

    stored = Signal(object)
    """Keys that have other values now; the service has the table with them. The window is told right after."""
    reloaded = Signal(object)
    """Something else changed the file; the service has the table as it is now. The keys, or None for any."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, signals: AppSignals, parent: QObject) -> None:
        super().__init__(parent)
        self._signals = signals
        self._announcing = False
        signals.observations_changed.connect(self._on_changed)
        signals.targets_changed.connect(self._on_changed)

    def _service(self) -> "Filling":
        """The service for what is shown.

        Raises:
            WzdeskError: the file cannot be opened, or has no such table.
        """
        raise NotImplementedError

    def reload(self, keys: Collection[CellKey] | None = None) -> None:
        """Read the table anew; ``keys`` are what changed elsewhere, None where that is not known."""
        self._service().reload()
        self.reloaded.emit(keys)

    def turn(self, *, back: bool) -> frozenset[CellKey]:
        """Take the latest act back, or do it again; the keys that changed, none where it was refused."""
        try:
            turned = self._service().undo() if back else self._service().redo()
        except WzdeskError as error:
            self.refused.emit(error.sentence)
            return frozenset()
        if turned is None:
            self.told.emit("没有可以撤销的改动了。" if back else "没有可以重做的改动。")
            return frozenset()
        self._tell_stored(turned.keys)
        return turned.keys

    def announce(self, keys: frozenset[CellKey]) -> None:
        """Tell whoever shows cells of this file, once, after the commit."""
        self._announcing = True
        self._signals.announce(keys)
        self._announcing = False

    def _act(self, act: Callable[[], frozenset[CellKey]]) -> bool:
        """Do something that stores, and tell the keys it changed; False where it was refused."""
        try:
            keys = act()
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
