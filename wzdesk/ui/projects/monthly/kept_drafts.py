"""Drafts of a month of projects, kept among the person's settings for the file: nothing typed is thrown away."""

import json
from collections.abc import Mapping

from wzdesk.domain.period import Period
from wzdesk.domain.projects.month_sheet import CellPlace
from wzdesk.domain.typed_cell import Column
from wzdesk.ui.file_memory import FileMemory


class KeptDrafts:
    """The texts that could not be read, month by month."""

    def __init__(self, memory: FileMemory) -> None:
        self._memory = memory

    def of(self, month: Period) -> dict[CellPlace, str]:
        """What was typed into cells of a month and waits to be mended."""
        try:
            kept = json.loads(self._memory.text(_key(month)) or "[]")
            return {(str(code), Column(column)): str(text) for code, column, text in kept}
        except (TypeError, ValueError):
            return {}  # settings that somebody edited

    def keep(self, month: Period, drafts: Mapping[CellPlace, str]) -> None:
        """Remember the drafts of a month in place of those before."""
        told = [[code, column.value, text] for (code, column), text in drafts.items()]
        self._memory.keep(_key(month), json.dumps(told, ensure_ascii=False) if told else "")


def _key(month: Period) -> str:
    return f"projects/drafts/{month.code}"
