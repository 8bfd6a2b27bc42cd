"""Opens a form after looking at what it is; whatever is hostile, locked or broken is refused."""

import re
from pathlib import Path

from wzdesk.excel.fill.open_book import OpenBook
from wzdesk.excel.fill.refusal import DAMAGED, Complaint
from wzdesk.excel.fill.zip_splice import Archive, Member
from wzdesk.excel.read.package import MOST_BYTES, MOST_INFLATED, MOST_MEMBERS, MOST_RATIO, RATIO_FROM

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_TAMPERED = "可能被人动过手脚，请向发来的单位重新要一份"
_OUTSIDE = re.compile(r"\\|\0|\n/(?:/|[a-z]:)|/\.\.?[/\n]")
"""Found in names of which each stands behind a line feed and a slash."""
_PLAIN, _MACRO = frozenset({".xlsx", ".xltx"}), frozenset({".xlsm", ".xltm"})


def open_form(path: Path) -> tuple[bytes, OpenBook]:
    """A form's bytes, and the workbook in them.

    Raises:
        CannotFill: it is no ``.xlsx`` or ``.xlsm``, or locked, signed, damaged, hostile or too large.
    """
    complaint = Complaint(path.name)
    content = _content_of(path, complaint)
    if content.startswith(_OLE):
        raise complaint.about(_what_ole(content))
    if b"PK\x05\x06" not in content:
        raise complaint.about(
            DAMAGED if content.startswith(b"PK") else "不是 .xlsx 或 .xlsm 工作簿，请另存为 .xlsx 后再填"
        )
    archive = Archive(content, complaint)
    _check_size(archive.members, complaint)
    _check_names([member.name for member in archive.members], complaint)
    return content, OpenBook(archive, complaint)


def check_out(form: Path, out: Path) -> None:
    """A workbook with macros keeps the ending that says so, and one without does not get it.

    Raises:
        CannotFill: the endings differ.
    """
    before, after = form.suffix.lower(), out.suffix.lower()
    if (before in _PLAIN and after in _MACRO) or (before in _MACRO and after in _PLAIN):
        raise Complaint(form.name).about(f"写成“{out.name}”会打不开，请让文件名仍以 {form.suffix} 结尾")


def _content_of(path: Path, complaint: Complaint) -> bytes:
    try:
        if path.is_dir():
            raise complaint.about("这是一个文件夹，请选里面的 .xlsx 文件")
        if path.stat().st_size > MOST_BYTES:
            raise complaint.about("文件太大，请只留要填的那张表，另存后再填")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise complaint.about("文件不在了，请重新选择") from error
    except PermissionError as error:
        raise complaint.about("文件打不开，可能正被别的程序占用，或没有读取的权限，请关闭它再试") from error
    except (OSError, ValueError) as error:
        raise complaint.about("磁盘没有读出这个文件，请拷到本机再试") from error


def _what_ole(content: bytes) -> str:
    if _PASSWORD in content:
        return "加了打开密码，请在表格软件里去掉密码，另存后再填"
    return "是旧版 .xls（或 .et）格式，请在表格软件里另存为 .xlsx 后再填"


def _check_size(members: tuple[Member, ...], complaint: Complaint) -> None:
    sizes = [(member.size, member.data_end - member.data) for member in members]
    if (
        len(members) > MOST_MEMBERS
        or sum(size for size, _ in sizes) > MOST_INFLATED
        or any(size > RATIO_FROM and size > MOST_RATIO * max(packed, 1) for size, packed in sizes)
    ):
        raise complaint.about(f"解开后大得不正常，{_TAMPERED}")
    if any(member.is_encrypted for member in members):
        raise complaint.about("加了密码，请去掉密码后再填")


def _check_names(names: list[str], complaint: Complaint) -> None:
    folded = [name.lower() for name in names]
    if len(set(folded)) < len(folded):
        raise complaint.about(f"里面有重复的部分，{_TAMPERED}")
    if _OUTSIDE.search("".join(f"\n/{name}" for name in [*folded, ""])):
        raise complaint.about(f"里面有指到文件外面的名字，{_TAMPERED}")
    if any(name.startswith("_xmlsignatures/") for name in folded):
        raise complaint.about("有数字签名，一改签名就失效，请向发来的单位要一份没有签名的，或先去掉签名再填")
    if "[content_types].xml" not in folded:
        raise complaint.about(_what_archive(folded))
    if not any(name.startswith("xl/") for name in folded) and any(
        name.startswith(("word/", "ppt/")) for name in folded
    ):
        raise complaint.about("是 Word 或演示文稿，不是工作簿，请用 .xlsx 文件")


def _what_archive(names: list[str]) -> str:
    if "content.xml" in names and "mimetype" in names:
        return "是 .ods 或其他开放格式，请在表格软件里另存为 .xlsx 后再填"
    return (
        DAMAGED
        if any(name.startswith("xl/") for name in names)
        else "是压缩包，请解压后再选里面的 .xlsx 文件"
    )
