"""What a newer version of a file's pack brings into it, as one act."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session

from wzdesk.db.catalogue import add_indicator
from wzdesk.db.change_sets import Head, insert_change_set
from wzdesk.db.changes import apply_changes
from wzdesk.db.projects.bulk import save_projects
from wzdesk.db.settings import CHECKS, set_setting
from wzdesk.db.tables import FileInfoRow
from wzdesk.domain.change import ChangeKind, FormChange, FormKey
from wzdesk.domain.form import Form
from wzdesk.domain.indicator import Indicator
from wzdesk.domain.projects.pack_ledger import PackLedger


def take_up(
    session: Session,
    forms: Sequence[Form],
    indicators: Sequence[Indicator],
    rules_text: str,
    *,
    version: str,
    why: str,
    source: str,
) -> None:
    """Store forms, the indicators that they need, and rules ("" leaves those that are there).

    Raises:
        UnknownCode: a form names an indicator that neither the file nor ``indicators`` has.
    """
    for indicator in indicators:
        add_indicator(session, indicator)
    changes = [FormChange(FormKey(form.code), form) for form in forms]
    apply_changes(session, changes, kind=ChangeKind.PACK, who="", why=why, source=source)
    if rules_text:
        set_setting(session, CHECKS, rules_text)
    keep_pack_version(session, version)


def take_up_projects(session: Session, ledger: PackLedger, *, why: str, source: str) -> None:
    """Store a whole ledger in a file that has none, as one act."""
    head: Head = {
        "kind": ChangeKind.PACK,
        "who": "",
        "why": why,
        "source": source,
        "at": None,
        "reverts_id": None,
    }
    number = insert_change_set(session.connection(), head)
    save_projects(session, number, ledger.projects, ledger.reports, ledger.problems)


def keep_pack_version(session: Session, version: str) -> None:
    """Remember up to which version of its pack a file has taken things up."""
    session.connection().execute(update(FileInfoRow).values(pack_version=version))
