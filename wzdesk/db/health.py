"""Whether a data file is in order; both checks use their own connection and may run in any thread."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from wzdesk.db.file import connect_to_read
from wzdesk.db.projects.check import ledger_findings


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found; ``findings`` are SQLite's own words, for the log, ``ledger`` what is kept of projects wrongly."""

    path: Path
    findings: tuple[str, ...] = ()
    ledger: tuple[str, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings and not self.ledger

    @property
    def sentence(self) -> str:
        """What the user is told."""
        if self.is_ok:
            return f"数据文件 {self.path.name} 检查过了，没有问题。"
        if not self.findings:
            return f"数据文件 {self.path.name} 的项目汇总与明细对不上，填报的数没有丢；能写入的程序打开它，每日备份时会按明细重新汇总。"
        return f"数据文件 {self.path.name} 有 {len(self.findings)} 处损坏，请不要再填，先从备份恢复。"


def quick_check(path: Path) -> Health:
    """The check after the first paint: pages and rows in order, without comparing the indexes."""
    return _check(path, "PRAGMA quick_check(20)")


def full_check(path: Path) -> Health:
    """The daily check: indexes, references and the kept ledger of projects too."""
    found = _check(path, "PRAGMA integrity_check(20)", "PRAGMA foreign_key_check")
    if not found.is_ok:
        return found
    with closing(connect_to_read(path)) as connection:
        return Health(path, ledger=tuple(ledger_findings(connection)))


def _check(path: Path, *pragmas: str) -> Health:
    try:
        with closing(connect_to_read(path)) as connection:
            rows = [row for pragma in pragmas for row in connection.execute(pragma).fetchall()]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return Health(path, (str(error),))
    found = (" ".join(str(part) for part in row) for row in rows)
    return Health(path, tuple(text for text in found if text != "ok"))
