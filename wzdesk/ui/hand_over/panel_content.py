"""What the panel beside files and beside the matrix shows of one returned form."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from wzdesk.domain.change import ChangeKind, Revision
from wzdesk.domain.checks.rule import SEVERITY_WORDS
from wzdesk.domain.exchange.merge import TAKEN, Counts, Outcome
from wzdesk.services.exchange.form_cells import CellResult
from wzdesk.services.exchange.look_at_merge import Histories, MergeLook, Names
from wzdesk.services.exchange.merge_returns import FileResult
from wzdesk.services.exchange.standings import OpenConflict
from wzdesk.ui.hand_over.words import moment, refusal_words

EMPTY = "空"
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A conflict to decide: three texts, whose they are, and how the one in the file came to be."""

    key: Hashable
    name: str
    base: str
    theirs: str
    ours: str
    region: str
    story: str
    base_words: str = "发出时"
    """When the base was: a form's was sent, a data file's was the last on which both agreed."""


@dataclass(frozen=True, slots=True)
class PanelContent:
    """One form of a region: head, counts (None where nothing was counted), what is asked, and rows of what to know."""

    subject: str
    about: str
    counts: Counts | None = None
    asked: tuple[Asked, ...] = ()
    refused: Rows = ()
    findings: Rows = ()
    taken: Rows = ()
    notes: tuple[str, ...] = ()


def content_of_file(look: MergeLook, one: FileResult) -> PanelContent:
    """A file of a merge that is not stored yet."""
    names = look.names
    asked = tuple(
        Asked(
            (one.path, cell.place.row, cell.place.column.value),
            cell.name,
            cell.base if cell.base is not None else "不知道",
            cell.theirs or EMPTY,
            cell.ours or EMPTY,
            names.region(one.at) or "来表",
            _story(cell, one.path.name, look.histories.get(cell.key, ())),
            one.base_words,
        )
        for cell in one.of(Outcome.CONFLICT)
    )
    notes = [refusal_words(one.reason) if one.reason else "", one.warning]
    if one.strangers:
        notes.append(f"表上多出 {len(one.strangers)} 行，没有取：{'、'.join(one.strangers[:5])}")
    return PanelContent(
        names.words(one.at) or one.path.name,
        "　".join((one.path.name, _known_by(one))),
        one.counts,
        asked,
        tuple((cell.cell or cell.name, cell.reason) for cell in one.of(Outcome.REFUSED)),
        tuple((SEVERITY_WORDS[found.severity], found.sentence) for found in look.findings.get(one.path, ())),
        tuple(
            (cell.name, f"{cell.ours or EMPTY} → {cell.theirs or EMPTY}")
            for cell in one.cells
            if cell.outcome in TAKEN
        ),
        tuple(note for note in notes if note),
    )


def _known_by(one: FileResult) -> str:
    if one.data is not None:
        return "数据文件，来历已核对"
    return "身份已核对" if one.identity else "没有身份信息"


def asked_of(
    conflicts: Iterable[tuple[int, OpenConflict]], names: Names, histories: Histories
) -> tuple[Asked, ...]:
    """Conflicts of earlier merges that wait, with the numbers by which they are told apart."""
    return tuple(
        Asked(
            number,
            one.cell.name,
            one.cell.base or EMPTY,
            one.cell.theirs or EMPTY,
            one.cell.ours or EMPTY,
            names.region(one.at),
            _story(one.cell, one.file, histories.get(one.cell.key, ())),
        )
        for number, one in conflicts
    )


def _story(cell: CellResult, file: str, history: Sequence[Revision]) -> str:
    """Who stands behind both values: the steps of the file's own, newest first, and where the other came from."""
    steps = [
        f"{moment(step.change_set.when)} {_who(step)} {step.before or EMPTY} → {step.after or EMPTY}"
        for step in history
    ]
    ours = f"库里：{'；'.join(steps)}。" if steps else "库里：没有改动的记录。"
    reason = f"{cell.reason}。" if cell.reason else ""
    return f"{reason}{ours}来表：{file} {cell.cell}。"


def _who(step: Revision) -> str:
    if step.change_set.kind is ChangeKind.PACK:
        return "随资料带来"
    return step.change_set.who or "没有署名"
