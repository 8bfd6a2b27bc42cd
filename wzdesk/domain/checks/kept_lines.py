"""Lines that a check has read, kept for what is judged next: a pasted block stands on those of the page it lies on."""

from collections.abc import Callable, Collection, Iterable, Mapping

from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.sight import Pair
from wzdesk.domain.observation import Observation, ObservationKey

_MOST, _MOST_CELLS = 240, 5000
"""Lines kept: a form's rows several times over, some 20 MB; larger tables read theirs again."""


class KeptLines:
    """Lines as they stood with a change set; whoever takes some first has those forgotten that were changed since."""

    def __init__(self) -> None:
        self._lines: dict[Pair, Line] = {}
        self._cells: dict[ObservationKey, Observation | None] = {}
        self.as_of: int | None = None
        """The change set up to which they are right; None before anything was kept."""

    def keep(self, lines: Mapping[Pair, Line]) -> None:
        """Keep lines as they stand, as long as there is room."""
        for pair, line in lines.items():
            if pair in self._lines or len(self._lines) < _MOST:
                self._lines[pair] = line

    def keep_cells(self, cells: Mapping[ObservationKey, Observation | None]) -> None:
        """Keep what stands in single cells of other lines (None: nothing), as long as there is room."""
        if len(self._cells) + len(cells) <= _MOST_CELLS:
            self._cells.update(cells)

    def cells(
        self,
        keys: Collection[ObservationKey],
        read: Callable[[Collection[ObservationKey]], Mapping[ObservationKey, Observation]],
    ) -> Mapping[ObservationKey, Observation]:
        """What stands under keys; those that are not kept are read, and kept from then on."""
        missing = [key for key in keys if key not in self._cells]
        found = read(missing) if missing else {}
        self.keep_cells({key: found.get(key) for key in missing})
        return {key: each for key in keys if (each := found.get(key) or self._cells.get(key))}

    def forget(self, pairs: Collection[Pair] | None, as_of: int) -> None:
        """Some lines were changed (None: so many that all are forgotten); the others stand as of a change set."""
        for pair in list(self._lines) if pairs is None else pairs:
            self._lines.pop(pair, None)
        if pairs is None:
            self._cells = {}
        elif pairs:
            self._cells = {
                key: each for key, each in self._cells.items() if (key.region, key.indicator) not in pairs
            }
        self.as_of = as_of

    def lines(
        self, pairs: Iterable[Pair], read: Callable[[Collection[Pair]], Mapping[Pair, Line]]
    ) -> Mapping[Pair, Line]:
        """Lines of pairs; those that are not kept are read, and kept from then on."""
        wanted = list(pairs)
        missing = [pair for pair in wanted if pair not in self._lines]
        found = read(missing) if missing else {}
        self.keep(found)
        return {pair: line for pair in wanted if (line := found.get(pair) or self._lines.get(pair))}
