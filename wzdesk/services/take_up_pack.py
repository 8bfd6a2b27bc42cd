"""What the program's pack has by now and a data file has not: forms, rules, the indicators that they need, projects.

A file keeps what it was made with. Forms and rules that came later (those of before migration 0002 have none at all)
are taken up when the file is opened for writing, as one act; a form that a person changed stays as it is, and no figure
is touched.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from wzdesk.db.doors import execute_of
from wzdesk.db.forms import forms_of_packs, read_forms
from wzdesk.db.newer_pack import take_up, take_up_projects
from wzdesk.db.plan_tables import read_file_info, read_indicators
from wzdesk.db.projects.sums import months_kept
from wzdesk.db.settings import CHECKS, get_setting
from wzdesk.db.store import Store
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
    if version_parts(version_of(folder)) <= version_parts(info.pack_version):
        return ""
    pack = read_pack(folder)
    return _take_up(store, pack) if pack.code == info.pack_code else ""


def _take_up(store: Store, pack: Pack) -> str:
    with store.reading() as session:
        execute = execute_of(session)
        stored = {form.code: form for form in read_forms(execute)}
        untouched = forms_of_packs(execute)
        known = {one.code for one in read_indicators(execute)}
        rules_text = get_setting(session, CHECKS, "")
        has_projects = bool(pack.ledger.projects) and not months_kept(session)
    new = [form for form in pack.forms if form.code not in stored]
    renewed = [form for form in pack.forms if form.code in untouched and form != stored[form.code]]
    wanted = {row.indicator for form in (*new, *renewed) for row in form.rows} - known
    has_rules = bool(pack.rules_text) and rules_text != pack.rules_text
    said = _sentence(pack, new, renewed, has_rules=has_rules, has_projects=has_projects)
    source = f"{pack.code} {pack.version}"
    with store.writing() as session:
        take_up(
            session,
            [*new, *renewed],
            [replace(one, lead=None, parent=None) for one in pack.indicators if one.code in wanted],
            pack.rules_text if has_rules else "",
            version=pack.version,
            why=said,
            source=source,
        )
        if has_projects:
            take_up_projects(session, pack.ledger, why=said, source=source)
    return said


def _sentence(
    pack: Pack, new: Sequence[Form], renewed: Sequence[Form], *, has_rules: bool, has_projects: bool
) -> str:
    parts = []
    if new:
        parts.append(f"补上填报表 {len(new)} 张（{'、'.join(form.name for form in new)}）")
    if renewed:
        parts.append(f"更新填报表 {len(renewed)} 张（{'、'.join(form.name for form in renewed)}）")
    if has_rules:
        parts.append(f"审核规则换成新的 {len(pack.rules)} 条")
    if has_projects:
        parts.append(f"补上重大项目 {len(pack.ledger.projects)} 个")
    return f"这个数据文件按新的数据包{'，'.join(parts)}；已填的数没有动。" if parts else ""


def version_parts(version: str) -> tuple[int, ...]:
    """2024.10 is newer than 2024.9."""
    return tuple(int(part) for part in re.findall(r"\d+", version))
