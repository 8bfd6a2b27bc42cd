"""Forms that are no .xlsx: ``.xls``, ``.et`` and ``.ods`` go through LibreOffice and come back."""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from wzdesk.excel.fill.refusal import CannotFill
from wzdesk.excel.fill.report import CellRef, FillReport, FillValue
from wzdesk.excel.fill.workbook import fill_workbook
from wzdesk.excel.write.safe_file import write_whole

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECONDS = 120
_FILTERS = {".xls": "xls", ".et": "xls", ".ods": "ods"}


def is_workbook(form: Path) -> bool:
    """Whether a form can be filled as it is; told by its content, not by its name."""
    try:
        with form.open("rb") as file:
            head = file.read(8)
        if head == _OLE:
            return False
        with zipfile.ZipFile(form) as package:
            return "mimetype" not in package.namelist()
    except (OSError, zipfile.BadZipFile):
        return True  # whoever opens it says what is wrong


def fill_any(form: Path, values: Mapping[CellRef, FillValue], out: Path) -> FillReport:
    """Fill a form of any kind; what was done with an old one is said in the report's notes.

    Raises:
        CannotFill: a cell or the file does not allow it, or LibreOffice is needed and missing; nothing was
            written.
    """
    if is_workbook(form):
        return fill_workbook(form, values, out)
    with tempfile.TemporaryDirectory() as folder:
        book = as_workbook(form, Path(folder))
        filled = Path(folder) / "filled.xlsx"
        report = fill_workbook(book, values, filled)
        kind = _FILTERS.get(out.suffix.lower())
        result = _converted(filled, kind, Path(folder)) if kind else filled
        write_whole(out, result.read_bytes())
    return replace(report, notes=(*report.notes, _note(form, out)))


def _note(form: Path, out: Path) -> str:
    way = "再换回来" if out.suffix.lower() == form.suffix.lower() else f"存成 {out.suffix}"
    return (
        f"表样是 {form.suffix or '旧'} 格式，借 LibreOffice 换成 .xlsx 填好{way}；"
        "字体、列宽、打印设置可能和原来略有不同，请打开看一遍。"
    )


def as_workbook(form: Path, folder: Path) -> Path:
    """A form as ``.xlsx`` in ``folder``: itself where it is one, else as LibreOffice reads it.

    Raises:
        CannotFill: LibreOffice is missing or cannot read the file.
    """
    if is_workbook(form):
        return form
    suffix = ".ods" if form.suffix.lower() == ".ods" else ".xls"  # .et holds what .xls holds
    source = folder / f"{form.stem}{suffix}"
    shutil.copyfile(form, source)
    return _converted(source, "xlsx", folder / "read", form.name)


def _converted(source: Path, kind: str, folder: Path, name: str = "") -> Path:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    named = name or source.name
    if office is None:
        raise CannotFill(
            f"“{named}”是旧格式，填它要装 LibreOffice；请在 Excel 或 WPS 里另存为 .xlsx 再填，原文件没有动。"
        )
    profile = (folder / "profile").resolve().as_uri()
    target = folder / "converted"
    command = [
        office,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(target),
    ]
    try:
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotFill(f"LibreOffice 没有能转换“{named}”，原文件没有动；请另存为 .xlsx 再填。") from error
    result = target / f"{source.stem}.{kind}"
    if not result.exists():
        raise CannotFill(f"LibreOffice 读不了“{named}”，可能有密码或者已损坏；原文件没有动。")
    return result
