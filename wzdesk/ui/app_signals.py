"""What changed in the file, told once after the commit to whoever shows it."""

from PySide6.QtCore import QObject, Signal


class AppSignals(QObject):
    """One object for the whole window; neighbours that belong together connect directly."""

    observations_changed = Signal(object)
    """``frozenset[ObservationKey]``: these figures have other values."""
    notes_changed = Signal(object)
    """``frozenset`` of the notes that were written or taken out: reasons, comments, stars."""
    overrides_changed = Signal(object)
    """``frozenset`` of what the verdicts set by a person belong to."""
    targets_changed = Signal(object)
    """``frozenset`` of the plan items whose targets are read otherwise."""
    forms_changed = Signal()
    """Forms were made, changed or retired."""
    context_changed = Signal()
    """Another file, period or region."""
    person_changed = Signal()
    """Someone else works here: what is stored from now on carries another name."""
