"""Forms that are no .xlsx: ``.xls``, ``.et`` and ``.ods``.

LibreOffice takes them there and back where it is installed; else they are read by our own hand and filled as ``.xlsx``.
"""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from wzdesk.excel.errors import CannotWrite
from wzdesk.excel.fill.convert.old_form import convert, is_zip
from wzdesk.excel.fill.opening import check_out
from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.fill.report import CellRef, FillReport, FillValue
from wzdesk.excel.fill.workbook import fill_workbook
from wzdesk.excel.write.safe_file import write_whole

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # older still: records without a container
_SECONDS = 120
_FILTERS = {".xls": "xls", ".et": "xls", ".ods": "ods"}


class _Opened(NamedTuple):
    """An old form as ``.xlsx``: by LibreOffice or by our own hand, and what did not come along."""

    book: Path
    by_office: bool
    losses: str = ""


def is_workbook(form: Path) -> bool:
    """Whether a form can be filled as it is; told by its content, not by its name."""
    try:
        with form.open("rb") as file:
            head = file.read(8)
        if head == _OLE or head.startswith(_BARE):
            return False
        with zipfile.ZipFile(form) as package:
            return "mimetype" not in package.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return True  # whoever opens it says what is wrong


def target_of(form: Path, out: Path) -> Path:
    """Where the filled form goes when ``out`` is asked for: an old format needs LibreOffice, else it is ``.xlsx``.

    A name that was changed is never that of a file that is there.
    """
    if out.suffix.lower() not in _FILTERS or is_workbook(form) or _office():
        return out
    return free_name(out.with_suffix(".xlsx"))


def free_name(path: Path) -> Path:
    """The path, or with a number behind its name the first that is free."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.stem}（{number}）{path.suffix}"), number + 1
    return found


def fill_any(form: Path, values: Mapping[CellRef, FillValue], out: Path) -> FillReport:
    """Fill a form of any kind; what was done with an old one is said in the report's notes.

    The result goes to ``target_of(form, out)``.

    Raises:
        CannotFill: a cell or the file does not allow it; nothing was written.
    """
    if is_workbook(form):
        return fill_workbook(form, values, out)
    target = target_of(form, out)
    with tempfile.TemporaryDirectory() as folder:
        opened = _opened(form, Path(folder))
        check_out(opened.book, target)
        filled = Path(folder) / "filled.xlsx"
        report = fill_workbook(opened.book, values, filled)
        kind = _FILTERS.get(target.suffix.lower())
        result = _converted(filled, kind, Path(folder), form.name) if kind else filled
        backup = _write(form, target, result.read_bytes())
    return replace(report, backup=backup, notes=(*report.notes, _note(form, target, opened)))


def as_workbook(form: Path, folder: Path) -> Path:
    """A form as ``.xlsx`` in ``folder``: itself where it is one, else what our own hand reads of it.

    Raises:
        CannotFill: the file is locked, damaged, hostile, too large or no workbook.
    """
    return form if is_workbook(form) else _by_hand(form, folder).book


def office_copy(form: Path, folder: Path) -> Path | None:
    """An old form as LibreOffice makes an ``.xlsx`` of it in ``folder``; None where it is not there, or cannot."""
    if not has_office():
        return None
    suffix = ".ods" if is_zip(form) else ".xls"  # .et holds what .xls holds
    source = folder / f"{form.stem}{suffix}"
    try:
        shutil.copyfile(form, source)
        return _converted(source, "xlsx", folder / "read", form.name)
    except (OSError, CannotFill):
        return None  # our own hand reads some that it does not, and says what is wrong with the others


def has_office() -> bool:
    """Whether LibreOffice is installed."""
    return _office() is not None


def _opened(form: Path, folder: Path) -> _Opened:
    book = office_copy(form, folder)
    return _Opened(book, by_office=True) if book else _by_hand(form, folder)


def _by_hand(form: Path, folder: Path) -> _Opened:
    target = folder / f"{form.stem}.xlsx"
    return _Opened(target, by_office=False, losses=convert(form, target))


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(source: Path, kind: str, folder: Path, name: str) -> Path:
    """What LibreOffice makes of a file."""
    profile = (folder / "profile").resolve().as_uri()
    target = folder / "converted"
    command = [
        _office() or "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(target),
        str(source),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise _not_converted(name, kind) from error
    result = target / f"{source.stem}.{kind}"
    if not result.exists():
        raise _not_converted(name, kind)
    return result


def _not_converted(name: str, kind: str) -> CannotFill:
    return CannotFill(
        f"没有填“{name}”：LibreOffice 没有能换成 .{kind}，请把结果的文件名改成 .xlsx 结尾再试；文件没有改动。"
    )


def _write(form: Path, out: Path, content: bytes) -> Path | None:
    """Writes the result; returns the copy of the original where that was written over."""
    backup = _dated(form) if out.exists() and out.samefile(form) else None
    try:
        if backup:
            write_whole(backup, form.read_bytes())
        write_whole(out, content)
    except CannotWrite as error:
        if backup:
            backup.unlink(missing_ok=True)
        raise CannotFill(error.sentence) from error
    return backup


def _dated(form: Path) -> Path:
    stamp = datetime.now(tz=UTC).astimezone().strftime("%Y-%m-%d %H%M%S")
    return form.with_name(f"{form.stem}（原件 {stamp}）{form.suffix}")


def _note(form: Path, out: Path, opened: _Opened) -> str:
    kind = form.suffix or "旧"
    same = out.suffix.lower() == form.suffix.lower()
    if opened.by_office:
        way = f"借 LibreOffice 换成 .xlsx 填好{'再换回来' if same else f'，存成 {out.suffix}'}"
    elif out.suffix.lower() in _FILTERS:
        way = f"换成 .xlsx 填好，再借 LibreOffice 存成 {out.suffix}"
    else:
        way = f"这台电脑没有能用的 LibreOffice，已换成 .xlsx 填好，存为“{out.name}”，原来的文件没有动"
    losses = f"{opened.losses}；" if opened.losses else ""
    return f"表样是 {kind} 格式，{way}；{losses}字体、列宽、打印设置可能和原来略有不同，请打开看一遍。"
