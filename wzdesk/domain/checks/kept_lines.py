"""Lines that a check has read, kept for what is judged next: a pasted block stands on those of the page it lies on."""

from collections.abc import Callable, Collection, Iterable, Mapping

from wzdesk.domain.checks.line import Line
from wzdesk.domain.checks.sight import Pair

_MOST = 240
"""Lines kept: a form's rows several times over, some 20 MB; larger tables read theirs again."""


class KeptLines:
    """Lines as they stood with a change set; whoever takes some first has those forgotten that were changed since."""

    def __init__(self) -> None:
        self._lines: dict[Pair, Line] = {}
        self.as_of: int | None = None
        """The change set up to which they are right; None before anything was kept."""

    def keep(self, lines: Mapping[Pair, Line]) -> None:
        """Keep lines as they stand, as long as there is room."""
        for pair, line in lines.items():
            if pair in self._lines or len(self._lines) < _MOST:
                self._lines[pair] = line

    def forget(self, pairs: Collection[Pair] | None, as_of: int) -> None:
        """Some lines were changed (None: so many that all are forgotten); the others stand as of a change set."""
        for pair in list(self._lines) if pairs is None else pairs:
            self._lines.pop(pair, None)
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
