"""Old workbooks (``.xls``, and ``.et`` that hold the same) as plain books, read with xlrd."""

import io
import struct
from pathlib import Path

import xlrd

from wzdesk.excel.fill.convert.biff_looks import BiffLooks
from wzdesk.excel.fill.convert.biff_records import SheetRecords, sheet_records
from wzdesk.excel.fill.convert.biff_sheet import BiffSheet
from wzdesk.excel.fill.convert.limits import check_count
from wzdesk.excel.fill.convert.plain_book import PlainBook
from wzdesk.excel.fill.refusal import DAMAGED, CannotFill, Complaint
from wzdesk.excel.read.package import MOST_BYTES

_LOCKED = "加了打开密码，请在表格软件里去掉密码，另存后再填"
_BIFF8 = 80


def read_biff(form: Path) -> PlainBook:
    """The sheets of an old workbook; nothing in it is executed or followed.

    Raises:
        CannotFill: it is locked, damaged, too large or no workbook.
    """
    complaint = Complaint(form.name)
    content = _content_of(form, complaint)
    try:
        return _read(content, complaint)
    except (CannotFill, MemoryError):
        raise
    except Exception as error:  # xlrd lets any through that damaged bytes lead to
        raise complaint.about(_what_is_wrong(content, error)) from error


def _content_of(form: Path, complaint: Complaint) -> bytes:
    try:
        if form.stat().st_size > MOST_BYTES:
            raise complaint.about("文件太大，请只留要填的那张表，另存后再填")
        return form.read_bytes()
    except OSError as error:
        raise complaint.about("文件打不开，可能已经移走或正被别的程序占用，请核对后再试") from error


def _what_is_wrong(content: bytes, error: Exception) -> str:
    words = str(error).lower()
    if "encrypt" in words or "EncryptedPackage".encode("utf-16-le") in content:
        return _LOCKED
    if "workbook" in words and "can't find" in words:
        return "里面没有表格，可能是 Word 文件或邮件，请核对后再填"
    return DAMAGED


def _read(content: bytes, complaint: Complaint) -> PlainBook:
    book = xlrd.open_workbook(
        file_contents=content, logfile=io.StringIO(), formatting_info=True, on_demand=True, ragged_rows=True
    )
    try:
        return _book_of(book, complaint)
    finally:
        book.release_resources()


def _book_of(book: xlrd.Book, complaint: Complaint) -> PlainBook:
    records = _records_of(book)
    check_count(sum(its.cells for its in records), complaint)
    looks = BiffLooks(book)
    sheets = [
        BiffSheet(book, book.sheet_by_index(place), looks, records[place] if records else SheetRecords())
        for place in range(book.nsheets)
    ]
    plain = [sheet.plain() for sheet in sheets]
    if not any(sheet.state == "visible" for sheet in plain):
        raise complaint.about("里面没有看得见的工作表")
    losses = set[str]().union(*(its.losses for its in records))
    if any(its.is_protected for its in records):
        losses.add("工作表保护")
    given_up = sum(sheet.given_up for sheet in sheets) if records else None
    words = tuple(sorted(losses))
    return PlainBook(plain, looks.looks, bool(book.datemode), losses=words, given_up=given_up)


def _records_of(book: xlrd.Book) -> list[SheetRecords]:
    """What xlrd passes over; nothing of formats older than BIFF8."""
    if book.biff_version < _BIFF8 or book.mem is None:
        return []
    found = sheet_records(bytes(book.mem), book.base)
    if len(found) != book.nsheets:
        raise struct.error
    return found
