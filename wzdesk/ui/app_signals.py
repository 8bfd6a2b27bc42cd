"""What changed in the file, told once after the commit to whoever shows it."""

from PySide6.QtCore import QObject, Signal

from wzdesk.domain.cell_note import NoteKey
from wzdesk.domain.change import CellKey, ClosingKey, FormKey, OverrideKey, TargetKey
from wzdesk.domain.observation import ObservationKey
from wzdesk.domain.projects.keys import ProblemKey, ProgressKey, ProjectKey


class AppSignals(QObject):
    """One object for the whole window; neighbours that belong together connect directly."""

    observations_changed = Signal(object)
    """``frozenset[ObservationKey]``: these figures have other values."""
    notes_changed = Signal(object)
    """``frozenset`` of the notes that were written or taken out: reasons, comments, stars; of what was closed too."""
    overrides_changed = Signal(object)
    """``frozenset`` of what the verdicts set by a person belong to."""
    targets_changed = Signal(object)
    """``frozenset`` of the plan items whose targets are read otherwise."""
    forms_changed = Signal()
    """Forms were made, changed or retired."""
    projects_changed = Signal(object)
    """``frozenset`` of the keys of projects, months and problems (domain/projects/change) that hold something else."""
    context_changed = Signal()
    """Another file, period or region."""
    person_changed = Signal()
    """Someone else works here: what is stored from now on carries another name."""

    def announce(self, keys: frozenset[CellKey]) -> None:
        """Tell what was stored, each kind to those who show it."""
        if any(isinstance(key, FormKey) for key in keys):
            self.forms_changed.emit()
        for signal, kind in (
            (self.observations_changed, ObservationKey),
            (self.overrides_changed, OverrideKey),
            (self.targets_changed, TargetKey),
            (self.notes_changed, NoteKey | ClosingKey),
            (self.projects_changed, ProjectKey | ProgressKey | ProblemKey),
        ):
            if changed := frozenset(key for key in keys if isinstance(key, kind)):
                signal.emit(changed)
