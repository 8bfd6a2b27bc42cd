"""What the program's pack has by now and a data file has not: forms, rules and the indicators that they need.

A file keeps what it was made with. Forms and rules that came later (those of before migration 0002 have none at all)
are taken up when the file is opened for writing, as one act; a form that a person changed stays as it is, and no figure
is touched.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from wzdesk.db.catalogue import add_indicator, keep_pack_version
from wzdesk.db.changes import apply_changes
from wzdesk.db.doors import execute_of
from wzdesk.db.forms import forms_of_packs, read_forms
from wzdesk.db.plan_tables import read_file_info, read_indicators
from wzdesk.db.settings import CHECKS, get_setting, set_setting
from wzdesk.db.store import Store
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.form import Form
from wzdesk.domain.pack import Pack
from wzdesk.packs.read import read_pack, version_of
from wzdesk.services.places import pack_folder


def take_up_pack(store: Store) -> str:
    """Bring a file's forms and rules to those of the pack that comes with the program; one sentence, "" for nothing.

    Raises:
        WzdeskError: the pack has a mistake, or the file cannot be written; nothing was changed.
    """
    if store.read_only:
        return ""
    with store.reading() as session:
        info = read_file_info(execute_of(session))
    folder = pack_folder(info.pack_code)
    if not info.pack_code or not folder.is_dir():
        return ""
    version = version_of(folder)
    if _parts(version) <= _parts(info.pack_version):
        return ""
    pack = read_pack(folder)
    if pack.code != info.pack_code:
        return ""
    with store.writing() as session:
        return _take_up(session, pack)


def _take_up(session: Session, pack: Pack) -> str:
    execute = execute_of(session)
    stored = {form.code: form for form in read_forms(execute)}
    untouched = forms_of_packs(execute)
    new = [form for form in pack.forms if form.code not in stored]
    renewed = [form for form in pack.forms if form.code in untouched and form != stored[form.code]]
    has_rules = bool(pack.rules_text) and get_setting(session, CHECKS, "") != pack.rules_text
    said = _sentence(pack, new, renewed, has_rules=has_rules)
    _add_indicators(session, pack, [*new, *renewed])
    changes = [FormChange(FormKey(form.code), form) for form in (*new, *renewed)]
    source = f"{pack.code} {pack.version}"
    if changes:
        apply_changes(session, changes, kind=ChangeKind.PACK, who="", why=said, source=source)
    if has_rules:
        set_setting(session, CHECKS, pack.rules_text)
    keep_pack_version(session, pack.version)
    return said


def _add_indicators(session: Session, pack: Pack, forms: Sequence[Form]) -> None:
    """Those of the forms that the file's catalogue does not have."""
    known = {one.code for one in read_indicators(execute_of(session))}
    wanted = {row.indicator for form in forms for row in form.rows} - known
    for indicator in pack.indicators:
        if indicator.code in wanted:
            add_indicator(session, replace(indicator, lead=None))


def _sentence(pack: Pack, new: Sequence[Form], renewed: Sequence[Form], *, has_rules: bool) -> str:
    parts = []
    if new:
        parts.append(f"补上填报表 {len(new)} 张（{'、'.join(form.name for form in new)}）")
    if renewed:
        parts.append(f"更新填报表 {len(renewed)} 张（{'、'.join(form.name for form in renewed)}）")
    if has_rules:
        parts.append(f"审核规则换成新的 {len(pack.rules)} 条")
    return f"这个数据文件按新的数据包{'，'.join(parts)}；已填的数没有动。" if parts else ""


def _parts(version: str) -> tuple[int, ...]:
    """2024.10 is newer than 2024.9."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
