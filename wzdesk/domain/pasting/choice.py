"""What a person decides about a judged block: which cells are stored, which texts are mended before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell, PasteKind, Place
from wzdesk.domain.typed_cell import TypedCell


class Answer(StrEnum):
    """What is done with one cell: the text that is offered for it, its own, or nothing."""

    MEND = "mend"
    TAKE = "take"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to a cell, in words."""

    answer: Answer
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PasteChoice:
    """A judged block and the answers given so far; ``answers`` says of a cell that it is (or is not) to be stored.

    ``listed`` are the numbers of the cells to look at: the doubtful ones, and those that were mended.
    """

    cells: tuple[JudgedCell, ...]
    answers: Mapping[Place, bool] = field(default_factory=dict)
    listed: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        listed = tuple(number for number, cell in enumerate(self.cells) if is_listed(cell))
        object.__setattr__(self, "listed", listed)

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
        return self.answered([cell], is_taken=not self.is_taken(cell, doubtful_too=False))

    def answered(self, cells: Iterable[JudgedCell], *, is_taken: bool) -> "PasteChoice":
        """With these cells stored, or left out."""
        return _with_answers(self, {cell.place: is_taken for cell in cells})

    def alike(self, cell: JudgedCell) -> list[JudgedCell]:
        """The cells of the same column for which the same is offered, the cell among them: a unit, or a number."""
        is_spoilt = cell.kind is PasteKind.UNREADABLE
        return [
            each
            for each in self.cells
            if each.corrected
            and each.place[1] == cell.place[1]
            and (each.kind is PasteKind.UNREADABLE) is is_spoilt
        ]

    def options(self, cell: JudgedCell) -> tuple[Option, ...]:
        """The answers that a cell to look at can have; none is chosen before a person does."""
        if not cell.kind.is_takeable and not cell.laid.mended:
            return ()
        answer, is_mended = self.answers.get(cell.place), bool(cell.laid.mended)
        draft = cell.kind is PasteKind.UNREADABLE
        own = f"照原文 {cell.laid.given.strip()}" if is_mended else f"照写 {cell.laid.given.strip()}"
        options = [
            Option(
                Answer.TAKE,
                "照原文留作草稿" if draft else own,
                answer is True and not is_mended,
            ),
            Option(Answer.LEAVE, "不写", answer is False),
        ]
        if offered := cell.laid.mended or cell.corrected:
            words = f"当作 {offered}" if draft else f"改为 {offered}"
            options.insert(0, Option(Answer.MEND, words, is_mended and answer is not False))
        return tuple(options)


def _with_answers(choice: PasteChoice, more: Mapping[Place, bool]) -> PasteChoice:
    """A choice with more answers."""
    return PasteChoice(choice.cells, {**choice.answers, **more})


def is_listed(cell: JudgedCell) -> bool:
    """Whether a cell is among those to look at."""
    return cell.kind.is_doubtful or bool(cell.laid.mended)


def mended(laid: Sequence[LaidCell], cells: Iterable[JudgedCell]) -> list[LaidCell]:
    """The block with the offered texts written into some cells, to be judged anew."""
    texts = {cell.place: cell.corrected for cell in cells if cell.corrected}
    return [replace(one, mended=texts.get(one.place, one.mended)) for one in laid]


def as_given(laid: Sequence[LaidCell], place: Place) -> list[LaidCell]:
    """The block with a mended cell as it was given, to be judged anew."""
    return [replace(one, mended="") if one.place == place else one for one in laid]
