"""The texts over a table that say whose it is: found on a form, and said anew for each recipient."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wzdesk.domain.region import Region
from wzdesk.excel.fill.report import CellRef
from wzdesk.excel.read.book import Sheet, ValueKind, address
from wzdesk.services.exchange.recipients import Recipient

_PLACE = re.compile(
    r"((?:填报|报送|编报|填表|上报|报表|填写)(?:单位|地区|机构|部门|区域)\s*(?:[（(][^（）()]*[）)])?\s*[:：])"
    r"([\s_＿]*)([^\s_＿]*)"
)


class HeadText(NamedTuple):
    """A text over a table: its cell, and whether it has a place for the name of who fills the form."""

    ref: CellRef
    text: str
    has_place: bool


def head_texts(sheet: Sheet, above: int, region: Region | None) -> Iterator[HeadText]:
    """The texts above a row that name a region, or have a place for a name."""
    for row in sheet.cells.rows:
        if row >= above:
            return
        for column, cell in sheet.cells.row(row).items():
            if cell.kind is not ValueKind.TEXT or cell.is_formula:
                continue
            has_place = _PLACE.search(cell.raw) is not None
            if has_place or (region is not None and any(name in cell.raw for name in _names(region))):
                yield HeadText(CellRef(sheet.name, address(row, column)), cell.raw, has_place)


def said_for(head: HeadText, recipient: Recipient, region: Region | None) -> str:
    """The text as it stands on the recipient's sheet; the same where nothing is to be said anew."""
    text = head.text
    if recipient.agency is None and region is not None and region.code != recipient.region.code:
        text = _renamed(text, region, recipient.region)
    if not head.has_place:
        return text
    return _PLACE.sub(lambda found: _filled(found, recipient), text, count=1)


def who_fills(text: str) -> str:
    """Who a text over a table says fills the form: 平阳县发展和改革局 of 填报单位（盖章）：平阳县发展和改革局."""
    found = _PLACE.search(text)
    return found[3] if found else ""


def _filled(found: re.Match[str], recipient: Recipient) -> str:
    label, blanks, there = found.groups()
    if there and not blanks and recipient.agency is None:
        return found[0]
    if there and recipient.agency is None:  # 填报单位：____ 填报时间：…, what follows is another matter
        there = f" {there}" if blanks else there
    elif there and not (blanks and len(blanks) > 2):
        return f"{label}{recipient.name}"
    width = len(blanks) - 2 * len(recipient.name)
    return f"{label}{recipient.name}{' ' * max(width, 1 if there.strip() else 0)}{there.strip()}"


def _renamed(text: str, old: Region, new: Region) -> str:
    for before, after in zip(_names(old), (new.name, new.short_name), strict=False):
        if before in text:
            return text.replace(before, after)
    return text


def _names(region: Region) -> Iterable[str]:
    return [name for name in (region.name, region.short_name) if len(name) > 1]
