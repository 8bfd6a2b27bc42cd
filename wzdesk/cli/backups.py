"""Commands on backups: make one, list them, restore one."""

import argparse
import json
from pathlib import Path

from wzdesk.cli.files import person
from wzdesk.domain.backup import Backup, BackupState
from wzdesk.domain.errors import Refused
from wzdesk.services.keep_backups import alarm_of, backups_of, keep_backup, name_of
from wzdesk.services.restore_backup import restore_file

_STATES = {BackupState.GOOD: "✓ 核对过", BackupState.ALARM: "！比前一份少", BackupState.UNKNOWN: "没有核对过"}


def backup(options: argparse.Namespace) -> None:
    """``wzdesk backup``: a checked copy beside the data file."""
    made = keep_backup(options.file, name_of(options.name))
    print(f"已备份到 {made.path}，打开核对过。")
    if alarm := alarm_of(made):
        raise Refused(alarm)


def backups(options: argparse.Namespace) -> None:
    """``wzdesk backups``: what there is, newest first."""
    found = backups_of(options.file)
    if not found and not options.file.exists():
        raise Refused(f"没有找到数据文件 {options.file}，它旁边也没有备份，请核对文件名。")
    if options.json:
        print(json.dumps([_data(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        rows = "" if one.rows is None else f"{one.rows} 行"
        print(
            f"{one.when:%Y-%m-%d %H:%M:%S}\t{one.label}\t{one.size} 字节\t{rows}\t{_STATES[one.state]}\t{one.path.name}"
        )
    if not found:
        print(f"{options.file.name} 还没有备份；要备份请用 wzdesk backup。")


def restore(options: argparse.Namespace) -> None:
    """``wzdesk restore``: a backup in the place of the data file, which is backed up itself."""
    chosen = _find(options.file, options.backup)
    kept = restore_file(options.file, chosen, person(options), _quietly)
    print(f"已恢复到 {chosen.name}；恢复前的文件存成了 {kept}，想回去可以再恢复它。")


def _find(file: Path, named: Path) -> Path:
    """A backup by its path, or by its name alone among those beside the file."""
    known = (one.path for one in backups_of(file) if one.path.name == named.name)
    if (found := named if named.exists() else next(known, None)) is None:
        raise Refused(f"没有找到备份 {named}，没有恢复；有哪些备份，请看 wzdesk backups {file}。")
    return found


def _data(one: Backup) -> dict[str, object]:
    return {
        "path": str(one.path),
        "when": one.when.isoformat(timespec="seconds"),
        "why": one.label,
        "size": one.size,
        "rows": one.rows,
        "observations": one.observations,
        "state": one.state.value,
        "alarm": one.alarm,
    }


def _quietly(_done: int, _total: int) -> None:
    """A command needs no progress."""
