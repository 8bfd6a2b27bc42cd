"""Filters that a person keeps under names: among their settings, for each data file."""

import json

from wzdesk.domain.projects.selection import Selection
from wzdesk.domain.projects.selection_text import selection_of_text, text_of_selection
from wzdesk.ui.file_memory import FileMemory

_KEY = "projects/filters"


class SavedFilters:
    """Names and selections, in the order in which they were kept."""

    def __init__(self, memory: FileMemory) -> None:
        self._memory = memory

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all."""
        return tuple(self._all())

    def selection(self, name: str) -> Selection:
        """What was kept under a name; everything where nothing was."""
        return selection_of_text(self._all().get(name, "{}"))

    def keep(self, name: str, selection: Selection) -> None:
        """Keep it under a name, in place of what was there."""
        self._write(self._all() | {name: text_of_selection(selection)})

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._write({one: text for one, text in self._all().items() if one != name})

    def _all(self) -> dict[str, str]:
        try:
            kept = json.loads(self._memory.text(_KEY) or "{}")
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in kept.items()} if isinstance(kept, dict) else {}

    def _write(self, kept: dict[str, str]) -> None:
        self._memory.keep(_KEY, json.dumps(kept, ensure_ascii=False))
