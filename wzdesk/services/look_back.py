"""Looking back: what was done to a data file, by whom, and which cells it changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wzdesk.db.codec import Key
from wzdesk.db.doors import execute_of
from wzdesk.db.form_lists import form_summaries
from wzdesk.db.history import past_acts, revisions_of
from wzdesk.db.plan_tables import read_indicators, read_plans, read_regions
from wzdesk.db.projects.read import names_of
from wzdesk.db.store import Store
from wzdesk.domain.cell_note import NoteKey, NoteKind
from wzdesk.domain.change import ChangeKind, ClosingKey, FormKey, OverrideKey, PastAct, TargetKey
from wzdesk.domain.observation import Measure
from wzdesk.domain.plan import TargetColumn
from wzdesk.domain.plan_edit import COLUMN_WORDS
from wzdesk.domain.projects.keys import LedgerKey, ProblemKey, ProgressKey, ProjectKey
from wzdesk.domain.typed_cell import Column

KIND_WORDS = {
    ChangeKind.PACK: "数据包",
    ChangeKind.EDIT: "填报",
    ChangeKind.PASTE: "粘贴",
    ChangeKind.IMPORT: "导入",
    ChangeKind.OVERRIDE: "改判",
    ChangeKind.NOTE: "批注",
    ChangeKind.CLOSE: "关账",
    ChangeKind.CORRECT: "修订",
    ChangeKind.FORM: "表样",
    ChangeKind.PROJECT: "项目",
    ChangeKind.UPDATE: "更新数据包",
    ChangeKind.UNDO: "撤销",
    ChangeKind.REDO: "重做",
    ChangeKind.RESTORE: "恢复备份",
}
MOST_ACTS, MOST_CELLS = 500, 1000
"""As many as a person looks through; an older act is found by a word."""
_MOST_INDICATORS = 50  # that one word may mean
_MEASURES = {
    Measure.LEVEL: "绝对值",
    Measure.GROWTH: "增速",
    Measure.CHANGE: "变动",
    Measure.BASE: "上年同期",
}
_NOTES = {
    NoteKind.REMARK: "备注",
    NoteKind.COMMENT: "批注",
    NoteKind.FOLLOW_UP: "跟踪",
    NoteKind.REASON: "核实说明",
    NoteKind.CARRIED: "沿用备注",
    NoteKind.CORRECTION: "修订",
}
_TARGETS = {TargetColumn.LEVEL: Column.TARGET, TargetColumn.RATE: Column.RATE_TARGET}


@dataclass(frozen=True, slots=True)
class CellStep:
    """A cell that an act changed, in words: an indicator's figure, target, or verdict; "" where there is nothing."""

    region: str
    what: str
    column: str
    when: str
    before: str
    after: str


def acts(store: Store, text: str = "") -> list[PastAct]:
    """The last acts, newest first; with a text those by that person, of that kind, from that file, or of that indicator."""
    sought = text.strip()
    with store.reading() as session:
        kinds, codes = [], []
        if sought:
            kinds = [kind for kind, word in KIND_WORDS.items() if sought in word]
            named = read_indicators(execute_of(session))
            codes = [one.code for one in named if sought in one.name or sought in one.aliases]
        return past_acts(session, sought, kinds, codes[:_MOST_INDICATORS], limit=MOST_ACTS)


def cells_of(store: Store, act: int) -> list[CellStep]:
    """The cells that an act changed, at most ``MOST_CELLS``; none for a pack and a restoring."""
    with store.reading() as session:
        steps = revisions_of(session, act, MOST_CELLS)
        words = _words_of(store, [key for key, _ in steps]) if steps else None
    return [CellStep(*words(key), step.before, step.after) for key, step in steps] if words else []


def _words_of(store: Store, keys: Iterable[Key]) -> Callable[[Key], tuple[str, str, str, str]]:
    """Region, what, column and when of these keys, as people call them; the code where the file has no name."""
    with store.reading() as session:
        execute = execute_of(session)
        regions = {one.code: one.name for one in read_regions(execute)}
        indicators = {one.code: one.name for one in read_indicators(execute)}
        plans = {one.code: one.name for one in read_plans(execute)}
        forms = {one.code: one.name for one in form_summaries(execute)}
        projects = names_of(session, {key.project for key in keys if isinstance(key, LedgerKey)})

    def words(key: Key) -> tuple[str, str, str, str]:
        if isinstance(key, FormKey):
            return "", forms.get(key.form, key.form), "表样", ""
        if isinstance(key, LedgerKey):
            return "", projects.get(key.project, key.project), *_of_project(key)
        region = regions.get(key.region, key.region)
        if isinstance(key, ClosingKey):
            return region, forms.get(key.form, key.form), "关账", key.period.words
        if isinstance(key, OverrideKey):
            return region, f"第 {key.item_no} 项", "判定", plans.get(key.plan, key.plan)
        if isinstance(key, TargetKey):
            column, when = COLUMN_WORDS[_TARGETS[TargetColumn(key.column)]], plans.get(key.plan, key.plan)
        else:
            column = _NOTES[key.kind] if isinstance(key, NoteKey) else _MEASURES[key.measure]
            when = key.period.words
        return region, indicators.get(key.indicator, key.indicator), column, when

    return words


def _of_project(key: LedgerKey) -> tuple[str, str]:
    """Column and when of a project's cell."""
    match key:
        case ProgressKey():
            return "月度进度", key.month.words
        case ProblemKey():
            return f"问题 {key.no}", ""
        case ProjectKey():
            return "项目", ""


@dataclass(frozen=True, slots=True)
class LastAct:
    """An act with the first of its cells: where it is, and what it went through; None for acts without cells."""

    act: PastAct
    key: Key | None = None
    step: CellStep | None = None


def last_acts(store: Store, limit: int) -> list[LastAct]:
    """The last acts that people did, newest first: what a pack brought when the file was made is left out."""
    with store.reading() as session:
        found = [
            one for one in past_acts(session, limit=limit + 1) if one.change_set.kind is not ChangeKind.PACK
        ]
        firsts = [(one, revisions_of(session, one.change_set.id, 1)) for one in found[:limit]]
    keys = [steps[0][0] for _, steps in firsts if steps]
    words = _words_of(store, keys) if keys else None
    return [
        LastAct(one, steps[0][0], CellStep(*words(steps[0][0]), steps[0][1].before, steps[0][1].after))
        if words and steps
        else LastAct(one)
        for one, steps in firsts
    ]
