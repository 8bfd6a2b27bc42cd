"""The folders that file dialogs begin in, remembered by what is chosen there."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

WORKBOOKS = "exchange/folder"
"""Where workbooks come from and go to."""


def last_folder(key: str = WORKBOOKS) -> str:
    """The folder that a dialog was last at; at first the person's documents, or their home where they have none."""
    kept = str(QSettings("wzdesk", "wzdesk").value(key, ""))
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return next(
        (folder for folder in (kept, documents) if folder and Path(folder).is_dir()), str(Path.home())
    )


def keep_folder(folder: Path, key: str = WORKBOOKS) -> None:
    """Begin there next time."""
    QSettings("wzdesk", "wzdesk").setValue(key, str(folder))
