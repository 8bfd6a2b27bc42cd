"""Packs dropped anywhere on the window; what reads them is loaded when the first one comes."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from wzdesk.domain.endings import SENT_PACK
from wzdesk.ui.workspace import Workspace


class DropWatch(QObject):
    """Takes packs; other files are left to those who read them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        workspace.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Entering and dropping."""
        if not isinstance(event, QDropEvent) or event.type() not in {
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        }:
            return super().eventFilter(watched, event)
        if (path := dropped_pack(event)) is None:
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if not isinstance(event, QDragEnterEvent):
            self._workspace.updates.look(path)
        return True


def dropped_pack(event: QDropEvent) -> Path | None:
    """The pack that is dropped; None where it is anything else."""
    data = event.mimeData()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == SENT_PACK else None
