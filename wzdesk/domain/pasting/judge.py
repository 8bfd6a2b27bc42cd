"""Judging a pasted block before it is stored: what each text is read as, beside what it stands, what the rules say."""

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from wzdesk.domain.change import Change, ObservationChange
from wzdesk.domain.checks.finding import Finding, without_echoes
from wzdesk.domain.checks.line import Line, Told
from wzdesk.domain.checks.rule import RuleKind, Severity
from wzdesk.domain.checks.rule_book import ByAndBy
from wzdesk.domain.checks.sight import Figures, LinesOf, Pair
from wzdesk.domain.checks.typed_over import TypedOver
from wzdesk.domain.errors import Refused
from wzdesk.domain.form_table import shown_in
from wzdesk.domain.observation import Measure, Observation, ObservationKey
from wzdesk.domain.pasting.beside import Shown, with_figures_beside
from wzdesk.domain.pasting.pasted_text import plain_given
from wzdesk.domain.pasting.slips import Slip, slip_of
from wzdesk.domain.pasting.verdict import JudgedCell, LaidCell, PasteKind
from wzdesk.domain.plan_edit import Entry
from wzdesk.domain.quantity import Availability, Basis, Quantity
from wzdesk.domain.text import normalise
from wzdesk.domain.typed_cell import TypedCell
from wzdesk.domain.typed_sum import with_sum_done

Slices = Generator[tuple[int, int], None, tuple[JudgedCell, ...]]
"""Steps done and steps in all, after each slice; at the end the cells in the order in which they were laid."""

_T = TypeVar("_T")
_SLICE = 45
"""Cells judged at a time: a few rows, so that the window stays usable."""
_MOST_SAID = 3
"""Findings of one cell in words; the list below the grid has all of them."""
_MISSING = frozenset({RuleKind.REQUIRED, RuleKind.PAIRED})
"""That other figures are still missing is no fault of a paste."""


class PasteGround(Protocol):
    """The table on which a block lies: forms and plans."""

    def entry_of(self, cell: TypedCell) -> Entry:
        """The changes of one typed cell.

        Raises:
            Refused: the cell cannot be stored.
        """

    def shown_of(self, key: ObservationKey, cell: TypedCell) -> Shown:
        """In which unit figures of a key are stored, and in which the column shows them."""


class PasteRecords(Protocol):
    """What is stored, and the rules."""

    def series(self, pairs: Collection[Pair]) -> Mapping[Pair, Sequence[Observation]]:
        """Everything stored of pairs of region and indicator."""

    def lines(self, pairs: Collection[Pair]) -> Mapping[Pair, Line]:
        """The same as lines, of indicators that are known."""

    def observations(self, keys: Collection[ObservationKey]) -> Mapping[ObservationKey, Observation]:
        """What is stored under the keys."""

    def by_and_by(self, figures: Figures, without: Collection[RuleKind], lines: LinesOf) -> ByAndBy:
        """What the rules say of cells on these figures, some at a time, ``without`` rules of some kinds."""


class _Lines:
    """The lines of what is stored, each asked for once while a block is judged, and the block laid over them."""

    def __init__(self, records: PasteRecords, typed: Mapping[ObservationKey, Observation | None]) -> None:
        self._records = records
        self._stored: dict[Pair, Line] = {}
        self._typed: defaultdict[Pair, list[tuple[ObservationKey, Observation | None]]] = defaultdict(list)
        for key, found in typed.items():
            self._typed[key.region, key.indicator].append((key, found))

    def stored(self, pairs: Collection[Pair]) -> Mapping[Pair, Line]:
        if wanted := [pair for pair in pairs if pair not in self._stored]:
            self._stored.update(self._records.lines(wanted))
        return {pair: line for pair in pairs if (line := self._stored.get(pair))}

    def laid_over(self, pairs: Collection[Pair]) -> Mapping[Pair, Line]:
        return {pair: line.laid_over(self._typed[pair]) for pair, line in self.stored(pairs).items()}

    def told(self, pairs: Collection[Pair]) -> Mapping[Pair, Told]:
        return {pair: line.told for pair, line in self.stored(pairs).items()}


@dataclass(slots=True)
class _Reading:
    """A block while it is judged."""

    cells: list[JudgedCell] = field(default_factory=list)
    typed: dict[ObservationKey, Observation | None] = field(default_factory=dict)
    moved: dict[ObservationKey, int] = field(default_factory=dict)
    """Which cell holds a figure that was pasted under another column than its own."""


def judged_in_slices(laid: Sequence[LaidCell], ground: PasteGround, records: PasteRecords) -> Slices:
    """Judge a block, a few cells at a time.

    All cells are read first, for the rules look at the block as a whole (sums, ratios, growth beside levels).
    """
    total = 2 * len(laid)
    reading = _Reading()
    for chunk in _chunks(laid):
        for cell in chunk:
            reading.cells.append(_read(cell, ground, reading))
        yield len(reading.cells), total
    beside: list[JudgedCell] = []
    lines = _Lines(records, reading.typed)
    findings_for = records.by_and_by(TypedOver(records, reading.typed), _MISSING, lines.laid_over)
    found: list[Finding] = []
    for part in _chunks(reading.cells):
        found += findings_for(_keys_to_check(part))
        beside += with_figures_beside(part, ground.shown_of, lines.told)
        yield len(laid) + len(beside), total
    told = _told_at(found, reading.typed)
    judged: list[JudgedCell] = []
    for part in _chunks(beside):
        judged += [_weighed(cell, told, ground) for cell in part]
        yield total, total
    return tuple(judged)


def judged(laid: Sequence[LaidCell], ground: PasteGround, records: PasteRecords) -> tuple[JudgedCell, ...]:
    """The same in one go."""
    slices = judged_in_slices(laid, ground, records)
    while True:
        try:
            next(slices)
        except StopIteration as done:
            found: tuple[JudgedCell, ...] = done.value
            return found


def _chunks(cells: Sequence[_T]) -> Iterator[Sequence[_T]]:
    return (cells[at : at + _SLICE] for at in range(0, len(cells), _SLICE))


def _read(laid: LaidCell, ground: PasteGround, reading: _Reading) -> JudgedCell:
    """What a text is read as and where it goes; its figure is laid over what is stored."""
    if laid.is_outside:
        return JudgedCell(laid, PasteKind.OUTSIDE, sentences=(laid.why or "表里没有这一格，不写入。",))
    if laid.typed is None:
        return JudgedCell(laid, PasteKind.CLOSED, sentences=(laid.why or "这一格不能填，不写入。",))
    plain = with_sum_done(plain_given(laid.text))
    cell = laid.typed if laid.typed.text == plain else replace(laid.typed, text=plain)
    try:
        entry = ground.entry_of(cell)
    except Refused as refusal:
        return JudgedCell(laid, PasteKind.CLOSED, sentences=(refusal.sentence,))
    laid = laid if cell is laid.typed else replace(laid, typed=cell)
    change = _figure_of(entry.changes)
    if change is None or change.after is None:
        return _words(laid, plain)
    if change.key in reading.typed and (entry.notes or not _gives_way(reading, change.key)):
        said = "和粘贴内容里的另一格落在同一处，这一格不写入。"
        return JudgedCell(laid, PasteKind.CLOSED, sentences=(*entry.notes, said))
    reading.typed[change.key] = change.after
    if entry.notes:
        reading.moved[change.key] = len(reading.cells)
    quantity = change.after.quantity
    notes = (*entry.notes, *_misplaced(laid, change.key.measure, quantity))
    kind, sentences = _first_look(laid, quantity, notes)
    meant = ""
    if kind is PasteKind.UNREADABLE:
        slip = _slip_of(cell, ground)
        said = f"{slip.why}；照原文收下就留作草稿。" if slip else "没有读成数；照原文收下就留作草稿。"
        meant, sentences = slip.meant if slip else "", (f"原文“{laid.given.strip()}”，{said}", *sentences)
    return JudgedCell(laid, kind, sentences=sentences, corrected=meant, key=change.key, quantity=quantity)


def _misplaced(laid: LaidCell, measure: Measure, quantity: Quantity) -> tuple[str, ...]:
    """What is to be said of a change that stands in a column of growth, where there is no other for it."""
    if measure is not Measure.GROWTH or quantity.basis is not Basis.CHANGE:
        return ()
    return (f"“{laid.given.strip()}”是变动，不是增速；照写就按变动记在这一格，增速还要另填。",)


def _slip_of(cell: TypedCell, ground: PasteGround) -> Slip | None:
    """What was probably meant by a text that is no number, where the cell would take that as one."""
    slip = slip_of(cell.text)
    if slip is None:
        return None
    try:
        figure = _figure_of(ground.entry_of(replace(cell, text=slip.meant)).changes)
    except Refused:
        return None
    return slip if figure and figure.after and figure.after.quantity.value is not None else None


def _gives_way(reading: _Reading, key: ObservationKey) -> bool:
    """Whether a figure moved there from another column makes room for the one that was pasted in its own."""
    at = reading.moved.pop(key, None)
    if at is None:
        return False
    moved = reading.cells[at]
    said = (*moved.sentences, "那一格也粘贴了数，这一格不写入。")
    reading.cells[at] = JudgedCell(moved.laid, PasteKind.CLOSED, sentences=said)
    return True


def _figure_of(changes: Sequence[Change]) -> ObservationChange | None:
    figures = [change for change in changes if isinstance(change, ObservationChange)]
    return next((change for change in figures if change.after is not None), None)


def _words(laid: LaidCell, plain: str) -> JudgedCell:
    """备注 and targets: kept as they are."""
    if laid.before.strip() == plain.strip():
        return JudgedCell(laid, PasteKind.SAME, plain)
    if laid.before.strip():
        return JudgedCell(laid, PasteKind.LOOK, plain, sentences=(_overwriting(laid),))
    return JudgedCell(laid, PasteKind.CLEAR, plain)


def _first_look(
    laid: LaidCell, quantity: Quantity, notes: tuple[str, ...]
) -> tuple[PasteKind, tuple[str, ...]]:
    """The verdict of a cell by itself, before the rules."""
    said = [*notes]
    if quantity.availability is Availability.WORDS:
        if not notes and laid.before.strip() == laid.given.strip():
            return PasteKind.SAME, ()
        return PasteKind.UNREADABLE, ()
    if _is_same(laid, notes):
        return PasteKind.SAME, ()
    if laid.typed and plain_given(laid.text) != laid.text and laid.typed.text.startswith("-"):
        said.append(f"原文“{laid.given.strip()}”，括号里的数读作负数。")
    if quantity.also:
        beside = "、".join(f"“{one.text}”" for one in quantity.also)
        said.append(f"取主要的数，旁边的{beside}照原文一起留在格里。")
    if laid.before.strip() and not notes:
        said.append(_overwriting(laid))
    return (PasteKind.LOOK if said else PasteKind.CLEAR), tuple(said)


def _is_same(laid: LaidCell, notes: tuple[str, ...]) -> bool:
    assert laid.typed is not None
    return not notes and normalise(laid.before) == normalise(laid.typed.text)


def _overwriting(laid: LaidCell) -> str:
    return f"这一格现有 {laid.before.strip()}，收下就改写；旧数留在历史里。"


def _keys_to_check(cells: Iterable[JudgedCell]) -> list[ObservationKey]:
    return [cell.key for cell in cells if cell.key is not None and cell.kind is not PasteKind.SAME]


def _told_at(
    found: Iterable[Finding], typed: Mapping[ObservationKey, Observation | None]
) -> Mapping[ObservationKey, Sequence[Finding]]:
    """What the rules say, at the pasted figure that each finding names first."""
    told: defaultdict[ObservationKey, list[Finding]] = defaultdict(list)
    for finding in without_echoes(found):
        at = next((key for key in finding.cells if key in typed), None)
        if at is not None:
            told[at].append(finding)
    return told


def _weighed(
    cell: JudgedCell, findings: Mapping[ObservationKey, Sequence[Finding]], ground: PasteGround
) -> JudgedCell:
    """The cell with what the rules say of it; a slip of the unit that they mend goes before a guess of our own."""
    told = findings.get(cell.key, ()) if cell.key else ()
    if not told or cell.kind is PasteKind.SAME:
        return cell
    mended = _as_typed(next((each.corrected for each in told if each.key == cell.key), ""), cell, ground)
    first = sorted(told, key=lambda each: (not each.corrected, _WEIGHTS[each.severity]))
    said = [each.sentence for each in first]
    if len(said) > _MOST_SAID:
        said[_MOST_SAID:] = [f"另有 {len(said) - _MOST_SAID} 条审核提示与这一格有关。"]
    guess = "" if mended else cell.guess
    return replace(
        cell,
        kind=PasteKind.UNREADABLE if cell.kind is PasteKind.UNREADABLE else PasteKind.FINDING,
        sentences=tuple(dict.fromkeys((*said, *cell.sentences))),
        guess=guess,
        severity=min((each.severity for each in told), key=_WEIGHTS.__getitem__),
        corrected=mended or cell.corrected,
    )


def _as_typed(proposed: str, cell: JudgedCell, ground: PasteGround) -> str:
    """A figure that a rule proposes, in the unit in which the column is typed."""
    if not proposed or cell.key is None or cell.laid.typed is None:
        return proposed
    units = ground.shown_of(cell.key, cell.laid.typed)
    return shown_in(proposed, units.stored, units.column)


_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}
