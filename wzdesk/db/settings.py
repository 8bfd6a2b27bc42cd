"""Settings that belong to a data file."""

from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from wzdesk.db.codec import dump
from wzdesk.db.doors import execute_of
from wzdesk.db.plan_tables import read_setting
from wzdesk.db.tables import SettingRow

CHECKS = "checks"
"""The rules of the checks, as the pack wrote them."""


def get_setting(session: Session, key: str, default: Any = None) -> Any:
    """A setting's JSON value, or the default where it was never set."""
    value = read_setting(execute_of(session), key)
    return default if value is None else value


def set_setting(session: Session, key: str, value: Any) -> None:
    """Keep a value that JSON can hold."""
    text = dump(value)
    changed = session.connection().execute(update(SettingRow).where(SettingRow.key == key).values(value=text))
    if changed.rowcount == 0:
        session.connection().execute(insert(SettingRow).values(key=key, value=text))
