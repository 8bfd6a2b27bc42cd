"""Opens an old workbook (``.xls``, ``.et``) with xlrd; whatever xlrd stumbles over becomes one sentence."""

import io
from typing import TYPE_CHECKING

from wzdesk.excel.errors import CannotRead
from wzdesk.excel.read.package import damaged, refusal

if TYPE_CHECKING:
    import xlrd

_UNICODE = 80  # BIFF8; what is older has bytes in some code page
_CHINESE = "gb18030"
_WESTERN = frozenset({None, 367, 1252, 10000, 32768, 32769})


def open_biff(name: str, content: bytes) -> "xlrd.Book":
    """The workbook, its sheets not yet loaded.

    Raises:
        CannotRead: it is locked, damaged, or no workbook.
    """
    book = _open(name, content)
    if book.biff_version < _UNICODE and book.codepage in _WESTERN:
        return _open_as_chinese(name, content) or _open(name, content)
    return book


def load_sheet(name: str, book: "xlrd.Book", index: int) -> "xlrd.sheet.Sheet":
    """One sheet of it.

    Raises:
        CannotRead: it is damaged.
    """
    try:
        return book.sheet_by_index(index)
    except Exception as error:
        raise _refusal(name, error) from error


def _open(name: str, content: bytes, encoding: str | None = None) -> "xlrd.Book":
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=content,
            logfile=io.StringIO(),
            encoding_override=encoding,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except Exception as error:
        raise _refusal(name, error) from error


def _open_as_chinese(name: str, content: bytes) -> "xlrd.Book | None":
    """A book whose texts are Chinese although it claims a western code page; None where they are not."""
    try:
        book = _open(name, content, _CHINESE)
        for index in range(book.nsheets):
            load_sheet(name, book, index)
            book.unload_sheet(index)
    except CannotRead:
        return None
    return book


def _refusal(name: str, error: Exception) -> CannotRead:
    words = str(error)
    if "encrypted" in words:
        return refusal(name, "加了打开密码，请在表格软件里去掉密码，另存后再导入")
    if "Can't find workbook" in words:
        return refusal(name, "不是工作簿，请选 Excel 或 WPS 的表格文件")
    if "is not supported" in words:
        return refusal(name, "版本太旧，请在表格软件里另存为 .xlsx 后再导入")
    return damaged(name)
