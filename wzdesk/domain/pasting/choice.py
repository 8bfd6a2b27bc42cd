"""What a person decides about a judged block: which cells are stored, which texts are mended before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell, PasteKind, Place
from wzdesk.domain.typed_cell import TypedCell


@dataclass(frozen=True, slots=True)
class PasteChoice:
    """A judged block and the answers given so far; ``answers`` says of a cell that it is (or is not) to be stored."""

    cells: tuple[JudgedCell, ...]
    answers: Mapping[Place, bool] = field(default_factory=dict)

    @property
    def is_clear(self) -> bool:
        """Whether nothing in it needs a look: not even a text that could not be taken."""
        return all(cell.kind in {PasteKind.CLEAR, PasteKind.SAME} for cell in self.cells)

    def counts(self) -> Mapping[PasteKind, int]:
        """How many cells there are of each kind."""
        return Counter(cell.kind for cell in self.cells)

    def is_taken(self, cell: JudgedCell, *, doubtful_too: bool) -> bool:
        """Whether a cell would be stored: by its answer, else a clear one always, a doubtful one if told so."""
        if not cell.kind.is_takeable:
            return False
        return self.answers.get(cell.place, doubtful_too or cell.kind is PasteKind.CLEAR)

    def taken(self, *, doubtful_too: bool) -> list[TypedCell]:
        """The cells to store, row by row."""
        return [
            cell.laid.typed
            for cell in self.cells
            if cell.laid.typed is not None and self.is_taken(cell, doubtful_too=doubtful_too)
        ]

    def drafts(self) -> int:
        """How many of the doubtful ones would be kept as drafts."""
        return sum(
            cell.kind is PasteKind.UNREADABLE and self.is_taken(cell, doubtful_too=True)
            for cell in self.cells
        )

    def turned(self, cell: JudgedCell) -> "PasteChoice":
        """With the answer of a cell turned: a doubtful one is taken, a clear one left out, and back again."""
        if not cell.kind.is_takeable:
            return self
        answer = not self.is_taken(cell, doubtful_too=False)
        return replace(self, answers={**self.answers, cell.place: answer})

    def alike(self, cell: JudgedCell) -> list[JudgedCell]:
        """The cells of the same column for which a unit is offered too, the cell among them."""
        return [each for each in self.cells if each.corrected and each.place[1] == cell.place[1]]

    def doubtful(self) -> list[int]:
        """Where the doubtful cells stand, in their order."""
        return [number for number, cell in enumerate(self.cells) if cell.kind.is_doubtful]


def mended(laid: Sequence[LaidCell], cells: Iterable[JudgedCell]) -> list[LaidCell]:
    """The block with the offered units written into some cells, to be judged anew."""
    texts = {cell.place: cell.corrected for cell in cells if cell.corrected}
    return [replace(one, mended=texts.get(one.place, one.mended)) for one in laid]
