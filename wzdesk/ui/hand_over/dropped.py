"""Files and folders that are dropped on a page."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

from wzdesk.domain.endings import SENT_PACK


def dropped_paths(event: QDropEvent) -> list[Path]:
    """The paths on this machine among what is dropped; a pack is for the window."""
    data = event.mimeData()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    return [path for path in paths if path.suffix.lower() != SENT_PACK]
