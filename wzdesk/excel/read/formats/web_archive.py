"""Web pages saved as one file (``.mht``): each page in it that has a table is a sheet."""

import re
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING

from wzdesk.excel.read.book import Book
from wzdesk.excel.read.formats.book_maker import MOST_SHEETS, BookMaker
from wzdesk.excel.read.formats.text_encoding import decoded
from wzdesk.excel.read.formats.web_page import add_page, claimed_encoding, cut_off_remarks, name_of_page
from wzdesk.excel.read.formats.web_tables import Page, page_of
from wzdesk.excel.read.package import refusal
from wzdesk.excel.read.source import Source

if TYPE_CHECKING:  # a megabyte, and such files are rare
    from email.message import Message

_NAMES = re.compile(r"<x:Name>([^<]{1,31})</x:Name>", re.IGNORECASE)


def read_web_archive(source: Source) -> Book:
    """The sheets of a saved page.

    Raises:
        CannotRead: there is no table in it, or it is broken or too large.
    """
    texts = _pages(source)
    pages = [(text, page) for text in texts if (page := page_of(text)).has_tables]
    if not pages:
        raise refusal(source.name, "是网页，里面没有表格；请重新导出，或选 Excel、WPS 的表格文件")
    maker = BookMaker(source.name)
    for (_, page), name in zip(pages, _names(source.name, texts, pages), strict=True):
        add_page(maker, page, name)
    return maker.book(*dict.fromkeys(one for _, page in pages for one in cut_off_remarks(source.name, page)))


def _pages(source: Source) -> list[str]:
    """The pages in the file, as text."""
    import email
    import email.policy

    try:
        message = email.message_from_bytes(source.content, policy=email.policy.compat32)
        parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
        return [_text(part) for part in parts[:MOST_SHEETS]]
    except Exception as error:
        raise refusal(source.name, "网页文件已损坏，请重新导出一份") from error


def _text(part: "Message") -> str:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return decoded(content, claimed_encoding(content) or part.get_content_charset() or "")


def _names(book: str, texts: list[str], pages: list[tuple[str, Page]]) -> list[str]:
    """The names of the sheets, as the first page lists them; else each page's own, or the file's."""
    listed = [unescape(name).strip() for name in _NAMES.findall(texts[0])]
    if len(listed) == len(pages):
        return listed
    stem = PurePath(book).stem
    return [
        name_of_page(text, page) or (f"{stem} {at}" if len(pages) > 1 else stem)
        for at, (text, page) in enumerate(pages, 1)
    ]
