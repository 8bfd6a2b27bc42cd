"""Keys that work everywhere in the window."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def make_keys(window: QWidget, acts: dict[str, Callable[[], object]]) -> None:
    """Bind each key sequence, such as ``Ctrl+K``, to what it does."""
    for sequence, act in acts.items():
        QShortcut(QKeySequence(sequence), window).activated.connect(act)
