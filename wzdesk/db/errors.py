"""What can be wrong with a data file, each said in one sentence that also tells what stayed as it was."""

import sqlite3
from pathlib import Path

from wzdesk import __version__
from wzdesk.domain.errors import WzdeskError


class DataFileError(WzdeskError):
    """A data file, or the place where it lies, is at fault."""

    template = "数据文件 {name} 不能使用，数据没有改动。"

    def __init__(self, path: Path) -> None:
        super().__init__(self.template.format(name=path.name, folder=path.parent))
        self.path = path


class FileMissing(DataFileError):
    """There is no such file."""

    template = "没有找到数据文件 {name}（在 {folder}），可能已移走或改名，请重新选择。"


class FileExists(DataFileError):
    """A new file would stand where there is one."""

    template = "{folder} 里已经有 {name}，没有覆盖，请换一个名称。"


class NotADataFile(DataFileError):
    """The file is something else, or so damaged that it cannot be told."""

    template = "{name} 不是本程序的数据文件，或者已经损坏；没有打开，也没有改动，请另选文件，或从备份恢复。"


class FileDamaged(DataFileError):
    """The file is ours and its pages are not in order."""

    template = "数据文件 {name} 已经损坏，没有改动它，请从备份恢复。"


class RowDamaged(WzdeskError):
    """A row holds what nothing in this program writes."""

    def __init__(self, what: str) -> None:
        super().__init__(f"数据文件里有一处{what}读不出来，可能已经损坏，没有改动它，请从备份恢复。")


class FileNewer(DataFileError):
    """A newer program wrote the file; ``app`` is its version and ``backup`` one of before its upgrade, where known."""

    def __init__(self, path: Path, app: str = "", backup: Path | None = None) -> None:
        super().__init__(path)
        whose = f"更新版本（{app}）" if app else "更新版本"
        else_ = f"，或者打开升级前的备份 {backup.name}（在 {backup.parent}）" if backup else ""
        said = f"数据文件 {path.name} 是{whose}的程序写的，这个版本（{__version__}）打不开；"
        self.args = (f"{said}文件没有改动，请先升级程序{else_}。",)


class FileOlder(DataFileError):
    """The file waits for an upgrade, which needs to write."""

    template = "数据文件 {name} 是旧版本的，要先升级才能看；文件没有改动，请以可写方式打开一次。"


class FolderReadOnly(DataFileError):
    """The file, or the folder it lies in, cannot be written."""

    template = "{name} 或它所在的文件夹 {folder} 不能写入，数据没有改动，请换一个文件夹，或以只看方式打开。"


class DiskFull(DataFileError):
    """There is no room left."""

    template = "{folder} 所在的磁盘满了，这次修改没有保存，原来的数据都在，请腾出空间再试。"


class FileBusy(DataFileError):
    """Someone else is writing at the moment."""

    template = "数据文件 {name} 正在写入别的内容，这次修改没有保存，请稍后再试。"


class WatchedByOthers(DataFileError):
    """Someone looks at the file, so that it cannot be exchanged."""

    template = "还有别的窗口或程序正在看 {name}，没有恢复，数据没有改动；请把它关掉再恢复。"


class FileUnreachable(DataFileError):
    """Reading or writing broke off: a drive was pulled out, a network is down, a right is missing."""

    template = "读写数据文件 {name} 时中断了，已保存的数据没有改动，请检查 {folder} 是否连得上、能不能读。"


class StoreReadOnly(WzdeskError):
    """A change was tried on a file that is open for reading only."""


class MigrationFailed(WzdeskError):
    """The upgrade of an older file broke off; the file is as it was. ``cause`` is what the machine had against it."""

    def __init__(self, path: Path, backup: Path, cause: DataFileError | None = None) -> None:
        match cause:
            case DiskFull():
                why, then = f"{path.parent} 所在的磁盘满了，", "请腾出空间再打开"
            case FolderReadOnly() | FileUnreachable():
                why, then = f"{path.parent} 写不进去，", "请检查这个文件夹再打开"
            case FileBusy():
                why, then = "别的程序正占着它，", "请把那个程序关掉再打开"
            case _:
                why, then = "", "请把日志发给维护人员"
        super().__init__(
            f"{why}数据文件 {path.name} 升级没有完成，原文件没有改动，{then}；升级前的备份在 {backup}。"
        )
        self.path = path
        self.backup = backup


class BackupFailed(DataFileError):
    """A copy was made and is not the same as its original."""

    template = "备份 {name} 与原文件核对不上，已删去这份备份，原文件没有改动，请换一个地方再备份。"


class UnknownCode(WzdeskError):
    """A change or a pack names something that the catalogue does not hold."""

    word = "代码"

    def __init__(self, code: str) -> None:
        super().__init__(f"没有代码为“{code}”的{self.word}，这次修改没有保存，请先在目录中加上它。")
        self.code = code


class UnknownIndicator(UnknownCode):
    """No such indicator."""

    word = "指标"


class UnknownRegion(UnknownCode):
    """No such region."""

    word = "地区"


class UnknownAgency(UnknownCode):
    """No such agency."""

    word = "单位"


class UnknownPlan(UnknownCode):
    """No such plan."""

    word = "计划"


class UnknownForm(UnknownCode):
    """No such form."""

    word = "填报表"


class UnknownProject(UnknownCode):
    """No such project."""

    word = "项目"


class PackPresent(WzdeskError):
    """The file was filled from a pack before."""

    def __init__(self, name: str) -> None:
        super().__init__(f"文件里已经有“{name}”的数据，没有再写入，数据没有改动，请另建一个文件。")


class PackAmbiguous(WzdeskError):
    """A plan of a pack gives one indicator two different targets."""

    def __init__(self, plan: str, indicator: str) -> None:
        super().__init__(f"“{plan}”里指标 {indicator} 有两个不同的目标，没有写入，请先改好数据包。")


_BY_CODE: dict[int, type[DataFileError]] = {
    sqlite3.SQLITE_BUSY: FileBusy,
    sqlite3.SQLITE_LOCKED: FileBusy,
    sqlite3.SQLITE_READONLY: FolderReadOnly,
    sqlite3.SQLITE_PERM: FolderReadOnly,
    sqlite3.SQLITE_IOERR: FileUnreachable,
    sqlite3.SQLITE_CANTOPEN: FileUnreachable,
    sqlite3.SQLITE_CORRUPT: FileDamaged,
    sqlite3.SQLITE_NOTADB: FileDamaged,
    sqlite3.SQLITE_FULL: DiskFull,
}


def named_error(error: BaseException, path: Path) -> DataFileError | None:
    """The named error for what SQLite says of the file and the machine; None for our own mistakes."""
    if isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error):
        return FileDamaged(path)  # sqlite3 met a text, or had to tell of a name, that is none
    code = getattr(error, "sqlite_errorcode", None)
    kind = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
    return kind(path) if kind else None
