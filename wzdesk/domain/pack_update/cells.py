"""Forms, targets, verdicts, published figures and projects of a newer pack: changes of cells, which can be undone.

What a person changed stays as it is: ``touched`` holds the keys of those cells.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wzdesk.domain.change import (
    CellKey,
    Change,
    FormChange,
    FormKey,
    ObservationChange,
    OverrideChange,
    OverrideKey,
    TargetChange,
    TargetKey,
)
from wzdesk.domain.form import Form
from wzdesk.domain.observation import Observation, ObservationKey
from wzdesk.domain.pack import Pack
from wzdesk.domain.pack_update.change import How, PackChange, Part, field_words, shown
from wzdesk.domain.plan import Plan, TargetColumn
from wzdesk.domain.projects.change import (
    ProblemChange,
    ProblemKey,
    ProgressChange,
    ProgressKey,
    ProjectChange,
    ProjectKey,
)
from wzdesk.domain.verdict import Override

_FORM = {
    "name": "名称", "columns": "栏", "frequency": "频次", "reporters": "填报地区", "due_day": "截止日",
    "plan": "计划", "agency": "填报单位", "due_months": "截止月", "carries_remarks": "沿用备注",
}  # fmt: skip
_PROJECT = {"name": "名称", "owner": "业主", "total": "总投资", "content": "规模和内容"}
_TOUCHED = "有人改过，照现在的"


@dataclass(slots=True)
class Cells:
    """Changes to store and what to say of them."""

    touched: Collection[CellKey]
    changes: list[Change] = field(default_factory=list)
    said: list[PackChange] = field(default_factory=list)

    def say(self, part: Part, how: How, code: str, name: str, words: str = "") -> None:
        """Note one thing."""
        self.said.append(PackChange(part, how, code, name, words))


def keys_of(stored: Pack, new: Pack) -> list[CellKey]:
    """The cells that a pack may be about, to be asked whether somebody changed them."""
    keys: list[CellKey] = [FormKey(form.code) for form in (*stored.forms, *new.forms)]
    keys += [key for pack in (stored, new) for plan in pack.plans for key, _, _ in _targets(plan)]
    keys += [key for key, _ in new.overrides]
    keys += [one.key for one in new.observations]
    keys += [ProjectKey(one.code) for one in new.ledger.projects]
    return list(dict.fromkeys(keys))


def forms(cells: Cells, stored: Pack, new: Pack) -> None:
    """Forms that are new, otherwise, or gone: these are retired, their figures stay."""
    before = {form.code: form for form in stored.forms}
    for form in new.forms:
        was = before.pop(form.code, None)
        if was == form:
            continue
        if was is None:
            cells.say(Part.FORM, How.NEW, form.code, form.name, f"{len(form.rows)} 行")
        elif FormKey(form.code) in cells.touched:
            cells.say(Part.FORM, How.KEPT, form.code, was.name, _TOUCHED)
            continue
        else:
            cells.say(Part.FORM, How.CHANGED, form.code, was.name, _form_words(was, form))
        cells.changes.append(FormChange(FormKey(form.code), form))
    for code, form in before.items():
        if FormKey(code) not in cells.touched and not form.is_retired:
            cells.say(Part.FORM, How.REMOVED, code, form.name, "新的数据包里没有了；停用，已填的数留着")
            cells.changes.append(FormChange(FormKey(code), replace(form, is_retired=True)))


def _form_words(before: Form, after: Form) -> str:
    said = [words for words in (field_words(before, after, _FORM),) if words != "内容有改动"]
    was, now = ({row.code: row for row in form.rows} for form in (before, after))
    if more := [row.name for code, row in now.items() if code not in was]:
        said.append(f"增加 {len(more)} 行（{shown('、'.join(more))}）")
    if less := [row.name for code, row in was.items() if code not in now]:
        said.append(f"去掉 {len(less)} 行（{shown('、'.join(less))}）")
    if other := [row.name for code, row in now.items() if code in was and was[code] != row]:
        said.append(f"改动 {len(other)} 行（{shown('、'.join(other))}）")
    return "；".join(said) or "行的次序有改动"


def targets(cells: Cells, stored: Pack, new: Pack) -> None:
    """Target sentences of the plans' own regions; those of a new plan are told with it."""
    names = {one.code: one.name for one in (*stored.indicators, *new.indicators)}
    known = {plan.code for plan in stored.plans}
    before = {key: text for plan in stored.plans for key, text, _ in _targets(plan)}
    for plan in new.plans:
        for key, text, _ in _targets(plan):
            was = before.get(key, "")
            if text == was:
                continue
            name = f"{plan.name}·{names.get(key.indicator, key.indicator)}"
            if key in cells.touched:
                cells.say(Part.TARGET, How.KEPT, key.indicator, name, f"{_TOUCHED}；新的是 {shown(text)}")
                continue
            if plan.code in known:
                how = How.CHANGED if was else How.NEW
                cells.say(Part.TARGET, how, key.indicator, name, f"{shown(was)} → {shown(text)}")
            cells.changes.append(TargetChange(key, text))


def _targets(plan: Plan) -> Iterator[tuple[TargetKey, str, TargetColumn]]:
    """The sentences of a plan, one for each indicator and column; rows that share a cell say it once."""
    found: dict[TargetKey, tuple[str, TargetColumn]] = {}
    for _, part in plan.parts():
        for column, text in ((TargetColumn.LEVEL, part.target), (TargetColumn.RATE, part.rate_target)):
            key = TargetKey(plan.code, plan.region, part.indicator, column.value)
            if text or key not in found:
                found[key] = (text, column)
    for key, (text, column) in found.items():
        yield key, text, column


def verdicts(cells: Cells, stored: Mapping[OverrideKey, Override], new: Pack) -> None:
    """Verdicts that the pack itself states."""
    for key, override in new.overrides:
        was = stored.get(key)
        if was == override:
            continue
        name = f"{key.plan} 年计划第 {key.item_no} 项的改判"
        if key in cells.touched:
            cells.say(Part.TARGET, How.KEPT, key.item_no, name, _TOUCHED)
            continue
        cells.say(Part.TARGET, How.CHANGED if was else How.NEW, key.item_no, name, shown(override.reason))
        cells.changes.append(OverrideChange(key, override))


def figures(
    cells: Cells,
    stored: Mapping[ObservationKey, Observation],
    new: Pack,
    closed: Mapping[ObservationKey, str],
) -> None:
    """Published figures: put where there is none, corrected where nobody touched them; ``closed`` periods stay."""
    names = {one.code: one.name for one in new.indicators}
    places = {one.code: one.name for one in new.regions}
    for one in new.observations:
        key, was = one.key, stored.get(one.key)
        if was == one:
            continue
        name = (
            f"{places.get(key.region, key.region)}{key.period.words}{names.get(key.indicator, key.indicator)}"
        )
        text, before = one.quantity.text, was.quantity.text if was else ""
        if key in cells.touched:
            if text != before:
                words = f"填的是 {shown(before)}，不改；公布的是 {shown(text)}"
                cells.say(Part.FIGURE, How.KEPT, key.indicator, name, words)
            continue
        if key in closed:
            cells.say(
                Part.FIGURE, How.KEPT, key.indicator, name, f"{closed[key]}已经关账；公布的是 {shown(text)}"
            )
            continue
        words = shown(text) if was is None else f"{shown(before)} → {shown(text)}"
        cells.say(Part.FIGURE, How.CHANGED if was else How.NEW, key.indicator, name, words)
        cells.changes.append(ObservationChange(key, one))


def projects(cells: Cells, stored: Pack, new: Pack) -> None:
    """Projects of the ledger; with a new one come its months and problems. None is taken out."""
    before = {one.code: one for one in stored.ledger.projects}
    added = set()
    for one in new.ledger.projects:
        was = before.pop(one.code, None)
        if was == one:
            continue
        if ProjectKey(one.code) in cells.touched:
            cells.say(Part.PROJECT, How.KEPT, one.code, (was or one).name, _TOUCHED)
            continue
        if was is None:
            added.add(one.code)
            cells.say(Part.PROJECT, How.NEW, one.code, one.name)
        else:
            cells.say(Part.PROJECT, How.CHANGED, one.code, was.name, field_words(was, one, _PROJECT))
        cells.changes.append(ProjectChange(ProjectKey(one.code), one))
    cells.changes += [
        ProgressChange(ProgressKey(one.project, one.month), one)
        for one in new.ledger.reports
        if one.project in added
    ]
    cells.changes += [
        ProblemChange(ProblemKey(one.project, one.no), one)
        for one in new.ledger.problems
        if one.project in added
    ]
