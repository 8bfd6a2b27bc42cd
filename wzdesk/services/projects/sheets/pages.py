"""Pages of one table: a heading repeated at a page's beginning parts it for recognition, not for the reader."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wzdesk.domain.text import normalise
from wzdesk.excel.recognise.table import Row, Table
from wzdesk.excel.recognise.words import tight
from wzdesk.services.projects.sheets.table_columns import headings_of

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]+"
)


def joined(tables: Sequence[Table]) -> list[Table]:
    """The tables of a sheet; those that go on under the same heading as one.

    A page has no other title; where the last line above it is the heading of a section, its rows stand under that.
    """
    found: list[Table] = []
    for table in tables:
        if found and _goes_on(found[-1], table):
            found[-1] = _with_page(found[-1], table)
        else:
            found.append(table)
    return found


def _goes_on(above: Table, page: Table) -> bool:
    if page.title not in {"", above.title} and not _is_section(page.title):
        return False
    return [_place(one) for one in headings_of(above)] == [_place(one) for one in headings_of(page)]


def _place(heading: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    column, words = heading
    return column, tuple(tight(word) for word in words)


def _is_section(text: str) -> bool:
    return bool(_NUMBERED.match(normalise(text)))


def _with_page(above: Table, page: Table) -> Table:
    sections = above.rows[-1].path[:-1] if above.rows else ()
    # Recognition carries a title on to later pages: it is this page's own only where it stands right above it.
    if any(line.row == page.area.top - 1 and line.text == page.title for line in page.lines):
        sections = _under(sections, page.title)
    rows = []
    for row in page.rows:
        rows.append(_in_sections(row, sections))
        sections = rows[-1].path[:-1]
    area = replace(above.area, bottom=page.area.bottom)
    return replace(above, area=area, rows=(*above.rows, *rows), lines=(*above.lines, *page.lines))


def _in_sections(row: Row, sections: tuple[str, ...]) -> Row:
    """The row under the sections that began on an earlier page."""
    own = row.path[:-1]
    if not own:
        return row._replace(path=(*sections, *row.path))
    if _is_section(own[0]):
        return row._replace(path=(*_under(sections, own[0]), *row.path[1:]))
    return row


def _under(sections: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The sections down to a new one: it takes the place of the one numbered in its way, and of all below that."""
    level = _style(title)
    at = next((at for at, one in enumerate(sections) if _style(one) == level), len(sections))
    return (*sections[:at], title)


def _style(section: str) -> str:
    """How a section is numbered: 一、 or （一）."""
    return normalise(section)[:1] if normalise(section).startswith("(") else ""
