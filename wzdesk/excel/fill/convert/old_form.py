"""A form in an older format as an ``.xlsx``, and what the person should know about it."""

from pathlib import Path

from wzdesk.excel.fill.convert.plain_book import PlainBook
from wzdesk.excel.fill.convert.write_book import write_book


def convert(form: Path, target: Path) -> str:
    """Writes what an old form holds to a new ``.xlsx``; returns what did not come along, in words or "".

    Raises:
        CannotFill: it is locked, damaged, hostile, too large or no workbook.
    """
    book = _read(form)
    write_book(book, target)
    return _losses(book)


def is_zip(form: Path) -> bool:
    """Told by how the file begins: an old workbook may hold a package somewhere inside."""
    try:
        with form.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


def _read(form: Path) -> PlainBook:
    if is_zip(form):
        from wzdesk.excel.fill.convert.ods_book import read_ods

        return read_ods(form)
    from wzdesk.excel.fill.convert.biff_book import read_biff

    return read_biff(form)


def _losses(book: PlainBook) -> str:
    words = [f"{'、'.join(book.losses)}没有带过来"] if book.losses else []
    if book.given_up is None:
        words.append("公式都换成了当时的结果，不会再自动算")
    elif book.given_up:
        words.append(f"有 {book.given_up} 个公式换成了当时的结果，不会再自动算，请核对")
    return "，".join(words)
