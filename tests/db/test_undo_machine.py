"""Acts, undos, redos and restarts in any order, against two lists."""

import shutil
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.db.samples import CITY, COUNTY, PACK, entry, judged, key, sentence
from wzdesk.db.catalogue import save_pack
from wzdesk.db.changes import apply_changes, redo, undo, undoable
from wzdesk.db.doors import execute_of
from wzdesk.db.form_lists import form_summaries
from wzdesk.db.history import history_of
from wzdesk.db.observations import series_of
from wzdesk.db.plan_tables import read_plan_table
from wzdesk.db.store import Store
from wzdesk.domain.change import Change, ChangeKind, FormChange, FormKey
from wzdesk.domain.form import Form, FormRow
from wzdesk.domain.observation import Measure

Cells = dict[Any, str]
NUMBERS = (key(), key(region=COUNTY), key("so2"), key("cpi"))
KINDS = (
    ChangeKind.EDIT,
    ChangeKind.PASTE,
    ChangeKind.IMPORT,
    ChangeKind.OVERRIDE,
    ChangeKind.CORRECT,
    ChangeKind.FORM,
)


def change_of(cell: int, value: str) -> Change:
    """Cells 0-3 are numbers, 4 and 5 targets, 6 and 7 verdicts, 8 and 9 forms; "" empties a cell."""
    if cell < 4:
        return entry(value, NUMBERS[cell])
    if cell < 6:
        return sentence(f"增长{value}%" if value else "", ("gdp", "so2")[cell - 4])
    if cell > 7:
        form = Form(f"own_{cell}", f"表{value}", (FormRow("gdp", "生产总值", "亿元"),))
        return FormChange(FormKey(form.code), form if value else None)
    return judged(f"理由{value}" if value else None, ("1", "2")[cell - 6])


class UndoMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.create(self.folder / "数据.wzd")
        with self.store.writing() as session:
            save_pack(session, PACK)
        self.cells = self.stored()
        self.done: list[tuple[Cells, Cells]] = []
        self.undone: list[tuple[Cells, Cells]] = []

    def stored(self) -> Cells:
        with self.store.reading() as session:
            execute = execute_of(session)
            cells: Cells = {}
            for place in NUMBERS:
                for found in series_of(execute, place.region, place.indicator, [Measure.LEVEL]):
                    cells[found.key] = found.quantity.text
            table = read_plan_table(execute, "2023", CITY)
            cells |= {form.code: form.name for form in form_summaries(execute)}
        assert table
        targets = {part.indicator: part.target for _, part in table.plan.parts()}
        return cells | targets | {no: override.reason for no, override in table.overrides.items()}

    @rule(
        changes=st.lists(
            st.tuples(st.integers(0, 9), st.sampled_from(("", "1", "2", "3.0", "3.00"))), max_size=4
        ),
        kind=st.sampled_from(KINDS),
    )
    def act(self, changes: list[tuple[int, str]], kind: ChangeKind) -> None:
        listed = [change_of(cell, value) for cell, value in changes]
        with self.store.writing() as session:
            applied = apply_changes(session, listed, kind=kind, who="王某")
        before, self.cells = self.cells, self.stored()
        if applied.change_set_id is None:
            assert not applied.keys
            assert self.cells == before
        else:
            assert applied.keys
            self.done.append((before, self.cells))
            self.undone.clear()

    @rule()
    def undo(self) -> None:
        with self.store.writing() as session:
            turned = undo(session, "王某")
        assert (turned is None) == (not self.done)
        if self.done:
            self.undone.append(self.done.pop())
            self.cells = self.undone[-1][0]

    @rule()
    def redo(self) -> None:
        with self.store.writing() as session:
            turned = redo(session, "王某")
        assert (turned is None) == (not self.undone)
        if self.undone:
            self.done.append(self.undone.pop())
            self.cells = self.done[-1][1]

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.folder / "数据.wzd")

    @invariant()
    def the_file_holds_what_the_lists_say(self) -> None:
        assert self.stored() == self.cells

    @invariant()
    def the_labels_are_there_when_there_is_something(self) -> None:
        with self.store.reading() as session:
            undone, redone = undoable(session)
        assert (undone is not None, redone is not None) == (bool(self.done), bool(self.undone))

    @invariant()
    def the_history_of_a_cell_is_a_chain(self) -> None:
        with self.store.reading() as session:
            steps = history_of(session, key(), limit=500)
        assert steps[0].after == self.cells.get(key(), "")
        assert all(newer.before == older.after for newer, older in pairwise(steps))
        assert steps[-1].before == ""

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
