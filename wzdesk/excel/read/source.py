"""A file that tables are to be read from: its bytes, and what they are."""

from dataclasses import dataclass
from pathlib import Path, PurePath

from wzdesk.excel.read.file_kind import FileKind, kind_of, kind_of_members
from wzdesk.excel.read.package import MOST_BYTES, Package, damaged, package_of, refusal

_USUAL_MEMBER = 1_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name, kind and bytes; with the parts of one that is an archive."""

    name: str
    kind: FileKind
    content: bytes
    archive: Package | None = None

    @property
    def package(self) -> Package:
        """The parts of an archive."""
        assert self.archive
        return self.archive

    @property
    def remarks(self) -> tuple[str, ...]:
        """A sentence where the name says something else than the content."""
        if PurePath(self.name).suffix.lower() in self.kind.endings:
            return ()
        return (f"“{self.name}”其实是{self.kind.words}，按{self.kind.words}读。",)


def open_source(path: Path) -> Source:
    """A file and what it is by its content.

    Raises:
        CannotRead: it is not there, too large, locked, damaged or hostile, or holds no table.
    """
    content = _content_of(path)
    if content.startswith(b"PK"):
        package = package_of(path.name, content)
        return Source(path.name, _kind_of_package(package), content, package)
    return Source(path.name, _known(path.name, kind_of(content)), content)


def _kind_of_package(package: Package) -> FileKind:
    names = frozenset(package.archive.namelist())
    mimetype = package.read("mimetype")[:_USUAL_MEMBER] if "mimetype" in names else b""
    return _known(package.name, kind_of_members(names, mimetype))


def _known(name: str, kind: FileKind | str | None) -> FileKind:
    """The kind, where it is one to read."""
    if kind is None:
        raise damaged(name)
    if isinstance(kind, str):
        raise refusal(name, kind)
    return kind


def _content_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refusal(path.name, "这是一个文件夹，请选里面的表格文件")
        if path.stat().st_size > MOST_BYTES:
            raise refusal(path.name, "文件太大，请只留要导入的那张表，另存后再导入")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise refusal(path.name, "文件不在了，请重新选择") from error
    except PermissionError as error:
        raise refusal(
            path.name, "文件打不开，可能正被别的程序占用，或没有读取的权限，请关闭它再试"
        ) from error
    except (OSError, ValueError) as error:
        raise refusal(path.name, "磁盘没有读出这个文件，请拷到本机再试") from error
