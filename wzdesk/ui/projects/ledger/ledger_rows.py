"""The rows of the ledger: groups with their sums and, below each that is open, its lines, read by window."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from wzdesk.domain.projects.ledger import Group
from wzdesk.domain.projects.ledger_line import LedgerLine
from wzdesk.domain.projects.roll_up import Sum

WINDOW = 100
"""So many lines are read at once."""
_MOST_WINDOWS = 200


class Window(NamedTuple):
    """A stretch of lines: of a group by its word ("" where nothing is grouped), from an offset on."""

    group: str
    offset: int


class LedgerRows:
    """Which row is which. Nothing is read here: ``line`` is None until ``take`` brings its window."""

    def __init__(
        self,
        total: Sum,
        groups: Sequence[Group],
        folded: frozenset[str],
        *,
        grouped: bool,
        windows: dict[Window, Sequence[LedgerLine]] | None = None,
    ) -> None:
        self.total, self.grouped, self.folded = total, grouped, folded
        self._groups = list(groups) if grouped else [Group("", total)]
        self._windows = {} if windows is None else windows
        self._starts: list[int] = []
        place = 0
        for group in self._groups:
            self._starts.append(place)
            place += grouped + (0 if self.is_folded(group) else group.sum.count)
        self.count = place

    def is_folded(self, group: Group) -> bool:
        """Whether the lines of a group are hidden."""
        return self.grouped and group.key in self.folded

    @property
    def keys(self) -> frozenset[str]:
        """The words of all groups."""
        return frozenset(group.key for group in self._groups)

    def group_of(self, row: int) -> Group:
        """The group in which a row stands."""
        return self._groups[bisect_right(self._starts, row) - 1]

    def head(self, row: int) -> Group | None:
        """The group whose head a row is; None for a line."""
        place = bisect_right(self._starts, row) - 1
        return self._groups[place] if self.grouped and self._starts[place] == row else None

    def head_row(self, key: str) -> int:
        """The row of a group's head; -1 where there is no such group."""
        return next(
            (start for start, group in zip(self._starts, self._groups, strict=True) if group.key == key), -1
        )

    def window_of(self, row: int) -> Window:
        """The window in which the line of a row is read."""
        place = bisect_right(self._starts, row) - 1
        within = row - self._starts[place] - self.grouped
        return Window(self._groups[place].key, within - within % WINDOW)

    def line(self, row: int) -> LedgerLine | None:
        """The line of a row, None where it has not been read."""
        place = bisect_right(self._starts, row) - 1
        within = row - self._starts[place] - self.grouped
        window = self._windows.get(Window(self._groups[place].key, within - within % WINDOW))
        offset = within % WINDOW
        return window[offset] if window is not None and offset < len(window) else None

    def take(self, window: Window, lines: Sequence[LedgerLine]) -> range:
        """Keep what was read; the rows that have a line now. The oldest windows give way."""
        while len(self._windows) >= _MOST_WINDOWS:
            del self._windows[next(iter(self._windows))]
        self._windows[window] = lines
        first = self.head_row(window.group) + self.grouped + window.offset
        return range(first, first + len(lines))

    def refolded(self, folded: frozenset[str]) -> "LedgerRows":
        """The same rows folded otherwise; what was read is kept."""
        groups = self._groups if self.grouped else ()
        return LedgerRows(self.total, groups, folded, grouped=self.grouped, windows=self._windows)

    def row_of(self, code: str) -> int:
        """The row of a project among those that have been read, -1 where it is not among them."""
        for window, lines in self._windows.items():
            for place, line in enumerate(lines):
                if line.code == code and window.group not in (self.folded if self.grouped else ()):
                    return self.head_row(window.group) + self.grouped + window.offset + place
        return -1
