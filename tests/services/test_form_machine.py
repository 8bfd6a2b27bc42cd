"""Any acts on a form in any order, restarts and kills among them, against a simple model of what the file must hold."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.services.form_acts import (
    COLUMNS,
    INDICATORS,
    MONTHS,
    REGION,
    TEXTS,
    CellKey,
    State,
    Typed,
    after_typing,
    key_of,
    open_month,
    put,
    record,
    state_of,
    stored_state,
)
from tests.services.receiving.books import received, write_book
from tests.services.wenzhou import wenzhou_pack
from wzdesk.db.catalogue import save_pack
from wzdesk.db.health import full_check
from wzdesk.db.history import history_of
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import ChangeKind
from wzdesk.domain.errors import Refused
from wzdesk.domain.numerals import decimal_of
from wzdesk.domain.period import Period
from wzdesk.domain.typed_cell import Column
from wzdesk.services.enter_form import FormFilling
from wzdesk.services.receiving.differences import Kind

ROOT = Path(__file__).parents[2]
NAMES = {"GDP": "地区生产总值", "RETAIL": "社会消费品零售总额"}
months = st.integers(0, len(MONTHS) - 1)
cells = st.builds(Typed, st.sampled_from(INDICATORS), st.sampled_from(COLUMNS), st.sampled_from(TEXTS))
blocks = st.lists(cells, min_size=1, max_size=5, unique_by=lambda typed: (typed.indicator, typed.column))
numbers = st.sampled_from(("486.7", "12.5", "501.2"))


class FormMachine(RuleBasedStateMachine):
    """Two months of one county."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "平阳县.wzd"
        shutil.copy(_template(), self.path)
        self.store = Store.open(self.path)
        self.fillings = self._opened()
        self.state = self.first = stored_state(self.store)
        self.done: list[tuple[State, State]] = []
        self.undone: list[tuple[State, State]] = []
        self.steps: defaultdict[CellKey, list[str]] = defaultdict(list)
        self.kills = 0

    # Acts

    @rule(month=months, typed=cells)
    def edit(self, month: int, typed: Typed) -> None:
        self._type(month, [typed], ChangeKind.EDIT)

    @rule(month=months, block=blocks)
    def paste(self, month: int, block: list[Typed]) -> None:
        self._type(month, block, ChangeKind.PASTE)

    def _type(self, month: int, block: Sequence[Typed], kind: ChangeKind) -> None:
        if MONTHS[month] in self.state:
            with pytest.raises(Refused, match="已经关账"):
                record(self.fillings[month], block, kind)
            return
        record(self.fillings[month], block, kind)
        self._did(after_typing(self.state, month, block))

    @rule(month=months, gdp=numbers, retail=numbers)
    def import_book(self, month: int, gdp: str, retail: str) -> None:
        rows = (
            (f"平阳县{MONTHS[month].words}主要指标完成情况",),
            ("指标名称", "单位", f"1—{MONTHS[month].last_month}月累计"),
            (NAMES["GDP"], "亿元", float(gdp)),
            (NAMES["RETAIL"], "亿元", float(retail)),
        )
        reception = received(self.store, write_book(self.folder / "来表.xlsx", rows))
        is_closed = MONTHS[month] in self.state
        wanted = {Kind.CLOSED} if is_closed else {Kind.NEW, Kind.CHANGED}
        chosen = [each for each in reception.differences if each.kind in wanted]
        given = [Typed("GDP", Column.TOTAL, gdp), Typed("RETAIL", Column.TOTAL, retail)]
        news = [typed for typed in given if not self._is_same_number(month, typed)]
        after = after_typing(self.state, month, news)
        assert len(chosen) == len(news)
        if is_closed:
            assert reception.apply(chosen, "林某") == 0
            return
        reception.apply(chosen, "林某")
        self._reload()
        self._did(after)

    def _is_same_number(self, month: int, typed: Typed) -> bool:
        """A sheet's 12.5 is no news where 12.50 was typed."""
        there = decimal_of(self.state.get(key_of(month, typed), ""))
        return there is not None and there == decimal_of(typed.text)

    @rule(
        month=months,
        indicator=st.sampled_from(INDICATORS),
        kind=st.sampled_from(NoteKind),
        text=st.sampled_from(("", "待核", "快报数")),
    )
    def note(self, month: int, indicator: str, kind: NoteKind, text: str) -> None:
        key = NoteKey(kind, REGION, indicator, MONTHS[month], "" if kind is NoteKind.REMARK else "total")
        after = dict(self.state)
        put(after, key, text)
        if kind is NoteKind.REMARK and MONTHS[month] in self.state:
            with pytest.raises(Refused, match="已经关账"):
                self.fillings[month].note(key, text)
            return
        self.fillings[month].note(key, text)
        self._did(after)

    @rule(month=months)
    def close(self, month: int) -> None:
        if MONTHS[month] not in self.state:
            self.fillings[month].close("报出")
            self._did({**self.state, MONTHS[month]: "报出"})

    @rule(month=months)
    def reopen(self, month: int) -> None:
        if MONTHS[month] in self.state:
            with pytest.raises(Refused, match="写明理由"):
                self.fillings[month].reopen(" ")
            self.fillings[month].reopen("省局核减")
            self._did({key: text for key, text in self.state.items() if key != MONTHS[month]})

    # Back and forth

    @rule(month=months)
    def undo(self, month: int) -> None:
        turned = self.fillings[month].undo()
        assert (turned is None) == (not self.done)
        if self.done:
            self.undone.append(self.done.pop())
            self._now(self.undone[-1][0])
        self._reload()

    @rule(month=months)
    def redo(self, month: int) -> None:
        turned = self.fillings[month].redo()
        assert (turned is None) == (not self.undone)
        if self.undone:
            self.done.append(self.undone.pop())
            self._now(self.done[-1][1])
        self._reload()

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)
        self.fillings = self._opened()

    @precondition(lambda self: self.kills < 1 and sys.platform != "win32")
    @rule(acts=st.lists(st.tuples(months, blocks), min_size=2, max_size=6), heard=st.integers(0, 5))
    def kill(self, acts: list[tuple[int, list[Typed]]], heard: int) -> None:
        """Another program types, and dies in the middle of it: what it told of is there, the rest whole or not at all."""
        self.kills += 1
        self.store.close()
        open_ = [(month, block) for month, block in acts if MONTHS[month] not in self.state]
        told = self._told_until_killed(open_, min(heard, len(open_)))
        self.store = Store.open(self.path)
        assert not self.store.read_only
        self.fillings = self._opened()
        stored = stored_state(self.store)
        for number, (month, block) in enumerate(open_):
            if number >= told and stored == self.state:
                break
            self._did(after_typing(self.state, month, block))

    def _told_until_killed(self, acts: Sequence[tuple[int, list[Typed]]], heard: int) -> int:
        reading, writing = os.pipe()
        command = [
            sys.executable,
            "-m",
            "tests.services.form_acts",
            str(self.path),
            str(writing),
            json.dumps(acts),
        ]
        filler = subprocess.Popen(command, cwd=ROOT, pass_fds=[writing], stdin=subprocess.PIPE)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            said = b""
            while said.count(b".") < heard and (piece := pipe.read(1)):
                said += piece
            filler.send_signal(signal.SIGKILL)
            filler.communicate()
            said += pipe.read()
        assert said.count(b".") >= heard
        return said.count(b".")

    # The model

    def _did(self, after: State) -> None:
        if after != self.state:
            self.done.append((self.state, after))
            self.undone.clear()
            self._now(after)

    def _now(self, after: State) -> None:
        for key in self.state.keys() | after.keys():
            if not isinstance(key, Period) and self.state.get(key) != after.get(key):
                self.steps[key].append(after.get(key, ""))
        self.state = after

    def _opened(self) -> list[FormFilling]:
        return [open_month(self.store, month) for month in range(len(MONTHS))]

    def _reload(self) -> None:
        for filling in self.fillings:
            filling.reload()

    # What holds at any time

    @invariant()
    def the_file_holds_what_the_model_says(self) -> None:
        assert stored_state(self.store) == self.state

    @invariant()
    def what_is_shown_is_what_is_stored(self) -> None:
        shown: dict[CellKey | Period, str] = {}
        for filling in self.fillings:
            shown |= state_of(filling.table)
        assert shown == self.state

    @invariant()
    def every_history_is_complete_and_in_order(self) -> None:
        with self.store.reading() as session:
            for key, texts in self.steps.items():
                steps = history_of(session, key, limit=1000)
                assert [step.after for step in reversed(steps)] == texts
                assert all(newer.before == older.after for newer, older in pairwise(steps))
                assert steps[-1].before == ""
                numbers = [step.change_set.id for step in steps]
                assert numbers == sorted(numbers, reverse=True)

    def teardown(self) -> None:
        while self.fillings[0].undo() is not None:
            pass
        assert stored_state(self.store) == self.first
        self.store.close()
        assert full_check(self.path).is_ok
        shutil.rmtree(self.folder)


_MADE: list[Path] = []


def _template() -> Path:
    """A data file with the pack of Wenzhou, made once."""
    if not _MADE:
        path = Path(tempfile.mkdtemp()) / "温州.wzd"
        with Store.create(path) as store, store.writing() as session:
            save_pack(session, wenzhou_pack())
        _MADE.append(path)
    return _MADE[0]


# A failing run is told as it is: each step opens and reads a file, so that shrinking it would take minutes.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
_SHORT = settings(max_examples=12, stateful_step_count=30, deadline=None, phases=_PHASES)


class TestForms(FormMachine.TestCase):  # type: ignore[misc,valid-type]
    settings = _SHORT


@pytest.mark.long
class TestFormsLong(FormMachine.TestCase):  # type: ignore[misc,valid-type]
    settings = settings(_SHORT, max_examples=70, stateful_step_count=50)
