"""Storing what data files bring, within the act of a merge, and what the transfer log says of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.codec import key_text
from wzdesk.db.doors import OpenSession, execute_of
from wzdesk.db.history import history_of
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import Change, NoteChange, ObservationChange
from wzdesk.domain.errors import Refused
from wzdesk.domain.exchange.merge import TAKEN, Counts, Outcome, count
from wzdesk.domain.exchange.transfer import Transfer, Way
from wzdesk.domain.form import FormColumn
from wzdesk.domain.observation import Measure, ObservationKey
from wzdesk.services.exchange.data_file import DataFile
from wzdesk.services.exchange.data_files import Decided, Judge, Overlay
from wzdesk.services.exchange.form_cells import CellResult
from wzdesk.services.exchange.merge_returns import FileResult

Choices = Mapping[tuple[Path, str, str], bool]
_COLUMNS = {Measure.LEVEL: FormColumn.TOTAL, Measure.GROWTH: FormColumn.GROWTH}


@dataclass(frozen=True, slots=True)
class DataAct:
    """What a merge does with one data file: its figures as they are judged when they are stored."""

    file: FileResult
    data: DataFile
    cells: Sequence[CellResult]
    choices: Choices
    comments: Mapping[NoteKey, str]

    def choice(self, cell: CellResult) -> bool | None:
        """What a person decided of a conflict."""
        return self.choices.get((self.file.path, cell.place.row, cell.place.column.value))

    @property
    def conflicts(self) -> list[CellResult]:
        """The figures to ask about."""
        return [cell for cell in self.cells if cell.outcome is Outcome.CONFLICT]

    @property
    def open(self) -> list[CellResult]:
        """Those that nobody decided."""
        return [cell for cell in self.conflicts if self.choice(cell) is None]

    def changes(self) -> Iterator[Change]:
        """What is stored: figures of one side, those that were chosen, and a comment that keeps what was not."""
        stored = {one.key: one.theirs for one in self.data.figures}
        for cell in self.cells:
            assert isinstance(cell.key, ObservationKey)
            takes = self.choice(cell) if cell.outcome is Outcome.CONFLICT else None
            if cell.outcome in TAKEN or takes:
                yield ObservationChange(cell.key, stored[cell.key])
            if takes is not None:
                yield from self._kept(cell.key, cell.ours if takes else cell.theirs)

    def line(self, now: str, who: str, change_set: int) -> Transfer:
        """The line of the log."""
        one = self.file
        resolved = tuple(
            (cell.place.row, cell.place.column.value, *((cell.theirs, cell.ours) if takes else (cell.ours, cell.theirs)))
            for cell in self.conflicts
            if (takes := self.choice(cell)) is not None
        )  # fmt: skip
        return Transfer(
            Way.MERGED,
            now,
            who,
            one.path.name,
            one.digest,
            region=self.data.region,
            counts=count([cell.outcome for cell in self.cells]) + Counts(unchanged=self.data.untouched),
            open_conflicts=len(self.open),
            reason=one.warning,
            change_set=change_set,
            identity=self.data.tip,
            conflicts=tuple(
                (cell.place.row, cell.place.column.value, cell.base or "", cell.ours, cell.theirs, "")
                for cell in self.open
            ),
            resolved=resolved,
        )

    def _kept(self, key: ObservationKey, lost: str) -> Iterator[NoteChange]:
        about = _comment_on(key)
        if about is not None:
            lines = self.comments[about].splitlines()
            line = f"合并数据文件时没有采用 {lost or '空'}（{self.file.path.name}）"
            yield NoteChange(about, "\n".join([*lines, *([] if line in lines else [line])]))


def _comment_on(key: object) -> NoteKey | None:
    """The comment beside a figure; only those that a form shows have one."""
    assert isinstance(key, ObservationKey)
    column = _COLUMNS.get(key.measure)
    if column is None:
        return None
    return NoteKey(NoteKind.COMMENT, key.region, key.indicator, key.period, column.value)


def data_acts(
    session: OpenSession, files: Sequence[FileResult], choices: Choices, decided: Decided, over: Overlay
) -> list[DataAct]:
    """Judge data files anew against what is stored now, with what workbooks of the same act bring laid over it.

    Raises:
        Refused: two different values are chosen for one figure.
    """
    read = [(one, one.data) for one in files if one.data is not None and not one.reason]
    told = Judge(execute_of(session), [data for _, data in read], decided, over).results()
    acts = [
        DataAct(one, data, cells, choices, _comments(session, cells))
        for (one, data), cells in zip(read, told, strict=True)
    ]
    taken: dict[str, str] = {}
    for act in acts:
        for cell in act.conflicts:
            if act.choice(cell) and taken.setdefault(key_text(cell.key), cell.theirs) != cell.theirs:
                raise Refused(f"“{cell.name}”几份来的数不一样，只能采用一份；没有写入，请重新裁定。")
    return acts


def _comments(session: OpenSession, cells: Sequence[CellResult]) -> dict[NoteKey, str]:
    """The comments that stand beside conflicts."""
    found: dict[NoteKey, str] = {}
    for cell in cells:
        about = _comment_on(cell.key) if cell.outcome is Outcome.CONFLICT else None
        if about is not None:
            found[about] = next((step.after for step in history_of(session, about, 1)), "")
    return found
