"""A few cells in one act, each of any kind: the hot path of the program."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wzdesk.db.cell_kind import CellKind, Place
from wzdesk.db.cells import kind_of
from wzdesk.db.change_sets import INSERT_REVISION, Act
from wzdesk.db.codec import Key, State, key_text, state_text
from wzdesk.db.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Step:
    """One cell that differs, found and ready to be written."""

    kind: CellKind
    key: Key
    place: Place
    before: State | None
    before_set: int | None
    after: State | None


def differing(act: Act, wanted: Iterable[tuple[Key, State | None]]) -> list[Step]:
    """The cells that hold something else than is wanted; None is for an empty cell.

    Raises:
        UnknownCode: a key names an indicator, a region or a plan that is not in the file.
    """
    session, connection = act.session, act.connection
    steps = []
    for key, after in wanted:
        kind = kind_of(key)
        place = kind.place_of(session, key)
        before, before_set = kind.current(connection, place)
        if before != after:
            steps.append(Step(kind, key, place, before, before_set, after))
    return steps


def write_steps(act: Act, steps: Sequence[Step]) -> None:
    """Write cells that differ, and a revision of each."""
    if not steps:
        return
    batches: dict[Prepared, list[dict[str, Any]]] = defaultdict(list)
    for step in steps:
        batches[_statement(step)].append(step.place | (step.after or {}) | {"change_set_id": act.number})
    for statement, rows in batches.items():
        statement.run_for_each(act.connection, rows)
    INSERT_REVISION.run_for_each(act.connection, [_revision(step, act.number) for step in steps])
    act.add(step.key for step in steps)


def _statement(step: Step) -> Prepared:
    if step.after is None:
        return step.kind.delete
    return step.kind.insert if step.before is None else step.kind.update


def _revision(step: Step, number: int) -> dict[str, Any]:
    """``before`` also names the change set that wrote it, so that the history of a pack's value has a beginning."""
    before = None if step.before is None else {**step.before, "set": step.before_set}
    return {
        "change_set_id": number,
        "entity": step.kind.entity,
        "key": key_text(step.key),
        "before": state_text(before),
        "after": state_text(step.after),
    }
