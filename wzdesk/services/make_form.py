"""Making, changing and retiring forms: each one act that can be undone; figures are never touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wzdesk.db.catalogue import agencies
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import read_forms
from wzdesk.db.plan_tables import read_indicators, read_regions
from wzdesk.db.store import Store
from wzdesk.domain.agency import Agency
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.errors import Refused
from wzdesk.domain.form import Form
from wzdesk.domain.form_draft import FormDraft, draft_of, form_of
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.region import Region, RegionLevel

_OWN_CODE = "own_"


@dataclass(frozen=True, slots=True)
class FormParts:
    """What forms are made of: the catalogue, who reports, and the forms that there are."""

    indicators: Mapping[str, Indicator]
    regions: Sequence[Region]
    agencies: Sequence[Agency]
    forms: Sequence[Form]

    def names_beside(self, code: str) -> set[str]:
        """The names of the other forms that can be chosen."""
        return {form.name for form in self.forms if form.code != code and not form.is_retired}

    @property
    def reporting(self) -> list[Region]:
        """The regions that may report."""
        return [region for region in self.regions if region.level is not RegionLevel.PROVINCE]


def form_parts(store: Store) -> FormParts:
    """What a data file has to make forms of."""
    with store.reading() as session:
        execute = execute_of(session)
        return FormParts(
            {one.code: one for one in read_indicators(execute)},
            read_regions(execute),
            agencies(session),
            read_forms(execute),
        )


def draft_of_form(store: Store, code: str) -> FormDraft:
    """A form to be changed.

    Raises:
        Refused: the file has no such form.
    """
    return draft_of(_form(form_parts(store), code))


def keep_form(store: Store, draft: FormDraft, who: str = "") -> Form:
    """Make the form that a draft describes, or change the one that it is of.

    Raises:
        WzdeskError: something is missing in the draft, or the file cannot be written; nothing is stored.
    """
    parts = form_parts(store)
    code = draft.code or _new_code(parts)
    form = form_of(replace(draft, code=code), parts.indicators, parts.names_beside(code))
    why = f"{'改' if draft.code else '新建'}表样：{form.name}"
    _store(store, FormChange(FormKey(code), form), who, why)
    return form


def retire_form(store: Store, code: str, who: str = "") -> Form:
    """Take a form out of what can be chosen; it stays with all its figures, and can come back.

    Raises:
        WzdeskError: the file has no such form, or cannot be written.
    """
    form = replace(_form(form_parts(store), code), is_retired=True)
    _store(store, FormChange(FormKey(code), form), who, f"停用表样：{form.name}")
    return form


def bring_back_form(store: Store, code: str, who: str = "") -> Form:
    """Let a retired form be chosen again.

    Raises:
        WzdeskError: the file has no such form, another one has its name by now, or the file cannot be written.
    """
    parts = form_parts(store)
    form = replace(_form(parts, code), is_retired=False)
    if form.name in parts.names_beside(code):
        raise Refused(f"已经另有一张叫“{form.name}”的表，没有启用；请先给那一张改名。")
    _store(store, FormChange(FormKey(code), form), who, f"启用表样：{form.name}")
    return form


def retired_forms(store: Store) -> list[Form]:
    """The forms that were retired."""
    return [form for form in form_parts(store).forms if form.is_retired]


def _store(store: Store, change: FormChange, who: str, why: str) -> None:
    with store.writing() as session:
        apply_changes(session, [change], kind=ChangeKind.FORM, who=who, why=why)


def _form(parts: FormParts, code: str) -> Form:
    for form in parts.forms:
        if form.code == code:
            return form
    raise Refused(f"数据文件里没有填报表“{code}”，请核对后再试。")


def _new_code(parts: FormParts) -> str:
    taken = {form.code for form in parts.forms}
    number = 1
    while f"{_OWN_CODE}{number}" in taken:
        number += 1
    return f"{_OWN_CODE}{number}"
